"""Fill a demo database with the stories, and with synthetic families if asked for."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from caseload.demo import cast as casting
from caseload.demo import filling, partners
from caseload.demo.telling import Cast

_PLAIN_LINES = 20


class Command(BaseCommand):
    help = "Fill a demo database with invented families; repeatable, and refused anywhere else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--families", type=int, default=0, help="synthetic families beside the stories"
        )
        parser.add_argument(
            "--describe-to", type=Path, help="write accounts, partners and cases to this file"
        )
        parser.add_argument("--base-url", default="http://127.0.0.1:8000")
        parser.add_argument(
            "--is-demo", action="store_true", help="only ask: exit code 0 if this is a demo"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["is_demo"]:
            self._say_whether_demo()
            return
        families = options["families"]
        if not 0 <= families <= filling.MOST_FAMILIES:
            raise CommandError(f"--families is a number from 0 to {filling.MOST_FAMILIES}.")
        try:
            filling.demand_demo()
        except filling.NotADemo as refusal:
            raise CommandError(str(refusal)) from refusal
        cast = casting.assemble()
        partners.befriend(cast)
        told = filling.tell_stories(cast, say=self._line)
        if not told:
            self._line("The stories are there.")
        if families:
            self._add(cast, families)
        if options["describe_to"]:
            _write(options["describe_to"], filling.describe(cast, options["base_url"].rstrip("/")))
            self._line(f"Accounts, partners and cases are in {options['describe_to']}.")

    def _say_whether_demo(self) -> None:
        if not filling.is_demo():
            raise CommandError("This is not a demo database.")
        self._line("This is a demo database.")

    def _add(self, cast: Cast, families: int) -> None:
        bulk = filling.plan_families(cast, families)
        if not bulk.days:
            self._line(f"All {families} synthetic families are there.")
            return
        with progress(bulk.contacts, bulk.days, self._line) as advance:
            bulk.write(after_each_day=advance)
        self._line(f"{families} synthetic families are there.")

    def _line(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


@contextmanager
def progress(
    contacts: int, days: int, line: Callable[[str], None]
) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; elsewhere a line now and then, so that logs stay readable."""
    title = f"{contacts} contacts on {days} days"
    if sys.stdout.isatty():
        from rich.progress import Progress  # noqa: PLC0415 - nobody else needs it

        with Progress() as bar:
            task = bar.add_task(title, total=days)
            yield lambda written: bar.advance(task)
        return
    line(f"Writing {title}.")
    done = written = 0
    step = max(1, days // _PLAIN_LINES)

    def advance(more: int) -> None:
        nonlocal done, written
        done, written = done + 1, written + more
        if done % step == 0:
            line(f"{done} of {days} days, {written} of {contacts} contacts")

    yield advance


def _write(path: Path, described: dict[str, Any]) -> None:
    """For its owner's eyes only, and never half written: it holds passwords and tokens."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        json.dump(described, file, indent=2)
        file.write("\n")
    new.replace(path)
