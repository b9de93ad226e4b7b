"""Blank the notes that nobody finished in 14 days; the job does the same every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.dateparse import parse_datetime

from caseload.contacts.jobs import expire_drafts_everywhere


class Command(BaseCommand):
    help = "Blank unfinished notes older than 14 days, as the system actor of this job."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="told time, in demo and test databases only")

    def handle(self, *args: Any, **options: Any) -> None:
        at = parse_datetime(options["at"]) if options["at"] else None
        blanked = expire_drafts_everywhere(at)
        self.stdout.write(f"{blanked} unfinished notes were blanked.")
