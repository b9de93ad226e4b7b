"""What somebody may not see answers exactly like what does not exist: every route, every verb."""

import uuid
from typing import Any

import pytest

from tests.support import samples
from tests.support.routes import Route, random_ids, routes
from tests.support.undoing import undone
from tests.support.world import World, build

pytestmark = pytest.mark.django_db

OUTSIDERS = (
    "stranger",
    "excluded",
    "other_side",
    "foreign_worker",
    "foreign_safeguarding_lead",
    "roleless",
    "administrator",
    "trustee",
    "analyst",
    "data_protection_lead",
    "south_manager",
)
FOREIGNERS = ("foreign_worker", "foreign_safeguarding_lead", "foreign_administrator")
"""Outside the organisation; of what all of it may read, everybody inside is inside."""

PUBLIC = {"code-list", "code-value"}
"""Words, not records: every organisation may see that a list is there."""

QUEUE = "/api/v1/intakes"
TRIAGERS = {"south_manager"}
"""The queue belongs to no team: whoever triages sees it, but for what is kept from them
(tests/referrals/test_intake_access.py)."""

BODIES: tuple[Any, ...] = (None, {}, {"a_member_not_known": 1})


def item_routes() -> list[Route]:
    return [route for route in routes() if route.members and route.basename not in PUBLIC]


def outsiders_of(world: World, route: Route) -> tuple[str, ...]:
    """Who stands outside of what the route's sample is about."""
    if route.is_partner:
        # Programs of other agencies, here and next door; and staff, who stand outside of it all.
        others = [name for name in world.org.programs if name != samples.sample_of(route).who]
        return (*others, *OUTSIDERS)
    if route.is_of_an_agency:
        return FOREIGNERS
    return OUTSIDERS


def bytes_of(answer: Any) -> tuple[Any, ...]:
    return answer.status_code, sorted(answer.headers.items()), answer.content


def differences(world: World, route: Route, api: Any, hidden: dict[str, str]) -> list[str]:
    """The same request for what is hidden and for what is absent, with the same request id."""
    found = []
    thoroughly = route.is_unsafe and api.user.username == "stranger"
    for body in BODIES if thoroughly else BODIES[:1]:
        for version in ("as it is", None) if thoroughly else ("as it is",):
            same = {"X-Request-Id": str(uuid.uuid4())}
            answers = []
            for ids in (hidden, random_ids(route)):
                with undone():
                    answers.append(
                        samples.send(
                            world, route, api=api, ids=ids, body=body, version=version, headers=same
                        )
                    )
            there, nowhere = answers
            if bytes_of(there) != bytes_of(nowhere) or there.status_code not in {403, 404}:
                found.append(
                    f"{api.user.username} {route} {body}: "
                    f"{there.status_code} {there.content!r} / {nowhere.status_code} {nowhere.content!r}"
                )
    return found


def test_E1_hidden_and_absent_are_the_same_bytes(org):
    world = build(org)
    # Each outsider stands outside the furnished case; what the sample itself is about may be theirs.
    found = [
        difference
        for route in item_routes()
        if samples.sample_of(route).case == "case"
        for api in map(world.api, outsiders_of(world, route))
        if not (route.basename == "exclusion" and api.user.username == "data_protection_lead")
        if not (route.template.startswith(QUEUE) and api.user.username in TRIAGERS)
        for difference in differences(world, route, api, samples.ids_of(world, route))
    ]
    assert not found, "\n".join(found[:20])


def test_E1_a_record_under_another_case_is_absent(org):
    """The worker sees both cases; the record stands under one of them."""
    world = build(org)
    api = world.api("worker", reason="allocated-work")
    found = []
    for route in item_routes():
        if len(route.members) > 1 and "case_id" in route.members:
            wrong = samples.ids_of(world, route) | {"case_id": str(world.second_case.pk)}
            right = {member: str(uuid.uuid4()) for member in route.members}
            right["case_id"] = wrong["case_id"]
            same = {"X-Request-Id": str(uuid.uuid4())}
            answers = []
            for ids in (wrong, right):
                with undone():
                    answers.append(samples.send(world, route, api=api, ids=ids, headers=same))
            if bytes_of(answers[0]) != bytes_of(answers[1]) or answers[0].status_code != 404:
                found.append(f"{route}: {[answer.status_code for answer in answers]}")
    assert not found, "\n".join(found)


def test_E3_a_hidden_id_in_a_body_reads_like_an_absent_one(org):
    """Each id that a body names is exchanged for one the sender may not see, and for a random one."""
    world = build(org)
    hidden = _hidden_ids(world)
    found = []
    for route in routes():
        if not route.is_unsafe:
            continue
        body = samples.sample_of(route).body(world)
        for member, value in _ids_in(body):
            for kind, stranger_id in hidden.items():
                same = {"X-Request-Id": str(uuid.uuid4())}
                answers = []
                for exchanged in (stranger_id, str(uuid.uuid4())):
                    with undone():
                        answers.append(
                            samples.send(
                                world,
                                route,
                                body=_exchange(body, value, exchanged),
                                headers=same,
                            )
                        )
                statuses = [answer.status_code for answer in answers]
                if bytes_of(answers[0]) != bytes_of(answers[1]):
                    found.append(f"{route} /{member} with a hidden {kind}: {statuses}")
    assert not found, "\n".join(found)


def _hidden_ids(world: World) -> dict[str, str]:
    return {
        "case": str(world.foreign_case.pk),
        "case on the other side": str(world.other_side.pk),
        "person": str(world.foreign_case.client_id),
        "user of another charity": str(world.org.foreign_worker.pk),
        "team of another charity": str(world.org.fern.pk),
    }


def _ids_in(body: Any, member: str = "") -> list[tuple[str, str]]:
    if isinstance(body, dict):
        return [each for name, inner in body.items() for each in _ids_in(inner, name)]
    if isinstance(body, list):
        return [each for inner in body for each in _ids_in(inner, member)]
    if isinstance(body, str) and member != "key":
        try:
            uuid.UUID(body)
        except ValueError:
            return []
        return [(member, body)]
    return []


def _exchange(body: Any, old: str, new: str) -> Any:
    if isinstance(body, dict):
        return {name: _exchange(inner, old, new) for name, inner in body.items()}
    if isinstance(body, list):
        return [_exchange(inner, old, new) for inner in body]
    return new if body == old else body
