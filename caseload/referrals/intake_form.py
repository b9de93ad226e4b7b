"""A referral as its sender filled it in: checked as a whole before any of it is kept.

Whatever door it comes through, all that is wrong with it is said at once; and a list can be tried
out without writing anything.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from caseload.clients.search_index import opaque_hash
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import FieldError, ValidationFailed
from caseload.core.references import new_reference
from caseload.referrals.intake_people import PersonTold, checked_route
from caseload.referrals.intake_rules import proposed_urgency
from caseload.referrals.models import Intake, IntakePerson, IntakeRoute, IntakeState


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of one referral, ready to be kept."""

    intake: Intake
    people: list[IntakePerson]
    routes: list[IntakeRoute]


def filled_in(
    *,
    by: Actor,
    organisation_id: UUID,
    agency_id: UUID | None,
    door: str,
    people: Iterable[PersonTold],
    received_at: datetime,
    police_reference: str = "",
    **said: Any,
) -> Form:
    """The police reference as a keyed hash, the urgency as the Knock proposes it (BR-04).

    Raises:
        ValidationFailed: nobody to support, no word on how to reach them safely, or a value that
            cannot be kept; with all of it.
    """
    people = list(people)
    if not any(person.get("is_to_be_supported", True) for person in people):
        raise ValidationFailed.at("/subject", "nobody_to_support", "Name somebody to support.")
    now = clock.now()
    intake = Intake(
        organisation_id=organisation_id,
        agency_id=agency_id,
        door=door,
        reference=new_reference(),
        police_reference_hash=opaque_hash(organisation_id, police_reference),
        state=IntakeState.RECEIVED,
        state_since=now,
        received_at=received_at,
        recorded_by_id=by.user_id,
        recorded_at=now,
        **said,
    )
    intake.urgency = proposed_urgency(
        intake.urgency, knock_on=intake.knock_on, received_at=received_at
    )
    form, faults = Form(intake, [], []), list[FieldError]()
    with _gathered(faults):
        intake.check_values()
    for place, told in enumerate(people):
        _fill_in_person(form, faults, by=by, told=told, place=place)
    if faults:
        raise ValidationFailed(*faults)
    return form


def _fill_in_person(
    form: Form, faults: list[FieldError], *, by: Actor, told: PersonTold, place: int
) -> None:
    """The first is ``subject`` in what was sent, the others follow under ``others``."""
    at = f"/others/{place - 1}" if place else ""
    facts: dict[str, Any] = {k: v for k, v in told.items() if k != "contact_routes"}
    person = IntakePerson(
        organisation_id=form.intake.organisation_id,
        intake=form.intake,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
        **facts,
    )
    form.people.append(person)
    with _gathered(faults, at or "/subject"):
        person.check_values()
    ways = told.get("contact_routes", [])
    if person.is_to_be_supported and not ways:
        faults.append(
            FieldError(
                f"{at}/contact_routes",
                "safe_contact_needed",
                "Say how this person can be reached safely, or that nobody has asked.",
            )
        )
    for n, way in enumerate(ways):
        with _gathered(faults):
            form.routes.append(
                checked_route(
                    by=by,
                    person=person,
                    intake_id=form.intake.pk,
                    pointer=f"{at}/contact_routes/{n}",
                    told=way,
                )
            )


@contextmanager
def _gathered(faults: list[FieldError], at: str = "") -> Iterator[None]:
    try:
        yield
    except ValidationFailed as failed:
        faults += [FieldError(f"{at}{e.pointer}", e.code, e.detail) for e in failed.errors]
