"""Every operation leaves a trace that names who did it (law 2, H3).

The list is the ``@operation`` registry: a new operation needs a scenario, or a sentence that says
why it leaves nothing.
"""

import importlib
import pkgutil

import pytest

import caseload
from caseload.access import operations
from caseload.access.operations import OPERATIONS
from tests.promises import (
    consent_scenarios,
    exchange_scenarios,
    intake_scenarios,
    partner_scenarios,
    people_scenarios,
    record_scenarios,
    referrals_out_scenarios,
)
from tests.promises.catalogue import history_tables
from tests.promises.stage import Stage
from tests.support.databases import administrator_of_clone


def import_everything():
    """A service registers its operation when its module is imported."""
    for module in pkgutil.walk_packages(caseload.__path__, "caseload."):
        if not {"migrations", "management"} & set(module.name.split(".")):
            importlib.import_module(module.name)


import_everything()

SCENARIOS = people_scenarios.SCENARIOS | record_scenarios.SCENARIOS
SCENARIOS |= referrals_out_scenarios.SCENARIOS | intake_scenarios.SCENARIOS
SCENARIOS |= consent_scenarios.SCENARIOS | partner_scenarios.SCENARIOS
SCENARIOS |= exchange_scenarios.SCENARIOS
NO_TRAIL: dict[str, str] = {
    "conflict.declared": "says that an exclusion follows; the exclusion is the trace",
    "draft.begun": "a working paper has no history (design.md §3, kind draft)",
    "draft.saved": "a working paper has no history",
    "draft.discarded": "a working paper has no history",
    "draft.expired": "a working paper has no history",
    "session.ended": "plumbing; signing in and out are security events",
    "summaries.rebuilt": "derived rows have no history; they are verified against their records",
    "summaries.verified": "changes nothing",
    **exchange_scenarios.NO_TRAIL,
}

# Trails that are no history table, with the column that names the actor and the request.
OTHER_TRAILS = {
    "audit.reveal": "actor_id = %s AND request_id = %s",
    "acl.standing_release": "released_by = %s AND request_id = %s",
}


def test_every_operation_has_a_scenario_or_a_reason_for_none():
    assert SCENARIOS.keys() | NO_TRAIL.keys() == OPERATIONS.keys()
    assert not SCENARIOS.keys() & NO_TRAIL.keys()


def test_every_operation_says_what_it_means():
    for operation in OPERATIONS.values():
        assert len(operation.meaning) > 10, operation.event
        subject, _, verb = operation.event.partition(".")
        assert subject.isidentifier(), operation.event
        assert verb.isidentifier(), operation.event


def test_only_ones_own_things_need_no_permission():
    free = {
        event
        for event, operation in OPERATIONS.items()
        if operation.needs is None and operation.follows is None
    }

    assert free <= NO_TRAIL.keys()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_H3_every_operation_leaves_a_trace_of_its_actor(org, monkeypatch):
    done = set()
    for event in OPERATIONS:
        listeners = [*operations._subscribers[event], lambda told: done.add(told.operation.event)]
        monkeypatch.setitem(operations._subscribers, event, listeners)

    silent = []
    for event, scenario in SCENARIOS.items():
        done.clear()
        try:
            actor = scenario(Stage(org))
        except Exception as error:  # noqa: BLE001 - all that fail are told together
            silent.append(f"{event}: {type(error).__name__} {error} {getattr(error, 'errors', '')}")
            continue
        if event not in done:
            silent.append(f"{event}: the scenario did not do it")
        elif not traces_of(actor):
            silent.append(f"{event}: no trace of its actor")

    assert not silent, "\n".join(silent)


def traces_of(actor):
    """Rows of any trail that the database stamped with this actor and this request."""
    stamps = [actor.user_id, actor.request_id]
    trails = dict.fromkeys(
        history_tables().values(), "history_user_id = %s AND history_request = %s"
    )
    with administrator_of_clone() as admin:
        return sum(
            admin.execute(f"SELECT count(*) FROM {table} WHERE {stamped}", stamps).fetchone()[0]
            for table, stamped in (trails | OTHER_TRAILS).items()
        )
