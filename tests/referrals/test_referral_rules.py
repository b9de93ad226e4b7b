"""The state machine as a table, and the days of the chase (BR-11, BR-71)."""

from datetime import date

import pytest

from caseload.referrals import referral_rules as rules
from caseload.referrals.models import ReferralState, ResponseKind

S = ReferralState
STEPS = {
    ("draft", "sent"),
    ("draft", "withdrawn"),
    ("sent", "acknowledged"),
    ("sent", "closed"),
    ("sent", "withdrawn"),
    ("acknowledged", "accepted"),
    ("acknowledged", "declined"),
    ("acknowledged", "closed"),
    ("acknowledged", "withdrawn"),
    ("accepted", "closed"),
    ("accepted", "withdrawn"),
    ("declined", "closed"),
}
ANSWERS = {
    ("sent", "acknowledge"): ("acknowledged",),
    ("sent", "accept"): ("acknowledged", "accepted"),
    ("sent", "decline"): ("acknowledged", "declined"),
    ("sent", "wait_list"): ("acknowledged", "accepted", "closed"),
    ("acknowledged", "accept"): ("accepted",),
    ("acknowledged", "decline"): ("declined",),
    ("acknowledged", "wait_list"): ("accepted", "closed"),
    ("accepted", "outcome"): ("closed",),
}


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("to", list(S))
def test_BR11_every_step_is_in_the_table_or_is_blocked(state, to):
    assert rules.may_step(state, to) == ((state, to) in STEPS)


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("kind", list(ResponseKind))
def test_every_answer_takes_the_steps_of_the_table_or_none(state, kind):
    way = rules.steps_of_answer(kind, state)

    assert way == ANSWERS.get((state, kind))
    for before, after in zip((state, *(way or ())), way or (), strict=False):
        assert (before, after) in STEPS


def test_a_waiting_list_may_turn_into_another_outcome_and_nothing_else_may():
    assert rules.steps_of_answer("outcome", "closed", "on_waiting_list") == ()
    assert rules.steps_of_answer("outcome", "closed", "service_started") is None


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("outcome", ["no_response", "service_started"])
@pytest.mark.parametrize("late", [False, True])
def test_BR71_silence_closes_what_was_chased_and_an_outcome_what_was_answered(state, outcome, late):
    chase = date(2025, 1, 27)
    today = date(2025, 1, 27) if late else date(2025, 1, 26)

    silent = state in {"sent", "acknowledged"} and outcome == "no_response" and late
    answered = state in {"accepted", "declined"} and outcome != "no_response"

    assert rules.may_close(state, outcome, chase, today) == (silent or answered)


def test_the_chase_counts_the_working_days_of_the_nation():
    assert rules.chase_date(date(2025, 4, 28), "england") == date(2025, 5, 13)
    assert rules.chase_date(date(2025, 11, 24), "scotland") == date(2025, 12, 9)
    assert rules.chase_date(date(2025, 11, 24), "england") == date(2025, 12, 8)
    assert rules.chase_date(date(2025, 4, 28), "somewhere") == date(2025, 5, 13)


def test_the_agency_is_never_told_that_it_was_taken_back_as_a_state():
    assert rules.face_of("withdrawn") is None
    assert rules.face_of("draft") is None
    assert rules.face_of("accepted") == "accepted"
