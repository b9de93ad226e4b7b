"""Cases, people, allocations and barriers over HTTP, each with its refusals."""

import uuid

import pytest

pytestmark = pytest.mark.django_db

LEANNE = {"identity_level": "identified", "given_names": "Leanne", "family_name": "Marsh-Okoro"}


def opening(org, **more):
    return {
        "team_id": str(org.north.pk),
        "strand": "adult_family_1to1",
        "client": LEANNE,
        "family": {"day_zero": "2025-01-10"},
        "lead_id": str(org.worker.pk),
        **more,
    }


@pytest.fixture
def case(org, client_as):
    return client_as("manager").post("cases", opening(org)).json()


def codes(response):
    return {(error["pointer"], error["code"]) for error in response.json()["errors"]}


def test_opened_case_is_seen_by_its_lead_and_manager_and_nobody_else(org, client_as):
    opened = client_as("manager").post("cases", opening(org))

    path = f"cases/{opened.json()['id']}"
    assert opened.status_code == 201
    assert opened["Location"].endswith(path)
    assert opened["ETag"] == f'"1-{opened.json()["id"][:8]}"'
    assert client_as("worker").get(path).json()["client_name"] == "Leanne Marsh-Okoro"
    assert client_as("manager").get(path).status_code == 200
    for nobody in ("co_worker", "stranger", "south_manager", "intake_worker", "foreign_worker"):
        assert client_as(nobody).get(path).status_code == 404


def test_opener_without_a_part_loses_sight_with_the_request(org, client_as):
    intake = client_as("intake_worker")

    opened = intake.post("cases", opening(org))

    assert opened.status_code == 201
    assert intake.get(f"cases/{opened.json()['id']}").status_code == 404


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"client_id": str(uuid.uuid4())}, ("/client", "one_of_two")),
        ({"client": None}, ("/client", "null")),
        ({"team_id": str(uuid.uuid4())}, ("/team_id", "not_found")),
        ({"lead_id": str(uuid.uuid4())}, ("/lead_id", "not_found")),
        ({"family": None, "family_id": str(uuid.uuid4())}, ("/family", "null")),
        ({"strand": "no_such_strand"}, ("/strand", "unknown_code")),
        (
            {"client": {"identity_level": "anonymous", "given_names": "Rhys"}},
            ("", "anonymous_has_no_identity"),
        ),
        (
            {"client": {**LEANNE, "born_on": "2030-01-01"}},
            ("/born_on", "in_the_future"),
        ),
    ],
)
def test_case_that_cannot_be_opened_says_why_and_leaves_nothing(org, client_as, change, expected):
    manager = client_as("manager")

    refused = manager.post("cases", opening(org, **change))

    assert refused.status_code == 422
    assert expected in codes(refused)
    assert manager.get("cases").json()["results"] == []


def test_worker_may_not_open_a_case(org, client_as):
    assert client_as("worker").post("cases", opening(org)).status_code == 403


def test_duplicate_is_warned_of_only_where_it_is_seen(org, client_as, case):
    born = {**LEANNE, "born_on": "1986-05-01"}
    client_as("manager").post("cases", opening(org, client=born))

    seen = client_as("manager").post("cases", opening(org, client=born)).json()
    unseen = client_as("south_manager").post(
        "cases", opening(org, client=born, team_id=str(org.south.pk), lead_id=str(org.stranger.pk))
    )

    assert seen["possible_duplicates"]
    assert unseen.status_code == 201
    assert unseen.json()["possible_duplicates"] == []


def test_case_moves_through_its_states_and_lists_what_is_allowed(client_as, case):
    worker = client_as("worker")
    steps = f"cases/{case['id']}/transitions"

    assert worker.get(steps).json()["allowed"] == ["active", "waiting"]
    assert worker.post(steps, {"to": "active"}).status_code == 428
    moved = worker.post(steps, {"to": "active", "version": 1})
    assert (moved.status_code, moved.json()["state"]) == (200, "active")

    stale = worker.post(steps, {"to": "paused", "pause_reason": "client_away", "version": 1})
    assert stale.status_code == 412
    assert stale["ETag"].startswith('"2-')

    wrong = worker.post(steps, {"to": "closed", "version": 2})
    assert wrong.status_code == 409
    assert "closing" in wrong.json()["allowed"]


