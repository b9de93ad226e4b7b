"""Losing access is not losing it tomorrow: the next statement of an open transaction shows nothing.

One connection is in the middle of its work while another takes the right away and commits
(A6, A15, S3; access-and-audit.md §3: READ COMMITTED on purpose).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from caseload.access.acting import unit_of_work
from caseload.access.roles import AllocationKind, Role
from caseload.accounts import services as accounts
from caseload.accounts.models import RoleHolding, User
from caseload.clients.models import Allocation, Case, Exclusion
from caseload.clients.services import allocations
from caseload.contacts.models import Contact
from tests.factories import clients, contacts
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db(transaction=True)

MEANWHILE = MORNING + timedelta(seconds=1)


def elsewhere(what: Callable[[], Any]) -> None:
    """Do it on another connection, and commit."""

    def work() -> None:
        try:
            what()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result(timeout=30)


def counts() -> tuple[int, int, int]:
    return Case.objects.count(), Contact.objects.count(), Contact.history.count()


@pytest.fixture
def case(org):
    made = clients.case(org, lead=org.worker)
    contacts.contact(by=org.worker, on=made)
    return made


def test_A6_an_ended_allocation(org, actors, case):
    def end():
        by = fresh(org.manager)
        with acting(by):
            held = Allocation.objects.visible_to(by).get(case=case)
            allocations.end_allocation(by=by, allocation=held, seen=held.version, reason="moved")

    with acting(actors.worker, MEANWHILE):
        assert counts() == (1, 1, 1)
        elsewhere(end)
        assert counts() == (0, 0, 0)


def test_S3_a_deactivated_user(org, actors, case):
    def deactivate():
        by = fresh(org.administrator)
        with acting(by):
            user = User.objects.get(pk=org.worker.pk)
            accounts.deactivate_user(by=by, user=user, seen=user.version, reason="left")

    with acting(actors.worker, MEANWHILE):
        assert counts() == (1, 1, 1)
        elsewhere(deactivate)
        assert counts() == (0, 0, 0)


@pytest.mark.parametrize("who", ["worker", "manager", "safeguarding_lead"])
def test_A6_an_ended_role(org, actors, case, who):
    def end():
        by = fresh(org.administrator)
        with acting(by):
            held = RoleHolding.objects.get(user=org.users[who])
            accounts.end_role(by=by, holding=held, seen=held.version, reason="new job")

    with acting(actors.fresh(who), MEANWHILE):
        assert counts() == (1, 1, 1)
        elsewhere(end)
        assert counts() == (0, 0, 0)


def test_S3_a_deactivated_wide_user(org, actors, case):
    def deactivate():
        by = fresh(org.administrator)
        with acting(by):
            user = User.objects.get(pk=org.safeguarding_lead.pk)
            accounts.deactivate_user(by=by, user=user, seen=user.version, reason="left")

    with acting(actors.safeguarding_lead, MEANWHILE):
        assert counts() == (1, 1, 1)
        elsewhere(deactivate)
        assert counts() == (0, 0, 0)


@pytest.mark.parametrize("who", ["worker", "manager", "safeguarding_lead"])
def test_A10_a_declared_exclusion(org, actors, case, who):
    def declare():
        by = fresh(org.users[who])
        with acting(by):
            Exclusion(
                organisation=org.organisation,
                user_id=by.user_id,
                person_id=case.client_id,
                starts_at=MORNING,
                recorded_by_id=by.user_id,
                recorded_at=MORNING,
            ).insert()

    with acting(actors.fresh(who), MEANWHILE):
        assert counts() == (1, 1, 1)
        elsewhere(declare)
        assert counts() == (0, 0, 0)


def test_A15_cover_ends_to_the_millisecond(org, actors, case):
    ends = MORNING + timedelta(days=7)
    clients.allocation(org, case, org.co_worker, role=AllocationKind.COVER, ends_at=ends)

    tick = timedelta(milliseconds=1)
    for at, seen in ((ends - tick, 1), (ends, 0), (ends + tick, 0)):
        with unit_of_work(actors.co_worker, at=at):
            assert Case.objects.count() == Case.objects.visible_to(actors.co_worker).count() == seen


def test_A15_a_role_begins_and_ends_to_the_millisecond(org, actors, case):
    holder = org.stranger
    starts, ends = MORNING + timedelta(days=1), MORNING + timedelta(days=2)
    by = fresh(org.administrator)
    with acting(by):
        accounts.propose_role(
            by=by,
            user=holder,
            role=Role.TEAM_MANAGER,
            team=org.north,
            starts_at=starts,
            ends_at=ends,
        )

    tick = timedelta(milliseconds=1)
    for at, seen in ((starts - tick, 0), (starts, 1), (ends - tick, 1), (ends, 0)):
        actor = fresh(holder, at)
        with unit_of_work(actor, at=at):
            assert Case.objects.count() == Case.objects.visible_to(actor).count() == seen
