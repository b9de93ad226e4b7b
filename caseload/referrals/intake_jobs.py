"""Work of the machine on referrals in: what is cut by its clock, and what may be told by time."""

from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from caseload.access.acting import unit_of_work
from caseload.accounts.models import Organisation
from caseload.accounts.principals import system_actor
from caseload.referrals import faces
from caseload.referrals.selectors import intakes as reads
from caseload.referrals.services.cutting import cut_intake

log = structlog.get_logger()


def cut_everywhere(at: datetime | None = None) -> int:
    """Cut every intake that is due, each in a unit of its own: what was cut stays cut."""
    cut = 0
    for organisation in Organisation.objects.order_by("pk"):
        actor = system_actor(organisation.pk, "referrals")
        with unit_of_work(actor, at=at):
            due = reads.to_cut()
            waiting = reads.overdue_for_review(by=actor)
        for intake_id in due:
            with unit_of_work(actor, at=at):
                cut += cut_intake(by=actor, organisation=organisation, intake_id=intake_id)
        log.info("intakes.waiting_for_review", organisation=str(organisation.pk), count=waiting)
    log.info("intakes.cut", cut=cut)
    return cut


def follow_time_everywhere(at: datetime | None = None) -> int:
    """Bring what referrers are shown in step where a yes began or ended by time, and nobody acted."""
    moved = 0
    for organisation in Organisation.objects.order_by("pk"):
        actor = system_actor(organisation.pk, "referrals")
        with unit_of_work(actor, at=at):
            for face in reads.faces_that_may_move(by=actor):
                moved += faces.follow_time(by=actor, face=face)
    log.info("intake_faces.followed", moved=moved)
    return moved


@app.periodic(cron="23 * * * *")
@app.task(name="referrals.cut_intakes", queueing_lock="referrals.cut_intakes")
def cut_intakes(timestamp: int) -> None:
    cut_everywhere()


@app.periodic(cron="41 3 * * *")
@app.task(name="referrals.follow_time", queueing_lock="referrals.follow_time")
def follow_time(timestamp: int) -> None:
    follow_time_everywhere()
