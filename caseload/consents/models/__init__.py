"""One model a file; import them from here."""

from caseload.consents.models.basis import LawfulBasis
from caseload.consents.models.consent import Answer, Consent
from caseload.consents.models.disclosure import (
    AccessEnd,
    DisclosedCopy,
    Disclosure,
    DisclosureNotice,
    DisclosureReceipt,
    NoticeStatus,
)

__all__ = [
    "AccessEnd",
    "Answer",
    "Consent",
    "DisclosedCopy",
    "Disclosure",
    "DisclosureNotice",
    "DisclosureReceipt",
    "LawfulBasis",
    "NoticeStatus",
]
