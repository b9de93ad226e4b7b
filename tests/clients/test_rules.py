"""The life of a case, its reviews, its sides and its end (BR-12, BR-64 to BR-68)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.clients.rules import (
    OPEN_STATES,
    REOPEN_DAYS,
    TRANSITIONS,
    Attempt,
    CaseState,
    ClosingFacts,
    Side,
    allowed_transitions,
    closing_errors,
    default_side,
    disengagement_shortfalls,
    is_review_missed,
    may_reopen,
    next_review,
    next_welfare_check,
    review_errors,
    welfare_interval_days,
)
from caseload.vocabulary.source import codes

states = st.sampled_from(CaseState)
reasons = st.sampled_from([None, *codes("closure_reason")])


def codes_of(errors):
    return {error.code for error in errors}


def test_states_are_those_of_the_code_list():
    assert tuple(CaseState.values) == codes("case_status")


@pytest.mark.parametrize(
    ("state", "next_states"),
    [
        ("new", "waiting active"),
        ("waiting", "active closed"),
        ("active", "paused maintenance closing"),
        ("paused", "active closing"),
        ("maintenance", "active closing"),
        ("closing", "closed active"),
        ("closed", ""),
        ("reopened", "active"),
    ],
)
def test_steps_without_any_condition(state, next_states):
    assert allowed_transitions(state) == set(next_states.split())


@pytest.mark.parametrize("reason", codes("closure_reason"))
def test_new_case_closes_only_when_no_work_was_possible(reason):
    closes = CaseState.CLOSED in allowed_transitions("new", reason=reason)

    assert closes == (reason in {"opened_in_error", "never_engaged", "died"})


@pytest.mark.parametrize("state", sorted(OPEN_STATES))
def test_death_closes_from_any_open_state(state):
    assert CaseState.CLOSED in allowed_transitions(state, died=True)
    assert CaseState.CLOSED in allowed_transitions(state, reason="died")


@pytest.mark.parametrize(
    ("days_ago", "reopens"),
    [(0, True), (REOPEN_DAYS, True), (91, False), (None, False), (-1, False)],
)
def test_closed_case_reopens_within_ninety_days(days_ago, reopens):
    assert (
        CaseState.REOPENED in allowed_transitions("closed", closed_days_ago=days_ago)
    ) is reopens
    assert may_reopen(days_ago) is reopens


def test_case_of_somebody_who_died_does_not_reopen():
    assert allowed_transitions("closed", closed_days_ago=1, died=True) == frozenset()


@given(states, reasons, st.none() | st.integers(0, 400), st.booleans())
def test_nothing_is_allowed_beyond_the_table_and_death(state, reason, days_ago, died):
    allowed = allowed_transitions(state, reason=reason, closed_days_ago=days_ago, died=died)

    assert state not in allowed
    beyond = allowed - TRANSITIONS[state]
    assert not beyond or (beyond == {CaseState.CLOSED} and (died or reason == "died"))


def test_unknown_state_is_a_mistake():
    with pytest.raises(ValueError, match="asleep"):
        allowed_transitions("asleep")


def test_reviews_of_story_a():
    due, reviews = date(2024, 9, 3), []
    while len(reviews) < 8:
        due = next_review(due)
        reviews.append(due.isoformat())

    assert reviews == [
        "2024-12-02",
        "2025-03-02",
        "2025-05-31",
        "2025-08-29",
        "2025-11-27",
        "2026-02-25",
        "2026-05-26",
        "2026-08-24",
    ]


def test_missed_review_is_told_the_day_after():
    due = date(2025, 8, 29)

    assert not is_review_missed(due, today=due)
    assert is_review_missed(due, today=date(2025, 8, 30))


@pytest.mark.parametrize(
    ("due", "wrong"),
    [
        (None, {"review_date_needed"}),
        (date(2024, 12, 2), set()),
        (date(2024, 12, 3), {"review_date_too_far"}),
        (date(2024, 9, 4), set()),
        (date(2024, 9, 3), {"review_date_too_far"}),
    ],
)
def test_light_touch_needs_a_review_within_ninety_days(due, wrong):
    assert codes_of(review_errors(due, counted_from=date(2024, 9, 3))) == wrong


@pytest.mark.parametrize(
    ("urgency", "interval"),
    [("standard", 28), ("priority", 28), ("urgent", 7), ("immediate", 7), ("", 28)],
)
def test_waiting_people_are_checked_on(urgency, interval):
    assert welfare_interval_days(urgency) == interval
    assert next_welfare_check(date(2025, 1, 1), urgency) == date(2025, 1, 1) + timedelta(interval)


def test_sides_are_two_and_nine_each():
    assert len(Side) == 20
    assert Side("opposed_9") is Side.OPPOSED_9
    assert Side("child_1") is Side.CHILD_1


@pytest.mark.parametrize("strand", codes("service_strand"))
def test_only_the_strand_for_the_person_under_investigation_stands_opposite(strand):
    opposite = strand == "suspect_support"

    assert default_side(strand) is (Side.INVESTIGATED if opposite else Side.RELATIVES)


def attempt(day: int, hour: int = 10, route: str = "mobile", **facts: bool) -> Attempt:
    return Attempt(at=datetime(2025, 3, day, hour, tzinfo=UTC), route=route, **facts)


ENOUGH = [attempt(3), attempt(10, 18), attempt(17)]


def test_three_attempts_over_ten_working_days_are_enough():
    assert disengagement_shortfalls(ENOUGH) == []


def test_two_routes_do_as_well_as_two_times():
    assert disengagement_shortfalls([attempt(3), attempt(10, route="email"), attempt(17)]) == []


@pytest.mark.parametrize(
    ("attempts", "missing"),
    [
        ([attempt(3), attempt(17, 18)], {"attempts_too_few", "attempts_on_too_few_days"}),
        ([attempt(3), attempt(3, 18), attempt(17)], {"attempts_on_too_few_days"}),
        ([attempt(3), attempt(10), attempt(17)], {"attempts_all_alike"}),
        ([attempt(3), attempt(10, 18), attempt(14)], {"attempts_too_close"}),
        (
            [],
            {
                "attempts_too_few",
                "attempts_on_too_few_days",
                "attempts_all_alike",
                "attempts_too_close",
            },
        ),
    ],
)
def test_what_is_owed_before_we_say_they_have_left(attempts, missing):
    assert codes_of(disengagement_shortfalls(attempts)) == missing


def test_morning_afternoon_and_evening_are_three_times():
    afternoon = [attempt(3, 13), attempt(10, 14), attempt(17, 18)]

    assert disengagement_shortfalls(afternoon) == []


def test_attempts_before_the_last_success_do_not_count():
    reached_between = [*ENOUGH, attempt(18, reached=True), attempt(19)]

    assert "attempts_too_few" in codes_of(disengagement_shortfalls(reached_between))


def test_success_with_no_attempt_after_it_is_no_departure():
    assert "attempts_too_few" in codes_of(
        disengagement_shortfalls([*ENOUGH, attempt(18, reached=True)])
    )


def test_attempt_on_an_unsafe_route_does_not_count():
    unsafe = [replace(each, was_safe=False) for each in ENOUGH[:1]]

    assert "attempts_too_few" in codes_of(disengagement_shortfalls([*unsafe, *ENOUGH[1:]]))


def test_bank_holidays_of_the_nation_lengthen_the_wait():
    around_easter = [
        Attempt(at=datetime(2025, 4, day, hour, tzinfo=UTC), route="mobile")
        for day, hour in ((11, 9), (16, 18), (28, 9))
    ]

    assert codes_of(disengagement_shortfalls(around_easter, nation="england")) == {
        "attempts_too_close"
    }
    assert disengagement_shortfalls(around_easter, nation="scotland") == []


READY = ClosingFacts(
    reason="needs_met",
    summary="Goals reached.",
    risks_checked=True,
    referrals_checked=True,
    follow_up_consent_recorded=True,
    routes_cleaned_up=True,
)


def test_case_with_everything_done_closes():
    assert closing_errors(READY) == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"reason": ""}, "reason_needed"),
        ({"summary": "  "}, "summary_needed"),
        ({"risks_checked": False}, "open_risk_check_needed"),
        ({"open_response_levels": frozenset({"urgent"})}, "open_response_level"),
        ({"open_response_levels": frozenset({"routine", "emergency"})}, "open_response_level"),
        ({"referrals_checked": False}, "open_referral_check_needed"),
        ({"open_referrals": 1}, "open_referral_check_needed"),
        ({"follow_up_consent_recorded": False}, "follow_up_consent_needed"),
        ({"routes_cleaned_up": False}, "safe_contact_clean_up_needed"),
    ],
)
def test_each_step_of_closing_is_asked_for(changes, missing):
    assert codes_of(closing_errors(replace(READY, **changes))) == {missing}


def test_everything_missing_is_told_at_once():
    nothing_done = ClosingFacts(reason="", summary="", risks_checked=False)

    assert len(closing_errors(nothing_done)) == 6


def test_lower_response_levels_do_not_block():
    assert closing_errors(replace(READY, open_response_levels=frozenset({"priority"}))) == []


@pytest.mark.parametrize("reason", ["died", "opened_in_error", "never_engaged", "contact_unsafe"])
def test_nobody_is_asked_about_a_later_call_when_there_is_nobody_to_ask(reason):
    assert closing_errors(replace(READY, reason=reason, follow_up_consent_recorded=False)) == []


def test_disengaged_needs_its_attempts():
    gone = replace(READY, reason="disengaged")

    assert "attempts_too_few" in codes_of(closing_errors(gone))
    assert closing_errors(replace(gone, attempts=ENOUGH)) == []
