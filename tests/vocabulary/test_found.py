"""Beginning an organisation at the command line."""

import json
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from caseload.accounts.models import Organisation, User
from caseload.accounts.principals import live_roles

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

WHO = ("--slug", "oakfield", "--name", "Oakfield", "--administrator", "ada", "--trustee", "tom")


def found(*arguments):
    out = StringIO()
    call_command("found", *arguments, stdout=out)
    return out.getvalue()


def test_two_people_can_sign_in_with_what_is_shown_once():
    made = json.loads(found(*WHO, "--json"))
    assert made["slug"] == "oakfield"
    assert made["code_values"] > 1_000
    for account in made["accounts"]:
        user = authenticate(None, username=account["username"], password=account["password"])
        assert live_roles(user) == {account["role"]}


def test_it_says_it_in_lines():
    said = found(*WHO)
    assert "Oakfield is there" in said
    assert "administrator: ada, first password" in said


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"--slug": "northgate"}, "already"),
        ({"--trustee": "ada"}, "two people"),
        ({"--administrator": "worker"}, "Usernames taken: worker"),
    ],
)
def test_a_second_time_changes_nothing(changed, word):
    pairs = dict(zip(WHO[::2], WHO[1::2], strict=True)) | changed
    organisations, users = Organisation.objects.count(), User.objects.count()
    with pytest.raises(CommandError, match=word):
        found(*(part for pair in pairs.items() for part in pair))
    assert (Organisation.objects.count(), User.objects.count()) == (organisations, users)


def test_new_shipped_values_reach_every_organisation():
    out = StringIO()
    call_command("code_lists", stdout=out)
    assert out.getvalue().splitlines() == ["fernlea: 0 values added", "northgate: 0 values added"]


@pytest.mark.parametrize("command", ["found", "code_lists"])
def test_without_the_owner_it_says_what_is_missing(command, monkeypatch):
    from caseload.vocabulary.management.commands import code_lists, found  # noqa: PLC0415

    for module in (found, code_lists):
        monkeypatch.setattr(module, "connections", {"default": None})
    with pytest.raises(CommandError, match="CASELOAD_MIGRATE_URL"):
        call_command(command, *(WHO if command == "found" else ()))
