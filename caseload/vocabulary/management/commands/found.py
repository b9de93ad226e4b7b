"""Begin an organisation: system actors, code lists, first administrator, approving trustee."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from caseload.accounts import founding as accounts_founding
from caseload.accounts.passwords import one_time_password, set_password
from caseload.vocabulary.founding import seed_code_lists


class Command(BaseCommand):
    help = "Begin an organisation; prints one-time passwords for its first two people."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--slug", required=True, help="short name in addresses, as in northgate"
        )
        parser.add_argument("--name", required=True, help="the charity's name, as it is spoken")
        parser.add_argument("--administrator", required=True, help="username of the first one")
        parser.add_argument("--trustee", required=True, help="username of who approves roles")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in connections:
            raise CommandError("Set CASELOAD_MIGRATE_URL: an organisation is made by the owner.")
        _refuse_what_exists(options)
        made = accounts_founding.found(
            slug=options["slug"],
            name=options["name"],
            administrator=options["administrator"],
            trustee=options["trustee"],
        )
        values = seed_code_lists(made.organisation.pk)
        accounts = []
        for role, user in (("administrator", made.administrator), ("trustee", made.trustee)):
            password = one_time_password()
            set_password(user, password)
            accounts.append({"role": role, "username": user.username, "password": password})
        if options["json"]:
            described = {
                "organisation_id": str(made.organisation.pk),
                "slug": made.organisation.slug,
                "code_values": values,
                "accounts": accounts,
            }
            self.stdout.write(json.dumps(described, indent=2))
            return
        self.stdout.write(f"{made.organisation.name} is there, with {values} code list values.")
        for account in accounts:
            self.stdout.write(
                f"{account['role']}: {account['username']}, first password {account['password']}"
            )
        self.stdout.write("The passwords are shown this once. Hand them over in person.")


def _refuse_what_exists(options: dict[str, Any]) -> None:
    """Asked first, so that a second run changes nothing."""
    if accounts_founding.is_founded(options["slug"]):
        raise CommandError(f"There is an organisation {options['slug']} already. Nothing changed.")
    if options["administrator"] == options["trustee"]:
        raise CommandError("The trustee approves what the administrator proposes: name two people.")
    wanted = (options["administrator"], options["trustee"])
    if taken := accounts_founding.taken_usernames(wanted):
        raise CommandError(f"Usernames taken: {', '.join(taken)}. Nothing changed.")
