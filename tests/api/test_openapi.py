"""The description of the interface says what the interface does (api.md §8)."""

from collections.abc import Iterator
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from caseload.vocabulary import source
from tests.support import samples
from tests.support.routes import routes

METHODS = ("get", "post", "patch")
NO_VERSION = {"end_session"}
"""An item that has no versions."""


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for address, item in described["paths"].items():
        for method in METHODS:
            if method in item:
                yield method.upper(), address, item[method]


def everywhere(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for inner in node.values():
            yield from everywhere(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from everywhere(inner)


def test_every_route_is_described_and_nothing_else(described):
    assert {(method, address) for method, address, _ in operations(described)} == {
        (route.method, route.template) for route in routes()
    }


def test_every_operation_has_summary_tag_and_its_problems(described):
    for method, address, operation in operations(described):
        where = f"{method} {address}"
        assert operation.get("summary"), where
        assert len(operation["tags"]) == 1, where
        assert {"400", "401", "403", "404", "429", "503"} <= set(operation["responses"]), where
        for status, response in operation["responses"].items():
            if status >= "400":
                (kind,) = response["content"]
                assert kind == "application/problem+json", where


def test_every_write_says_which_permission_it_needs(described):
    """By its id, which is its service's name; one's own things need none."""
    silent = {
        operation["operationId"]
        for method, _, operation in operations(described)
        if method != "GET" and "x-event" not in operation
    }
    assert silent == {"search_people", "check_contact", "preview_referral"}


def test_what_changes_a_row_documents_the_version(described):
    by_address = {(route.method, route.template): route for route in routes()}
    for method, address, operation in operations(described):
        sample = samples.sample_of(by_address[method, address])
        named = {parameter["name"] for parameter in operation.get("parameters", ())}
        documents = "428" in operation["responses"] and "If-Match" in named
        if operation["operationId"] in NO_VERSION:
            continue
        assert documents == (sample.changes is not None), f"{method} {address}"


def test_requests_are_closed_and_answers_complete(described):
    for name, schema in described["components"]["schemas"].items():
        if "properties" not in schema:
            continue
        if name.endswith("Request"):
            assert schema["additionalProperties"] is False, name
        elif name != "ProblemOut":  # some problems say more than others
            assert set(schema["required"]) == set(schema["properties"]), name


def test_nothing_speaks_openapi_3_0(described):
    assert described["openapi"].startswith("3.1")
    assert not [node for node in everywhere(described) if "nullable" in node]


def test_every_code_list_that_is_named_exists(described):
    named = {node["x-code-list"] for node in everywhere(described) if "x-code-list" in node}
    assert named
    assert named <= set(source.code_lists())


def test_ids_are_uuids(described):
    """Each property called id or …_id, but for the number of an application."""
    for name, schema in described["components"]["schemas"].items():
        for member, kind in schema.get("properties", {}).items():
            if member == "application_id" or not (member == "id" or member.endswith("_id")):
                continue
            formats = {node.get("format") for node in everywhere(kind)}
            assert "uuid" in formats, f"{name}.{member}"
