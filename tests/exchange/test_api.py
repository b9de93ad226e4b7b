"""Endpoints over HTTP, as an agency's program sees them."""

import uuid
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from caseload.accounts.principals import system_actor
from caseload.exchange.event_types import EventType
from caseload.exchange.relaying import Pace, deliver_due
from tests.exchange.test_signing import verify_v1a
from tests.factories import exchange
from tests.support.receiver import obliging
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

ENDPOINTS = "partner/webhook-endpoints"


@pytest.fixture
def police(client_as):
    return client_as("police")


def added(api, receiver, relay, **more):
    answer = api.post(ENDPOINTS, {"url": receiver.url, **more})
    assert answer.status_code == 201, answer.content
    relay()
    receiver.came.clear()
    return answer.json()


def test_the_secret_is_shown_once(police, receiver):
    key = f'"{uuid.uuid4()}"'
    body = {"url": receiver.url, "description": "First"}
    made = police.post(ENDPOINTS, body, key=key)
    again = police.post(ENDPOINTS, body, key=key)

    assert made.status_code == again.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    assert made.json()["public_key"].startswith("whpk_")
    assert made.json()["state"] == "pending"
    assert again.json() == made.json() | {"secret": None}
    one = police.get(f"{ENDPOINTS}/{made.json()['id']}")
    assert "secret" not in one.json()
    assert made.json()["secret"] not in police.get(ENDPOINTS).content.decode()


def test_nothing_of_another_agency_is_there(police, client_as, receiver, relay):
    made = added(police, receiver, relay)

    for who in ("harbour", "foreign_police"):
        other = client_as(who)
        assert other.get(ENDPOINTS).json()["results"] == []
        assert other.get(f"{ENDPOINTS}/{made['id']}").status_code == 404
        assert other.get(f"{ENDPOINTS}/{made['id']}/deliveries").status_code == 404
        for act in ("disable", "rotate-secret", "test"):
            answer = other.post(f"{ENDPOINTS}/{made['id']}/{act}", if_match=2)
            assert answer.status_code == 404


def test_the_scope_and_the_principal_are_asked_first(client_as, receiver):
    no_scope = client_as("police", scopes=["changes.read"])

    answer = no_scope.post(ENDPOINTS, {"url": receiver.url})
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient-scope")
    assert client_as("worker").get(ENDPOINTS).status_code == 403
    assert client_as("safeguarding_lead").get("partner/changes").status_code == 403


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "https://[fd00::1]/", "ftp://x/", "no url"])
def test_addresses_of_our_own_network_are_refused(police, url):
    answer = police.post(ENDPOINTS, {"url": url})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/url"


def test_another_address_answers_the_challenge_again(police, receiver, relay):
    made = added(police, receiver, relay)
    path = f"{ENDPOINTS}/{made['id']}"
    one = police.get(path)
    assert one.json()["state"] == "active"

    moved = police.patch(path, {"url": f"{receiver.url}/2"}, if_match=one.headers["ETag"])

    assert moved.json()["state"] == "pending"
    relay()
    assert police.get(path).json()["state"] == "active"
    stale = police.patch(path, {"description": "x"}, if_match=one.headers["ETag"])
    assert stale.status_code == 412


def test_what_was_missed_while_disabled_comes_in_order(org, police, receiver, relay):
    made = added(police, receiver, relay)
    path = f"{ENDPOINTS}/{made['id']}"
    tag = police.get(path).headers["ETag"]
    stopped = police.post(f"{path}/disable", if_match=tag)
    assert (stopped.json()["state"], stopped.json()["disabled_reason"]) == (
        "disabled",
        "by_the_agency",
    )
    assert police.post(f"{path}/disable", if_match=stopped.headers["ETag"]).status_code == 409
    missed = [str(exchange.event(org.programs["police"])) for _ in range(3)]
    relay()
    assert receiver.came == []

    police.post(f"{path}/enable", if_match=stopped.headers["ETag"])
    relay()
    relay()

    came = [one for one in receiver.came if one.said["data"]["object"] == "intake"]
    assert [one.id for one in came] == missed


