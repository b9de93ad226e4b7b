"""The base of every tracked row, and the only two writers of one."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, models

from caseload.audit.history import History, TrackedRow
from caseload.core.errors import FieldError, NotFound, StaleVersion, ValidationFailed
from caseload.core.kinds import Kind


class VersionedModel(models.Model):
    """A row that keeps every version it ever had.

    ``version`` rises by one with each change; the database demands a history row of the same
    ``(id, version)`` at commit. Rows are made by ``insert()`` and changed by ``change()``;
    nothing is ever deleted (law 6).
    """

    table_kind: ClassVar[Kind]
    personal: ClassVar[dict[str, str]] = {}
    """Columns that are somebody's data, and whose: client, relative, worker."""
    forgotten: ClassVar[tuple[str, ...]] = ()
    """Columns that a clock empties, in the row and in every version of it (features.md 2.6)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.id}"

    def insert(self, *, reason: str | None = None, using: str | None = None) -> Self:
        """Write the first version.

        Raises:
            ValidationFailed: a field or a constraint says no, in words.
        """
        self.version = 1
        self.check_values()
        self._change_reason = reason
        self._write(force_insert=True, using=using)
        return self

    def change(self, *, seen: int | None, reason: str | None, **changes: Any) -> Self:
        """Write the next version, if nobody wrote one since ``seen``.

        The row is locked before its version is compared. ``seen`` is None only where the change
        follows from another one in the same transaction.

        Raises:
            NotFound: the row is not there, or not for the caller to change.
            StaleVersion: somebody changed it first.
            ValidationFailed: a field or a constraint says no, in words.
        """
        locked = type(self)._base_manager.select_for_update(of=("self",)).filter(pk=self.pk).first()
        if locked is None:
            raise NotFound
        if seen is not None and locked.version != seen:
            raise StaleVersion(version=locked.version)
        for field in self._meta.concrete_fields:
            if field.attname not in locked.get_deferred_fields():
                setattr(self, field.attname, getattr(locked, field.attname))
        for name, value in changes.items():
            setattr(self, name, value)
        self.check_values()
        self.version += 1
        self._change_reason = reason
        self._write(force_update=True)
        return self

    def check_values(self) -> None:
        """Field checks without a query: ``full_clean`` asks one for each key and constraint.

        A column that was not loaded (a password hash) is not checked: the shape may not read it.

        Raises:
            ValidationFailed: with every field that cannot be kept.
        """
        unread = self.get_deferred_fields()
        skip = {
            field.name
            for field in self._meta.concrete_fields
            if field.is_relation or field.primary_key or field.attname in unread
        }
        try:
            self.clean_fields(exclude=skip)
        except ValidationError as error:
            raise ValidationFailed(*_field_errors(error)) from error

    def _write(self, **how: Any) -> None:
        try:
            self.save(**how)
        except IntegrityError as error:
            raise_sentence(type(self), error)
            raise
        except DatabaseError as error:
            # A denied UPDATE affects no row, silently (access-and-audit.md §4.6).
            if how.get("force_update") and error.__cause__ is None:
                raise NotFound from error
            raise


class TrackedModel(VersionedModel):
    """A versioned row with the ordinary history of all its columns."""

    history = History(inherit=True)

    class Meta(VersionedModel.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [TrackedRow(name="%(class)s_tracked")]


def _field_errors(error: ValidationError) -> Iterable[FieldError]:
    for name, problems in error.error_dict.items():
        for problem in problems:
            yield FieldError(f"/{name}", problem.code or "invalid", " ".join(problem.messages))


def raise_sentence(model: type[models.Model], error: IntegrityError) -> None:
    """Say a broken constraint in the words written beside it, if it is one of ``model``'s.

    Raises:
        ValidationFailed: the constraint's own sentence, and never the database's detail.
    """
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in model._meta.constraints:
        message = constraint.violation_error_message
        if constraint.name == name and message != constraint.default_violation_error_message:
            code = constraint.violation_error_code or "rule_broken"
            raise ValidationFailed.at("", code, str(message)) from error
