"""The base of every route: what is asked before what, and in which words it is refused."""

import uuid
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection

from caseload.accounts import tokens
from caseload.accounts.models import Session, User
from caseload.accounts.principals import ANONYMOUS
from caseload.api.problem_types import PROBLEMS
from caseload.core import clock, errors
from tests.api.asking import GOOD, is_problem, path, raw
from tests.factories import clients, contacts
from tests.support import trail
from tests.support.client import Api

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.probe")]


@pytest.fixture
def case(org: Any) -> Any:
    return clients.case(org, lead=org.worker)


@pytest.fixture
def contact(org: Any, case: Any) -> Any:
    return contacts.contact(by=org.worker, on=case)


def test_every_refusal_of_the_code_has_a_problem_type():
    def kinds(kind: type[Exception]) -> set[type[Exception]]:
        return {kind}.union(*(kinds(below) for below in kind.__subclasses__()))

    assert {kind.slug for kind in kinds(errors.CaseloadError)} <= set(PROBLEMS)


def test_unknown_route_is_a_problem(client_as):
    is_problem(client_as("worker").get("nothing-here"), 404, "not-found")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_methods_not_offered_are_405_before_anything_is_asked(client_as, case, method):
    response = client_as(None).call(method, path(case))

    is_problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    "method", ["LIST", "RETRIEVE", "CREATE", "ANSWER", "NOTHING", "DOOR", "GET_QUERYSET"]
)
def test_U6_a_method_never_names_an_attribute_of_the_view(client_as, case, contact, method):
    is_problem(client_as("worker").call(method, path(case), GOOD), 405, "method-not-allowed")


def test_head_answers_as_get_without_a_body(client_as, case, contact):
    api = client_as("worker")

    response = api.call("HEAD", path(case, contact.pk))

    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == f'"1-{str(contact.pk)[:8]}"'


def test_not_signed_in_comes_before_the_body_and_the_object(client_as, case):
    for response in (
        client_as(None).get(path(case)),
        raw(client_as(None), path(case), b"{not json"),
        raw(client_as(None), path(case), b"x", "text/csv"),
        client_as(None).get(path(case), surprise="1"),
    ):
        is_problem(response, 401, "not-authenticated")
        assert response["WWW-Authenticate"] == 'Bearer realm="caseload"'


@pytest.mark.parametrize(
    "header",
    ["Bearer nonsense", "Bearer " + "x" * 5000, "Bearer é", "Basic d29ya2VyOng=", "Bearer"],
)
def test_a_bad_token_is_nobody(client_as, case, header):
    api = client_as(None)
    api.headers["Authorization"] = header

    is_problem(raw(api, path(case), b"{not json"), 401, "not-authenticated")


def test_an_expired_token_says_so(client_as, org, case, monkeypatch):
    api = client_as(None)
    api.headers["Authorization"] = f"Bearer {tokens.issue(org.worker, lasts=timedelta(seconds=-1))}"

    is_problem(api.get(path(case)), 401, "token-expired")


def test_a_cookie_signs_nobody_in(client_as, org, case):
    api = client_as(None)
    api.client.force_login(User.objects.get(pk=org.worker.pk))

    is_problem(api.get(path(case)), 401, "not-authenticated")


def test_S3_a_session_that_ended_ends_its_token(client_as, org, case):
    api = client_as("worker")
    assert api.get(path(case)).status_code == 200

    Session.objects.filter(user=org.worker).update(ended_at=clock.now())

    is_problem(api.get(path(case)), 401, "not-authenticated")


def test_a_token_does_not_come_back_with_the_next_sign_in(client_as, org, case):
    stolen = client_as("worker")
    Session.objects.filter(user=org.worker).update(ended_at=clock.now())

    again = client_as("worker")

    assert again.get(path(case)).status_code == 200
    is_problem(stolen.get(path(case)), 401, "not-authenticated")


def test_a_sign_in_in_use_is_seen_once_a_minute(client_as, org, case):
    api = client_as("worker")
    used = Session.objects.filter(user=org.worker, application__isnull=False)
    before = used.get().last_seen_at
    api.get(path(case))
    assert used.get().last_seen_at == before

    used.update(last_seen_at=before - timedelta(minutes=20))
    assert api.get(path(case)).status_code == 200

    assert used.get().last_seen_at >= before


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
@pytest.mark.parametrize("who", ["worker", "stranger"])
def test_hidden_and_absent_are_the_same_bytes(client_as, org, case, contact, method, who):
    api = client_as(who)
    request_id = {"X-Request-Id": str(uuid.uuid4())}
    if who == "worker":
        pairs = [(path(case, uuid.uuid4()), path(case, uuid.uuid4()))]
    else:
        absent = f"cases/{uuid.uuid4()}/probes"
        pairs = [(path(case), absent), (path(case, contact.pk), f"{absent}/{uuid.uuid4()}")]
    for hidden, absent in pairs:
        if method == "PATCH" and hidden == path(case):
            continue
        for body in (GOOD, {"odd": 1}, {}):
            answers = [api.call(method, url, body, headers=request_id) for url in (hidden, absent)]
            first, second = [(r.status_code, dict(r.headers), r.content) for r in answers]
            if method == "POST" and "probes/" in hidden:
                is_problem(answers[0], 405, "method-not-allowed")
            else:
                is_problem(answers[0], 404, "not-found")
            assert first == second


