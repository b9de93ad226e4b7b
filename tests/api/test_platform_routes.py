"""Search, code lists, me, colleagues, protected matches: over HTTP."""

import uuid

import pytest

from caseload.accounts.models import Session
from caseload.vocabulary.models import CodeValue
from tests.factories import clients as make
from tests.support.client import Api
from tests.support.databases import administrator_of_clone

pytestmark = pytest.mark.django_db

PRIYA = {"identity_level": "identified", "given_names": "Priya", "family_name": "Nair-Holt"}


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker, person=PRIYA)


def test_search_answers_the_visible_and_nothing_of_the_rest(org, case):
    found = Api(org.worker).post("people/search", {"name": "priya holt"})
    assert found.status_code == 200
    (hit,) = found.json()["results"]
    assert hit["person_id"] == str(case.client_id)
    assert hit["cases"] == [
        {
            "case_id": str(case.pk),
            "reference": case.reference,
            "strand": case.strand,
            "state": case.state,
            "team_id": str(case.team_id),
        }
    ]
    hidden = Api(org.stranger).post("people/search", {"name": "priya holt"})
    absent = Api(org.stranger).post("people/search", {"name": "zebedee"})
    assert hidden.content == absent.content == b'{"results":[]}'


@pytest.mark.parametrize(
    ("who", "reason", "body", "status", "code"),
    [
        ("administrator", None, {"name": "Priya"}, 403, "not-permitted"),
        ("safeguarding_lead", None, {"name": "Priya"}, 403, "access-reason-required"),
        ("safeguarding_lead", "safeguarding", {"name": "Priya"}, 200, None),
        ("worker", None, {}, 422, "validation-error"),
        ("worker", None, {"name": "Priya", "all": True}, 400, "unknown-field"),
        ("worker", None, {"phone": "12"}, 422, "validation-error"),
    ],
)
def test_who_searches_how(org, case, who, reason, body, status, code):
    answer = Api(org.users[who], reason=reason).post("people/search", body)
    assert answer.status_code == status
    assert answer.json().get("code") == code


def test_search_is_by_post_only(org, case):
    assert Api(org.worker).get("people/search").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_the_read_event_names_the_cases_and_a_hash(org, case):
    Api(org.worker).post("people/search", {"name": "priya holt"})
    with administrator_of_clone() as admin:
        (event,) = admin.execute(
            "SELECT case_ids, n, action, terms FROM audit.read_event WHERE route = 'people-search'"
        ).fetchall()
    assert event[:3] == ([case.pk], 1, "E")
    assert len(event[3]) == 32


def test_code_lists_are_for_everybody(org):
    for who in ("worker", "analyst", "trustee"):
        answer = Api(org.users[who]).get("code-lists")
        assert {"name", "source", "values", "unverified"} == answer.json()["results"][0].keys()
    one = Api(org.worker).get("code-lists/contact_channel").json()
    assert one["name"] == "contact_channel"
    assert one["results"][0]["code"] == "phone_call"
    assert Api(org.worker).get("code-lists/no_such_list").status_code == 404


def test_an_administrator_words_the_lists(org):
    api = Api(org.administrator)
    made = api.post("code-lists/staff_role/values", {"code": "bereavement", "label": "Bereavement"})
    assert made.status_code == 201
    here = f"code-lists/staff_role/values/{made.json()['id']}"
    assert made["Location"] == f"/api/v1/{here}"
    assert api.patch(here, {"label": "B.", "reason": "short"}).status_code == 428
    changed = api.patch(here, {"label": "B.", "reason": "short"}, if_match=made["ETag"])
    assert (changed.status_code, changed.json()["label"]) == (200, "B.")
    stale = api.patch(here, {"label": "C.", "reason": "again"}, if_match=made["ETag"])
    assert stale.status_code == 412
    assert stale["ETag"] == changed["ETag"]
    retired = api.post(f"{here}/retire", {"reason": "unused"}, if_match=changed["ETag"])
    assert retired.json()["retired_on"] == "2025-01-13"


