"""Client credentials for partners' programs, from the secret to the moment a token is worth nothing."""

import base64
import json
import logging
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from oauth2_provider.models import get_access_token_model, get_refresh_token_model

from caseload.access.acting import unit_of_work
from caseload.access.roles import PARTNER_SCOPES
from caseload.accounts import tokens
from caseload.accounts.models import (
    Application,
    ClientSecret,
    PartnerAgency,
    PartnerClient,
    Session,
    SharingAgreement,
)
from caseload.accounts.services import partners
from caseload.core import clock
from tests.api.asking import is_problem
from tests.support import trail
from tests.support.client import Api
from tests.support.databases import administrator_of_clone
from tests.support.races import at_once
from tests.support.standard import Standard, actor_of

pytestmark = pytest.mark.django_db

MINE = "/api/v1/partner/referrals"


def as_administrator(org: Standard, act: Any) -> Any:
    """What an administrator does now, by the machine's clock, as tokens live by it."""
    by = actor_of(org.administrator, at=clock.now())
    with unit_of_work(by):
        return act(by)


def program_of(org: Standard, name: str = "police") -> PartnerClient:
    return PartnerClient.objects.select_related("agency", "user").get(pk=org.programs[name].pk)


def secret_of(org: Standard, name: str = "police") -> str:
    program = program_of(org, name)
    return as_administrator(org, lambda by: partners.make_secret(by=by, client=program)[1])


def ask(org: Standard, secret: str, name: str = "police", **fields: str) -> Any:
    """A request for a token, its credentials in the header."""
    sent = {"grant_type": "client_credentials"} | fields
    headers = {"Authorization": basic(org.programs[name].client_id, secret)}
    return Client().post("/oauth/token", sent, headers=headers)


def basic(client_id: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()


def read(token: str, **headers: str) -> Any:
    return Client().get(MINE, headers={"Authorization": f"Bearer {token}"} | headers)


def refused(answer: Any, status: int, error: str) -> None:
    assert (answer.status_code, answer.json()["error"]) == (status, error), answer.content
    assert "access_token" not in answer.json()
    assert answer["Cache-Control"] == "no-store"


@pytest.fixture
def secret(org: Standard) -> str:
    return secret_of(org)


@pytest.fixture
def token(org: Standard, secret: str) -> str:
    return str(ask(org, secret).json()["access_token"])


def test_from_the_secret_to_the_api(org, secret):
    answer = ask(org, secret)

    assert answer.status_code == 200, answer.content
    given = answer.json()
    assert given["token_type"] == "Bearer"
    assert given["expires_in"] == 900
    assert set(given["scope"].split()) == set(PARTNER_SCOPES)
    assert "refresh_token" not in given
    assert not get_refresh_token_model().objects.filter(
        application__client_id=org.programs["police"].client_id
    )
    assert read(given["access_token"]).status_code == 200
    kept = repr(list(get_access_token_model().objects.values()))
    assert given["access_token"] not in kept


def test_the_form_carries_the_secret_too(org, secret):
    sent = {
        "grant_type": "client_credentials",
        "client_id": org.programs["police"].client_id,
        "client_secret": secret,
    }
    assert Client().post("/oauth/token", sent).status_code == 200


def test_scopes_asked_for_are_the_scopes_given(org, secret):
    given = ask(org, secret, scope="referrals.receive").json()

    assert given["scope"] == "referrals.receive"
    assert read(given["access_token"]).status_code == 200
    is_problem(
        Client().get("/api/v1/code-lists", headers={"Authorization": bearer(given)}),
        403,
        "insufficient-scope",
    )


def bearer(given: dict[str, Any]) -> str:
    return f"Bearer {given['access_token']}"


@pytest.mark.parametrize("scope", ["staff", "referrals.receive staff", "people.read", "*"])
def test_no_scope_beyond_what_was_registered(org, secret, scope):
    refused(ask(org, secret, scope=scope), 400, "invalid_scope")


def test_a_scope_that_this_program_was_not_given_is_refused(org, secret):
    program = program_of(org)
    as_administrator(
        org,
        lambda by: partners.amend_client(
            by=by, client=program, seen=program.version, reason="less", scopes=["intakes.submit"]
        ),
    )
    refused(ask(org, secret, scope="referrals.receive"), 400, "invalid_scope")
    assert ask(org, secret).json()["scope"] == "intakes.submit"


def test_a_scope_taken_away_is_gone_from_live_tokens(org, secret, token):
    assert read(token).status_code == 200
    program = program_of(org)
    as_administrator(
        org,
        lambda by: partners.amend_client(
            by=by, client=program, seen=program.version, reason="less", scopes=["intakes.submit"]
        ),
    )
    is_problem(read(token), 403, "insufficient-scope")


def test_staff_may_ask_for_nothing_of_a_programs(org, secret):
    """The scopes of a token of staff are theirs alone, whatever the application is called."""
    from caseload.api.program_tokens import Scopes  # noqa: PLC0415 - beside what it is about

    staff = tokens.command_line_application()
    assert Scopes().get_available_scopes(application=staff) == ["staff"]
    assert Scopes().get_default_scopes(application=None) == ["staff"]


@pytest.mark.parametrize("wrong", ["", "x", "é", "\0", "x" * 5000])
def test_a_wrong_secret_gives_nothing(org, secret, wrong):
    answer = ask(org, wrong)

    refused(answer, 401, "invalid_client")
    assert answer["WWW-Authenticate"] == 'Basic realm="caseload"'


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic !!!", "Basic " + base64.b64encode(b"\xff\xfe:x").decode(), "Basic eA=="],
)
def test_a_header_that_cannot_be_read_gives_nothing(org, header):
    sent = {"grant_type": "client_credentials", "client_id": org.programs["police"].client_id}
    answer = Client().post("/oauth/token", sent, headers={"Authorization": header})

    refused(answer, 401, "invalid_client")


