"""Many referrals at once: each is judged by itself, and one that cannot be taken keeps out no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, models

from caseload.access import acting
from caseload.accounts.models import PartnerAgency
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import (
    CaseloadError,
    DuplicateReference,
    FieldError,
    NotFound,
    ValidationFailed,
)
from caseload.referrals.intake_form import filled_in
from caseload.referrals.models import Door, Intake, IntakeFace

type Sent = Mapping[str, Any] | CaseloadError
"""What was said of one referral; or why it could not even be read."""


class Outcome(models.TextChoices):
    """What becomes of one row of a list."""

    FITS = "fits", "Would be taken"
    TAKEN = "taken", "Taken in"
    KNOWN = "known", "Was here before"
    FAULTY = "faulty", "Cannot be taken as it stands"


@dataclass(frozen=True, slots=True)
class RowTaken:
    """One row of a list: what became of it, which intake it is, and what is wrong with it."""

    outcome: Outcome
    intake_id: UUID | None = None
    faults: tuple[FieldError, ...] = ()


def apart[Kept](by: Actor, act: Callable[..., Kept]) -> Callable[..., Kept]:
    """``act``, so that when it is refused it undoes what it wrote, and nothing besides."""

    def alone(**said: Any) -> Kept:
        with acting.one_of_many(by):
            return act(**said)

    return alone


def judged[Kept](said: Sent, act: Callable[..., Kept]) -> Kept | CaseloadError:
    """``act`` on what was said, or why not.

    Only what the sender can repair is an answer about one of many; anything else (no agreement,
    a busy database) is about all of them and goes on up.
    """
    if isinstance(said, CaseloadError):
        return said
    try:
        return act(**said)
    except (ValidationFailed, DuplicateReference) as refused:
        return refused
    except (IntegrityError, DataError):
        # The database's own words hold values.
        return ValidationFailed()


def try_out(*, by: Actor, agency: PartnerAgency, rows: Sequence[Sent]) -> list[RowTaken]:
    """What would become of each row; nothing is written."""

    def fits(**said: Any) -> RowTaken:
        _check(by=by, agency=agency, door=Door.CSV, said=said)
        return RowTaken(Outcome.FITS)

    return go_through(by=by, agency=agency, rows=rows, act=fits)


def as_it_stands(
    *, by: Actor, agency: PartnerAgency, sent: Sequence[Sent]
) -> list[IntakeFace | CaseloadError]:
    """What became of a batch that was sent before; what was refused then is not taken now."""
    faces = IntakeFace.objects.visible_to(by).filter(external_reference__in=_references(sent))
    known = {face.external_reference: face for face in faces}

    def find(**said: Any) -> IntakeFace | CaseloadError:
        face = known.get(said["external_reference"])
        if face is None:
            _check(by=by, agency=agency, door=Door.PARTNER_API, said=said)
            return NotFound()
        return face

    return [judged(said, find) for said in sent]


def _check(*, by: Actor, agency: PartnerAgency, door: Door, said: Mapping[str, Any]) -> None:
    filled_in(
        by=by,
        organisation_id=agency.organisation_id,
        agency_id=agency.pk,
        door=door,
        received_at=clock.now(),
        **said,
    )


def go_through(
    *, by: Actor, agency: PartnerAgency, rows: Sequence[Sent], act: Callable[..., RowTaken]
) -> list[RowTaken]:
    """Each row in turn: known by its agency's reference, faulty, or whatever ``act`` makes of it.

    A list that was put right and comes again takes only what is new. What is known is what ``by``
    sees: a row about somebody kept from them must not tell that it came before.
    """
    known = _known(by=by, agency=agency, rows=rows)
    read: set[str] = set()
    found = []
    for said in rows:
        reference = "" if isinstance(said, CaseloadError) else said["external_reference"]
        if reference and reference in read:
            row: RowTaken | CaseloadError = ValidationFailed.at(
                "/external_reference",
                "reference_twice",
                "An earlier row of this list has the same reference.",
            )
        elif reference in known:
            row = RowTaken(Outcome.KNOWN, known[reference])
        else:
            row = judged(said, act)
        read.add(reference)
        found.append(_faulty(row) if isinstance(row, CaseloadError) else row)
    return found


def _known(*, by: Actor, agency: PartnerAgency, rows: Sequence[Sent]) -> dict[str, UUID]:
    seen = Intake.objects.visible_to(by).filter(
        agency=agency, external_reference__in=_references(rows)
    )
    return dict(seen.order_by("received_at", "pk").values_list("external_reference", "pk"))


def _references(sent: Sequence[Sent]) -> set[str]:
    return {said["external_reference"] for said in sent if not isinstance(said, CaseloadError)}


def _faulty(error: CaseloadError) -> RowTaken:
    return RowTaken(
        Outcome.FAULTY, faults=error.errors or (FieldError("", "not_accepted", error.detail),)
    )
