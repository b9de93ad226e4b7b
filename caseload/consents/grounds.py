"""The grounds on which something is told without agreement, and what each demands (features.md 3.3)."""

from collections.abc import Mapping
from typing import Final

NEEDS_INFORMATION_GOVERNANCE: Final = frozenset({"court_order", "public_task_request"})
IMMEDIATE: Final = frozenset({"vital_interests"})
GROUND_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "safeguarding_child": ("concern", "agreement_not_sought_because", "family_told"),
    "safeguarding_adult": ("concern", "agreement_not_sought_because", "family_told"),
    "vital_interests": ("danger", "danger_at"),
    "crime_prevention": ("concern", "agreement_not_sought_because"),
    "court_order": ("order_reference", "requester"),
    "public_task_request": ("requester", "power", "request_scope"),
    "mandatory_report": ("concern", "duty"),
    "regulator": ("requester", "power"),
}
"""The fields that each ground demands. A ground that is not here is no ground to choose."""

GROUNDS: Final = frozenset(GROUND_NEEDS)
