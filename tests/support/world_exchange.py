"""Endpoints of the police's: one that waits for its challenge, one that is disabled."""

from typing import Any

from caseload.access.acting import at_the_desk
from caseload.accounts.principals import system_actor
from caseload.exchange.relaying import fan_out
from caseload.exchange.selectors import deliveries
from caseload.exchange.services import endpoints
from tests.factories import exchange as make
from tests.support.acting import acting
from tests.support.standard import program_actor


def furnish_exchange(world: Any) -> None:
    org, record = world.org, world.record
    program = org.programs["police"]
    record["partner-webhook-endpoint"], _ = make.endpoint(program)
    stopped, _ = make.endpoint(program, url=f"{make.URL}/former")
    by = program_actor(program)
    with acting(by), at_the_desk(by) as desk:
        endpoints.disable_endpoint(by=desk, endpoint=stopped, seen=1)
    record["disabled-endpoint"] = stopped
    relay = system_actor(org.organisation.pk, "relay")
    with acting(relay):
        fan_out(by=relay)
    with acting(by):
        record["partner-delivery"] = deliveries(
            by=by, endpoint=record["partner-webhook-endpoint"]
        ).first()
