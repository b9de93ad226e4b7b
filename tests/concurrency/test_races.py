"""What holds when people do the same thing at the same moment: real threads, real commits."""

import threading
import uuid
from functools import partial
from typing import Any

import pytest

from caseload.clients.models import Case
from tests.factories import accounts, clients, tasks
from tests.support.acting import acting, fresh
from tests.support.client import Api
from tests.support.databases import administrator_of_clone
from tests.support.races import at_once, rounds, statuses
from tests.support.world import LATER, build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WRITERS = 16
EDITS = 100
REPEATS = 200


def asked(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with administrator_of_clone() as admin:
        return admin.execute(query, values).fetchall()


def test_K1_sixteen_writers_lose_nothing(org):
    case = clients.case(org, lead=org.worker)
    task = tasks.task(by=org.worker, on=case, title="first")
    url = f"cases/{case.pk}/tasks/{task.pk}"
    apis = [Api(org.worker, at=LATER) for _ in range(WRITERS)]
    edits = rounds(EDITS)

    def writer(number: int, api: Api) -> list[str]:
        """Each attempt says which version it saw; a refused one learns the present version."""
        written, tag = [], f'"1-{str(task.pk)[:8]}"'
        for edit in range(edits):
            title = f"{number}:{edit}"
            answer = api.patch(url, {"title": title, "reason": "race"}, if_match=tag)
            assert answer.status_code in {200, 412}, answer.content
            tag = answer["ETag"]
            if answer.status_code == 200:
                written.append(title)
        return written

    done = at_once(*[lambda n=n, api=api: writer(n, api) for n, api in enumerate(apis)])

    successes = [title for written in done for title in written]
    history = asked("SELECT version, title FROM tasks_historicaltask WHERE id = %s", task.pk)
    assert len(successes) >= edits
    assert len(history) == 1 + len(successes)
    assert sorted(version for version, _ in history) == list(range(1, len(successes) + 2))
    assert sorted(title for _, title in history) == sorted(["first", *successes])


def test_K3_a_repeated_post_has_one_effect(org):
    case = clients.case(org, lead=org.worker)
    apis = [Api(org.worker, at=LATER) for _ in range(3)]
    url = f"cases/{case.pk}/tasks"
    for _ in range(rounds(REPEATS)):
        key = f'"{uuid.uuid4()}"'
        body = {"title": f"once {key[1:9]}", "due_on": "2025-01-20"}
        answers = at_once(*[partial(api.post, url, body, key=key) for api in apis])

        assert statuses(answers) == [201, 201, 201], [answer.content for answer in answers]
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert len({answer["Location"] for answer in answers}) == 1
        replays = [answer.headers.get("Idempotency-Replayed") for answer in answers]
        assert sorted(replays, key=str) == [None, "true", "true"]
    (row,) = asked(
        "SELECT count(*), count(DISTINCT title) FROM tasks_task WHERE case_id = %s", case.pk
    )
    assert row == (rounds(REPEATS), rounds(REPEATS))


def test_a_key_still_running_is_answered_in_time(org):
    """The twin waits for the first request as long as a lock may be waited for, and says so."""
    case = clients.case(org, lead=org.worker)
    api = Api(org.worker, at=LATER)
    key = str(uuid.uuid4())
    with administrator_of_clone() as admin, admin.transaction():
        admin.execute(
            "INSERT INTO access_idempotencykey (id, principal_id, key, fingerprint, claimed_at, "
            "location) VALUES (gen_random_uuid(), %s, %s, ''::bytea, now(), '')",
            [org.worker.pk, key],
        )
        answer = api.post(
            f"cases/{case.pk}/tasks", {"title": "twin", "due_on": "2025-01-20"}, key=key
        )

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-in-progress")
    assert answer["Retry-After"] == "1"


def test_two_leads_at_once_are_one(org):
    managers = [Api(org.manager, at=LATER) for _ in range(2)]
    for _ in range(rounds(10)):
        case = clients.case(org)
        answers = at_once(
            *[
                partial(
                    api.post,
                    f"cases/{case.pk}/allocations",
                    {"user_id": str(user.pk), "role": "lead"},
                )
                for api, user in zip(managers, (org.worker, org.co_worker), strict=True)
            ]
        )

        first, second = statuses(answers)
        assert first == 201
        assert 400 <= second < 500
        (row,) = asked(
            "SELECT count(*) FROM clients_allocation WHERE case_id = %s AND role = 'lead'", case.pk
        )
        assert row == (1,)


def test_nobody_gets_onto_two_sides_of_a_family_at_once(org):
    world = build(org)
    leads = [
        world.api("safeguarding_lead"),
        Api(org.safeguarding_lead, at=LATER, reason="safeguarding"),
    ]
    for _ in range(rounds(10)):
        worker = accounts.user(org)
        answers = at_once(
            *[
                partial(
                    api.post,
                    f"cases/{case.pk}/allocations",
                    {"user_id": str(worker.pk), "role": "co_worker"},
                )
                for api, case in zip(leads, (world.case, world.other_side), strict=True)
            ]
        )

        assert statuses(answers) == [201, 409], [answer.content for answer in answers]
        refused = next(answer for answer in answers if answer.status_code == 409)
        assert refused.json()["code"] == "allocation-refused"
        (row,) = asked(
            "SELECT count(DISTINCT case_id) FROM clients_caseusergrant WHERE user_id = %s",
            worker.pk,
        )
        assert row == (1,)


def test_A6_whoever_loses_a_case_reads_it_no_more(org):
    """Readers never stop; no request that begins after the end of the allocation sees the case."""
    manager = Api(org.manager, at=LATER)
    readers = [Api(org.co_worker, at=LATER) for _ in range(4)]
    for _ in range(rounds(20)):
        case = clients.case(org, lead=org.worker)
        part = clients.allocation(org, case, org.co_worker)
        over = threading.Event()

        found = at_once(
            partial(_end, manager, f"cases/{case.pk}/allocations/{part.pk}/end", over),
            *[partial(_read_on, api, f"cases/{case.pk}", over) for api in readers],
        )

        assert not any(found), found


def _end(manager: Api, url: str, over: threading.Event) -> list[str]:
    answer = manager.post(url, {"reason": "moved on", "version": 1})
    over.set()
    return [] if answer.status_code == 200 else [f"not ended: {answer.content!r}"]


def _read_on(api: Api, url: str, over: threading.Event) -> list[str]:
    """Ask until three answers in a row say that there is nothing; say what was wrong on the way."""
    wrong, gone = [], 0
    while gone < 3:
        was_over = over.is_set()
        status = api.get(url).status_code
        gone += status == 404
        if status not in {200, 404} or (was_over and status == 200):
            wrong.append(f"{status}, after the end: {was_over}")
    return wrong


def test_a_case_opened_at_once_by_many_is_seen_by_each_opener_alone(org):
    """Requests share nothing: no row, context or role of one shows in another (A18)."""
    users = [org.worker, org.second_worker, org.stranger, org.co_worker]
    cases = [clients.case(org, lead=user) for user in users]
    apis = [Api(user, at=LATER) for user in users]
    expected = {}
    for user in users:
        by = fresh(user)
        with acting(by):
            expected[user.pk] = set(Case.objects.visible_to(by).values_list("pk", flat=True))

    def look(api: Api) -> bool:
        for _ in range(rounds(40)):
            rows = api.get("cases", limit=200).json()["results"]
            if {uuid.UUID(row["id"]) for row in rows} != expected[api.user.pk]:
                return False
        return True

    assert all(at_once(*[lambda api=api: look(api) for api in apis]))
    assert len(cases) == len(users)
