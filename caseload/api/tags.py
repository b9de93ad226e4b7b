"""Which version of a row somebody saw: ETags, If-Match and ``version`` in a body (api.md §1.4)."""

import re
from typing import Any, cast

from caseload.core.errors import PreconditionRequired, StaleVersion, ValidationFailed

_TAG = re.compile(r'(?:W/)?"([1-9][0-9]{0,8})(?:-([0-9a-f]{8}))?"')
_LARGEST = 2**31 - 1


def etag(row: Any) -> str:
    """A strong tag: the version and the beginning of the id."""
    return tag_of(row.version, row.pk)


def tag_of(version: int, pk: Any) -> str:
    return f'"{version}-{str(pk)[:8]}"'


def seen_version(tag: str | None, stated: Any, *, row: Any) -> int:
    """The version the caller saw, by ``If-Match`` or by the body; both must agree.

    A proxy that compresses makes a strong tag weak, so ``W/"3-…"`` is compared by its value.

    Raises:
        PreconditionRequired: neither was sent.
        ValidationFailed: the body's version is not a whole number.
        StaleVersion: they disagree, or the tag is of another object.
    """
    if tag is None and stated is None:
        raise PreconditionRequired
    if stated is not None and (
        not isinstance(stated, int) or isinstance(stated, bool) or not 1 <= stated <= _LARGEST
    ):
        raise ValidationFailed.at("/version", "invalid", "A version is a whole number from 1.")
    if tag is None:
        return cast(int, stated)
    parts = _TAG.fullmatch(tag.strip())
    if parts is None or (parts[2] and row is not None and parts[2] != str(row.pk)[:8]):
        raise StaleVersion
    version = int(parts[1])
    if stated is not None and version != stated:
        raise StaleVersion
    return version
