"""History, reads and access of a case over HTTP, and the command (AA 5.3, 8; api.md §5)."""

import io
import json
import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from caseload.clients.services import barriers
from tests.factories import clients as make
from tests.factories import contacts as make_contacts
from tests.support.doing import do
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

NOBODY = uuid.UUID(int=7)


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker)


def results(response, status=200):
    assert response.status_code == status, response.content
    return response.json()["results"]


# -- history -------------------------------------------------------------------------------------
def test_history_shows_what_changed_by_whom_and_why(org, client_as, case):
    api = client_as("worker")
    route = api.post(
        f"cases/{case.pk}/safe-contact-routes",
        {"kind": "phone", "value": "07700 900123", "call": "allowed"},
    ).json()
    api.patch(
        f"cases/{case.pk}/safe-contact-routes/{route['id']}",
        {"label": "Her own", "reason": "told on the phone"},
        if_match=1,
    )

    versions = results(
        api.get(f"cases/{case.pk}/history", record_kind="safecontactroute", record_id=route["id"])
    )
    assert [(v["version"], v["kind"], v["reason"]) for v in versions] == [
        (2, "changed", "told on the phone"),
        (1, "created", ""),
    ]
    assert versions[0]["changes"] == [{"field": "label", "old": "", "new": "Her own"}]
    assert versions[0]["by_id"] == str(org.worker.pk)
    first = {change["field"]: change["new"] for change in versions[1]["changes"]}
    assert first["value"] == "+447700900123"
    assert first["expires_on"] == "2025-04-13"
    assert "value_token" not in first


def test_the_history_of_a_case_merges_all_kinds_and_pages(org, client_as, case):
    make.relationship(by=org.worker, on=case)
    make_contacts.contact(by=org.worker, on=case)
    api = client_as("worker")
    whole = results(api.get(f"cases/{case.pk}/history"))
    assert {v["record_kind"] for v in whole} == {"case", "allocation", "relationship", "contact"}

    paged, link = [], f"/api/v1/cases/{case.pk}/history?limit=1"
    while link:
        page = api.client.get(link, headers=api.headers).json()
        paged += page["results"]
        link = page["next"]
    assert [v["id"] for v in paged] == [v["id"] for v in whole]


def test_what_is_kept_apart_is_in_no_history(org, client_as, case):
    make.code_word(by=org.worker, on=case)
    make.confidential_address(by=org.worker, on=case)
    for who, how in (("worker", {}), ("safeguarding_lead", {"reason": "safeguarding"})):
        text = client_as(who, **how).get(f"cases/{case.pk}/history").content.decode()
        assert "Marigold" not in text
        assert "Hidden Row" not in text


def test_a_restricted_record_asks_why_and_hides_its_versions(org, client_as, case):
    make.allocation(org, case, org.co_worker)
    told = make.relationship(by=org.worker, on=case, note="MARKER", sensitivity="restricted")
    path = f"cases/{case.pk}/history"
    assert client_as("worker").get(path).json()["code"] == "access-reason-required"
    assert results(client_as("worker", reason="allocated-work").get(path))
    for who in ("co_worker", "manager"):
        assert "MARKER" not in client_as(who).get(path).content.decode()
        gone = client_as(who).get(path, record_kind="relationship", record_id=told.pk)
        assert gone.status_code == 404


def test_who_may_not_read_history(org, client_as, case):
    path = f"cases/{case.pk}/history"
    assert client_as("stranger").get(path).status_code == 404
    assert client_as(None).get(path).status_code == 401
    assert client_as("service_manager").get(path).json()["code"] == "access-reason-required"
    assert results(client_as("service_manager", reason="supervision").get(path))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"record_kind": "codeword", "record_id": str(NOBODY)}, 400),
        ({"record_kind": "case"}, 400),
        ({"record_id": str(NOBODY)}, 400),
        ({"record_kind": "case", "record_id": "x"}, 400),
        ({"record_kind": "contact", "record_id": str(NOBODY)}, 404),
        ({"about": "all"}, 400),
    ],
)
def test_history_parameters_are_strict(org, client_as, case, query, status):
    assert client_as("worker").get(f"cases/{case.pk}/history", **query).status_code == status


# -- reads ---------------------------------------------------------------------------------------
def test_a_manager_sees_who_looked_and_why(org, client_as, case):
    worker = client_as("worker")
    route = worker.post(
        f"cases/{case.pk}/safe-contact-routes",
        {"kind": "phone", "value": "07700 900123", "call": "allowed"},
    ).json()
    base = f"cases/{case.pk}/safe-contact-routes/{route['id']}"
    worker.post(f"{base}/code-word", {"code_word": "Marigold"})
    worker.post(f"{base}/reveal", {"reason": "she rang from a new number"})

    reads = results(client_as("manager", reason="supervision").get(f"cases/{case.pk}/reads"))
    revealed = next(read for read in reads if read["action"] == "R")
    assert (revealed["by_name"], revealed["kind"]) == ("Worker", "code_word")
    assert revealed["reason"] == "she rang from a new number"
    assert {read["case_id"] for read in reads} == {str(case.pk)}


