"""Contacts over HTTP: the worked example of api.md §13, and what surrounds it."""

import uuid
from datetime import date, timedelta

import pytest

from tests.factories import clients, contacts
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def words(call):
    return call | {
        "happened_at": call["happened_at"].isoformat(),
        "safe_contact_route_id": str(call["safe_contact_route_id"]),
    }


@pytest.fixture
def worker(client_as):
    return client_as("worker", at=NOON)


def test_log_a_contact(org, case, words, worker):
    """The worked example."""
    key = f'"{uuid.uuid4()}"'

    answer = worker.post(f"cases/{case.pk}/contacts", words, key=key)

    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"/api/v1/cases/{case.pk}/contacts/{body['id']}"
    assert answer["ETag"] == f'"1-{body["id"][:8]}"'
    assert answer["Cache-Control"] == "no-store"
    assert body["case_id"] == str(case.pk)
    assert body["recorded_by_id"] == str(org.worker.pk)
    assert body["recorded_at"] == "2025-01-13T12:00:00.000000Z"
    assert (body["version"], body["channel"], body["reached_client"]) == (1, "phone_call", True)
    assert (body["is_late"], body["is_amended"]) == (False, False)
    again = worker.post(f"cases/{case.pk}/contacts", words, key=key)
    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == body
    assert len(worker.get(f"cases/{case.pk}/contacts").json()["results"]) == 1


def test_suspended_route_answers_409_with_its_reason_and_saves_nothing(org, case, words, worker):
    route = clients.safe_contact_route(
        by=org.worker, on=case, suspended_reason="answered_by_other", suspended_at=MORNING
    )

    answer = worker.post(
        f"cases/{case.pk}/contacts", words | {"safe_contact_route_id": str(route.pk)}
    )

    problem = answer.json()
    assert answer.status_code == 409
    assert problem["code"] == "unsafe-contact"
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [
        ("/safe_contact_route_id", "route_suspended")
    ]
    assert worker.get(f"cases/{case.pk}/contacts").json()["results"] == []


def test_hidden_case_answers_as_an_absent_one(org, case, words, client_as):
    stranger = client_as("stranger")
    same = {"X-Request-Id": str(uuid.uuid4())}

    for body in (words, {"nonsense": 1}):
        hidden, absent = (
            stranger.call("POST", f"cases/{pk}/contacts", body, headers=same)
            for pk in (case.pk, uuid.uuid4())
        )
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content


def test_amendment_needs_the_version_seen(org, case, words, worker, client_as):
    made = worker.post(f"cases/{case.pk}/contacts", words).json()
    path = f"cases/{case.pk}/contacts/{made['id']}/amendments"
    change = {"changes": {"headline": "Talked about bail"}, "reason": "wrong word"}

    assert worker.post(path, change).status_code == 428
    amended = worker.post(path, change, if_match=1)
    stale = worker.post(path, change, if_match=1)

    assert amended.status_code == 200, amended.json()
    assert (amended.json()["version"], amended.json()["is_amended"]) == (2, True)
    assert amended["ETag"] == f'"2-{made["id"][:8]}"'
    assert stale.status_code == 412
    assert stale["ETag"] == f'"2-{made["id"][:8]}"'


def test_colleague_reads_and_does_not_correct(org, case, words, worker, client_as):
    clients.allocation(org, case, org.co_worker)
    made = worker.post(f"cases/{case.pk}/contacts", words).json()
    path = f"cases/{case.pk}/contacts/{made['id']}"
    change = {"changes": {"headline": "Other"}, "reason": "mine is better"}

    colleague, manager = client_as("co_worker", at=NOON), client_as("manager", at=NOON)

    assert colleague.get(path).json()["headline"] == words["headline"]
    assert colleague.post(f"{path}/amendments", change, if_match=1).status_code == 403
    assert manager.post(f"{path}/amendments", change, if_match=1).status_code == 200


def test_struck_out_words_are_not_shown(org, case, words, worker):
    made = worker.post(f"cases/{case.pk}/contacts", words).json()
    path = f"cases/{case.pk}/contacts/{made['id']}"

    struck = worker.post(f"{path}/strike-out", {"reason_code": "wrong_person"}, if_match=1)

    assert struck.status_code == 200, struck.json()
    for body in (struck.json(), worker.get(path).json()):
        assert (body["headline"], body["detail"]) == ("", "")
        assert body["struck_out_reason"] == "wrong_person"
    assert words["headline"] not in worker.get(f"cases/{case.pk}/timeline").content.decode()
    assert words["detail"] not in worker.get("contacts").content.decode()


def test_incident_is_recorded_and_has_the_url_of_a_contact(case, words, worker):
    happened = words | {"safe_contact_route_id": None, "incident_note": "The old paper number"}

    answer = worker.post(f"cases/{case.pk}/contact-incidents", happened)

    assert answer.status_code == 201, answer.json()
    assert answer["Location"].endswith(f"/contacts/{answer.json()['id']}")
    assert answer.json()["is_incident"] is True
    assert worker.get(answer["Location"]).status_code == 200
    assert worker.call("GET", f"cases/{case.pk}/contact-incidents").status_code == 405


