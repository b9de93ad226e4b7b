"""Keyset pages with sealed cursors: no totals, no offsets, nothing readable in a link.

The toolkit's CursorPagination puts the ordering value into the link in clear and uses offsets on
ties (api.md §1.3). A cursor here is encrypted, and bound to principal, route and filters.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from caseload.core.actor import Actor
from caseload.core.errors import MalformedRequest, UnknownParameter

DEFAULT_LIMIT = 50
MOST = 200
_WHOLE = re.compile("[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page and the links around it."""

    rows: list[Any]
    next: str | None
    previous: str | None


def _box() -> Fernet:
    key = hashlib.sha256(b"caseload cursor\n" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(binding: str, direction: str, values: Sequence[str]) -> str:
    content = json.dumps([binding, direction, list(values)], separators=(",", ":"))
    return _box().encrypt(content.encode()).decode()


def unseal(binding: str, cursor: str) -> tuple[str, list[str]]:
    """Where a cursor says the page begins.

    Raises:
        MalformedRequest: not a cursor of this caller for this list with these filters.
    """
    try:
        bound_to, direction, values = json.loads(_box().decrypt(cursor.encode()))
    except (InvalidToken, ValueError) as error:
        raise MalformedRequest(
            "This cursor does not belong here. Start from the first page."
        ) from error
    if bound_to != binding:
        raise MalformedRequest("This cursor does not belong here. Start from the first page.")
    return direction, values


def read_limit(parameters: dict[str, str]) -> int:
    text = parameters.get("limit")
    if text is None:
        return DEFAULT_LIMIT
    if not _WHOLE.fullmatch(text) or not 1 <= int(text) <= MOST:
        raise UnknownParameter(f"limit is a whole number from 1 to {MOST}.", pointer="/limit")
    return int(text)


def binding_of(by: Actor, path: str, filters: dict[str, Any]) -> str:
    text = json.dumps([str(by.user_id), path, filters], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def page(
    rows: QuerySet[Any], *, by: Actor, path: str, parameters: dict[str, str], order: str
) -> Page:
    """One page of ``rows``, newest first by ``order`` (a timestamp column) and then by id."""
    limit = read_limit(parameters)
    filters = {k: v for k, v in parameters.items() if k not in {"cursor"}}
    binding = binding_of(by, path, filters)
    backwards = False
    cursor = parameters.get("cursor")
    if cursor:
        direction, (moment, row_id) = unseal(binding, cursor)
        backwards = direction == "previous"
        compare = "gt" if backwards else "lt"
        at = parse_datetime(moment)
        rows = rows.filter(
            Q(**{f"{order}__{compare}": at}) | Q(**{order: at, f"pk__{compare}": row_id})
        )
    ordering = (order, "pk") if backwards else (f"-{order}", "-pk")
    found = list(rows.order_by(*ordering)[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()

    def link(direction: str, row: Any) -> str:
        sealed = seal(binding, direction, [getattr(row, order).isoformat(), str(row.pk)])
        return f"{path}?{urlencode({**filters, 'cursor': sealed})}"

    has_next = bool(found) and (more or backwards)
    has_previous = bool(found) and ((cursor is not None and not backwards) or (backwards and more))
    return Page(
        found,
        link("next", found[-1]) if has_next else None,
        link("previous", found[0]) if has_previous else None,
    )
