"""Nobody becomes somebody else, whatever SQL they send (A17 to A22; access-and-audit.md §3).

The attacker here has the login role's connection and any statement they like, but not the key. The
answer is 28000, 42501 or no rows: never a row.
"""

import hashlib
import hmac
import json
import random
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from caseload.access import context
from caseload.access.acting import unit_of_work
from caseload.accounts import principals, services
from caseload.accounts.models import Session, User
from caseload.clients.models import Case
from caseload.core import clock
from caseload.core.actor import Scope
from tests.factories import clients
from tests.promises.asking import refused_by
from tests.support.databases import administrator_of_clone
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

NO_CONTEXT, NO_RIGHT = "28000", "42501"
ENTER = "SELECT ctx.enter(%s::uuid, %s::text, %s::text, %s::bigint, %s::bytea)"
CASES = "SELECT id FROM clients_case"


@pytest.fixture
def case(org):
    return clients.case(org, lead=org.worker)


@pytest.fixture
def worker(actors, case):
    return actors.worker


def signed(actor, *, at=MORNING, pid=None, key=None):
    pid = pid if pid is not None else context.backend_pid(connection)
    return list(context.signed(actor, at=at, backend_pid=pid, key=key))


def attempt(*statements):
    """What a connection of the login role gets: the last statement's rows, or the refusal."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT attack")
        try:
            for statement, *values in statements:
                cursor.execute(statement, values or None)
            return cursor.fetchall()
        except DatabaseError as error:
            return refused_by(error)
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT attack")


def cases_with(arguments, role="caseload_own"):
    return attempt((ENTER, *arguments), (f"SET LOCAL ROLE {role}",), (CASES,))


def re_signed(arguments, **changes):
    """The arguments with a changed request line, signed with the right key: an inside job."""
    actor, scope, request, expiry, _ = arguments
    request = json.loads(request) | changes
    request = json.dumps({k: v for k, v in request.items() if v is not ...})
    return sign(actor, scope, request, expiry)


def sign(actor, scope, request, expiry):
    pid = context.backend_pid(connection)
    message = "\n".join(("enter", str(actor), str(scope), request, str(expiry), str(pid)))
    mac = hmac.new(settings.CASELOAD_CONTEXT_KEY, message.encode(), hashlib.sha256).digest()
    return [actor, scope, request, expiry, mac]


def test_A20_the_honest_way_shows_the_case(worker, case):
    assert cases_with(signed(worker)) == [(case.pk,)]


# -- Without a context, or with half of one ---------------------------------------------------------
def test_A20_without_a_context_there_is_nothing(worker):
    for role in ("caseload_own", "caseload_wide"):
        assert attempt((f"SET LOCAL ROLE {role}",), (CASES,)) in (NO_CONTEXT, [])
    assert attempt((CASES,)) == NO_RIGHT
    assert attempt(("SET LOCAL ROLE caseload_partner",), (CASES,)) == NO_RIGHT


def test_A20_any_missing_argument_is_refused(worker):
    for missing in range(5):
        arguments = signed(worker)
        arguments[missing] = None
        assert cases_with(arguments) == NO_CONTEXT


@pytest.mark.parametrize("at", [0, 1, 2, 3, 4])
def test_A20_any_changed_argument_is_refused(org, worker, at):
    arguments = signed(worker)
    others = [
        str(org.manager.pk),
        "wide",
        arguments[2].replace('"purpose":null', '"purpose":"audit"'),
        arguments[3] + 1,
        bytes([arguments[4][0] ^ 1]) + arguments[4][1:],
    ]
    arguments[at] = others[at]

    assert cases_with(arguments) == NO_CONTEXT


def test_A20_a_mac_of_any_other_shape_is_refused(worker):
    for mac in (b"", b"\0" * 32, b"x", signed(worker)[4][:31], signed(worker)[4] + b"\0"):
        assert cases_with([*signed(worker)[:4], mac]) == NO_CONTEXT
    assert cases_with(signed(worker, key=b"another key of thirty-two bytes!")) == NO_CONTEXT


def test_A20_an_expired_signature_is_refused(worker):
    actor, scope, request, _, _ = signed(worker)
    now = int(clock.now().timestamp())

    assert cases_with(sign(actor, scope, request, now - 1)) == NO_CONTEXT
    assert cases_with(sign(actor, scope, request, now + 60)) != NO_CONTEXT


def test_A18_a_signature_for_another_backend_is_refused(worker):
    assert cases_with(signed(worker, pid=context.backend_pid(connection) + 1)) == NO_CONTEXT


@pytest.mark.parametrize(
    "changes",
    [
        {"kid": 2},
        {"kid": 0},
        {"kid": -1},
        {"kid": 99999999999},
        {"kid": None},
        {"kid": "one"},
        {"kid": ...},
        {"session": None},
        {"session": ...},
        {"session": "not-a-uuid"},
        {"session": "6b1f0c9e-2f2a-4d3e-9a54-3f1d2c4b5a60"},
        {"at": "yesterday-ish"},
        {"at": "infinity-and-beyond"},
        {"at": 12},
    ],
    ids=str,
)
def test_A20_a_malformed_request_line_is_refused_even_when_signed(worker, changes):
    assert cases_with(re_signed(signed(worker), **changes)) == NO_CONTEXT


@pytest.mark.parametrize(
    "request_line",
    ["", "{}", "[]", "null", "{", '"x"', "1", '{"kid":1}\n', '{"kid":1,\n"at":null}'],
)
def test_A20_what_is_no_request_line_is_refused_even_when_signed(worker, request_line):
    actor, scope, _, expiry, _ = signed(worker)

    assert cases_with(sign(actor, scope, request_line, expiry)) == NO_CONTEXT


# -- Somebody else's session, scope or role -----------------------------------------------------------
@pytest.mark.parametrize(
    "scope", ["wide", "partner", "migration", "emergency", "relay", "nonsense", ""]
)
def test_A20_a_scope_that_the_roles_do_not_allow_is_refused_even_when_signed(worker, scope):
    actor, _, request, expiry, _ = signed(worker)

    assert cases_with(sign(actor, scope, request, expiry)) == NO_CONTEXT


def test_A20_another_persons_session_is_refused(worker, actors):
    line = re_signed(signed(worker), session=str(actors.manager.session_id))

    assert cases_with(line) == NO_CONTEXT


def test_S3_an_ended_or_expired_session_is_refused(org, worker):
    for change in ({"ended_at": clock.now()}, {"ends_at": clock.now() - timedelta(seconds=1)}):
        session = principals.start_session(org.worker)
        actor = principals.actor_for(org.worker, session, at=MORNING)
        assert cases_with(signed(actor)) != NO_CONTEXT
        Session.objects.filter(pk=session.pk).update(**change)
        assert cases_with(signed(actor)) == NO_CONTEXT


def test_A17_the_wrong_shape_shows_nothing(worker, actors, case):
    assert cases_with(signed(worker), role="caseload_wide") == []
    assert cases_with(signed(worker), role="caseload_partner") == NO_RIGHT
    assert cases_with(signed(actors.safeguarding_lead), role="caseload_own") == []
    assert cases_with(signed(actors.safeguarding_lead), role="caseload_wide") == [(case.pk,)]


def test_A20_a_refusal_context_reads_nothing(worker, case):
    refusing = principals.refused(worker, uuid.uuid4())

    for role in ("caseload_own", "caseload_wide"):
        assert cases_with(signed(refusing), role=role) == []


@pytest.mark.parametrize("role", ["caseload_owner", "caseload_policy", "caseload_audit", "caseload_migrate", "postgres"])  # fmt: skip
def test_A22_the_login_role_becomes_no_owner(role):
    assert attempt((f"SET LOCAL ROLE {role}",), (CASES,)) in {NO_RIGHT, "22023"}
    assert attempt((f"SET SESSION AUTHORIZATION {role}",), (CASES,)) in {NO_RIGHT, "22023"}


# -- The token ----------------------------------------------------------------------------------------
def token_of(actor):
    with unit_of_work(actor, at=MORNING), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('ctx.token')")
        return cursor.fetchone()[0]


def cases_with_token(token, role="caseload_own"):
    return attempt(
        ("SELECT set_config('ctx.token', %s, true)", token), (f"SET LOCAL ROLE {role}",), (CASES,)
    )


def test_A20_the_token_is_refused_when_any_part_of_it_is_changed(org, worker, case):
    token = token_of(worker)
    assert cases_with_token(token) == [(case.pk,)]  # the same transaction: nothing was forged

    parts = token.split("\n")
    for at in range(len(parts)):
        for other in ("", "x", "0", str(org.manager.pk), "wide", parts[at] + "0", parts[at][:-1]):
            forged = [*parts[:at], other, *parts[at + 1 :]]
            assert other == parts[at] or cases_with_token("\n".join(forged)) == NO_CONTEXT
    for wrong in (
        "",
        "\n" * 8,
        token + "\n",
        "\n" + token,
        token[:-1],
        token.replace("own", "wide"),
    ):
        assert cases_with_token(wrong) == NO_CONTEXT


def test_A20_random_tokens_and_arguments_show_nothing(worker):
    dice = random.Random(20)  # noqa: S311 - noise, not secrets
    token, arguments = token_of(worker), signed(worker)
    noise = "0123456789abcdef\n-:{}\",'\\ "
    for _ in range(400):
        letters = list(token)
        for _ in range(dice.randrange(1, 4)):
            letters[dice.randrange(len(letters))] = dice.choice(noise)
        forged = "".join(letters)
        assert forged == token or cases_with_token(forged) == NO_CONTEXT
        request = list(arguments[2])
        request[dice.randrange(len(request))] = dice.choice(noise)
        line = "".join(request)
        assert (
            line == arguments[2] or cases_with([*arguments[:2], line, *arguments[3:]]) == NO_CONTEXT
        )


@pytest.mark.django_db(transaction=True)
def test_A18_a_token_planted_in_the_connection_is_worth_nothing_in_the_next_transaction(worker):
    token = token_of(worker)

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ctx.token', %s, false)", [token])
    for role in ("caseload_own", "caseload_wide"):
        with pytest.raises(DatabaseError) as caught:
            raw_cases_as(role)
        assert refused_by(caught.value) == NO_CONTEXT


def raw_cases_as(role):
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            cursor.execute(f"SET LOCAL ROLE {role}")
            cursor.execute(CASES)
            return cursor.fetchall()
        finally:
            cursor.execute("ROLLBACK")


def test_RL14_leaving_a_unit_of_work_puts_role_and_token_back(worker):
    with unit_of_work(worker, at=MORNING):
        pass

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user::text, coalesce(current_setting('ctx.token', true), '')"
        )
        assert cursor.fetchone() == ("caseload_app", "")


# -- The key -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", [None, "caseload_own", "caseload_wide", "caseload_partner"])
def test_A22_nobody_reads_the_key_or_uses_it(worker, role):
    take_role = [(f"SET LOCAL ROLE {role}",)] if role else []
    for attack in (
        "SELECT * FROM ctx.key",
        "SELECT ctx.hmac(1::smallint, 'x'::bytea)",
        "UPDATE ctx.key SET not_after = now()",
        "DELETE FROM ctx.key",
        "INSERT INTO ctx.key VALUES (2, repeat('x', 64)::bytea, repeat('x', 64)::bytea)",
        "SELECT * FROM acl.standing",
        "UPDATE ctx.setting SET told_time = true",
        "INSERT INTO acl.role_permission VALUES ('support_worker', 'manage_sides')",
        "CREATE FUNCTION ctx.who() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "CREATE TABLE public.mine (x int)",
        "CREATE SCHEMA mine",
        "CREATE TEMP TABLE clients_case (x int)",
        "ALTER TABLE clients_case DISABLE ROW LEVEL SECURITY",
        "SET LOCAL session_replication_role = replica",
        "DROP POLICY bar ON clients_case",
        "ALTER TABLE clients_case DISABLE TRIGGER ALL",
        "COPY clients_case TO PROGRAM 'cat'",
    ):
        assert attempt(*take_role, (attack,)) in {NO_RIGHT, "42P01"}, attack


RFC_4231 = [
    (
        "0b" * 20,
        b"Hi There".hex(),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    ),
    (
        b"Jefe".hex(),
        b"what do ya want for nothing?".hex(),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ),
    ("aa" * 20, "dd" * 50, "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    (
        "0102030405060708090a0b0c0d0e0f10111213141516171819",
        "cd" * 50,
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    ),
    (
        # Longer keys than a block are hashed first (RFC 2104).
        hashlib.sha256(b"\xaa" * 131).hexdigest(),
        b"Test Using Larger Than Block-Size Key - Hash Key First".hex(),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ),
]


@pytest.mark.parametrize(("key", "message", "expected"), RFC_4231)
def test_the_databases_hmac_is_rfc_4231(key, message, expected):
    ipad, opad = context.pads(bytes.fromhex(key))
    with administrator_of_clone() as admin, admin.transaction(force_rollback=True):
        admin.execute("SET LOCAL ROLE caseload_policy")
        admin.execute("INSERT INTO ctx.key VALUES (7, %s, %s)", [ipad, opad])
        answer = admin.execute(
            "SELECT ctx.hmac(7::smallint, %s)", [bytes.fromhex(message)]
        ).fetchone()

    assert answer[0].hex() == expected


def test_a_key_past_its_day_signs_nobody_in(worker):
    with administrator_of_clone() as admin:
        admin.execute("UPDATE ctx.key SET not_after = statement_timestamp() - interval '1 second'")
        try:
            assert cases_with(signed(worker)) == NO_CONTEXT
        finally:
            admin.execute("UPDATE ctx.key SET not_after = NULL")


def test_A14_an_inactive_user_is_refused(org, worker, actors, acting):
    with acting(actors.administrator):
        user = User.objects.get(pk=org.worker.pk)
        services.deactivate_user(
            by=actors.administrator, user=user, seen=user.version, reason="left"
        )

    assert cases_with(signed(worker)) == NO_CONTEXT
    with pytest.raises(DatabaseError), acting(worker):
        Case.objects.count()


def test_scopes_are_all_known(worker):
    """A scope added later has to be thought of here."""
    assert {str(scope) for scope in Scope} == {
        "own",
        "wide",
        "partner",
        "emergency",
        "relay",
        "refusal",
        "migration",
    }
