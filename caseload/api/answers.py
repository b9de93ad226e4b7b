"""What an answer holds: plain values, the cases they name, and how often one may ask."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caseload.access.rates import Allowance

_TOO_MANY = 429


def plain(data: Any) -> Any:
    """Serializer output as plain JSON values, evaluated now, inside the transaction."""
    if isinstance(data, Mapping):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(value) for value in data]
    return data


def case_ids_in(data: Any) -> set[uuid.UUID]:
    """Every case that a body names, found under ``…case_id`` and ``…case_ids``."""
    found: set[uuid.UUID] = set()
    if isinstance(data, dict):
        for key, value in data.items():
            if str(key).endswith("case_id") and value is not None:
                found.add(uuid.UUID(str(value)))
            elif str(key).endswith("case_ids"):
                found.update(uuid.UUID(str(item)) for item in value)
            else:
                found |= case_ids_in(value)
    elif isinstance(data, list):
        for item in data:
            found |= case_ids_in(item)
    return found


def rate_headers(allowances: Sequence[Allowance], status: int) -> Iterator[tuple[str, str]]:
    """``RateLimit-Policy`` and ``RateLimit`` (draft-ietf-httpapi-ratelimit-headers)."""
    if not allowances:
        return
    yield "RateLimit-Policy", ", ".join(f'"{a.name}";q={a.quota};w={a.seconds}' for a in allowances)
    if status < 400 or status == _TOO_MANY:  # noqa: PLR2004 - successes, and what it is about
        yield "RateLimit", ", ".join(f'"{a.name}";r={a.left};t={a.ends_in}' for a in allowances)
