"""Who works on a case. Access begins and ends here, in the same transaction as the fact."""

from datetime import datetime
from uuid import UUID

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import AllocationKind
from caseload.clients import parts
from caseload.clients.models import Allocation, Case
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import ValidationFailed


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
    return parts.give(by=by, case=case, user_id=user_id, role=role, ends_at=ends_at, reason=reason)


@operation("allocation.ended", needs=Permission.ALLOCATE, on="allocation")
def end_allocation(*, by: Actor, allocation: Allocation, seen: int, reason: str) -> Allocation:
    """Take a worker off a case; their access ends at the next statement (BR-89)."""
    return parts.end(by=by, allocation=allocation, seen=seen, reason=reason)


@operation("case.reassigned", needs=Permission.ALLOCATE, on="case")
def reassign_lead(
    *, by: Actor, case: Case, user_id: UUID, reason: str, seen: int | None = None
) -> Allocation:
    """Hand a case from its present lead to another worker, in one go.

    The case is never without a lead and never has two; a case without one gets its first.
    ``seen`` is the version of the present lead's allocation, where the caller saw it.

    Raises:
        AllocationRefused: the new lead is not available; the present one stays.
        ValidationFailed: this worker leads the case already.
        StaleVersion: somebody changed the present lead first.
    """
    present = (
        Allocation.objects.visible_to(by)
        .filter(case=case, role=AllocationKind.LEAD, starts_at__lte=clock.now(), ends_at=None)
        .first()
    )
    if present is not None:
        if present.user_id == user_id:
            raise ValidationFailed.at(
                "/user_id", "leads_already", "This worker leads the case already."
            )
        parts.end(by=by, allocation=present, seen=seen, reason=reason)
    return parts.give(
        by=by, case=case, user_id=user_id, role=AllocationKind.LEAD, reason=reason[:200]
    )
