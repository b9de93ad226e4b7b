"""Authorisation code with PKCE S256, from the sign-in page to the last refresh."""

import base64
import hashlib
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from oauth2_provider.models import get_access_token_model, get_refresh_token_model

from caseload.accounts.models import Application, Session, User
from caseload.accounts.passwords import set_password
from caseload.core import clock
from tests.support.databases import administrator_of_clone

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.probe")]

PASSWORD = "a quiet river in March"
CALLBACK = "https://tool.example.org/callback"
VERIFIER = "v" * 64
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
)


@pytest.fixture
def application(db: None) -> Application:
    return Application.objects.create(
        name="A tool",
        client_id="a-tool",
        client_type=Application.CLIENT_PUBLIC,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=CALLBACK,
    )


@pytest.fixture
def worker(org: Any) -> User:
    set_password(org.worker, PASSWORD)
    return org.worker


class Browser:
    """One person at one browser, with the program that sent them here."""

    def __init__(self, **ask: str) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.ask = {
            "response_type": "code",
            "client_id": "a-tool",
            "redirect_uri": CALLBACK,
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            "state": "xyz",
        } | ask

    @property
    def authorize(self) -> str:
        return "/oauth/authorize?" + urlencode(self.ask)

    def submit(self, page: Any, url: str, **fields: str) -> Any:
        """Send the form of ``page`` with its hidden fields."""
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', _text(page))
        values = {name: _unescape(value) for name, value in hidden} | fields
        return self.client.post(url, values)

    def sign_in(self, password: str = PASSWORD, username: str = "worker") -> Any:
        asked = self.client.get(self.authorize)
        assert asked.status_code == 302
        page = self.client.get(asked["Location"])
        return self.submit(page, asked["Location"], username=username, password=password)

    def code(self) -> str:
        asked = self.client.get(self.authorize)
        assert asked.status_code == 200, asked
        assert "A tool" in _text(asked)
        allowed = self.submit(asked, self.authorize, allow="Authorize")
        assert allowed.status_code == 302
        answer = parse_qs(urlsplit(allowed["Location"]).query)
        assert answer["state"] == ["xyz"]
        return answer["code"][0]


def _text(page: Any) -> str:
    return page.content.decode()


def _unescape(value: str) -> str:
    return value.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", '"')


def token(**fields: str) -> Any:
    return Client().post("/oauth/token", {"client_id": "a-tool"} | fields)


def exchange(code: str, verifier: str = VERIFIER) -> Any:
    return token(
        grant_type="authorization_code", code=code, redirect_uri=CALLBACK, code_verifier=verifier
    )


def refresh(refresh_token: str) -> Any:
    return token(grant_type="refresh_token", refresh_token=refresh_token)


def call(access_token: str) -> int:
    """What the API answers to whoever holds the token."""
    headers = {"Authorization": f"Bearer {access_token}"}
    return Client().get("/api/v1/broken?how=not", headers=headers).status_code


@pytest.fixture
def signed_in(application: Application, worker: User) -> dict[str, Any]:
    browser = Browser()
    browser.sign_in()
    answer = exchange(browser.code())
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_from_sign_in_to_the_api(signed_in, application, worker):
    assert signed_in["token_type"] == "Bearer"
    assert signed_in["expires_in"] == 900
    assert signed_in["scope"] == "staff"
    assert call(signed_in["access_token"]) == 200
    session = Session.objects.get(user=worker, application=application)
    assert session.ends_at - session.started_at == timedelta(hours=10)
    assert session.ended_at is None


def test_no_token_is_kept_in_clear(signed_in):
    kept = repr(
        list(get_access_token_model().objects.values())
        + list(get_refresh_token_model().objects.values())
    )
    assert signed_in["access_token"] not in kept
    assert signed_in["refresh_token"] not in kept


def test_answers_with_tokens_are_not_stored(application, worker):
    browser = Browser()
    browser.sign_in()
    assert exchange(browser.code())["Cache-Control"] == "no-store"


def test_a_refresh_gives_new_tokens_and_ends_the_old(signed_in):
    again = refresh(signed_in["refresh_token"]).json()

    assert again["refresh_token"] != signed_in["refresh_token"]
    assert call(again["access_token"]) == 200
    assert call(signed_in["access_token"]) == 401


def test_a_refresh_token_used_twice_ends_everything(signed_in, worker, application):
    again = refresh(signed_in["refresh_token"]).json()

    copied = refresh(signed_in["refresh_token"])

    assert (copied.status_code, copied.json()["error"]) == (400, "invalid_grant")
    assert call(again["access_token"]) == 401
    assert refresh(again["refresh_token"]).status_code == 400
    assert Session.objects.get(user=worker, application=application).ended_at is not None


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_a_token_handed_back_ends_its_sign_in(signed_in, worker, application, which):
    back = Client().post("/oauth/revoke", {"client_id": "a-tool", "token": signed_in[which]})

    assert back.status_code == 200
    assert call(signed_in["access_token"]) == 401
    assert refresh(signed_in["refresh_token"]).status_code == 400
    assert Session.objects.get(user=worker, application=application).ended_at is not None


def test_S3_ending_the_session_ends_token_and_refresh(signed_in, worker, application):
    Session.objects.filter(user=worker, application=application).update(ended_at=clock.now())

    assert call(signed_in["access_token"]) == 401
    assert refresh(signed_in["refresh_token"]).status_code == 400