def test_unknown_members_are_refused_at_every_depth(case, words, worker):
    for odd in ({"score": 3}, {"next_step": {"title": "x", "due_on": "2025-01-20", "risk": 1}}):
        answer = worker.post(f"cases/{case.pk}/contacts", words | odd)
        assert (answer.status_code, answer.json()["code"]) == (400, "unknown-field")


def test_draft_is_saved_filed_once_and_gone(org, case, words, worker, client_as):
    key = str(uuid.uuid4())
    drafts = f"cases/{case.pk}/contact-drafts"
    first = worker.post(drafts, {"key": key, "body": {"headline": "half a"}})
    repeat = worker.post(drafts, {"key": key, "body": {"headline": "older"}})
    saved = worker.patch(f"{drafts}/{key}", {"body": words, "version": 1})

    assert (first.status_code, repeat.json()) == (201, first.json())
    assert first["Location"] == f"/api/v1/{drafts}/{key}"
    assert saved.json()["version"] == 2
    assert worker.patch(f"{drafts}/{key}", {"body": {}}, if_match=1).status_code == 412
    clients.allocation(org, case, org.co_worker)
    assert client_as("co_worker", at=NOON).get(f"{drafts}/{key}").status_code == 404
    filed = worker.post(f"{drafts}/{key}/finalise", if_match=2)
    again = worker.post(f"{drafts}/{key}/finalise", if_match=2)
    assert filed.status_code == 201, filed.json()
    assert again.json() == filed.json()
    late = worker.patch(f"{drafts}/{key}", {"body": {"headline": "late"}}, if_match=2)
    assert (late.json()["contact_id"], late.json()["body"]) == (filed.json()["id"], {})
    assert len(worker.get(f"cases/{case.pk}/contacts").json()["results"]) == 1
    assert worker.post(f"{drafts}/{key}/discard", if_match=3).status_code == 409


def test_draft_that_breaks_a_rule_stays_a_draft(case, words, worker):
    key = str(uuid.uuid4())
    drafts = f"cases/{case.pk}/contact-drafts"
    worker.post(drafts, {"key": key, "body": words | {"headline": ""}})

    refused = worker.post(f"{drafts}/{key}/finalise", if_match=1)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/headline"
    assert worker.get(f"{drafts}/{key}").json()["body"]["detail"] == words["detail"]
    discarded = worker.post(f"{drafts}/{key}/discard", if_match=1)
    assert (discarded.json()["ending"], discarded.json()["body"]) == ("discarded", {})


def test_joint_session_is_one_contact_a_case(org, case, words, worker, client_as):
    second = clients.case(org, lead=org.worker)
    shared = {k: words[k] for k in ("direction", "happened_at")} | {"channel": "group_session"}
    shared["direction"] = "inbound"
    own = {"outcome": "spoke_with_client", "purposes": ["group_programme"]}
    entries = [
        own | {"case_id": str(case.pk), "headline": "Only Leanne's words"},
        own | {"case_id": str(second.pk), "headline": "Only Priya's words"},
    ]

    answer = worker.post("contacts/joint", shared | {"entries": entries})

    first, other = answer.json()["results"]
    assert answer.status_code == 201, answer.json()
    assert (first["case_id"], other["case_id"]) == (str(case.pk), str(second.pk))
    assert first["joint_contact_ids"] == [other["id"]]
    assert "joint_id" not in first
    clients.allocation(org, case, org.co_worker)
    seen = client_as("co_worker", at=NOON).get(f"cases/{case.pk}/contacts/{first['id']}")
    assert seen.json()["joint_contact_ids"] == []


def test_joint_session_with_a_case_out_of_sight_says_the_same_as_with_none(
    org, case, words, worker
):
    hidden = clients.case(org, lead=org.co_worker)
    own = {"outcome": "spoke_with_client", "purposes": ["review"], "headline": "x"}
    shared = {"channel": "video_call", "direction": "inbound", "happened_at": words["happened_at"]}
    same = {"X-Request-Id": str(uuid.uuid4())}

    bodies = [
        worker.call(
            "POST",
            "contacts/joint",
            shared | {"entries": [own | {"case_id": str(case.pk)}, own | {"case_id": str(other)}]},
            headers=same,
        )
        for other in (hidden.pk, uuid.uuid4())
    ]

    assert bodies[0].status_code == 422
    assert bodies[0].content == bodies[1].content
    assert bodies[0].json()["errors"][0]["pointer"] == "/entries/1/case_id"
    assert worker.get(f"cases/{case.pk}/contacts").json()["results"] == []


