"""Local time and the hours in which somebody can be reached."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.core.uk_time import EVERY_DAY, WEEKDAYS, Window, uk_date, uk_local, windows_from

windows = st.builds(
    lambda start, length, days: Window(
        start=time(start // 60, start % 60),
        end=time(((start + length) // 60) % 24, (start + length) % 60),
        days=days,
    ),
    start=st.integers(0, 1380),
    length=st.integers(1, 59),
    days=st.frozensets(st.sampled_from(WEEKDAYS), min_size=1),
)


def test_summer_evening_belongs_to_the_next_local_day():
    at = datetime(2024, 6, 4, 23, 30, tzinfo=UTC)

    assert uk_local(at).hour == 0
    assert uk_date(at) == date(2024, 6, 5)


def test_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        uk_local(datetime(2024, 6, 4, 12))  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize(
    ("clock", "is_inside"),
    [("09:59", False), ("10:00", True), ("11:59", True), ("12:00", False)],
)
def test_window_holds_its_start_and_not_its_end(clock, is_inside):
    window = Window(start=time(10), end=time(12))
    at = datetime.fromisoformat(f"2024-06-05T{clock}:00+01:00")

    assert window.covers(at) is is_inside


def test_window_follows_the_wall_clock_in_winter_and_summer():
    window = Window(start=time(10), end=time(12))

    assert window.covers(datetime(2024, 6, 5, 9, 30, tzinfo=UTC))
    assert not window.covers(datetime(2024, 12, 5, 9, 30, tzinfo=UTC))


def test_window_of_other_days_is_shut():
    window = Window(start=time(10), end=time(12), days=frozenset({"mon", "tue"}))

    assert window.covers(datetime(2024, 6, 4, 10, tzinfo=UTC))
    assert not window.covers(datetime(2024, 6, 5, 10, tzinfo=UTC))


def test_window_until_midnight():
    window = Window(start=time(20), end=time(0))

    assert window.covers(datetime(2024, 12, 5, 23, 59, tzinfo=UTC))
    assert not window.covers(datetime(2024, 12, 5, 0, 0, tzinfo=UTC))


@given(windows)
def test_window_survives_being_kept(window):
    assert windows_from([window.as_json()]) == (window,)


def test_no_days_means_every_day():
    (window,) = windows_from([{"from": "10:00", "to": "12:00"}])

    assert window.days == EVERY_DAY


def test_no_windows_are_no_hours():
    assert windows_from([]) == ()


@pytest.mark.parametrize(
    "stored",
    [
        None,
        {},
        "10:00-12:00",
        ["10:00-12:00"],
        [{"from": "10:00"}],
        [{"from": "10:00", "to": "12:00", "note": "x"}],
        [{"from": "12:00", "to": "10:00"}],
        [{"from": "10:00", "to": "10:00"}],
        [{"from": "10", "to": "12"}],
        [{"from": "T1000", "to": "12:00"}],
        [{"from": "25:00", "to": "26:00"}],
        [{"from": 10, "to": 12}],
        [{"from": "10:00", "to": "12:00", "days": "mon"}],
        [{"from": "10:00", "to": "12:00", "days": []}],
        [{"from": "10:00", "to": "12:00", "days": ["monday"]}],
        [{"from": "10:00", "to": "12:00", "days": [1]}],
    ],
)
def test_what_is_no_window_is_refused(stored):
    with pytest.raises(ValueError, match=r"\A(Safe hours look like|A window )"):
        windows_from(stored)