def test_the_secret_of_another_program_gives_nothing(org, secret):
    refused(ask(org, secret, "harbour"), 401, "invalid_client")
    refused(ask(org, secret, "foreign_police"), 401, "invalid_client")


def test_the_secret_of_the_toolkits_own_row_gives_nothing(org, secret):
    """The login role writes that row, so nothing may rest on it."""
    application = tokens.application_of(program_of(org))
    application.client_secret = "known-to-somebody"
    application.save()

    refused(ask(org, "known-to-somebody"), 401, "invalid_client")


def test_an_application_of_staff_gets_no_client_credentials(org):
    Application.objects.create(
        name="Crafted",
        client_id="crafted",
        client_secret="s3cret",
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
    sent = {"grant_type": "client_credentials", "client_id": "crafted", "client_secret": "s3cret"}

    refused(Client().post("/oauth/token", sent), 401, "invalid_client")


@pytest.mark.parametrize("grant", ["authorization_code", "refresh_token"])
def test_a_program_has_no_other_grant(org, secret, grant):
    answer = ask(org, secret, grant_type=grant, code="x", refresh_token="x", redirect_uri="x")

    assert answer.status_code in {400, 401}
    assert "access_token" not in answer.json()


def test_a_grant_that_is_not_offered_says_so(org, secret):
    for grant in ("password", "urn:ietf:params:oauth:grant-type:device_code", "x"):
        refused(ask(org, secret, grant_type=grant), 400, "unsupported_grant_type")


def test_a_form_cannot_name_the_client_itself(org, secret):
    """The library takes what it does not know for its own attributes."""
    answer = ask(org, "wrong", client="x", program="x", user=str(org.administrator.pk))

    refused(answer, 401, "invalid_client")


def test_two_secrets_live_side_by_side_and_a_third_ends_the_first(org, secret):
    second, third = secret_of(org), secret_of(org)

    refused(ask(org, secret), 401, "invalid_client")
    assert ask(org, second).status_code == 200
    assert ask(org, third).status_code == 200


def test_a_secret_that_was_ended_gives_nothing(org, secret):
    row = ClientSecret.objects.get(client=org.programs["police"])
    as_administrator(
        org, lambda by: partners.end_secret(by=by, secret=row, seen=1, reason="in a mail")
    )
    refused(ask(org, secret), 401, "invalid_client")


def test_a_secret_ends_after_twelve_months(org, secret, monkeypatch):
    assert ask(org, secret).status_code == 200
    row = ClientSecret.objects.get(client=org.programs["police"])
    assert row.ends_at - row.starts_at == timedelta(days=365)

    monkeypatch.setattr(clock, "now", lambda: row.ends_at)

    refused(ask(org, secret), 401, "invalid_client")


def suspend_program(org: Standard) -> None:
    program = program_of(org)
    as_administrator(
        org,
        lambda by: partners.suspend_client(
            by=by, client=program, seen=program.version, reason="a key was lost"
        ),
    )


def suspend_agency(org: Standard) -> None:
    agency = PartnerAgency.objects.get(pk=org.agency("police").pk)
    as_administrator(
        org, lambda by: partners.suspend_agency(by=by, agency=agency, seen=1, reason="a breach")
    )


def end_agreement(org: Standard) -> None:
    agreement = SharingAgreement.objects.get(agency=org.agency("police"))
    as_administrator(
        org,
        lambda by: partners.end_agreement(by=by, agreement=agreement, seen=1, reason="it is over"),
    )


ENDINGS = [suspend_program, suspend_agency, end_agreement]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_ends_a_program_ends_its_tokens_at_the_next_request(org, secret, token, ending):
    assert read(token).status_code == 200

    ending(org)

    is_problem(read(token), 401, "not-authenticated")
    refused(ask(org, secret), 401, "invalid_client")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", ["program", "agency", "agreement"])
def test_what_ends_a_program_ends_what_it_reads_at_the_next_statement(org, ending):
    """In the middle of a unit of work, by somebody else's commit."""
    from tests.support.standard import program_actor  # noqa: PLC0415 - fixtures first

    end = {
        "program": "UPDATE accounts_partnerclient SET suspended_at = now(), suspended_reason = 'x' "
        "WHERE id = %s",
        "agency": "UPDATE accounts_partneragency SET suspended_at = now(), suspended_reason = 'x' "
        "WHERE id = (SELECT agency_id FROM accounts_partnerclient WHERE id = %s)",
        "agreement": "UPDATE accounts_sharingagreement SET ends_at = now() "
        "WHERE agency_id = (SELECT agency_id FROM accounts_partnerclient WHERE id = %s)",
    }[ending]
    with unit_of_work(program_actor(org.programs["police"])), connection.cursor() as cursor:
        seen = "SELECT count(*) FROM accounts_partneragency"
        assert cursor.execute(seen).fetchone() == (1,)
        with administrator_of_clone() as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute(end, [org.programs["police"].pk])
        assert cursor.execute(seen).fetchone() == (0,)


def test_a_program_that_is_resumed_asks_again(org, secret, token):
    suspend_program(org)
    program = program_of(org)
    as_administrator(
        org,
        lambda by: partners.resume_client(
            by=by, client=program, seen=program.version, reason="it was found"
        ),
    )
    assert ask(org, secret).status_code == 200


def test_addresses_are_asked_about_at_the_token_and_at_each_request(org, secret, token, settings):
    settings.CASELOAD_TRUSTED_PROXIES = 1
    program = program_of(org)
    as_administrator(
        org,
        lambda by: partners.amend_client(
            by=by,
            client=program,
            seen=program.version,
            reason="from their office alone",
            allowed_addresses=["203.0.113.0/24"],
        ),
    )

    def from_(address: str) -> tuple[int, int]:
        headers = {
            "Authorization": basic(program.client_id, secret),
            "X-Forwarded-For": address,
        }
        asked = Client().post("/oauth/token", {"grant_type": "client_credentials"}, headers=headers)
        return asked.status_code, read(token, **{"X-Forwarded-For": address}).status_code

    assert from_("203.0.113.9") == (200, 200)
    assert from_("198.51.100.9, 203.0.113.9") == (200, 200)
    assert from_("203.0.113.9, 198.51.100.9") == (401, 401)
    assert from_("nonsense") == (401, 401)


def test_a_token_ends_after_a_quarter_of_an_hour(org, token, monkeypatch):
    row = tokens.find(token)
    assert row.expires - row.created < timedelta(minutes=15, seconds=5)

    get_access_token_model().objects.filter(pk=row.pk).update(expires=clock.now())

    is_problem(read(token), 401, "token-expired")


def test_a_token_handed_back_ends_its_session_and_no_other(org, secret, token):
    other = ask(org, secret).json()["access_token"]
    credentials = {"Authorization": basic(org.programs["police"].client_id, secret)}

    back = Client().post("/oauth/revoke", {"token": token}, headers=credentials)

    assert back.status_code == 200
    is_problem(read(token), 401, "not-authenticated")
    assert read(other).status_code == 200
    alive = Session.objects.filter(
        user=org.programs["police"].user, ended_at__isnull=True, application__isnull=False
    )
    assert alive.filter(ends_at__lt=clock.now() + timedelta(hours=1)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_T_tokens_asked_for_at_once_end_one_by_one(org):
    """Else one handed back would end another's session, and leave its own alive."""
    secret = secret_of(org)
    given = [one.json()["access_token"] for one in at_once(*[lambda: ask(org, secret)] * 4)]
    credentials = {"Authorization": basic(org.programs["police"].client_id, secret)}
    for number, token in enumerate(given):
        assert [read(one).status_code for one in given] == [401] * number + [200] * (4 - number)
        Client().post("/oauth/revoke", {"token": token}, headers=credentials)
    assert [read(one).status_code for one in given] == [401] * 4


def test_nobody_hands_back_the_token_of_another(org, token):
    credentials = {
        "Authorization": basic(org.programs["harbour"].client_id, secret_of(org, "harbour"))
    }

    Client().post("/oauth/revoke", {"token": token}, headers=credentials)
    Client().post("/oauth/revoke", {"token": token, "client_id": org.programs["police"].client_id})

    assert read(token).status_code == 200


def test_asking_for_tokens_too_often_waits(org, secret, settings):
    settings.CASELOAD_TOKENS_PER_MINUTE = 2
    answers = [ask(org, "wrong") for _ in range(4)]

    refused(answers[-1], 429, "temporarily_unavailable")
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert ask(org, secret_of(org, "harbour"), "harbour").status_code == 200


def test_an_unknown_program_is_counted_by_its_address(org, settings):
    settings.CASELOAD_TOKENS_PER_MINUTE = 2
    for _ in range(3):
        sent = {"grant_type": "client_credentials", "client_id": str(uuid.uuid4())}
        last = Client().post("/oauth/token", sent)

    refused(last, 429, "temporarily_unavailable")
    with connection.cursor() as cursor:
        cursor.execute("SELECT caller FROM access_ratecounter")
        assert not [caller for (caller,) in cursor.fetchall() if "127.0.0.1" in caller]


@pytest.mark.django_db(transaction=True)
def test_asking_leaves_security_events(org):
    secret = secret_of(org)
    ask(org, secret)
    ask(org, "wrong")

    with administrator_of_clone() as admin:
        rows = admin.execute(
            "SELECT outcome, organisation_id FROM audit.security_event "
            "WHERE kind = 'token' AND subject_id = %s ORDER BY at",
            [org.programs["police"].user_id],
        ).fetchall()
    assert [outcome for outcome, _ in rows] == ["done", "refused"]
    assert {organisation for _, organisation in rows} == {org.organisation.pk}


# -- How often ----------------------------------------------------------------------------------


def limited(org: Standard, **limits: int) -> Api:
    program = program_of(org)
    as_administrator(
        org,
        lambda by: partners.amend_client(
            by=by, client=program, seen=program.version, reason="less", **limits
        ),
    )
    return Api(program_of(org), at=None)


@pytest.mark.parametrize("window", ["requests_per_minute", "requests_per_day"])
def test_each_program_has_its_own_allowance(org, window):
    noon = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)
    api = limited(org, **{window: 2})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("caseload.access.rates.clock.now", lambda: noon)
        answers = [api.get(MINE) for _ in range(3)]
    other = Api(org.programs["harbour"], at=None).get(MINE)

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    is_problem(answers[2], 429, "rate-limited")
    assert answers[2]["Retry-After"] == ("30" if window == "requests_per_minute" else "43170")
    assert other.status_code == 200


def test_answers_say_what_is_left(org):
    noon = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)
    api = limited(org, requests_per_minute=2, requests_per_day=10_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("caseload.access.rates.clock.now", lambda: noon)
        first, absent, spent = (
            api.get(MINE),
            api.get(f"{MINE}/{uuid.uuid4()}"),
            api.get(MINE),
        )

    policy = '"minute";q=2;w=60, "day";q=10000;w=86400'
    assert [answer["RateLimit-Policy"] for answer in (first, absent, spent)] == [policy] * 3
    assert first["RateLimit"] == '"minute";r=1;t=30, "day";r=9999;t=43170'
    assert (absent.status_code, "RateLimit" in absent.headers) == (404, False)
    assert spent["RateLimit"] == '"minute";r=0;t=30, "day";r=9997;t=43170'


def test_refusals_count(org):
    api = limited(org, requests_per_minute=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "caseload.access.rates.clock.now", lambda: datetime(2026, 3, 2, 12, tzinfo=UTC)
        )
        answers = [api.get("cases") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [403, 403, 429]


# -- For whom -----------------------------------------------------------------------------------

NAMED = 'id="pc 4211", name="Siân Marigold-Vane", role="officer"'


def behalf(api: Api, header: str, path: str = MINE) -> Any:
    return api.call("GET", path, headers={"Caseload-On-Behalf-Of": header})


@pytest.mark.parametrize(
    "header",
    [
        "",
        "PC 4211",
        'name="x", id="1", role="officer"',
        'id="1", name="x"',
        'id="1", name="x", role="Officer"',
        'id="1", name="x\\"", role="officer"',
        'id="1", name="x\x85", role="officer"',
        f'id="1", name="{"x" * 121}", role="officer"',
    ],
)
def test_for_whom_it_asks_is_readable_or_refused(org, header):
    is_problem(behalf(Api(org.programs["police"], at=None), header), 400, "malformed-request")


def test_for_whom_comes_after_the_right_to_ask(org):
    api = Api(org.programs["police"], at=None, scopes=["intakes.submit"])
    is_problem(behalf(api, "unreadable"), 403, "insufficient-scope")


@pytest.mark.django_db(transaction=True)
def test_for_whom_it_asked_stands_in_the_read_event_as_asserted(org):
    trail.open_to_tests()
    api, request_id = Api(org.programs["police"], at=None), str(uuid.uuid4())
    named = NAMED.encode().decode("latin-1")
    answer = api.call(
        "GET", MINE, headers={"Caseload-On-Behalf-Of": named, "X-Request-Id": request_id}
    )
    assert answer.status_code == 200

    with administrator_of_clone() as admin:
        ((kept,),) = admin.execute(
            "SELECT on_behalf FROM audit.read_event WHERE request_id = %s", [request_id]
        ).fetchall()
    assert "\n" not in kept
    assert json.loads(kept) == {
        "asserted": {"id": "pc 4211", "name": "Siân Marigold-Vane", "role": "officer"}
    }


def test_for_whom_it_asked_is_never_logged(org, caplog, capfd, monkeypatch):
    """In a success, in a refusal, and in a fault."""
    caplog.set_level(logging.DEBUG)
    api = Api(org.programs["police"], at=None)

    behalf(api, NAMED)
    behalf(api, NAMED + "!")
    behalf(api, NAMED, f"{MINE}/{uuid.uuid4()}")
    monkeypatch.setattr(
        "caseload.api.v1.partner_referrals.ReceivedReferralViewSet.get_queryset",
        lambda self: 1 / 0,
    )
    assert behalf(api, NAMED).status_code == 500

    out, err = capfd.readouterr()
    assert "Marigold" not in out + err + caplog.text


def test_a_handler_may_demand_that_somebody_is_named(org):
    from caseload.api.partner import PartnerViewSet  # noqa: PLC0415 - beside what it is about
    from caseload.core.errors import MalformedRequest  # noqa: PLC0415

    view = PartnerViewSet()
    with pytest.raises(MalformedRequest):
        view.demand_person()
    view.asserted = {"id": "1", "name": "x", "role": "officer"}
    assert view.demand_person() == view.asserted
