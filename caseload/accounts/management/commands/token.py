"""Print an access token for somebody: short-lived, on a session row, and on record."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from caseload.accounts import tokens
from caseload.accounts.models import User, UserKind


class Command(BaseCommand):
    help = "Print an access token for USER: 15 minutes, in a demo database 12 hours."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(
            username=options["username"], kind=UserKind.STAFF, is_active=True
        ).first()
        if user is None:
            raise CommandError("There is no active member of staff of that user name.")
        lasts = tokens.DEMO if settings.CASELOAD_DEMO else tokens.SHORT
        token = tokens.issue(user, lasts=lasts)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT audit.security('token.issued', 'granted', %s::uuid, %s::uuid, NULL, NULL)",
                [user.pk, user.organisation_id],
            )
        if options["json"]:
            answer = {"username": user.username, "token": token, "seconds": lasts.seconds}
            self.stdout.write(json.dumps(answer))
        else:
            self.stdout.write(token)
