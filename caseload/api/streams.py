"""Keyset pages over what is no single table: merged streams, and the newest of many cases.

Forward only: the stream is read from its head, and a page goes on where the last one ended.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime

from caseload.api.pagination import Page, binding_of, read_limit, seal, unseal
from caseload.core.actor import Actor

type Moment = date | datetime


def stream_page(
    fetch: Callable[[int, Any], Iterable[Any]],
    *,
    position: Callable[[Any], tuple[Moment, UUID]],
    by: Actor,
    path: str,
    parameters: dict[str, str],
) -> Page:
    """One page of what ``fetch(limit, after)`` reads; ``position`` says where a row stands."""
    limit = read_limit(parameters)
    filters = {name: value for name, value in parameters.items() if name != "cursor"}
    binding = binding_of(by, path, filters)
    cursor = parameters.get("cursor")
    after = _read(unseal(binding, cursor)[1]) if cursor else None
    rows = list(fetch(limit + 1, after))
    if len(rows) <= limit:
        return Page(rows, None, None)
    rows = rows[:limit]
    moment, row_id = position(rows[-1])
    sealed = seal(binding, "next", [moment.isoformat(), str(row_id)])
    return Page(rows, f"{path}?{urlencode({**filters, 'cursor': sealed})}", None)


def _read(values: list[str]) -> tuple[Moment, UUID]:
    text, row_id = values
    # We sealed it, so it is one of the two.
    moment = parse_datetime(text) if "T" in text else parse_date(text)
    return cast("Moment", moment), UUID(row_id)
