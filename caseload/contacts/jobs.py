"""Work of the machine on contacts. Jobs carry no personal data and act as named system actors."""

from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from caseload.access.acting import unit_of_work
from caseload.accounts.models import Organisation
from caseload.accounts.principals import system_actor
from caseload.contacts import services

log = structlog.get_logger()


def expire_drafts_everywhere(at: datetime | None = None) -> int:
    """Blank what nobody finished in 14 days, organisation by organisation."""
    blanked = 0
    for organisation in Organisation.objects.order_by("pk"):
        actor = system_actor(organisation.pk, "drafts")
        with unit_of_work(actor, at=at):
            blanked += services.expire_drafts(by=actor, organisation=organisation)
    log.info("drafts.expired", blanked=blanked)
    return blanked


@app.periodic(cron="17 2 * * *")
@app.task(name="contacts.expire_drafts", queueing_lock="contacts.expire_drafts")
def expire_drafts(timestamp: int) -> None:
    expire_drafts_everywhere()
