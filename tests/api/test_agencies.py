"""Agencies, agreements, programs and secrets over HTTP, as staff keep and read them."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from caseload.access.acting import unit_of_work
from caseload.accounts.models import ClientSecret
from caseload.accounts.services import partners
from tests.api.asking import is_problem
from tests.support.standard import MORNING, actor_of

pytestmark = pytest.mark.django_db

KEEPERS = ("administrator", "data_protection_lead")
READERS = (
    "worker",
    "manager",
    "service_manager",
    "safeguarding_lead",
    "duty_worker",
    "intake_worker",
)
WHY = {"reason": "said on the phone"}


@pytest.fixture
def api(client_as: Any) -> Any:
    return client_as("administrator")


@pytest.fixture
def agency(api: Any) -> dict[str, Any]:
    made = api.post("agencies", {"name": "Moorland Trust", "kind": "charity"})
    assert made.status_code == 201, made.content
    return made.json()


@pytest.fixture
def program(api: Any, agency: dict[str, Any]) -> dict[str, Any]:
    body = {"name": "Records system", "scopes": ["intakes.read", "intakes.submit"]}
    made = api.post(f"agencies/{agency['id']}/clients", body)
    assert made.status_code == 201, made.content
    return made.json()


def at(*parts: Any) -> str:
    return "/".join(["agencies", *map(str, parts)])


def test_an_agency_from_its_first_day_to_its_suspension(api, agency):
    path = at(agency["id"])
    assert api.get(path).json() == agency
    assert agency["id"] in [row["id"] for row in api.get("agencies").json()["results"]]

    renamed = api.patch(path, {"name": "Moorland", **WHY}, if_match=1)
    assert (renamed.json()["name"], renamed.json()["version"]) == ("Moorland", 2)
    stopped = api.post(f"{path}/suspend", WHY, if_match=2)
    assert stopped.json()["suspended_reason"] == WHY["reason"]
    is_problem(api.post(f"{path}/suspend", WHY, if_match=3), 409, "invalid-transition")
    going = api.post(f"{path}/resume", WHY, if_match=3)
    assert (going.json()["suspended_at"], going["ETag"]) == (None, f'"4-{agency["id"][:8]}"')
    is_problem(api.post(f"{path}/resume", WHY, if_match=4), 409, "invalid-transition")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "X", "kind": "circus"}, "/kind"),
        ({"kind": "charity"}, "/name"),
        ({"name": "Harbour Trust", "kind": "charity"}, ""),
    ],
)
def test_an_agency_is_checked(api, body, pointer):
    answer = api.post("agencies", body)
    is_problem(answer, 422, "validation-error")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_changes_say_which_version_and_why(api, agency):
    path = at(agency["id"])
    is_problem(api.post(f"{path}/suspend", WHY), 428, "precondition-required")
    is_problem(api.post(f"{path}/suspend", WHY, if_match=7), 412, "stale-version")
    is_problem(api.post(f"{path}/suspend", {}, if_match=1), 422, "validation-error")
    is_problem(api.patch(path, {"kind": "police", **WHY}, if_match=1), 400, "unknown-field")


def test_an_agreement_is_signed_and_ended(api, agency):
    path = at(agency["id"], "agreements")
    body = {
        "title": "One year",
        "purposes": ["referral_in", "referral_in"],
        "categories": ["identity"],
        "ends_at": (MORNING + timedelta(days=365)).isoformat(),
    }
    made = api.post(path, body)
    assert made.status_code == 201, made.content
    signed = made.json()
    assert (signed["purposes"], signed["is_in_force"]) == (["referral_in"], True)
    assert api.get(f"{path}/{signed['id']}").json() == signed
    assert api.get(path).json()["results"] == [signed]

    ended = api.post(f"{path}/{signed['id']}/end", WHY, if_match=1)
    assert ended.json()["is_in_force"] is False
    is_problem(api.post(f"{path}/{signed['id']}/end", WHY, if_match=2), 409, "invalid-transition")
    for wrong, pointer in (
        ({"purposes": ["gossip"]}, "/purposes/0"),
        ({"purposes": []}, "/purposes"),
        ({"categories": ["everything"]}, "/categories/0"),
        ({"ends_at": (MORNING - timedelta(days=1)).isoformat()}, ""),
    ):
        answer = api.post(path, body | wrong)
        is_problem(answer, 422, "validation-error")
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_a_program_is_registered_and_changed(api, agency, program):
    path = at(agency["id"], "clients", program["id"])
    assert program["requests_per_minute"] == 120
    assert program["requests_per_day"] == 10_000
    assert program["scopes"] == ["intakes.read", "intakes.submit"]
    assert (program["expires_in_days"], program["warning"]) == (None, "no_live_secret")

    changed = api.patch(
        path,
        {"scopes": ["changes.read"], "allowed_addresses": ["2001:db8::/32", "203.0.113.7"], **WHY},
        if_match=1,
    )
    assert changed.status_code == 200, changed.content
    assert changed.json()["scopes"] == ["changes.read"]
    assert changed.json()["allowed_addresses"] == ["2001:db8::/32", "203.0.113.7/32"]
    for wrong, pointer in (
        ({"scopes": []}, "/scopes"),
        ({"scopes": ["people.read"]}, "/scopes/0"),
        ({"scopes": ["staff"]}, "/scopes/0"),
        ({"allowed_addresses": ["203.0.113.7/24"]}, "/allowed_addresses/0"),
        ({"allowed_addresses": ["their office"]}, "/allowed_addresses/0"),
        ({"requests_per_minute": 0}, "/requests_per_minute"),
    ):
        answer = api.patch(path, {**wrong, **WHY}, if_match=2)
        is_problem(answer, 422, "validation-error")
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert api.post(f"{path}/suspend", WHY, if_match=2).json()["suspended_at"]
    assert api.post(f"{path}/resume", WHY, if_match=3).json()["suspended_at"] is None


def test_a_secret_is_shown_once_and_never_again(api, agency, program):
    path = at(agency["id"], "clients", program["id"])
    key = str(uuid.uuid4())

    first = api.post(f"{path}/rotate-secret", if_match=1, key=key)
    again = api.post(f"{path}/rotate-secret", if_match=1, key=key)

    assert first.status_code == 201, first.content
    shown = first.json()["client_secret"]
    assert len(shown) >= 43
    assert again["Idempotency-Replayed"] == "true"
    assert (again.status_code, again.json()["client_secret"]) == (201, None)
    assert again.json()["id"] == first.json()["id"]
    kept = api.get(first["Location"])
    assert kept.status_code == 200
    rows = api.get(f"{path}/secrets").json()["results"]
    assert rows == [kept.json()]
    row = ClientSecret.objects.get(pk=first.json()["id"])
    for told in (kept, api.get(path), api.get(f"{path}/secrets")):
        assert shown not in told.content.decode()
        assert row.hashed not in told.content.decode()


def test_of_two_people_who_change_a_secret_one_looks_again(api, agency, program):
    path = at(agency["id"], "clients", program["id"])
    assert api.post(f"{path}/rotate-secret", if_match=1).status_code == 201
    is_problem(api.post(f"{path}/rotate-secret", if_match=1), 412, "stale-version")
    is_problem(api.post(f"{path}/rotate-secret"), 428, "precondition-required")


@pytest.mark.parametrize(
    ("before", "days", "warning"),
    [
        (timedelta(days=61), 61, ""),
        (timedelta(days=60, hours=1), 60, ""),
        (timedelta(days=60), 60, ""),
        (timedelta(days=60) - timedelta(seconds=1), 59, "within_60_days"),
        (timedelta(days=29), 29, "within_30_days"),
        (timedelta(days=6), 6, "within_7_days"),
        (timedelta(seconds=1), 0, "within_7_days"),
        (timedelta(), None, "no_live_secret"),
    ],
)
def test_a_secret_that_ends_soon_warns(client_as, agency, program, before, days, warning):
    path = at(agency["id"], "clients", program["id"])
    made = client_as("administrator").post(f"{path}/rotate-secret", if_match=1).json()
    row = ClientSecret.objects.get(pk=made["id"])

    told = client_as("administrator", at=row.ends_at - before).get(path).json()

    assert (told["expires_in_days"], told["warning"]) == (days, warning)


def test_a_secret_is_ended(api, agency, program):
    path = at(agency["id"], "clients", program["id"])
    made = api.post(f"{path}/rotate-secret", if_match=1).json()

    ended = api.post(f"{path}/secrets/{made['id']}/end", WHY, if_match=1)

    assert (ended.status_code, ended.json()["expires_in_days"]) == (200, None)
    is_problem(
        api.post(f"{path}/secrets/{made['id']}/end", WHY, if_match=2), 409, "invalid-transition"
    )
    assert api.get(path).json()["warning"] == "no_live_secret"


@pytest.mark.parametrize("who", [*READERS, *KEEPERS])
def test_who_works_with_families_reads_agencies(client_as, agency, program, who):
    api = client_as(who)
    for path in (
        "agencies",
        at(agency["id"]),
        at(agency["id"], "agreements"),
        at(agency["id"], "clients"),
        at(agency["id"], "clients", program["id"]),
    ):
        assert api.get(path).status_code == 200, path
    if who in READERS:
        assert api.get(at(agency["id"], "clients", program["id"])).json()["warning"] == ""


@pytest.mark.parametrize("who", ["trustee", "analyst"])
def test_who_does_not_reads_none(client_as, agency, program, who):
    for path in ("agencies", at(agency["id"]), at(agency["id"], "clients", program["id"])):
        is_problem(client_as(who).get(path), 403, "not-permitted")


@pytest.mark.parametrize("who", [*READERS, "trustee"])
def test_two_roles_keep_them(client_as, agency, program, who):
    api, path = client_as(who), at(agency["id"], "clients", program["id"])
    is_problem(api.get(f"{path}/secrets"), 403, "not-permitted")
    for to, body in (
        ("agencies", {"name": "X", "kind": "charity"}),
        (f"{at(agency['id'])}/suspend", WHY),
        (f"{path}/rotate-secret", {}),
    ):
        is_problem(api.post(to, body, if_match=1), 403, "not-permitted")


@pytest.mark.parametrize("who", KEEPERS)
def test_both_of_them_keep_them(client_as, who):
    api = client_as(who)
    made = api.post("agencies", {"name": "Fell Trust", "kind": "charity"}).json()
    program = api.post(at(made["id"], "clients"), {"name": "P", "scopes": ["intakes.read"]}).json()
    path = at(made["id"], "clients", program["id"])
    assert api.post(f"{path}/rotate-secret", if_match=1).status_code == 201


def test_the_charity_next_door_has_none_of_it(client_as, org, agency, program):
    api = client_as("foreign_administrator")
    assert agency["id"] not in api.get("agencies").content.decode()
    for path in (
        at(agency["id"]),
        at(agency["id"], "agreements"),
        at(agency["id"], "clients"),
        at(agency["id"], "clients", program["id"], "secrets"),
        at(org.agency("foreign_police").pk, "clients", program["id"]),
    ):
        is_problem(api.get(path), 404, "not-found")
    is_problem(api.post(at(agency["id"], "suspend"), WHY, if_match=1), 404, "not-found")


def test_a_program_of_another_agency_is_not_under_this_one(api, org, agency, program):
    other = org.agency("harbour").pk
    is_problem(api.get(at(other, "clients", program["id"])), 404, "not-found")
    is_problem(api.get(at(other, "clients", program["id"], "secrets")), 404, "not-found")
    by = actor_of(org.administrator)
    with unit_of_work(by, at=MORNING):
        made, _ = partners.make_secret(by=by, client=org.programs["harbour"])
    path = at(agency["id"], "clients", program["id"], "secrets", made.pk)
    is_problem(api.get(path), 404, "not-found")
    is_problem(api.post(f"{path}/end", WHY, if_match=1), 404, "not-found")
