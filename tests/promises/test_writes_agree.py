"""Law 1 for writing: what row security lets in is what the oracle allows (A1).

Each attempt is a bare statement under the writer's own shape, taken back at once.
"""

import random

import pytest

from caseload.accounts.models import User
from caseload.clients.models import Case, CaseSide, Exclusion, FamilyMember
from tests.promises import candidate_rows, oracle
from tests.promises.asking import as_user, changeable_rows, enters, may_insert, plant_world
from tests.promises.catalogue import our_models
from tests.promises.oracle_copy import copied, oracle_user, table_name
from tests.promises.random_world import random_world

pytestmark = pytest.mark.django_db(transaction=True)

CHANGED = [
    model
    for model in our_models()
    if table_name(model) in oracle.TABLES or model in {CaseSide, Exclusion}
]


def test_A1_what_may_be_added_and_changed_is_what_the_oracle_allows(world_seed):
    rows = random_world(world_seed + 1000, cases=4)
    told = copied(rows)
    plant_world(rows)

    wrong = []
    for user in rows.of(User):
        if enters(user):
            wrong += disagreements(rows, told, user)

    assert not wrong, "\n".join(wrong)


def disagreements(rows, told, user):
    asked = oracle_user(user)
    roles = sorted(oracle.live_roles(told, asked))
    with as_user(user) as actor:
        for made, targets in attempts(rows, actor):
            table = table_name(type(made[-1]))
            expected = any(oracle.can(told, asked, "add", table, target) for target in targets)
            if isinstance(made[-1], FamilyMember):  # and only somebody whom they see
                expected &= made[-1].person_id in oracle.visible(told, asked, "person")
            if may_insert(*made) != expected:
                yield f"{roles} {'may not' if expected else 'may'} add {table}"
        for model in CHANGED:
            table = table_name(model)
            ids = {row.pk for row in rows.of(model)}
            expected = {key for key in ids if oracle.can(told, asked, "change", table, key)}
            reached = changeable_rows(model, ids, actor.scope)
            if reached != expected:
                yield (
                    f"{roles} change {table}: {len(reached - expected)} too many, "
                    f"{len(expected - reached)} missing of {len(expected)}"
                )


def attempts(rows, actor):
    """Rows to add in turn, and what the oracle is asked about: any of these allows the last one."""
    dice = random.Random(str(actor.user_id))  # noqa: S311 - a choice, not a secret
    for case in dice.sample(rows.of(Case), k=3):
        family = [c.pk for c in rows.of(Case) if case.family_id and c.family_id == case.family_id]
        for row in candidate_rows.case_rows(rows, case, actor):
            yield (row,), family if isinstance(row, FamilyMember) else [case.pk]
    for organisation_id in {user.organisation_id for user in rows.of(User)}:
        for made in candidate_rows.organisation_rows(rows, organisation_id, actor):
            yield made, [organisation_id]
    for row in candidate_rows.exclusions(rows, actor):
        yield (row,), [row.user_id]
