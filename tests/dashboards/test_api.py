"""The two boards over HTTP; each answer names its cases in one read event."""

import uuid
from datetime import timedelta

import pytest

from tests.factories import clients, contacts, tasks
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db


def test_my_caseload(org, client_as):
    case = clients.case(org, lead=org.worker, person={"given_names": "Leanne"})
    contacts.contact(by=org.worker, on=case)
    tasks.task(by=org.worker, on=case)
    later = client_as("worker", at=MORNING + timedelta(days=22))

    body = later.get("dashboards/caseload").json()

    (row,) = body["results"]
    assert row["case_id"] == str(case.pk)
    assert row["name_used"].startswith("Leanne")
    assert [reason["code"] for reason in row["reasons"]] == ["quiet", "step_overdue"]
    assert (row["days_since_reached"], row["next_step_due_on"]) == (22, "2025-01-20")
    assert body["tabs"] == {"mine": 1, "waiting": 0, "light_touch": 0, "closed": 0}
    assert later.get("dashboards/caseload", tab="waiting").json()["results"] == []
    assert later.get("dashboards/caseload", tab="stars").status_code == 400


def test_team_board(org, client_as):
    case = clients.case(org, lead=org.worker)
    alone = clients.case(org)
    hidden = clients.case(org, team=org.south, lead=org.second_worker)
    manager = client_as("manager")

    answer = manager.get("dashboards/team")

    body = answer.json()
    assert answer.status_code == 200, body
    (row,) = body["workers"]
    assert row["open"] == {"count": 1, "case_ids": [str(case.pk)]}
    assert [each["case_id"] for each in body["unallocated"]] == [str(alone.pk)]
    assert body["totals"]["open"]["count"] == 2
    assert str(hidden.pk) not in answer.content.decode()
    assert manager.get("dashboards/team", team_id=str(uuid.uuid4())).json()["workers"] == []
    assert manager.get("dashboards/team", team_id="north").status_code == 400


@pytest.mark.parametrize(
    "who", ["worker", "intake_worker", "administrator", "trustee", "analyst", "duty_worker"]
)
def test_board_is_for_those_who_lead(org, client_as, who):
    assert client_as(who).get("dashboards/team").status_code == 403


def test_wide_roles_say_why(org, client_as):
    assert client_as("service_manager").get("dashboards/team").status_code == 403
    reasoned = client_as("service_manager", reason="supervision")
    assert reasoned.get("dashboards/team").status_code == 200
