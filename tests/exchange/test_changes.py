"""The feed misses nothing that was committed late, and shows nobody anything of another's."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from caseload.access.acting import at_the_desk
from caseload.accounts.models import PartnerAgency
from caseload.accounts.services import partners
from caseload.exchange.event_types import EventType
from caseload.exchange.outbox import emit
from tests.factories import exchange
from tests.support.acting import acting, fresh
from tests.support.races import at_once
from tests.support.standard import MORNING, program_actor

pytestmark = pytest.mark.django_db(transaction=True)

FEED = "partner/changes"
TOMBSTONE = EventType.CONSENT_WITHDRAWN


def read_all(api, since=None, **query):
    found = []
    while True:
        answer = api.get(FEED, **query, **({"since": since} if since else {}))
        assert answer.status_code == 200, answer.content
        since = answer.json()["next"]
        if not answer.json()["results"]:
            return found, since
        found += answer.json()["results"]


def test_a_change_is_thin_and_next_is_always_there(org, client_as):
    event_id = exchange.event(org.programs["police"], type=TOMBSTONE, version=4)
    api = client_as("police")

    (row,), since = read_all(api)

    assert set(row) == {"event_id", "type", "object", "id", "version", "op"}
    assert (row["event_id"], row["type"], row["op"], row["version"]) == (
        str(event_id),
        "consent.withdrawn",
        "delete",
        4,
    )
    assert read_all(api, since)[0] == []
    second = exchange.event(org.programs["police"], type=TOMBSTONE)
    assert [row["event_id"] for row in read_all(api, since)[0]] == [str(second)]


def test_a_transaction_that_began_before_and_commits_later_is_not_skipped(org, client_as):
    """The late one holds a lower number; "newer than the last" would lose it."""
    import threading  # noqa: PLC0415 - for this alone

    program, api = org.programs["police"], client_as("police")
    written, finish = threading.Event(), threading.Event()
    ids = {}

    def late():
        by = program_actor(program)
        with acting(by), at_the_desk(by) as desk:
            ids["late"] = emit(
                by=desk,
                agency_id=program.agency_id,
                type=TOMBSTONE,
                object_id=uuid.uuid4(),
                version=1,
            )
            written.set()
            assert finish.wait(20)

    def reader():
        assert written.wait(20)
        ids["early"] = exchange.event(program, type=TOMBSTONE)
        first, since = read_all(api)
        finish.set()
        return first, since

    _, (first, since) = at_once(late, reader)

    assert first == []
    then, _ = read_all(api, since)
    assert [row["event_id"] for row in then] == [str(ids["late"]), str(ids["early"])]


def test_pages_are_read_to_the_end_and_types_choose(org, client_as):
    program, api = org.programs["police"], client_as("police")
    ids = [str(exchange.event(program, type=TOMBSTONE)) for _ in range(5)]
    recall = str(exchange.event(program, type=EventType.DISCLOSURE_RECALLED))

    assert [row["event_id"] for row in read_all(api, limit=2)[0]] == [*ids, recall]
    only, _ = read_all(api, types="disclosure.recalled,referral.withdrawn")
    assert [row["event_id"] for row in only] == [recall]
    assert api.get(FEED, types="case.opened").status_code == 400


def test_what_may_not_be_read_now_is_left_out_but_for_tombstones(org, client_as):
    program, api = org.programs["police"], client_as("police")
    exchange.event(program, type=EventType.INTAKE_STATUS_CHANGED)
    exchange.event(program, type=EventType.DISCLOSURE_CREATED)
    exchange.event(program, type=EventType.REFERRAL_SENT)
    gone = exchange.event(program, type=EventType.REFERRAL_WITHDRAWN)

    assert [row["event_id"] for row in read_all(api)[0]] == [str(gone)]


def test_a_page_is_empty_only_at_the_end(org, client_as):
    """Who stops at an empty page has not stopped before what came after the unreadable."""
    program, api = org.programs["police"], client_as("police")
    for _ in range(3):
        exchange.event(program, type=EventType.REFERRAL_SENT)
    gone = exchange.event(program, type=EventType.REFERRAL_WITHDRAWN)

    for limit in (1, 2, 3, 4):
        assert [row["event_id"] for row in read_all(api, limit=limit)[0]] == [str(gone)]


def test_nobody_reads_anothers_feed_or_goes_on_with_anothers_cursor(org, client_as):
    exchange.event(org.programs["police"], type=TOMBSTONE)
    police, harbour = client_as("police"), client_as("harbour")
    _, since = read_all(police)

    assert read_all(harbour)[0] == []
    assert read_all(client_as("foreign_police"))[0] == []
    answer = harbour.get(FEED, since=since)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-request")
    assert police.get(FEED, since="x").status_code == 400
    assert client_as("police", scopes=["webhooks.manage"]).get(FEED).status_code == 403


def test_a_cursor_of_more_than_90_days_says_what_to_do(org, client_as):
    exchange.event(org.programs["police"], type=TOMBSTONE)
    _, since = read_all(client_as("police"))
    later = client_as("police", at=MORNING + timedelta(days=91))

    answer = later.get(FEED, since=since)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-request")
    assert "Read your lists again" in answer.json()["detail"]
    assert read_all(later)[0] == []


def test_suspension_ends_the_feed_at_once(org, client_as):
    exchange.event(org.programs["police"], type=TOMBSTONE)
    api = client_as("police")
    by = fresh(org.administrator)
    with acting(by):
        agency = PartnerAgency.objects.get(pk=org.agency("police").pk)
        partners.suspend_agency(by=by, agency=agency, seen=agency.version, reason="for now")

    assert api.get(FEED).status_code in {401, 403}


def test_the_outbox_stamps_itself_whatever_is_sent(org):
    program = org.programs["police"]
    event_id = exchange.event(program, type=TOMBSTONE)
    by = program_actor(program)
    with acting(by), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tx > 0, seq > 0, occurred_at FROM exchange_outboxevent WHERE id = %s",
            [event_id],
        )
        assert cursor.fetchone() == (True, True, MORNING)