def test_an_id_that_is_none_is_not_found(client_as, case):
    for odd in ("1", "NOT-AN-ID", "%00", "é", "0" * 3000):
        is_problem(client_as("worker").get(path(case, odd)), 404, "not-found")


@pytest.mark.parametrize("who", ["safeguarding_lead", "service_manager"])
def test_a_wide_role_says_why(client_as, case, who):
    is_problem(client_as(who).get(path(case)), 403, "access-reason-required")
    is_problem(client_as(who, reason="curiosity").get(path(case)), 403, "access-reason-required")
    assert client_as(who, reason="safeguarding").get(path(case)).status_code == 200


def test_restricted_records_ask_why_alone_and_in_a_list(client_as, org, case):
    quiet = contacts.contact(by=org.worker, on=case, sensitivity="restricted")
    api, with_reason = client_as("worker"), client_as("worker", reason="allocated-work")

    for url in (path(case), path(case, quiet.pk)):
        is_problem(api.get(url), 403, "access-reason-required")
        assert with_reason.get(url).status_code == 200


@pytest.mark.parametrize(
    "query", ["surprise=1", "limit=1&limit=2", "format=json", "Limit=3", "access_token=x"]
)
def test_unknown_parameters_are_refused(client_as, case, query):
    is_problem(client_as("worker").get(f"{path(case)}?{query}"), 400, "unknown-parameter")


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.5", "²", "", "9" * 5000])
def test_a_limit_is_a_number_up_to_200(client_as, case, limit):
    is_problem(client_as("worker").get(path(case), limit=limit), 400, "unknown-parameter")


@pytest.mark.parametrize("cursor", ["x", "é", "\0", "gAAAAA" + "A" * 100])
def test_a_cursor_is_ours_or_nothing(client_as, case, cursor):
    is_problem(client_as("worker").get(path(case), cursor=cursor), 400, "malformed-request")


def test_a_cursor_belongs_to_its_reader_and_list(client_as, org, case):
    clients.allocation(org, case, org.co_worker)
    for _ in range(3):
        contacts.contact(by=org.worker, on=case)
    link = client_as("worker").get(path(case), limit=2).json()["next"]

    assert client_as("worker").get(link).status_code == 200
    is_problem(client_as("co_worker").get(link), 400, "malformed-request")
    is_problem(
        client_as("worker").get(link.replace("limit=2", "limit=3")), 400, "malformed-request"
    )


def test_a_thousand_parameters_are_no_fault_of_ours(client_as, case):
    query = "&".join(f"a{n}=1" for n in range(5000))
    is_problem(client_as("worker").get(f"{path(case)}?{query}"), 400, "malformed-request")


def test_a_change_says_which_version_it_saw(client_as, case, contact):
    api, url = client_as("worker"), path(case, contact.pk)
    tag = f'"1-{str(contact.pk)[:8]}"'

    is_problem(api.patch(url, {"headline": "b"}), 428, "precondition-required")
    for stale in (
        '"9-00000000"',
        f'"1-{"0" * 8}"',
        f'"2-{str(contact.pk)[:8]}"',
        "*",
        "1",
        '"',
        '"x"',
        '"' + "1" * 5000 + '"',
    ):
        refused = api.patch(url, {"headline": "b"}, if_match=stale)
        is_problem(refused, 412, "stale-version")
        assert refused["ETag"] == tag
    is_problem(api.patch(url, {"headline": "b", "version": 2}, if_match=tag), 412, "stale-version")
    for odd in ("1", 0, -1, 10**20, 1.0, True, [1], {}):
        is_problem(api.patch(url, {"headline": "b", "version": odd}), 422, "validation-error")
    done = api.patch(url, {"headline": "b"}, if_match=f"W/{tag}")
    assert (done.status_code, done["ETag"]) == (200, f'"2-{str(contact.pk)[:8]}"')
    assert api.patch(url, {"headline": "c", "version": 2}, if_match=done["ETag"]).status_code == 200


def test_a_change_may_be_sent_as_a_merge_patch(client_as, case, contact):
    api = client_as("worker")
    body = b'{"headline": "b", "version": 1}'

    done = raw(api, path(case, contact.pk), body, "application/merge-patch+json", "PATCH")

    assert done.json()["headline"] == "b"


def test_told_time_is_a_time_of_our_age(client_as, case):
    api = client_as("worker")
    for odd in (
        "yesterday",
        "2025-13-45T09:00:00Z",
        "2025-01-13T09:00:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-23:00",
        "",
    ):
        response = api.call("GET", path(case), headers={"Caseload-Told-Time": odd})
        is_problem(response, 400, "malformed-request")


