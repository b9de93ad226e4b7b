"""The only clock. Inside a unit of work time is the database's, told time included.

Stories, the demo and tests act "at the named time": the signed context carries it and a
production database refuses it (access-and-audit.md §3).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")

_told: ContextVar[datetime | None] = ContextVar("caseload_now", default=None)
_named: ContextVar[datetime | None] = ContextVar("caseload_told_time", default=None)


def now() -> datetime:
    """The moment in UTC: the transaction's time inside a unit of work, else the machine's."""
    return _told.get() or datetime.now(UTC)


def today() -> date:
    """Today's date where the families live. Business rules count local days."""
    return now().astimezone(UK).date()


def told() -> datetime | None:
    """The time that a story named for this unit of work; None where time is the machine's."""
    return _named.get()


@contextmanager
def standing_at(moment: datetime, *, told: datetime | None = None) -> Iterator[None]:
    """Hold the clock at the time that the database gave to the unit of work."""
    token, name = _told.set(moment), _named.set(told)
    try:
        yield
    finally:
        _told.reset(token)
        _named.reset(name)
