"""Verify or rebuild the summary row of every case."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.dateparse import parse_datetime

from caseload.access.acting import unit_of_work
from caseload.accounts.models import Organisation
from caseload.accounts.principals import system_actor
from caseload.contacts.services.summaries import rebuild_summaries, verify_summaries


class Command(BaseCommand):
    help = "Compare the summary row of every case with its records, or count them again."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--verify", action="store_true", help="say what differs (the default)")
        what.add_argument("--rebuild", action="store_true", help="count again and write")
        parser.add_argument("--json", action="store_true", help="answer for machines")
        parser.add_argument("--at", help="told time, in demo and test databases only")

    def handle(self, *args: Any, **options: Any) -> None:
        act = rebuild_summaries if options["rebuild"] else verify_summaries
        at = parse_datetime(options["at"]) if options["at"] else None
        found = []
        for organisation in Organisation.objects.order_by("pk"):
            actor = system_actor(organisation.pk, "summaries")
            with unit_of_work(actor, at=at):
                found += act(by=actor, organisation=organisation)
        self._say(found, rebuilt=options["rebuild"], as_json=options["json"])
        if found and not options["rebuild"]:
            raise SystemExit(1)

    def _say(self, found: list[Any], *, rebuilt: bool, as_json: bool) -> None:
        if as_json:
            rows = [{"case_id": str(d.case_id), "columns": list(d.columns)} for d in found]
            self.stdout.write(json.dumps({"differences": rows, "rebuilt": rebuilt}))
            return
        for difference in found:
            self.stdout.write(f"case {difference.case_id}: {', '.join(difference.columns)}")
        verb = "were counted again" if rebuilt else "differ from their records"
        self.stdout.write(f"{len(found)} summaries {verb}." if found else "Every summary is right.")
