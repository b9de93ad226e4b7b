"""What workers and managers see of how the work stands, and what they do not."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseload.access.roles import AllocationKind
from caseload.clients.models import Allocation
from caseload.clients.services import allocations
from caseload.clients.services.safe_contact import record_route, suspend_route
from caseload.core.errors import NotPermitted
from caseload.dashboards.rules import Tab
from caseload.dashboards.selectors import my_caseload, team_board
from tests.factories import clients, contacts, tasks
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=30)


def caseload(user, at=MORNING, **how):
    by = fresh(user, at)
    with acting(by, at):
        return my_caseload(by=by, **how)


def board(user, at=MORNING, **how):
    by = fresh(user, at)
    with acting(by, at):
        return team_board(by=by, **how)


def ids(figure):
    return set(figure.case_ids)


def test_caseload_holds_my_cases_and_no_others(org):
    mine = clients.case(org, lead=org.worker)
    helped = clients.case(org, lead=org.co_worker)
    clients.allocation(
        org, helped, org.worker, role=AllocationKind.COVER, ends_at=MORNING + timedelta(days=20)
    )
    clients.case(org, lead=org.co_worker)

    rows = caseload(org.worker).rows

    assert {(row.summary.case_id, row.role) for row in rows} == {
        (mine.pk, "lead"),
        (helped.pk, "cover"),
    }
    assert {row.summary.case_id for row in caseload(org.worker, LATER).rows} == {mine.pk}
    assert caseload(org.manager).rows == []


def test_what_is_due_comes_first_and_attempts_take_nothing_away(org):
    quiet = clients.case(org, lead=org.worker)
    fine = clients.case(org, lead=org.worker)
    due = clients.case(org, lead=org.worker)
    almost = LATER - timedelta(days=1)
    contacts.contact(by=org.worker, on=fine, at=almost)
    contacts.contact(by=org.worker, on=due, at=almost)
    contacts.contact(by=org.worker, on=quiet, at=almost, outcome="no_answer", headline="")
    tasks.task(by=org.worker, on=due, at=almost, due_on=LATER.date())

    rows = caseload(org.worker, LATER).rows

    assert [row.summary.case_id for row in rows] == [quiet.pk, due.pk, fine.pk]
    assert [[str(each.code) for each in row.reasons] for row in rows] == [
        ["quiet"],
        ["step_due"],
        [],
    ]
    assert rows[0].summary.attempts_since_success == 1
    assert (rows[0].days_since_reached, rows[1].days_since_reached) == (None, 1)
    assert rows[0].lead_name == org.worker.display_name


def test_tabs_count_what_they_show(org):
    clients.case(org, lead=org.worker)

    shown = caseload(org.worker, tab=Tab.WAITING)

    assert shown.rows == []
    assert shown.tabs[Tab.MINE] == 1


def test_unfinished_notes_are_a_number(org):
    case = clients.case(org, lead=org.worker)
    contacts.contact_draft(by=org.worker, on=case, headline="half")

    assert caseload(org.worker).unfinished_notes == 1
    assert caseload(org.co_worker).unfinished_notes == 0


def test_board_is_for_managers(org):
    with pytest.raises(NotPermitted):
        board(org.worker)


def test_board_counts_by_worker_and_lists_what_it_counts(org):
    first = clients.case(org, lead=org.worker)
    second = clients.case(org, lead=org.worker)
    third = clients.case(org, lead=org.co_worker)
    alone = clients.case(org)
    south = clients.case(org, team=org.south, lead=org.second_worker)
    contacts.contact(by=org.worker, on=first, at=LATER - timedelta(days=1))
    tasks.task(by=org.worker, on=second, due_on=date(2025, 1, 14))

    seen = board(org.manager, LATER)

    rows = {row.worker_id: row for row in seen.workers}
    assert set(rows) == {org.worker.pk, org.co_worker.pk}
    mine = rows[org.worker.pk]
    assert (mine.worker_name, mine.open.count) == (org.worker.display_name, 2)
    assert ids(mine.open) == {first.pk, second.pk}
    assert ids(mine.quiet) == {second.pk}
    assert ids(mine.overdue_steps) == {second.pk}
    assert ids(mine.never_reached) == {second.pk}
    assert mine.oldest_reached_case_id == first.pk
    assert mine.new_this_week.count == 0
    assert ids(mine.by_state["new"]) == {first.pk, second.pk}
    assert ids(seen.totals.open) == {first.pk, second.pk, third.pk, alone.pk}
    assert south.pk not in ids(seen.totals.open)
    (waiting,) = seen.unallocated
    assert (waiting.case_id, waiting.days, waiting.is_late) == (alone.pk, 30, True)


def test_new_this_week_is_counted_from_the_allocation(org):
    case = clients.case(org, lead=org.worker)

    assert ids(board(org.manager).workers[0].new_this_week) == {case.pk}


def test_case_without_lead_has_been_so_since_the_last_one_left(org):
    case = clients.case(org, lead=org.worker)
    left = MORNING + timedelta(days=10)
    by = fresh(org.manager, left)
    with acting(by, left):
        lead = Allocation.objects.get(case=case)
        allocations.end_allocation(by=by, allocation=lead, seen=1, reason="leave")

    (waiting,) = board(org.manager, left + timedelta(days=1)).unallocated

    assert (waiting.since, waiting.days) == (left, 1)


def test_case_behind_a_barrier_is_in_no_figure(org):
    kept = clients.case(org, lead=org.worker)
    barred = clients.case(org, lead=org.worker)
    from caseload.clients.services.barriers import declare_exclusion  # noqa: PLC0415 - once

    by = fresh(org.safeguarding_lead)
    with acting(by):
        declare_exclusion(by=by, person=barred.client, user_id=org.manager.pk)

    seen = board(org.manager, MORNING + timedelta(minutes=1))

    assert ids(seen.totals.open) == {kept.pk}
    assert [row.open.count for row in seen.workers] == [1]


def test_board_shows_suspended_routes_and_the_oldest_silence(org):
    cases = [clients.case(org, lead=org.worker) for _ in range(3)]
    for days, case in zip((2, 3, 1), cases, strict=True):
        contacts.contact(by=org.worker, on=case, happened_at=MORNING - timedelta(days=days))
    by = fresh(org.worker)
    with acting(by):
        route = record_route(by=by, case=cases[0], kind="phone", value="07700 900102")
        suspend_route(by=by, route=route, seen=1, reason_code="client_request")

    (row,) = board(org.manager).workers

    assert ids(row.routes_suspended) == {cases[0].pk}
    assert row.oldest_reached_case_id == cases[1].pk
    assert [str(each.code) for each in caseload(org.worker).rows[0].reasons] == ["no_safe_route"]


def test_wide_manager_may_ask_for_one_team(org):
    north = clients.case(org, lead=org.worker)
    south = clients.case(org, team=org.south, lead=org.second_worker)

    everything = board(org.service_manager)
    one = board(org.service_manager, team_id=org.south.pk)

    assert ids(everything.totals.open) == {north.pk, south.pk}
    assert ids(one.totals.open) == {south.pk}


@pytest.mark.parametrize("ask", [my_caseload, team_board])
def test_queries_do_not_grow_with_the_cases(org, ask):
    counts = []
    for cases in (1, 6):
        for _ in range(cases):
            case = clients.case(org, lead=org.worker)
            clients.allocation(org, case, org.manager, by=org.service_manager)
            tasks.task(by=org.worker, on=case)
        by = fresh(org.manager)
        with acting(by), CaptureQueriesContext(connection) as queries:
            ask(by=by)
        counts.append(len(queries))

    assert counts[0] == counts[1], counts
