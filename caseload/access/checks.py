"""What ``manage.py check`` says of a model that would stand outside the fence.

The usual slip is a ``class Meta`` or a list of constraints that does not repeat the base's: the
table is then made without row security or history, and nothing else says so (RL9). Each message
has a number, so that a commit can speak of it, and says what to do.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from caseload.access.row_security import SHAPES, RowPolicies
from caseload.audit.history import HistoryRow, TrackedRow
from caseload.audit.records import VersionedModel
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind

OURS = "caseload."
CASE = "clients.Case"

FENCED = frozenset(
    {Kind.RECORD, Kind.PERSON, Kind.QUEUE, Kind.DRAFT, Kind.DERIVED, Kind.REFERENCE, Kind.TRAIL}
)
"""Kinds that nobody reads without a policy; plumbing has none, or one for the login role."""

TIED_TO_ITS_CASE = frozenset({Kind.RECORD, Kind.DRAFT, Kind.DERIVED})


def check_models(
    app_configs: Sequence[AppConfig] | None = None, **options: Any
) -> list[CheckMessage]:
    """Every model of ours, history tables included."""
    del app_configs, options  # A fence is whole or it is none: all apps, whatever was asked.
    return [message for model in our_models() for message in check_model(model)]


def our_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith(OURS) or issubclass(model, HistoryRow):
            yield model


def check_model(model: type[models.Model]) -> Iterator[CheckMessage]:
    """What is missing on one model."""
    kind = getattr(model, "table_kind", None)
    if not isinstance(kind, Kind):
        yield _error(
            model,
            1,
            "does not say what its table is for.",
            "Set table_kind to one of caseload.core.kinds.Kind; rights and readers follow from it.",
        )
        return
    yield from _fence(model, kind)
    yield from _fields(model)
    yield from _rights(model)
    if issubclass(model, VersionedModel):
        yield from _tracking(model)


def _fence(model: type[models.Model], kind: Kind) -> Iterator[CheckMessage]:
    if kind in FENCED and _one(model, RowPolicies) is None:
        yield _error(
            model,
            2,
            "has no row security.",
            "Let Meta inherit the base's Meta and its constraints begin with the base's: "
            "constraints = [*fence(add=…, change=…), …], or add RowPolicies.",
        )
    if kind in TIED_TO_ITS_CASE and _has_case(model) and not _is_tied_to_case(model):
        yield _error(
            model,
            3,
            "does not tie its case and its organisation together.",
            "Keep the CompositeForeignKey of fence(): columns (case_id, organisation_id) to "
            "clients_case (id, organisation_id). A key on case_id alone lets a row cross over.",
        )


def _fields(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.GeneratedField) or field.db_default is not NOT_PROVIDED:
            yield _error(
                model,
                4,
                f"has {field.name}, which the database fills in.",
                "Set the value in Python. Django would add RETURNING, which needs a read policy "
                "that the row does not satisfy yet (access-and-audit.md §4.4).",
            )


def _rights(model: type[models.Model]) -> Iterator[CheckMessage]:
    allowed = model._meta.label == CASE
    if model._meta.default_permissions or (model._meta.permissions and not allowed):
        yield _error(
            model,
            5,
            "makes model permissions.",
            "Set default_permissions = () and no permissions. Rights come from grants on a Case "
            "and from the role table; a model-level right would open every row (GU1).",
        )


def _tracking(model: type[VersionedModel]) -> Iterator[CheckMessage]:
    if _one(model, TrackedRow) is None:
        yield _error(
            model,
            6,
            "writes without history.",
            "Begin its constraints with the base's, which holds TrackedRow.",
        )
    for relation in model._meta.local_many_to_many:
        if not issubclass(_through(relation), VersionedModel):
            yield _error(
                model,
                7,
                f"has {relation.name}, a many-to-many field without history.",
                "Name a tracked model of yours as its through=, or use ArrayField for codes.",
            )
    history = getattr(model, "history", None)
    if history is None:
        yield _error(
            model,
            8,
            "keeps no versions.",
            "Inherit TrackedModel, or set history = History() in the class.",
        )
        return
    live, kept = _one(model, RowPolicies), _one(history.model, RowPolicies)
    if live is not None and (kept is None or _readers(kept) != _readers(live)):
        yield _error(
            model,
            9,
            "has versions that other people may read than its rows.",
            "Leave history to the base: get_meta_options copies the policies by for_history().",
        )


def _readers(policies: RowPolicies) -> dict[str, Any]:
    """Of rows and versions alike; a partner's program reads no versions at all."""
    read = {
        shape: rule
        for shape, rule in (policies.read or {}).items()
        if shape in SHAPES and shape != "partner"
    }
    return {"read": read, "bars": policies.bars or {}}


def _has_case(model: type[models.Model]) -> bool:
    return any(
        field.is_relation and field.related_model is not None and field.column == "case_id"
        for field in model._meta.local_concrete_fields
    ) and not issubclass(model, HistoryRow)


def _is_tied_to_case(model: type[models.Model]) -> bool:
    return any(
        tuple(constraint.columns) == ("case_id", "organisation_id")
        and constraint.to_table == "clients_case"
        for constraint in _all(model, CompositeForeignKey)
    )


def _through(relation: Any) -> type[models.Model]:
    through: type[models.Model] = relation.remote_field.through
    return through


def _one(model: type[models.Model], kind: type[Any]) -> Any:
    return next(_all(model, kind), None)


def _all(model: type[models.Model], kind: type[Any]) -> Iterator[Any]:
    constraints: Iterable[models.BaseConstraint] = model._meta.constraints
    return (constraint for constraint in constraints if isinstance(constraint, kind))


def _error(model: type[models.Model], number: int, what: str, hint: str) -> Error:
    return Error(f"{model._meta.label} {what}", hint=hint, obj=model, id=f"caseload.E{number:03d}")
