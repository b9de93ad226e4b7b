"""Versions as differences a person can read: what changed, who wrote it, when and why.

Read under the rights that the caller has now: a record that is out of sight today has no history
for them either (access-and-audit.md §7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q, Value

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.audit.records import TrackedModel
from caseload.clients.models import Case, Relationship
from caseload.clients.records import CaseRecord
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, NotPermitted

_KINDS = {"+": "created", "~": "changed"}
_NOT_SHOWN = frozenset({"id", "version", "organisation", "case", "recorded_by", "recorded_at"})
_ANCHORS = frozenset({"follows", "finished_with", "rule_key"})
"""Names of another case or record, out of the reader's sight perhaps; the records' own routes say as
much of them as there is to know."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one record, as what it changed."""

    id: UUID
    record_kind: str
    record_id: UUID
    case_id: UUID
    version: int
    at: datetime
    by_id: UUID
    kind: str
    reason: str
    changes: tuple[Change, ...]
    sensitivity: str
    """Of the record as it is now: an older version may say less than it should."""


def tracked_kinds() -> dict[str, type[TrackedModel]]:
    """Every kind of record whose versions are shown, by name: the case, and what is on it.

    What is opened by a call of its own (code words, confidential addresses) is left out, so that
    no list holds it.
    """
    kinds: dict[str, type[TrackedModel]] = {"case": Case}
    for model in apps.get_models():
        if issubclass(model, CaseRecord) and not hasattr(model, "view_permission"):
            kinds[str(model._meta.model_name)] = model
    return kinds


def history_of(*, by: Actor, case: Case, kind: str, record_id: UUID) -> list[Version]:
    """Every version of one record, newest first.

    Raises:
        NotFound: no such kind or record for ``by``.
        NotPermitted: ``by`` sees the record and may not read its history.
    """
    model = tracked_kinds().get(kind)
    if model is None or not _rows(model, by=by, case=case).filter(pk=record_id).exists():
        raise NotFound
    _demand(by, case)
    rows = list(_history(model).filter(id=record_id).order_by("version"))
    earlier = [None, *rows[:-1]]
    levels = _levels(model, by=by, case=case, records={record_id})
    versions = [
        _version(kind, case.pk, row, before, levels)
        for row, before in zip(rows, earlier, strict=True)
    ]
    return _in_sight(by, versions[::-1])


def case_history(
    *, by: Actor, case: Case, before: tuple[datetime, UUID] | None = None, limit: int
) -> list[Version]:
    """Versions of everything on a case, newest first; the keys come from one query."""
    _demand(by, case)
    keys = list(_keys(by=by, case=case, before=before, limit=limit))
    kinds = tracked_kinds()
    found: dict[UUID, Version] = {}
    for kind in sorted({key["of_kind"] for key in keys}):
        wanted = {key["history_id"] for key in keys if key["of_kind"] == kind}
        records = {key["id"] for key in keys if key["of_kind"] == kind}
        levels = _levels(kinds[kind], by=by, case=case, records=records)
        before_it: Any = None
        for row in _history(kinds[kind]).filter(id__in=records).order_by("id", "version"):
            same = before_it is not None and before_it.id == row.id
            if row.history_id in wanted:
                found[row.history_id] = _version(
                    kind, case.pk, row, before_it if same else None, levels
                )
            before_it = row
    return _in_sight(by, [found[key["history_id"]] for key in keys if key["history_id"] in found])


def _keys(
    *, by: Actor, case: Case, before: tuple[datetime, UUID] | None, limit: int
) -> Iterable[Any]:
    older = Q()
    if before is not None:
        at, history_id = before
        older = Q(history_date__lt=at) | Q(history_date=at, history_id__lt=history_id)
    parts = []
    for kind, model in tracked_kinds().items():
        on = {"id": case.pk} if model is Case else {"case_id": case.pk}
        parts.append(
            _history(model)
            .filter(older, id__in=_rows(model, by=by, case=case).values("pk"), **on)
            .order_by("-history_date", "-history_id")
            .values("history_id", "history_date", "id", of_kind=Value(kind))[:limit]
        )
    return parts[0].union(*parts[1:], all=True).order_by("-history_date", "-history_id")[:limit]


