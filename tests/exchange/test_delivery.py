"""From outbox to receiver: once each, in order, signed, tried again and given up as promised."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from standardwebhooks import Webhook

from caseload.accounts.models import PartnerClient
from caseload.accounts.principals import system_actor
from caseload.accounts.services import partners
from caseload.exchange.event_types import EventType
from caseload.exchange.jobs import blank_old_events_everywhere
from caseload.exchange.models import OutboxEvent, WebhookEndpoint
from caseload.exchange.relaying import fan_out
from caseload.exchange.schedule import WAITS
from tests.exchange.test_signing import verify_v1a
from tests.factories import exchange
from tests.support.acting import acting, fresh
from tests.support.databases import administrator_of_clone
from tests.support.races import at_once
from tests.support.receiver import obliging
from tests.support.standard import MORNING, program_actor

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def refusing(status, **headers):
    return lambda _: (status, {n.replace("_", "-"): v for n, v in headers.items()}, b"")


def seen(org, name="police"):
    """The endpoint and its deliveries, as the agency sees them."""
    by = program_actor(org.programs[name])
    with acting(by):
        endpoint = WebhookEndpoint.objects.visible_to(by).order_by("-added_at").first()
        rows = list(endpoint.deliveries.visible_to(by).select_related("event").order_by("seq"))
    return endpoint, [row for row in rows if row.event.type != EventType.ENDPOINT_TEST]


def suspend(org, name="police", at=MORNING):
    by = fresh(org.administrator, at)
    with acting(by, at):
        agency = type(org.agency(name)).objects.get(pk=org.agency(name).pk)
        partners.suspend_agency(by=by, agency=agency, seen=agency.version, reason="for now")


def test_nothing_but_the_challenge_is_delivered_before_it_is_answered(org, receiver, relay):
    exchange.endpoint(org.programs["police"], url=receiver.url)
    exchange.event(org.programs["police"])
    receiver.answer = refusing(200)

    relay()

    assert [one.said["type"] for one in receiver.came] == ["endpoint.test"]
    assert seen(org)[0].state == "pending"
    receiver.answer = obliging
    relay(HOUR)
    relay(HOUR)
    assert [one.said["type"] for one in receiver.came[1:]] == [
        "endpoint.test",
        "intake.status_changed",
    ]
    assert receiver.came[1].id == receiver.came[0].id
    assert seen(org)[0].state == "active"


def test_an_event_is_thin_and_signed_both_ways(org, active, receiver, relay):
    endpoint, secret = active
    event_id = exchange.event(org.programs["police"], version=3, external_reference="NP/25/1")

    relay()

    (came,) = receiver.came
    assert came.id == str(event_id)
    assert set(came.said) == {"type", "timestamp", "data"}
    assert set(came.said["data"]) == {"id", "object", "url", "version", "external_reference"}
    assert came.said["data"]["version"] == 3
    assert came.said["data"]["url"] == f"/api/v1/partner/intakes/{came.said['data']['id']}"
    assert came.said["timestamp"] == "2025-01-13T09:00:00.000000Z"
    assert len(came.content) <= 2048
    Webhook(secret).verify(came.content, came.headers)
    signed = f"{came.id}.{came.headers['webhook-timestamp']}.".encode() + came.content
    verify_v1a(endpoint.public_key, came.headers["webhook-signature"], signed)


def test_the_longest_body_stays_below_2_kb(org, active, receiver, relay):
    exchange.event(org.programs["police"], external_reference="\u00fc" * 80, version=2**31 - 1)

    relay()

    assert len(receiver.came[0].content) <= 2048


def test_fanning_out_twice_makes_one_delivery(org, active, receiver, relay):
    exchange.event(org.programs["police"])
    by = system_actor(org.organisation.pk, "relay")
    with acting(by):
        assert [fan_out(by=by), fan_out(by=by)] == [1, 0]

    relay()
    relay()

    assert len(receiver.came) == 1


def test_an_agency_gets_its_own_events_of_the_types_it_named(org, receiver, relay):
    exchange.endpoint(
        org.programs["police"], url=receiver.url, types=[EventType.INTAKE_MESSAGE_CREATED]
    )
    relay()
    receiver.came.clear()
    exchange.event(org.programs["police"])
    exchange.event(org.programs["harbour"], type=EventType.INTAKE_MESSAGE_CREATED)
    mine = exchange.event(org.programs["police"], type=EventType.INTAKE_MESSAGE_CREATED)

    relay()

    assert [one.id for one in receiver.came] == [str(mine)]


def test_a_later_event_of_one_object_waits_for_the_earlier(org, active, receiver, relay):
    first = exchange.event(org.programs["police"], version=1)
    thing = seen_object(first)
    second = exchange.event(org.programs["police"], object_id=thing, version=2)
    other = exchange.event(org.programs["police"])
    receiver.answer = lambda one: (500 if one.id == str(first) else 200, {}, b"")

    relay()

    assert [one.id for one in receiver.came] == [str(first), str(other)]
    receiver.answer = obliging
    relay(HOUR)
    assert [one.id for one in receiver.came[2:]] == [str(first), str(second)]


def test_it_is_tried_ten_times_and_then_given_up(org, active, receiver, relay):
    exchange.event(org.programs["police"])
    receiver.answer = refusing(500)
    after = timedelta(0)
    for wait in WAITS:
        after += wait * 1.2 + timedelta(seconds=1)
        relay(after)

    _, (delivery,) = seen(org)
    assert (delivery.state, delivery.attempts, delivery.last_status) == ("dead", 10, 500)
    assert len(receiver.came) == 10
    assert len({one.id for one in receiver.came}) == 1
    relay(after + timedelta(days=2))
    assert len(receiver.came) == 10


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure_and_leads_nowhere(org, active, receiver, relay, status):
    exchange.event(org.programs["police"])
    receiver.answer = refusing(status, Location=receiver.url)

    relay()

    _, (delivery,) = seen(org)
    assert (delivery.state, delivery.last_status) == ("pending", status)
    assert len(receiver.came) == 1


def test_retry_after_is_honoured(org, active, receiver, relay):
    exchange.event(org.programs["police"])
    receiver.answer = refusing(503, Retry_After="3600")

    relay()

    _, (delivery,) = seen(org)
    assert delivery.next_attempt_at == MORNING + HOUR


def test_410_disables_the_endpoint(org, active, receiver, relay):
    exchange.event(org.programs["police"])
    receiver.answer = refusing(410)

    relay()

    endpoint, (delivery,) = seen(org)
    assert (endpoint.state, endpoint.disabled_reason) == ("disabled", "gone")
    assert delivery.state == "dead"
    exchange.event(org.programs["police"])
    relay(HOUR)
    assert len(receiver.came) == 1


def test_five_days_of_failure_disable_it_and_the_other_endpoints_are_told(
    org, active, receiver, relay
):
    receiver.answer = lambda one: (
        obliging(one) if one.said["type"].startswith("endpoint") else (500, {}, b"")
    )
    for day in range(7):
        exchange.event(org.programs["police"])
        relay(timedelta(days=day, hours=1))
    endpoint, _ = seen(org)
    assert (endpoint.state, endpoint.disabled_reason) == ("disabled", "failing_for_5_days")

    # Told to whoever reads the feed, and to another endpoint of the agency.
    with connection.cursor() as cursor:
        by = program_actor(org.programs["police"])
        with acting(by):
            cursor.execute(
                "SELECT count(*) FROM exchange_outboxevent WHERE type = 'endpoint.disabled'"
            )
            assert cursor.fetchone()[0] == 1


def test_success_ends_a_streak_of_failure(org, active, receiver, relay):
    exchange.event(org.programs["police"])
    receiver.answer = refusing(500)
    relay()
    assert seen(org)[0].failing_since == MORNING

    receiver.answer = obliging
    relay(HOUR)

    assert seen(org)[0].failing_since is None


def test_a_suspended_agency_gets_nothing_but_recalls(org, active, receiver, relay):
    thing = seen_object(exchange.event(org.programs["police"], type=EventType.DISCLOSURE_CREATED))
    exchange.event(org.programs["police"])
    recalls = [
        exchange.event(org.programs["police"], type=told, object_id=thing, version=2)
        for told in (EventType.DISCLOSURE_RECALLED, EventType.CONSENT_WITHDRAWN)
    ]
    suspend(org)

    relay()

    assert [one.id for one in receiver.came] == [str(one) for one in recalls]
    with acting(system_actor(org.organisation.pk, "relay")), connection.cursor() as cursor:
        cursor.execute("SELECT last_error_code FROM exchange_delivery WHERE state = 'skipped'")
        assert cursor.fetchall() == [("agency_not_live",)] * 2


def test_the_relay_of_one_charity_sees_nothing_of_the_other(org, receiver, relay):
    exchange.endpoint(org.programs["foreign_police"], url=receiver.url)

    relay()

    assert receiver.came == []


def test_an_address_that_turned_private_is_not_connected_to(org, active, receiver, relay, settings):
    exchange.event(org.programs["police"])
    settings.CASELOAD_WEBHOOKS_TO_PRIVATE_ADDRESSES = False

    relay()

    _, (delivery,) = seen(org)
    assert (delivery.state, delivery.last_error_code) == ("pending", "https_only")
    assert receiver.came == []


def test_without_the_key_it_was_made_with_nothing_is_sent_and_others_go_on(
    org, active, receiver, relay, settings
):
    exchange.event(org.programs["police"])
    settings.CASELOAD_WEBHOOK_KEY = b"1" * 32
    exchange.endpoint(org.programs["harbour"], url=receiver.url)

    relay()

    _, (delivery,) = seen(org)
    assert (delivery.state, delivery.last_error_code) == ("pending", "key_unreadable")
    assert [one.said["type"] for one in receiver.came] == ["endpoint.test"]


def test_a_receiver_that_never_ends_its_answer_is_cut_off(org, active, receiver, relay):
    import time  # noqa: PLC0415 - for this alone

    exchange.event(org.programs["police"])

    def slowly(_):
        time.sleep(1.5)
        return 200, {}, b""

    receiver.answer = slowly
    relay(timeout=0.5)

    _, (delivery,) = seen(org)
    assert (delivery.state, delivery.last_error_code) == ("pending", "timeout")


def test_a_worker_that_comes_late_settles_nothing(org, active, receiver, relay):
    from caseload.exchange import relaying, sending  # noqa: PLC0415

    exchange.event(org.programs["police"])
    by = system_actor(org.organisation.pk, "relay")
    with acting(by):
        fan_out(by=by)
        late = relaying.claim(by=by, pace=relaying.Pace(lease=0.0))
        taken = relaying.claim(by=by, pace=relaying.Pace(lease=60.0))
        assert late is not None
        assert taken is not None
        assert relaying.claim(by=by, pace=relaying.Pace()) is None
        relaying.settle(by=by, taken=taken, outcome=sending.Outcome(status=200))
        relaying.settle(by=by, taken=late, outcome=sending.Outcome(status=500))

    endpoint, (delivery,) = seen(org)
    assert (delivery.state, delivery.attempts) == ("delivered", 1)
    assert endpoint.failing_since is None


def test_no_header_body_or_log_says_more_than_ids(org, active, receiver, relay, capsys):
    exchange.event(org.programs["police"], external_reference="NP/25/7")

    relay()

    (came,) = receiver.came
    assert set(came.headers) == {
        "host",
        "accept-encoding",
        "content-length",
        "content-type",
        "user-agent",
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
        "connection",
    }
    said = capsys.readouterr()
    assert "/hook" not in said.out + said.err
    assert "NP/25/7" not in said.out + said.err
    assert json.loads(came.content)["data"]["external_reference"] == "NP/25/7"


def seen_object(event_id):
    """The object of an event of the police's."""
    program = PartnerClient.objects.select_related("agency", "user").get(name="police")
    by = program_actor(program)
    with acting(by):
        return OutboxEvent.objects.visible_to(by).get(pk=event_id).object_id


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_deliver_each_event_once_and_in_order(org, active, receiver, relay):
    things = [uuid.uuid4() for _ in range(5)]
    sent = {
        thing: [
            str(exchange.event(org.programs["police"], object_id=thing, version=version))
            for version in range(1, 7)
        ]
        for thing in things
    }

    for _ in range(3):
        at_once(*[relay] * 4)

    came = {thing: [] for thing in things}
    for one in receiver.came:
        came[uuid.UUID(one.said["data"]["id"])].append(one.id)
    assert came == sent


@pytest.mark.django_db(transaction=True)
def test_after_90_days_the_reference_is_blanked_and_nothing_is_deleted(org):
    old, young = (
        exchange.event(org.programs["police"], external_reference="NP/25/1") for _ in range(2)
    )
    with administrator_of_clone() as admin:
        admin.execute(
            "UPDATE exchange_outboxevent SET written_at = written_at - interval '91 days' "
            "WHERE id = %s",
            [old],
        )

    assert blank_old_events_everywhere() == 1
    assert blank_old_events_everywhere() == 0

    with administrator_of_clone() as admin:
        rows = admin.execute("SELECT id, external_reference FROM exchange_outboxevent").fetchall()
    assert dict(rows) == {old: "", young: "NP/25/1"}
