"""Base of what partners' programs ask (api.md §1.1, §5): under ``/partner/``, and nowhere else.

A program never gets the staff's answer less something: its shapes are its own, its rows are those
that row security leaves to its agency, and it only ever adds. What follows from what it sent is
the desk's doing (``acting.at_the_desk``).
"""

import json
import re
from dataclasses import replace
from typing import Any, ClassVar

from caseload.access.permissions import Permission
from caseload.access.roles import PARTNER_SCOPES
from caseload.api.views import Answered, CaseloadViewSet
from caseload.core.errors import MalformedRequest

_ON_BEHALF = re.compile(
    r'id="(?P<id>[\x20\x21\x23-\x5b\x5d-\x7e]{1,60})", name="(?P<name>[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{1,120})"'
    r', role="(?P<role>[a-z0-9_]{1,40})"'
)


class PartnerViewSet(CaseloadViewSet):
    """One resource of the partners' surface; staff are refused here as partners are elsewhere."""

    for_partners: ClassVar[frozenset[bool]] = frozenset({True})
    order: ClassVar[str] = "received_at"
    asserted: dict[str, str] | None = None
    """For whom the program says that it asks; nobody has checked it."""

    def _check_route(self, request: Any) -> None:
        super()._check_route(request)
        self.asserted = asserted(request.headers.get("Caseload-On-Behalf-Of"))
        if self.asserted is not None:
            # The trail of this request keeps it: of its reads, and of what it writes.
            self.actor = replace(self.actor, on_behalf=one_line(self.asserted))

    def demand_person(self) -> dict[str, str]:
        """Somebody at the agency must be named here; called by a handler whose rule says so.

        The header is optional elsewhere: api.md §1.10 requires it of systems that act for a
        person, and only the agency knows whether a person or a schedule pressed the button.

        Raises:
            MalformedRequest: nobody is named.
        """
        if self.asserted is None:
            raise MalformedRequest("Caseload-On-Behalf-Of says for whom at your agency you ask.")
        return self.asserted

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
    found = _ON_BEHALF.fullmatch(_as_written(header.strip()))
    if found is None:
        raise MalformedRequest(
            'Caseload-On-Behalf-Of reads id="…", name="…", role="…", in this order.'
        )
    return found.groupdict()


def one_line(told: dict[str, str]) -> str:
    """As the trail keeps it: one canonical line that says that nobody checked it."""
    return json.dumps({"asserted": told}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _as_written(header: str) -> str:
    """Servers pass headers on as Latin-1; names are sent in UTF-8."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def scopes_that_give(permission: Permission) -> list[str]:
    """The scopes of a token that give this right, for the description of the interface."""
    return sorted(scope for scope, held in PARTNER_SCOPES.items() if permission in held)
