import pytest
from django.db import connection
from tests.support.acting import acting, fresh

pytestmark = pytest.mark.django_db


def test_takeover(org):
    by = fresh(org.worker)
    with acting(by), connection.cursor() as c:
        c.execute("SELECT set_config('role', 'none', true)")
        c.execute("UPDATE accounts_user SET password = 'x' WHERE username = 'safeguarding_lead'")
        print("PASSWORDS", c.rowcount)
        c.execute(
            "UPDATE accounts_session SET user_id = (SELECT id FROM accounts_user WHERE username='safeguarding_lead') WHERE id = %s::uuid",
            [by.session_id],
        )
        print("SESSIONS", c.rowcount)
        c.execute("SELECT count(*) FROM accounts_user")
        print("ALL USERS", c.fetchone())
        c.execute("SELECT count(*) FROM oauth2_provider_accesstoken")
        print(c.fetchone())
        c.execute("SELECT set_config('role', 'caseload_own', true)")
