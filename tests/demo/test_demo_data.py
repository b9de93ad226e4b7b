"""A demo goes into its own database and into no other; the stories are told there once."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from caseload.accounts.models import Organisation, RoleHolding, User
from caseload.clients.models import Case
from caseload.contacts.services.summaries import verify_summaries
from caseload.core import clock
from caseload.demo import cast as casting
from caseload.demo import filling, invented
from caseload.demo.stories import STORIES
from tests.support import databases
from tests.support.acting import acting

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


@both
@pytest.mark.slow
def test_the_stories_are_told_once_and_leave_right_figures() -> None:
    cast = casting.assemble()
    said: list[str] = []

    first = filling.tell_stories(cast, say=said.append)
    told = filling.story_cases(cast)
    with databases.administrator_of_clone() as admin:
        rows = admin.execute("SELECT count(*) FROM contacts_historicalcontact").fetchone()
        refused = admin.execute("SELECT DISTINCT reason FROM audit.refusal").fetchall()
    again = filling.tell_stories(casting.assemble(), say=said.append)

    assert (first, again) == (len(STORIES), 0)
    assert list(told) == list(filling.CLIENTS)
    assert len(said) == len(STORIES)
    assert {reason for (reason,) in refused} == {
        "unsafe-contact",
        "validation-error",
        "allocation-refused",
    }
    with databases.administrator_of_clone() as admin:
        assert admin.execute("SELECT count(*) FROM contacts_historicalcontact").fetchone() == rows
    summaries = casting.principals.system_actor(cast.organisation.pk, "summaries")
    with acting(summaries, at=None):
        assert verify_summaries(by=summaries, organisation=cast.organisation) == []
    _each_role_is_live_and_short(cast)
    described = filling.describe(cast, "http://127.0.0.1:8000")
    assert {account["role"] for account in described["accounts"]} == {
        str(part.role) for part in casting.PARTS.values()
    }
    assert all(
        set(account) >= {"username", "password", "token"} for account in described["accounts"]
    )
    assert {case["id"] for case in described["cases"]} == {str(c.pk) for c in told.values()}
    assert all(
        User.objects.get_by_natural_key(account["username"]).check_password(account["password"])
        for account in described["accounts"][:2]
    )
    _workers_see_their_own(cast, told)


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
        with acting(by, at=None):
            seen = set(Case.objects.visible_to(by).values_list("pk", flat=True))
        assert {name for name, case in told.items() if case.pk in seen} == names, part


def test_no_invented_family_shares_a_name_with_the_stories() -> None:
    assert not set(filling.CLIENTS) & set(invented.FIRST_NAMES)
