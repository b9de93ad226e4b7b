"""A demo goes into its own database and into no other; the stories are told there once."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from caseload.accounts import programs
from caseload.accounts.models import (
    Organisation,
    PartnerAgency,
    PartnerClient,
    RoleHolding,
    SharingAgreement,
    User,
)
from caseload.clients.models import Case
from caseload.contacts.services.summaries import verify_summaries
from caseload.core import clock
from caseload.demo import cast as casting
from caseload.demo import filling, invented, partners
from caseload.demo.management.commands import demo_data
from caseload.demo.stories import STORIES
from tests.support import databases
from tests.support.acting import acting as acting_as
from tests.support.standard import MORNING

both = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def _run(*arguments: str) -> str:
    said = StringIO()
    call_command("demo_data", *arguments, stdout=said)
    return said.getvalue()


@both
def test_a_database_that_holds_anything_else_is_refused() -> None:
    before = set(Organisation.objects.values_list("slug", flat=True))
    users = User.objects.count()

    with pytest.raises(CommandError, match="holds an organisation that is not the demo's"):
        _run("--families", "3")

    assert set(Organisation.objects.values_list("slug", flat=True)) == before
    assert User.objects.count() == users


@both
def test_a_database_that_does_not_let_time_be_told_is_refused() -> None:
    with databases.administrator_of_clone() as admin:
        admin.execute("UPDATE ctx.setting SET told_time = false")

    with pytest.raises(CommandError, match="does not let time be told"):
        _run()

    with pytest.raises(CommandError, match="not a demo"):
        _run("--is-demo")


@both
def test_somebody_elses_database_is_no_demo() -> None:
    assert not filling.is_demo()


@both
def test_more_families_than_there_may_be_are_refused() -> None:
    with pytest.raises(CommandError, match="from 0 to 5000"):
        _run("--families", "5001")


@pytest.fixture
def nobody_else() -> None:
    """A database like a new one: the charities of the template are taken out, as only a superuser can."""
    with databases.administrator_of_clone() as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM accounts_organisation")


@both
@pytest.mark.slow
def test_a_demo_is_filled_once_and_described_each_time(nobody_else: None, tmp_path: Path) -> None:
    file = tmp_path / "demo.json"

    first = _run("--families", "2")
    kept = _how_much_is_kept()
    again = _run("--families", "2", "--describe-to", str(file), "--base-url", "http://here:1/")

    assert first.count("is told") == len(STORIES)
    assert "2 synthetic families are there." in first
    assert "The stories are there." in again
    assert "All 2 synthetic families are there." in again
    assert _how_much_is_kept() == kept
    assert "is a demo" in _run("--is-demo")
    assert _run() == "The stories are there.\n"
    cast = casting.assemble()
    told = filling.story_cases(cast)
    assert list(told) == list(filling.CLIENTS)
    described = json.loads(file.read_text())
    _is_described(described, told)
    _programs_may_ask(described["partners"])
    _new_secrets_leave_the_last_ones_alive(described["partners"])
    assert file.stat().st_mode & 0o777 == 0o600
    _refusals_are_on_record()
    _figures_are_right(cast)
    _each_role_is_live_and_short(cast)
    _workers_see_their_own(cast, told)


def _how_much_is_kept() -> Any:
    with databases.administrator_of_clone() as admin:
        return admin.execute(
            "SELECT (SELECT count(*) FROM contacts_historicalcontact), "
            "(SELECT count(*) FROM clients_historicalcase), (SELECT count(*) FROM accounts_user), "
            "(SELECT count(*) FROM accounts_historicalroleholding)"
        ).fetchone()


def _is_described(described: dict[str, Any], told: dict[str, Case]) -> None:
    accounts = described["accounts"]
    assert described["base_url"] == "http://here:1"
    assert described["openapi_url"] == "http://here:1/api/v1/openapi.json"
    assert {account["role"] for account in accounts} == {
        str(part.role) for part in casting.PARTS.values()
    }
    assert all(set(account) >= {"username", "password", "token"} for account in accounts)
    assert {case["id"] for case in described["cases"]} == {str(case.pk) for case in told.values()}
    assert all(
        User.objects.get_by_natural_key(account["username"]).check_password(account["password"])
        for account in accounts[:2]
    )


def _programs_may_ask(described: list[dict[str, Any]]) -> None:
    """Each is the only program of an agency of its own, with the secret that is written down."""
    assert [one["agency"] for one in described] == [one.name for one in partners.PARTNERS]
    for one in described:
        program = programs.prove(one["client_id"], one["client_secret"], address="127.0.0.1")
        assert program is not None
        assert (program.agency.name, program.scopes) == (one["agency"], one["scopes"])
        assert "(invented)" in one["agency"]
        assert not program.is_test
    ours = casting.assemble().organisation
    for kind in (PartnerAgency, SharingAgreement, PartnerClient):
        assert kind.objects.filter(organisation=ours).count() == len(described)


def _new_secrets_leave_the_last_ones_alive(described: list[dict[str, Any]]) -> None:
    """Who started the demo again by accident has not broken what was set up with it."""
    cast = casting.assemble()
    for asked, works in ((1, True), (2, False)):
        renewed = partners.hand_out(cast)
        for before, now in zip(described, renewed, strict=True):
            client_id, secret = before["client_id"], before["client_secret"]
            assert now.client_id == client_id
            assert bool(programs.prove(client_id, secret, address="127.0.0.1")) is works, asked
            assert programs.prove(client_id, now.client_secret, address="127.0.0.1")


def _refusals_are_on_record() -> None:
    with databases.administrator_of_clone() as admin:
        refused = admin.execute("SELECT DISTINCT reason FROM audit.refusal").fetchall()
    assert {reason for (reason,) in refused} == {
        "unsafe-contact",
        "validation-error",
        "allocation-refused",
    }


def _figures_are_right(cast: Any) -> None:
    summaries = casting.principals.system_actor(cast.organisation.pk, "summaries")
    with acting_as(summaries, at=None):
        assert verify_summaries(by=summaries, organisation=cast.organisation) == []


def _each_role_is_live_and_short(cast: Any) -> None:
    holdings = RoleHolding.objects.filter(organisation=cast.organisation)
    assert all((held.ends_at - held.starts_at).days <= 366 for held in holdings)
    for moment in (clock.now(), casting.at("2025-06-19 16:00")):
        for part, who in casting.PARTS.items():
            assert str(who.role) in cast.actor(part, moment).roles


def _workers_see_their_own(cast: Any, told: dict[str, Case]) -> None:
    """Nobody sees the other side, a colleague's case or a child's without a part in it."""
    expected = {
        "w1": {"Leanne", "Priya", "Colin"},
        "w2": {"Marcus"},
        "w3": {"Gwen", "Jean"},
        "w4": {"Rhys"},
        "children": {"Ellie"},
        "helpline": set(),
        "north": {"Leanne", "Priya", "Gwen", "Jean", "Colin", "Ellie"},
        "south": {"Marcus", "Rhys"},
        "safeguarding": set(told),
        "intake": set(),
        "administrator": set(),
        "trustee": set(),
        "analyst": set(),
    }
    for part, names in expected.items():
        by = cast.actor(part, clock.now(), purpose="safeguarding")
        with acting_as(by, at=None):
            seen = set(Case.objects.visible_to(by).values_list("pk", flat=True))
        assert {name for name, case in told.items() if case.pk in seen} == names, part


@both
def test_a_database_without_tables_is_refused() -> None:
    with databases.administrator_of_clone() as admin:
        admin.execute("ALTER TABLE accounts_organisation RENAME TO somewhere_else")

    assert not filling.is_demo()
    with pytest.raises(CommandError, match=r"no Caseload tables yet"):
        _run()


@pytest.mark.django_db
def test_a_serving_process_cannot_make_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(connections.settings, "owner")

    with pytest.raises(CommandError, match="CASELOAD_MIGRATE_URL"):
        _run()


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    with demo_data.progress(40, 40, said.append) as advance:
        for _ in range(40):
            advance(1)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with demo_data.progress(40, 2, said.append) as advance:
        advance(20)
        advance(20)

    assert said[0] == "Writing 40 contacts on 40 days."
    assert said[-1] == "40 of 40 days, 40 of 40 contacts"
    assert len(said) == 21
    assert "100%" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_agreement_that_ends_soon_is_signed_anew(
    org: Any, actors: Any, acting: Callable[..., Any]
) -> None:
    partner = partners.PARTNERS[0]
    with acting(actors.administrator) as by:
        program = partners.work_with(by=by, partner=partner)
    signed = SharingAgreement.objects.filter(agency=program.agency)

    for days, agreements in ((200, 1), (300, 2)):
        with acting(actors.fresh("administrator"), MORNING + timedelta(days=days)) as by:
            assert partners.work_with(by=by, partner=partner) == program
        assert signed.count() == agreements


def test_no_invented_family_shares_a_name_with_the_stories() -> None:
    assert not set(filling.CLIENTS) & set(invented.FIRST_NAMES)