def test_told_time_is_refused_where_time_is_real(client_as, case, settings):
    settings.CASELOAD_DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    is_problem(client_as("worker").get(path(case)), 400, "malformed-request")
    assert client_as("worker", at=None).get(path(case)).status_code == 200


def test_too_many_requests_wait_their_turn(client_as, case, settings):
    settings.CASELOAD_STAFF_REQUESTS_PER_MINUTE = 1
    api = client_as("worker")
    answers = [api.get(path(case)) for _ in range(3)]
    refused = answers[-1]
    is_problem(refused, 429, "rate-limited")
    assert 1 <= int(refused["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("how", "status", "slug"),
    [
        ("bug", 500, "internal-error"),
        ("detail", 422, "validation-error"),
        ("range", 422, "validation-error"),
        ("denied", 403, "not-permitted"),
        ("slow", 503, "maintenance"),
    ],
)
def test_U4_faults_say_nothing_of_what_they_met(client_as, capfd, caplog, how, status, slug):
    response = client_as("worker").get("broken", how=how)

    is_problem(response, status, slug)
    out, err = capfd.readouterr()
    assert "Marigold" not in response.content.decode() + out + err + caplog.text
    if status == 503:
        assert response["Retry-After"] == "1"
    if status == 500:
        assert "RuntimeError" in out + err


@pytest.mark.django_db(transaction=True)
def test_without_a_database_nothing_is_said_but_later(org, client, monkeypatch, capfd):
    api = Api(org.worker)
    connection.close()

    def away(*_: Any, **__: Any) -> None:
        raise psycopg.OperationalError("connection to 10.0.0.1 as caseload_app: Marigold")

    monkeypatch.setattr(psycopg, "connect", away)
    for response in (api.get("broken", how="not"), api.client.get("/health/ready")):
        assert response.status_code == 503
        assert response["Cache-Control"] == "no-store"
        assert b"Marigold" not in response.content
    answer = api.get("broken", how="not")
    assert (answer.json()["code"], answer["Retry-After"]) == ("maintenance", "1")
    assert client.get("/health/live").status_code == 200
    out, err = capfd.readouterr()
    assert "Marigold" not in out + err


@pytest.mark.django_db(transaction=True)
def test_S3_a_session_that_ends_on_the_way_is_refused_and_recorded(org, monkeypatch):
    """Between the token's check and the database's own: nobody answers, and nobody is named."""
    trail.open_to_tests()
    api = Api(org.worker)
    dead = Session.objects.get(user=org.worker, application__isnull=False)
    Session.objects.filter(pk=dead.pk).update(ended_at=clock.now())
    monkeypatch.setattr(tokens, "session_of", lambda token: dead)
    request_id = str(uuid.uuid4())

    answer = api.call("GET", "broken", query={"how": "not"}, headers={"X-Request-Id": request_id})

    is_problem(answer, 401, "not-authenticated")
    (row,) = trail.refusals(request_id)
    assert row["actor_id"] == ANONYMOUS.user_id


def test_request_and_correlation_ids_are_mirrored(client_as, case):
    api, mine, other = client_as("worker"), str(uuid.uuid4()), str(uuid.uuid4())

    both = api.call("GET", path(case), headers={"X-Request-Id": mine, "X-Correlation-Id": other})
    made = api.call("GET", path(case), headers={"X-Request-Id": "not a uuid\t"})

    assert (both["X-Request-Id"], both["X-Correlation-Id"]) == (mine, other)
    assert uuid.UUID(made["X-Request-Id"]).version == 4
    assert made["X-Correlation-Id"] == made["X-Request-Id"]


def test_S7_nothing_is_stored_on_the_way(client_as, client, case, contact):
    api = client_as("worker")
    for response in (
        api.get(path(case)),
        api.get(path(case, uuid.uuid4())),
        api.get("nothing"),
        api.get(f"{path(case)}/"),
        client.get("/health/live"),
        client.get("/version"),
        client.get("/problems/not-found"),
        client.get("/problems/none"),
        client.get("/api/v1/openapi.json"),
        client.get("/oauth/authorize"),
        client.get("/accounts/sign-in"),
    ):
        assert "no-store" in response["Cache-Control"]


def test_the_slashed_form_moves_and_keeps_its_query(client_as, case):
    moved = client_as("worker").get(f"{path(case)}/", limit=3)

    assert (moved.status_code, moved["Location"]) == (308, f"/api/v1/{path(case)}?limit=3")


@pytest.mark.parametrize(
    "url", ["/health/live", "/health/ready", "/version", "/problems/not-found"]
)
def test_open_pages_are_only_read(client, url):
    assert client.get(url).status_code == 200
    is_problem(client.delete(url), 405, "method-not-allowed")


def test_an_opener_does_not_see_again_by_sending_the_same_request_id(client_as, org, case):
    """The request's id is the caller's to choose, so sight of what one opened hangs on more."""
    api = client_as("intake_worker", at=None)
    opened = clients.case(org, by=org.intake_worker)
    same = {"X-Request-Id": str(opened.opened_request)}

    is_problem(api.call("GET", path(opened), headers=same), 404, "not-found")
