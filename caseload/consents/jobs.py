"""Work of the machine on agreements: what ran out ends, and who is to be asked again is asked.

Access never waits for these: it is computed at each reading (features.md §5). They write down
that it ended, tell the agency, and give people their tasks.
"""

from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from caseload.access.acting import unit_of_work
from caseload.accounts.models import Organisation
from caseload.accounts.principals import system_actor
from caseload.clients import summaries
from caseload.clients.parts import lead_of
from caseload.consents import asking, endings
from caseload.consents.models import Consent
from caseload.consents.selectors import records
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.tasks import services as tasks

log = structlog.get_logger()


def end_what_ran_out_everywhere(at: datetime | None = None) -> int:
    """End every access whose basis has ended, case by case, each in a unit of its own."""
    ended = 0
    for organisation in Organisation.objects.order_by("pk"):
        actor = system_actor(organisation.pk, "consents")
        with unit_of_work(actor, at=at):
            cases = list(records.cases_read_from_outside(by=actor))
        for case in cases:
            with unit_of_work(actor, at=at):
                summaries.lock(case.pk)
                ended += len(endings.end_what_ran_out(by=actor, case=case))
    log.info("disclosures.ran_out", ended=ended)
    return ended


def ask_again_everywhere(at: datetime | None = None) -> int:
    """A task for each agreement that ends soon, and for each child who has grown into it; once."""
    asked = 0
    for organisation in Organisation.objects.order_by("pk"):
        actor = system_actor(organisation.pk, "consents")
        with unit_of_work(actor, at=at):
            given = list(records.given_and_open(by=actor))
            answered_again = records.answered_again(by=actor, rows=given)
            for consent in given:
                if consent.pk not in answered_again:
                    asked += _ask(actor, consent)
    log.info("consents.asked_again", asked=asked)
    return asked


def _ask(by: Actor, consent: Consent) -> int:
    now = clock.now()
    due = asking.asks_due(
        giver=consent.giver,
        answered_at=consent.answered_at,
        valid_until=consent.valid_until,
        born_on=consent.case.client.born_on,
        at=now,
    )
    raised = 0
    for ask in due:
        task = tasks.raise_by_rule(
            by=by,
            case=consent.case,
            rule_key=f"consent.{ask.key}:{consent.pk}",
            task_type=ask.task_type,
            title=ask.title,
            due_on=ask.due_on,
            owner_id=lead_of(by=by, case_id=consent.case_id),
        )
        raised += task.recorded_at == now
    return raised


@app.periodic(cron="53 * * * *")
@app.task(name="consents.end_what_ran_out", queueing_lock="consents.end_what_ran_out")
def end_what_ran_out(timestamp: int) -> None:
    end_what_ran_out_everywhere()


@app.periodic(cron="31 5 * * *")
@app.task(name="consents.ask_again", queueing_lock="consents.ask_again")
def ask_again(timestamp: int) -> None:
    ask_again_everywhere()
