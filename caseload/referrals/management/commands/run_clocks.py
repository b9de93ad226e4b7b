"""Run every clock of referrals and agreements once; the jobs do the same by themselves."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser
from django.utils.dateparse import parse_datetime

from caseload.consents.jobs import ask_again_everywhere, end_what_ran_out_everywhere
from caseload.referrals.intake_jobs import cut_everywhere, follow_time_everywhere
from caseload.referrals.referral_jobs import chase_everywhere

CLOCKS: Final[tuple[tuple[str, Callable[[datetime | None], int]], ...]] = (
    ("intakes were cut", cut_everywhere),
    ("disclosures ran out", end_what_ran_out_everywhere),
    ("agreements are to be asked about again", ask_again_everywhere),
    ("words to referrers followed the time", follow_time_everywhere),
    ("referrals were chased", chase_everywhere),
)


class Command(BaseCommand):
    help = "Cut, end, ask again and chase whatever is due, as the system actors of these clocks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="told time, in demo and test databases only")

    def handle(self, *args: Any, **options: Any) -> None:
        at = parse_datetime(options["at"]) if options["at"] else None
        for what, run in CLOCKS:
            self.stdout.write(f"{run(at)} {what}.")
