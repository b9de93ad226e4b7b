"""Agencies, agreements, programs and secrets: the services, their fences, and two at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection

from caseload.access.acting import unit_of_work
from caseload.access.roles import PARTNER_SCOPES
from caseload.accounts import networks
from caseload.accounts.models import (
    ClientSecret,
    PartnerAgency,
    PartnerClient,
    SharingAgreement,
    User,
)
from caseload.accounts.services import partners
from caseload.core import clock
from caseload.core.actor import Scope
from caseload.core.errors import (
    InvalidTransition,
    NotFound,
    NotPermitted,
    StaleVersion,
    ValidationFailed,
)
from tests.support.races import at_once, rounds
from tests.support.standard import FAR_AWAY, MORNING, actor_of, program_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(actors: Any, acting: Any) -> Any:
    with acting(actors.administrator):
        yield actors.administrator


@pytest.fixture
def agency(org: Any, by: Any) -> PartnerAgency:
    return partners.add_agency(
        by=by, organisation=org.organisation, name="Moorland Trust", kind="charity"
    )


@pytest.fixture
def program(by: Any, agency: PartnerAgency) -> PartnerClient:
    return partners.register_client(by=by, agency=agency, name="Records", scopes=["intakes.read"])


def test_a_program_acts_as_a_principal_of_its_own(org, by, program):
    principal = program.user
    assert (principal.kind, principal.username) == ("service", f"service.{program.pk}")
    assert principal.organisation_id == org.organisation.pk
    assert program.is_test is org.organisation.is_test
    second = partners.register_client(
        by=by, agency=program.agency, name="Another", scopes=["intakes.read"]
    )
    assert second.user_id != principal.pk
    assert second.client_id != program.client_id


def test_how_often_is_the_installations_setting_unless_said(by, agency, settings):
    settings.CASELOAD_PARTNER_REQUESTS_PER_MINUTE = 7
    settings.CASELOAD_PARTNER_REQUESTS_PER_DAY = 70
    usual = partners.register_client(by=by, agency=agency, name="A", scopes=["intakes.read"])
    said = partners.register_client(
        by=by, agency=agency, name="B", scopes=["intakes.read"], requests_per_day=9
    )
    assert (usual.requests_per_minute, usual.requests_per_day) == (7, 70)
    assert (said.requests_per_minute, said.requests_per_day) == (7, 9)


@pytest.mark.parametrize("scopes", [[], ["staff"], ["intakes.read", "people.read"]])
def test_a_program_has_scopes_that_there_are(by, agency, scopes):
    with pytest.raises(ValidationFailed):
        partners.register_client(by=by, agency=agency, name="A", scopes=scopes)


def test_two_secrets_live_and_the_oldest_ends(org, actors, acting):
    program, made = org.programs["police"], []
    for hour in range(4):
        by, now = actors.fresh("administrator"), MORNING + timedelta(hours=hour)
        with acting(by, at=now):
            made.append(partners.make_secret(by=by, client=program)[0])

    ends = {row.pk: row.ends_at for row in ClientSecret.objects.filter(client=program)}
    assert [ends[row.pk] > now for row in made] == [False, False, True, True]
    assert ends[made[-1].pk] == now + timedelta(days=365)


def test_what_is_kept_of_a_secret_cannot_be_shown(by, program):
    row, shown = partners.make_secret(by=by, client=program)
    assert shown not in repr(row.__dict__)
    assert len(row.hashed) == 64
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(s)::text FROM accounts_clientsecret s WHERE id = %s", [row.pk]
        )
        assert shown not in cursor.fetchone()[0]


def test_steps_that_lead_nowhere_are_refused(by, agency, program):
    why = "said on the phone"
    secret, _ = partners.make_secret(by=by, client=program)
    agreement = partners.sign_agreement(
        by=by, agency=agency, title="T", purposes=["referral_in"], ends_at=FAR_AWAY
    )
    partners.end_agreement(by=by, agreement=agreement, seen=1, reason=why)
    partners.end_secret(by=by, secret=secret, seen=1, reason=why)
    for act in (
        lambda: partners.resume_agency(by=by, agency=agency, seen=1, reason=why),
        lambda: partners.resume_client(by=by, client=program, seen=2, reason=why),
        lambda: partners.end_agreement(by=by, agreement=agreement, seen=2, reason=why),
        lambda: partners.end_secret(by=by, secret=secret, seen=2, reason=why),
    ):
        with pytest.raises(InvalidTransition):
            act()
    with pytest.raises(ValidationFailed):
        partners.suspend_agency(by=by, agency=agency, seen=1, reason="  ")


def test_a_version_that_was_not_seen_changes_nothing(by, program):
    with pytest.raises(StaleVersion):
        partners.make_secret(by=by, client=program, seen=9)
    assert not ClientSecret.objects.filter(client=program).exists()


@pytest.mark.parametrize(
    "who", ["worker", "manager", "service_manager", "safeguarding_lead", "trustee", "police"]
)
def test_two_roles_keep_agencies_and_nobody_else(actors, acting, org, who):
    by = getattr(actors, who)
    with acting(by), pytest.raises(NotPermitted):
        partners.add_agency(by=by, organisation=org.organisation, name="X", kind="charity")
    with acting(by), pytest.raises(NotPermitted):
        partners.make_secret(by=by, client=org.programs["police"])


def test_nobody_keeps_those_of_the_charity_next_door(actors, acting, org):
    by = actors.foreign_administrator
    with acting(by), pytest.raises(NotPermitted):
        partners.suspend_agency(by=by, agency=org.agency("police"), seen=1, reason="x")
    with acting(by), pytest.raises(NotFound):
        # Past the operation, the rows say no.
        org.agency("police").change(seen=1, reason="x", code="X")


@pytest.mark.parametrize(
    ("who", "agencies", "secrets"),
    [
        ("worker", True, False),
        ("intake_worker", True, False),
        ("service_manager", True, False),
        ("administrator", True, True),
        ("data_protection_lead", True, True),
        ("trustee", False, False),
        ("analyst", False, False),
        ("foreign_administrator", False, False),
    ],
)
def test_the_rows_themselves_say_who_reads_what(actors, acting, org, who, agencies, secrets):
    """access-and-audit.md §5.2, the row of agencies, agreements and clients."""
    admin = actors.administrator
    with acting(admin):
        made, _ = partners.make_secret(by=admin, client=org.programs["police"])
    ours = org.agency("police").pk
    by = getattr(actors, who)
    with acting(by):
        assert PartnerAgency.objects.filter(pk=ours).exists() == agencies
        assert SharingAgreement.objects.filter(agency_id=ours).exists() == agencies
        assert PartnerClient.objects.filter(agency_id=ours).exists() == agencies
        if by.scope is not Scope.WIDE:
            assert ClientSecret.objects.filter(pk=made.pk).exists() == secrets
    if by.scope is Scope.WIDE:
        assert not secrets
        with pytest.raises(DatabaseError), acting(by):
            ClientSecret.objects.exists()


def test_a_program_reads_its_own_agency_and_no_secret(org, acting):
    by = program_actor(org.programs["police"])
    with acting(by):
        assert [row.pk for row in PartnerAgency.objects.all()] == [org.agency("police").pk]
        assert {row.agency_id for row in SharingAgreement.objects.all()} == {by.agency_id}
        assert [row.pk for row in PartnerClient.objects.all()] == [org.programs["police"].pk]
    with pytest.raises(DatabaseError), acting(by):
        ClientSecret.objects.exists()
    with pytest.raises(DatabaseError), acting(by):
        User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_T_secrets_made_at_once_leave_two_alive(org):
    """Without a version, which is how a demo makes them; each that is made works until it is ended."""
    for _ in range(rounds(10)):
        made = at_once(*[lambda: _make(org) for _ in range(4)])
        now = clock.now()
        live = ClientSecret.objects.filter(client=org.programs["police"], ends_at__gt=now)
        assert live.count() == 2
        assert {row.pk for row in live} <= {row.pk for row in made}


def _make(org: Any) -> ClientSecret:
    by = actor_of(org.administrator, at=clock.now())
    with unit_of_work(by):
        program = PartnerClient.objects.get(pk=org.programs["police"].pk)
        return partners.make_secret(by=by, client=program)[0]


@pytest.mark.parametrize(
    ("named", "address", "expected"),
    [
        ([], "203.0.113.7", True),
        ([], "", True),
        (["203.0.113.7/32"], "203.0.113.7", True),
        (["203.0.113.7/32"], "203.0.113.8", False),
        (["203.0.113.0/24"], "::ffff:203.0.113.9", True),
        (["2001:db8::/32"], "2001:db8:1::1", True),
        (["2001:db8::/32"], "203.0.113.7", False),
        (["203.0.113.0/24"], "", False),
        (["203.0.113.0/24"], "203.0.113.7:443", False),
    ],
)
def test_addresses(named, address, expected):
    assert networks.allow(named, address) is expected


def test_every_scope_is_one_that_a_program_may_be_given(by, agency):
    made = partners.register_client(by=by, agency=agency, name="All", scopes=PARTNER_SCOPES)
    assert set(made.scopes) == set(PARTNER_SCOPES)
