"""Table rights, granted anew after each migration from what the models declare.

A shape may do to a table what some policy of that table speaks of, and nothing else; a table
without policies is plumbing that the login role uses without a context. Nobody may delete or
truncate anything that has policies.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from caseload.access.row_security import RowPolicies

_VERBS = {"read": "SELECT", "add": "INSERT", "change": "UPDATE"}

# Library tables that the login role uses without context; none holds case content (§18).
PLUMBING_APPS = frozenset({"sessions", "oauth2_provider", "procrastinate"})
READ_ONLY_FOR_ALL = frozenset({"django_content_type", "auth_permission"})
NOBODY = frozenset(
    {
        "auth_group_permissions",
        "guardian_userobjectpermission",
        "guardian_groupobjectpermission",
    }
)
"""Model-level and generic grants: nobody holds a right on these tables (A3)."""

# Columns that only the login role may read or write.
SECRET_COLUMNS = {"accounts_user": ("password", "last_login")}

# Columns that shapes may change, where changing the rest would be more than their own act.
CHANGED_COLUMNS = {"accounts_session": ("ended_at",)}


def row_policies(model: type[models.Model]) -> RowPolicies | None:
    return next((c for c in model._meta.constraints if isinstance(c, RowPolicies)), None)


def statements() -> Iterator[str]:
    """Every GRANT of the installation, after everything was revoked."""
    everybody = (
        "caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_policy, "
        "caseload_relay, PUBLIC"
    )
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {everybody}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM {everybody}"
    for model in apps.get_models(include_auto_created=True):
        yield from _for_model(model)
    yield "GRANT SELECT ON public.django_migrations TO caseload_app"
    yield "GRANT SELECT, INSERT ON public.auth_group TO caseload_own"
    yield "GRANT USAGE ON SEQUENCE public.auth_group_id_seq TO caseload_own"
    yield from _procrastinate()


def _for_model(model: type[models.Model]) -> Iterator[str]:
    table, app = model._meta.db_table, model._meta.app_label
    policies = row_policies(model)
    if policies is not None:
        yield from _fenced(table, policies, model)
    elif table in READ_ONLY_FOR_ALL:
        yield (
            f"GRANT SELECT ON public.{table} TO caseload_app, caseload_own, caseload_wide, "
            "caseload_policy"
        )
    elif app in PLUMBING_APPS - {"procrastinate"} or table == "accounts_application":
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON public.{table} TO caseload_app"
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
            yield f"GRANT USAGE ON SEQUENCE public.{table}_id_seq TO caseload_app"


def _fenced(table: str, policies: RowPolicies, model: type[Any]) -> Iterator[str]:
    hidden = SECRET_COLUMNS.get(table, ())
    columns = [f.column for f in model._meta.local_concrete_fields if f.column not in hidden]
    for what, verb in _VERBS.items():
        for who in sorted(getattr(policies, what) or {}):
            if verb == "UPDATE" and who == "audit":
                forgotten = ", ".join(sorted([*model.instance_type.forgotten, "history_salt"]))
                yield f"GRANT UPDATE ({forgotten}) ON public.{table} TO caseload_audit"
            elif verb == "UPDATE" and who != "app" and table in CHANGED_COLUMNS:
                changed = ", ".join(CHANGED_COLUMNS[table])
                yield f"GRANT UPDATE ({changed}) ON public.{table} TO caseload_{who}"
            elif hidden and who == "app" and verb == "UPDATE":
                yield f"GRANT UPDATE ({', '.join(hidden)}) ON public.{table} TO caseload_app"
            elif hidden and who != "app" and verb in {"SELECT", "UPDATE"}:
                yield (f"GRANT {verb} ({', '.join(columns)}) ON public.{table} TO caseload_{who}")
            else:
                yield f"GRANT {verb} ON public.{table} TO caseload_{who}"


def _procrastinate() -> Iterator[str]:
    """Jobs hold ids only; only the login role defers and runs them."""
    yield (
        "DO $$ DECLARE t record; BEGIN "
        "FOR t IN SELECT c.oid::regclass AS name, c.relkind FROM pg_class c "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'procrastinate%' "
        "AND c.relkind IN ('r', 'S') LOOP "
        "IF t.relkind = 'S' THEN EXECUTE 'GRANT USAGE ON SEQUENCE ' || t.name || ' TO caseload_app'; "
        "ELSE EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ' || t.name || ' TO caseload_app'; "
        "END IF; END LOOP; "
        "FOR t IN SELECT p.oid::regprocedure AS name FROM pg_proc p "
        "WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'procrastinate%' LOOP "
        "EXECUTE 'GRANT EXECUTE ON FUNCTION ' || t.name || ' TO caseload_app'; END LOOP; END $$"
    )
