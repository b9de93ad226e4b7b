"""The database is fenced as declared, and nothing in it is fenced otherwise (A19)."""

import pytest
from django.apps import apps

from tests.promises.catalogue import column, fences, history_tables, rows, tracked_models

pytestmark = pytest.mark.django_db

OUR_SCHEMAS = "('ctx', 'acl', 'audit')"
SHAPES = ("caseload_own", "caseload_wide", "caseload_partner")
EVERYBODY = (
    *SHAPES,
    "caseload_app",
    "caseload_owner",
    "caseload_migrate",
    "caseload_policy",
    "caseload_audit",
    "caseload_relay",
)
# Where rows of the application come and go without a context (access-and-audit.md §18).
PLUMBING = ("django_session", "accounts_application", "oauth2_provider_%", "procrastinate_%")


def test_A19_every_declared_table_is_enabled_and_forced():
    state = {
        table: (enabled, forced)
        for table, enabled, forced in rows(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
            "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        )
    }

    assert fences().keys() <= state.keys()
    assert {table for table in fences() if state[table] != (True, True)} == set()
    assert {table for table, (enabled, _) in state.items() if enabled} == set(fences())


def test_A19_policies_in_force_are_the_declared_ones_and_no_others():
    declared = {
        (table, policy.name, policy.verb, policy.restrictive, frozenset(policy.to.split(", ")))
        for table, fence in fences().items()
        for policy in fence.policies(table)
    }
    in_force = {
        (table, name, verb, kind == "RESTRICTIVE", frozenset(to))
        for table, name, verb, kind, to in rows(
            "SELECT tablename, policyname, cmd, permissive, roles::text[] FROM pg_policies"
        )
    }

    assert in_force == declared


def test_A19_no_policy_lets_anybody_delete():
    assert column("SELECT policyname FROM pg_policies WHERE cmd = 'DELETE'") == []
    permissive_for_all = (
        "SELECT policyname FROM pg_policies WHERE cmd = 'ALL' AND permissive <> 'RESTRICTIVE'"
    )
    assert column(permissive_for_all) == []


def test_A19_every_right_of_a_shape_has_a_policy_for_its_verb():
    """A right without a policy is a mistake that shows as "no rows"; we want it to show here."""
    verbs = {"SELECT": "read", "INSERT": "add", "UPDATE": "change"}
    for shape in SHAPES:
        for table, fence in fences().items():
            for verb, what in verbs.items():
                may = column(
                    "SELECT has_any_column_privilege(%s, %s::regclass, %s)",
                    shape,
                    f"public.{table}",
                    verb,
                )[0]
                declared = shape.removeprefix("caseload_") in (getattr(fence, what) or {})
                assert may == declared, f"{shape} {verb} {table}"


def test_H4_nobody_may_delete_or_truncate_what_is_fenced():
    found = [
        (role, table, verb)
        for role in EVERYBODY
        for table in fences()
        for verb in ("DELETE", "TRUNCATE")
        if role != "caseload_owner"
        and column(
            "SELECT has_table_privilege(%s, %s::regclass, %s)", role, f"public.{table}", verb
        )[0]
    ]

    assert found == []


def test_H4_history_is_added_to_and_read_and_nothing_else():
    for role in EVERYBODY:
        if role == "caseload_owner":
            continue
        for table in history_tables().values():
            for verb in ("UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
                assert not column(
                    "SELECT has_table_privilege(%s, %s::regclass, %s)",
                    role,
                    f"public.{table}",
                    verb,
                )[0], f"{role} {verb} {table}"


def test_H4_what_a_clock_empties_in_history_is_all_that_anybody_may_change_there():
    """The trail's own functions, of the columns that the model says, and the salt; nobody else."""
    emptied = {
        model.history.model._meta.db_table: {*model.forgotten, "history_salt"}
        for model in tracked_models()
        if model.forgotten
    }
    changed = {
        (role, table): set(columns)
        for role in EVERYBODY
        if role != "caseload_owner"
        for table in history_tables().values()
        if (
            columns := column(
                "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass "
                "AND attnum > 0 AND NOT attisdropped "
                "AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')",
                f"public.{table}",
                role,
            )
        )
    }

    assert changed == {("caseload_audit", table): columns for table, columns in emptied.items()}


def test_H4_nobody_but_its_owner_reaches_the_trail():
    tables = column(
        "SELECT relname FROM pg_class WHERE relnamespace = 'audit'::regnamespace AND relkind = 'r'"
    )

    assert {"erasure", "read_event", "refusal", "security_event"} <= set(tables)
    for role in EVERYBODY:
        if role in {"caseload_audit", "caseload_migrate"}:
            continue
        for table in tables:
            for verb in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
                assert not column(
                    "SELECT has_table_privilege(%s, %s::regclass, %s)", role, f"audit.{table}", verb
                )[0], f"{role} {verb} {table}"


def test_A17_login_role_has_no_right_on_a_fenced_table_but_by_a_policy_of_its_own():
    for table, fence in fences().items():
        for verb, what in (("SELECT", "read"), ("INSERT", "add"), ("UPDATE", "change")):
            may = column(
                "SELECT has_any_column_privilege('caseload_app', %s::regclass, %s)",
                f"public.{table}",
                verb,
            )[0]
            assert may == ("app" in (getattr(fence, what) or {})), f"{verb} {table}"


def test_A19_unfenced_tables_are_closed_to_every_shape():
    """Plumbing belongs to the login role, library grant tables to nobody."""
    reference = {"django_content_type", "auth_permission", "auth_group"}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if (
            table in fences()
            or not column("SELECT to_regclass(%s) IS NOT NULL", f"public.{table}")[0]
        ):
            continue
        for shape in SHAPES:
            for verb in ("SELECT", "INSERT", "UPDATE", "DELETE"):
                may = column(
                    "SELECT has_any_column_privilege(%s, %s::regclass, %s)"
                    if verb != "DELETE"
                    else "SELECT has_table_privilege(%s, %s::regclass, %s)",
                    shape,
                    f"public.{table}",
                    verb,
                )[0]
                assert not may or (table in reference and verb in {"SELECT", "INSERT"}), (
                    f"{shape} {verb} {table}"
                )


def test_A3_nobody_reaches_model_level_or_generic_grants():
    for table in (
        "auth_group_permissions",
        "guardian_userobjectpermission",
        "guardian_groupobjectpermission",
    ):
        for role in EVERYBODY:
            if role == "caseload_owner":
                continue
            for verb in ("SELECT", "INSERT", "UPDATE", "DELETE"):
                assert not column(
                    "SELECT has_table_privilege(%s, %s::regclass, %s)",
                    role,
                    f"public.{table}",
                    verb,
                )[0], f"{role} {verb} {table}"


def test_A19_public_has_no_right_on_anything_of_ours():
    tables = column(
        "SELECT c.oid::regclass::text FROM pg_class c, aclexplode(c.relacl) a "
        "WHERE a.grantee = 0 AND c.relnamespace IN "
        "(SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'ctx', 'acl', 'audit'))"
    )
    schemas = column(
        "SELECT nspname::text FROM pg_namespace n, aclexplode(n.nspacl) a "
        "WHERE a.grantee = 0 AND nspname IN ('public', 'ctx', 'acl', 'audit')"
    )
    functions = column(
        "SELECT p.oid::regprocedure::text FROM pg_proc p "
        "CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a "
        "WHERE a.grantee = 0 AND (p.prosecdef OR p.pronamespace IN "
        f"(SELECT oid FROM pg_namespace WHERE nspname IN {OUR_SCHEMAS}))"
        " AND p.pronamespace <> 'pg_catalog'::regnamespace"
    )
    database = column(
        "SELECT a.privilege_type FROM pg_database d "
        "CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a "
        "WHERE d.datname = current_database() AND a.grantee = 0"
    )

    assert (tables, schemas, functions, database) == ([], [], [], [])


def test_A19_every_function_of_ours_pins_its_search_path():
    unpinned = column(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        f"WHERE n.nspname IN {OUR_SCHEMAS} AND NOT coalesce(p.proconfig::text[] && "
        "ARRAY['search_path=pg_catalog, pg_temp'], false)"
    )

    assert unpinned == []


def test_A19_definer_functions_live_in_our_schemas_and_belong_to_their_owner():
    owners = dict(
        rows(
            "SELECT p.oid::regprocedure::text, n.nspname || ' ' || r.rolname FROM pg_proc p "
            "JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles r ON r.oid = p.proowner "
            "WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
        )
    )

    assert owners
    assert set(owners.values()) <= {
        "ctx caseload_policy",
        "acl caseload_policy",
        "audit caseload_audit",
    }


def test_A19_no_view_shows_rows_under_its_owner_and_no_copy_of_rows_exists():
    views = column(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname IN ('public', 'ctx', 'acl', 'audit') AND (c.relkind = 'm' OR "
        "(c.relkind = 'v' AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)))"
    )

    assert views == []


def test_A19_no_foreign_key_cascades():
    """A cascade deleted a row that the actor could not see (access-and-audit.md §4.2)."""
    found = [
        name
        for name, table in rows(
            "SELECT conname::text, conrelid::regclass::text FROM pg_constraint "
            "WHERE contype = 'f' AND (confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r'))"
        )
        if not table.startswith("procrastinate_")
    ]

    assert found == []


def test_A19_every_case_column_is_tied_to_the_organisation_of_its_case():
    """Live tables with both columns have a composite key to the case."""
    tied = set(
        column(
            "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f' "
            "AND confrelid = 'public.clients_case'::regclass AND cardinality(conkey) = 2"
        )
    )
    both = {
        model._meta.db_table
        for model in apps.get_models()
        if {"case_id", "organisation_id"} <= {f.column for f in model._meta.concrete_fields}
        and "historical" not in model._meta.db_table
        and model._meta.db_table != "clients_searchtoken"
    }

    assert both <= tied


def test_H4_every_tracked_table_and_its_history_carry_their_triggers():
    expected = {
        "live": {
            "a_guard_insert",
            "a_guard_update",
            "has_history",
            "change_has_history",
            "is_never_deleted",
        },
        "history": {"a_stamp", "has_row"},
    }
    for table, history in history_tables().items():
        for what, name in (("live", table), ("history", history)):
            enabled = set(
                column(
                    "SELECT tgname::text FROM pg_trigger WHERE tgrelid = %s::regclass "
                    "AND NOT tgisinternal AND tgenabled = 'O'",
                    f"public.{name}",
                )
            )
            assert expected[what] <= enabled, name


def test_A17_login_role_is_nobody_special():
    memberships = {
        role: (inherits, may_set)
        for role, inherits, may_set in rows(
            "SELECT r.rolname::text, m.inherit_option, m.set_option FROM pg_auth_members m "
            "JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles u ON u.oid = m.member "
            "WHERE u.rolname = 'caseload_app'"
        )
    }

    assert memberships == dict.fromkeys((*SHAPES, "caseload_relay"), (False, True))
    assert (
        column(
            "SELECT 1 FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = 'caseload_app'"
        )
        == []
    )
    assert not column(
        "SELECT has_database_privilege('caseload_app', current_database(), 'TEMP, CREATE')"
    )[0]
