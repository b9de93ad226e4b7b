"""Passwords: argon2, good enough, seen by the login role alone, on the record when set."""

import pytest
from django.db import DatabaseError, connection

from caseload.accounts.models import User
from caseload.accounts.passwords import one_time_password, set_password
from caseload.core.errors import NotPermitted, ValidationFailed
from tests.support.databases import administrator_of_clone

GOOD = "seven quiet herons"


def stored(user):
    with connection.cursor() as cursor:
        cursor.execute("SELECT password, version FROM accounts_user WHERE id = %s", [user.pk])
        return cursor.fetchone()


@pytest.mark.django_db
def test_a_password_is_kept_as_argon2_and_is_no_new_version(org):
    set_password(org.worker, GOOD)
    kept, version = stored(org.worker)
    assert kept.startswith("argon2$argon2id$")
    assert GOOD not in kept
    assert version == 1


@pytest.mark.django_db
@pytest.mark.parametrize("weak", ["tiny-heron", "password1234"])
def test_what_is_easily_guessed_is_refused(org, weak):
    before = stored(org.worker)
    with pytest.raises(ValidationFailed) as refused:
        set_password(org.worker, weak)
    assert refused.value.errors[0].pointer == "/password"
    assert weak not in str(refused.value.errors)
    assert stored(org.worker) == before


@pytest.mark.django_db
def test_system_actors_have_none(org):
    system = User.objects.get(username="system.founding.northgate")
    with pytest.raises(NotPermitted):
        set_password(system, GOOD)


@pytest.mark.django_db
def test_one_time_passwords_are_good_and_differ(org):
    made = {one_time_password() for _ in range(50)}
    assert len(made) == 50
    set_password(org.worker, made.pop())


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["worker", "administrator", "safeguarding_lead"])
def test_no_shape_reads_or_writes_a_hash(org, actors, acting, who):
    for statement in (
        "SELECT password FROM accounts_user",
        "UPDATE accounts_user SET password = 'x'",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting(actors.fresh(who)),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_setting_one_is_on_the_record(org):
    set_password(org.worker, GOOD)
    with administrator_of_clone() as admin:
        events = admin.execute(
            "SELECT kind, outcome, subject_id, organisation_id FROM audit.security_event "
            "WHERE kind = 'password'"
        ).fetchall()
    assert events == [("password", "set", org.worker.pk, org.organisation.pk)]
