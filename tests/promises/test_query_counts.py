"""How many queries each reading route asks: written down, and the same for one row and for fifty."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import golden, samples
from tests.support.routes import routes
from tests.support.undoing import undone
from tests.support.world import World, build, grow

pytestmark = pytest.mark.django_db

ROWS = 50
NO_QUERIES = (
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "SET CONSTRAINTS",
    'UPDATE "accounts_session" SET "last_seen_at"',
)
"""What a test's own transaction adds; and what a sign-in asks once a minute, whatever it reads."""


def counts(world: World) -> dict[str, int]:
    counted = {}
    for route in routes():
        if route.method != "GET":
            continue
        # Once before, so that nothing is counted that only the first request asks.
        for _ in range(2):
            with undone(), CaptureQueriesContext(connection) as asked:
                answer = samples.send(world, route)
        assert answer.status_code == 200, (str(route), answer.content)
        counted[route.template] = sum(
            1 for query in asked.captured_queries if not query["sql"].startswith(NO_QUERIES)
        )
    return counted


def test_L6_query_counts_do_not_grow_with_the_rows(org):
    world = build(org)
    few = counts(world)
    grow(world, ROWS)
    many = counts(world)

    # The history asks once for each kind of record on its page, and a full page may hold fewer.
    assert {route: (few[route], many[route]) for route in few if few[route] < many[route]} == {}
    golden.compare("query_counts.json", json.dumps(few, indent=1, sort_keys=True) + "\n")
