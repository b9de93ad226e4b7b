"""What may be sent: one JSON object of known members, and nothing that could be read in two ways."""

import json
from typing import Any

import pytest

from tests.api.asking import GOOD, is_problem, path, raw
from tests.factories import clients, contacts

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.probe")]


@pytest.fixture
def case(org: Any) -> Any:
    return clients.case(org, lead=org.worker)


@pytest.fixture
def contact(org: Any, case: Any) -> Any:
    return contacts.contact(by=org.worker, on=case)


MALFORMED = {
    "not json": b"{",
    "a list": b"[]",
    "a word": b'"x"',
    "nan": b'{"minutes": NaN}',
    "infinite": b'{"minutes": 1e999}',
    "huge number": b'{"minutes": ' + b"9" * 5000 + b"}",
    "deep": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "less deep": b'{"a":' + b"[" * 500 + b"]" * 500 + b"}",
    "twice": b'{"headline": "a", "headline": "b"}',
    "not utf-8": b'{"headline": "\xff"}',
    "utf-16": '{"headline": "a"}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"headline": "a"}',
}


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED)
def test_L3_what_is_not_one_json_object_is_malformed(client_as, case, content):
    is_problem(raw(client_as("worker"), path(case), content), 400, "malformed-request")


@pytest.mark.parametrize(
    "media",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/merge-patch+json",
        "application/json; charset=zlib",
        "application/json; charset=utf-7",
        "application/json; charset=latin-1",
        "",
        "x",
    ],
)
def test_only_json_in_utf_8_is_read(client_as, case, media):
    response = raw(client_as("worker"), path(case), json.dumps(GOOD).encode(), media)
    is_problem(response, 415, "unsupported-media-type")


def test_an_unknown_charset_changes_nothing(client_as, case):
    response = raw(
        client_as("worker"), path(case), json.dumps(GOOD).encode(), "application/json; charset=zzz"
    )
    assert response.status_code == 201


def test_only_json_is_offered(client_as, case):
    response = client_as("worker").call("GET", path(case), headers={"Accept": "text/html"})
    is_problem(response, 406, "not-acceptable")


def test_L3_two_megabytes_are_too_large(client_as, case):
    content = json.dumps(GOOD | {"headline": "x" * 2_000_000}).encode()
    is_problem(raw(client_as("worker"), path(case), content), 413, "payload-too-large")


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "\udfff tail"])
@pytest.mark.parametrize("member", ["headline", "channel"])
def test_text_that_cannot_be_kept_is_said_where(client_as, case, member, text):
    body = is_problem(
        client_as("worker").post(path(case), GOOD | {member: text}), 422, "validation-error"
    )
    assert [error["pointer"] for error in body["errors"]] == [f"/{member}"]


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30, -1, 1.5, True, "x"])
def test_numbers_out_of_range_are_not_accepted(client_as, case, number):
    is_problem(
        client_as("worker").post(path(case), GOOD | {"minutes": number}), 422, "validation-error"
    )


@pytest.mark.parametrize(
    ("extra", "pointers"),
    [
        ({"is_admin": True}, ["/is_admin"]),
        ({"version": 1}, ["/version"]),
        ({"people": [{"name": "x", "role": "y"}]}, ["/people/0/role"]),
        ({"Rose Marigold 07700 900999": 1}, [""]),
        ({"a/b": 1}, [""]),
        ({"\ud800": 1}, [""]),
    ],
)
def test_U2_unknown_members_are_refused_at_every_depth(client_as, case, extra, pointers):
    response = client_as("worker").post(path(case), GOOD | extra)
    if "\ud800" in extra:
        is_problem(response, 422, "validation-error")
        return
    body = is_problem(response, 400, "unknown-field")
    assert [error["pointer"] for error in body["errors"]] == pointers


def test_a_body_where_none_is_taken_is_refused(client_as, case, contact):
    api = client_as("worker")
    url = path(case, contact.pk, "strike-out")

    is_problem(api.post(url, {"version": 1, "why": "x"}), 400, "unknown-field")
    assert api.post(url, {"version": 1}).status_code == 204


def test_what_is_wrong_in_a_list_is_named_with_its_number(client_as):
    way = {"kind": "phone", "value": "07700 900302"}
    answer = client_as("police").post(
        "partner/intakes",
        {
            "external_reference": "0193/26",
            "subject": {"given_names": "Hazel"},
            "contact_routes": [way, way | {"kind": "fax"}],
        },
    )
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/contact_routes/1/kind"]