def test_latest_contacts_go_on_where_the_page_ended(org, case, worker, client_as):
    second = clients.case(org, lead=org.worker)
    hidden = clients.case(org, lead=org.co_worker)
    contacts.contact(by=org.co_worker, on=hidden, headline="MARKER")
    made = [
        contacts.contact(by=org.worker, on=on, happened_at=MORNING - timedelta(hours=hours))
        for hours, on in enumerate([case, second, case, second, case])
    ]

    first = worker.get("contacts", limit=3).json()
    second_page = worker.get(first["next"]).json()

    assert [row["id"] for row in first["results"] + second_page["results"]] == [
        str(contact.pk) for contact in made
    ]
    assert second_page["next"] is None
    assert "MARKER" not in str(first) + str(second_page)
    assert worker.get("contacts", limit=3, sort="x").status_code == 400
    wide = client_as("safeguarding_lead", at=NOON, reason="safeguarding")
    one, page = [], wide.get("contacts", limit=2).json()
    while page["next"]:
        one += page["results"]
        page = wide.get(page["next"]).json()
    assert [row["id"] for row in one + page["results"]] == [
        row["id"] for row in wide.get("contacts").json()["results"]
    ]
    wide = client_as("safeguarding_lead", at=NOON)
    assert wide.get("contacts").status_code == 403
    reasoned = client_as("safeguarding_lead", at=NOON, reason="safeguarding")
    assert len(reasoned.get("contacts").json()["results"]) == 6


def test_timeline_merges_what_happened(org, case, words, worker):
    worker.post(
        f"cases/{case.pk}/contacts",
        words | {"next_step": {"title": "Ring the school", "due_on": "2025-01-20"}},
    )
    task = worker.get("tasks").json()["results"][0]
    done = worker.post(f"cases/{case.pk}/tasks/{task['id']}/complete", if_match=1)
    assert done.status_code == 200, done.json()
    clients.safe_contact_route(
        by=org.worker, on=case, suspended_reason="exposure_event", suspended_at=MORNING
    )

    body = worker.get(f"cases/{case.pk}/timeline").json()

    assert [entry["kind"] for entry in body["results"]] == [
        "task",
        "contact",
        *sorted(["route", "allocation", "state"], key=_order_of(body)),
    ]
    assert body["results"][1]["contact"]["headline"] == words["headline"]
    page = worker.get(f"cases/{case.pk}/timeline", limit=2).json()
    paged = page["results"]
    while page["next"]:
        page = worker.get(page["next"]).json()
        paged += page["results"]
    assert paged == body["results"]
    only = worker.get(f"cases/{case.pk}/timeline", kind="contact").json()
    assert [entry["kind"] for entry in only["results"]] == ["contact"]
    assert worker.get(f"cases/{case.pk}/timeline", kind="gossip").status_code == 400


def _order_of(body):
    kinds = [entry["kind"] for entry in body["results"]]
    return kinds.index


def test_restricted_contact_asks_why_and_hides_from_others(org, case, words, worker, client_as):
    clients.allocation(org, case, org.co_worker)
    worker.post(f"cases/{case.pk}/contacts", words | {"sensitivity": "restricted"})

    assert client_as("co_worker", at=NOON).get(f"cases/{case.pk}/contacts").json()["results"] == []
    assert client_as("co_worker", at=NOON).get("contacts").json()["results"] == []
    for path in (f"cases/{case.pk}/contacts", f"cases/{case.pk}/timeline", "contacts"):
        assert worker.get(path).status_code == 403
        assert client_as("worker", at=NOON, reason="allocated-work").get(path).status_code == 200


def test_route_out_of_sight_is_null(org, case, call, client_as):
    clients.allocation(org, case, org.co_worker)
    secret = clients.safe_contact_route(
        by=org.worker, on=case, sensitivity="restricted", verified_on=date(2025, 1, 10)
    )
    made = contacts.contact(
        by=org.worker, on=case, at=NOON, **call | {"safe_contact_route_id": secret.pk}
    )

    path = f"cases/{case.pk}/contacts/{made.pk}"

    assert client_as("co_worker", at=NOON).get(path).json()["safe_contact_route_id"] is None
    assert client_as("worker", at=NOON).get(path).json()["safe_contact_route_id"] == str(secret.pk)


def test_relative_out_of_sight_is_null(org, case, call, client_as):
    clients.allocation(org, case, org.co_worker)
    secret = clients.relationship(by=org.worker, on=case, sensitivity="restricted")
    there = [{"relationship_id": secret.pk, "presence": "spoken_about"}]
    made = contacts.contact(by=org.worker, on=case, at=NOON, **call | {"participants": there})
    path = f"cases/{case.pk}/contacts/{made.pk}"

    seen = [
        client_as(who, at=NOON).get(path).json()["participants"][0]["relationship_id"]
        for who in ("worker", "co_worker")
    ]

    assert seen == [str(secret.pk), None]


def test_my_notes_on_a_case(org, case, worker):
    draft = contacts.contact_draft(by=org.worker, on=case, headline="half")

    (row,) = worker.get(f"cases/{case.pk}/contact-drafts").json()["results"]

    assert (row["id"], row["stage"], row["body"]) == (str(draft.pk), "fresh", {"headline": "half"})
