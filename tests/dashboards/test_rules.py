"""Why a case needs somebody, at the day it begins to and not the day before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from caseload.dashboards.rules import (
    CaseFacts,
    SafetyMark,
    Tab,
    days_since_reached,
    is_overdue,
    is_quiet,
    reasons,
    safety_mark,
    tab_of,
)

TODAY = date(2025, 3, 12)
QUIET_SINCE = datetime(2025, 2, 19, 15, tzinfo=UTC)
ACTIVE = CaseFacts(
    state="active",
    state_since=datetime(2025, 1, 6, 9, tzinfo=UTC),
    last_successful_at=datetime(2025, 3, 10, 9, tzinfo=UTC),
    routes=1,
)


def codes(facts, today=TODAY):
    return [str(reason.code) for reason in reasons(facts, today=today)]


def test_case_that_goes_well_needs_nobody():
    assert codes(ACTIVE) == []
    assert days_since_reached(ACTIVE, today=TODAY) == 2


def test_case_is_quiet_from_the_21st_day():
    silent = replace(ACTIVE, last_successful_at=QUIET_SINCE)

    assert codes(silent) == ["quiet"]
    assert codes(silent, TODAY - timedelta(days=1)) == []
    assert is_quiet(silent, today=TODAY)


def test_client_never_reached_is_quiet_since_the_state_began():
    never = replace(ACTIVE, last_successful_at=None)

    assert codes(never) == ["quiet"]
    assert days_since_reached(never, today=TODAY) is None


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_paused_and_closed_cases_are_not_quiet(state):
    assert codes(replace(ACTIVE, state=state, last_successful_at=None)) == []


@pytest.mark.parametrize(("urgency", "days"), [("standard", 28), ("urgent", 7)])
def test_waiting_client_is_checked_in_time(urgency, days):
    waiting = replace(
        ACTIVE,
        state="waiting",
        urgency=urgency,
        last_successful_at=None,
        state_since=datetime(2025, 2, 3, 9, tzinfo=UTC),
    )
    due = date(2025, 2, 3) + timedelta(days=days)

    assert codes(waiting, due) == ["welfare_check_due"]
    assert codes(waiting, due - timedelta(days=1)) == []


def test_missed_review_shows_the_day_after():
    light = replace(ACTIVE, state="maintenance", review_due_on=TODAY, last_successful_at=None)

    assert codes(light) == []
    assert codes(light, TODAY + timedelta(days=1)) == ["review_overdue"]
    assert codes(replace(light, review_due_on=None)) == []


def test_step_is_due_and_then_overdue():
    step = replace(ACTIVE, next_step_due_on=TODAY)

    assert codes(step, TODAY - timedelta(days=1)) == []
    assert (codes(step), is_overdue(step, today=TODAY)) == (["step_due"], False)
    assert codes(step, TODAY + timedelta(days=1)) == ["step_overdue"]


def test_case_without_a_lead_shows_after_one_working_day():
    friday = datetime(2025, 3, 7, 16, tzinfo=UTC)
    alone = replace(ACTIVE, unallocated_since=friday)

    assert codes(alone, date(2025, 3, 10)) == []
    assert codes(alone, date(2025, 3, 11)) == ["unallocated"]


def test_suspended_routes_show():
    assert codes(replace(ACTIVE, routes=2, routes_suspended=1)) == ["route_suspended"]
    assert codes(replace(ACTIVE, routes=2, routes_suspended=2)) == ["no_safe_route"]


def test_most_pressing_comes_first():
    bad = replace(
        ACTIVE,
        last_successful_at=QUIET_SINCE,
        next_step_due_on=date(2025, 3, 1),
        routes=1,
        routes_suspended=1,
    )

    assert codes(bad) == ["no_safe_route", "quiet", "step_overdue"]


def test_marks_and_tabs():
    assert safety_mark(routes=0, suspended=0) is SafetyMark.NO_ROUTE
    assert safety_mark(routes=1, suspended=0) is SafetyMark.RECORDED
    assert safety_mark(routes=2, suspended=1) is SafetyMark.SOME_SUSPENDED
    assert safety_mark(routes=2, suspended=2) is SafetyMark.ALL_SUSPENDED
    assert [tab_of(state) for state in ("new", "waiting", "maintenance", "closed")] == [
        Tab.MINE,
        Tab.WAITING,
        Tab.LIGHT_TOUCH,
        Tab.CLOSED,
    ]
