"""The local time families live by, and the hours in which they can safely be reached.

Instants are kept in UTC; "between ten and twelve" means the clock on the kitchen wall, summer
time included.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from caseload.core.clock import UK

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = frozenset(WEEKDAYS)
MIDNIGHT = time(0)


def uk_local(at: datetime) -> datetime:
    """The clock on the kitchen wall at this instant.

    Without a time zone nobody can say when it was, so that raises ``ValueError``.
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return at.astimezone(UK)


def uk_date(at: datetime) -> date:
    """The local day on which this instant falls; every rule that counts days counts these."""
    return uk_local(at).date()


def start_of_day(day: date) -> datetime:
    """The instant at which this local day begins; the day itself has 23, 24 or 25 hours."""
    return datetime.combine(day, MIDNIGHT, tzinfo=UK).astimezone(UTC)


def same_day(day: date, year: int) -> date:
    """The same day of another year; 29 February is 1 March where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def day_after(at: datetime, days: int) -> datetime:
    """When the local day begins that is so many days after the one of ``at``.

    What happened at any hour of one day is due at one instant: a clock that runs at night catches
    it on the day it is due, before and after the clocks change.
    """
    return start_of_day(uk_date(at) + timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the week in which something is safe: from ``start`` until just before ``end``.

    ``end`` at 00:00 means until midnight. A night that crosses midnight is two windows.
    Stored as ``{"days": ["mon"], "from": "10:00", "to": "12:00"}``; no days means every day.
    """

    start: time
    end: time
    days: frozenset[str] = EVERY_DAY

    def __post_init__(self) -> None:
        if self.end != MIDNIGHT and self.end <= self.start:
            raise ValueError("A window ends after it starts.")
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError("A window has days of the week.")

    def covers(self, at: datetime) -> bool:
        """Whether the local time of ``at`` lies inside."""
        local = uk_local(at)
        if WEEKDAYS[local.weekday()] not in self.days:
            return False
        clock = local.time()
        return self.start <= clock and (self.end == MIDNIGHT or clock < self.end)

    def as_json(self) -> dict[str, Any]:
        """The form in which a route keeps it."""
        return {
            "days": [day for day in WEEKDAYS if day in self.days],
            "from": self.start.strftime("%H:%M"),
            "to": self.end.strftime("%H:%M"),
        }

    @classmethod
    def from_json(cls, stored: Any) -> Self:
        """A window as a route keeps it; ``ValueError`` says what one looks like if it is none."""
        if not isinstance(stored, Mapping) or not {"from", "to"} <= set(stored) <= _MEMBERS:
            raise ValueError(_SHAPE)
        days = stored.get("days", list(WEEKDAYS))
        if not isinstance(days, list) or not all(isinstance(day, str) for day in days):
            raise ValueError(_SHAPE)
        return cls(start=_clock(stored["from"]), end=_clock(stored["to"]), days=frozenset(days))


def windows_from(stored: Any) -> tuple[Window, ...]:
    """The windows that a route keeps; an empty list means that no hours were asked for.

    ``ValueError`` if any of them is not a window: a route with unreadable hours is not safe.
    """
    if not isinstance(stored, list):
        raise ValueError(_SHAPE)  # noqa: TRY004 - one error for every wrong shape
    return tuple(Window.from_json(each) for each in stored)


def _clock(text: Any) -> time:
    if not isinstance(text, str) or len(text) != len("10:00") or ":" not in text:
        raise ValueError(_SHAPE)
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise ValueError(_SHAPE) from None


_MEMBERS = {"days", "from", "to"}
_SHAPE = 'Safe hours look like {"days": ["mon", "tue"], "from": "10:00", "to": "12:00"}.'
