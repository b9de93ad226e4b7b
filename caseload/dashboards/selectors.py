"""How the work stands: for a worker their own cases, for a manager their team's.

Read from the summary rows of the cases that the caller may see; contacts are never counted, and
a case out of sight is in no figure.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.access.roles import AllocationKind, held_by
from caseload.accounts.models import User
from caseload.clients.models import Allocation, CaseSummary
from caseload.clients.states import CaseState
from caseload.contacts import selectors as contacts
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotPermitted
from caseload.core.uk_time import uk_date
from caseload.core.working_days import working_days_between
from caseload.dashboards.rules import (
    CaseFacts,
    Reason,
    SafetyMark,
    Tab,
    days_since_reached,
    is_overdue,
    is_quiet,
    reasons,
    safety_mark,
    tab_of,
)


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One case that the worker holds, and why it needs them now."""

    summary: CaseSummary
    role: str
    tab: Tab
    reasons: list[Reason]
    days_since_reached: int | None
    safety: SafetyMark
    lead_name: str


@dataclass(frozen=True, slots=True)
class Caseload:
    """What somebody works on, most pressing first."""

    rows: list[CaseloadRow]
    tabs: dict[Tab, int]
    unfinished_notes: int
    expired_notes: int


def my_caseload(*, by: Actor, tab: Tab | None = None) -> Caseload:
    """The cases on which ``by`` has a part now. Attempts that failed take none of them away."""
    today = clock.today()
    now = clock.now()
    roles: dict[UUID, str] = dict(
        Allocation.objects.visible_to(by)
        .filter(Q(ends_at=None) | Q(ends_at__gt=now), user_id=by.user_id, starts_at__lte=now)
        .order_by("starts_at")
        .values_list("case_id", "role")
    )
    held = CaseSummary.objects.visible_to(by).filter(case_id__in=list(roles))
    summaries = list(held.select_related("case__client"))
    names = _names(summary.lead_id for summary in summaries)
    rows = [_caseload_row(summary, roles[summary.case_id], names, today) for summary in summaries]
    tabs = {each: sum(row.tab is each for row in rows) for each in Tab}
    shown = [row for row in rows if row.tab is tab or (tab is None and row.tab is not Tab.CLOSED)]
    return Caseload(
        rows=sorted(shown, key=_most_pressing),
        tabs=tabs,
        unfinished_notes=contacts.my_drafts(by=by).count(),
        expired_notes=contacts.expired_drafts(by=by).count(),
    )


@dataclass(slots=True)
class Figure:
    """A number and the cases that make it up; the two are one thing, so they always agree."""

    case_ids: list[UUID] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.case_ids)


@dataclass(slots=True)
class WorkerRow:
    """How the cases led by one worker stand."""

    worker_id: UUID
    worker_name: str
    open: Figure = field(default_factory=Figure)
    by_state: dict[str, Figure] = field(default_factory=lambda: defaultdict(Figure))
    quiet: Figure = field(default_factory=Figure)
    overdue_steps: Figure = field(default_factory=Figure)
    new_this_week: Figure = field(default_factory=Figure)
    routes_suspended: Figure = field(default_factory=Figure)
    never_reached: Figure = field(default_factory=Figure)
    oldest_reached_at: datetime | None = None
    oldest_reached_case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class UnallocatedCase:
    """A case without a lead, and how long it has been so."""

    case_id: UUID
    reference: str
    urgency: str
    since: datetime
    days: int
    working_days: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """How the caseload stands, by worker, over the cases that the viewer may see."""

    workers: list[WorkerRow]
    unallocated: list[UnallocatedCase]
    totals: WorkerRow


def team_board(*, by: Actor, team_id: UUID | None = None) -> TeamBoard:
    """The manager's board (features.md 2.15): three statements, however many cases.

    Raises:
        NotPermitted: the board is for those who lead a team or a service.
    """
    if Permission.VIEW_TEAM_BOARD not in held_by(by.roles):
        raise NotPermitted
    rows = _open_cases(by, team_id)
    leads, since = _leads(by, rows)
    names = _names(lead for lead, _ in leads.values())
    today = clock.today()
    totals = WorkerRow(worker_id=by.user_id, worker_name="")
    workers: dict[UUID, WorkerRow] = {}
    unallocated = []
    for row in rows:
        case_id = row["case_id"]
        facts = _facts_of(row)
        _add(totals, row, facts, leads.get(case_id, (None, None))[1], today)
        if case_id not in leads:
            unallocated.append(_unallocated(row, since.get(case_id), today))
            continue
        lead, began = leads[case_id]
        worker = workers.setdefault(lead, WorkerRow(lead, names.get(lead, "")))
        _add(worker, row, facts, began, today)
    return TeamBoard(
        workers=sorted(workers.values(), key=lambda row: (row.worker_name, str(row.worker_id))),
        unallocated=sorted(unallocated, key=lambda case: (case.since, str(case.case_id))),
        totals=totals,
    )


