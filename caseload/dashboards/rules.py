"""Why a case needs somebody now: one definition, over the summary row of the case.

Whatever depends on now is compared here, at read, and stored nowhere (features.md 2.2). Failed
attempts never take a case off the list: only reaching the client does.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caseload.clients.rules import is_review_missed, next_welfare_check
from caseload.clients.states import CaseState
from caseload.core.uk_time import uk_date
from caseload.core.working_days import ENGLAND, working_days_between

QUIET_DAYS = 21
"""Response level ``routine``; the other levels come with the risk record."""

UNALLOCATED_WORKING_DAYS = 1

_IN_SUPPORT = frozenset({CaseState.NEW, CaseState.ACTIVE, CaseState.REOPENED, CaseState.CLOSING})


class ReasonCode(StrEnum):
    """What makes a case come up."""

    UNALLOCATED = "unallocated"
    NO_SAFE_ROUTE = "no_safe_route"
    ROUTE_SUSPENDED = "route_suspended"
    WELFARE_CHECK_DUE = "welfare_check_due"
    REVIEW_OVERDUE = "review_overdue"
    STEP_OVERDUE = "step_overdue"
    QUIET = "quiet"
    STEP_DUE = "step_due"


PRESSING, ATTENTION, TODAY = 3, 2, 1

SEVERITY: dict[ReasonCode, int] = {
    ReasonCode.UNALLOCATED: PRESSING,
    ReasonCode.NO_SAFE_ROUTE: PRESSING,
    ReasonCode.WELFARE_CHECK_DUE: PRESSING,
    ReasonCode.REVIEW_OVERDUE: ATTENTION,
    ReasonCode.STEP_OVERDUE: ATTENTION,
    ReasonCode.QUIET: ATTENTION,
    ReasonCode.ROUTE_SUSPENDED: ATTENTION,
    ReasonCode.STEP_DUE: TODAY,
}


class Tab(StrEnum):
    """Where a case stands on somebody's caseload."""

    MINE = "mine"
    WAITING = "waiting"
    LIGHT_TOUCH = "light_touch"
    CLOSED = "closed"


class SafetyMark(StrEnum):
    """What the caseload shows of safe contact; the hard check is asked at the moment of use."""

    NO_ROUTE = "no_route"
    ALL_SUSPENDED = "all_suspended"
    SOME_SUSPENDED = "some_suspended"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the row of one case says."""

    state: str
    state_since: datetime
    urgency: str = "standard"
    nation: str = ENGLAND
    review_due_on: date | None = None
    last_successful_at: datetime | None = None
    next_step_due_on: date | None = None
    unallocated_since: datetime | None = None
    routes: int = 0
    routes_suspended: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, since which day, and how pressing."""

    code: ReasonCode
    since: date
    severity: int


def reasons(facts: CaseFacts, *, today: date) -> list[Reason]:
    """Everything for which a case needs somebody, most pressing and oldest first."""
    if facts.state == CaseState.CLOSED:
        return []
    found = [
        *_unallocated(facts, today),
        *_routes(facts),
        *_silence(facts, today),
        *_step(facts, today),
    ]
    return sorted(found, key=lambda reason: (-reason.severity, reason.since))


def last_heard_on(facts: CaseFacts) -> date:
    """The day the client was last reached; where nobody did, the day this state began."""
    return uk_date(facts.last_successful_at or facts.state_since)


def days_since_reached(facts: CaseFacts, *, today: date) -> int | None:
    """Whole local days since the client was last reached; None if never."""
    if facts.last_successful_at is None:
        return None
    return max((today - uk_date(facts.last_successful_at)).days, 0)


def is_quiet(facts: CaseFacts, *, today: date) -> bool:
    """Whether a case in support has heard nothing that counts for 21 days or more."""
    return facts.state in _IN_SUPPORT and (today - last_heard_on(facts)).days >= QUIET_DAYS


def is_overdue(facts: CaseFacts, *, today: date) -> bool:
    return facts.next_step_due_on is not None and facts.next_step_due_on < today


def tab_of(state: str) -> Tab:
    if state == CaseState.CLOSED:
        return Tab.CLOSED
    if state == CaseState.WAITING:
        return Tab.WAITING
    return Tab.LIGHT_TOUCH if state in {CaseState.PAUSED, CaseState.MAINTENANCE} else Tab.MINE


def safety_mark(*, routes: int, suspended: int) -> SafetyMark:
    if not routes:
        return SafetyMark.NO_ROUTE
    if suspended >= routes:
        return SafetyMark.ALL_SUSPENDED
    return SafetyMark.SOME_SUSPENDED if suspended else SafetyMark.RECORDED


def _reason(code: ReasonCode, since: date) -> Reason:
    return Reason(code, since, SEVERITY[code])


def _unallocated(facts: CaseFacts, today: date) -> list[Reason]:
    if facts.unallocated_since is None:
        return []
    since = uk_date(facts.unallocated_since)
    if working_days_between(since, today, facts.nation) <= UNALLOCATED_WORKING_DAYS:
        return []
    return [_reason(ReasonCode.UNALLOCATED, since)]


def _routes(facts: CaseFacts) -> list[Reason]:
    mark = safety_mark(routes=facts.routes, suspended=facts.routes_suspended)
    since = uk_date(facts.state_since)
    if mark is SafetyMark.ALL_SUSPENDED:
        return [_reason(ReasonCode.NO_SAFE_ROUTE, since)]
    if mark is SafetyMark.SOME_SUSPENDED:
        return [_reason(ReasonCode.ROUTE_SUSPENDED, since)]
    return []


def _silence(facts: CaseFacts, today: date) -> list[Reason]:
    heard = last_heard_on(facts)
    if facts.state == CaseState.WAITING:
        due = next_welfare_check(heard, facts.urgency)
        return [_reason(ReasonCode.WELFARE_CHECK_DUE, due)] if today >= due else []
    if facts.state == CaseState.MAINTENANCE:
        due_on = facts.review_due_on
        if due_on is not None and is_review_missed(due_on, today=today):
            return [_reason(ReasonCode.REVIEW_OVERDUE, due_on)]
        return []
    return [_reason(ReasonCode.QUIET, heard)] if is_quiet(facts, today=today) else []


def _step(facts: CaseFacts, today: date) -> list[Reason]:
    due = facts.next_step_due_on
    if due is None or due > today:
        return []
    code = ReasonCode.STEP_OVERDUE if due < today else ReasonCode.STEP_DUE
    return [_reason(code, due)]
