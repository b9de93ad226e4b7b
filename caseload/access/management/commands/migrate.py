"""``migrate`` as the owner: the role that serves may not change tables."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in connections:
            raise CommandError(
                "Set CASELOAD_MIGRATE_URL (the role caseload_migrate): the serving role "
                "caseload_app may not change tables."
            )
        options["database"] = "owner"
        super().handle(*args, **options)
