"""What happens to a referral, an intake or a disclosure is told to its agency, and no more of it."""

import re
import uuid
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection

from caseload.access.acting import at_the_desk
from caseload.access.operations import _subscribers
from caseload.consents.models import AccessEnd
from caseload.core import clock
from caseload.exchange import handlers, outbox
from caseload.exchange.event_types import ADDRESS_OF, OBJECT_OF, EventObject, EventType
from caseload.exchange.models import OutboxEvent
from caseload.referrals.services import referrals_out
from tests.factories import clients, exchange
from tests.factories import referrals as make
from tests.support.acting import acting, commit_check, fresh
from tests.support.databases import administrator_of_clone
from tests.support.standard import MORNING, program_actor

pytestmark = pytest.mark.django_db

MARKERS = {
    "given_names": "Quillmarker",
    "reason": "Thistlemarker wants company",
    "body": "Bramblemarker says hello",
}


def told(org, name):
    by = program_actor(org.programs[name])
    with acting(by):
        rows = OutboxEvent.objects.visible_to(by).order_by("seq")
        return [(row.type, row.object_id) for row in rows]


@pytest.fixture
def case(org):
    return clients.case(org, lead=org.worker, person={"given_names": MARKERS["given_names"]})


def test_a_referral_sent_written_about_and_taken_back(org, case):
    sent = make.sent_referral(
        by=org.worker, on=case, to=org.agency("harbour"), reason=MARKERS["reason"]
    )
    make.referral_message(by=org.worker, about=sent, body=MARKERS["body"])
    by = fresh(org.worker)
    with acting(by):
        referrals_out.withdraw_referral(by=by, referral=sent, seen=sent.version, reason="resolved")
    commit_check()

    types = [type_ for type_, _ in told(org, "harbour")]
    assert sorted(types) == sorted(
        [
            "disclosure.created",
            "referral.sent",
            "disclosure.created",
            "referral.message_created",
            "disclosure.recalled",
            "disclosure.recalled",
            "referral.withdrawn",
        ]
    )
    assert {pk for type_, pk in told(org, "harbour") if type_.startswith("referral")} == {sent.pk}
    assert told(org, "police") == []


def test_a_referral_by_post_is_told_to_nobody(org, case):
    make.sent_referral(by=org.worker, on=case, to="The Corner Practice", channel="post")

    assert told(org, "harbour") == told(org, "police") == []


def test_withdrawn_consent_names_the_disclosure_to_whoever_holds_it(org, case):
    agreed = make.agreement(by=org.worker, on=case, to=org.agency("harbour"))
    sent = make.send(
        by=org.worker, made=make.referral(by=org.worker, on=case, to=org.agency("harbour"))
    )

    make.withdraw(by=org.worker, consent=agreed)

    events = told(org, "harbour")
    assert ("consent.withdrawn", sent.disclosure_id) in events
    assert ("referral.withdrawn", sent.pk) in events
    assert "disclosure.recalled" not in {type_ for type_, _ in events}
    assert told(org, "police") == []


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (AccessEnd.WITHDRAWN, ["consent.withdrawn"]),
        (AccessEnd.RECALLED, ["disclosure.recalled"]),
        (AccessEnd.BASIS_ENDED, ["disclosure.recalled"]),
        (AccessEnd.AGREEMENT_ENDED, ["disclosure.recalled"]),
        (AccessEnd.EXPIRED, ["disclosure.recalled"]),
    ],
)
def test_each_end_of_access_is_told_as_decided(org, reason, expected):
    agency = org.agency("police")
    by = fresh(org.worker)
    with acting(by):
        ended = SimpleNamespace(
            pk=uuid.uuid4(),
            recipient_agency_id=agency.pk,
            access_ended_reason=reason,
            access_ended_at=clock.now(),
            expires_at=None,
        )
        handlers.disclosure_ended(SimpleNamespace(by=by, result=ended))
        # Called back in the same step: it is said once.
        if reason is AccessEnd.RECALLED:
            handlers.disclosure_recalled(SimpleNamespace(by=by, result=ended))
        # Ended long ago: ending it again says nothing.
        ended.access_ended_at = MORNING.replace(year=2024)
        handlers.disclosure_ended(SimpleNamespace(by=by, result=ended))

    assert [type_ for type_, _ in told(org, "police")] == expected


