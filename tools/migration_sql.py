"""Prints the SQL of one migration without a database: ``sqlmigrate`` asks for one, to see what ran.

Said apart from ``tools.migrations``, because Django stands only in a process that was set up for it.
"""

import os
import sys
from typing import Any

import django
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from psycopg.sql import Literal


def statements(app: str, name: str) -> list[str]:
    """What the migration would run, after all that it depends on.

    Raises:
        django.db.DatabaseError: one of its steps has to look at a database first.
    """
    loader = MigrationLoader(None, replace_migrations=False)
    migration = loader.get_migration(app, name)
    state = loader.project_state((app, name), at_end=False)
    connection = connections["owner"]
    # Django asks the server to put values into statements; most have none, and the rest are shown.
    connection.ops.compose_sql = composed
    # Not atomic: to begin a transaction it would connect.
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        migration.apply(state, editor, collect_sql=True)
    collected: list[str] = editor.collected_sql
    return collected


def composed(sql: str, params: Any) -> str:
    """The statement with its values in it."""
    return sql % tuple(Literal(value).as_string(None) for value in params) if params else sql


def main(app: str, name: str) -> int:
    django.setup()
    try:
        print("\n".join(statements(app, name)))
    except DatabaseError:
        print(
            f"-- Written. To show its SQL Django has to look at a database: against one of your own "
            f"run `manage.py sqlmigrate {app} {name}`."
        )
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main(*sys.argv[1:3]))
