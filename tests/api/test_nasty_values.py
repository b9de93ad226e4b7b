"""Values that break programs, in every member of every body: refused in words, never a fault."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.support import samples
from tests.support.routes import Route, routes
from tests.support.undoing import undone
from tests.support.world import World, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NASTY: tuple[Any, ...] = (
    None,
    "",
    " ",
    "\0",
    "\ud800",
    "\u202e\u200b\ufeff",
    "x" * 30_000,
    "'; DROP TABLE clients_case; --",
    "{{7*7}}${7*7}<script>",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01",
    0,
    -1,
    2**31,
    2**63,
    10**39,
    0.1,
    1e308,
    True,
    [],
    [[]],
    ["x"] * 2_000,
    {},
    {"a": {"b": {"c": [None]}}},
    "00000000-0000-0000-0000-000000000000",
)


def bodies(body: dict[str, Any], turn: Iterator[int]) -> Iterator[dict[str, Any]]:
    """Some of the values in all members at once, then each member with two; the turn goes on."""
    for _ in range(5):
        yield dict.fromkeys(body, NASTY[next(turn) % len(NASTY)])
    for member in body:
        for _ in range(2):
            yield body | {member: NASTY[next(turn) % len(NASTY)]}
        # Python reads it; no time zone's rules reach back so far.
        yield body | {member: "0001-01-01T00:00:00Z"}
    for member, inner in body.items():
        if isinstance(inner, dict):
            for name in inner:
                yield body | {member: inner | {name: NASTY[next(turn) % len(NASTY)]}}


def test_L7_no_value_makes_a_fault(org):
    world = build(org)
    turn = count()
    found = []
    for route in routes():
        if not route.is_unsafe:
            continue
        body = samples.sample_of(route).body(world)
        for tried in bodies(body, turn):
            with undone():
                answer = samples.send(world, route, body=tried)
            if answer.status_code >= 500:
                found.append(f"{route} {str(tried)[:200]!r}: {answer.status_code}")
    assert not found, "\n".join(found[:30])


def test_L7_no_parameter_makes_a_fault(org):
    world = build(org)
    texts = [str(value)[:3_000] for value in NASTY if isinstance(value, str | int | float)]
    found = []
    for route in routes():
        if route.method != "GET":
            continue
        # Pages are read by one piece of code; a few of the values reach all of it.
        own = [(name, text) for name in sorted(route.view.parameters) for text in texts]
        shared = [(name, text) for name in ("limit", "cursor") for text in texts[:3]]
        for name, text in (*own, *shared):
            answer = _ask(world, route, {name: text.encode("utf-8", "replace").decode()})
            if answer.status_code >= 500:
                found.append(f"{route}?{name}={text[:60]!r}: {answer.status_code}")
    assert not found, "\n".join(found[:30])


def _ask(world: World, route: Route, query: dict[str, str]) -> Any:
    with undone():
        return samples.send(world, route, query=query)
