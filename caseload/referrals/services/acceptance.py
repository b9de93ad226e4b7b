"""Accepting somebody: only now there is a person, a family and a case (features.md 2.5).

One named person at a time; a referral of three relatives becomes up to three cases.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import Organisation, Team
from caseload.clients.matching import Told
from caseload.clients.models import Case, Family, Person, SafeContactRoute
from caseload.clients.services import cases, people, safe_contact
from caseload.consents.models import Answer, Consent
from caseload.contacts import services as contacts
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, StaleVersion, ValidationFailed
from caseload.core.sharing import DataCategory
from caseload.referrals import faces
from caseload.referrals.models import (
    Intake,
    IntakeAttempt,
    IntakePerson,
    IntakeRoute,
    IntakeState,
)

_ROUTE_WORDS = (
    "kind",
    "label",
    "value",
    "call",
    "voicemail",
    "text",
    "email",
    "letter",
    "app",
    "meeting",
    "conditions",
    "safe_hours",
    "referrer_window",
    "ask_for",
    "shared_with",
    "device_status",
    "told_by",
)


@operation("intake.accepted", needs=Permission.TRIAGE_INTAKE, on="intake")
def accept_intake(
    *,
    by: Actor,
    intake: Intake,
    seen: int,
    person: IntakePerson,
    team: Team,
    strand: str,
    client: Person | None = None,
    family: Family | None = None,
    begins_family: bool = True,
    lead_id: UUID | None = None,
) -> Case:
    """Take one of the people named into support: person, family, case, ways to reach them, attempts.

    ``client`` is somebody known already whom the caller sees. The referral is accepted once
    everybody who is to be supported has been; until then it stays in triage.

    Raises:
        InvalidTransition: the referral is not in triage, or this person is accepted already.
    """
    if intake.version != seen:
        raise StaleVersion(version=intake.version)
    if intake.state != IntakeState.TRIAGE or person.accepted_case_id is not None:
        raise InvalidTransition(allowed=[])
    if not person.is_to_be_supported:
        raise ValidationFailed.at(
            "/person_id", "not_to_be_supported", "Nobody asked support for them."
        )
    routes = list(IntakeRoute.objects.visible_to(by).filter(person=person).order_by("recorded_at"))
    case = cases.open_case(
        by=by,
        team=team,
        client=client or _register(by=by, team=team, person=person, routes=routes),
        family=family or (_family(by=by, team=team, intake=intake) if begins_family else None),
        strand=strand,
        uk_nation=intake.uk_nation,
        urgency=intake.urgency,
        lead_id=lead_id,
    )
    kept = {route.pk: _carry_route(by=by, case=case, route=route) for route in routes}
    _carry_attempts(by=by, case=case, person=person, routes=kept)
    _carry_feedback(by=by, case=case, intake=intake)
    person.change(seen=None, reason="accepted", accepted_case=case)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT acl.conflicts_become_exclusions(%s::uuid, %s::uuid)",
            [intake.pk, case.client_id],
        )
    _settle(by=by, intake=intake)
    return case


def _register(*, by: Actor, team: Team, person: IntakePerson, routes: list[IntakeRoute]) -> Person:
    told = Told(
        phones=tuple(r.value for r in routes if r.kind == "phone" and r.value),
        emails=tuple(r.value for r in routes if r.kind == "email" and r.value),
        postcode=person.postcode,
    )
    identity: dict[str, Any] = {
        name: getattr(person, name)
        for name in ("given_names", "family_name", "known_as", "born_on", "born_precision")
        if getattr(person, name)
    }
    organisation: Organisation = team.organisation
    return people.register_person(
        by=by,
        organisation=organisation,
        identity_level="identified" if person.family_name else "pseudonymous",
        told=told,
        **identity,
    )


def _family(*, by: Actor, team: Team, intake: Intake) -> Family:
    day_zero: date | None = intake.knock_on if intake.knock_precision in {"", "day"} else None
    return people.register_family(
        by=by,
        organisation=team.organisation,
        day_zero=day_zero,
        police_force=intake.police_force,
        police_reference_hash=intake.police_reference_hash,
    )


def _carry_route(*, by: Actor, case: Case, route: IntakeRoute) -> SafeContactRoute:
    """As it was told; what was suspended stays suspended."""
    told = {name: getattr(route, name) for name in _ROUTE_WORDS}
    kept = safe_contact.record_route(by=by, case=case, **told)
    if route.suspended_reason and not kept.suspended_reason:
        safe_contact.suspend_route(
            by=by, route=kept, seen=kept.version, reason_code=route.suspended_reason
        )
    return kept


def _carry_attempts(
    *, by: Actor, case: Case, person: IntakePerson, routes: dict[UUID, SafeContactRoute]
) -> None:
    """What was tried becomes the case's first contacts, times and authors unchanged."""
    rows = IntakeAttempt.objects.visible_to(by).filter(person=person)
    for attempt in rows.order_by("happened_at", "pk"):
        route = routes.get(attempt.route_id) if attempt.route_id else None
        contacts.carry_over(
            by=by,
            case=case,
            route_id=route.pk if route else None,
            first_recorded_by_id=attempt.recorded_by_id,
            first_recorded_at=attempt.recorded_at,
            channel=attempt.channel,
            direction=attempt.direction,
            outcome=attempt.outcome,
            purposes=["first_contact"],
            happened_at=attempt.happened_at,
            minutes=attempt.minutes,
            headline=attempt.headline,
            detail=attempt.detail,
        )


def _carry_feedback(*, by: Actor, case: Case, intake: Intake) -> None:
    """What the person said about telling the referrer is a consent of the case from now on."""
    if intake.agency_id is None or intake.feedback_at is None:
        return
    given = intake.feedback_answer == Answer.GIVEN
    Consent(
        case=case,
        scope="feedback_to_referrer_status",
        recipient_agency_id=intake.agency_id,
        categories=[DataCategory.STATUS],
        answer=Answer.GIVEN if given else Answer(intake.feedback_answer),
        method=intake.feedback_method or "verbal",
        answered_at=intake.feedback_at,
        valid_from=intake.feedback_at,
    ).record(by=by)


def _settle(*, by: Actor, intake: Intake) -> None:
    waiting = IntakePerson.objects.visible_to(by).filter(
        intake=intake, is_to_be_supported=True, accepted_case=None
    )
    changes: dict[str, Any] = {}
    now = clock.now()
    if intake.accepted_at is None:
        changes["accepted_at"] = now
    if not waiting.exists():
        changes |= {"state": IntakeState.ACCEPTED, "state_since": now, "decided_at": now}
    moved = intake.change(seen=None, reason=None, **changes)
    faces.refresh(by=by, intake=moved)
