"""Say whether every law's machinery is in force; for the operator, the monitor and the drill."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError

from caseload.access import doctor

BROKEN, UNREACHABLE = 1, 2


class Command(BaseCommand):
    help = "Check roles, row security, triggers, functions, migrations, jobs and clock."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0: all holds; 1: something does not; 2: the database could not be asked."""
        try:
            findings = doctor.examine()
        except OperationalError:
            self.stderr.write("The database that CASELOAD_DATABASE_URL names does not answer.")
            sys.exit(UNREACHABLE)
        broken = [finding for finding in findings if not finding.holds]
        if options["json"]:
            self.stdout.write(json.dumps(_described(findings), indent=2))
        else:
            for finding in findings:
                self.stdout.write(
                    f"{'✓' if finding.holds else '✗'} {finding.name}: {finding.promise}"
                )
                for problem in finding.problems:
                    self.stdout.write(f"    {problem}")
            self.stdout.write(f"\n{len(findings) - len(broken)} of {len(findings)} promises hold")
        if broken:
            sys.exit(BROKEN)


def _described(findings: list[doctor.Finding]) -> dict[str, Any]:
    return {
        "holds": all(finding.holds for finding in findings),
        "findings": [
            {
                "name": finding.name,
                "promise": finding.promise,
                "holds": finding.holds,
                "problems": list(finding.problems),
            }
            for finding in findings
        ],
    }