def test_for_24_hours_both_keys_sign(org, police, receiver):
    relay_actor = system_actor(org.organisation.pk, "relay")

    def round_at(after):
        deliver_due(relay_actor, pace=Pace(timeout=5.0, lease=5.0), at=MORNING + after)

    made = police.post(ENDPOINTS, {"url": receiver.url}).json()
    round_at(timedelta(0))
    path = f"{ENDPOINTS}/{made['id']}"
    rotated = police.post(f"{path}/rotate-secret", if_match=police.get(path).headers["ETag"])
    secrets = made["secret"], rotated.json()["secret"]
    assert secrets[0] != secrets[1]
    assert rotated.json()["public_key"] != made["public_key"]

    receiver.came.clear()
    exchange.event(org.programs["police"])
    round_at(timedelta(hours=23))
    exchange.event(org.programs["police"], at=MORNING + timedelta(hours=23))
    round_at(timedelta(hours=25))

    both, new = receiver.came
    for secret in secrets:
        Webhook(secret).verify(both.content, both.headers)
    assert len(both.headers["webhook-signature"].split()) == 4
    Webhook(secrets[1]).verify(new.content, new.headers)
    assert len(new.headers["webhook-signature"].split()) == 2
    for came in (both, new):
        signed = f"{came.id}.{came.headers['webhook-timestamp']}.".encode() + came.content
        verify_v1a(rotated.json()["public_key"], came.headers["webhook-signature"], signed)


def test_a_test_is_delivered_on_request(police, receiver, relay):
    made = added(police, receiver, relay)

    assert police.post(f"{ENDPOINTS}/{made['id']}/test").status_code == 202
    relay()

    (came,) = receiver.came
    assert came.said["type"] == "endpoint.test"
    assert set(came.said["data"]) == {"id", "object", "url", "version", "external_reference"}


def test_dead_letters_are_seen_and_sent_again(org, police, receiver, relay):
    made = added(police, receiver, relay)
    path = f"{ENDPOINTS}/{made['id']}"
    event_id = exchange.event(org.programs["police"])
    receiver.answer = lambda _: (410, {}, b"")
    relay()

    def delivery():
        rows = police.get(f"{path}/deliveries").json()["results"]
        return next(row for row in rows if row["event_id"] == str(event_id))

    dead = delivery()
    assert (dead["state"], dead["last_status"]) == ("dead", 410)

    police.post(f"{path}/enable", if_match=police.get(path).headers["ETag"])
    receiver.answer = obliging
    relay()
    again = police.post(f"{path}/deliveries/{dead['id']}/redeliver")
    assert (again.status_code, again.json()["state"]) == (202, "pending")
    assert again.json()["is_replay"] is True
    receiver.came.clear()
    relay()

    assert [one.id for one in receiver.came] == [str(event_id)]
    assert delivery()["state"] == "delivered"


def test_a_replay_keeps_ids_signs_anew_and_leaves_the_streak_alone(org, police, receiver, relay):
    made = added(police, receiver, relay)
    path = f"{ENDPOINTS}/{made['id']}"
    events = [
        str(exchange.event(org.programs["police"], type=told))
        for told in (EventType.INTAKE_STATUS_CHANGED, EventType.INTAKE_MESSAGE_CREATED)
    ]
    relay()
    receiver.came.clear()
    secret = police.post(f"{path}/rotate-secret", if_match=police.get(path).headers["ETag"]).json()[
        "secret"
    ]

    body = {
        "since": (MORNING - timedelta(hours=1)).isoformat(),
        "until": (MORNING + timedelta(hours=1)).isoformat(),
    }
    assert police.post(f"{path}/replay", body).status_code == 202
    receiver.answer = lambda _: (500, {}, b"")
    relay()
    assert police.get(path).json()["failing_since"] is None
    receiver.answer = obliging
    relay(timedelta(minutes=1))

    assert sorted({one.id for one in receiver.came}) == sorted(events)
    for came in receiver.came:
        Webhook(secret).verify(came.content, came.headers)
    receiver.came.clear()
    body["types"] = [EventType.INTAKE_MESSAGE_CREATED]
    police.post(f"{path}/replay", body)
    relay(timedelta(minutes=2))
    assert [one.id for one in receiver.came] == events[1:]


def test_a_replay_of_nothing_is_refused(police, receiver, relay):
    made = added(police, receiver, relay)
    body = {"since": "2025-01-02T00:00:00Z", "until": "2025-01-01T00:00:00Z"}

    assert police.post(f"{ENDPOINTS}/{made['id']}/replay", body).status_code == 422


def test_there_are_not_more_than_ten(police, receiver):
    answers = [police.post(ENDPOINTS, {"url": receiver.url}).status_code for _ in range(11)]

    assert answers == [201] * 10 + [422]
