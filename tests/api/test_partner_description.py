"""What the description says about programs: their scopes, their key, and what they can ask."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from caseload.access.roles import PARTNER_SCOPES
from caseload.accounts import tokens
from tests.support.routes import routes

METHODS = ("get", "post", "patch")


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for address, item in described["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, address, item[method]


def test_programs_get_their_tokens_by_client_credentials(described):
    scheme = described["components"]["securitySchemes"]["partnerToken"]
    flow = scheme["flows"]["clientCredentials"]
    assert (scheme["type"], flow["tokenUrl"]) == ("oauth2", "/oauth/token")
    assert set(flow["scopes"]) == set(PARTNER_SCOPES)


def test_each_operation_says_whose_token_it_takes(described):
    for method, address, operation in operations(described):
        where, ways = f"{method} {address}", operation["security"]
        if "/partner/" in address:
            assert ways, where
            for way in ways:
                ((name, (scope,)),) = way.items()
                assert (name, scope in PARTNER_SCOPES) == ("partnerToken", True), where
        elif address.startswith("/api/v1/code-lists") and method == "get":
            assert ways == [{"staffToken": []}, {"partnerToken": ["code-lists.read"]}], where
        else:
            assert ways == [{"staffToken": []}], where


def test_a_program_must_send_a_key_and_may_say_for_whom(described):
    for method, address, operation in operations(described):
        parameters = {found["name"]: found for found in operation.get("parameters", ())}
        is_theirs = "/partner/" in address
        assert ("Caseload-On-Behalf-Of" in parameters) == is_theirs, address
        assert ("Caseload-Access-Reason" in parameters) != is_theirs, address
        if method == "post" and "Idempotency-Key" in parameters:
            assert parameters["Idempotency-Key"].get("required", False) == is_theirs, address


@pytest.mark.django_db
def test_a_program_is_shown_what_it_can_ask(org):
    token = tokens.issue_to_program(
        org.programs["police"], scopes=["intakes.read"], lasts=tokens.SHORT
    )
    whole = Client().get("/api/v1/openapi.json").json()
    cut = Client().get("/api/v1/openapi.json", headers={"Authorization": f"Bearer {token}"}).json()

    shown = {(method.upper(), address) for method, address, _ in operations(cut)}
    assert shown == {
        (route.method, route.template) for route in routes() if True in route.view.for_partners
    }
    assert "staffToken" not in str(cut)
    names = set(cut["components"]["schemas"])
    assert names < set(whole["components"]["schemas"])
    assert "ProblemOut" in names
    assert not [name for name in names if name.startswith(("Case", "Person", "Contact"))]
    for reference in _references(cut):
        assert reference.removeprefix("#/components/schemas/") in names, reference


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for inner in node.values():
            yield from _references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _references(inner)
