"""The interface against its own description: invented requests, no fault, answers as described."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from tests.support import samples
from tests.support.routes import Route, routes
from tests.support.undoing import undone
from tests.support.world import World, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXAMPLES = 4
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
LEFT_OUT = {"end_session"}
"""Ends the sign-in that asks."""


@pytest.fixture(scope="module")
def described() -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def ask(world: World, route: Route, case: Any, headers: dict[str, str]) -> Any:
    """About what is there: ids made at random only ever find nothing."""
    if case.path_parameters:
        case.path_parameters = samples.ids_of(world, route)
    for name in ("Idempotency-Key", "Caseload-Told-Time", "Caseload-Access-Reason"):
        case.headers.pop(name, None)
    return case.call(headers=headers)


@pytest.mark.parametrize("who", ["worker", "manager", "safeguarding_lead", "administrator"])
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
        described_requests = st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        )

        @seed(20250113)
        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(described_requests)
        def ask_and_check(case: Any, route: Route = route) -> None:
            with undone():
                answer = ask(world, route, case, headers)
            case.validate_response(answer, checks=CHECKS)

        try:
            ask_and_check()
        except Exception as failure:  # noqa: BLE001 - collected, so that one run shows them all
            found.append(f"{operation.label}: {failure}")
    assert not found, "\n\n".join(found[:12])
