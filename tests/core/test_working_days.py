"""Working days against the published bank holidays and the figures of the stories."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.core.working_days import (
    KNOWN_YEARS,
    add_working_days,
    bank_holidays,
    easter_sunday,
    is_working_day,
    working_days_between,
)

NATIONS = ("england", "wales", "scotland", "northern_ireland")

days = st.dates(min_value=date(2019, 1, 1), max_value=date(2035, 12, 31))
nations = st.sampled_from(NATIONS)


def in_year(year: int, *month_days: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{month_day}") for month_day in month_days}


# As published by the government, substitute days included.
PUBLISHED = [
    ("england", 2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
    ("england", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
    ("england", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    ("england", 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
    ("wales", 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
    ("wales", 2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
    ("england", 2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
    ("england", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
    ("scotland", 2019, "01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26"),
    ("scotland", 2020, "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28"),
    ("scotland", 2021, "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28"),
    ("scotland", 2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"),
    ("scotland", 2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"),
    ("scotland", 2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26"),
    ("scotland", 2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26"),
    ("scotland", 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
    ("northern_ireland", 2020, "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28"),
    ("northern_ireland", 2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"),
    ("northern_ireland", 2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"),
]


@pytest.mark.parametrize(("nation", "year", "published"), PUBLISHED)
def test_bank_holidays_are_those_published(nation, year, published):
    assert bank_holidays(year, nation) == in_year(year, *published.split())


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("year", KNOWN_YEARS)
def test_every_bank_holiday_takes_a_weekday_away(year, nation):
    days_off = bank_holidays(year, nation)

    assert len(days_off) >= 8
    assert all(day.weekday() < 5 and day.year == year for day in days_off)


@pytest.mark.parametrize("nation", ["crown_dependency", "overseas", "", "atlantis"])
def test_other_nations_count_as_england(nation):
    assert bank_holidays(2025, nation) == bank_holidays(2025, "england")


@pytest.mark.parametrize(
    "easter", ["2019-04-21", "2024-03-31", "2025-04-20", "2027-03-28", "2030-04-21", "2035-03-25"]
)
def test_easter(easter):
    assert easter_sunday(int(easter[:4])) == date.fromisoformat(easter)


def test_easter_monday_is_worked_in_scotland_only():
    easter_monday = date(2025, 4, 21)

    assert is_working_day(easter_monday, "scotland")
    assert not any(is_working_day(easter_monday, n) for n in NATIONS if n != "scotland")


def test_weekend_is_no_working_day():
    assert not is_working_day(date(2025, 5, 24))
    assert not is_working_day(date(2025, 5, 25))


# Figures of the acceptance stories (domain.md §7).
@pytest.mark.parametrize(
    ("received", "reached", "working_days"),
    [
        ("2024-06-04", "2024-06-05", 1),  # Leanne
        ("2025-01-13", "2025-01-14", 1),  # Priya, first attempt
        ("2025-01-13", "2025-01-16", 3),  # Priya, first two-way contact
        ("2025-03-10", "2025-03-10", 0),  # Rhys
        ("2025-02-20", "2025-02-21", 1),  # Gwen
        ("2025-05-19", "2025-05-20", 1),  # Jean
        ("2025-05-19", "2025-05-27", 5),  # Colin: 26 May is a bank holiday
        ("2025-06-16", "2025-06-19", 3),  # Ellie
    ],
)
def test_first_contact_figures_of_the_stories(received, reached, working_days):
    counted = working_days_between(date.fromisoformat(received), date.fromisoformat(reached))

    assert counted == working_days


@pytest.mark.parametrize(
    ("start", "working_days", "due"),
    [
        ("2025-02-03", 15, "2025-02-24"),  # conference after the strategy discussion
        ("2025-02-03", 45, "2025-04-07"),  # assessment
        ("2025-04-28", 10, "2025-05-13"),  # chase of a Referral: 5 May is a bank holiday
    ],
)
def test_due_dates_of_the_stories(start, working_days, due):
    assert add_working_days(date.fromisoformat(start), working_days) == date.fromisoformat(due)


def test_no_working_days_is_the_day_itself():
    assert add_working_days(date(2025, 5, 25), 0) == date(2025, 5, 25)


def test_counting_back_is_a_mistake():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2025, 5, 26), -1)


def test_end_before_start_is_nothing():
    assert working_days_between(date(2025, 5, 27), date(2025, 5, 19)) == 0


@given(days, st.integers(1, 60), nations)
def test_adding_and_counting_agree(start, n, nation):
    due = add_working_days(start, n, nation)

    assert is_working_day(due, nation)
    assert working_days_between(start, due, nation) == n


@given(days, st.integers(0, 200), st.integers(0, 200), nations)
def test_counts_add_up(start, first, second, nation):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)

    assert working_days_between(start, end, nation) == working_days_between(
        start, middle, nation
    ) + working_days_between(middle, end, nation)
