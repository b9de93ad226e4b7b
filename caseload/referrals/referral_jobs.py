"""Work of the machine on referrals out: what nobody answered is chased."""

from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from caseload.access.acting import unit_of_work
from caseload.accounts.models import Organisation
from caseload.accounts.principals import system_actor
from caseload.core import clock
from caseload.core.uk_time import uk_date
from caseload.referrals.selectors import referrals_out as referral_reads
from caseload.referrals.services import referrals_out

log = structlog.get_logger()


def chase_everywhere(at: datetime | None = None) -> int:
    """A task for each referral whose chase date has come without an answer, once."""
    chased = 0
    for organisation in Organisation.objects.order_by("pk"):
        actor = system_actor(organisation.pk, "referrals")
        with unit_of_work(actor, at=at):
            due = referral_reads.unanswered(by=actor, on=uk_date(clock.now()))
            for referral in due:
                referrals_out.chase_referral(by=actor, referral=referral)
                chased += 1
    log.info("referrals.chased", chased=chased)
    return chased


@app.periodic(cron="12 6 * * *")
@app.task(name="referrals.chase", queueing_lock="referrals.chase")
def chase(timestamp: int) -> None:
    chase_everywhere()
