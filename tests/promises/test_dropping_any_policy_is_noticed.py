"""No policy is there for show: without it, somebody sees, changes or adds what they should not,
or no longer can what they should (A17, M1).

Before anything is dropped the world's answers are those of the oracle, so that any other answer is
a failure of ``test_orm_and_database_agree``.
"""

from typing import Any

import pytest
from django.apps import apps

from caseload.access.models import IdempotencyKey, RateCounter
from caseload.access.row_security import Policy
from caseload.accounts.models import User
from caseload.clients.models import Case, ProtectedMatch
from caseload.vocabulary.models import CodeValue
from tests.promises.asking import enters, plant_world
from tests.promises.catalogue import fences
from tests.promises.oracle_copy import copied
from tests.promises.probing import Table, answers
from tests.promises.random_world import NOW, Rows, random_world
from tests.promises.test_orm_and_database_agree import disagreements
from tests.support.databases import administrator_of_clone

pytestmark = pytest.mark.django_db(transaction=True)

SEEDS = (3, 8, 15)
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
    """Some random organisations, with whatever the random ones do not have."""
    rows = Rows()
    for seed in SEEDS:
        world = random_world(seed, users=9, cases=6)
        rows.all += world.all
        rows.standings += world.standings
    users = [user for user in rows.of(User) if user.kind == "staff"]
    for number, user in enumerate(users):
        rows.add(
            IdempotencyKey(
                id=user.pk,
                principal_id=user.pk,
                key=str(number),
                fingerprint=b"-",
                claimed_at=NOW,
                method="POST",
                path="/",
            )
            if {"method", "path"} <= {f.name for f in IdempotencyKey._meta.concrete_fields}
            else IdempotencyKey(
                id=user.pk, principal_id=user.pk, key=str(number), fingerprint=b"-", claimed_at=NOW
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
    for organisation_id in {user.organisation_id for user in users}:
        rows.add(
            CodeValue(
                organisation_id=organisation_id, code_list="language", code="cy", label="Welsh"
            )
        )
    return rows


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_A17_dropping_any_policy_changes_an_answer(part):
    rows = rich_world()
    plant_world(rows)
    users = [user for user in rows.of(User) if enters(user)]
    if part == 0:
        told = copied(rows)
        assert [line for user in users for line in disagreements(rows, told, user)] == []

    unnoticed = []
    for table in TABLES[part::PARTS]:
        for policy in fences()[table.name].policies(table.name):
            before = answers(table, policy, rows, users)
            with administrator_of_clone() as admin:
                admin.execute(f"DROP POLICY {policy.name} ON public.{table.name}")
            if answers(table, policy, rows, users) == before:
                unnoticed.append(f"{table.name} {policy.name}")
            restore(table, policy)

    assert set(unnoticed) - EQUIVALENT == set()


@pytest.mark.slow
def test_M1_a_bar_that_only_permits_is_noticed():
    rows = rich_world()
    plant_world(rows)
    users = [user for user in rows.of(User) if enters(user)]

    unnoticed = []
    for table in TABLES:
        for policy in fences()[table.name].policies(table.name):
            if not policy.restrictive or table.is_history:
                continue
            before = answers(table, policy, rows, users)
            with administrator_of_clone() as admin:
                admin.execute(f"DROP POLICY {policy.name} ON public.{table.name}")
                weakened = policy.sql(table.name).replace(" AS RESTRICTIVE", "")
                assert weakened != policy.sql(table.name)
                admin.execute(weakened.replace("RESTRICTIVE", "PERMISSIVE"))
            if answers(table, policy, rows, users) == before:
                unnoticed.append(f"{table.name} {policy.name}")
            with administrator_of_clone() as admin:
                admin.execute(f"DROP POLICY {policy.name} ON public.{table.name}")
            restore(table, policy)

    assert set(unnoticed) - EQUIVALENT == set()


def restore(table: Table, policy: Policy) -> None:
    with administrator_of_clone() as admin:
        admin.execute(policy.sql(table.name))


EQUIVALENT: set[Any] = set()
