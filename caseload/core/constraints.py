"""Constraints whose SQL is ours: row security, history triggers.

Declared on ``Meta.constraints`` like any other, so that ``makemigrations`` writes them and a
changed form makes a migration.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models import BaseConstraint, Model


class SqlConstraint(BaseConstraint):
    """A named piece of SQL that stands and falls with a table.

    Trap: what ``constraint_sql`` returns is inlined into CREATE TABLE, and a bare ``None``
    drops it silently; so the SQL goes to ``deferred_sql``, which runs when the table, its
    history table and the functions of the same migration are there.
    """

    arguments: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *, name: str, fingerprint: str = "", **arguments: Any) -> None:
        super().__init__(name=name)
        for argument in self.arguments:
            setattr(self, argument, arguments.pop(argument, None))
        if arguments:
            raise TypeError(f"{type(self).__name__} does not take {sorted(arguments)}.")
        self.fingerprint = fingerprint or self._fingerprint()

    def apply_sql(self, model: type[Model]) -> str:
        """The statements that put the constraint in force."""
        raise NotImplementedError

    def drop_sql(self, model: type[Model]) -> str:
        raise NotImplementedError

    def _fingerprint(self) -> str:
        """Changes when the generated SQL changes, and so makes a migration."""
        shown = "\n".join(self._fingerprint_parts())
        return hashlib.sha256(shown.encode()).hexdigest()[:12]

    def _fingerprint_parts(self) -> list[str]:
        return [repr(getattr(self, argument)) for argument in self.arguments]

    def constraint_sql(  # type: ignore[override] # Django takes None for "nothing inline"
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> None:
        self._defer(model, schema_editor)

    def create_sql(  # type: ignore[override] # as above: it was put off, not dropped
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> None:
        self._defer(model, schema_editor)

    def remove_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        if model is None:
            raise TypeError("A constraint is removed from a model.")
        return self.drop_sql(model)

    def _defer(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> None:
        if model is None or schema_editor is None:
            raise TypeError("A constraint is put on a model by a schema editor.")
        schema_editor.deferred_sql.append(Statement("%(sql)s", sql=self.apply_sql(model)))

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database decides; there is nothing to ask beforehand."""

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs.pop("violation_error_message", None)
        kwargs.pop("violation_error_code", None)
        for argument in self.arguments:
            if (value := getattr(self, argument)) is not None:
                kwargs[argument] = value
        kwargs["fingerprint"] = self.fingerprint
        return path, args, kwargs

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SqlConstraint) and type(other) is type(self):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    __hash__ = BaseConstraint.__hash__


class CompositeForeignKey(SqlConstraint):
    """Ties two columns at once, so that no row can point into another case or organisation.

    A key on ``case_id`` alone would let a row name one organisation and hang on another's case.
    """

    arguments = ("columns", "to_table", "to_columns")
    columns: tuple[str, ...]
    to_table: str
    to_columns: tuple[str, ...]

    def apply_sql(self, model: type[Model]) -> str:
        table = model._meta.db_table
        return (
            f"ALTER TABLE public.{table} ADD CONSTRAINT {self.name} "
            f"FOREIGN KEY ({', '.join(self.columns)}) "
            f"REFERENCES public.{self.to_table} ({', '.join(self.to_columns)}) "
            "DEFERRABLE INITIALLY IMMEDIATE;"
        )

    def drop_sql(self, model: type[Model]) -> str:
        return f"ALTER TABLE public.{model._meta.db_table} DROP CONSTRAINT IF EXISTS {self.name};"
