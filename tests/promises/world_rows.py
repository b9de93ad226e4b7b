"""The rows of a world, and the values that chance picks from."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Model

from caseload.access.roles import GRANTED_BY_ALLOCATION, GRANTED_TO_TEAM, AllocationKind, Role
from tests.support.standard import MORNING as NOW

AGO, AHEAD, TICK = NOW - timedelta(days=30), NOW + timedelta(days=30), timedelta(milliseconds=1)
ENDS = (None, None, AHEAD, NOW + TICK, NOW, NOW - TICK)
STRANDS = ("adult_family_1to1", "kinship", "suspect_support", "child_young_person")
SIDES = ("relatives", "investigated", "opposed_1", "child_1")
SENSITIVITIES = (
    "standard",
    "standard",
    "third_party_confidential",
    "restricted",
    "highly_restricted",
    "legally_restricted",
)
HOLDINGS: tuple[tuple[Role, ...], ...] = (
    *((role,) for role in Role),
    (Role.SUPPORT_WORKER,),
    (Role.SUPPORT_WORKER,),
    (Role.TEAM_MANAGER,),
    (Role.SERVICE_MANAGER,),
    (Role.SAFEGUARDING_LEAD,),
    (),
    (Role.SUPPORT_WORKER, Role.TEAM_MANAGER),
    (Role.SUPPORT_WORKER, Role.DUTY_WORKER),
    (Role.SERVICE_MANAGER, Role.TEAM_MANAGER),
    (Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD),
    (Role.DATA_PROTECTION_LEAD, Role.SUPPORT_WORKER),
    (Role.ADMINISTRATOR,),
)
CASE_SET = {kind.value: {p.codename for p in held} for kind, held in GRANTED_BY_ALLOCATION.items()}
CASE_SET["rights_request"] = {"view_case", "view_history"}
TEAM_SET = {permission.codename for permission in GRANTED_TO_TEAM}
SOURCE = {
    "lead": "allocation",
    "co_worker": "allocation",
    "cover": "cover",
    "supervisor": "supervision",
}
PARTS = (*(str(kind) for kind in AllocationKind), "rights_request")


@dataclass
class Rows:
    """One world: rows to plant, and where people stand (a table of row security's own)."""

    all: list[Model] = field(default_factory=list)
    standings: list[tuple[uuid.UUID, uuid.UUID, str]] = field(default_factory=list)

    def of[Kind: Model](self, model: type[Kind]) -> list[Kind]:
        return [row for row in self.all if isinstance(row, model)]

    def add[Kind: Model](self, row: Kind) -> Kind:
        self.all.append(row)
        return row
