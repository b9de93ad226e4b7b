"""``make migrations`` shows what it wrote, on a machine without a database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.check_env import check_environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("app", "name", "shown"),
    [
        ("accounts", "0002_partners", "CREATE TABLE"),
        ("accounts", "0003_who_reads_agencies", "CREATE POLICY"),
    ],
)
def test_the_sql_of_a_later_migration_needs_no_database(app, name, shown):
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tools.migration_sql", app, name],
        cwd=ROOT,
        env=os.environ | check_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown in done.stdout
