"""What a contact looks like on the wire, coming in and going out."""

import uuid
from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from caseload.api.fields import CodeField
from caseload.api.records import RecordOut, TogetherOut
from caseload.contacts import selectors
from caseload.contacts.counting import reached_client
from caseload.contacts.entries import LONGEST_DETAIL, MARK_KINDS, PRESENT, SPOKEN_ABOUT
from caseload.contacts.models import Contact
from caseload.contacts.rules import LONGEST_HEADLINE, LONGEST_MINUTES, is_late

ABOUT_RISK = frozenset({"crisis_response", "safety_planning"})
"""Purposes whose note is due the same day (BR-61)."""

_MANY = 50


class ParticipantIn(serializers.Serializer):
    """Who else was there, or was spoken about: told in this case, or by role or name."""

    relationship_id = serializers.UUIDField(required=False, allow_null=True)
    role = serializers.CharField(required=False, allow_blank=True, max_length=60)
    name = serializers.CharField(required=False, allow_blank=True, max_length=120)
    presence = serializers.ChoiceField(choices=[PRESENT, SPOKEN_ABOUT])


class MarkIn(serializers.Serializer):
    """What a stretch of the words is (BR-63)."""

    field = serializers.ChoiceField(choices=["headline", "detail"], default="detail")
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)
    kind = serializers.ChoiceField(choices=MARK_KINDS)
    source = serializers.CharField(required=False, allow_blank=True, max_length=200)  # type: ignore[assignment] # a member of this name


class NextStepIn(serializers.Serializer):
    """What has to happen next; becomes a task."""

    title = serializers.CharField(max_length=200)
    due_on = serializers.DateField()
    owner_id = serializers.UUIDField(required=False, allow_null=True)


class ContactWordsIn(serializers.Serializer):
    """What a worker writes of one client."""

    minutes = serializers.IntegerField(min_value=0, max_value=LONGEST_MINUTES, default=0)
    headline = serializers.CharField(allow_blank=True, max_length=LONGEST_HEADLINE, default="")
    detail = serializers.CharField(allow_blank=True, max_length=LONGEST_DETAIL, default="")
    source = serializers.CharField(allow_blank=True, max_length=200, default="")  # type: ignore[assignment] # a member of this name
    marks = MarkIn(many=True, required=False, max_length=_MANY)  # type: ignore[call-arg] # unknown to the stubs
    participants = ParticipantIn(many=True, required=False, max_length=_MANY)  # type: ignore[call-arg] # unknown to the stubs
    safe_contact_route_id = serializers.UUIDField(required=False, allow_null=True)
    sensitivity = CodeField("record_sensitivity", required=False)
    next_step = NextStepIn(required=False, allow_null=True)
    completes_tasks = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=_MANY
    )


class SharedIn(serializers.Serializer):
    """Time and channel: what a joint session has in common."""

    channel = CodeField("contact_channel")
    direction = CodeField("contact_direction")
    happened_at = serializers.DateTimeField()


class EntryIn(ContactWordsIn, SharedIn):
    """One contact or attempt with one client."""

    outcome = CodeField("contact_outcome")
    purposes = serializers.ListField(
        child=CodeField("contact_purpose"), allow_empty=False, max_length=_MANY
    )


class ContactIn(EntryIn):
    """What a worker writes down. ``key`` is made by the form and consumes its draft."""

    key = serializers.UUIDField(required=False)


class ContactIncidentIn(EntryIn):
    """A contact that has already happened on a route that was not safe."""

    incident_note = serializers.CharField(max_length=200)


class JointEntryIn(ContactWordsIn):
    """One case of a joint session, with its own words."""

    case_id = serializers.UUIDField()
    outcome = CodeField("contact_outcome")
    purposes = serializers.ListField(
        child=CodeField("contact_purpose"), allow_empty=False, max_length=_MANY
    )


class JointContactIn(SharedIn):
    """One session with several clients: shared time and channel, own words on each case."""

    entries = JointEntryIn(many=True, allow_empty=False, max_length=_MANY)  # type: ignore[call-arg] # unknown to the stubs


