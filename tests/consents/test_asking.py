"""When somebody is to be asked again: the clock moved across every birthday (features.md 3.10)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from caseload.consents.asking import AHEAD, asks_due
from caseload.core.uk_time import start_of_day

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
BORN = (date(2012, 3, 30), date(2012, 2, 29), date(2012, 10, 26), date(2012, 1, 1))
BIRTHDAYS = {
    # 29 February falls on 1 March where there is none; 2024 and 2028 have one.
    date(2012, 3, 30): {12: date(2024, 3, 30), 16: date(2028, 3, 30), 18: date(2030, 3, 30)},
    date(2012, 2, 29): {12: date(2024, 2, 29), 16: date(2028, 2, 29), 18: date(2030, 3, 1)},
    date(2012, 10, 26): {12: date(2024, 10, 26), 16: date(2028, 10, 26), 18: date(2030, 10, 26)},
    date(2012, 1, 1): {12: date(2024, 1, 1), 16: date(2028, 1, 1), 18: date(2030, 1, 1)},
}
YOUNG = datetime(2022, 6, 1, 12, tzinfo=UTC)


def due(at, *, giver="parent_pr", answered_at=YOUNG, valid_until=None, born_on=None):
    return [
        (ask.key, ask.task_type, ask.due_on)
        for ask in asks_due(
            giver=giver, answered_at=answered_at, valid_until=valid_until, born_on=born_on, at=at
        )
    ]


@pytest.mark.parametrize("born_on", BORN)
@pytest.mark.parametrize("giver", ["parent_pr", "local_authority_pr"])
def test_a_child_is_asked_from_the_first_moment_of_the_birthday(born_on, giver):
    twelve, sixteen, grown = (BIRTHDAYS[born_on][age] for age in (12, 16, 18))
    ahead = start_of_day(grown - AHEAD)

    for at, expected in (
        (start_of_day(twelve) - TICK, []),
        (start_of_day(twelve), [("at_12", "review_due", twelve)]),
        (start_of_day(sixteen) - TICK, [("at_12", "review_due", twelve)]),
        (start_of_day(sixteen), [("at_16", "review_due", sixteen)]),
        (ahead - TICK, [("at_16", "review_due", sixteen)]),
        (ahead, [("at_18", "consent_expiring", grown)]),
        (start_of_day(grown) + 99 * DAY, [("at_18", "consent_expiring", grown)]),
    ):
        assert due(at, giver=giver, born_on=born_on) == expected, at


@pytest.mark.parametrize("born_on", BORN)
def test_who_was_asked_since_the_birthday_is_not_asked_about_it(born_on):
    twelve, sixteen, _ = BIRTHDAYS[born_on].values()
    on_the_day = start_of_day(twelve)

    assert due(start_of_day(sixteen) - DAY, answered_at=on_the_day, born_on=born_on) == []
    before = on_the_day - TICK
    assert due(start_of_day(sixteen) - DAY, answered_at=before, born_on=born_on) != []


@pytest.mark.parametrize("giver", ["self", "attorney_deputy", "best_interests"])
@pytest.mark.parametrize("at", [start_of_day(date(2024, 3, 30)), start_of_day(date(2031, 1, 1))])
def test_only_a_parents_word_is_handed_over(giver, at):
    assert due(at, giver=giver, born_on=date(2012, 3, 30)) == []


def test_a_child_of_unknown_age_is_not_asked_by_the_clock():
    assert due(start_of_day(date(2031, 1, 1))) == []


@pytest.mark.parametrize(
    ("valid_until", "ends_on"),
    [
        # The nights in which the clocks go forward and back, and half past midnight in summer.
        (datetime(2025, 3, 30, 0, 30, tzinfo=UTC), date(2025, 3, 30)),
        (datetime(2025, 10, 26, 0, 30, tzinfo=UTC), date(2025, 10, 26)),
        (datetime(2025, 7, 1, 23, 30, tzinfo=UTC), date(2025, 7, 2)),
    ],
)
def test_an_end_is_announced_thirty_local_days_ahead(valid_until, ends_on):
    first = start_of_day(ends_on - AHEAD)

    assert due(first - TICK, giver="self", valid_until=valid_until) == []
    assert due(first, giver="self", valid_until=valid_until) == [
        ("ends", "consent_expiring", ends_on)
    ]
    assert due(valid_until + 400 * DAY, giver="self", valid_until=valid_until)
