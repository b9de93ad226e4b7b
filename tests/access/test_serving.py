"""Nothing is served by a role that row security does not bind."""

import pytest
from django.db import OperationalError

from caseload.access import doctor, serving

pytestmark = pytest.mark.django_db(transaction=True)


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"somebody"]


def ask(guarded):
    said = []
    body = guarded({}, lambda status, headers: said.append(status))
    return said[0], b"".join(body)


def test_the_unprivileged_role_serves():
    serving.refuse_if_unsafe()
    assert ask(serving.guarded(application)) == ("200 OK", b"somebody")


@pytest.mark.parametrize(
    ("attributes", "word"),
    [
        ((True, False, False, False, False), "superuser"),
        ((False, True, False, False, False), "BYPASSRLS"),
        ((False, False, True, False, False), "inherits"),
        ((False, False, False, True, False), "create"),
        ((False, False, False, False, True), "owns"),
    ],
)
def test_a_privileged_role_does_not(monkeypatch, attributes, word):
    monkeypatch.setattr(doctor, "_one", lambda sql: ("somebody", *attributes))
    monkeypatch.setattr(doctor, "_told_time", lambda: False)
    with pytest.raises(serving.UnsafeToServe, match=word):
        serving.refuse_if_unsafe()
    status, body = ask(serving.guarded(application))
    assert status.startswith("503")
    assert b"somebody" not in body


def test_told_time_is_not_served_in_production(settings):
    settings.CASELOAD_DEMO = False
    with pytest.raises(serving.UnsafeToServe, match="Time may be told"):
        serving.refuse_if_unsafe()


def test_the_question_is_put_again_once_the_database_answers(monkeypatch):
    def silent():
        raise OperationalError

    monkeypatch.setattr(serving, "login_role_problems", silent)
    guarded = serving.guarded(application)
    assert ask(guarded)[0] == "200 OK"
    monkeypatch.setattr(serving, "login_role_problems", lambda: iter(["It is a superuser."]))
    assert ask(guarded)[0].startswith("503")