def test_a_stolen_token_stays_dead_when_its_owner_signs_in_again(signed_in, worker, application):
    Session.objects.filter(user=worker, application=application).update(ended_at=clock.now())
    browser = Browser()
    browser.sign_in()
    anew = exchange(browser.code()).json()

    assert call(anew["access_token"]) == 200
    assert call(signed_in["access_token"]) == 401
    assert refresh(signed_in["refresh_token"]).status_code == 400
    assert call(anew["access_token"]) == 200


def test_two_sign_ins_of_one_person_end_apart(signed_in, worker, application):
    browser = Browser()
    browser.sign_in()
    second = exchange(browser.code()).json()
    first = refresh(signed_in["refresh_token"]).json()

    newest = Session.objects.filter(user=worker, application=application).order_by("-started_at")[0]
    Session.objects.filter(pk=newest.pk).update(ended_at=clock.now())

    assert call(first["access_token"]) == 200
    assert call(second["access_token"]) == 401


def test_ten_hours_are_the_most(signed_in, worker, application):
    Session.objects.filter(user=worker, application=application).update(ends_at=clock.now())

    assert call(signed_in["access_token"]) == 401
    assert refresh(signed_in["refresh_token"]).status_code == 400


def test_a_code_works_once_and_with_its_verifier_alone(application, worker):
    browser = Browser()
    browser.sign_in()
    code = browser.code()

    assert exchange(code, "w" * 64).status_code == 400
    assert exchange(browser.code(), "").status_code == 400
    code = browser.code()
    assert exchange(code).status_code == 200
    assert exchange(code).status_code == 400


@pytest.mark.parametrize(
    "ask",
    [
        {"code_challenge_method": "plain"},
        {"code_challenge": "", "code_challenge_method": ""},
        {"response_type": "token"},
        {"response_type": "id_token"},
    ],
    ids=["plain", "no-pkce", "implicit", "id-token"],
)
def test_what_is_not_offered_gives_no_code(application, worker, ask):
    browser = Browser(**ask)
    browser.sign_in()

    answer = browser.client.get(browser.authorize)
    if answer.status_code == 200:
        answer = browser.submit(answer, browser.authorize, allow="Authorize")

    gone = parse_qs(urlsplit(answer.headers.get("Location", "")).query)
    assert answer.status_code in {302, 400}
    assert "code" not in gone
    assert "access_token" not in answer.headers.get("Location", "")
    assert not get_access_token_model().objects.exists()


@pytest.mark.parametrize("where", ["https://evil.example.org/callback", CALLBACK + "/deeper"])
def test_a_code_goes_to_the_registered_address_alone(application, worker, where):
    browser = Browser(redirect_uri=where)
    browser.sign_in()

    answer = browser.client.get(browser.authorize)

    assert answer.status_code == 400
    assert "Location" not in answer.headers


@pytest.mark.parametrize("grant", ["password", "client_credentials", "implicit"])
def test_no_other_grant_is_offered(application, worker, grant):
    answer = token(grant_type=grant, username="worker", password=PASSWORD, scope="staff")

    assert answer.status_code in {400, 401}
    assert "access_token" not in answer.json()


def test_no_consent_no_code(application, worker):
    browser = Browser()
    browser.sign_in()
    asked = browser.client.get(browser.authorize)

    refused = browser.submit(asked, browser.authorize)

    assert parse_qs(urlsplit(refused["Location"]).query)["error"] == ["access_denied"]


def test_S6_the_forms_need_their_token(application, worker):
    browser = Browser()
    page = browser.client.get("/accounts/sign-in")
    assert page.status_code == 200

    refused = browser.client.post("/accounts/sign-in", {"username": "worker", "password": PASSWORD})

    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")


def test_a_wrong_password_and_an_unknown_name_read_alike(application, worker):
    wrong = Browser().sign_in("wrong")
    unknown = Browser().sign_in("wrong", username="nobody-here")

    def without_csrf(page: Any) -> str:
        return re.sub(r'value="[^"]*"', "", _text(page))

    assert wrong.status_code == unknown.status_code == 200
    assert without_csrf(wrong) == without_csrf(unknown)
    assert "not right" in _text(wrong)


def test_S1_guessing_is_slowed_and_says_so(application, worker):
    answers = [Browser().sign_in("wrong") for _ in range(7)]

    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    assert "too often" in _text(answers[-1])


def test_S2_signing_in_changes_the_cookie(application, worker):
    browser = Browser()
    browser.client.get("/accounts/sign-in")
    session = browser.client.session
    session["planted"] = "1"
    session.save()
    browser.client.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key

    browser.sign_in()

    cookie = browser.client.cookies[django_settings.SESSION_COOKIE_NAME]
    assert cookie.value != session.session_key
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 900


def test_S4_a_browser_signs_in_anew_after_ten_hours(application, worker):
    browser = Browser()
    browser.sign_in()
    assert browser.client.get(browser.authorize).status_code == 200
    session = browser.client.session
    session["signed_in_at"] = (clock.now() - timedelta(hours=10)).isoformat()
    session.save()

    again = browser.client.get(browser.authorize)

    assert (again.status_code, again["Location"].split("?")[0]) == (302, "/accounts/sign-in")


def test_nobody_who_left_signs_in(application, org, worker):
    """Staff only, active only: a system actor or a leaver has no way through this page."""
    assert Browser().sign_in(username=f"system.founding.{org.organisation.slug}").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_S3_deactivation_ends_the_tokens(org, signed_in):
    assert call(signed_in["access_token"]) == 200
    with administrator_of_clone() as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE accounts_user SET is_active = false WHERE id = %s", [org.worker.pk])

    assert call(signed_in["access_token"]) == 401
    assert refresh(signed_in["refresh_token"]).status_code == 400
