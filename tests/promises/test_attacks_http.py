"""What a curious worker learns over HTTP of records and cases out of their sight: nothing."""

import pytest

from caseload.access.roles import AllocationKind
from caseload.clients.models import Case
from tests.factories import clients, contacts, tasks
from tests.support.acting import acting, commit_check, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(org):
    """The lead reads restricted records of it; the co-worker does not."""
    made = clients.case(org, lead=org.worker)
    clients.allocation(org, made, org.co_worker, role=AllocationKind.CO_WORKER)
    return made


def history(api, case):
    answer = api.get(f"cases/{case.pk}/history", limit=200)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_E1_history_names_no_restricted_contact_that_finished_a_task(org, client_as, case):
    task = tasks.task(by=org.worker, on=case)
    hidden = contacts.contact(
        by=org.worker, on=case, sensitivity="restricted", completes_tasks=[task.pk]
    )

    assert str(task.pk) in history(client_as("co_worker"), case)
    assert str(hidden.pk) not in history(client_as("co_worker"), case)


def test_E1_history_names_no_restricted_route_or_person_that_a_contact_points_to(
    org, client_as, case
):
    route = clients.safe_contact_route(by=org.worker, on=case, call="allowed")
    told = clients.relationship(by=org.worker, on=case, name_as_told="Robin")
    contact = contacts.contact(
        by=org.worker,
        on=case,
        safe_contact_route_id=route.pk,
        participants=[{"relationship_id": told.pk, "presence": "spoken_about"}],
    )
    for row in (route, told):
        by = fresh(org.worker)
        with acting(by):
            row.amend(by=by, seen=None, reason="hers", sensitivity="restricted")
            commit_check()

    seen = history(client_as("co_worker"), case)
    assert str(contact.pk) in seen
    assert str(route.pk) not in seen
    assert str(told.pk) not in seen
    assert str(route.pk) in history(client_as("worker", reason="allocated-work"), case)


def test_E1_a_case_does_not_name_a_former_case_out_of_sight(org, client_as):
    former = clients.case(org, lead=org.second_worker, team=org.south)
    case = clients.case(org, lead=org.worker, client=former.client)
    by = fresh(org.safeguarding_lead)
    with acting(by):
        Case.objects.get(pk=case.pk).change(seen=None, reason="goes on", follows=former)
        commit_check()

    api = client_as("worker")
    for path in (f"cases/{case.pk}", "cases", f"cases/{case.pk}/history"):
        answer = api.get(path)
        assert answer.status_code == 200, answer.content
        assert str(former.pk) not in answer.content.decode(), path
    lead = client_as("safeguarding_lead", reason="safeguarding")
    assert lead.get(f"cases/{case.pk}").json()["follows_id"] == str(former.pk)
