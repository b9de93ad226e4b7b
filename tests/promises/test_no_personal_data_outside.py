"""Planted words: what people said is in no address, header, error, log line or printed line."""

import json
from typing import Any

import pytest

from tests.support import samples
from tests.support.routes import Route, routes
from tests.support.undoing import undone
from tests.support.world import build

pytestmark = pytest.mark.django_db

MARKER = "Xanthippe 07700 900987"
NUMBER = 900987


def planted(body: Any) -> Any:
    """The body with the marker in every text, number and name that it holds."""
    if isinstance(body, dict):
        return {name: planted(inner) for name, inner in body.items()}
    if isinstance(body, list):
        return [planted(inner) for inner in body] or [MARKER]
    if isinstance(body, bool):
        return body
    if isinstance(body, int):
        return NUMBER
    return MARKER


def one_at_a_time(body: dict[str, Any]) -> list[Any]:
    wrong = [body | {name: planted(value)} for name, value in body.items()]
    return [*wrong, planted(body), body | {MARKER: MARKER}, body | {"xanthippe": MARKER}]


def leaks(answer: Any) -> list[str]:
    """Where an answer that refuses repeats the marker."""
    places = []
    if any("anthippe" in value or str(NUMBER) in value for value in answer.headers.values()):
        places.append("header")
    if answer.status_code >= 400:
        body = answer.content.decode()
        if MARKER in body or str(NUMBER) in body:
            places.append("error")
    return places


def test_U4_what_is_sent_comes_back_in_no_error_and_no_log(org, capfd, caplog):
    caplog.set_level("DEBUG")
    world = build(org)
    capfd.readouterr()
    found = []
    for route in routes():
        for body in (
            one_at_a_time(samples.sample_of(route).body(world)) if route.is_unsafe else [{}]
        ):
            with undone():
                answer = samples.send(world, route, body=body)
            found += [f"{route} {place} {json.dumps(body)[:80]}" for place in leaks(answer)]
            assert answer.status_code < 500, (str(route), body, answer.content)
    out, err = capfd.readouterr()
    assert not found, "\n".join(found[:20])
    assert "anthippe" not in out + err + caplog.text
    assert str(NUMBER) not in out + err


def test_U4_parameters_and_addresses_are_not_repeated(org, capfd, caplog):
    world = build(org)
    capfd.readouterr()
    api = world.api("worker")
    for route in routes():
        if route.method != "GET":
            continue
        address = route.path(**samples.ids_of(world, route))
        for asked in (
            f"{address}?name={MARKER}",
            f"{address}?{MARKER}=1",
            f"{address}?limit={MARKER}",
            f"{address}?cursor={MARKER}",
            f"{address}/{MARKER}",
        ):
            answer = api.get(asked)
            assert 400 <= answer.status_code < 500, asked
            assert "anthippe" not in answer.content.decode() + str(answer.headers)
    out, err = capfd.readouterr()
    assert "anthippe" not in out + err + caplog.text


def test_no_address_or_parameter_asks_for_what_people_are_called():
    """Names, numbers and birthdays go in bodies (api.md §1.1)."""
    personal = {"name", "phone", "email", "postcode", "birth_date", "born_on", "surname", "q"}
    asked = {
        (str(route), parameter)
        for route in routes()
        for parameter in (*route.view.parameters, *_members(route))
        if parameter in personal
    }
    assert asked <= {(str(route), "name") for route in routes() if "code-lists" in route.template}


def _members(route: Route) -> tuple[str, ...]:
    return route.members


def test_links_hold_nothing_that_can_be_read(org):
    world = build(org)
    api = world.api("worker", reason="allocated-work")
    link = api.get(f"cases/{world.case.pk}/contacts", limit=1).json()["next"]
    assert link
    assert set(link.partition("?")[2].replace("limit=1&", "").split("=")[0].split()) == {"cursor"}
    for readable in ("2025", "Talked", str(world.record["contact"].pk)):
        assert readable not in link.partition("cursor=")[2]
