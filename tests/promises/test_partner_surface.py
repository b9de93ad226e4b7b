"""Programs of partners reach their own surface and nothing else; staff do not reach it.

Routes come from the resolver, so that one that is added is asked here by itself. Everything is
asked for twice where it matters: of what is there, and of what is not.
"""

import re
from typing import Any

import pytest
from django.test import Client

from caseload.access.roles import PARTNER_SCOPES
from caseload.api.partner import PartnerViewSet, scopes_that_give
from tests.api.asking import is_problem
from tests.support import samples
from tests.support.client import Api
from tests.support.routes import Route, other_patterns, random_ids, routes
from tests.support.undoing import undone
from tests.support.world import LATER, World, build

pytestmark = pytest.mark.django_db

FOR_BOTH = {"code-list"}
"""Words in which programs write what they send."""

OPEN = {
    "health-live",
    "health-ready",
    "version",
    "problem",
    "schema",
    "docs",
    "sign-in",
    "sign-out",
    "authorize",
    "token",
    "revoke-token",
}
"""What answers without a token of ours, and so no differently to whoever sends one."""


def theirs() -> list[Route]:
    return [route for route in routes() if route.is_partner]


def staffs() -> list[Route]:
    return [route for route in routes() if not route.is_partner and route.basename not in FOR_BOTH]


def answers_of(
    world: World, route: Route, api: Api, *, also_absent: bool = True, **how: Any
) -> list[Any]:
    """To the sample, and to the same request for what is not there."""
    targets = [samples.ids_of(world, route)]
    if route.members and also_absent:
        targets.append(random_ids(route))
    found = []
    for ids in targets:
        with undone():
            found.append(samples.send(world, route, api=api, ids=ids, **how))
    return found


def wrong(answers: list[Any], status: int, code: str) -> list[str]:
    return [
        f"{answer.status_code} {answer.content!r}"
        for answer in answers
        if answer.status_code != status or answer.json()["code"] != code
    ]


def test_there_is_a_surface_and_it_has_one_base():
    assert theirs()
    for route in routes():
        assert issubclass(route.view, PartnerViewSet) == route.is_partner, str(route)
        allowed = {True} if route.is_partner else {False}
        if route.basename in FOR_BOTH:
            allowed = {False, True}
        assert route.view.for_partners == allowed, str(route)


@pytest.mark.parametrize("program", ["police", "harbour", "council", "foreign_police"])
def test_A4_a_program_with_every_scope_reaches_its_surface_alone(org, program):
    world = build(org)
    api = world.api(program)
    assert set(org.programs[program].scopes) == set(PARTNER_SCOPES)
    found = [
        f"{route}: {problem}"
        for route in staffs()
        for problem in wrong(answers_of(world, route, api), 403, "not-permitted")
    ]
    assert not found, "\n".join(found)


def test_A4_what_is_not_a_resource_is_known_by_name():
    """An address that no resource of ours answers asks no scope, so each of them is on the list."""
    names = {name for template, name in other_patterns() if name}
    unnamed = {template for template, name in other_patterns() if not name}
    assert names == OPEN
    assert unnamed <= {"/api/v1/{path}/", *(t for t in unnamed if t.startswith("/static"))}


def test_A4_code_lists_are_for_both(org):
    world = build(org)
    for route in routes():
        if route.basename in FOR_BOTH:
            with_scope = Api(org.programs["police"], at=LATER, scopes=["code-lists.read"])
            without = Api(
                org.programs["police"], at=LATER, scopes=set(PARTNER_SCOPES) - {"code-lists.read"}
            )
            assert samples.send(world, route, api=with_scope).status_code == 200, str(route)
            is_problem(samples.send(world, route, api=without), 403, "insufficient-scope")


STAFF = (
    "worker",
    "manager",
    "service_manager",
    "safeguarding_lead",
    "data_protection_lead",
    "intake_worker",
    "administrator",
    "trustee",
    "roleless",
    "foreign_administrator",
)


