"""Trying to reach somebody before they are accepted: under the same hard check as in a case (law 5)."""

from datetime import datetime
from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.safe_contact import (
    Reason,
    RouteFacts,
    Use,
    Verdict,
    after_outcome,
    decide,
    refused,
    uses_needed,
)
from caseload.contacts.rules import SUPPRESSED, counts_as_attempt, is_successful
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, UnsafeContact, ValidationFailed
from caseload.core.uk_time import Window, windows_from
from caseload.referrals.intake_people import checked_route
from caseload.referrals.intake_rules import OPEN, may_write_first
from caseload.referrals.models import (
    Intake,
    IntakeAttempt,
    IntakePerson,
    IntakeRoute,
    IntakeState,
)
from caseload.referrals.services.triage import mark_unsafe

_POINTER = "/route_id"


@operation("intake_route.recorded", needs=Permission.TRIAGE_INTAKE, on="intake")
def record_intake_route(
    *, by: Actor, intake: Intake, person: IntakePerson, **told: Any
) -> IntakeRoute:
    """Another way to reach somebody, as it was told to us."""
    return checked_route(by=by, person=person, intake_id=intake.pk, pointer="", told=told).insert()


@operation("intake_route.device_set", needs=Permission.TRIAGE_INTAKE, on="route")
def set_intake_device(
    *, by: Actor, route: IntakeRoute, seen: int, device_status: str, reason: str
) -> IntakeRoute:
    """A telephone was seized or given back: nothing of it may be used until the person says so (BR-22)."""
    return route.change(seen=seen, reason=reason, device_status=device_status)


@operation("intake.attempt_logged", needs=Permission.TRIAGE_INTAKE, on="intake")
def log_attempt(
    *,
    by: Actor,
    intake: Intake,
    person: IntakePerson,
    channel: str,
    outcome: str,
    happened_at: datetime,
    direction: str = "outbound",
    route: IntakeRoute | None = None,
    minutes: int = 0,
    headline: str = "",
    detail: str = "",
) -> IntakeAttempt:
    """Write down that somebody tried to reach a person of this intake, answered or not.

    Raises:
        UnsafeContact: the person has not said that this way is safe; nothing is saved.
        InvalidTransition: somebody has decided already.
        ValidationFailed: before the intake was received, or in the future; a success without words.
    """
    if intake.state not in OPEN:
        raise InvalidTransition("This referral has been decided.", allowed=[])
    _check_time(intake, happened_at)
    if is_successful(outcome) and not headline.strip():
        raise ValidationFailed.at("/headline", "headline_needed", "Say in a line what was said.")
    if direction == "outbound" and outcome != SUPPRESSED:
        _check_route(
            by=by, intake=intake, route=route, channel=channel, outcome=outcome, at=happened_at
        )
    attempt = IntakeAttempt(
        organisation_id=intake.organisation_id,
        intake=intake,
        person=person,
        route=route,
        channel=channel,
        direction=direction,
        outcome=outcome,
        happened_at=happened_at,
        minutes=minutes,
        headline=headline,
        detail=detail,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()
    _suspend_after(route, outcome)
    changed = _stop_clocks(intake, outcome, happened_at)
    if outcome == SUPPRESSED and changed.state in {IntakeState.TRIAGE, IntakeState.RECEIVED}:
        mark_unsafe(by=by, intake=changed, seen=changed.version)
    return attempt


def _facts(route: IntakeRoute, *, called_before: bool) -> RouteFacts:
    """A route of an intake as the rule of safe contact wants to know it."""
    window = Window.from_json(route.referrer_window) if route.referrer_window else None
    return RouteFacts(
        kind=route.kind,
        permissions={use.value: getattr(route, use.value) for use in Use},
        conditions=route.conditions,
        safe_hours=windows_from(route.safe_hours),
        device_status=route.device_status,
        suspended_reason=route.suspended_reason,
        verified_on=route.recorded_at.date(),
        referrer_window=window,
        called_before=called_before,
    )


def _check_route(
    *,
    by: Actor,
    intake: Intake,
    route: IntakeRoute | None,
    channel: str,
    outcome: str,
    at: datetime,
) -> None:
    uses = uses_needed(channel, outcome)
    verdict = refused(Reason.ROUTE_REQUIRED if route is None else Reason.USE_NOT_PERMITTED)
    if route is not None:
        earlier = IntakeAttempt.objects.visible_to(by).filter(route=route, channel="phone_call")
        facts = _facts(route, called_before=earlier.exists())
        for use in sorted(uses):
            verdict = decide(facts, use, at)
            if not verdict.allowed:
                break
    if not verdict.allowed:
        raise _unsafe(verdict)
    if not may_write_first(intake.consent_model, uses, reached=intake.first_two_way_at is not None):
        raise UnsafeContact(
            "Nobody knows yet what this person was told: only a call may be the first contact.",
            code="consent_model_not_stated",
            pointer=_POINTER,
            ways_on=["ask_referrer"],
        )


def _unsafe(verdict: Verdict) -> UnsafeContact:
    return UnsafeContact(
        verdict.sentence,
        code=verdict.reason_code,
        pointer=_POINTER,
        ways_on=[way.value for way in verdict.ways_on],
    )


def _check_time(intake: Intake, happened_at: datetime) -> None:
    if happened_at > clock.now():
        raise ValidationFailed.at("/happened_at", "in_the_future", "The time lies in the future.")
    if happened_at < intake.received_at:
        raise ValidationFailed.at(
            "/happened_at", "before_receipt", "That was before the referral was received."
        )


def _suspend_after(route: IntakeRoute | None, outcome: str) -> None:
    """Somebody else answered: nobody uses this route again before the person is asked (BR-23)."""
    reason = after_outcome(outcome).suspended_reason
    if route is not None and reason and not route.suspended_reason:
        route.change(seen=None, reason=None, suspended_reason=reason)


def _stop_clocks(intake: Intake, outcome: str, happened_at: datetime) -> Intake:
    """First attempt and first two-way contact, whatever the order of writing down (BR-03)."""
    changes: dict[str, Any] = {}
    tried = counts_as_attempt(outcome) or is_successful(outcome)
    if tried and (intake.first_attempt_at is None or happened_at < intake.first_attempt_at):
        changes["first_attempt_at"] = happened_at
    if is_successful(outcome) and (
        intake.first_two_way_at is None or happened_at < intake.first_two_way_at
    ):
        changes["first_two_way_at"] = happened_at
    return intake.change(seen=None, reason=None, **changes) if changes else intake
