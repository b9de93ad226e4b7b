"""What happens when an agency reads a word about its referral that rests on the person's yes."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.consents.models import Disclosure
from caseload.core.actor import Actor
from caseload.referrals.models import IntakeFace, IntakePerson
from caseload.referrals.services.feedback import SOURCE, tell_referrer
from caseload.referrals.subjects import may_tell_referrer, of_intakes


def tell_referrers(*, by: Actor, faces: Sequence[IntakeFace]) -> dict[UUID, Disclosure]:
    """The agency reads that these came to something: the line of each in the ledger, by its face.

    Their cases are held until the reading has ended, so that an answer taken back at the same
    moment waits, and every receipt stands on a basis. Nothing of a face where nothing of a case is
    told: before there is one, what the person said is kept on the intake itself, or where it may
    not be told any more.
    """
    cases = _cases_of(by, faces)
    if not cases:
        return {}
    summaries.lock_all({case.pk for case in cases.values()})
    facts = of_intakes(cases)
    lines = Disclosure.objects.visible_to(by).filter(
        source_kind=SOURCE, source_id__in=cases, access_ended_at=None
    )
    told = {(line.source_id, line.consent_id, line.lawful_basis_id): line for line in lines}
    found = {}
    for face in faces:
        if face.intake_id not in cases:
            continue
        verdict = may_tell_referrer(by=by, face=face, facts=facts[face.intake_id])
        if verdict.allowed:
            rests_on = (face.intake_id, verdict.consent_id, verdict.lawful_basis_id)
            found[face.pk] = told.get(rests_on) or tell_referrer(
                by=by, face=face, case=cases[face.intake_id], facts=facts[face.intake_id]
            )
    return found


def _cases_of(by: Actor, faces: Iterable[IntakeFace]) -> dict[UUID, Case]:
    """The case that each intake became: of several, the first."""
    people = IntakePerson.objects.visible_to(by).filter(
        intake_id__in={face.intake_id for face in faces}, accepted_case__isnull=False
    )
    cases: dict[UUID, Case] = {}
    for person in people.select_related("accepted_case").order_by("recorded_at", "pk"):
        if person.accepted_case is not None:
            cases.setdefault(person.intake_id, person.accepted_case)
    return cases
