"""Changes say which version they saw; nothing unknown is let through; repeats have one effect."""

import uuid
from typing import Any

import pytest

from tests.support import samples
from tests.support.routes import routes
from tests.support.undoing import undone
from tests.support.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(org: Any) -> Any:
    return build(org)


def test_K2_every_change_of_an_item_needs_the_version_that_was_seen(world):
    found = []
    for route in routes():
        sample = samples.sample_of(route)
        if sample.changes is None:
            continue
        row = sample.changes(world)
        tag = f'"{row.version}-{str(row.pk)[:8]}"'
        tried = {
            "neither": (428, {"version": None}),
            "an old version": (412, {"version": 99}),
            "another object's tag": (412, {"version": None, "if_match": '"1-00000000"'}),
            "both, and they differ": (
                412,
                {
                    "version": None,
                    "if_match": f'"{row.version}"',
                    "body": sample.body(world) | {"version": 77},
                },
            ),
            "the body's version": (
                200,
                {"version": None, "body": sample.body(world) | {"version": row.version}},
            ),
            "the tag": (200, {"version": None, "if_match": tag}),
        }
        for name, (status, how) in tried.items():
            with undone():
                answer = samples.send(world, route, **how)
            good = answer.status_code in {200, 201, 204} if status == 200 else None
            if not (good if status == 200 else answer.status_code == status):
                found.append(f"{route} with {name}: {answer.status_code} {answer.content[:200]!r}")
            if status == 412 and answer.status_code == 412 and answer.headers.get("ETag") != tag:
                found.append(f"{route} with {name}: ETag {answer.headers.get('ETag')}")
    assert not found, "\n".join(found)


def test_U2_unknown_members_and_parameters_are_refused_everywhere(world):
    found = []
    for route in routes():
        with undone():
            answer = samples.send(world, route, query={"no_such_parameter": "1"})
        if (answer.status_code, answer.json()["code"]) != (400, "unknown-parameter"):
            found.append(f"{route}?: {answer.status_code}")
        if not route.is_unsafe:
            continue
        body = samples.sample_of(route).body(world) | {"no_such_member": 1}
        with undone():
            answer = samples.send(world, route, body=body)
        if answer.status_code != 400 or answer.json()["code"] != "unknown-field":
            found.append(f"{route}: {answer.status_code} {answer.content[:200]!r}")
    assert not found, "\n".join(found)


def test_U2_members_that_are_only_read_are_refused(world):
    found = []
    for route in routes():
        if not route.is_unsafe:
            continue
        for member in ("id", "case_id", "recorded_by_id", "recorded_at", "organisation_id"):
            body = samples.sample_of(route).body(world)
            if member in body:
                continue
            with undone():
                answer = samples.send(world, route, body=body | {member: str(uuid.uuid4())})
            if answer.status_code != 400:
                found.append(f"{route} /{member}: {answer.status_code}")
    assert not found, "\n".join(found)


def test_a_repeated_post_answers_the_same_object_and_changes_nothing(world):
    found = []
    for route in routes():
        if route.method != "POST" or route.only_searches:
            continue
        sample = samples.sample_of(route)
        api = world.api(sample.who)
        body, key = sample.body(world), f'"{uuid.uuid4()}"'
        with undone():
            first = samples.send(world, route, api=api, body=body, key=key)
            again = samples.send(world, route, api=api, body=body, key=key)
            other = samples.send(world, route, api=api, body=body | {"x": 1}, key=key)
        if again.status_code == 404 and first.status_code < 300 and _out_of_sight(route):
            continue
        problems = []
        if again.status_code != first.status_code:
            problems.append(f"{first.status_code} then {again.status_code}")
        if again.headers.get("Idempotency-Replayed") != "true":
            problems.append("not marked as a repeat")
        if again.headers.get("Location") != first.headers.get("Location"):
            problems.append("another Location")
        if _id(again) != _id(first):
            problems.append("another object")
        if (other.status_code, other.json()["code"]) != (422, "idempotency-key-reused"):
            problems.append(f"another body {other.status_code}")
        found += [f"{route}: {problem}" for problem in problems]
    assert not found, "\n".join(found)


def _out_of_sight(route: Any) -> bool:
    """What the first request took out of the sender's sight is 404 when it is asked again."""
    return route.name in {
        "one-case-move",
        "barrier-declare-conflict",
        "intake-declare-conflict",
        "my-session-end",
    }


def _id(answer: Any) -> Any:
    body = answer.json() if answer.content else {}
    if "results" in body:
        return sorted(row["id"] for row in body["results"])
    return body.get("id") or body.get("route_id")


def test_a_refused_attempt_leaves_its_key_free(world):
    found = []
    for route in routes():
        if route.method != "POST" or route.only_searches:
            continue
        sample = samples.sample_of(route)
        api = world.api(sample.who)
        body, key = sample.body(world), f'"{uuid.uuid4()}"'
        with undone():
            refused = samples.send(
                world, route, api=api, body=body | {"no_such_member": 1}, key=key
            )
            repaired = samples.send(world, route, api=api, body=body, key=key)
        if refused.status_code != 400 or not 200 <= repaired.status_code < 300:
            found.append(f"{route}: {refused.status_code} {repaired.status_code}")
    assert not found, "\n".join(found)
