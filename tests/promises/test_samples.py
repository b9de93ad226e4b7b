"""Every route has a sample that succeeds: the other promises stand on it."""

from collections import Counter
from typing import Any

import pytest

from tests.support import samples
from tests.support.routes import other_patterns, routes
from tests.support.samples import SAMPLES, sample_of
from tests.support.undoing import undone
from tests.support.world import World, build

pytestmark = pytest.mark.django_db

NOT_RESOURCES = {
    "/accounts/sign-in",
    "/accounts/sign-out",
    "/api/v1/docs",
    "/api/v1/openapi.json",
    "/api/v1/{path}/",
    "/health/live",
    "/health/ready",
    "/oauth/authorize",
    "/oauth/revoke",
    "/oauth/token",
    "/problems/{slug}",
    "/version",
}
"""Addresses without anybody's record. One more is a decision, made here."""


@pytest.fixture
def world(org: Any) -> World:
    return build(org)


def test_every_address_is_a_resource_or_published_here():
    assert {template for template, _ in other_patterns()} == NOT_RESOURCES


def test_every_route_has_a_sample_and_every_sample_a_route():
    assert {route.key for route in routes()} == set(SAMPLES)


def test_no_two_views_answer_one_address():
    """The resolver takes the first that matches; the second is never reached."""
    times = Counter((route.method, route.template) for route in routes())
    assert not [where for where, n in times.items() if n > 1]


def test_whoever_changes_an_item_says_which_version():
    """An item route that adds something new says so; anything else names the row it changes."""
    silent = [
        str(route)
        for route in routes()
        if route.is_unsafe
        and (route.method == "PATCH" or "id" in route.members)
        and sample_of(route).changes is None
        and not sample_of(route).adds
    ]
    assert not silent


def test_every_sample_succeeds(world):
    failures = []
    for route in routes():
        with undone():
            answer = samples.send(world, route)
        if not 200 <= answer.status_code < 300:
            failures.append(f"{route}: {answer.status_code} {answer.content.decode()[:300]}")
    assert not failures, "\n".join(failures)
