"""After a release: give every organisation the shipped code values that it lacks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from caseload.accounts.models import Organisation
from caseload.vocabulary.founding import seed_code_lists


class Command(BaseCommand):
    help = "Add newly shipped code values to every organisation. Repeatable; changes no wording."

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in connections:
            raise CommandError("Set CASELOAD_MIGRATE_URL: shipped values are added by the owner.")
        for organisation in Organisation.objects.order_by("slug"):
            added = seed_code_lists(organisation.pk)
            self.stdout.write(f"{organisation.slug}: {added} values added")
