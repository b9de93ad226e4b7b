"""The fence as PostgreSQL has it is a file, so that a change of it is read before it is merged."""

import difflib
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from caseload.access import catalogue

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parents[1] / "golden" / "policies.sql"
WRITTEN_ON = 18
"""Each major version words stored conditions a little differently."""


def test_A19_policies_are_those_that_were_reviewed():
    if connection.pg_version // 10_000 != WRITTEN_ON:
        pytest.skip(f"policies.sql is written as PostgreSQL {WRITTEN_ON} words it")
    fresh = catalogue.description(connection)
    if os.environ.get("CASELOAD_WRITE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(fresh, encoding="utf-8")
    old = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    difference = list(
        difflib.unified_diff(
            old.splitlines(), fresh.splitlines(), "reviewed", "in force", lineterm=""
        )
    )
    assert not difference, "`make golden` writes it anew:\n" + "\n".join(difference[:80])


def test_it_is_the_installation_that_is_described():
    assert str(settings.DATABASES["default"]["USER"]) == "caseload_app"
    assert "ROLE caseload_app LOGIN\n" in catalogue.description(connection)
