"""Who an intake names, how they may be reached, what was tried, and what was written to and fro."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.row_security import holds, holds_any
from caseload.accounts.models import Organisation, User
from caseload.audit.records import TrackedModel
from caseload.clients.models import Case
from caseload.clients.models.safe_contact import RouteKind
from caseload.core.actor import Actor
from caseload.core.choices import CodeField, SensitiveText
from caseload.core.kinds import Kind
from caseload.referrals.fences import (
    MINE,
    THEIR_OWN_WORDS,
    part_of_intake,
    words_visible_to,
)
from caseload.referrals.models.intake import Intake
from caseload.referrals.models.intake_face import IntakeFace


def _added_by_my_program(*permissions: Permission) -> str:
    return f"{MINE} AND recorded_by_id = (SELECT ctx.who()) AND {holds_any(permissions)}"


class PartQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Parts of the intakes that ``by`` sees."""
        return scope.queue_visible_to(self, by, intake="intake_id")


class MessageQuerySet(PartQuerySet):
    def visible_to(self, by: Actor) -> Self:
        """For whoever triages; and for the agency's program, on its own intakes."""
        if by.is_partner:
            mine = IntakeFace.objects.visible_to(by)
            return words_visible_to(self.filter(intake_id__in=mine.values("intake_id")), by)
        return super().visible_to(by)


class IntakePart(TrackedModel):
    """Base of what hangs on an intake."""

    table_kind = Kind.QUEUE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects: ClassVar = PartQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        abstract = True
        base_manager_name = "objects"


class IntakePerson(IntakePart):
    """Somebody named by the referrer: whom to support, or who else is there.

    The person under investigation is a relation and a label; a name is the referrer's choice.
    """

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("given_names", "family_name", "known_as", "born_on", "postcode", "told_by"), "client"
    )
    forgotten: ClassVar[tuple[str, ...]] = (*personal, "born_precision", "language")

    role = CodeField("person_role", default="client")
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_precision = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=60, blank=True)
    told_by = models.CharField(max_length=120, blank=True)
    is_to_be_supported = models.BooleanField(default=True)
    accepted_case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")

    former_names: tuple[str, ...] = ()

    class Meta(IntakePart.Meta):
        constraints: ClassVar = part_of_intake(
            "intakeperson", partner={"add": _added_by_my_program(Permission.SUBMIT_INTAKE)}
        )
        indexes: ClassVar = [
            models.Index(fields=["intake", "recorded_at"], name="person_of_intake"),
            models.Index(fields=["accepted_case"], name="person_accepted"),
        ]

    def birthday(self) -> date | None:
        """For matching: a year alone is no birthday."""
        return self.born_on if self.born_precision in {"", "day"} else None


class IntakeRoute(IntakePart):
    """One way to reach somebody, with what was said about every use of it, before there is a case."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("value", "label", "conditions", "ask_for", "shared_with", "told_by"), "client"
    )
    forgotten: ClassVar[tuple[str, ...]] = (*personal, "safe_hours", "referrer_window")

    person = models.ForeignKey(IntakePerson, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=RouteKind)
    label = models.CharField(max_length=80, blank=True)
    value = SensitiveText(blank=True)
    call = CodeField("safe_contact_permission", default="not_asked")
    voicemail = CodeField("safe_contact_permission", default="not_asked")
    text = CodeField("safe_contact_permission", default="not_asked")
    email = CodeField("safe_contact_permission", default="not_asked")
    letter = CodeField("safe_contact_permission", default="not_asked")
    app = CodeField("safe_contact_permission", default="not_asked")
    meeting = CodeField("safe_contact_permission", default="not_asked")
    conditions = SensitiveText(blank=True)
    safe_hours = models.JSONField(default=list, blank=True)
    referrer_window = models.JSONField(null=True, blank=True)
    ask_for = models.CharField(max_length=80, blank=True)
    shared_with = models.CharField(max_length=200, blank=True)
    device_status = CodeField("device_status", default="not_seized")
    suspended_reason = CodeField("safe_contact_suspension_reason", blank=True)
    told_by = models.CharField(max_length=120, blank=True)

    class Meta(IntakePart.Meta):
        constraints: ClassVar = part_of_intake(
            "intakeroute",
            fixed=("person_id", "kind", "value?"),
            partner={
                "add": _added_by_my_program(Permission.SUBMIT_INTAKE, Permission.AMEND_OWN_INTAKE)
            },
        )
        indexes: ClassVar = [
            models.Index(fields=["intake", "recorded_at"], name="route_of_intake"),
        ]


class IntakeAttempt(IntakePart):
    """One attempt to reach somebody before they are accepted; a contact of the case afterwards."""

    personal: ClassVar[dict[str, str]] = {"headline": "client", "detail": "client"}
    forgotten: ClassVar[tuple[str, ...]] = (*personal,)

    person = models.ForeignKey(IntakePerson, on_delete=models.PROTECT, related_name="+")
    route = models.ForeignKey(IntakeRoute, null=True, on_delete=models.PROTECT, related_name="+")
    channel = CodeField("contact_channel")
    direction = CodeField("contact_direction", default="outbound")
    outcome = CodeField("contact_outcome")
    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=0)
    headline = models.CharField(max_length=120, blank=True)
    detail = SensitiveText(blank=True)

    class Meta(IntakePart.Meta):
        constraints: ClassVar = [
            *part_of_intake(
                "intakeattempt",
                fixed=("person_id", "route_id", "channel", "outcome", "happened_at"),
            ),
            models.CheckConstraint(
                name="outbound_attempt_names_its_route",
                condition=~Q(direction="outbound")
                | Q(route__isnull=False)
                | Q(outcome="attempt_suppressed_unsafe"),
                violation_error_message="An outbound attempt names the route it used.",
                violation_error_code="route_required",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["intake", "happened_at"], name="attempt_of_intake"),
        ]


class Direction(models.TextChoices):
    """Seen from the charity."""

    IN = "in", "From the agency"
    OUT = "out", "To the agency"


class IntakeMessage(IntakePart):
    """Words between the charity and the agency that referred; kept as sent, never edited.

    What goes out is a question or an arrangement, never anything learned in a case: there is no
    case to learn it in. The row itself is the ledger's line: what, to whom, by whom, when.
    """

    personal: ClassVar[dict[str, str]] = {"body": "client", "on_behalf": "worker"}
    forgotten: ClassVar[tuple[str, ...]] = (*personal,)

    direction = models.CharField(max_length=5, choices=Direction)
    body = SensitiveText()
    on_behalf = models.CharField(max_length=300, blank=True)

    objects: ClassVar = MessageQuerySet.as_manager()

    class Meta(IntakePart.Meta):
        constraints: ClassVar = part_of_intake(
            "intakemessage",
            fixed=("direction", "body?", "on_behalf?"),
            partner={
                "read": f"{MINE} AND ({THEIR_OWN_WORDS} OR {holds(Permission.READ_OWN_MESSAGES)})",
                "add": _added_by_my_program(
                    Permission.AMEND_OWN_INTAKE, Permission.WRITE_OWN_MESSAGES
                )
                + " AND direction = 'in'",
            },
            changed=False,
        )
        indexes: ClassVar = [
            models.Index(fields=["intake", "-recorded_at", "-id"], name="message_of_intake"),
        ]
