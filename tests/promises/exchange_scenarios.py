"""Operations on endpoints of agencies, each done once by the desk for a program."""

from collections.abc import Callable
from typing import Any

from caseload.access.acting import at_the_desk
from caseload.core.actor import Actor
from caseload.exchange.models import WebhookEndpoint
from caseload.exchange.services import endpoints
from tests.factories import exchange as make
from tests.promises.stage import LATER, Stage
from tests.support.acting import acting
from tests.support.standard import program_actor


def _at_the_desk(stage: Stage, act: Callable[..., Any]) -> Actor:
    by = program_actor(stage.org.programs["police"])
    with acting(by, LATER), at_the_desk(by) as desk:
        act(by=desk)
    return desk


def _on(act: Callable[..., Any], **how: Any) -> Callable[[Stage], Actor]:
    def run(stage: Stage) -> Actor:
        endpoint, _ = make.endpoint(stage.org.programs["police"])
        return _at_the_desk(stage, lambda by: act(by=by, endpoint=endpoint, seen=1, **how))

    return run


def _add(stage: Stage) -> Actor:
    agency = stage.org.agency("police")
    return _at_the_desk(
        stage, lambda by: endpoints.add_endpoint(by=by, agency=agency, url=make.URL)
    )


def _enable(stage: Stage) -> Actor:
    endpoint, _ = make.endpoint(stage.org.programs["police"])
    _at_the_desk(stage, lambda by: endpoints.disable_endpoint(by=by, endpoint=endpoint, seen=1))
    by = program_actor(stage.org.programs["police"])
    with acting(by, LATER):
        stopped = WebhookEndpoint.objects.visible_to(by).get(pk=endpoint.pk)
    return _at_the_desk(
        stage, lambda by: endpoints.enable_endpoint(by=by, endpoint=stopped, seen=2)
    )


SCENARIOS: dict[str, Callable[[Stage], Actor]] = {
    "webhook_endpoint.added": _add,
    "webhook_endpoint.changed": _on(endpoints.change_endpoint, description="Another one"),
    "webhook_endpoint.disabled": _on(endpoints.disable_endpoint),
    "webhook_endpoint.enabled": _enable,
    "webhook_endpoint.keys_changed": _on(endpoints.rotate_keys),
}

_LOGGED = "plumbing; the delivery itself is the log that the agency reads"
NO_TRAIL = {
    "webhook_delivery.repeated": _LOGGED,
    "webhook_endpoint.replayed": _LOGGED,
    "webhook_endpoint.tested": _LOGGED,
}
