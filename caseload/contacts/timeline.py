"""One stream of what happened on a case: contacts, tasks done, workers, routes, states.

Each kind is read newest first from where the page begins, at most a page of each, and merged.
What the viewer may not see leaves no gap, no count and no hint.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from caseload.clients.models import Allocation, Case, SafeContactRoute
from caseload.contacts.models import Contact
from caseload.contacts.selectors import contacts_of_case
from caseload.core.actor import Actor
from caseload.tasks.models import Task

type Position = tuple[datetime, UUID]


class EntryKind(StrEnum):
    """What sort of thing happened."""

    CONTACT = "contact"
    TASK = "task"
    ALLOCATION = "allocation"
    ROUTE = "route"
    STATE = "state"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened on the case, with the codes to word it."""

    at: datetime
    id: UUID
    kind: EntryKind
    what: str
    case_id: UUID
    by_id: UUID | None
    record_id: UUID
    facts: dict[str, Any] = field(default_factory=dict)
    contact: Contact | None = None


def case_timeline(
    *,
    by: Actor,
    case: Case,
    limit: int,
    after: Position | None = None,
    kinds: Iterable[EntryKind] = tuple(EntryKind),
) -> Sequence[TimelineEntry]:
    """The merged stream of one case, newest first; one statement for each kind, however long."""
    readers = [_READERS[kind] for kind in dict.fromkeys(kinds) if kind in _READERS]
    wanted = [read(by, case, limit, after) for read in readers]
    merged = heapq.merge(*wanted, key=lambda entry: (entry.at, entry.id), reverse=True)
    return [entry for _, entry in zip(range(limit), merged, strict=False)]


type Reader = Callable[[Actor, Case, int, Position | None], Iterator[TimelineEntry]]


def register(kind: EntryKind, reader: Reader) -> None:
    """Let an app above tell what happened in its own records; called at start-up."""
    _READERS[kind] = reader


def page(
    rows: QuerySet[Any], moment: str, limit: int, after: Position | None, *, key: str = "id"
) -> QuerySet[Any]:
    """The newest of ``rows`` by ``moment``, from where the page begins."""
    if after is not None:
        at, row_id = after
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, f"{key}__lt": row_id}))
    return rows.order_by(f"-{moment}", f"-{key}")[:limit]


def _contacts(by: Actor, case: Case, limit: int, after: Position | None) -> Iterator[TimelineEntry]:
    rows = contacts_of_case(by=by, case=case)
    for row in page(rows, "happened_at", limit, after):
        yield TimelineEntry(
            at=row.happened_at,
            id=row.pk,
            kind=EntryKind.CONTACT,
            what=row.outcome,
            case_id=row.case_id,
            by_id=row.recorded_by_id,
            record_id=row.pk,
            contact=row,
        )


def _tasks(by: Actor, case: Case, limit: int, after: Position | None) -> Iterator[TimelineEntry]:
    rows = Task.objects.visible_to(by).filter(case=case, ended_at__isnull=False)
    for row in page(rows, "ended_at", limit, after):
        yield TimelineEntry(
            at=row.ended_at,
            id=row.pk,
            kind=EntryKind.TASK,
            what=row.state,
            case_id=row.case_id,
            by_id=row.ended_by_id,
            record_id=row.pk,
            facts={"title": row.title, "task_type": row.task_type},
        )


def _allocations(
    by: Actor, case: Case, limit: int, after: Position | None
) -> Iterator[TimelineEntry]:
    rows = Allocation.objects.visible_to(by).filter(case=case)
    begun = (
        _allocation(row, row.starts_at, "began") for row in page(rows, "starts_at", limit, after)
    )
    over = (
        _allocation(row, row.ends_at, "ended")
        for row in page(rows.filter(ends_at__gt=F("starts_at")), "ends_at", limit, after)
    )
    return heapq.merge(begun, over, key=lambda entry: (entry.at, entry.id), reverse=True)


def _allocation(row: Allocation, at: datetime, what: str) -> TimelineEntry:
    return TimelineEntry(
        at=at,
        id=row.pk,
        kind=EntryKind.ALLOCATION,
        what=what,
        case_id=row.case_id,
        by_id=row.recorded_by_id,
        record_id=row.pk,
        facts={"user_id": str(row.user_id), "role": row.role},
    )


def _routes(by: Actor, case: Case, limit: int, after: Position | None) -> Iterator[TimelineEntry]:
    rows = SafeContactRoute.objects.visible_to(by).filter(case=case, suspended_at__isnull=False)
    for row in page(rows, "suspended_at", limit, after):
        yield TimelineEntry(
            at=row.suspended_at,
            id=row.pk,
            kind=EntryKind.ROUTE,
            what="suspended",
            case_id=row.case_id,
            by_id=None,
            record_id=row.pk,
            facts={"reason": row.suspended_reason, "route_kind": row.kind},
        )


def _states(by: Actor, case: Case, limit: int, after: Position | None) -> Iterator[TimelineEntry]:
    """Versions of the case in which its state is another than in the version before."""
    versions = Case.history.filter(id=case.pk)
    before = versions.filter(version=OuterRef("version") - 1).values("state")[:1]
    rows = versions.annotate(former=Subquery(before)).filter(Q(former=None) | ~Q(former=F("state")))
    for row in page(rows, "history_date", limit, after, key="history_id"):
        yield TimelineEntry(
            at=row.history_date,
            id=row.history_id,
            kind=EntryKind.STATE,
            what=row.state,
            case_id=case.pk,
            by_id=row.history_user_id,
            record_id=case.pk,
            facts={"former": row.former or ""},
        )


_READERS: dict[EntryKind, Reader] = {
    EntryKind.CONTACT: _contacts,
    EntryKind.TASK: _tasks,
    EntryKind.ALLOCATION: _allocations,
    EntryKind.ROUTE: _routes,
    EntryKind.STATE: _states,
}
