"""The life of a case, the sides of a family, and what must be true before support ends.

Pure rules: they are told the facts and answer; services fetch the facts and act. Wherever a
person could be left without anybody, the answer is the careful one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from caseload.clients.states import CaseState
from caseload.core.errors import FieldError
from caseload.core.uk_time import uk_date, uk_local
from caseload.core.working_days import ENGLAND, working_days_between

REOPEN_DAYS = 90
LONGEST_REVIEW_DAYS = 90
WELFARE_DAYS = 28
URGENT_WELFARE_DAYS = 7
URGENT = frozenset({"urgent", "immediate"})
BLOCKING_RESPONSE_LEVELS = frozenset({"urgent", "emergency"})
WITHOUT_WORK = frozenset({"opened_in_error", "never_engaged"})
DIED = "died"
DISENGAGED = "disengaged"

LEAST_ATTEMPTS = 3
LEAST_DAYS = 3
LEAST_ROUTES_OR_TIMES = 2
LEAST_WORKING_DAYS = 10
_NOON, _EVENING = 12, 17


OPEN_STATES = frozenset(CaseState) - {CaseState.CLOSED}

# Conditions come on top: see ``allowed_transitions``.
TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.NEW: frozenset({CaseState.WAITING, CaseState.ACTIVE, CaseState.CLOSED}),
    CaseState.WAITING: frozenset({CaseState.ACTIVE, CaseState.CLOSED}),
    CaseState.ACTIVE: frozenset({CaseState.PAUSED, CaseState.MAINTENANCE, CaseState.CLOSING}),
    CaseState.PAUSED: frozenset({CaseState.ACTIVE, CaseState.CLOSING}),
    CaseState.MAINTENANCE: frozenset({CaseState.ACTIVE, CaseState.CLOSING}),
    CaseState.CLOSING: frozenset({CaseState.CLOSED, CaseState.ACTIVE}),
    CaseState.CLOSED: frozenset({CaseState.REOPENED}),
    CaseState.REOPENED: frozenset({CaseState.ACTIVE}),
}


def allowed_transitions(
    state: str,
    *,
    reason: str | None = None,
    closed_days_ago: int | None = None,
    died: bool = False,
) -> frozenset[CaseState]:
    """The next states that are possible now (BR-12, BR-68).

    ``reason`` is the closure reason in hand: without a fitting one a case on which nothing has
    been done yet cannot be closed. A case whose closing day is not known cannot be reopened.
    """
    here = CaseState(state)
    possible = set(TRANSITIONS[here])
    if here is CaseState.NEW and reason not in WITHOUT_WORK:
        possible.discard(CaseState.CLOSED)
    if here is CaseState.CLOSED and not may_reopen(closed_days_ago, died=died):
        possible.discard(CaseState.REOPENED)
    if here is not CaseState.CLOSED and (died or reason == DIED):
        possible.add(CaseState.CLOSED)
    return frozenset(possible)


def may_reopen(closed_days_ago: int | None, *, died: bool = False) -> bool:
    """Whether the closed case itself goes on; otherwise a new one follows it (BR-68)."""
    return not died and closed_days_ago is not None and 0 <= closed_days_ago <= REOPEN_DAYS


def next_review(previous_due: date, days: int = LONGEST_REVIEW_DAYS) -> date:
    """When a light-touch case is looked at again, counted from the day it was due (BR-65).

    A late review does not push the next one out: otherwise ninety days become a hundred.
    """
    return previous_due + timedelta(days=days)


def review_errors(review_due_on: date | None, *, counted_from: date) -> list[FieldError]:
    """What is wrong with the review date of a light-touch case (BR-65)."""
    if review_due_on is None:
        return [_wrong("review_due_on", "review_date_needed", "Set the date of the next review.")]
    if not counted_from < review_due_on <= next_review(counted_from):
        return [
            _wrong(
                "review_due_on",
                "review_date_too_far",
                "The next review is within 90 days of the day the last one was due.",
            )
        ]
    return []


def is_review_missed(review_due_on: date, *, today: date) -> bool:
    """Whether the manager is told: the day after the review was due, and from then on (BR-65)."""
    return today > review_due_on


def welfare_interval_days(urgency: str) -> int:
    """How long somebody on the waiting list is left without a check (BR-64)."""
    return URGENT_WELFARE_DAYS if urgency in URGENT else WELFARE_DAYS


def next_welfare_check(last_on: date, urgency: str) -> date:
    """The day of the next check, from the last one or from the start of the wait (BR-64)."""
    return last_on + timedelta(days=welfare_interval_days(urgency))


class Side(StrEnum):
    """Which part of a family a case stands with; staff stand on one only (BR-31)."""

    RELATIVES = "relatives"
    INVESTIGATED = "investigated"
    OPPOSED_1 = "opposed_1"
    OPPOSED_2 = "opposed_2"
    OPPOSED_3 = "opposed_3"
    OPPOSED_4 = "opposed_4"
    OPPOSED_5 = "opposed_5"
    OPPOSED_6 = "opposed_6"
    OPPOSED_7 = "opposed_7"
    OPPOSED_8 = "opposed_8"
    OPPOSED_9 = "opposed_9"
    CHILD_1 = "child_1"
    CHILD_2 = "child_2"
    CHILD_3 = "child_3"
    CHILD_4 = "child_4"
    CHILD_5 = "child_5"
    CHILD_6 = "child_6"
    CHILD_7 = "child_7"
    CHILD_8 = "child_8"
    CHILD_9 = "child_9"


def default_side(strand: str) -> Side:
    """The side of a case that nobody has placed elsewhere.

    A young person's case starts with the relatives; it moves to a side of its own when they ask
    that a parent not be told.
    """
    return Side.INVESTIGATED if strand == "suspect_support" else Side.RELATIVES


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to reach a client, as BR-66 counts it: when, on which route, and whether it did."""

    at: datetime
    route: str
    was_safe: bool = True
    reached: bool = False