def _caseload_row(
    summary: CaseSummary, role: str, names: dict[UUID, str], today: date
) -> CaseloadRow:
    facts = CaseFacts(
        state=summary.case.state,
        state_since=summary.case.state_since,
        urgency=summary.case.urgency,
        nation=summary.case.uk_nation,
        review_due_on=summary.case.review_due_on,
        last_successful_at=summary.last_successful_at,
        next_step_due_on=summary.next_step_due_on,
        unallocated_since=summary.case.recorded_at if summary.lead_id is None else None,
        routes=summary.routes,
        routes_suspended=summary.routes_suspended,
    )
    return CaseloadRow(
        summary=summary,
        role=role,
        tab=tab_of(facts.state),
        reasons=reasons(facts, today=today),
        days_since_reached=days_since_reached(facts, today=today),
        safety=safety_mark(routes=facts.routes, suspended=facts.routes_suspended),
        lead_name=names.get(summary.lead_id, "") if summary.lead_id else "",
    )


def _most_pressing(row: CaseloadRow) -> tuple[int, date, date, str]:
    first = row.reasons[0] if row.reasons else None
    return (
        -first.severity if first else 0,
        first.since if first else date.max,
        row.summary.next_step_due_on or date.max,
        row.summary.case.reference,
    )


_COLUMNS = (
    "case_id",
    "case__reference",
    "case__state",
    "case__state_since",
    "case__urgency",
    "case__uk_nation",
    "case__review_due_on",
    "case__recorded_at",
    "last_successful_at",
    "next_step_due_on",
    "routes",
    "routes_suspended",
)


def _open_cases(by: Actor, team_id: UUID | None) -> list[dict[str, Any]]:
    rows = CaseSummary.objects.visible_to(by).exclude(case__state=CaseState.CLOSED)
    if team_id is not None:
        rows = rows.filter(case__team_id=team_id)
    return list(rows.order_by("case__recorded_at", "case_id").values(*_COLUMNS))


def _leads(
    by: Actor, rows: list[dict[str, Any]]
) -> tuple[dict[UUID, tuple[UUID, datetime]], dict[UUID, datetime]]:
    """Who leads each case and since when; and for the others, when the last lead ended.

    From the allocations, which are dated, and not from the summary: an end that lies ahead
    counts when it comes.
    """
    now = clock.now()
    wanted = {row["case_id"] for row in rows}
    leads: dict[UUID, tuple[UUID, datetime]] = {}
    ended: dict[UUID, datetime] = {}
    parts = Allocation.objects.visible_to(by).filter(
        role=AllocationKind.LEAD, starts_at__lte=now, case__state__in=_OPEN
    )
    for case_id, user_id, starts_at, ends_at in parts.values_list(
        "case_id", "user_id", "starts_at", "ends_at"
    ):
        if case_id not in wanted:
            continue
        if ends_at is None or ends_at > now:
            leads[case_id] = (user_id, starts_at)
        else:
            ended[case_id] = max(ended.get(case_id, ends_at), ends_at)
    return leads, ended


_OPEN = [state for state in CaseState if state is not CaseState.CLOSED]


def _facts_of(row: dict[str, Any]) -> CaseFacts:
    return CaseFacts(
        state=row["case__state"],
        state_since=row["case__state_since"],
        urgency=row["case__urgency"],
        nation=row["case__uk_nation"],
        review_due_on=row["case__review_due_on"],
        last_successful_at=row["last_successful_at"],
        next_step_due_on=row["next_step_due_on"],
        routes=row["routes"],
        routes_suspended=row["routes_suspended"],
    )


def _add(
    board: WorkerRow, row: dict[str, Any], facts: CaseFacts, began: datetime | None, today: date
) -> None:
    """Count one case where it belongs."""
    case_id = row["case_id"]
    board.open.case_ids.append(case_id)
    board.by_state[facts.state].case_ids.append(case_id)
    if is_quiet(facts, today=today):
        board.quiet.case_ids.append(case_id)
    if is_overdue(facts, today=today):
        board.overdue_steps.case_ids.append(case_id)
    if facts.routes_suspended:
        board.routes_suspended.case_ids.append(case_id)
    monday = today - timedelta(days=today.weekday())
    if began is not None and uk_date(began) >= monday:
        board.new_this_week.case_ids.append(case_id)
    reached_at = facts.last_successful_at
    if reached_at is None:
        board.never_reached.case_ids.append(case_id)
    elif board.oldest_reached_at is None or reached_at < board.oldest_reached_at:
        board.oldest_reached_at = reached_at
        board.oldest_reached_case_id = case_id


def _unallocated(
    row: dict[str, Any], last_lead_ended_at: datetime | None, today: date
) -> UnallocatedCase:
    since = last_lead_ended_at or row["case__recorded_at"]
    on = uk_date(since)
    waited = working_days_between(on, today, row["case__uk_nation"])
    return UnallocatedCase(
        case_id=row["case_id"],
        reference=row["case__reference"],
        urgency=row["case__urgency"],
        since=since,
        days=(today - on).days,
        working_days=waited,
        is_late=waited > 1,
    )


def _names(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {user_id for user_id in user_ids if user_id is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "display_name"))
