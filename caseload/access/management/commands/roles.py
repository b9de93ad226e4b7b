"""Make the database roles and the database; needs an administrator, once."""

import os
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.core.management.base import BaseCommand, CommandError

from caseload.access.database_roles import Login, make_database, make_roles, prepare_database


class Command(BaseCommand):
    help = "Make the database roles and the database. Repeatable; changes no existing password."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        admin_url, app_url = _url("CASELOAD_ADMIN_URL"), _url("CASELOAD_DATABASE_URL")
        migrate_url = os.environ.get("CASELOAD_MIGRATE_URL", "")
        database = urlsplit(app_url).path.lstrip("/")
        try:
            with psycopg.connect(admin_url, autocommit=True) as admin:
                made = make_roles(
                    admin,
                    app=Login.of(app_url, "caseload_app"),
                    migrate=Login.of(migrate_url, "caseload_migrate"),
                )
                new = make_database(admin, database)
            parts = urlsplit(admin_url)
            with psycopg.connect(
                urlunsplit(parts._replace(path=f"/{database}")), autocommit=True
            ) as inside:
                prepare_database(inside)
        except (psycopg.Error, RuntimeError) as error:
            raise CommandError(f"The roles could not be made: {error}") from error
        self.stdout.write(f"roles made: {', '.join(made) or 'none, all were there'}")
        self.stdout.write(f"database {database}: {'made' if new else 'was there'}")


def _url(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise CommandError(
            f"{name} is not set. `manage.py roles` needs CASELOAD_ADMIN_URL (an administrator with "
            "CREATEROLE and CREATEDB) and CASELOAD_DATABASE_URL (caseload_app and the database)."
        )
    return value
