"""UK working days: how soon a family was reached, and when a chase or a note falls due.

Bank holidays follow from rules, so nothing is fetched and a machine without a network counts
right. What was moved or added by proclamation is listed by hand and known for 2019 to 2035 as
far as it has been announced; a new proclamation is one line here. Scotland and Northern Ireland
differ from England and Wales; Crown dependencies and other countries count as England.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

KNOWN_YEARS = range(2019, 2036)

SCOTLAND = "scotland"
NORTHERN_IRELAND = "northern_ireland"
ENGLAND = "england"

MONDAY = 0
SATURDAY = 5
ONE_DAY = timedelta(days=1)

_JANUARY, _MARCH, _MAY, _JULY, _AUGUST, _NOVEMBER, _DECEMBER = 1, 3, 5, 7, 8, 11, 12

_EARLY_MAY_MOVED = {2020: date(2020, 5, 8)}
"""75 years since the end of the war in Europe."""

_SPRING_MOVED = {2022: date(2022, 6, 2)}
"""Beside the extra day of the Platinum Jubilee."""

_EXTRA_EVERYWHERE = frozenset(
    {
        date(2022, 6, 3),  # Platinum Jubilee
        date(2022, 9, 19),  # state funeral of Queen Elizabeth II
        date(2023, 5, 8),  # coronation of King Charles III
    }
)
_EXTRA_IN_SCOTLAND = frozenset({date(2026, 6, 15)})  # football World Cup, by proclamation


def is_working_day(day: date, nation: str = ENGLAND) -> bool:
    """Whether the services a family depends on are open that day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year, nation)


def add_working_days(day: date, n: int, nation: str = ENGLAND) -> date:
    """The date that is ``n`` working days after ``day``; counting starts on the day after.

    A negative ``n`` is a mistake of the caller and raises ``ValueError``.
    """
    if n < 0:
        raise ValueError("Working days are counted forwards.")
    while n:
        day += ONE_DAY
        n -= is_working_day(day, nation)
    return day


def working_days_between(start: date, end: date, nation: str = ENGLAND) -> int:
    """How many working days it took from ``start`` to ``end``, counted from the day after.

    The same day is 0, and so is an ``end`` before the ``start``.
    """
    return sum(is_working_day(day, nation) for day in _days_after(start, end))


def bank_holidays(year: int, nation: str = ENGLAND) -> frozenset[date]:
    """The bank holidays of one year, substitute days included."""
    return _bank_holidays(year, nation if nation in {SCOTLAND, NORTHERN_IRELAND} else ENGLAND)


@lru_cache(maxsize=256)
def _bank_holidays(year: int, nation: str) -> frozenset[date]:
    easter = easter_sunday(year)
    new_year, christmas, boxing_day = (
        date(year, _JANUARY, 1),
        date(year, _DECEMBER, 25),
        date(year, _DECEMBER, 26),
    )
    days = {
        easter - timedelta(days=2),
        _EARLY_MAY_MOVED.get(year, _first_monday(year, _MAY)),
        _SPRING_MOVED.get(year, _last_monday(year, _MAY)),
        *_observed([christmas, boxing_day]),
    }
    if nation == SCOTLAND:
        days |= _observed([new_year, date(year, _JANUARY, 2)])
        days |= _observed([date(year, _NOVEMBER, 30)])
        days.add(_first_monday(year, _AUGUST))
        days |= _of_year(_EXTRA_IN_SCOTLAND, year)
    else:
        days |= _observed([new_year])
        days.add(easter + ONE_DAY)
        days.add(_last_monday(year, _AUGUST))
    if nation == NORTHERN_IRELAND:
        days |= _observed([date(year, _MARCH, 17)])
        days |= _observed([date(year, _JULY, 12)])
    return frozenset(days | _of_year(_EXTRA_EVERYWHERE, year))


def easter_sunday(year: int) -> date:
    """Easter of the Western churches (the anonymous Gregorian computus)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    quarter, rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * quarter - epact - rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _observed(days: list[date]) -> set[date]:
    """Each day itself, or the next free weekday if it falls on a weekend.

    Days that fall on a weekday keep their date before any substitute is sought: on a Sunday
    Christmas the substitute is Tuesday, because Boxing Day has the Monday.
    """
    taken = {day for day in days if day.weekday() < SATURDAY}
    for day in days:
        if day.weekday() < SATURDAY:
            continue
        substitute = day
        while substitute.weekday() >= SATURDAY or substitute in taken:
            substitute += ONE_DAY
        taken.add(substitute)
    return taken


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - MONDAY) % 7)


def _of_year(days: Iterable[date], year: int) -> set[date]:
    return {day for day in days if day.year == year}


def _days_after(start: date, end: date) -> Iterator[date]:
    day = start
    while day < end:
        day += ONE_DAY
        yield day
