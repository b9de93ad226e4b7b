"""The code lists of the reader's organisation, worded as that organisation words them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from caseload.core.actor import Actor
from caseload.core.errors import NotFound
from caseload.vocabulary import source
from caseload.vocabulary.models import CodeValue


@dataclass(frozen=True, slots=True)
class CodeList:
    """One list by name: where its values come from and how many are in use."""

    name: str
    source: str
    values: int
    unverified: str


def code_lists(*, by: Actor) -> Sequence[CodeList]:
    """Every list, with the number of values that are offered."""
    offered = dict(
        CodeValue.objects.filter(organisation_id=by.organisation_id)
        .values("code_list")
        .annotate(offered=Count("id", filter=Q(retired_on__isnull=True)))
        .values_list("code_list", "offered")
    )
    return [
        CodeList(
            name, described["source"], offered.get(name, 0), str(described.get("unverified", ""))
        )
        for name, described in sorted(source.code_lists().items())
    ]


def code_list_values(*, by: Actor, code_list: str) -> QuerySet[CodeValue]:
    """The values of one list in their order; retired ones too, since old records show them."""
    if code_list not in source.code_lists():
        raise NotFound
    rows = CodeValue.objects.filter(organisation_id=by.organisation_id, code_list=code_list)
    return rows.order_by("position", "code")


def value_rules(*, by: Actor, code_list: str, code: str) -> Mapping[str, Any]:
    """The rules that hang on a code, with what the reader's organisation has entered about it."""
    row = CodeValue.objects.filter(
        organisation_id=by.organisation_id, code_list=code_list, code=code
    ).first()
    return dict(source.attrs(code_list, code)) | (row.attrs if row is not None else {})
