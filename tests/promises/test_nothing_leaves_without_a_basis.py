"""Law 4: nothing leaves without a basis, on any path out, those of tomorrow included.

Twice by enumeration: of the code, where every writer of the ledger and every selector of programs
must ask the gate; and of the routes, each sent once with the gate as it is and once with a gate
that says no. PostgreSQL goes on to say what it says: here only the application's gate is closed.

What staff write to the agency that referred, about its intake, stands behind a rule of its own: only
while nobody has decided, and never against a "no" (``triage.write_to_referrer``).
"""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection, transaction

from caseload.consents import gate
from caseload.consents.models import DisclosedCopy, Disclosure
from caseload.consents.rules import Reason, Verdict
from tests.factories import referrals as make
from tests.support import samples
from tests.support.databases import administrator_of_clone
from tests.support.routes import routes
from tests.support.undoing import undone
from tests.support.world import build

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for app in ("api", "consents", "exchange", "referrals")
    for path in sorted((ROOT / "caseload" / app).rglob("*.py"))
    if "migrations" not in path.parts
]
CONFLICT, NOT_FOUND = 409, 404
TELLS = {"POST disclosure-list", "POST referral-send", "POST referral-message-list"}
"""Routes that write to the ledger. Another one has to be added here, and to refuse."""

SHOWS = {
    "GET received-message-list",
    "GET received-referral-detail",
    "POST received-message-list",
    "POST received-referral-accept",
    "POST received-referral-acknowledge",
    "POST received-referral-decline",
    "POST received-referral-outcome",
    "POST received-referral-wait-list",
}
"""Routes of programs that answer with something told, or stand behind the door of it: with a closed
gate they answer like what never was."""

TOLD_TO_PROGRAMS = {
    # What of the partners' surface says something, by the selector that reads it.
    "open_received",
    "messages_of_received",
    "face_now",
}


# -- By the code ---------------------------------------------------------------------------------
def functions() -> dict[str, list[tuple[str, ast.FunctionDef]]]:
    """Every function of the apps that anything leaves by, by its name."""
    found: dict[str, list[tuple[str, ast.FunctionDef]]] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                place = f"{path.relative_to(ROOT)}:{node.name}"
                found.setdefault(node.name, []).append((place, node))
    return found


def called(node: ast.AST) -> set[str]:
    """Names of what is called, whatever they hang on."""
    names = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            function = each.func
            names.add(
                function.attr
                if isinstance(function, ast.Attribute)
                else getattr(function, "id", "")
            )
    return names


def asks_the_gate(node: ast.AST, known: dict, deep: int = 3) -> bool:
    """Does it call ``may_disclose``, itself or by a function of ours that it calls?"""
    names = called(node)
    if "may_disclose" in names:
        return True
    return deep > 0 and any(
        asks_the_gate(inner, known, deep - 1) for name in names for _, inner in known.get(name, ())
    )


def writers(known: dict) -> list[tuple[str, ast.FunctionDef]]:
    """Who writes to the ledger."""
    return [
        (place, node)
        for name, group in known.items()
        for place, node in group
        if name != "disclose" and "disclose" in called(node)
    ]


def test_whoever_writes_to_the_ledger_asks_the_gate_and_heeds_it():
    known = functions()
    found = writers(known)

    assert {place.rsplit(":", 1)[1] for place, _ in found} == {
        "send_referral",
        "send_referral_message",
        "tell",
        "tell_referrer",
    }
    for place, node in found:
        assert asks_the_gate(node, known), f"{place} writes to the ledger and never asks the gate"
        assert "demand" in called(node), f"{place} asks the gate and does not heed it"


def test_nobody_but_the_ledger_writes_lines_and_copies():
    for name, group in functions().items():
        for place, node in group:
            made = called(node) & {"Disclosure", "DisclosedCopy"}
            assert not made or place == "caseload/consents/ledger.py:disclose", (name, place)


@pytest.mark.parametrize("name", sorted(TOLD_TO_PROGRAMS))
def test_whatever_tells_a_program_something_asks_the_gate(name):
    known = functions()
    ((place, node),) = known[name]

    assert asks_the_gate(node, known), f"{place} tells an agency something and never asks"


def test_copies_are_read_through_the_gate_or_by_who_sees_the_case():
    readers = {
        place.rsplit(":", 1)[1]
        for group in functions().values()
        for place, node in group
        if any(
            isinstance(each, ast.Attribute)
            and each.attr == "objects"
            and getattr(each.value, "id", "") == "DisclosedCopy"
            for each in ast.walk(node)
        )
    }

    # The first is for programs and asks the gate; the second for staff who see the case.
    assert readers == {"open_received", "copy_of"}


# -- By the routes -------------------------------------------------------------------------------
@contextmanager
def closed() -> Iterator[None]:
    """A gate that says no to everybody about everything."""
    no = Verdict(allowed=False, code=Reason.REFUSED)
    with patch.object(gate, "may_disclose", lambda **_: no):
        yield


def ledger() -> int:
    """Lines of the ledger and copies, whoever may see them; of this transaction too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM public.consents_disclosure)"
            " + (SELECT count(*) FROM public.consents_disclosedcopy)"
        )
        return int(cursor.fetchone()[0])


def count_for_tests() -> None:
    """Let the suite count the ledger, past row security."""
    with administrator_of_clone() as admin:
        for model in (Disclosure, DisclosedCopy):
            table = model._meta.db_table
            admin.execute(f"GRANT SELECT ON public.{table} TO caseload_app")
            admin.execute(
                f"CREATE POLICY counted ON public.{table} FOR SELECT TO caseload_app USING (true)"
            )


@pytest.mark.django_db(transaction=True)
def test_every_route_that_tells_somebody_refuses_when_the_gate_does(org):
    count_for_tests()
    tells, shows, wrong = set(), set(), []
    with transaction.atomic():  # noqa: TID251 - one world, rolled back request by request
        world = build(org)
        for route in routes():
            program = samples.sample_of(route).who in org.programs
            if not (program or route.is_unsafe):
                continue
            with undone():
                before = ledger()
                answer = samples.send(world, route)
                grew = ledger() > before
            assert answer.status_code < 300, (str(route), answer.content)
            with undone(), closed():
                before = ledger()
                shut = samples.send(world, route)
                leaked = ledger() > before
            if grew:
                tells.add(route.key)
                if shut.status_code != CONFLICT or leaked:
                    wrong.append(f"{route}: told somebody although the gate said no")
            if program and shut.status_code == NOT_FOUND:
                shows.add(route.key)
        transaction.set_rollback(True)

    assert not wrong, "\n".join(wrong)
    assert tells == TELLS, "a new route writes to the ledger, or one has ceased to"
    assert shows == SHOWS, "shown although the gate said no, or hidden by it for the first time"


@pytest.mark.django_db
def test_a_referrer_learns_nothing_more_when_the_gate_says_no(org, client_as):
    intake, _ = make.accepted_intake(org, feedback="given")
    police = client_as("police")

    def status():
        one = police.get(f"partner/intakes/{intake.pk}")
        (listed,) = police.get("partner/intakes").json()["results"]
        assert one.json()["status"] == listed["status"]
        return one.json()["status"]

    assert status() == "support_offered"
    with closed():
        assert status() == "received"
