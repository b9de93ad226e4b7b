"""Who looked at a case. The trail answers by a function of its own, under the caller's rights."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.clients.models import Case
from caseload.core.actor import Actor
from caseload.core.errors import NotPermitted

_READS = (
    "SELECT id, at, actor_id, route, action, kind, purpose, on_behalf, field_class, "
    "break_glass_id, request_id, reason "
    "FROM audit.reads_of(%s::uuid, %s::timestamptz, %s::uuid, %s::int)"
)


@dataclass(frozen=True, slots=True)
class Read:
    """One answer that named this case: to whom, on which route, for what."""

    id: UUID
    at: datetime
    by_id: UUID
    route: str
    action: str
    kind: str
    purpose: str | None
    on_behalf: str | None
    field_class: str
    break_glass_id: UUID | None
    request_id: UUID
    reason: str | None


def reads_of_case(
    *, by: Actor, case: Case, before: tuple[datetime, UUID] | None = None, limit: int
) -> list[Read]:
    """Read events of this case, newest first; of other cases in the same answer nothing is said.

    Raises:
        NotPermitted: ``by`` sees the case and may not ask who looked at it.
    """
    may_ask = Permission.VIEW_AUDIT in held_by(by.roles) or scope.may(
        by, Permission.VIEW_READ_LOG, case.pk
    )
    if not may_ask:
        raise NotPermitted
    at, event_id = before or (None, None)
    with connection.cursor() as cursor:
        cursor.execute(_READS, [case.pk, at, event_id, limit])
        return [Read(*row) for row in cursor.fetchall()]
