"""Tasks: raised, finished, handed on, and what the summary says of them."""

from datetime import date, timedelta

import pytest

from caseload.access.operations import Event
from caseload.access.roles import AllocationKind
from caseload.clients.models import Allocation, CaseSummary
from caseload.clients.services import allocations, barriers
from caseload.core.errors import InvalidTransition, NotPermitted, StaleVersion, ValidationFailed
from caseload.tasks import selectors, services
from caseload.tasks.models import Task, TaskState
from caseload.tasks.reallocation import ask_for_reallocation
from tests.factories import clients, tasks
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(org):
    return clients.case(org, lead=org.worker)


def steps(org, case):
    by = fresh(org.worker)
    with acting(by):
        row = CaseSummary.objects.visible_to(by).get(case=case)
    return row.open_steps, row.next_step_due_on


def test_summary_follows_every_change(org, case):
    first = tasks.task(by=org.worker, on=case, due_on=date(2025, 1, 20))
    second = tasks.task(by=org.worker, on=case, due_on=date(2025, 1, 16))
    assert steps(org, case) == (2, date(2025, 1, 16))

    by = fresh(org.worker)
    with acting(by):
        services.amend_task(
            by=by, task=second, seen=1, reason="bank holiday", due_on=date(2025, 1, 30)
        )
    assert steps(org, case) == (2, date(2025, 1, 20))

    with acting(by):
        services.complete_task(by=by, task=first, seen=1, outcome_note="done")
        commit_check()
    assert steps(org, case) == (1, date(2025, 1, 30))

    with acting(by):
        services.cancel_task(by=by, task=second, seen=2, reason="not needed")
    assert steps(org, case) == (0, None)


def test_step_that_is_hidden_from_somebody_moves_no_figure(org, case):
    clients.allocation(org, case, org.co_worker)
    tasks.task(by=org.worker, on=case, due_on=date(2025, 1, 15), sensitivity="restricted")

    tasks.task(by=org.co_worker, on=case, due_on=date(2025, 1, 20))

    assert steps(org, case) == (1, date(2025, 1, 20))


def test_task_has_a_title_and_an_owner_of_the_case(org, case):
    for words, code in (
        ({"title": " "}, "title_needed"),
        ({"owner_id": org.co_worker.pk}, "not_found"),
        ({"owner_id": org.stranger.pk}, "not_found"),
    ):
        with pytest.raises(ValidationFailed) as error:
            tasks.task(by=org.worker, on=case, **words)
        assert error.value.errors[0].code == code


def test_ended_task_does_not_change(org, case):
    task = tasks.task(by=org.worker, on=case)
    by = fresh(org.worker)
    with acting(by):
        services.complete_task(by=by, task=task, seen=1)
        for act in (
            lambda: services.complete_task(by=by, task=task, seen=2),
            lambda: services.cancel_task(by=by, task=task, seen=2, reason="x"),
            lambda: services.reassign_task(by=by, task=task, seen=2, owner_id=None),
            lambda: services.amend_task(by=by, task=task, seen=2, reason="x", title="y"),
        ):
            with pytest.raises(InvalidTransition):
                act()


def test_change_says_why_and_from_which_version(org, case):
    task = tasks.task(by=org.worker, on=case)
    by = fresh(org.worker)
    with acting(by):
        with pytest.raises(ValidationFailed):
            services.cancel_task(by=by, task=task, seen=1, reason="")
        with pytest.raises(ValidationFailed):
            services.amend_task(by=by, task=task, seen=1, reason="x", title="")
        with pytest.raises(StaleVersion):
            services.complete_task(by=by, task=task, seen=4)


def test_task_goes_to_those_who_work_on_the_case(org, case):
    clients.allocation(org, case, org.co_worker)
    task = tasks.task(by=org.worker, on=case, owner_id=org.worker.pk)
    by = fresh(org.worker)
    with acting(by):
        services.reassign_task(by=by, task=task, seen=1, owner_id=org.co_worker.pk)
        with pytest.raises(ValidationFailed):
            services.reassign_task(by=by, task=task, seen=2, owner_id=org.stranger.pk)
        services.reassign_task(by=by, task=task, seen=2, owner_id=None)
    assert task.owner_id is None


def test_rule_raises_its_task_once(org, case):
    by = fresh(org.worker)
    with acting(by):
        raised = [
            services.raise_by_rule(
                by=by,
                case=case,
                rule_key="welfare_check:2025-01-20",
                task_type="welfare_check_due",
                title="Welfare check",
                due_on=date(2025, 1, 20),
            )
            for _ in range(3)
        ]
        commit_check()
        assert Task.objects.filter(case=case).count() == 1
    assert len({task.pk for task in raised}) == 1


