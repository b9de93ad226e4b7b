"""Why somebody can see a case or cannot, at the command line, asked in somebody's own name."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from caseload.access.acting import unit_of_work
from caseload.accounts.models import User
from caseload.accounts.principals import command_actor
from caseload.clients.selectors.access import Explanation, explain_access
from caseload.clients.selectors.cases import case_by_reference, colleague_by_username
from caseload.core.errors import CaseloadError
from caseload.core.references import normalise_reference


class Command(BaseCommand):
    """Prints both enforcers' answers; the exit code says whether they agree."""

    help = "Say why a user can or cannot see a case, from the application and from the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="the case, such as K7Q-4M2X-9")
        parser.add_argument("username", help="about whom it is asked")
        parser.add_argument(
            "--as", dest="asker", required=True, help="your own username; the question is recorded"
        )
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        explanation = self._ask(options["asker"], options["reference"], options["username"])
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(explanation)))
        else:
            for name in ("application", "database"):
                judgement = getattr(explanation, name)
                answer = "sees the case" if judgement.sees else "does not see the case"
                self.stdout.write(f"{name}: {answer} ({', '.join(judgement.reasons)})")
        if not explanation.agree:
            raise CommandError("The two do not agree. Tell the data protection lead.")

    def _ask(self, asker: str, reference: str, username: str) -> Explanation:
        try:
            who = User.objects.get_by_natural_key(asker)
        except User.DoesNotExist as error:
            raise CommandError("There is no user of this name to ask as.") from error
        wanted = normalise_reference(reference)
        if wanted is None:
            raise CommandError("This is not a reference.")
        actor = command_actor(who, purpose="audit")
        try:
            with unit_of_work(actor):
                case = case_by_reference(by=actor, reference=wanted)
                about = colleague_by_username(by=actor, username=username)
                return explain_access(by=actor, case=case, user_id=about.pk)
        except CaseloadError as error:
            raise CommandError(error.detail) from error


def _as_json(explanation: Explanation) -> dict[str, Any]:
    return {
        "case_id": str(explanation.case_id),
        "user_id": str(explanation.user_id),
        "agree": explanation.agree,
        **{
            name: {
                "sees": getattr(explanation, name).sees,
                "reasons": list(getattr(explanation, name).reasons),
            }
            for name in ("application", "database")
        },
    }
