"""What agencies answer, what follows from it, and what nobody else may see."""

from datetime import date, datetime, timedelta

import pytest

from caseload.referrals.models import Referral, ReferralFace
from caseload.tasks.models import Task
from tests.factories import referrals as make
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
ABSENT = "11111111-1111-4111-8111-111111111111"


def now_of(referral, actors, acting):
    with acting(actors.fresh("worker")):
        return Referral.objects.get(pk=referral.pk)


def side_of(referral, actors, acting):
    with acting(actors.fresh("worker")):
        return ReferralFace.objects.get(referral=referral)


def tasks_of(case, actors, acting):
    with acting(actors.fresh("worker")):
        return list(Task.objects.filter(case=case).order_by("recorded_at"))


def test_accepting_passes_through_acknowledged_and_tells_the_lead(
    org, harbour, worker, case, sent, actors, acting
):
    answer = harbour.post(f"partner/referrals/{sent.pk}/accept", {"words": "Gladly"}, if_match=1)

    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "accepted"
    assert answer.json()["version"] == 2
    with acting(actors.worker):
        states = Referral.history.filter(id=sent.pk).order_by("version")
        assert [row.state for row in states] == ["draft", "sent", "acknowledged", "accepted"]
    (task,) = tasks_of(case, actors, acting)
    assert task.owner_id == org.worker.pk
    shown = worker.get(f"cases/{case.pk}/timeline", kind="referral").json()["results"]
    assert {entry["what"] for entry in shown} == {"accepted", "acknowledged", "sent"}


def test_answers_follow_each_other_to_the_outcome(harbour, sent, actors, acting):
    path = f"partner/referrals/{sent.pk}"

    assert harbour.post(f"{path}/acknowledge", if_match=1).json()["state"] == "acknowledged"
    assert harbour.post(f"{path}/accept", if_match=2).json()["state"] == "accepted"
    ended = harbour.post(f"{path}/outcome", {"outcome": "service_started"}, if_match=3)
    assert ended.json()["state"] == "closed"
    assert now_of(sent, actors, acting).outcome == "service_started"


def test_an_answer_out_of_turn_is_refused_and_leaves_nothing(harbour, sent, actors, acting, case):
    refused = harbour.post(
        f"partner/referrals/{sent.pk}/outcome", {"outcome": "service_started"}, if_match=1
    )

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("invalid-transition")
    assert now_of(sent, actors, acting).state == "sent"
    assert side_of(sent, actors, acting).version == 1
    assert tasks_of(case, actors, acting) == []


def test_an_answer_to_something_older_is_refused(harbour, sent):
    path = f"partner/referrals/{sent.pk}"
    harbour.post(f"{path}/acknowledge", if_match=1)

    assert harbour.post(f"{path}/accept", if_match=1).status_code == 412
    assert harbour.post(f"{path}/accept").status_code == 428


def test_their_waiting_list_is_an_outcome_that_may_change(harbour, sent, actors, acting):
    path = f"partner/referrals/{sent.pk}"

    assert harbour.post(f"{path}/wait-list", if_match=1).json()["state"] == "closed"
    assert now_of(sent, actors, acting).outcome == "on_waiting_list"
    harbour.post(f"{path}/outcome", {"outcome": "service_started"}, if_match=2)
    assert now_of(sent, actors, acting).outcome == "service_started"


def test_B7_a_refusal_is_closed_with_its_outcome(harbour, worker, case, sent, actors, acting):
    harbour.post(f"partner/referrals/{sent.pk}/decline", {"words": "Full"}, if_match=1)
    declined = now_of(sent, actors, acting)
    path = f"cases/{case.pk}/referrals/{sent.pk}"

    assert declined.state == "declined"
    assert worker.post(f"{path}/close", if_match=declined.version).status_code == 422
    closed = worker.post(
        f"{path}/close", {"outcome": "declined_by_agency"}, if_match=declined.version
    )
    assert closed.status_code == 200, closed.content
    assert side_of(sent, actors, acting).state == "closed"


def test_a_repeat_of_an_answer_has_one_effect(harbour, sent, actors, acting):
    how = {"if_match": 1, "key": '"once"'}
    first = harbour.post(f"partner/referrals/{sent.pk}/accept", **how)
    again = harbour.post(f"partner/referrals/{sent.pk}/accept", **how)

    assert (first.status_code, again.status_code) == (200, 200), again.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert side_of(sent, actors, acting).version == 2


def test_what_was_said_by_telephone_is_written_down(org, worker, case):
    sent = make.sent_referral(by=org.worker, on=case, to="The Corner Practice", channel="post")
    path = f"cases/{case.pk}/referrals/{sent.pk}"

    taken = worker.post(f"{path}/record-response", {"kind": "accept"}, if_match=sent.version)
    assert taken.json()["state"] == "accepted", taken.content
    ended = worker.post(
        f"{path}/record-response",
        {"kind": "outcome", "outcome": "service_started"},
        if_match=taken.json()["version"],
    )
    assert ended.json()["outcome"] == "service_started"


