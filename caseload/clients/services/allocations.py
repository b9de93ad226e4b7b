"""Who works on a case. Access begins and ends here, in the same transaction as the fact."""

from datetime import datetime, timedelta
from uuid import UUID

from caseload.access import grants
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import GRANTED_BY_ALLOCATION, LONGEST_COVER_DAYS, AllocationKind
from caseload.clients import summaries
from caseload.clients.models import Allocation, Case
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import AllocationRefused, ValidationFailed

_SOURCE = {
    AllocationKind.LEAD: "allocation",
    AllocationKind.CO_WORKER: "allocation",
    AllocationKind.COVER: "cover",
    AllocationKind.SUPERVISOR: "supervision",
}


@operation("case.allocated", needs=Permission.ALLOCATE, on="case")
def allocate(
    *,
    by: Actor,
    case: Case,
    user_id: UUID,
    role: AllocationKind,
    ends_at: datetime | None = None,
    reason: str = "",
) -> Allocation:
    """Give a worker their part in a case, and the access that comes with it.

    Raises:
        AllocationRefused: one sentence for every cause (BR-31, api.md §4.3).
        ValidationFailed: there is a lead already; cover without an end or beyond 28 days.
    """
    return give(by=by, case=case, user_id=user_id, role=role, ends_at=ends_at, reason=reason)


def give(
    *,
    by: Actor,
    case: Case,
    user_id: UUID,
    role: AllocationKind,
    ends_at: datetime | None = None,
    reason: str = "",
) -> Allocation:
    """The allocation itself, for ``allocate`` and for opening a case with its first lead."""
    now = clock.now()
    if user_id == by.user_id:
        raise AllocationRefused
    _check_end(role, now, ends_at)
    allocation = Allocation(
        case=case, user_id=user_id, role=role, starts_at=now, ends_at=ends_at, reason=reason
    ).record(by=by)
    grants.grant_user(
        by=by,
        case=case,
        user_id=user_id,
        permissions=GRANTED_BY_ALLOCATION[role],
        source=_SOURCE[role],
        source_id=allocation.pk,
        reason=reason,
        expires_at=ends_at,
    )
    if role is AllocationKind.LEAD:
        summaries.set_lead(case, user_id)
    return allocation


def _check_end(role: AllocationKind, now: datetime, ends_at: datetime | None) -> None:
    if role is AllocationKind.COVER and ends_at is not None:
        if ends_at > now + timedelta(days=LONGEST_COVER_DAYS):
            raise ValidationFailed.at(
                "/ends_at", "cover_too_long", "Cover ends within 28 days. Renew it if needed."
            )
    if ends_at is not None and ends_at <= now:
        raise ValidationFailed.at("/ends_at", "ends_in_the_past", "The end lies in the past.")


@operation("allocation.ended", needs=Permission.ALLOCATE, on="allocation")
def end_allocation(*, by: Actor, allocation: Allocation, seen: int, reason: str) -> Allocation:
    """Take a worker off a case; their access ends at the next statement (BR-89)."""
    now = clock.now()
    if allocation.ends_at is not None and allocation.ends_at <= now:
        raise ValidationFailed.at("", "ended_already", "This allocation has ended already.")
    allocation.amend(by=by, seen=seen, reason=reason, ends_at=now)
    grants.end_user_grants(
        by=by, case=allocation.case, source_id=allocation.pk, reason=reason
    )
    if allocation.role == AllocationKind.LEAD:
        summaries.set_lead(allocation.case, None)
    return allocation
