"""Agencies try their systems in an organisation where nobody is real, and nowhere else."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from caseload.accounts import founding
from caseload.accounts.models import Organisation, PartnerClient, User
from caseload.demo.sandbox import FAMILIES
from tests.support import databases
from tests.support.client import Api

both = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
INTAKE = {
    "external_reference": "0193/26",
    "source": "police_polit",
    "consent_model": "opt_out_notified",
    "subject": {"given_names": "Hazel"},
    "contact_routes": [{"kind": "phone", "value": "07700 900302", "call": "allowed"}],
}


def _run(*arguments: str) -> str:
    said = StringIO()
    call_command("sandbox", *arguments, stdout=said)
    return said.getvalue()


def _let_in(name: str = "Tryout Police", *more: str) -> Api:
    access = json.loads(_run("--agency", name, "--kind", "police", "--json", *more))
    program = PartnerClient.objects.select_related("user", "agency").get(
        client_id=access["client_id"]
    )
    return Api(program, at=None)


def _readable(api: Api) -> list[Any]:
    return api.get("partner/referrals").json()["results"]


@both
def test_an_agency_tries_everything_on_families_that_are_invented() -> None:
    api = _let_in()

    assert api.program is not None
    sandbox = api.program.organisation
    assert (sandbox.slug, sandbox.is_test, api.program.is_test) == ("sandbox", True, True)
    rows = _readable(api)
    assert len(rows) == FAMILIES
    read = api.get(f"partner/referrals/{rows[0]['id']}").json()
    sections = read["content"]["sections"]
    assert set(sections) == {"identity", "needs", "safe_contact"}
    assert sections["safe_contact"][0]["value"].startswith("+447700900")
    assert not any(user.has_usable_password() for user in User.objects.filter(organisation=sandbox))


@both
@pytest.mark.slow
def test_it_is_made_once_and_each_agency_has_families_of_its_own() -> None:
    one = _let_in()
    again = _let_in()
    other = _let_in("Tryout Council")

    assert Organisation.objects.filter(is_test=True).count() == 1
    assert again.program == one.program
    mine = {row["id"] for row in _readable(one)}
    assert {row["id"] for row in _readable(again)} == mine
    assert len(mine) == len(_readable(other)) == FAMILIES
    assert not mine & {row["id"] for row in _readable(other)}
    assert "may try everything" in _run("--agency", "Tryout Council")


@both
def test_the_charity_plays_its_part_when_it_is_asked_to() -> None:
    api = _let_in()
    intake = api.post("partner/intakes", INTAKE).json()["id"]
    oldest = _readable(api)[-1]["id"]

    assert _run("--reply") == "Asked about 1 referrals in; took back 1 out.\n"

    messages = api.get(f"partner/intakes/{intake}/messages").json()["results"]
    assert [message["direction"] for message in messages] == ["out"]
    assert api.get(f"partner/referrals/{oldest}").status_code == 404
    told = {change["type"] for change in api.get("partner/changes").json()["results"]}
    assert {"intake.information_requested", "consent.withdrawn"} <= told
    # Another family takes the place of the one that is gone.
    assert len(_readable(api)) == FAMILIES


@both
def test_as_many_families_as_ever_wait_for_an_answer() -> None:
    api = _let_in()
    for row in _readable(api):
        path = f"partner/referrals/{row['id']}/decline"
        assert api.post(path, if_match=row["version"]).status_code == 200

    again = _readable(_let_in())

    assert sorted(row["state"] for row in again) == ["declined"] * FAMILIES + ["sent"] * FAMILIES


@both
def test_a_charity_is_no_sandbox() -> None:
    users = User.objects.count()

    for what in (("--reply",), ("--agency", "Tryout Police")):
        with pytest.raises(CommandError, match="northgate is a charity and no sandbox"):
            _run("--slug", "northgate", *what)

    assert User.objects.count() == users


@both
def test_a_charity_that_is_founded_is_not_marked_as_test() -> None:
    founded = founding.found(slug="oak", name="Oak", administrator="ada", trustee="tom")

    assert not founded.organisation.is_test


@both
@pytest.mark.slow
def test_its_year_ends_and_another_begins() -> None:
    _let_in()
    with databases.administrator_of_clone() as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(
            "UPDATE accounts_roleholding SET ends_at = now() FROM accounts_user u "
            "WHERE u.id = user_id AND u.username = 'sandbox.administrator'"
        )

    with pytest.raises(CommandError, match="The year of sandbox is over"):
        _run("--agency", "Tryout Police")

    assert len(_readable(_let_in("Tryout Police", "--slug", "sandbox-two"))) == FAMILIES


@pytest.mark.django_db
def test_a_serving_process_makes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from caseload.demo.management.commands import sandbox  # noqa: PLC0415 - what is patched

    monkeypatch.setattr(sandbox, "connections", {"default": None})

    with pytest.raises(CommandError, match="CASELOAD_MIGRATE_URL"):
        _run("--reply")