@pytest.mark.parametrize("who", ["police", "foreign_police", "council"])
def test_another_agency_gets_what_never_was(client_as, sent, who):
    other = client_as(who)

    def answer(pk, verb, body=None, tail=""):
        got = other.call(verb, f"partner/referrals/{pk}{tail}", body, if_match=1)
        return got.status_code, got.content.replace(str(pk).encode(), b"ID")

    for verb, body, tail in (
        ("GET", None, ""),
        ("GET", None, "/messages"),
        ("POST", {"body": "Hello"}, "/messages"),
        ("POST", {}, "/accept"),
    ):
        hidden, absent = answer(sent.pk, verb, body, tail), answer(ABSENT, verb, body, tail)
        assert hidden[0] == absent[0] == 404
        assert _same(hidden[1]) == _same(absent[1])
    assert other.get("partner/referrals").json()["results"] == []


def _same(body):
    import json  # noqa: PLC0415 - near its use

    return {name: told for name, told in json.loads(body).items() if name != "instance"}


def test_safe_contact_goes_to_programs_that_were_given_it(org, client_as, case, consent):
    from tests.factories import clients  # noqa: PLC0415 - near its use

    clients.safe_contact_route(by=org.worker, on=case)
    sent = make.send(
        by=org.worker, made=make.referral(by=org.worker, on=case, to=org.agency("harbour"))
    )
    narrow = client_as("harbour", scopes=["referrals.receive"])
    path = f"partner/referrals/{sent.pk}"

    assert "safe_contact" in client_as("harbour").get(path).json()["content"]["sections"]
    assert "safe_contact" not in narrow.get(path).json()["content"]["sections"]
    assert narrow.post(f"{path}/accept", if_match=1).status_code == 403


def test_each_reading_leaves_a_receipt(worker, harbour, case, sent):
    path = f"cases/{case.pk}/referrals/{sent.pk}/receipts"
    assert worker.get(path).json()["results"] == []

    said = {"Caseload-On-Behalf-Of": 'id="7", name="A. Nurse", role="nurse"'}
    harbour.call("GET", f"partner/referrals/{sent.pk}", headers=said)
    harbour.get(f"partner/referrals/{sent.pk}")

    told = [row["on_behalf"] for row in worker.get(path).json()["results"]]
    assert sorted(told) == ["", "7, A. Nurse, nurse"]


def test_messages_go_both_ways_and_each_that_leaves_asks(org, worker, harbour, case, sent, consent):
    path = f"cases/{case.pk}/referrals/{sent.pk}/messages"

    said = worker.post(path, {"body": "She prefers mornings"})
    assert said.status_code == 201, said.content
    reply = harbour.post(f"partner/referrals/{sent.pk}/messages", {"body": "Thank you"})
    assert reply.status_code == 201, reply.content
    theirs = harbour.get(f"partner/referrals/{sent.pk}/messages").json()["results"]
    assert {row["body"] for row in theirs} == {"She prefers mornings", "Thank you"}
    assert all("recorded_by_id" not in row for row in theirs)
    assert len(worker.get(path).json()["results"]) == 2

    make.withdraw(by=org.worker, consent=consent)
    assert worker.post(path, {"body": "And"}).status_code == 409
    assert harbour.get(f"partner/referrals/{sent.pk}/messages").status_code == 404
    refused = harbour.post(f"partner/referrals/{sent.pk}/messages", {"body": "Still there?"})
    assert refused.status_code == 404


def test_a_message_of_a_kind_that_was_not_agreed_does_not_leave(org, worker, case):
    make.agreement(
        by=org.worker, on=case, to=org.agency("harbour"), categories=["identity", "notes"]
    )
    draft = make.referral(by=org.worker, on=case, to=org.agency("harbour"), sections=["identity"])
    sent = make.send(by=org.worker, made=draft)
    path = f"cases/{case.pk}/referrals/{sent.pk}/messages"

    assert worker.post(path, {"body": "x", "category": "health"}).status_code == 409
    assert worker.post(path, {"body": "x"}).status_code == 201


def test_silence_becomes_a_task_once_and_then_an_outcome(
    org, case, sent, client_as, actors, acting
):
    from caseload.referrals.referral_jobs import chase_everywhere  # noqa: PLC0415 - near its use

    late = datetime(2025, 1, 27, 9, tzinfo=MORNING.tzinfo)
    chase_everywhere(at=late - timedelta(days=1))
    assert tasks_of(case, actors, acting) == []
    chase_everywhere(at=late)
    chase_everywhere(at=late + timedelta(days=1))
    (task,) = tasks_of(case, actors, acting)
    assert (task.task_type, task.due_on) == ("referral_chase", date(2025, 1, 27))
    body = {"outcome": "no_response"}
    path = f"cases/{case.pk}/referrals/{sent.pk}/close"
    assert client_as("worker").post(path, body, if_match=sent.version).status_code == 409
    closed = client_as("worker", at=late).post(path, body, if_match=sent.version)
    assert closed.status_code == 200, closed.content


def test_flat_list_names_its_cases(worker, case, sent):
    (row,) = worker.get("referrals").json()["results"]

    assert row["case_id"] == str(case.pk)
