"""The events that partners are told of, version 1 (api.md §7): a closed list, and thin on purpose.

An event says that something of the agency's own changed, and where to read it. No type says
``accepted``, ``allocated`` or anything of a case: that would tell what consent may not allow.
"""

from typing import Final

from django.db.models import TextChoices


class EventObject(TextChoices):
    """What an event is about; its id is one that the agency may know."""

    INTAKE = "intake", "Its referral to us"
    REFERRAL = "referral", "Our referral to it"
    DISCLOSURE = "disclosure", "Something that we told it"
    ENDPOINT = "endpoint", "Where we deliver to"


class EventOp(TextChoices):
    """Read it again, or stop using it."""

    UPDATE = "update", "Read it again"
    DELETE = "delete", "It is yours no longer"


class EventType(TextChoices):
    INTAKE_STATUS_CHANGED = "intake.status_changed", "What may be told about it changed"
    INTAKE_INFORMATION_REQUESTED = "intake.information_requested", "We asked something"
    INTAKE_MESSAGE_CREATED = "intake.message_created", "We wrote a message"
    REFERRAL_SENT = "referral.sent", "We sent a referral"
    REFERRAL_WITHDRAWN = "referral.withdrawn", "We took a referral back"
    REFERRAL_MESSAGE_CREATED = "referral.message_created", "We wrote a message"
    DISCLOSURE_CREATED = "disclosure.created", "We told something"
    DISCLOSURE_RECALLED = "disclosure.recalled", "Stop using what we told"
    CONSENT_WITHDRAWN = "consent.withdrawn", "The person withdrew; stop using it"
    ENDPOINT_TEST = "endpoint.test", "A test, or the question whether it is yours"
    ENDPOINT_DISABLED = "endpoint.disabled", "We deliver there no longer"


OBJECT_OF: Final[dict[str, EventObject]] = {
    EventType.INTAKE_STATUS_CHANGED: EventObject.INTAKE,
    EventType.INTAKE_INFORMATION_REQUESTED: EventObject.INTAKE,
    EventType.INTAKE_MESSAGE_CREATED: EventObject.INTAKE,
    EventType.REFERRAL_SENT: EventObject.REFERRAL,
    EventType.REFERRAL_WITHDRAWN: EventObject.REFERRAL,
    EventType.REFERRAL_MESSAGE_CREATED: EventObject.REFERRAL,
    EventType.DISCLOSURE_CREATED: EventObject.DISCLOSURE,
    EventType.DISCLOSURE_RECALLED: EventObject.DISCLOSURE,
    EventType.CONSENT_WITHDRAWN: EventObject.DISCLOSURE,
    EventType.ENDPOINT_TEST: EventObject.ENDPOINT,
    EventType.ENDPOINT_DISABLED: EventObject.ENDPOINT,
}

TOMBSTONES: Final = frozenset(
    {
        EventType.REFERRAL_WITHDRAWN,
        EventType.DISCLOSURE_RECALLED,
        EventType.CONSENT_WITHDRAWN,
    }
)
"""An agency that is suspended, or whose agreement ended, is told these and nothing else."""

ADDRESS_OF: Final[dict[str, str]] = {
    EventObject.INTAKE: "/api/v1/partner/intakes/",
    EventObject.REFERRAL: "/api/v1/partner/referrals/",
    EventObject.DISCLOSURE: "/api/v1/partner/disclosures/",
    EventObject.ENDPOINT: "/api/v1/partner/webhook-endpoints/",
}

KEPT_DAYS: Final = 90
