"""Counting requests, so that guessing and flooding become slow.

Counters live in the database, because a counter in one process is divided by the number of
processes. They are written outside every unit of work: a refused request counts too.
"""

from datetime import datetime, timedelta

from django.db import connection

from caseload.access.models import RateCounter
from caseload.core import clock

_COUNT = """
    INSERT INTO access_ratecounter (caller, bucket, minute, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (caller, bucket, minute) DO UPDATE SET count = access_ratecounter.count + 1
    RETURNING count
"""


def count(*, caller: str, bucket: str) -> int:
    """Count one more of ``caller`` in this minute; says how many that makes."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [caller, bucket, _minute(clock.now())])
        return int(cursor.fetchone()[0])


def counted(*, caller: str, bucket: str, within: timedelta) -> list[tuple[datetime, int]]:
    """The minutes of the last ``within`` in which ``caller`` was counted, newest first."""
    since = _minute(clock.now() - within)
    rows = RateCounter.objects.filter(caller=caller, bucket=bucket, minute__gt=since)
    return list(rows.order_by("-minute").values_list("minute", "count"))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
