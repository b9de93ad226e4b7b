"""No policy is there for show: without it, somebody sees, changes or adds what they should not,
or no longer can what they should (A17, M1).

Before anything is dropped the world's answers are those of the oracle, so that any other answer is
a failure of ``test_orm_and_database_agree``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps

from caseload.access.roles import Role
from caseload.access.row_security import Policy
from caseload.accounts.models import RoleHolding, User
from caseload.accounts.models.user import UserKind
from caseload.accounts.principals import command_actor, system_actor
from caseload.core.actor import Actor
from caseload.referrals.models import Intake
from caseload.referrals.services import triage
from tests.factories import accounts, clients
from tests.promises.asking import enters, plant_world
from tests.promises.catalogue import fences
from tests.promises.oracle_copy import copied
from tests.promises.probing import Probe, Table
from tests.promises.random_world import NOW, Rows, begin
from tests.promises.special_world import add_plumbing, add_special_people
from tests.promises.test_orm_and_database_agree import disagreements
from tests.support.acting import acting, fresh
from tests.support.databases import administrator_of_clone
from tests.support.standard import program_actor
from tests.support.world import LATER, build

pytestmark = pytest.mark.django_db(transaction=True)

SEEDS = (3,)
PARTS = 4
# Another policy of the same table already says as much; this one is the second lock.
SECOND_LOCKS = {
    # Own sight of a person begins with unbarred cases (acl.visible_person_ids).
    "clients_equalityfacts bar",
}


OF_SHARING = (
    "accounts_partner",
    "accounts_historicalpartner",
    "accounts_sharing",
    "accounts_historicalsharing",
    "accounts_clientsecret",
    "accounts_historicalclientsecret",
    "consents_",
    "referrals_",
    "exchange_",
)
"""Tables of which random organisations have few rows or none: they are asked in the furnished world
of ``tests.support.world``, with its agencies' programs and every job."""


def fenced_tables() -> list[Table]:
    by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    live_of = {
        model.history.model._meta.db_table: model
        for model in by_table.values()
        if hasattr(model, "history") and "historical" not in model._meta.db_table
    }
    return [
        Table(name, live_of.get(name, by_table[name]), name in live_of) for name in sorted(fences())
    ]


TABLES = fenced_tables()
SHARED = [table for table in TABLES if table.name.startswith(OF_SHARING)]


def rich_world() -> Rows:
    """Random organisations, and what chance left out."""
    rows = Rows()
    for seed in SEEDS:
        add_special_people(rows, begin(rows, seed, users=8, cases=5))
    add_plumbing(rows)
    return rows


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_A17_dropping_any_policy_changes_an_answer(part):
    rows, actors = planted()
    if part == 0:
        told = copied(rows)
        users = [user for user in rows.of(User) if enters(user)]
        assert [line for user in users for line in disagreements(rows, told, user)] == []

    unnoticed = unnoticed_drops(
        Probe(table, table.planted(rows), actors)
        for table in TABLES[part::PARTS]
        if table not in SHARED
    )
    assert not unnoticed, "\n".join(unnoticed)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_A17_dropping_any_policy_of_sharing_changes_an_answer(org, part):
    actors = everybody_around(org)
    unnoticed = unnoticed_drops(shared_probes(SHARED[part::PARTS], actors))

    assert not unnoticed, "\n".join(unnoticed)


@pytest.mark.slow
def test_M1_a_bar_that_only_permits_is_noticed():
    rows, actors = planted()
    assert not weak_bars(
        Probe(table, table.planted(rows), actors) for table in TABLES if table not in SHARED
    )


@pytest.mark.slow
def test_M1_a_bar_of_sharing_that_only_permits_is_noticed(org):
    assert not weak_bars(shared_probes(SHARED, everybody_around(org)))


def unnoticed_drops(probes: Iterable[Probe]) -> list[str]:
    unnoticed = set()
    for probe in probes:
        table = probe.table
        probe.remember()
        for policy in probe.fence.policies(table.name):
            with changed(f"DROP POLICY {policy.name} ON public.{table.name}", policy, table):
                if not probe.is_noticed(policy) and not probe.is_inert(policy):
                    unnoticed.add(f"{table.name} {policy.name}")
    return sorted(unnoticed - SECOND_LOCKS)


def weak_bars(probes: Iterable[Probe]) -> list[str]:
    unnoticed = []
    for probe in probes:
        table = probe.table
        bars = [p for p in probe.fence.policies(table.name) if p.restrictive and p.verb == "ALL"]
        if not bars or table.is_history:
            continue
        probe.remember()
        for policy in bars:
            weakened = policy.sql(table.name).replace("AS RESTRICTIVE ", "")
            drop = f"DROP POLICY {policy.name} ON public.{table.name}"
            with changed(f"{drop}; {weakened}", policy, table):
                if not probe.is_noticed(policy):
                    unnoticed.append(f"{table.name} {policy.name}")
    return unnoticed


def shared_probes(tables: list[Table], actors: list[Actor]) -> Iterator[Probe]:
    with administrator_of_clone() as admin:
        kept = {table.name: table.kept(admin) for table in tables}
    assert [name for name, rows in kept.items() if not rows] == []
    yield from (Probe(table, kept[table.name], actors, at=LATER) for table in tables)


def everybody_around(org: Any) -> list[Actor]:
    """Who works in the furnished world, staff, jobs and programs of both charities; and who is
    needed for a policy that is felt by nobody else.
    """
    world = build(org)
    # Approves what is told against a "no", and sees the case without being wide.
    governance = accounts.user(org)
    accounts.role_holding(org, governance, Role.DATA_PROTECTION_LEAD)
    clients.allocation(org, world.case, governance)
    _receive_and_write(world)
    for who in (org.manager, org.service_manager, world.people["second_lead"]):
        by = fresh(who)
        with acting(by):
            for intake in Intake.objects.visible_to(by):
                triage.declare_intake_conflict(by=by, intake=intake)
    programs = [program_actor(program) for program in org.programs.values()]
    users = User.objects.filter(is_active=True, organisation__isnull=False)
    staff = [command_actor(user, at=LATER) for user in users.exclude(kind=UserKind.SERVICE)]
    # For the policies' own functions the last one asks: of Northgate's jobs, the one that cuts.
    cuts = system_actor(org.organisation.pk, "referrals")
    return [*programs, *staff, cuts]


def _receive_and_write(world: Any) -> None:
    received = f"partner/referrals/{world.record['received-referral'].pk}"
    intake = f"partner/intakes/{world.record['intake'].pk}"
    answers = [
        world.api("harbour").get(received),
        world.api("harbour").post(f"{received}/messages", {"body": "We rang"}),
        world.api("police").post(f"{intake}/messages", {"body": "Thank you"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 201, 201]


def planted() -> tuple[Rows, list[Actor]]:
    rows = rich_world()
    plant_world(rows)
    working = {held.user_id for held in rows.of(RoleHolding)}
    users = [u for u in rows.of(User) if u.pk in working or u.kind == "system"]
    return rows, [command_actor(user, at=NOW) for user in users if user.is_active]


@contextmanager
def changed(statement: str, policy: Policy, table: Table) -> Iterator[None]:
    """Break one policy, and put it back as it was declared."""
    with administrator_of_clone() as admin:
        admin.execute(statement)
    try:
        yield
    finally:
        with administrator_of_clone() as admin:
            admin.execute(f"DROP POLICY IF EXISTS {policy.name} ON public.{table.name}")
            admin.execute(policy.sql(table.name))
