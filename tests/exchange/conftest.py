"""A relay, a receiver, and the two together."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.support.receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@pytest.fixture
def relay(org: Any) -> Callable[..., Any]:
    """``relay()`` is one round of Northgate's relay at MORNING; ``after=`` is later."""
    from caseload.accounts.principals import system_actor  # noqa: PLC0415
    from caseload.exchange.relaying import Pace, deliver_due  # noqa: PLC0415
    from tests.support.standard import MORNING  # noqa: PLC0415

    def work(after: timedelta = timedelta(0), **how: Any) -> Any:
        actor = system_actor(org.organisation.pk, "relay")
        pace = Pace(timeout=how.pop("timeout", 5.0), lease=how.pop("lease", 30.0))
        return deliver_due(actor, pace=pace, at=MORNING + after, **how)

    return work


@pytest.fixture
def active(org: Any, receiver: Receiver, relay: Callable[..., Any]) -> Any:
    """An endpoint of the police's that answered its challenge; with its secret."""
    from caseload.exchange.models import WebhookEndpoint  # noqa: PLC0415
    from tests.factories import exchange  # noqa: PLC0415
    from tests.support.acting import acting  # noqa: PLC0415
    from tests.support.standard import program_actor  # noqa: PLC0415

    endpoint, secret = exchange.endpoint(org.programs["police"], url=receiver.url)
    relay()
    receiver.came.clear()
    by = program_actor(org.programs["police"])
    with acting(by):
        endpoint = WebhookEndpoint.objects.visible_to(by).get(pk=endpoint.pk)
    assert endpoint.state == "active"
    return endpoint, secret