def disengagement_shortfalls(
    attempts: Iterable[Attempt], *, nation: str = ENGLAND
) -> list[FieldError]:
    """What is still owed to somebody before we say that they have left us (BR-66).

    Only attempts since they were last reached count, and only those on a route that was safe: a
    call that should not have been made is no chance to answer.
    """
    in_order = sorted(attempts, key=lambda attempt: attempt.at)
    reached_at = max((a.at for a in in_order if a.reached), default=None)
    tries = [a for a in in_order if a.was_safe and (reached_at is None or a.at > reached_at)]
    days = sorted({uk_date(attempt.at) for attempt in tries})
    routes = {attempt.route for attempt in tries}
    times = {_time_of_day(attempt.at) for attempt in tries}
    span = working_days_between(days[0], days[-1], nation) if days else 0

    missing = []
    if len(tries) < LEAST_ATTEMPTS:
        missing.append(("attempts_too_few", "Try at least 3 times to reach the client."))
    if len(days) < LEAST_DAYS:
        missing.append(("attempts_on_too_few_days", "Try on at least 3 different days."))
    if max(len(routes), len(times)) < LEAST_ROUTES_OR_TIMES:
        missing.append(
            ("attempts_all_alike", "Try another safe route, or another time of the day.")
        )
    if span < LEAST_WORKING_DAYS:
        missing.append(("attempts_too_close", "Spread the attempts over at least 10 working days."))
    return [_wrong("closure_reason", code, sentence) for code, sentence in missing]


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What the service found out about a case that somebody wants to close (BR-67)."""

    reason: str
    summary: str
    risks_checked: bool
    open_response_levels: frozenset[str] = frozenset()
    referrals_checked: bool = False
    open_referrals: int = 0
    follow_up_consent_recorded: bool = False
    routes_cleaned_up: bool = False
    attempts: Sequence[Attempt] = field(default=())
    nation: str = ENGLAND


# With these reasons there is nobody to ask about a later call.
NOBODY_TO_ASK = WITHOUT_WORK | {DIED, DISENGAGED, "contact_unsafe"}


def closing_errors(facts: ClosingFacts) -> list[FieldError]:
    """Everything that still stands between a case and its end, at once (BR-66, BR-67)."""
    asked = facts.follow_up_consent_recorded or facts.reason in NOBODY_TO_ASK
    steps = (
        (bool(facts.reason), "closure_reason", "reason_needed", "Say why the case ends."),
        (bool(facts.summary.strip()), "closure_summary", "summary_needed", "Write a summary."),
        (facts.risks_checked, "", "open_risk_check_needed", "Check the open risks."),
        (
            not facts.open_response_levels & BLOCKING_RESPONSE_LEVELS,
            "",
            "open_response_level",
            "An urgent or emergency response is open. It ends before the case does.",
        ),
        (
            facts.referrals_checked and not facts.open_referrals,
            "",
            "open_referral_check_needed",
            "Check the referrals and give each an outcome.",
        ),
        (asked, "", "follow_up_consent_needed", "Ask whether we may get in touch afterwards."),
        (
            facts.routes_cleaned_up,
            "",
            "safe_contact_clean_up_needed",
            "Go through the ways to reach the client and end those no longer wanted.",
        ),
    )
    missing = [_wrong(name, code, words) for done, name, code, words in steps if not done]
    if facts.reason == DISENGAGED:
        missing += disengagement_shortfalls(facts.attempts, nation=facts.nation)
    return missing


def _time_of_day(at: datetime) -> str:
    hour = uk_local(at).hour
    if hour < _NOON:
        return "morning"
    return "afternoon" if hour < _EVENING else "evening"


def _wrong(name: str, code: str, sentence: str) -> FieldError:
    return FieldError(f"/{name}" if name else "", code, sentence)
