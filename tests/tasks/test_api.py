"""Tasks over HTTP."""

import uuid

import pytest

from tests.factories import clients, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(org):
    return clients.case(org, lead=org.worker)


@pytest.fixture
def worker(client_as):
    return client_as("worker")


def test_task_from_beginning_to_end(org, case, worker):
    clients.allocation(org, case, org.co_worker)
    path = f"cases/{case.pk}/tasks"

    made = worker.post(path, {"title": "Ring the school", "due_on": "2025-01-20"})
    assert made.status_code == 201, made.json()
    one = f"{path}/{made.json()['id']}"
    assert made["Location"] == f"/api/v1/{one}"
    moved = worker.patch(one, {"due_on": "2025-01-22", "reason": "bank holiday"}, if_match=1)
    given = worker.post(f"{one}/reassign", {"owner_id": str(org.co_worker.pk)}, if_match=2)
    done = worker.post(f"{one}/complete", {"outcome_note": "spoke to the head"}, if_match=3)

    assert moved.json()["due_on"] == "2025-01-22"
    assert given.json()["owner_id"] == str(org.co_worker.pk)
    assert (done.json()["state"], done.json()["version"]) == ("done", 4)
    assert worker.get(one).json() == done.json()
    assert worker.get(path).json()["results"] == [done.json()]
    assert worker.post(f"{one}/cancel", {"reason": "x"}, if_match=4).status_code == 409


def test_task_that_need_not_be_done(org, case, worker):
    task = tasks.task(by=org.worker, on=case)

    cancelled = worker.post(
        f"cases/{case.pk}/tasks/{task.pk}/cancel", {"reason": "moved away"}, if_match=1
    ).json()

    assert (cancelled["state"], cancelled["outcome_note"]) == ("cancelled", "moved away")
    assert (cancelled["rule"], cancelled["is_finished_with_contact"]) == ("", False)


def test_change_needs_the_version_and_a_reason(org, case, worker):
    task = tasks.task(by=org.worker, on=case)
    one = f"cases/{case.pk}/tasks/{task.pk}"

    assert worker.patch(one, {"due_on": "2025-01-22", "reason": "x"}).status_code == 428
    assert worker.patch(one, {"due_on": "2025-01-22"}, if_match=1).status_code == 422
    assert worker.post(f"{one}/cancel", {"reason": "x"}, if_match=7).status_code == 412


def test_owner_out_of_the_case_answers_as_one_who_is_not(org, case, worker):
    same = {"X-Request-Id": str(uuid.uuid4())}
    answers = [
        worker.call(
            "POST",
            f"cases/{case.pk}/tasks",
            {"title": "x", "due_on": "2025-01-20", "owner_id": str(owner)},
            headers=same,
        )
        for owner in (org.stranger.pk, uuid.uuid4())
    ]

    assert answers[0].status_code == 422
    assert answers[0].content == answers[1].content


def test_open_tasks_across_my_cases(org, case, worker):
    other = clients.case(org, lead=org.worker)
    hidden = clients.case(org, lead=org.co_worker)
    days = ["2025-01-22", "2025-01-20", "2025-01-21"]
    for on, day in zip((case, other, case), days, strict=True):
        worker.post(
            f"cases/{on.pk}/tasks", {"title": "x", "due_on": day, "owner_id": str(org.worker.pk)}
        )
    worker.post(f"cases/{case.pk}/tasks", {"title": "team", "due_on": "2025-01-19"})
    tasks.task(by=org.co_worker, on=hidden, title="MARKER")

    first = worker.get("tasks", limit=2).json()
    second = worker.get(first["next"]).json()

    assert [row["due_on"] for row in first["results"] + second["results"]] == sorted(days)
    assert [row["title"] for row in worker.get("tasks", owner="none").json()["results"]] == ["team"]
    assert len(worker.get("tasks", owner="anyone", due_until="2025-01-20").json()["results"]) == 2
    assert "MARKER" not in worker.get("tasks", owner="anyone").content.decode()
    assert worker.get("tasks", owner="everybody").status_code == 400
    assert worker.get("tasks", due_until="soon").status_code == 400
    assert worker.get("tasks", due_until="2025-02-31").status_code == 400
