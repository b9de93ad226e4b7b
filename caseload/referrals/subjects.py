"""What of a referral the gate is asked about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from caseload.consents.gate import Recipient


@dataclass(frozen=True, slots=True)
class OfIntake:
    """How an intake stands: on the consents of the case it became, or on what the person answered."""

    intake_id: UUID

    def facts(self, recipient: Recipient) -> Mapping[str, Any] | None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT acl.intake_facts(%s::uuid)", [self.intake_id])
            found = cursor.fetchone()[0]
        return json.loads(found) if isinstance(found, str) else found