def test_check_on_the_client_is_not_ticked_off(org, case):
    by = fresh(org.worker)
    with acting(by):
        task = services.raise_by_rule(
            by=by,
            case=case,
            rule_key="w",
            task_type="welfare_check_due",
            title="Welfare check",
            due_on=date(2025, 1, 20),
        )
        with pytest.raises(ValidationFailed) as error:
            services.complete_task(by=by, task=task, seen=1)
    assert error.value.errors[0].code == "contact_needed"


def test_leaver_leaves_the_tasks_to_the_team(org, case):
    clients.allocation(org, case, org.co_worker)
    mine = tasks.task(by=org.worker, on=case, owner_id=org.worker.pk)
    theirs = tasks.task(by=org.worker, on=case, owner_id=org.co_worker.pk)
    by = fresh(org.manager)
    with acting(by):
        lead = Allocation.objects.get(case=case, role=AllocationKind.LEAD)
        allocations.end_allocation(by=by, allocation=lead, seen=1, reason="moved team")
        commit_check()
        owners = {task.pk: task.owner_id for task in Task.objects.filter(case=case)}

    assert owners == {mine.pk: None, theirs.pk: org.co_worker.pk}


def test_new_lead_finds_the_tasks_with_the_team(org, case):
    mine = tasks.task(by=org.worker, on=case, owner_id=org.worker.pk)
    by = fresh(org.manager)
    with acting(by):
        allocations.reassign_lead(by=by, case=case, user_id=org.co_worker.pk, reason="leave")
        assert Task.objects.get(pk=mine.pk).owner_id is None


def test_declared_conflict_asks_the_team_to_look(org, case):
    by = fresh(org.worker)
    with acting(by):
        barriers.declare_conflict(by=by, case=case)
        commit_check()
        assert not Task.objects.exists()

    by = fresh(org.manager)
    with acting(by):
        task = Task.objects.visible_to(by).get(case=case)
    assert (task.owner_id, task.due_on) == (None, date(2025, 1, 14))
    assert "conflict" not in task.title.lower()


def test_conflict_of_one_without_tasks_asks_for_nothing(org, case):
    by = fresh(org.stranger)
    with acting(by):
        ask_for_reallocation(Event(operation=None, by=by, result=case))

    by = fresh(org.worker)
    with acting(by):
        assert not Task.objects.exists()


def test_colleague_who_stays_keeps_their_tasks(org, case):
    clients.allocation(org, case, org.worker, role=AllocationKind.SUPERVISOR)
    mine = tasks.task(by=org.worker, on=case, owner_id=org.worker.pk)
    by = fresh(org.manager)
    with acting(by):
        lead = Allocation.objects.get(case=case, role=AllocationKind.LEAD)
        allocations.end_allocation(by=by, allocation=lead, seen=1, reason="supervises only")
        assert Task.objects.get(pk=mine.pk).owner_id == org.worker.pk


def test_stranger_raises_nothing(org, case):
    with pytest.raises(NotPermitted):
        tasks.task(by=org.stranger, on=case)


def test_open_tasks_are_read_soonest_first(org, case):
    other = clients.case(org, lead=org.worker)
    hidden = clients.case(org, lead=org.co_worker)
    days = [date(2025, 1, day) for day in (22, 20, 21)]
    made = [
        tasks.task(by=org.worker, on=on, due_on=day, owner_id=org.worker.pk)
        for on, day in zip((case, other, case), days, strict=True)
    ]
    tasks.task(by=org.co_worker, on=hidden)
    unowned = tasks.task(by=org.worker, on=case, due_on=date(2025, 2, 1))
    by = fresh(org.worker, MORNING + timedelta(days=1))
    with acting(by, MORNING + timedelta(days=1)):
        mine = list(selectors.open_tasks(by=by, owner_id=org.worker.pk))
        rest = list(
            selectors.open_tasks(by=by, owner_id=org.worker.pk, after=(mine[0].due_on, mine[0].pk))
        )
        soon = list(selectors.open_tasks(by=by, due_until=date(2025, 1, 20)))
        teams = list(selectors.open_tasks(by=by, is_unowned=True))
        assert selectors.tasks_of_case(by=by, case=case).count() == 3

    assert mine == [made[1], made[2], made[0]]
    assert rest == mine[1:]
    assert (soon, teams) == ([made[1]], [unowned])
    assert all(task.state == TaskState.OPEN for task in mine)
