"""Whether the client of a case may be reached this way, now: asked before every outbound contact.

``safe_contact.decide`` is the rule; here its facts are fetched from the case, at the moment of
use and never at the moment of planning (BR-27).
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from caseload.clients.models import Case, SafeContactRoute
from caseload.clients.safe_contact import Reason, RouteFacts, Use, Verdict, decide, refused
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.uk_time import Window, windows_from


class WasCalled(Protocol):
    """Whether anybody ever called this route from this case."""

    def __call__(self, *, case: Case, route_id: UUID) -> bool: ...


_was_called: list[WasCalled] = []


def register_call_history(was_called: WasCalled) -> None:
    """Let the app that keeps contacts say whether a route was called; called at start-up."""
    if was_called not in _was_called:
        _was_called.append(was_called)


def may_contact(
    *,
    by: Actor,
    case: Case,
    route_id: UUID | None,
    use: Use,
    at: datetime | None = None,
    automatic: bool = False,
) -> Verdict:
    """The answer for one use of one route of this case at one moment.

    A route of another case, a hidden one and none at all are the same refusal in kind: there is
    nothing here that the person said is safe.
    """
    if route_id is None:
        return refused(Reason.ROUTE_REQUIRED)
    route = SafeContactRoute.objects.visible_to(by).filter(case=case, pk=route_id).first()
    if route is None:
        return refused(Reason.ROUTE_NOT_OF_CASE)
    return decide(
        route_facts(route),
        use,
        at or clock.now(),
        died=case.client.died_on is not None,
        automatic=automatic,
    )


def route_facts(route: SafeContactRoute) -> RouteFacts:
    """One route as the rule wants to know it."""
    window = Window.from_json(route.referrer_window) if route.referrer_window else None
    return RouteFacts(
        kind=route.kind,
        permissions={use.value: getattr(route, use.value) for use in Use},
        conditions=route.conditions,
        safe_hours=windows_from(route.safe_hours),
        identity=route.identity,
        device_status=route.device_status,
        suspended_reason=route.suspended_reason,
        verified_on=route.verified_on,
        expires_on=route.expires_on,
        referrer_window=window,
        called_before=window is not None and _called_before(route),
    )


def _called_before(route: SafeContactRoute) -> bool:
    """Nobody there to say counts as yes: the referrer's hours stand for a first call only."""
    if not _was_called:
        return True
    return any(known(case=route.case, route_id=route.pk) for known in _was_called)
