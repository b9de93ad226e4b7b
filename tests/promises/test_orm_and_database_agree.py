"""Law 1: the application, row security and the oracle give the same answer, in every state (A1, A4).

Three opinions by different authors: ``access.scope`` in the ORM, the policies in SQL, and the
oracle in plain Python. History is asked as well: whoever sees a row sees its versions, and nobody
else does.
"""

import pytest

from caseload.accounts.models import User
from caseload.clients.models import CaseSide, Exclusion
from tests.promises import oracle
from tests.promises.asking import as_user, enters, plant_world, shown_history, shown_rows
from tests.promises.catalogue import our_models
from tests.promises.oracle_copy import copied, oracle_user, table_name
from tests.promises.random_world import random_world

pytestmark = pytest.mark.django_db(transaction=True)

WITH_A_DOOR = [
    model for model in our_models() if hasattr(model._default_manager.all(), "visible_to")
]
ASKED = [*WITH_A_DOOR, CaseSide, Exclusion]
TRACKED = [model for model in ASKED if hasattr(model, "history")]


def test_A4_application_database_history_and_oracle_agree(world_seed):
    rows = random_world(world_seed)
    told = copied(rows)
    plant_world(rows)

    wrong = []
    for user in rows.of(User):
        wrong += disagreements(rows, told, user)

    assert not wrong, "\n".join(wrong)


def disagreements(rows, told, user):
    asked = oracle_user(user)
    if not enters(user):
        assert not user.is_active
        return
    with as_user(user) as actor:
        raw = shown_rows(ASKED, actor.scope)
        history = shown_history(TRACKED, actor.scope)
        door = {
            model.__name__: set(
                model._default_manager.all().visible_to(actor).values_list("pk", flat=True)
            )
            for model in WITH_A_DOOR
        }
    for model in ASKED:
        name = model.__name__
        expected = raw[name]
        if table_name(model) in oracle.TABLES:
            expected = set(oracle.visible(told, asked, table_name(model)))
        for what, answer in (("database", raw), ("history", history), ("application", door)):
            if name in answer and answer[name] != expected:
                roles = sorted(oracle.live_roles(told, asked))
                yield (
                    f"{what} on {name} for {roles}: {len(answer[name] - expected)} too many, "
                    f"{len(expected - answer[name])} missing of {len(expected)}"
                )
