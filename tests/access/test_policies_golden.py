"""The fence as PostgreSQL has it is a file, so that a change of it is read before it is merged."""

import pytest
from django.conf import settings
from django.db import connection

from caseload.access import catalogue
from tests.support import golden

pytestmark = pytest.mark.django_db

WRITTEN_ON = 18
"""Each major version words stored conditions a little differently."""


def test_A19_policies_are_those_that_were_reviewed():
    if connection.pg_version // 10_000 != WRITTEN_ON:
        pytest.skip(f"policies.sql is written as PostgreSQL {WRITTEN_ON} words it")
    golden.compare("policies.sql", catalogue.description(connection))


def test_it_is_the_installation_that_is_described():
    assert str(settings.DATABASES["default"]["USER"]) == "caseload_app"
    assert "ROLE caseload_app LOGIN\n" in catalogue.description(connection)
