"""Let an agency try its system against invented families, in an organisation of their own."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from caseload.core.sharing import AgencyKind
from caseload.demo.sandbox import FAMILIES, NoSandbox, Sandbox


class Command(BaseCommand):
    help = "Make a sandbox of invented families, and let an agency in; or play the charity in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", default="sandbox", help="short name of the sandbox")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--agency", help="name of the agency that tries its system")
        what.add_argument(
            "--reply",
            action="store_true",
            help="ask about new referrals, and take back the oldest one out to each agency",
        )
        parser.add_argument("--kind", choices=AgencyKind.values, default=AgencyKind.OTHER.value)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in connections:
            raise CommandError("Set CASELOAD_MIGRATE_URL: a sandbox is made by the tables' owner.")
        try:
            sandbox = Sandbox(options["slug"])
        except NoSandbox as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["reply"]:
            done = sandbox.reply()
            self._say(
                options,
                asdict(done),
                f"Asked about {done.asked} referrals in; took back {done.taken_back} out.",
            )
            return
        access = sandbox.admit(options["agency"], AgencyKind(options["kind"]))
        self._say(
            options,
            asdict(access),
            f"{access.agency} may try everything with {FAMILIES} invented families.",
            f"client_id {access.client_id}",
            f"client_secret {access.client_secret}",
            "The secret is shown this once. Asking again makes another; two are alive at a time.",
        )

    def _say(self, options: dict[str, Any], described: dict[str, Any], *lines: str) -> None:
        said = [json.dumps(described, indent=2)] if options["json"] else lines
        for line in said:
            self.stdout.write(line)
