"""When a delivery is tried again (api.md §7); pure, so that it can be read and tested as a table."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

WAITS: Final = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Before each attempt; after the last one the delivery is dead."""

JITTER: Final = 0.2
LONGEST_RETRY_AFTER: Final = timedelta(hours=24)
FAILING_AT_MOST: Final = timedelta(days=5)
_PATIENCE: Final = frozenset({429, 503})


def next_attempt(
    attempts: int, *, now: datetime, chance: float, retry_after: timedelta | None = None
) -> datetime | None:
    """When to try again after ``attempts`` that failed; None when there is no further one.

    ``chance`` from 0 to 1 spreads the wait by a fifth either way, so that agencies that were all
    away at once are not all asked at once.
    """
    if attempts >= len(WAITS):
        return None
    wait = WAITS[attempts] * (1 - JITTER + 2 * JITTER * chance)
    return now + max(wait, retry_after or timedelta(0))


def retry_after(status: int | None, header: str | None, *, now: datetime) -> timedelta | None:
    """What a receiver asks for with 429 or 503: seconds or a date, a day at most."""
    if status not in _PATIENCE or header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=min(int(text[:9]), 10**8))
    else:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta(0)), LONGEST_RETRY_AFTER)


def is_failing_too_long(failing_since: datetime | None, *, now: datetime) -> bool:
    return failing_since is not None and now - failing_since >= FAILING_AT_MOST
