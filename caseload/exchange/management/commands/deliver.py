"""Deliver webhooks from the command line; the job worker does the same every ten seconds."""

import dataclasses
import json
import sys
import time
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser

from caseload.exchange.jobs import deliver_everywhere

PAUSE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Deliver what is due, as the system actor of this job; until stopped, or --once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument("--json", action="store_true", help="one JSON object a round")

    def handle(self, *args: Any, **options: Any) -> None:
        # The log goes where it does not mix with what was asked for.
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
        while True:
            done = deliver_everywhere()
            if options["json"]:
                self.stdout.write(json.dumps(dataclasses.asdict(done)))
            elif options["once"] or done.attempted:
                self.stdout.write(
                    f"{done.queued} queued, {done.delivered} delivered, {done.failed} failed, "
                    f"{done.skipped} not owed."
                )
            if options["once"]:
                return
            time.sleep(PAUSE_SECONDS)
