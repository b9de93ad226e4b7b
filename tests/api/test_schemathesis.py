"""The interface against its own description: invented requests, no fault, answers as described."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support import samples
from tests.support.routes import Route, routes
from tests.support.undoing import undone
from tests.support.world import World, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXAMPLES = 3
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
LEFT_OUT = {"end_session"}
"""Ends the sign-in that asks."""


@pytest.fixture
def described() -> Iterator[Any]:
    """Asked through the real WSGI door, which would close the test's own connection each time."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


def _ask_often(requests: Any, world: World, route: Route, headers: dict[str, str]) -> None:
    @seed(20250113)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(requests)
    def ask_and_check(case: Any) -> None:
        with undone():
            answer = ask(world, route, case, headers)
        case.validate_response(answer, checks=CHECKS)

    ask_and_check()


def ask(world: World, route: Route, case: Any, headers: dict[str, str]) -> Any:
    """About what is there: ids made at random only ever find nothing."""
    if case.path_parameters:
        case.path_parameters = samples.ids_of(world, route)
    for name in ("Idempotency-Key", "Caseload-Told-Time", "Caseload-Access-Reason"):
        case.headers.pop(name, None)
    if route.is_partner and route.method == "POST":
        headers = headers | {"Idempotency-Key": str(uuid.uuid4())}
    return case.call(headers=headers)


PROGRAMS = ("police", "harbour")
"""One that refers to us, one that we refer to; elsewhere than on their surface they are refused."""


@pytest.mark.parametrize("who", ["worker", "manager", "intake_worker", "administrator", *PROGRAMS])
def test_L7_invented_requests_are_answered_as_described(org, described, who):
    world = build(org)
    headers = {"Caseload-Access-Reason": "safeguarding"} | world.api(who).headers
    by_address = {(route.method, route.template): route for route in routes()}
    found: list[str] = []
    for each in described.get_all_operations():
        operation = each.ok()
        if operation.definition.raw.get("operationId") in LEFT_OUT:
            continue
        route = by_address[operation.method.upper(), operation.full_path]
        if who in PROGRAMS and not route.is_partner:
            continue
        described_requests = st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        )

        try:
            _ask_often(described_requests, world, route, headers)
        except (Exception, FailureGroup) as failure:  # noqa: BLE001 - one run shows them all
            found.append(f"{operation.label}: {failure}")
    assert not found, "\n\n".join(found[:12])
