"""Base of what partners' programs ask (api.md §1.1, §5): under ``/partner/``, and nowhere else.

A program never gets the staff's answer less something: its shapes are its own, its rows are those
that row security leaves to its agency, and it only ever adds. What follows from what it sent is
the desk's doing (``acting.at_the_desk``).
"""

import re
from typing import Any, ClassVar

from caseload.access.permissions import Permission
from caseload.access.roles import PARTNER_SCOPES
from caseload.api.authentication import SignIn
from caseload.api.views import Answered, CaseloadViewSet
from caseload.core.actor import Actor
from caseload.core.errors import MalformedRequest

_ON_BEHALF = re.compile(
    r'id="(?P<id>[\x21\x23-\x7e]{1,60})", name="(?P<name>[^"\x00-\x1f]{1,120})"'
    r', role="(?P<role>[a-z0-9_]{1,40})"'
)


class PartnerViewSet(CaseloadViewSet):
    """One resource of the partners' surface; staff are refused here as partners are elsewhere."""

    for_partners: ClassVar[frozenset[bool]] = frozenset({True})
    rate_bucket: ClassVar[str] = "partner"
    order: ClassVar[str] = "received_at"

    def program(self, sign_in: SignIn) -> Actor:
        actor = super().program(sign_in)
        self.asserted = asserted(self.request.headers.get("Caseload-On-Behalf-Of"))
        return actor

    def answer(self, data: Any, **how: Any) -> Answered:
        response = super().answer(data, **how)
        if self.reads_personal_data:
            response["Caseload-Handling"] = "official-sensitive; onward=no"
        return response


def asserted(header: str | None) -> dict[str, str] | None:
    """For whom a program says that it asks. Asserted, never verified; the agency is the token's.

    Raises:
        MalformedRequest: it is there and cannot be read.
    """
    if header is None:
        return None
    found = _ON_BEHALF.fullmatch(header.strip())
    if found is None:
        raise MalformedRequest(
            'Caseload-On-Behalf-Of reads id="…", name="…", role="…", in this order.'
        )
    return found.groupdict()


def scopes_that_give(permission: Permission) -> list[str]:
    """The scopes of a token that give this right, for the description of the interface."""
    return sorted(scope for scope, held in PARTNER_SCOPES.items() if permission in held)
