"""Referrals that come many at a time: an agency's batch, and a list that staff were sent."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import connection

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import Organisation, PartnerAgency
from caseload.core.actor import Actor
from caseload.core.errors import CaseloadError
from caseload.referrals.intake_lists import Outcome, RowTaken, Sent, apart, go_through, judged
from caseload.referrals.models import Door, IntakeFace
from caseload.referrals.services.intakes import submit_intake, take_in

_LIST_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))"


@operation("intake_batch.submitted", needs=Permission.SUBMIT_INTAKE, on="agency")
def submit_intakes(
    *, by: Actor, agency: PartnerAgency, sent: Sequence[Sent]
) -> list[IntakeFace | CaseloadError]:
    """An agency's program refers several people; it is told a reference, or what is wrong, of each.

    Taken in the order of their references, so that of two batches one waits for the other and
    never each for each; answered in the order in which they were sent.
    """
    submit = apart(by, partial(submit_intake, by=by, agency=agency))
    order = sorted(range(len(sent)), key=lambda place: _reference(sent[place]))
    done = {place: judged(sent[place], submit) for place in order}
    return [done[place] for place in range(len(sent))]


@operation("intake_list.taken_in", needs=Permission.TRIAGE_INTAKE, on="organisation")
def take_in_list(
    *, by: Actor, organisation: Organisation, agency: PartnerAgency, rows: Sequence[Sent]
) -> list[RowTaken]:
    """A worker takes in a list that an agency sent: each good row, and no other."""

    def take(**said: Any) -> RowTaken:
        intake = take_in(by=by, organisation=organisation, agency=agency, door=Door.CSV, **said)
        return RowTaken(Outcome.TAKEN, intake.pk)

    with connection.cursor() as cursor:
        # The same list twice at once: the second waits, and then finds its rows known.
        cursor.execute(_LIST_LOCK, [f"intake list:{agency.pk}"])
    return go_through(by=by, agency=agency, rows=rows, act=apart(by, take))


def _reference(said: Sent) -> str:
    return "" if isinstance(said, CaseloadError) else str(said["external_reference"])
