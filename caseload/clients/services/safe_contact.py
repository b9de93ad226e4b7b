"""How a person can be reached without harm, as told in one case (BR-20 to BR-29).

Suspending never waits for anything; lifting a suspension takes the person's own voice.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients import routes, search_index, summaries
from caseload.clients.models import Case, SafeContactRoute
from caseload.clients.reach import may_contact
from caseload.clients.safe_contact import after_outcome
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import FieldError, ValidationFailed

__all__ = [
    "amend_route",
    "confirm_route",
    "may_contact",
    "record_route",
    "set_device_status",
    "suspend_after_outcome",
    "suspend_all_routes",
    "suspend_route",
]

TOLD = frozenset(
    [
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
        "identity",
        "ask_for",
        "shared_with",
        "device_status",
        "verified_on",
        "told_by",
    ]
)
ANONYMOUS = "anonymous"


@operation("route.recorded", needs=Permission.RECORD_SAFE_CONTACT, on="case")
def record_route(
    *, by: Actor, case: Case, kind: str, sensitivity: str = "standard", **told: Any
) -> SafeContactRoute:
    """Write down one way to reach the client, with an answer for every use of it.

    Answers stand for 90 days from when they were given. A device that the police hold begins
    suspended.

    Raises:
        ValidationFailed: an unreadable number or hours, a condition without words, or anything
            by which an anonymous client could be reached (BR-09).
    """
    _check_told(told)
    route = SafeContactRoute(case=case, kind=kind, sensitivity=sensitivity, **told)
    _keep_value(case, route)
    if routes.says_yes(told):
        _set(route, routes.standing(told.get("verified_on"), today=clock.today()))
    _set(route, _held_by_device(route))
    _raise_if(routes.route_errors(route))
    route.record(by=by)
    search_index.index_case_value(case, route.pk, _searchable(route))
    summaries.recount_routes(case.pk)
    return route


@operation("route.amended", needs=Permission.RECORD_SAFE_CONTACT, on="route")
def amend_route(
    *, by: Actor, route: SafeContactRoute, seen: int, reason: str, **told: Any
) -> SafeContactRoute:
    """Write down what the person says now. A suspension stays: only confirming lifts it.

    Another number is another route: answers that are not given anew are forgotten. When safe
    hours change, the moment is kept, because a change just before a contact is looked at (BR-29).
    """
    _check_told(told)
    case = route.case
    proposed = SafeContactRoute(case=case, kind=route.kind)
    before = {field.attname: getattr(route, field.attname) for field in route._meta.concrete_fields}
    _set(proposed, before)
    _set(proposed, told)
    _keep_value(case, proposed)
    changes: dict[str, Any] = dict(told)
    if "value" in told:
        changes |= {"value": proposed.value, "value_token": proposed.value_token}
    if proposed.value != route.value:
        changes |= routes.forgotten_answers(told)
    if routes.says_yes(told):
        changes |= routes.standing(told.get("verified_on"), today=clock.today())
    if "safe_hours" in told and told["safe_hours"] != route.safe_hours:
        changes["hours_changed_at"] = clock.now()
    if "device_status" in told:
        changes |= _held_by_device(proposed)
    _set(proposed, changes)
    _raise_if(routes.route_errors(proposed))
    route.amend(by=by, seen=seen, reason=reason, **changes)
    search_index.index_case_value(case, route.pk, _searchable(route))
    summaries.recount_routes(case.pk)
    return route


@operation("route.confirmed", needs=Permission.RECORD_SAFE_CONTACT, on="route")
def confirm_route(
    *,
    by: Actor,
    route: SafeContactRoute,
    seen: int,
    by_voice: bool,
    code_word_given: bool,
    device_status: str | None = None,
    reason: str = "",
) -> SafeContactRoute:
    """The person said, in their own voice and with the code word, that the route is safe again.

    Lifts a suspension and gives the answers another 90 days. A device that was away needs its
    new state: still with the police, it cannot be confirmed (BR-22).
    """
    held = bool(route.suspended_reason) or bool(routes.suspension_of(route.device_status))
    errors = []
    if not by_voice:
        errors.append(
            FieldError("/by_voice", "voice_needed", "Only the person's own voice confirms a route.")
        )
    if held and not code_word_given:
        errors.append(
            FieldError(
                "/code_word_given", "code_word_needed", "Ask for the code word before you confirm."
            )
        )
    status = device_status or route.device_status
    if device_status is None and status == "returned":
        status = "not_seized"
    if routes.suspension_of(status):
        errors.append(
            FieldError(
                "/device_status",
                "device_not_private",
                "Say first that the device is private again.",
            )
        )
    _raise_if(errors)
    route.amend(
        by=by,
        seen=seen,
        reason=reason or "confirmed by voice",
        device_status=status,
        suspended_reason="",
        suspended_at=None,
        **routes.standing(None, today=clock.today()),
    )
    summaries.recount_routes(route.case_id)
    return route


@operation("route.suspended", needs=Permission.RECORD_SAFE_CONTACT, on="route")
def suspend_route(
    *, by: Actor, route: SafeContactRoute, seen: int | None, reason_code: str, reason: str = ""
) -> SafeContactRoute:
    """From now on nobody is reached here, until the person confirms it again."""
    return _suspend(by=by, route=route, seen=seen, reason_code=reason_code, reason=reason)


@operation("routes.suspended", needs=Permission.RECORD_SAFE_CONTACT, on="case")
def suspend_all_routes(
    *, by: Actor, case: Case, reason_code: str, reason: str = ""
) -> list[SafeContactRoute]:
    """A separation, a move, a return home, an exposure: no route is safe until confirmed (BR-25)."""
    return [
        _suspend(by=by, route=route, seen=None, reason_code=reason_code, reason=reason)
        for route in _routes_of(by, case)
    ]


@operation("device.status_set", needs=Permission.RECORD_SAFE_CONTACT, on="case")
def set_device_status(
    *,
    by: Actor,
    case: Case,
    route_ids: Iterable[UUID],
    device_status: str,
    reason: str,
) -> list[SafeContactRoute]:
    """Say what became of a device; everything reached through it follows (BR-22)."""
    wanted = set(route_ids)
    found = [route for route in _routes_of(by, case) if route.pk in wanted]
    if len(found) != len(wanted) or not found:
        raise ValidationFailed.at("/route_ids", "not_found", "There is no such route.")
    for route in found:
        proposed = SafeContactRoute(
            device_status=device_status,
            suspended_reason=route.suspended_reason,
            suspended_at=route.suspended_at,
        )
        route.amend(
            by=by,
            seen=None,
            reason=reason,
            device_status=device_status,
            **_held_by_device(proposed),
        )
        summaries.recount_routes(case.pk)
    return found


@operation("routes.suspended_after_outcome", needs=Permission.RECORD_SAFE_CONTACT, on="case")
def suspend_after_outcome(
    *, by: Actor, case: Case, route: SafeContactRoute | None, outcome: str
) -> list[SafeContactRoute]:
    """What an outcome does to the route it was tried on, in the transaction that records it (BR-23).

    "Please do not contact me" is about us and not about one number.
    """
    aftermath = after_outcome(outcome)
    if not aftermath.suspended_reason:
        return []
    wanted = _routes_of(by, case)
    if not aftermath.every_route:
        wanted = [each for each in wanted if route is not None and each.pk == route.pk]
    return [
        _suspend(
            by=by, route=each, seen=None, reason_code=aftermath.suspended_reason, reason=outcome
        )
        for each in wanted
        if not each.suspended_reason
    ]


def _routes_of(by: Actor, case: Case) -> list[SafeContactRoute]:
    """Locked, because what they were decides what is counted."""
    rows = SafeContactRoute.objects.visible_to(by).filter(case=case).order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def _suspend(
    *, by: Actor, route: SafeContactRoute, seen: int | None, reason_code: str, reason: str
) -> SafeContactRoute:
    route.amend(
        by=by,
        seen=seen,
        reason=reason or None,
        suspended_reason=reason_code,
        suspended_at=clock.now(),
    )
    summaries.recount_routes(route.case_id)
    return route


def _held_by_device(route: SafeContactRoute) -> dict[str, Any]:
    """The suspension that the state of the device brings, if it does and there is none yet."""
    why = routes.suspension_of(route.device_status)
    if not why or route.suspended_reason == why:
        return {}
    return {"suspended_reason": why, "suspended_at": clock.now()}


def _keep_value(case: Case, route: SafeContactRoute) -> None:
    """The number in its one form, with the keyed hash by which it is matched and found."""
    if route.value and case.client.identity_level == ANONYMOUS:
        raise ValidationFailed.at(
            "/value",
            "anonymous_has_no_identity",
            "An anonymous client has no number or address here.",
        )
    value = routes.normal_value(route.kind, route.value)
    if value is None:
        raise ValidationFailed.at("/value", "value_unreadable", "This cannot be read as one.")
    route.value = value
    tokens = search_index.tokens_of(case.organisation_id, _searchable(route))
    route.value_token = min((token for _, token in tokens), default=None)


def _searchable(route: SafeContactRoute) -> list[tuple[str, str]]:
    kind = routes.TOKEN_KIND.get(route.kind)
    return [(kind, route.value)] if kind and route.value else []


def _check_told(told: dict[str, Any]) -> None:
    if unknown := told.keys() - TOLD:
        raise TypeError(f"A route has no {sorted(unknown)}.")
    verified_on = told.get("verified_on")
    if verified_on is not None and verified_on > clock.today():
        raise ValidationFailed.at("/verified_on", "in_the_future", "The date lies in the future.")


def _set(route: SafeContactRoute, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(route, name, value)


def _raise_if(errors: list[FieldError]) -> None:
    if errors:
        raise ValidationFailed(*errors)