def test_family_shows_only_members_whom_the_caller_sees(client_as, case):
    family = client_as("worker").get(f"cases/{case['id']}/family").json()

    assert family["day_zero"] == "2025-01-10"
    assert [member["person_role"] for member in family["members"]] == ["client"]


def test_person_is_corrected_under_a_version(client_as, case):
    worker = client_as("worker")
    path = f"people/{case['client_id']}"

    assert worker.patch(path, {"known_as": "Lee", "reason": "asked"}).status_code == 428
    changed = worker.patch(path, {"known_as": "Lee", "reason": "asked"}, if_match=1)
    assert (changed.status_code, changed.json()["known_as"]) == (200, "Lee")
    assert worker.patch(path, {"known_as": "X", "reason": "late"}, if_match=1).status_code == 412
    assert client_as("stranger").get(path).status_code == 404


def test_equality_facts_are_not_for_wide_roles(client_as, case):
    path = f"people/{case['client_id']}/equality-facts"
    worker = client_as("worker")

    assert worker.get(path).status_code == 404
    assert worker.post(path, {"sex": "female"}).status_code == 200
    assert worker.get(path).json()["sex"] == "female"
    assert client_as("service_manager", reason="supervision").get(path).status_code == 404


def test_allocation_gives_access_and_its_end_takes_it(org, client_as, case):
    manager, co_worker = client_as("manager"), client_as("co_worker")
    path = f"cases/{case['id']}/allocations"

    given = manager.post(path, {"user_id": str(org.co_worker.pk), "role": "co_worker"})
    assert given.status_code == 201
    assert co_worker.get(f"cases/{case['id']}").status_code == 200

    ended = manager.post(f"{path}/{given.json()['id']}/end", {"reason": "moved", "version": 1})
    assert ended.status_code == 200
    assert co_worker.get(f"cases/{case['id']}").status_code == 404


def test_second_lead_and_oneself_and_nobody_are_refused(org, client_as, case):
    manager = client_as("manager")
    path = f"cases/{case['id']}/allocations"

    second = manager.post(path, {"user_id": str(org.co_worker.pk), "role": "lead"})
    oneself = manager.post(path, {"user_id": str(org.manager.pk), "role": "co_worker"})
    nobody = manager.post(path, {"user_id": str(uuid.uuid4()), "role": "co_worker"})
    cover = manager.post(path, {"user_id": str(org.co_worker.pk), "role": "cover"})

    assert ("", "one_lead") in codes(second)
    assert (oneself.status_code, nobody.status_code) == (409, 409)
    assert oneself.json()["detail"] == nobody.json()["detail"]
    assert ("/ends_at", "cover_needs_an_end") in codes(cover)


def test_lead_is_handed_over_in_one_step(org, client_as, case):
    handed = client_as("manager").post(
        f"cases/{case['id']}/allocations/reassign",
        {"user_id": str(org.co_worker.pk), "reason": "leave"},
    )

    assert handed.status_code == 201
    assert client_as("co_worker").get(f"cases/{case['id']}").status_code == 200
    assert client_as("worker").get(f"cases/{case['id']}").status_code == 404


def test_conflict_hides_the_case_at_once_and_is_not_readable_by_the_excluded(client_as, case):
    worker = client_as("worker")

    assert worker.post(f"cases/{case['id']}/declare-conflict", {}).status_code == 204
    assert worker.get(f"cases/{case['id']}").status_code == 404
    assert worker.get("exclusions").status_code == 403
    lead = client_as("safeguarding_lead", reason="safeguarding")
    assert len(lead.get("exclusions").json()["results"]) == 1


def test_side_is_for_the_safeguarding_lead_alone(client_as, case):
    path = f"cases/{case['id']}/side"
    placing = {"side": "opposed_1", "reason_code": "family_dispute", "reason": "dispute"}
    lead = client_as("safeguarding_lead", reason="safeguarding")

    assert client_as("worker").get(path).status_code == 404
    assert client_as("worker").post(path, placing).status_code == 403
    assert client_as("safeguarding_lead").get(path).status_code == 403
    assert lead.post(path, placing).status_code == 200
    assert lead.get(path).json()["side"] == "opposed_1"
    assert lead.post(path, {**placing, "side": "relatives"}).status_code == 428
    assert lead.post(path, {**placing, "side": "relatives", "version": 1}).status_code == 200
