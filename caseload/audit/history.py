"""Versions of every record that can be read, and that the database makes true.

django-simple-history writes the readable copy; triggers demand exactly one history row for each
``(id, version)`` at commit, stamp actor, time and transaction over whatever Python said, and
compare the copy with the row (access-and-audit.md §7).
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from caseload.core import actor, clock
from caseload.core.constraints import SqlConstraint
from caseload.core.kinds import Kind


class HistoryRow(models.Model):
    """What the database stamps on each version, whatever the application sent."""

    table_kind: ClassVar[Kind] = Kind.TRAIL

    history_tx = models.BigIntegerField(null=True, editable=False)
    history_request = models.UUIDField(null=True, editable=False)
    history_salt = models.BinaryField(null=True, editable=False)

    class Meta:
        abstract = True


STAMPED = (
    "history_id",
    "history_date",
    "history_change_reason",
    "history_type",
    "history_user_id",
    "history_tx",
    "history_request",
    "history_salt",
)


class History(HistoricalRecords):
    """The one way to track a model: ``history = History()`` in a base class."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            bases=(HistoryRow,),
            history_id_field=models.UUIDField(default=uuid.uuid4),
            history_change_reason_field=models.TextField(null=True),
            history_user_id_field=models.UUIDField(null=True),
            use_base_model_db=True,
            **kwargs,
        )

    def get_history_user(self, instance: models.Model) -> Any:
        return None

    def get_extra_fields(self, model: type[models.Model], fields: Any) -> dict[str, Any]:
        extra: dict[str, Any] = super().get_extra_fields(model, fields)
        extra["__str__"] = lambda row: f"{model._meta.model_name} {row.id} v{row.version}"
        del extra["revert_url"]
        return extra

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """History rows are fenced like the rows they tell of, and unique by (id, version)."""
        options: dict[str, Any] = super().get_meta_options(model)
        name = str(model._meta.model_name)
        options["constraints"] = [
            models.UniqueConstraint(fields=["id", "version"], name=f"{name}_one_row_a_version"),
            *(
                constraint.for_history(f"{name}_history_fence")
                for constraint in model._meta.constraints
                if hasattr(constraint, "for_history")
            ),
        ]
        options["indexes"] = [models.Index(fields=["history_date"], name=f"{name[:20]}_by_date")]
        if any(field.name == "case" for field in model._meta.fields):
            options["indexes"].append(
                models.Index(fields=["case", "history_date"], name=f"{name[:20]}_as_of")
            )
        options["ordering"] = ()
        options["default_permissions"] = ()
        return options

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        instance._history_date = clock.now()  # type: ignore[attr-defined] # simple-history's own name
        instance._history_user_id = actor.current().user_id  # type: ignore[attr-defined]
        super().create_historical_record(instance, history_type, using)


class TrackedRow(SqlConstraint):
    """A row of this table and its history row stand and fall together (law 2).

    ``fixed`` are columns that never change; one that ends in ``?`` may be emptied and nothing
    else. ``untracked`` are columns that history does not keep (a password hash), whose change is
    no new version.
    """

    arguments = ("fixed", "untracked")
    fixed: tuple[str, ...] | None
    untracked: tuple[str, ...] | None

    def apply_sql(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        history = f"{model._meta.app_label}_historical{model._meta.model_name}"
        fixed = ", ".join(f"'{column}'" for column in ("id", *(self.fixed or ())))
        return _TRACKED_SQL.format(
            table=table,
            history=history,
            fixed=fixed,
            when=self._when_changed(model),
            untracked=", ".join(f"'{column}'" for column in self.untracked or ()) or "''",
            stamped=", ".join(f"'{column}'" for column in STAMPED),
        )

    def _when_changed(self, model: type[models.Model]) -> str:
        if not self.untracked:
            return ""
        columns = [
            field.column
            for field in model._meta.local_concrete_fields
            if field.column not in self.untracked
        ]
        old, new = (", ".join(f"{side}.{column}" for column in columns) for side in ("OLD", "NEW"))
        return f"WHEN (ROW({old}) IS DISTINCT FROM ROW({new}))"

    def drop_sql(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        history = f"{model._meta.app_label}_historical{model._meta.model_name}"
        return _DROP_SQL.format(table=table, history=history)

    def _fingerprint_parts(self) -> list[str]:
        return [*super()._fingerprint_parts(), _TRACKED_SQL]


# Functions are made as caseload_audit, triggers as the owner. No column is listed, so a new field
# needs no new function: rows are compared as jsonb (its cost is measured in tests/benchmarks).
_TRACKED_SQL = """
SET LOCAL ROLE caseload_audit;
CREATE FUNCTION audit.stamp_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE live jsonb;
BEGIN
    NEW.history_user_id := ctx.who();
    NEW.history_date := ctx.now();
    NEW.history_tx := pg_current_xact_id()::text::bigint;
    NEW.history_request := ctx.request();
    NEW.history_salt := audit.new_salt();
    IF NEW.history_type NOT IN ('+', '~') THEN
        RAISE EXCEPTION 'rows are never deleted' USING ERRCODE = '23H01';
    END IF;
    SELECT to_jsonb(t) INTO live FROM public.{table} t WHERE t.id = NEW.id AND t.version = NEW.version;
    IF (live - ARRAY[{untracked}]) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{stamped}]) THEN
        RAISE EXCEPTION 'history differs from the row' USING ERRCODE = '23H02';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION audit.history_of_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NOT EXISTS (
        SELECT 1 FROM public.{history} h WHERE h.id = NEW.id AND h.version = NEW.version
           AND h.history_tx = pg_current_xact_id()::text::bigint) THEN
        RAISE EXCEPTION 'a write without history' USING ERRCODE = '23H01';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION audit.row_of_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.{table} t WHERE t.id = NEW.id AND t.version >= NEW.version) THEN
        RAISE EXCEPTION 'history without a write' USING ERRCODE = '23H01';
    END IF;
    RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION audit.stamp_{table}(), audit.history_of_{table}(), audit.row_of_{table}()
    TO caseload_owner;
SET LOCAL ROLE caseload_owner;
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.{table} FOR EACH ROW
    EXECUTE FUNCTION audit.guard_row({fixed});
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.{table} FOR EACH ROW
    {when} EXECUTE FUNCTION audit.guard_row({fixed});
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.{table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_{table}();
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.{table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    {when} EXECUTE FUNCTION audit.history_of_{table}();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.{table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_{table}();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.{history} FOR EACH ROW
    EXECUTE FUNCTION audit.stamp_{table}();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.{history}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_{table}();
GRANT SELECT ON public.{table}, public.{history} TO caseload_audit;
"""

_DROP_SQL = """
DROP TRIGGER IF EXISTS a_guard_insert ON public.{table};
DROP TRIGGER IF EXISTS a_guard_update ON public.{table};
DROP TRIGGER IF EXISTS has_history ON public.{table};
DROP TRIGGER IF EXISTS change_has_history ON public.{table};
DROP TRIGGER IF EXISTS is_never_deleted ON public.{table};
DROP TRIGGER IF EXISTS a_stamp ON public.{history};
DROP TRIGGER IF EXISTS has_row ON public.{history};
SET LOCAL ROLE caseload_audit;
DROP FUNCTION IF EXISTS audit.stamp_{table}(), audit.history_of_{table}(), audit.row_of_{table}();
SET LOCAL ROLE caseload_owner;
"""
