"""Work of the machine on the outbox. Jobs carry no argument but the time they were due."""

from datetime import datetime, timedelta

import structlog
from django.db import connection
from procrastinate.contrib.django import app

from caseload.access.acting import unit_of_work
from caseload.accounts.models import Organisation
from caseload.accounts.principals import system_actor
from caseload.exchange.relaying import Pace, Tally, deliver_due

log = structlog.get_logger()

MOST = timedelta(seconds=8)
"""One round of one organisation: another job waits behind it."""


def deliver_everywhere(
    at: datetime | None = None, *, pace: Pace | None = None, most: timedelta | None = None
) -> Tally:
    """One round for each organisation, as its own relay."""
    done = Tally()
    for organisation in Organisation.objects.order_by("pk"):
        actor = system_actor(organisation.pk, "relay")
        done.add(deliver_due(actor, pace=pace or Pace(), at=at, most=most))
    return done


def blank_old_events_everywhere(at: datetime | None = None) -> int:
    """Take the agencies' own references out of events that nobody reads any more (90 days)."""
    blanked = 0
    for organisation in Organisation.objects.order_by("pk"):
        with (
            unit_of_work(system_actor(organisation.pk, "relay"), at=at),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT acl.blank_old_events()")
            blanked += int(cursor.fetchone()[0])
    log.info("outbox.blanked", blanked=blanked)
    return blanked


@app.periodic(cron="* * * * * */10")
@app.task(name="exchange.deliver", queueing_lock="exchange.deliver", pass_context=False)
def deliver(timestamp: int) -> None:
    deliver_everywhere(most=MOST)


@app.periodic(cron="41 2 * * *")
@app.task(name="exchange.blank_old_events", queueing_lock="exchange.blank_old_events")
def blank_old_events(timestamp: int) -> None:
    blank_old_events_everywhere()