@pytest.mark.parametrize("who", STAFF)
def test_A4_staff_reach_nothing_of_a_programs(org, who):
    world = build(org)
    api = world.api(who)
    found = [
        f"{route}: {problem}"
        for route in theirs()
        for problem in wrong(answers_of(world, route, api), 403, "not-permitted")
    ]
    assert not found, "\n".join(found)


def scopes_of(route: Route) -> list[str]:
    permission = route.view.needs_by_action.get(route.action, route.view.needs)
    assert permission is not None, f"{route} says no right that it needs."
    found = scopes_that_give(permission)
    assert found, f"{route} needs {permission}, which no scope gives."
    return found


def test_A4_each_address_of_theirs_needs_its_scope(org):
    """With every other scope: refused, of what is there and of what is not."""
    world = build(org)
    found = []
    for route in theirs():
        needed = scopes_of(route)
        owner = org.programs[samples.sample_of(route).who]
        others = Api(owner, at=LATER, scopes=set(PARTNER_SCOPES) - set(needed))
        found += [
            f"{route}: {problem}"
            for problem in wrong(answers_of(world, route, others), 403, "insufficient-scope")
        ]
        with undone():
            alone = samples.send(world, route, api=Api(owner, at=LATER, scopes=needed))
        if not 200 <= alone.status_code < 300:
            found.append(f"{route} with {needed} alone: {alone.status_code} {alone.content!r}")
    assert not found, "\n".join(found)


def test_A4_every_post_of_a_program_needs_its_key(org):
    world = build(org)
    found = []
    for route in theirs():
        if route.method != "POST" or route.only_searches:
            continue
        api = world.api(samples.sample_of(route).who)
        for ids in (samples.ids_of(world, route), random_ids(route)):
            with undone():
                answer = Client().post(
                    route.path(**ids),
                    samples.sample_of(route).body(world),
                    content_type="application/json",
                    headers=api.headers,
                )
            found += [
                f"{route}: {problem}" for problem in wrong([answer], 400, "idempotency-key-missing")
            ]
    assert not found, "\n".join(found)


def test_A4_what_is_anothers_is_absent(org):
    """Each address, each program but the one it belongs to: 404, as for an id that nobody has."""
    world = build(org)
    found = []
    for route in theirs():
        if not route.members:
            continue
        for name in org.programs:
            if name != samples.sample_of(route).who:
                answers = answers_of(world, route, world.api(name))
                found += [
                    f"{name} {route}: {problem}" for problem in wrong(answers, 404, "not-found")
                ]
    assert not found, "\n".join(found)


UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def test_A4_lists_of_theirs_name_nothing_of_another_agency(org):
    """What is in one program's lists is in no other agency's."""
    world = build(org)
    for route in theirs():
        if route.method != "GET" or route.members:
            continue
        listed = {
            name: set(
                UUID.findall(samples.send(world, route, api=world.api(name)).content.decode())
            )
            for name in org.programs
        }
        for name, ids in listed.items():
            others = set().union(*(more for other, more in listed.items() if other != name))
            assert not ids & others, f"{name} {route}"


def test_A4_answers_to_programs_name_no_case_and_no_person(org):
    """No id of a case, a person, a family or a member of staff, under whatever name."""
    world = build(org)
    hidden = {str(pk) for pk in world.all_cases()}
    hidden |= {str(world.case.client_id), str(world.case.family_id)}
    hidden |= {str(user.pk) for user in org.users.values()}
    found = []
    for route in theirs():
        with undone():
            answer = samples.send(world, route)
        if ids := set(UUID.findall(answer.content.decode())) & hidden:
            found.append(f"{route}: {ids}")
    assert not found, "\n".join(found)


def test_A4_answers_with_personal_data_say_how_to_handle_them(org):
    world = build(org)
    for route in theirs():
        with undone():
            answer = samples.send(world, route)
        if route.view.reads_personal_data and answer.content:
            assert answer["Caseload-Handling"] == "official-sensitive; onward=no", str(route)
        assert answer["RateLimit-Policy"].startswith('"minute";q='), str(route)