def _rows(model: type[Any], *, by: Actor, case: Case) -> models.QuerySet[Any]:
    if model is Case:
        return Case.objects.visible_to(by).filter(pk=case.pk)
    rows: models.QuerySet[Any] = model.objects.visible_to(by).filter(case=case)
    return rows


def _history(model: type[Any]) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = model.history.model._base_manager.all()
    return rows


def _demand(by: Actor, case: Case) -> None:
    if not scope.may(by, Permission.VIEW_HISTORY, case.pk):
        raise NotPermitted


def _levels(model: type[Any], *, by: Actor, case: Case, records: Iterable[UUID]) -> dict[UUID, str]:
    """How sensitive each record is today; a case itself has no level."""
    if model is Case:
        return {}
    rows = _rows(model, by=by, case=case).filter(pk__in=records)
    return dict(rows.values_list("pk", "sensitivity"))


def _version(kind: str, case_id: UUID, row: Any, before: Any, levels: dict[UUID, str]) -> Version:
    return Version(
        id=row.history_id,
        record_kind=kind,
        record_id=row.id,
        case_id=case_id,
        version=row.version,
        at=row.history_date,
        by_id=row.history_user_id,
        kind=_KINDS[row.history_type],
        reason=row.history_change_reason or "",
        changes=tuple(_changes(row, before)),
        sensitivity=levels.get(row.id, ""),
    )


def _changes(row: Any, before: Any) -> Iterable[Change]:
    for field in _shown_fields(row):
        new = getattr(row, field.attname)
        old = getattr(before, field.attname) if before is not None else None
        is_first_and_empty = before is None and new in (None, "", [], False)
        if old != new and not is_first_and_empty:
            yield Change(field.attname, _plain(old), _plain(new))


def _shown_fields(row: Any) -> Sequence[Any]:
    """What a person wrote; keyed hashes and the machinery's own columns are nobody's words."""
    return [
        field
        for field in type(row).tracked_fields
        if field.name not in _NOT_SHOWN | _ANCHORS
        and field.editable
        and not isinstance(field, models.BinaryField)
    ]


def _in_sight(by: Actor, versions: list[Version]) -> list[Version]:
    """The versions without the names of records that ``by`` may not see (api.md §1.1)."""
    named: dict[type[CaseRecord], set[str]] = {}
    for version in versions:
        for change in version.changes:
            if (model := _pointed_to(version.record_kind, change.field)) is not None:
                named.setdefault(model, set()).update(_names(change.old), _names(change.new))
    seen = {
        str(pk)
        for model, ids in named.items()
        for pk in model.objects.visible_to(by).filter(pk__in=ids).values_list("pk", flat=True)
    }
    return [replace(version, changes=tuple(_seen_only(version, seen))) for version in versions]


def _seen_only(version: Version, seen: set[str]) -> Iterable[Change]:
    for change in version.changes:
        if _pointed_to(version.record_kind, change.field) is None:
            yield change
            continue
        old, new = _unnamed(change.old, seen), _unnamed(change.new, seen)
        if old != new:
            yield Change(change.field, old, new)


def _pointed_to(kind: str, name: str) -> type[CaseRecord] | None:
    """The kind of record that a field names, alone or in a list of participants."""
    if name == "participants":
        return Relationship
    for field in tracked_kinds()[kind]._meta.concrete_fields:
        target = field.related_model
        if field.attname == name and isinstance(target, type) and issubclass(target, CaseRecord):
            return target
    return None


def _names(value: Any) -> set[str]:
    if isinstance(value, list):
        return {each["relationship_id"] for each in value if each.get("relationship_id")}
    return {value} if value else set()


def _unnamed(value: Any, seen: set[str]) -> Any:
    if isinstance(value, list):
        return [
            each if each.get("relationship_id") in seen else each | {"relationship_id": None}
            for each in value
        ]
    return value if value in seen else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value