def test_reads_page_and_are_themselves_recorded(org, client_as, case):
    for _ in range(3):
        client_as("worker").get(f"cases/{case.pk}")
    # A minute later: events of one told moment have no order of their own.
    api = client_as("manager", reason="supervision", at=MORNING + timedelta(minutes=1))
    first = api.get(f"cases/{case.pk}/reads", limit=2).json()
    onwards = api.client.get(first["next"], headers=api.headers).json()
    seen = [read["id"] for read in first["results"] + onwards["results"]]
    assert len(seen) == len(set(seen)) == 3
    again = results(api.get(f"cases/{case.pk}/reads"))
    assert any(read["kind"] == "read_event" for read in again)


def test_reads_need_a_reason_and_the_right(org, client_as, case):
    path = f"cases/{case.pk}/reads"
    assert client_as("manager").get(path).json()["code"] == "access-reason-required"
    assert client_as("worker", reason="audit").get(path).json()["code"] == "not-permitted"
    assert client_as("stranger", reason="audit").get(path).status_code == 404
    assert results(client_as("safeguarding_lead", reason="safeguarding").get(path)) == []


# -- access --------------------------------------------------------------------------------------
def test_who_can_see_a_case(org, client_as, case):
    body = client_as("manager").get(f"cases/{case.pk}/access").json()
    held = {(h["display_name"], h["source"], h["role"]) for h in body["holders"]}
    assert held == {("Worker", "allocation", "lead"), ("Manager", "team", "team_manager")}
    assert body["wide_roles"] == ["safeguarding_lead", "service_manager"]
    assert body["explanation"] is None
    assert client_as("worker").get(f"cases/{case.pk}/access").json()["code"] == "not-permitted"


def explain(client_as, case, user, who="safeguarding_lead"):
    response = client_as(who, reason="audit").get(f"cases/{case.pk}/access", user_id=user.pk)
    assert response.status_code == 200, response.content
    return response.json()["explanation"]


def test_both_enforcers_explain_and_agree(org, client_as, case):
    other = make.case(org, family=case.family, strand="suspect_support", lead=org.second_worker)
    do(
        barriers.declare_exclusion,
        org.safeguarding_lead,
        person=case.client,
        user_id=org.co_worker.pk,
    )
    expected = {
        "worker": {"granted_by_allocation"},
        "manager": {"granted_by_team"},
        "stranger": {"nothing_granted"},
        "co_worker": {"excluded", "nothing_granted"},
        "second_worker": {"other_side", "nothing_granted"},
        "service_manager": {"wide_role", "outside_strands"},
        "safeguarding_lead": {"wide_role"},
        "trustee": {"nothing_granted"},
    }
    for who, reasons in expected.items():
        answer = explain(client_as, case, org.users[who])
        assert answer["agree"], who
        assert set(answer["application"]["reasons"]) == reasons, who
        assert answer["database"]["sees"] == answer["application"]["sees"]
    assert explain(client_as, other, org.worker)["application"]["sees"] is False


@pytest.mark.parametrize(
    ("who", "reason", "asked", "status"),
    [
        ("safeguarding_lead", "audit", "x", 400),
        ("safeguarding_lead", "audit", NOBODY, 404),
        ("manager", None, NOBODY, 403),
        ("manager", "supervision", NOBODY, 403),
        ("stranger", "audit", NOBODY, 404),
    ],
)
def test_explaining_is_for_those_who_answer_for_it(
    org, client_as, case, who, reason, asked, status
):
    how = {"reason": reason} if reason else {}
    answer = client_as(who, **how).get(f"cases/{case.pk}/access", user_id=asked)
    assert answer.status_code == status


def test_somebody_of_another_organisation_is_nobody(org, client_as, case):
    answer = client_as("safeguarding_lead", reason="audit").get(
        f"cases/{case.pk}/access", user_id=org.foreign_worker.pk
    )
    assert answer.status_code == 404


def test_the_command_says_the_same(org, case):
    def run(*words, **how):
        out = io.StringIO()
        call_command("explain_access", *words, stdout=out, **how)
        return out.getvalue()

    plain = run(case.reference, "worker", asker="safeguarding_lead")
    assert plain.splitlines() == [
        "application: sees the case (granted_by_allocation)",
        "database: sees the case (granted)",
    ]
    told = json.loads(run(case.reference, "analyst", "--json", asker="safeguarding_lead"))
    assert (told["agree"], told["database"]["sees"]) == (True, False)
    for words, asker in (
        ((case.reference, "nobody.known"), "safeguarding_lead"),
        (("not a reference", "worker"), "safeguarding_lead"),
        ((case.reference, "worker"), "stranger"),
        ((case.reference, "worker"), "nobody.known"),
        ((case.reference, "worker"), "manager"),
    ):
        with pytest.raises(CommandError):
            run(*words, asker=asker)


def test_hidden_and_absent_answer_alike(org, client_as, case):
    api = client_as("stranger", reason="audit")
    same = {"X-Request-Id": str(uuid.uuid4())}
    for route in ("history", "reads", "access", "readers", "addresses"):
        hidden = api.call("GET", f"cases/{case.pk}/{route}", headers=same)
        absent = api.call("GET", f"cases/{NOBODY}/{route}", headers=same)
        assert (hidden.status_code, hidden.content) == (404, absent.content)
