"""When a delivery is tried again: ten times in about three days."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from caseload.exchange.schedule import (
    FAILING_AT_MOST,
    WAITS,
    is_failing_too_long,
    next_attempt,
    retry_after,
)
from tests.support.standard import MORNING


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [
        (0, 0),
        (1, 5),
        (2, 300),
        (3, 1800),
        (4, 7200),
        (5, 18_000),
        (6, 36_000),
        (7, 50_400),
        (8, 72_000),
        (9, 86_400),
    ],
)
def test_waits_are_those_of_the_policy_within_a_fifth(attempts, seconds):
    waits = [
        (next_attempt(attempts, now=MORNING, chance=chance) - MORNING).total_seconds()
        for chance in (0, 0.5, 1)
    ]

    assert waits == pytest.approx([seconds * 0.8, seconds, seconds * 1.2])


def test_after_ten_attempts_there_is_no_further_one():
    assert next_attempt(len(WAITS), now=MORNING, chance=0.5) is None
    assert timedelta(days=3) < sum(WAITS, timedelta()) < timedelta(days=3, hours=6)


@pytest.mark.parametrize(
    ("status", "header", "seconds"),
    [
        (429, "120", 120),
        (503, "120", 120),
        (503, format_datetime(MORNING + timedelta(minutes=3)), 180),
        (503, format_datetime(MORNING - timedelta(minutes=3)), 0),
        (503, "999999999999", 86_400),
        (503, "-5", None),
        (503, "soon", None),
        (503, "", None),
        (503, None, None),
        (500, "120", None),
        (None, None, None),
    ],
)
def test_retry_after_is_honoured_where_it_means_something(status, header, seconds):
    wait = retry_after(status, header, now=MORNING)

    assert (None if wait is None else wait.total_seconds()) == seconds


def test_retry_after_only_ever_makes_it_later():
    def later(wait):
        return next_attempt(2, now=MORNING, chance=0.5, retry_after=wait) - MORNING

    assert later(timedelta(hours=1)) == timedelta(hours=1)
    assert later(timedelta(seconds=1)) == timedelta(minutes=5)


def test_five_days_of_failure_are_too_long():
    assert not is_failing_too_long(None, now=MORNING)
    assert not is_failing_too_long(MORNING, now=MORNING + FAILING_AT_MOST - timedelta(seconds=1))
    assert is_failing_too_long(MORNING, now=MORNING + FAILING_AT_MOST)
