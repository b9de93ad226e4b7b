"""The suite proves nothing unless it runs as the role that serves: these fail as anybody else."""

import pytest
from django.db import DatabaseError, connection

from caseload.contacts.models import Contact

pytestmark = pytest.mark.django_db


def test_A17_suite_runs_as_the_unprivileged_role():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("caseload_app", False, False, False, False, False)
        cursor.execute("SELECT session_user")
        assert cursor.fetchone() == ("caseload_app",)


def test_A17_login_role_reaches_no_case_table(acting, actors):
    with pytest.raises(DatabaseError, match="permission denied"):
        Contact.objects.count()
