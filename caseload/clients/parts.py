"""A worker's part in a case, with the access it brings: given and ended in one transaction.

``allocate``, opening a case and drawing a barrier all use these two; neither asks for a
permission, which the operation above has done.
"""

import uuid
from datetime import datetime, timedelta
from uuid import UUID

from caseload.access import grants
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


def new_source() -> UUID:
    """What a grant says it comes from, where no row is its source."""
    return uuid.uuid4()


def lead_of(*, by: Actor, case_id: UUID) -> UUID | None:
    """Whoever leads the case now; a task that nobody leads is the team's."""
    leads = Allocation.objects.visible_to(by).filter(
        case_id=case_id, role=AllocationKind.LEAD, starts_at__lte=clock.now(), ends_at=None
    )
    return leads.values_list("user_id", flat=True).first()


def is_over(allocation: Allocation) -> bool:
    return allocation.ends_at is not None and allocation.ends_at <= clock.now()


def give(
    *,
    by: Actor,
    case: Case,
    user_id: UUID,
    role: AllocationKind,
    ends_at: datetime | None = None,
    reason: str = "",
) -> Allocation:
    """Write the allocation and its grants.

    Raises:
        AllocationRefused: oneself, or whatever the database refuses; one sentence for all.
        ValidationFailed: there is a lead already; cover without an end or beyond 28 days.
    """
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


def end(*, by: Actor, allocation: Allocation, seen: int | None, reason: str) -> Allocation:
    """End the allocation and its grants, now.

    Raises:
        ValidationFailed: it has ended already.
    """
    if is_over(allocation):
        raise ValidationFailed.at("", "ended_already", "This allocation has ended already.")
    allocation.amend(by=by, seen=seen, reason=reason, ends_at=clock.now())
    grants.end_user_grants(by=by, case=allocation.case, source_id=allocation.pk, reason=reason)
    if allocation.role == AllocationKind.LEAD:
        summaries.set_lead(allocation.case, None)
    return allocation


def _check_end(role: AllocationKind, now: datetime, ends_at: datetime | None) -> None:
    if role is AllocationKind.COVER and ends_at is None:
        raise ValidationFailed.at("/ends_at", "cover_needs_an_end", "Cover needs an end date.")
    if ends_at is None:
        return
    if role is AllocationKind.LEAD:
        raise ValidationFailed.at(
            "/ends_at", "lead_has_no_end", "A lead stays until somebody else takes over."
        )
    if role is AllocationKind.COVER and ends_at > now + timedelta(days=LONGEST_COVER_DAYS):
        raise ValidationFailed.at(
            "/ends_at", "cover_too_long", "Cover ends within 28 days. Renew it if needed."
        )
    if ends_at <= now:
        raise ValidationFailed.at("/ends_at", "ends_in_the_past", "The end lies in the past.")
