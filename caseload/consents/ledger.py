"""Writing down what left: the ledger's row, the copy as it was sent, the line the agency sees.

Part of whatever discloses; the service above has asked for its own permission, and asked the gate.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.models import Case
from caseload.consents.models import (
    AccessEnd,
    DisclosedCopy,
    Disclosure,
    DisclosureNotice,
    NoticeStatus,
)
from caseload.consents.rules import Recipient, Verdict
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import ValidationFailed

ACKNOWLEDGE_WITHIN: Final = timedelta(days=5)
"""How long an agency has to say that it has stopped using what was called back."""


def content_hash(content: Any) -> str:
    """SHA-256 of the canonical form, so that preview, copy and receipt can be compared."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def demand_ahead(expires_at: datetime | None) -> None:
    """What may be read until a moment that is over would be told to nobody.

    Raises:
        ValidationFailed: the end lies in the past.
    """
    if expires_at is not None and expires_at <= clock.now():
        raise ValidationFailed.at(
            "/expires_at", "in_the_past", "This end is over already. Choose a later one, or none."
        )


@operation("disclosure.made", needs=Permission.DISCLOSE, on="case")
def disclose(
    *,
    by: Actor,
    case: Case,
    recipient: Recipient,
    purpose: str,
    categories: Iterable[str],
    verdict: Verdict,
    channel: str,
    content: Any,
    source_kind: str = "",
    source_id: UUID | None = None,
    expires_at: datetime | None = None,
) -> Disclosure:
    """Write down that something is told to somebody outside, with the copy of it as it is sent."""
    if not verdict.allowed:
        raise TypeError("Ask the gate first: nothing is disclosed on a verdict that says no.")
    now = clock.now()
    demand_ahead(expires_at)
    made = Disclosure(
        case=case,
        recipient_agency_id=recipient.agency_id,
        recipient_name=recipient.name,
        recipient_kind=recipient.kind,
        purpose=purpose,
        categories=sorted(categories),
        ground=verdict.ground,
        consent_id=verdict.consent_id,
        lawful_basis_id=verdict.lawful_basis_id,
        channel=channel,
        source_kind=source_kind,
        source_id=source_id,
        content_hash=content_hash(content),
        disclosed_at=now,
        expires_at=expires_at,
    ).record(by=by)
    DisclosedCopy(organisation_id=made.organisation_id, disclosure=made, content=content).insert()
    if recipient.agency_id is not None:
        DisclosureNotice(
            organisation_id=made.organisation_id,
            agency_id=recipient.agency_id,
            disclosure=made,
            source_kind=source_kind,
            source_id=source_id,
            disclosed_at=now,
        ).insert()
    return made


@operation("disclosure.ended", needs=Permission.DISCLOSE, on="disclosure")
def end_access(
    *, by: Actor, disclosure: Disclosure, reason: AccessEnd, note: str = ""
) -> Disclosure:
    """The recipient may not read it any more, from this moment; the line of the ledger stays."""
    if disclosure.access_ended_at is not None:
        return disclosure
    now = clock.now()
    changes: dict[str, Any] = {
        "access_ended_at": now,
        "access_ended_reason": reason,
        "end_note": note,
    }
    if reason is AccessEnd.RECALLED:
        changes |= {"recalled_at": now, "recalled_by_id": by.user_id}
    disclosure.amend(by=by, seen=None, reason=str(reason.label), **changes)
    notice = DisclosureNotice.objects.visible_to(by).filter(disclosure=disclosure).first()
    if notice is not None:
        notice.change(
            seen=None,
            reason=str(reason.label),
            status=NoticeStatus.RECALLED if reason is AccessEnd.RECALLED else NoticeStatus.ENDED,
            ended_at=now,
            acknowledge_by=now + ACKNOWLEDGE_WITHIN,
        )
    return disclosure
