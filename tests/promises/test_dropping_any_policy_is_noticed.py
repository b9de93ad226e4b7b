"""No policy is there for show: without it, somebody sees, changes or adds what they should not,
or no longer can what they should (A17, M1).

Before anything is dropped the world's answers are those of the oracle, so that any other answer is
a failure of ``test_orm_and_database_agree``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.apps import apps

from caseload.access.models import IdempotencyKey, RateCounter
from caseload.access.roles import Role
from caseload.access.row_security import Policy
from caseload.accounts.models import Organisation, RoleHolding, Session, Team, User
from caseload.accounts.principals import command_actor
from caseload.clients.models import (
    Case,
    CaseSide,
    Exclusion,
    Family,
    FamilyMember,
    Person,
    ProtectedMatch,
)
from caseload.core.actor import Actor
from caseload.vocabulary.models import CodeValue
from tests.promises.asking import enters, plant_world
from tests.promises.catalogue import fences
from tests.promises.oracle_copy import copied
from tests.promises.probing import Probe, Table
from tests.promises.random_world import NOW, Rows, random_world
from tests.promises.test_orm_and_database_agree import disagreements
from tests.support.databases import administrator_of_clone
from tests.support.standard import FAR_AWAY

pytestmark = pytest.mark.django_db(transaction=True)

SEEDS = (3, 8)
PARTS = 4


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


def rich_world() -> Rows:
    """Random organisations, with whatever chance left out."""
    rows = Rows()
    for seed in SEEDS:
        world = random_world(seed, users=9, cases=6)
        rows.all += world.all
        rows.standings += world.standings
    special_people(rows)
    for user in rows.of(User):
        rows.add(
            IdempotencyKey(
                id=user.pk, principal_id=user.pk, key="one", fingerprint=b"-", claimed_at=NOW
            )
        )
    rows.add(RateCounter(id=1, caller="somebody", bucket="staff", minute=NOW))
    for case in rows.of(Case):
        rows.add(
            ProtectedMatch(
                organisation_id=case.organisation_id,
                person_id=case.client_id,
                case_id=case.pk,
                recorded_by_id=case.recorded_by_id,
                recorded_at=NOW,
            )
        )
    for organisation in rows.of(Organisation):
        rows.add(
            CodeValue(organisation=organisation, code_list="language", code="cy", label="Welsh")
        )
    return rows


def special_people(rows: Rows) -> None:
    """Roles that chance seldom brings together, and the barriers that only they meet."""
    organisation = rows.of(Organisation)[0]
    ours = partial(_ours, rows, organisation)
    lead = _wide(rows, organisation, "lead", Role.SAFEGUARDING_LEAD, Role.TRUSTEE)
    manager = _wide(rows, organisation, "manager", Role.SERVICE_MANAGER)
    recorded = {"organisation": organisation, "recorded_by": lead, "recorded_at": NOW}

    # A side on a case that the lead must not see.
    hidden = ours(Case)[0]
    exclude = partial(Exclusion, starts_at=NOW, **recorded)
    rows.add(exclude(user=lead, person_id=hidden.client_id))
    if not any(side.case_id == hidden.pk for side in rows.of(CaseSide)):
        rows.add(CaseSide(case=hidden, side="relatives", reason_code="family_dispute", **recorded))

    # Somebody in a family that the manager must not see, and in a case that they may.
    family = rows.add(Family(opened_request=lead.pk, **recorded))
    known, unknown = (
        rows.add(Person(identity_level="anonymous", opened_request=lead.pk, **recorded))
        for _ in range(2)
    )
    for person in (known, unknown):
        rows.add(FamilyMember(family=family, person=person, person_role="client", **recorded))
    for number, (client, within) in enumerate([(known, None), (known, family), (unknown, family)]):
        rows.add(
            Case(
                reference=f"special{number}",
                client=client,
                family=within,
                strand="kinship",
                team=ours(Team)[0],
                state_since=NOW,
                opened_request=lead.pk,
                **recorded,
            )
        )
    rows.add(exclude(user=manager, person=unknown))


def _ours(rows: Rows, organisation: Organisation, model: type[Any]) -> list[Any]:
    return [row for row in rows.of(model) if row.organisation_id == organisation.pk]


def _wide(rows: Rows, organisation: Organisation, name: str, *roles: Role) -> User:
    proposer, approver = rows.of(User)[:2]
    user = rows.add(User(organisation=organisation, username=f"special.{name}", password="!"))  # noqa: S106
    rows.add(
        Session(
            user=user, organisation=organisation, started_at=NOW, last_seen_at=NOW, ends_at=FAR_AWAY
        )
    )
    for role in roles:
        rows.add(
            RoleHolding(
                organisation=organisation,
                user=user,
                role=role,
                starts_at=NOW,
                ends_at=FAR_AWAY,
                proposed_by=proposer,
                approved_by=approver,
            )
        )
    return user


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_A17_dropping_any_policy_changes_an_answer(part):
    rows, actors = planted()
    if part == 0:
        told = copied(rows)
        users = [user for user in rows.of(User) if enters(user)]
        assert [line for user in users for line in disagreements(rows, told, user)] == []

    unnoticed = []
    for table in TABLES[part::PARTS]:
        probe = Probe(table, rows, actors)
        probe.remember()
        for policy in probe.fence.policies(table.name):
            with changed(f"DROP POLICY {policy.name} ON public.{table.name}", policy, table):
                if not probe.is_noticed(policy) and not probe.is_inert(policy):
                    unnoticed.append(f"{table.name} {policy.name}")

    assert not unnoticed, "\n".join(unnoticed)


@pytest.mark.slow
def test_M1_a_bar_that_only_permits_is_noticed():
    rows, actors = planted()

    unnoticed = []
    for table in TABLES:
        probe = Probe(table, rows, actors)
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

    assert not unnoticed, "\n".join(unnoticed)


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
