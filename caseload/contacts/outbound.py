"""The hard check before an outbound contact may be on the record (law 5, BR-20 to BR-29)."""

from datetime import datetime
from uuid import UUID

from caseload.clients import reach
from caseload.clients.models import Case, SafeContactRoute
from caseload.clients.safe_contact import Reason, Verdict, decide, refused, uses_needed
from caseload.contacts.models import Contact
from caseload.contacts.rules import OUTBOUND, needs_route
from caseload.core.actor import Actor
from caseload.core.errors import UnsafeContact, ValidationFailed

POINTER = "/safe_contact_route_id"


def check_route(
    *,
    by: Actor,
    case: Case,
    channel: str,
    direction: str,
    outcome: str,
    happened_at: datetime,
    route_id: UUID | None,
    is_incident: bool = False,
) -> None:
    """Let a contact pass only if the person had said that this way, at that hour, is safe.

    Raises:
        UnsafeContact: it was not; nothing is saved, and nobody can override it.
        ValidationFailed: a route that is not of this case, hidden and absent alike.
    """
    if not needs_route(direction=direction, outcome=outcome, is_incident=is_incident):
        _check_is_of_case(by=by, case=case, route_id=route_id)
        return
    uses = uses_needed(channel, outcome)
    verdict = refused(Reason.ROUTE_REQUIRED if route_id is None else Reason.USE_NOT_PERMITTED)
    if route_id is not None:
        for use in sorted(uses):
            verdict = reach.may_contact(
                by=by, case=case, route_id=route_id, use=use, at=happened_at
            )
            if verdict.reason_code == Reason.ROUTE_NOT_OF_CASE:
                raise _not_found()
            if not verdict.allowed:
                break
        if not verdict.allowed and _was_safe_then(case, route_id, channel, outcome, happened_at):
            return
    if not verdict.allowed:
        raise unsafe(verdict)


def unsafe(verdict: Verdict) -> UnsafeContact:
    """The refusal in the words of the rule; they name no number and nobody."""
    return UnsafeContact(
        verdict.sentence,
        code=verdict.reason_code,
        pointer=POINTER,
        ways_on=[way.value for way in verdict.ways_on],
    )


def was_called(*, case: Case, route_id: UUID) -> bool:
    """Whether this route was called from this case before: a referrer's hours stand once (BR-20)."""
    return Contact._base_manager.filter(
        case=case,
        safe_contact_route_id=route_id,
        direction=OUTBOUND,
        channel="phone_call",
        struck_out_at=None,
    ).exists()


def _was_safe_then(
    case: Case, route_id: UUID, channel: str, outcome: str, happened_at: datetime
) -> bool:
    """Whether the route as it was known at that moment allowed it.

    A call at ten, typed in at noon, is not unsafe because the phone was seized at eleven: called
    an incident it would be a false breach, and refused it would not be on the record at all.
    """
    version = (
        SafeContactRoute.history.filter(id=route_id, case_id=case.pk, history_date__lte=happened_at)
        .order_by("-version")
        .first()
    )
    if version is None:
        return False
    facts = reach.route_facts(version.instance)
    uses = uses_needed(channel, outcome)
    return bool(uses) and all(decide(facts, use, happened_at).allowed for use in uses)


def _check_is_of_case(*, by: Actor, case: Case, route_id: UUID | None) -> None:
    if route_id is None:
        return
    if not SafeContactRoute.objects.visible_to(by).filter(case=case, pk=route_id).exists():
        raise _not_found()


def _not_found() -> ValidationFailed:
    return ValidationFailed.at(POINTER, "not_found", "There is no such route here.")
