"""What PostgreSQL says is in force, read from its catalogues. Any role may ask.

``doctor`` compares it with what the models declare; the golden file ``tests/golden/policies.sql``
shows it to whoever reviews a change (access-and-audit.md §4.2).
"""

from collections.abc import Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

SCHEMAS = ("public", "ctx", "acl", "audit")

_ROLES = """
    SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb,
           rolreplication
    FROM pg_roles WHERE rolname LIKE 'caseload%%' ORDER BY rolname COLLATE "C"
"""
_MEMBERSHIPS = """
    SELECT m.rolname, r.rolname, a.inherit_option, a.set_option, a.admin_option
    FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
    WHERE m.rolname LIKE 'caseload%%'
"""
_TABLES = """
    SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner), c.relkind,
           c.relrowsecurity, c.relforcerowsecurity, coalesce(c.reloptions, '{}')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY (%s) AND c.relkind IN ('r', 'p', 'v', 'm')
"""
_POLICIES = """
    SELECT p.tablename, p.policyname, p.permissive, p.cmd, p.roles::text[], p.qual, p.with_check
    FROM pg_policies p WHERE p.schemaname = ANY (%s)
"""
# A right on a table or on one of its columns; the owner's own is not a grant.
_RIGHTS = """
    SELECT n.nspname || '.' || c.relname, '' AS column, a.grantee, a.privilege_type
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
         LATERAL aclexplode(c.relacl) a
    WHERE n.nspname = ANY (%s) AND c.relkind IN ('r', 'p', 'v', 'm') AND a.grantee <> c.relowner
    UNION ALL
    SELECT n.nspname || '.' || c.relname, t.attname, a.grantee, a.privilege_type
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
         JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(t.attacl) a
    WHERE n.nspname = ANY (%s) AND t.attnum > 0 AND a.grantee <> c.relowner
"""
_NAMED_RIGHTS = f"""
    SELECT r.tab, r.col, CASE r.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(r.grantee) END,
           r.privilege
    FROM ({_RIGHTS}) AS r(tab, col, grantee, privilege)
"""  # noqa: S608 - both halves are constants of this module
_TRIGGERS = """
    SELECT c.relname, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND NOT t.tgisinternal AND c.relname NOT LIKE 'procrastinate%%'
"""
_FUNCTIONS = """
    SELECT n.nspname, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
           pg_get_userbyid(p.proowner), p.prosecdef, coalesce(p.proconfig, '{}'),
           (SELECT coalesce(array_agg(CASE a.grantee WHEN 0 THEN 'PUBLIC'
                       ELSE pg_get_userbyid(a.grantee) END::text ORDER BY 1), '{}')
            FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            WHERE a.grantee <> p.proowner),
           p.provolatile, p.proparallel
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE (n.nspname IN ('ctx', 'acl', 'audit') OR (n.nspname = 'public' AND p.prosecdef))
"""


def roles(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """(name, login, superuser, bypassrls, inherit, createrole, createdb, replication)."""
    return _all(connection, _ROLES)


def memberships(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """(member, role, inherits, may set, may hand on)."""
    return _all(connection, _MEMBERSHIPS)


def tables(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """(schema, name, owner, kind, row security, forced, options)."""
    return _all(connection, _TABLES, [list(SCHEMAS)])


def policies(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """(table, name, PERMISSIVE or RESTRICTIVE, verb, roles, using, check)."""
    return _all(connection, _POLICIES, [list(SCHEMAS)])


def table_rights(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str, str]]:
    """(schema.table, column or nothing, who, right)."""
    return _all(connection, _NAMED_RIGHTS, [list(SCHEMAS), list(SCHEMAS)])


def triggers(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """(table, name, enabled, definition)."""
    return _all(connection, _TRIGGERS)


def functions(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """(schema, signature, owner, definer, settings, who may run it, volatility, parallel)."""
    return _all(connection, _FUNCTIONS)


def description(connection: BaseDatabaseWrapper) -> str:
    """Everything above as sorted text, for reading as a difference."""
    return "\n".join(_lines(connection)) + "\n"


def _lines(connection: BaseDatabaseWrapper) -> Iterator[str]:
    yield "-- Written by `make golden` from the test database; not run by anything. Read its difference."
    yield "\n-- Roles"
    for name, *flags in roles(connection):
        words = (
            "LOGIN",
            "SUPERUSER",
            "BYPASSRLS",
            "INHERIT",
            "CREATEROLE",
            "CREATEDB",
            "REPLICATION",
        )
        held = [word for word, flag in zip(words, flags, strict=True) if flag]
        yield f"ROLE {name} {' '.join(held) or 'nothing'}"
    for member, role, inherits, sets, admin in memberships(connection):
        yield f"GRANT {role} TO {member} WITH INHERIT {inherits}, SET {sets}, ADMIN {admin};"
    yield "\n-- Tables"
    for schema, name, owner, kind, enabled, forced, options in tables(connection):
        fence = "FORCED" if enabled and forced else "ENABLED" if enabled else "none"
        more = f" {','.join(options)}" if options else ""
        yield f"TABLE {schema}.{name} ({kind}) OWNER {owner} ROW SECURITY {fence}{more}"
    yield "\n-- Policies"
    for table, name, kind, verb, to, using, check in policies(connection):
        yield f"CREATE POLICY {name} ON {table} AS {kind} FOR {verb} TO {', '.join(to)}"
        for word, condition in (("USING", using), ("WITH CHECK", check)):
            if condition is not None:
                yield f"  {word} {' '.join(condition.split())}"
    yield "\n-- Rights"
    for table, column, who, right in table_rights(connection):
        yield f"GRANT {right}{f' ({column})' if column else ''} ON {table} TO {who};"
    yield "\n-- Triggers"
    for _, _, enabled, definition in triggers(connection):
        yield f"{definition};{'' if enabled == 'O' else f' -- {enabled}'}"
    yield "\n-- Functions"
    for schema, signature, owner, definer, settings, who, volatility, parallel in functions(
        connection
    ):
        yield (
            f"FUNCTION {schema}.{signature} OWNER {owner} {'DEFINER' if definer else 'INVOKER'} "
            f"{volatility}{parallel} SET {'; '.join(settings)} TO {', '.join(who) or 'nobody'}"
        )


def _all(connection: BaseDatabaseWrapper, sql: str, parameters: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or [])
        return sorted(cursor.fetchall(), key=lambda row: tuple(map(str, row)))
