"""Write or compare what is generated for reading: operations, and the fence as it stands."""

import difflib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from caseload.access import catalogue
from caseload.access.operations_table import operations_table

OPERATIONS = Path("docs") / "operations.md"
POLICIES = Path("tests") / "golden" / "policies.sql"
LINES_OF_DIFFERENCE = 60


class Command(BaseCommand):
    help = (
        "Write docs/operations.md, and with --policies the fence of the database in use; "
        "--check compares instead."
    )

    def add_arguments(self, parser: Any) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--check", action="store_true", help="compare, and fail if one is old")
        how.add_argument("--write", action="store_true", help="write them anew (the default)")
        parser.add_argument(
            "--policies",
            action="store_true",
            help=f"{POLICIES} too; needs a migrated database. The tests compare it in any case.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        fresh = {OPERATIONS: operations_table()}
        if options["policies"]:
            fresh[POLICIES] = _policies()
        for path, text in fresh.items():
            if options["check"]:
                _compare(path, text)
            else:
                whole = settings.BASE_DIR / path
                whole.parent.mkdir(parents=True, exist_ok=True)
                whole.write_text(text, encoding="utf-8")
                self.stdout.write(f"{path} written")


def _policies() -> str:
    try:
        return catalogue.description(connection)
    except OperationalError as error:
        raise CommandError("The database does not answer, so its fence cannot be shown.") from error


def _compare(path: Path, fresh: str) -> None:
    whole: Path = settings.BASE_DIR / path
    old = whole.read_text(encoding="utf-8") if whole.exists() else ""
    if old == fresh:
        return
    difference = difflib.unified_diff(
        old.splitlines(), fresh.splitlines(), "committed", "from the code", lineterm="", n=1
    )
    shown = "\n".join(list(difference)[:LINES_OF_DIFFERENCE])
    raise CommandError(
        f"{shown}\n{path} is old: `make golden` writes it anew. Read the difference."
    )