def test_nobody_else_does(org):
    with_label = {"code": "mine", "label": "Mine"}
    for who in ("worker", "manager", "safeguarding_lead"):
        answer = Api(org.users[who]).post("code-lists/staff_role/values", with_label)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


def test_a_value_of_another_list_or_charity_is_not_there(org, actors, acting):
    with acting(actors.foreign_administrator):
        theirs = CodeValue.objects.get(code_list="staff_role", code="volunteer").pk
    with acting(actors.administrator):
        other = CodeValue.objects.get(code_list="contact_channel", code="phone_call").pk
    body = {"label": "X", "reason": "x", "version": 1}
    answers = [
        Api(org.administrator).patch(f"code-lists/staff_role/values/{pk}", body)
        for pk in (theirs, other, uuid.uuid4())
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_me(org, case):
    mine = Api(org.worker).get("me").json()
    assert (mine["username"], mine["roles"], mine["sees"]) == ("worker", ["support_worker"], "own")
    assert "password" not in mine
    assert Api(org.safeguarding_lead).get("me").json()["sees"] == "wide"


def test_my_permissions(org, case):
    api = Api(org.worker)
    plain = api.get("me/permissions").json()
    assert "search_people" in plain["organisation"]
    assert (plain["case_id"], plain["case"]) == (None, [])
    here = api.get("me/permissions", case_id=str(case.pk)).json()
    assert {"view_case", "log_contact"} <= set(here["case"])
    hidden = Api(org.stranger).get("me/permissions", case_id=str(case.pk))
    absent = Api(org.stranger).get("me/permissions", case_id=str(uuid.uuid4()))
    assert hidden.status_code == absent.status_code == 404
    assert api.get("me/permissions", case_id="x").status_code == 400
    assert api.get("me/permissions", all="1").status_code == 400


def test_ending_a_session_ends_its_token(org):
    api, other = Api(org.worker), Api(org.worker)
    sessions = api.get("me/sessions").json()["results"]
    (this,) = [row for row in sessions if row["is_this_one"]]
    assert other.get("me").status_code == 200
    theirs = Session.objects.filter(user=org.manager).first()
    assert api.post(f"me/sessions/{theirs.pk}/end").status_code == 404
    assert api.post(f"me/sessions/{uuid.uuid4()}/end").status_code == 404
    assert api.post(f"me/sessions/{this['id']}/end").status_code == 204
    assert api.get("me").status_code == 401


def test_colleagues_and_teams(org):
    names = [row["display_name"] for row in Api(org.worker).get("users").json()["results"]]
    assert names == sorted(names)
    assert "Manager" in names
    assert not [name for name in names if name.startswith(("Foreign", "System"))]
    teams = [row["name"] for row in Api(org.worker).get("teams").json()["results"]]
    assert teams == ["North", "South"]


def test_protected_matches_are_for_the_safeguarding_lead(org, case):
    make.case(org, team=org.south, lead=org.stranger, person=PRIYA)
    api = Api(org.safeguarding_lead, reason="safeguarding")
    assert Api(org.safeguarding_lead).get("protected-matches").status_code == 403
    for who in ("worker", "manager", "service_manager", "intake_worker"):
        refused = Api(org.users[who], reason="supervision").get("protected-matches")
        assert refused.status_code == 403
    (match,) = api.get("protected-matches").json()["results"]
    assert match["case_id"] == str(case.pk)
    here = f"protected-matches/{match['id']}"
    assert api.get(here).json()["state"] == "open"
    assert api.post(f"{here}/review", {"outcome": "guess"}, if_match=1).status_code == 422
    done = api.post(f"{here}/review", {"outcome": "same_person"}, if_match=1)
    assert (done.status_code, done.json()["state"]) == (200, "reviewed")
    again = api.post(f"{here}/review", {"outcome": "unrelated"}, if_match=2)
    assert (again.status_code, again.json()["code"]) == (409, "invalid-transition")
    assert api.get(f"protected-matches/{uuid.uuid4()}").status_code == 404
