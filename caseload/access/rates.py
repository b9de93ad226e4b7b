"""Counting requests, so that guessing and flooding become slow.

Counters live in the database, because a counter in one process is divided by the number of
processes. They are written outside every unit of work: a refused request counts too.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connection

from caseload.access.models import RateCounter
from caseload.core import clock

_COUNT = """
    INSERT INTO access_ratecounter (caller, bucket, minute, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (caller, bucket, minute) DO UPDATE SET count = access_ratecounter.count + 1
    RETURNING count
"""

# Always in this order, so that no two requests of one program wait for each other.
_COUNT_TWICE = """
    INSERT INTO access_ratecounter (caller, bucket, minute, count)
    VALUES (%s, %s, %s, 1), (%s, %s, %s, 1)
    ON CONFLICT (caller, bucket, minute) DO UPDATE SET count = access_ratecounter.count + 1
    RETURNING bucket, count
"""
PER_MINUTE: Final = "partner"
PER_DAY: Final = "partner-day"


def count(*, caller: str, bucket: str) -> int:
    """Count one more of ``caller`` in this minute; says how many that makes."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [caller, bucket, _minute(clock.now())])
        return int(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many requests are allowed in a window, and how much of that is left."""

    name: str
    quota: int
    seconds: int
    used: int
    ends_in: int

    @property
    def is_spent(self) -> bool:
        return self.used > self.quota

    @property
    def left(self) -> int:
        return max(0, self.quota - self.used)


def count_program(*, caller: str, per_minute: int, per_day: int) -> tuple[Allowance, Allowance]:
    """Count one more of a program in this minute and on this day (UTC), in one statement.

    A refused request counts too: whoever goes on asking stays refused until the window ends.
    """
    now = clock.now().astimezone(UTC)
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_TWICE, [caller, PER_MINUTE, _minute(now), caller, PER_DAY, day])
        used = dict(cursor.fetchall())
    return (
        Allowance("minute", per_minute, 60, used[PER_MINUTE], 60 - now.second),
        Allowance("day", per_day, 86_400, used[PER_DAY], 86_400 - (now - day).seconds),
    )


def counted(*, caller: str, bucket: str, within: timedelta) -> list[tuple[datetime, int]]:
    """The minutes of the last ``within`` in which ``caller`` was counted, newest first."""
    since = _minute(clock.now() - within)
    rows = RateCounter.objects.filter(caller=caller, bucket=bucket, minute__gt=since)
    return list(rows.order_by("-minute").values_list("minute", "count"))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