def test_an_end_that_the_agency_knew_beforehand_is_not_told(org):
    by = fresh(org.worker)
    with acting(by):
        ended = SimpleNamespace(
            pk=uuid.uuid4(),
            recipient_agency_id=org.agency("police").pk,
            access_ended_reason=AccessEnd.EXPIRED,
            access_ended_at=clock.now(),
            expires_at=clock.now(),
        )
        handlers.disclosure_ended(SimpleNamespace(by=by, result=ended))

    assert told(org, "police") == []


def test_an_intake_whose_neutral_state_changes_is_told_to_its_agency(org):
    face = SimpleNamespace(
        agency_id=org.agency("police").pk,
        intake_id=uuid.uuid4(),
        version=2,
        external_reference="NP/25/9",
    )
    by = fresh(org.intake_worker)
    with acting(by):
        handlers.intake_face_changed(SimpleNamespace(by=by, result=face))

    assert told(org, "police") == [("intake.status_changed", face.intake_id)]


def test_every_handler_is_subscribed_and_every_type_has_its_sender():
    for event, handler in handlers.HANDLERS.items():
        assert handler in _subscribers[event], event
    source = {
        name
        for name in re.findall(r"EventType\.([A-Z_]+)", _source(handlers))
        if name in EventType.__members__
    }
    sent = {EventType[name].value for name in source}

    assert sent == set(EventType.values)
    assert set(handlers.SENT_ELSEWHERE) == {"endpoint.test", "endpoint.disabled"}
    assert set(OBJECT_OF) == set(EventType.values)
    assert set(ADDRESS_OF) == set(EventObject.values)


def test_the_types_are_those_of_the_interface_and_name_nothing_of_a_case():
    assert set(EventType.values) == {
        "intake.status_changed",
        "intake.information_requested",
        "intake.message_created",
        "referral.sent",
        "referral.withdrawn",
        "referral.message_created",
        "disclosure.created",
        "disclosure.recalled",
        "consent.withdrawn",
        "endpoint.test",
        "endpoint.disabled",
    }


def test_an_unknown_type_is_refused_by_the_code_and_by_the_database(org):
    program = org.programs["police"]
    with pytest.raises(ValueError, match=r"case\.opened"):
        exchange.event(program, type="case.opened")

    by = program_actor(program)
    refused = pytest.raises(DatabaseError, match="outbox_type_is_known")
    with refused, acting(by), at_the_desk(by) as desk, connection.cursor() as cursor:
        values = [uuid.uuid4(), desk.organisation_id, program.agency_id, "case.opened"]
        cursor.execute(outbox._ADD, [*values, "intake", uuid.uuid4(), 1, "", "update"])


def test_a_shape_adds_to_the_outbox_of_its_organisation_alone(org):
    by = fresh(org.worker)
    refused = pytest.raises(DatabaseError, match="row-level security")
    with refused, acting(by), connection.cursor() as cursor:
        values = [uuid.uuid4(), org.foreign_organisation.pk, org.agency("foreign_police").pk]
        cursor.execute(
            outbox._ADD,
            [*values, "referral.sent", "referral", uuid.uuid4(), 1, "", "update"],
        )


@pytest.mark.django_db(transaction=True)
def test_no_marker_is_in_outbox_deliveries_jobs_bodies_headers_or_logs(
    org, receiver, relay, capsys, client_as
):
    """Names, words and case ids were planted; nothing that leaves, or waits to, holds any."""
    exchange.endpoint(org.programs["harbour"], url=receiver.url)
    relay()
    planted = clients.case(org, lead=org.worker, person={"given_names": MARKERS["given_names"]})
    sent = make.sent_referral(
        by=org.worker, on=planted, to=org.agency("harbour"), reason=MARKERS["reason"]
    )
    make.referral_message(by=org.worker, about=sent, body=MARKERS["body"])
    relay()

    assert len(receiver.of("referral.sent", "referral.message_created")) == 2
    left = [f"{one.headers}{one.content!r}" for one in receiver.came]
    left += capsys.readouterr()
    left.append(client_as("harbour").get("partner/changes").content.decode())
    with administrator_of_clone() as admin:
        for table in ("exchange_outboxevent", "exchange_delivery", "procrastinate_jobs"):
            left += [str(row) for row in admin.execute(f"SELECT t::text FROM {table} t")]
    hidden = [word for text in MARKERS.values() for word in re.findall(r"\w+marker", text)]
    hidden += [str(pk) for pk in (planted.pk, planted.client_id, planted.family_id)]
    assert [word for word in hidden for text in left if word in text] == []


def _source(module):
    import inspect  # noqa: PLC0415 - for this alone

    return inspect.getsource(module)
