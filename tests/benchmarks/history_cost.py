"""What it costs that the database compares each history row with its row (docs/adr/0003).

Four forms of the same trigger, in turn, on a clone of the database that is thrown away:
rows compared as jsonb (what stands), with the columns listed, not compared, and no trigger at all,
which is the history library by itself.
"""

import re
import statistics
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg

from caseload.access.acting import unit_of_work
from caseload.accounts.models import User
from caseload.accounts.principals import command_actor
from caseload.audit.writing import insert_all
from caseload.clients.models import Case
from caseload.contacts.models import Contact
from caseload.core import clock
from caseload.core.actor import Actor
from tests.benchmarks.notes import WRITTEN

MANY = 200
SINGLE = 10

_COMPARISON = re.compile(r"SELECT to_jsonb\(t\) INTO live.*?END IF;", re.DOTALL)
_TABLE, _HISTORY = "contacts_contact", "contacts_historicalcontact"


def measure(admin: psycopg.Connection, *, rounds: int) -> str:
    """A table of milliseconds for one contact in a transaction, and microseconds among many."""
    as_it_is = _definition(admin)
    forms = {
        "rows compared as jsonb (as it stands)": as_it_is,
        "rows compared by listed columns": _listed(as_it_is),
        "rows not compared": _changed(as_it_is, ""),
        "no trigger at all (the library alone)": None,
    }
    single: dict[str, list[float]] = {name: [] for name in forms}
    many: dict[str, list[float]] = {name: [] for name in forms}
    worker, case = _somebody()
    for number in range(rounds + 1):
        for name, form in forms.items():
            with _in_force(admin, form, as_it_is):
                # Once unmeasured: a changed function is planned anew.
                _each_alone(worker, case, 1)
                alone, together = _each_alone(worker, case, SINGLE), _together(worker, case)
            if number:
                single[name].append(alone)
                many[name].append(together)
    return _table(single, many)


def _table(single: dict[str, list[float]], many: dict[str, list[float]]) -> str:
    heading = f"{'One contact and its history':<42}{'alone, ms':>12}{f'of {MANY}, us':>12}{'':>9}"
    base = statistics.median(many["rows not compared"])
    lines = [heading]
    for name, alone in single.items():
        each = statistics.median(many[name])
        lines.append(
            f"  {name:<40}{statistics.median(alone) * 1000:>12.2f}{each * 1e6:>12.0f}"
            f"{(each / base - 1) * 100:>+8.0f}%"
        )
    return "\n".join(lines)


@contextmanager
def _in_force(admin: psycopg.Connection, form: str | None, usual: str) -> Any:
    if form is None:
        _triggers(admin, "DISABLE")
    elif form != usual:
        _replace(admin, form)
    try:
        yield
    finally:
        if form is None:
            _triggers(admin, "ENABLE")
        elif form != usual:
            _replace(admin, usual)


def _triggers(admin: psycopg.Connection, how: str) -> None:
    for table in (_TABLE, _HISTORY):
        admin.execute(f"ALTER TABLE public.{table} {how} TRIGGER USER")


def _replace(admin: psycopg.Connection, definition: str) -> None:
    admin.execute("SET ROLE caseload_audit")
    admin.execute(definition)
    admin.execute("RESET ROLE")


def _definition(admin: psycopg.Connection) -> str:
    row = admin.execute(
        "SELECT pg_get_functiondef(to_regproc(%s))", [f"audit.stamp_{_TABLE}"]
    ).fetchone()
    assert row is not None
    assert _COMPARISON.search(row[0]), "The trigger no longer compares rows as jsonb."
    return str(row[0])


def _listed(definition: str) -> str:
    columns = [field.column for field in Contact.history.model.tracked_fields]
    live, new = (", ".join(f"{side}.{column}" for column in columns) for side in ("t", "NEW"))
    comparison = (
        f"PERFORM 1 FROM public.{_TABLE} t WHERE t.id = NEW.id AND t.version = NEW.version "
        f"AND ROW({live}) IS NOT DISTINCT FROM ROW({new}); "
        "IF NOT FOUND THEN RAISE EXCEPTION 'history differs from the row' "
        "USING ERRCODE = '23H02'; END IF;"
    )
    return _changed(definition, comparison)


def _changed(definition: str, comparison: str) -> str:
    return _COMPARISON.sub(lambda _: comparison, definition, count=1)


def _somebody() -> tuple[Actor, Case]:
    worker = command_actor(User.objects.get(username="north.0"))
    with unit_of_work(worker, at=WRITTEN):
        case = Case.objects.visible_to(worker).order_by("pk").first()
    assert case is not None
    return worker, case


def _each_alone(worker: Actor, case: Case, number: int) -> float:
    def act() -> None:
        for _ in range(number):
            with unit_of_work(worker, at=WRITTEN):
                _contact(case).record(by=worker)

    return _seconds(act) / number


def _together(worker: Actor, case: Case) -> float:
    def act() -> None:
        with unit_of_work(worker, at=WRITTEN):
            rows = [_contact(case) for _ in range(MANY)]
            for row in rows:
                row.organisation_id = case.organisation_id
                row.recorded_by_id = worker.user_id
                row.recorded_at = clock.now()
            insert_all(rows)

    return _seconds(act) / MANY


def _seconds(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _contact(case: Case) -> Contact:
    return Contact(
        case=case,
        channel="phone_call",
        direction="inbound",
        outcome="spoke_with_client",
        purposes=["emotional_support"],
        happened_at=WRITTEN - timedelta(hours=1),
        minutes=20,
        headline="Invented contact",
        detail="We spoke about the week, sleep and what the school was told. " * 6,
    )
