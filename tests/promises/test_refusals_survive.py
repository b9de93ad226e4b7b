"""Who was refused stays on record although the refused unit of work was rolled back."""

import uuid
from typing import Any

import pytest
from django.db import transaction

from tests.support import samples, trail
from tests.support.routes import random_ids, routes
from tests.support.undoing import undone
from tests.support.world import build

pytestmark = pytest.mark.django_db(transaction=True)


def one_row(request_id: str, status: int, route: Any, ids: dict[str, str], who: Any) -> list[str]:
    rows = trail.refusals(request_id)
    if len(rows) != 1:
        return [f"{route} {status}: {len(rows)} rows"]
    (row,) = rows
    expected = {
        "route": route.name,
        "verb": route.method,
        "object_id": ",".join(ids.values()),
        "actor_id": who,
    }
    return [f"{route} {status}: {name}" for name, value in expected.items() if row[name] != value]


def test_R7_each_refusal_leaves_one_row(org):
    from caseload.accounts.principals import ANONYMOUS  # noqa: PLC0415 - needs Django

    trail.open_to_tests()
    with transaction.atomic():  # noqa: TID251 - one world, rolled back request by request
        world = build(org)
        found: list[str] = []
        nobody, stranger = world.api(None), world.api("roleless")
        for route in routes():
            ids, absent = samples.ids_of(world, route), random_ids(route)
            attempts: list[tuple[set[int], Any, Any, dict[str, str], dict[str, Any]]] = [
                ({401}, ANONYMOUS.user_id, nobody, ids, {}),
            ]
            if route.members and route.basename != "code-list":
                attempts.append(({403, 404}, stranger.user.pk, stranger, ids, {}))
                attempts.append(({403, 404}, stranger.user.pk, stranger, absent, {}))
            if samples.sample_of(route).changes:
                sample = samples.sample_of(route)
                attempts.append(({412}, world.people[sample.who].pk, None, ids, {"version": 99}))
            for statuses, who, api, asked, how in attempts:
                request_id = str(uuid.uuid4())
                with undone():
                    answer = samples.send(
                        world,
                        route,
                        **({"api": api} if api else {}),
                        ids=asked or None,
                        headers={"X-Request-Id": request_id},
                        **how,
                    )
                    if answer.status_code not in statuses:
                        found.append(f"{route}: {answer.status_code} instead of {statuses}")
                        continue
                    found += one_row(request_id, answer.status_code, route, asked, who)
        transaction.set_rollback(True)
    assert not found, "\n".join(found[:40])


def test_R7_a_rule_that_says_no_leaves_its_row(org):
    trail.open_to_tests()
    world = build(org)
    request_id = str(uuid.uuid4())
    unsafe = samples.CONTACT | {"direction": "outbound"}

    answer = world.api("worker").post(
        f"cases/{world.case.pk}/contacts", unsafe, headers={"X-Request-Id": request_id}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "unsafe-contact")
    (row,) = trail.refusals(request_id)
    assert (row["reason"], row["object_kind"]) == ("unsafe-contact", "contact")


def test_R7_what_cannot_be_recorded_is_not_refused_either(org):
    """Hidden and absent answer alike here too: 503, and the same bytes."""
    world = build(org)
    api = world.api("stranger")
    same = {"X-Request-Id": str(uuid.uuid4())}
    with trail.broken("refuse"):
        hidden = api.call("GET", f"cases/{world.case.pk}", headers=same)
        absent = api.call("GET", f"cases/{uuid.uuid4()}", headers=same)
        anonymous = world.api(None).call("GET", f"cases/{world.case.pk}", headers=same)

    assert hidden.status_code == absent.status_code == anonymous.status_code == 503
    assert hidden.json()["code"] == "audit-unavailable"
    assert (hidden.content, dict(hidden.headers)) == (absent.content, dict(absent.headers))


def test_R7_a_flood_becomes_a_count(org):
    trail.open_to_tests()
    world = build(org)
    api = world.api("stranger")
    for _ in range(30):
        assert api.get(f"cases/{uuid.uuid4()}").status_code == 404

    from django.db import connection  # noqa: PLC0415 - needs Django

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), sum(repeats) FROM audit.refusal WHERE actor_id = %s AND reason = %s",
            [world.org.stranger.pk, "not-found"],
        )
        rows, repeats = cursor.fetchone()
    assert (rows, repeats) == (20, 30)
