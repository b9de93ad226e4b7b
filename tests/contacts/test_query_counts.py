"""What a page costs does not grow with its rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import clients, contacts, tasks
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
NOON = MORNING + timedelta(hours=3)


def fill(org, case, call, n):
    child = clients.relationship(
        by=org.worker, on=case, is_child=True, child_knowledge="cover_story"
    )
    for index in range(n):
        contacts.contact(
            by=org.worker,
            on=case,
            at=NOON,
            **call
            | {
                "happened_at": call["happened_at"] + timedelta(minutes=index),
                "participants": [{"relationship_id": child.pk, "presence": "present"}],
                "next_step": {"title": "x", "due_on": MORNING.date()},
            },
        )


@pytest.mark.parametrize(
    "path",
    ["cases/{case}/contacts", "cases/{case}/timeline", "contacts", "tasks", "cases/{case}/tasks"],
)
def test_queries_of_a_page_are_constant(org, case, call, client_as, path):
    worker = client_as("worker", at=NOON)
    counts = []
    for n in (1, 5):
        fill(org, case, call, n)
        if n > 1:
            other = clients.case(org, lead=org.worker)
            tasks.task(by=org.worker, on=other)
        with CaptureQueriesContext(connection) as queries:
            answer = worker.get(path.format(case=case.pk))
        assert answer.status_code == 200, answer.json()
        counts.append(len(queries))

    assert counts[0] == counts[1], "\n".join(q["sql"][:160] for q in queries.captured_queries)


def test_logging_a_contact_costs_the_same_in_a_long_record(org, case, call, client_as):
    worker = client_as("worker", at=NOON)
    words = call | {
        "happened_at": call["happened_at"].isoformat(),
        "safe_contact_route_id": str(call["safe_contact_route_id"]),
    }
    counts = []
    for minutes in range(3):
        later = call["happened_at"] + timedelta(minutes=minutes)
        with CaptureQueriesContext(connection) as queries:
            made = worker.post(
                f"cases/{case.pk}/contacts", words | {"happened_at": later.isoformat()}
            )
        assert made.status_code == 201, made.json()
        counts.append(len(queries))

    assert len(set(counts)) == 1
