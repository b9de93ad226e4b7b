"""What an answer holds: plain values, and the cases they name."""

import uuid
from collections.abc import Mapping
from typing import Any


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