class ContactChangesIn(serializers.Serializer):
    """What a correction changes."""

    channel = CodeField("contact_channel", required=False)
    direction = CodeField("contact_direction", required=False)
    outcome = CodeField("contact_outcome", required=False)
    purposes = serializers.ListField(
        child=CodeField("contact_purpose"), allow_empty=False, max_length=_MANY, required=False
    )
    happened_at = serializers.DateTimeField(required=False)
    minutes = serializers.IntegerField(min_value=0, max_value=LONGEST_MINUTES, required=False)
    headline = serializers.CharField(allow_blank=True, max_length=LONGEST_HEADLINE, required=False)
    detail = serializers.CharField(allow_blank=True, max_length=LONGEST_DETAIL, required=False)
    source = serializers.CharField(allow_blank=True, max_length=200, required=False)  # type: ignore[assignment] # a member of this name
    marks = MarkIn(many=True, required=False, max_length=_MANY)  # type: ignore[call-arg] # unknown to the stubs
    participants = ParticipantIn(many=True, required=False, max_length=_MANY)  # type: ignore[call-arg] # unknown to the stubs
    safe_contact_route_id = serializers.UUIDField(required=False, allow_null=True)
    sensitivity = CodeField("record_sensitivity", required=False)


class AmendmentIn(serializers.Serializer):
    """A correction and why; the earlier words stay in the history."""

    changes = ContactChangesIn()
    reason = serializers.CharField(max_length=500)


class StrikeOutIn(serializers.Serializer):
    """Why an entry is taken out of sight."""

    reason_code = serializers.ChoiceField(choices=["wrong_person", "duplicate", "entered_in_error"])
    note = serializers.CharField(allow_blank=True, max_length=200, default="")


class ParticipantOut(serializers.Serializer):
    """Who else was there, or was spoken about."""

    relationship_id = serializers.UUIDField(allow_null=True)
    role = serializers.CharField()
    name = serializers.CharField()
    presence = serializers.CharField()


class MarkOut(serializers.Serializer):
    """What a stretch of the words is."""

    field = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    kind = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment] # a member of this name


class ContactOut(TogetherOut, RecordOut):
    """A contact as it stands now. The words of a struck-out entry are not shown."""

    channel = CodeField("contact_channel")
    direction = CodeField("contact_direction")
    outcome = CodeField("contact_outcome")
    purposes = serializers.ListField(child=CodeField("contact_purpose"))
    happened_at = serializers.DateTimeField()
    minutes = serializers.IntegerField()
    headline = serializers.CharField()
    detail = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment] # a member of this name
    marks = MarkOut(many=True)
    participants = ParticipantOut(many=True)
    safe_contact_route_id = serializers.SerializerMethodField()
    next_step_id = serializers.SerializerMethodField()
    joint_contact_ids = serializers.SerializerMethodField(
        help_text="Other contacts of the same session that you may see."
    )
    reached_client = serializers.SerializerMethodField()
    is_late = serializers.SerializerMethodField(help_text="Recorded later than it should be.")
    is_amended = serializers.SerializerMethodField()
    is_incident = serializers.BooleanField()
    incident_note = serializers.CharField()
    struck_out_at = serializers.DateTimeField(allow_null=True)
    struck_out_reason = serializers.CharField()
    struck_out_note = serializers.CharField()

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_safe_contact_route_id(self, row: Contact) -> str | None:
        return _seen(row, row.safe_contact_route_id, "route_kind")

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_next_step_id(self, row: Contact) -> str | None:
        return _seen(row, row.next_step_id, "step_state")

    @extend_schema_field({"type": "array", "items": {"type": "string", "format": "uuid"}})
    def get_joint_contact_ids(self, row: Contact) -> list[str]:
        if row.joint_id is None:
            return []
        others = self.once("joint", selectors.joint_contacts)
        return [str(pk) for pk in others.get(row.joint_id, ()) if pk != row.pk]

    def get_reached_client(self, row: Contact) -> bool:
        return reached_client(row)

    def get_is_late(self, row: Contact) -> bool:
        return is_late(
            row.happened_at,
            row.recorded_at,
            nation=row.case.uk_nation,
            is_about_risk=bool(ABOUT_RISK & set(row.purposes)),
        )

    def get_is_amended(self, row: Contact) -> bool:
        return row.version > 1

    def to_representation(self, row: Contact) -> dict[str, Any]:
        data = super().to_representation(row)
        if row.struck_out_at is not None:
            blank: dict[str, Any] = {"marks": [], "participants": []}
            words = ("headline", "detail", "source", "incident_note")
            return data | dict.fromkeys(words, "") | blank
        if any(each["relationship_id"] for each in data["participants"]):
            known = self.once("people", selectors.people_in_sight)
            for each in data["participants"]:
                if str(each["relationship_id"]) not in known:
                    each["relationship_id"] = None
        return data

    def rows(self) -> Iterable[Contact]:
        nested: Iterable[Contact] | None = self.context.get("contacts")
        return super().rows() if nested is None else nested


def _seen(row: Contact, reference: uuid.UUID | None, joined: str) -> str | None:
    """A reference to what is out of sight is null; whoever just wrote the row saw what it names."""
    if reference is None or getattr(row, joined, "written here") is None:
        return None
    return str(reference)
