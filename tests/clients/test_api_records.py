"""Routes, checks, addresses, relationships and readers over HTTP, each with its refusals."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import clients as make

pytestmark = pytest.mark.django_db

PHONE = {"kind": "phone", "value": "07700 900123", "call": "allowed"}
CHILD = {"person_role": "child_in_family", "relationship_type": "child", "is_child": True}
FLAT = {"lines": "3 New Row", "postcode": "ZZ3 3ZZ"}
NOBODY = uuid.UUID(int=7)
RESOURCES = {"safe-contact-routes": PHONE, "addresses": FLAT, "relationships": CHILD}


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker)


@pytest.fixture
def api(client_as):
    return client_as("worker")


def made(api, case, resource, **more):
    response = api.post(f"cases/{case.pk}/{resource}", RESOURCES[resource] | more)
    assert response.status_code == 201, response.content
    return response.json()


def at(case, resource, row, *action):
    return "/".join([f"cases/{case.pk}", resource, row["id"], *action])


def problem(response, status, code, pointer=None, error=None):
    body = response.json()
    assert (response.status_code, body["code"]) == (status, code), body
    if error is not None:
        assert (pointer, error) in {(e["pointer"], e["code"]) for e in body["errors"]}, body


# -- what all three have in common ---------------------------------------------------------------
@pytest.mark.parametrize("resource", RESOURCES)
def test_a_record_is_made_listed_read_and_tagged(case, api, resource):
    row = made(api, case, resource)
    listed = api.get(f"cases/{case.pk}/{resource}").json()
    assert [each["id"] for each in listed["results"]] == [row["id"]]
    one = api.get(at(case, resource, row))
    assert (one.json(), one["ETag"]) == (row, f'"1-{row["id"][:8]}"')
    assert one["Cache-Control"] == "no-store"


@pytest.mark.parametrize("resource", RESOURCES)
def test_hidden_absent_and_elsewhere_are_404(org, case, api, client_as, resource):
    row = made(api, case, resource)
    other = make.case(org, lead=org.worker)
    assert client_as("stranger").get(at(case, resource, row)).status_code == 404
    assert api.get(at(other, resource, row)).status_code == 404
    assert api.get(f"cases/{case.pk}/{resource}/{NOBODY}").status_code == 404
    assert client_as(None).get(at(case, resource, row)).status_code == 401
    problem(
        client_as("service_manager").get(at(case, resource, row)), 403, "access-reason-required"
    )


@pytest.mark.parametrize("resource", RESOURCES)
def test_changes_need_the_version_and_a_known_body(case, api, resource):
    row = made(api, case, resource)
    path = at(case, resource, row)
    change = {"told_by": "herself", "reason": "asked again"}
    problem(api.patch(path, change), 428, "precondition-required")
    stale = api.patch(path, change, if_match=2)
    problem(stale, 412, "stale-version")
    assert stale["ETag"] == f'"1-{row["id"][:8]}"'
    problem(api.patch(path, change | {"case_id": str(NOBODY)}, if_match=1), 400, "unknown-field")
    problem(
        api.patch(path, {"told_by": "x"}, if_match=1),
        422,
        "validation-error",
        "/reason",
        "required",
    )

    changed = api.patch(path, change | {"version": 1})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert changed["ETag"] == f'"2-{row["id"][:8]}"'


@pytest.mark.parametrize("resource", RESOURCES)
def test_who_sees_and_may_not_write_gets_403(org, case, client_as, resource):
    lead = client_as("service_manager", reason="supervision")
    problem(lead.post(f"cases/{case.pk}/{resource}", RESOURCES[resource]), 403, "not-permitted")


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_retried_post_has_one_effect(case, api, resource):
    first = api.post(f"cases/{case.pk}/{resource}", RESOURCES[resource], key='"one"')
    again = api.post(f"cases/{case.pk}/{resource}", RESOURCES[resource], key='"one"')
    assert (again.status_code, again["Idempotency-Replayed"]) == (201, "true")
    assert again.json() == first.json()
    assert len(api.get(f"cases/{case.pk}/{resource}").json()["results"]) == 1


@pytest.mark.parametrize("resource", RESOURCES)
def test_nothing_is_deleted_and_parameters_are_strict(case, api, resource):
    row = made(api, case, resource)
    assert api.call("DELETE", at(case, resource, row)).status_code == 405
    problem(api.get(f"cases/{case.pk}/{resource}", surname="x"), 400, "unknown-parameter")


def counted(api, path):
    with CaptureQueriesContext(connection) as seen:
        assert api.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("resource", [*RESOURCES, "history", "reads", "access"])
def test_the_cost_of_a_list_does_not_grow_with_its_rows(org, case, client_as, resource):
    writer = client_as("worker")
    reader = client_as("manager", reason="supervision")
    for kind in RESOURCES:
        made(writer, case, kind)
    once = counted(reader, f"cases/{case.pk}/{resource}")
    for _ in range(4):
        for kind in RESOURCES:
            made(writer, case, kind)
    assert counted(reader, f"cases/{case.pk}/{resource}") == once


# -- routes --------------------------------------------------------------------------------------
def check(api, case, route, use="call", **more):
    body = {"safe_contact_route_id": route["id"], "use": use} | more
    return api.post(f"cases/{case.pk}/contact-checks", body)


def test_a_check_says_yes_with_how_to_go_about_it(case, api):
    route = made(
        api,
        case,
        "safe-contact-routes",
        identity="first_name_only",
        conditions="not when he is home",
        call="allowed_with_conditions",
    )
    answer = check(api, case, route)
    assert answer.status_code == 200
    assert answer.json() == {
        "case_id": str(case.pk),
        "safe_contact_route_id": route["id"],
        "allowed": True,
        "identity": "first_name_only",
        "conditions": "not when he is home",
        "withhold_number": False,
        "name_organisation": False,
    }


def test_a_check_says_no_with_its_reason(org, case, api):
    route = made(api, case, "safe-contact-routes")
    where = "/safe_contact_route_id"
    problem(check(api, case, route, "voicemail"), 409, "unsafe-contact", where, "route_not_asked")
    problem(check(api, case, route, "letter"), 409, "unsafe-contact", where, "use_not_permitted")
    problem(
        check(api, case, {"id": str(NOBODY)}), 409, "unsafe-contact", where, "route_not_of_case"
    )
    problem(
        check(api, case, route, at="2025-06-01T09:00:00Z"),
        409,
        "unsafe-contact",
        where,
        "route_expired",
    )
    problem(check(api, case, route, "pigeon"), 422, "validation-error", "/use", "invalid_choice")
    assert api.get(f"cases/{case.pk}/contact-checks").status_code == 405


def test_a_route_is_suspended_and_confirmed(case, api):
    route = made(api, case, "safe-contact-routes")
    path = at(case, "safe-contact-routes", route, "suspend")
    problem(api.post(path, {"reason_code": "shared_account"}), 428, "precondition-required")
    held = api.post(path, {"reason_code": "shared_account"}, if_match=1)
    assert (held.status_code, held.json()["suspended_reason"]) == (200, "shared_account")

    path = at(case, "safe-contact-routes", route, "confirm")
    said = {"by_voice": True, "code_word_given": False}
    problem(
        api.post(path, said, if_match=2),
        422,
        "validation-error",
        "/code_word_given",
        "code_word_needed",
    )
    free = api.post(path, said | {"code_word_given": True}, if_match=2)
    assert free.json()["suspended_reason"] == ""
    problem(
        api.post(at(case, "safe-contact-routes", route, "suspend"), {}, if_match=3),
        422,
        "validation-error",
        "/reason_code",
        "required",
    )


def test_all_routes_and_those_of_a_device(case, api):
    first = made(api, case, "safe-contact-routes")
    second = made(api, case, "safe-contact-routes", value="07700 900456")
    base = f"cases/{case.pk}/safe-contact-routes"
    seized = api.post(
        f"{base}/device-status",
        {"route_ids": [first["id"]], "device_status": "seized_family", "reason": "told"},
    )
    assert [row["suspended_reason"] for row in seized.json()["results"]] == ["device_seized"]
    problem(
        api.post(
            f"{base}/device-status",
            {"route_ids": [str(NOBODY)], "device_status": "returned", "reason": "told"},
        ),
        422,
        "validation-error",
        "/route_ids",
        "not_found",
    )
    every = api.post(f"{base}/suspend-all", {"reason_code": "exposure_event"}).json()["results"]
    assert {row["id"] for row in every} == {first["id"], second["id"]}


def test_BR26_the_code_word_is_shown_by_its_own_call_only(case, api, client_as):
    route = made(api, case, "safe-contact-routes")
    path = at(case, "safe-contact-routes", route)
    agreed = {"code_word": "Marigold", "cover_line": "the library"}
    assert api.post(f"{path}/code-word", agreed).json()["version"] == 1
    problem(api.post(f"{path}/code-word", agreed), 428, "precondition-required")
    again = api.post(f"{path}/code-word", {"code_word": "Snowdrop", "version": 1})
    assert again.json()["version"] == 2

    assert api.post(f"{path}/reveal", {"reason": "calling"}).json()["code_word"] == "Snowdrop"
    problem(api.post(f"{path}/reveal", {}), 422, "validation-error", "/reason", "required")
    problem(
        client_as("manager").post(f"{path}/reveal", {"reason": "curious"}), 403, "not-permitted"
    )
    problem(client_as("manager").post(f"{path}/code-word", agreed), 403, "not-permitted")
    assert "Snowdrop" not in api.get(path).content.decode()
    bare = made(api, case, "safe-contact-routes", value="07700 900456")
    assert (
        api.post(at(case, "safe-contact-routes", bare, "reveal"), {"reason": "x"}).status_code
        == 404
    )


# -- addresses -----------------------------------------------------------------------------------
def test_a_confidential_address_is_opened_with_a_reason(case, api, client_as):
    flat = made(api, case, "addresses", is_confidential=True)
    assert (flat["lines"], flat["postcode"]) == ("", "")
    path = at(case, "addresses", flat, "reveal")
    assert api.post(path, {"reason": "a visit"}).json()["lines"] == FLAT["lines"]
    problem(
        client_as("service_manager", reason="supervision").post(path, {"reason": "x"}),
        403,
        "not-permitted",
    )
    for who, how in (("manager", {}), ("service_manager", {"reason": "supervision"})):
        text = client_as(who, **how).get(f"cases/{case.pk}/addresses").content.decode()
        assert FLAT["lines"] not in text


def test_an_address_becomes_confidential_and_ends(case, api, client_as):
    flat = made(api, case, "addresses")
    path = at(case, "addresses", flat)
    kept = api.post(f"{path}/make-confidential", {"reason": "afraid"}, if_match=1)
    assert (kept.status_code, kept.json()["is_confidential"]) == (201, True)
    assert kept["Location"].endswith(f"/addresses/{kept.json()['id']}")
    assert client_as("manager").get(path).status_code == 404
    problem(api.get(path), 403, "access-reason-required")

    end = at(case, "addresses", kept.json(), "end")
    assert api.post(end, {"reason": "moved"}, if_match=1).json()["to_on"] == "2025-01-13"
    problem(
        api.post(end, {"reason": "moved"}, if_match=2), 422, "validation-error", "", "ended_already"
    )


# -- relationships -------------------------------------------------------------------------------
def test_a_relationship_shows_its_inverse_and_what_a_child_knows(case, api):
    child = made(api, case, "relationships", name_as_told="Ava")
    assert child["inverse_type"] == "parent"
    known = api.post(
        at(case, "relationships", child, "child-knowledge"),
        {"child_knowledge": "cover_story", "words": "working away"},
        if_match=1,
    ).json()
    assert (known["child_knowledge"], known["child_knowledge_words"]) == (
        "cover_story",
        "working away",
    )
    over = api.post(at(case, "relationships", child, "end"), {"reason": "told"}, if_match=2)
    assert over.json()["ends_on"] == "2025-01-13"
    adult = made(api, case, "relationships", is_child=False)
    problem(
        api.post(
            at(case, "relationships", adult, "child-knowledge"),
            {"child_knowledge": "cover_story"},
            if_match=1,
        ),
        422,
        "validation-error",
        "/child_knowledge",
        "not_a_child",
    )


# -- levels and readers --------------------------------------------------------------------------
def narrow(api, case, row, sensitivity="restricted", kind="relationship", **how):
    body = {
        "record_kind": kind,
        "record_id": row["id"],
        "sensitivity": sensitivity,
        "reason": "told in confidence",
    }
    return api.post(f"cases/{case.pk}/sensitivity", body, **how)


def test_a_level_is_raised_by_a_worker_and_lowered_by_the_lead(org, case, api, client_as):
    child = made(api, case, "relationships")
    problem(narrow(api, case, child), 428, "precondition-required")
    raised = narrow(api, case, child, if_match=1)
    assert (raised.status_code, raised.json()["sensitivity"]) == (200, "restricted")
    problem(narrow(api, case, child, "standard", if_match=2), 403, "not-permitted")
    stale = narrow(
        client_as("safeguarding_lead", reason="safeguarding"), case, child, "standard", if_match=1
    )
    problem(stale, 412, "stale-version")
    assert stale["ETag"] == f'"2-{child["id"][:8]}"'
    lead = client_as("safeguarding_lead", reason="safeguarding")
    assert narrow(lead, case, child, "standard", if_match=2).status_code == 200
    for kind in ("allocation", "person", "codeword "):
        problem(
            narrow(api, case, child, kind=kind, if_match=1),
            422,
            "validation-error",
            "/record_id",
            "not_found",
        )


def test_a_reader_is_named_and_ended(org, case, client_as):
    make.allocation(org, case, org.co_worker)
    api = client_as("worker", reason="allocated-work")
    child = made(api, case, "relationships", sensitivity="restricted")
    told = {
        "record_kind": "relationship",
        "record_id": child["id"],
        "user_id": str(org.co_worker.pk),
    }
    other = client_as("co_worker", reason="allocated-work")
    assert other.get(at(case, "relationships", child)).status_code == 404

    reader = api.post(f"cases/{case.pk}/readers", told)
    assert reader.status_code == 201
    assert other.get(at(case, "relationships", child)).status_code == 200
    problem(
        client_as("co_worker").get(at(case, "relationships", child)), 403, "access-reason-required"
    )
    listed = api.get(f"cases/{case.pk}/readers", record_id=child["id"]).json()["results"]
    assert [row["user_id"] for row in listed] == [str(org.co_worker.pk)]
    assert api.get(f"cases/{case.pk}/readers/{listed[0]['id']}").json() == listed[0]
    assert len(api.get(f"cases/{case.pk}/readers").json()["results"]) == 1
    problem(api.get(f"cases/{case.pk}/readers", record_id="x"), 400, "unknown-parameter")

    end = f"cases/{case.pk}/readers/{listed[0]['id']}/end"
    assert api.post(end, {"reason": "done"}, if_match=1).status_code == 200
    assert other.get(at(case, "relationships", child)).status_code == 404


def test_a_reader_who_is_nobody_here_is_refused(org, case, api):
    child = made(api, case, "relationships", sensitivity="restricted")
    told = {"record_kind": "relationship", "record_id": child["id"]}
    path = f"cases/{case.pk}/readers"
    for user in (NOBODY, org.foreign_worker.pk):
        problem(
            api.post(path, told | {"user_id": str(user)}),
            422,
            "validation-error",
            "/user_id",
            "not_found",
        )
    problem(api.post(path, told | {"user_id": str(org.worker.pk)}), 422, "validation-error")
    problem(
        api.post(path, told | {"record_id": str(NOBODY), "user_id": str(org.co_worker.pk)}),
        422,
        "validation-error",
        "/record_id",
        "not_found",
    )
