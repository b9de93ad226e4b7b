"""What referrals in look like on the wire, for whoever triages."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from caseload.api.fields import CodeField
from caseload.clients.models.safe_contact import RouteKind
from caseload.referrals.intake_rules import clocks
from caseload.referrals.models import Direction, Door, Intake, IntakeState
from caseload.referrals.selectors.intakes import ages

PRECISIONS = [("day", "Day"), ("month", "Month"), ("year", "Year")]
TOLD_FAMILY = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
FEEDBACK_ANSWERS = [("given", "Given"), ("refused", "Refused"), ("not_asked", "Not asked")]
TYPED_DOORS = [(Door.PHONE, "Typed in by a worker"), (Door.INTERNAL, "Another strand of ours")]


class WayIn(serializers.Serializer):
    """One way to reach somebody, with what was said about each use of it; silence is ``not_asked``."""

    kind = serializers.ChoiceField(choices=RouteKind.choices)
    value = serializers.CharField(max_length=300, required=False, allow_blank=True)
    label = serializers.CharField(max_length=80, required=False, allow_blank=True)
    call = CodeField("safe_contact_permission", required=False)
    voicemail = CodeField("safe_contact_permission", required=False)
    text = CodeField("safe_contact_permission", required=False)
    email = CodeField("safe_contact_permission", required=False)
    letter = CodeField("safe_contact_permission", required=False)
    app = CodeField("safe_contact_permission", required=False)
    meeting = CodeField("safe_contact_permission", required=False)
    conditions = serializers.CharField(max_length=500, required=False, allow_blank=True)
    safe_hours = serializers.ListField(child=serializers.DictField(), required=False, max_length=21)
    referrer_window = serializers.DictField(required=False, allow_null=True)
    ask_for = serializers.CharField(max_length=80, required=False, allow_blank=True)
    shared_with = serializers.CharField(max_length=200, required=False, allow_blank=True)
    device_status = CodeField("device_status", required=False)
    told_by = serializers.CharField(max_length=120, required=False, allow_blank=True)


class SubjectIn(serializers.Serializer):
    """Whom the referral is about."""

    role = CodeField("person_role", required=False)
    given_names = serializers.CharField(max_length=120, required=False, allow_blank=True)
    family_name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    known_as = serializers.CharField(max_length=120, required=False, allow_blank=True)
    born_on = serializers.DateField(required=False, allow_null=True)
    born_precision = serializers.ChoiceField(
        choices=["day", "month", "year", "unknown"], required=False
    )
    postcode = serializers.CharField(max_length=10, required=False, allow_blank=True)
    language = serializers.CharField(max_length=60, required=False, allow_blank=True)
    told_by = serializers.CharField(max_length=120, required=False, allow_blank=True)


class OtherIn(SubjectIn):
    """Somebody else whom the referral names."""

    is_to_be_supported = serializers.BooleanField(required=False, default=True)
    contact_routes = WayIn(many=True, required=False, max_length=10)


class KnockIn(serializers.Serializer):
    """The day of the Knock, as exactly as it is known."""

    value = serializers.RegexField(r"^\d{4}(-\d{2}(-\d{2})?)?$")
    precision = serializers.ChoiceField(choices=PRECISIONS)


class ReferredIn(serializers.Serializer):
    """What every door asks: referrer, person, safe contact first of all, and what was agreed."""

    source = CodeField("referral_source", default="unknown")
    consent_model = CodeField("referral_consent_model", default="not_stated")
    urgency = CodeField("referral_urgency", default="standard")
    uk_nation = CodeField("uk_nation", default="england")
    strand = CodeField("service_strand", required=False, allow_blank=True)
    referrer_name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    referrer_role = serializers.CharField(max_length=80, required=False, allow_blank=True)
    referrer_contact = serializers.CharField(max_length=200, required=False, allow_blank=True)
    knock_on = KnockIn(required=False, allow_null=True)
    police_force = serializers.CharField(max_length=80, required=False, allow_blank=True)
    police_reference = serializers.CharField(max_length=80, required=False, allow_blank=True)
    children_in_household = serializers.IntegerField(
        min_value=0, max_value=30, required=False, allow_null=True
    )
    immediate_concern = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    told_family = serializers.ChoiceField(choices=TOLD_FAMILY, required=False)
    subject = SubjectIn()
    contact_routes = WayIn(many=True, max_length=10)
    others = OtherIn(many=True, required=False, max_length=10)


class IntakeIn(ReferredIn):
    """A referral that a worker writes down."""

    door = serializers.ChoiceField(choices=TYPED_DOORS, default=Door.PHONE)
    agency_id = serializers.UUIDField(required=False)
    external_reference = serializers.CharField(max_length=80, required=False, allow_blank=True)
    received_at = serializers.DateTimeField(required=False)
    received_late_reason = serializers.CharField(max_length=200, required=False, allow_blank=True)
    follows_id = serializers.UUIDField(required=False)


class IntakePatch(serializers.Serializer):
    """What may be corrected; the reason stays in the history."""

    urgency = CodeField("referral_urgency", required=False)
    source = CodeField("referral_source", required=False)
    consent_model = CodeField("referral_consent_model", required=False)
    uk_nation = CodeField("uk_nation", required=False)
    strand = CodeField("service_strand", required=False, allow_blank=True)
    reason = serializers.CharField(max_length=200)


class DeclineIn(serializers.Serializer):
    """Why not, and where else to turn."""

    decline_reason = CodeField("referral_decline_reason")
    signposts = serializers.ListField(
        child=serializers.CharField(max_length=120), required=False, max_length=10
    )
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class RedirectIn(serializers.Serializer):
    """Where somebody was passed on to."""

    signposts = serializers.ListField(child=serializers.CharField(max_length=120), max_length=10)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class WithdrawIntakeIn(serializers.Serializer):
    """Why it is not wanted any more."""

    withdrawal_reason = CodeField("referral_withdrawal_reason")
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class QuestionIn(serializers.Serializer):
    """What is asked of the referrer."""

    question = serializers.CharField(max_length=2000)


class DuplicateOfIn(serializers.Serializer):
    """The referral that this one repeats."""

    duplicate_of_id = serializers.UUIDField()


class FeedbackIn(serializers.Serializer):
    """What the person says about telling the referrer how it stands."""

    answer = serializers.ChoiceField(choices=FEEDBACK_ANSWERS)
    method = CodeField("consent_method", default="verbal")


class AcceptIn(serializers.Serializer):
    """Who is accepted, where the case is worked, and with which family."""

    person_id = serializers.UUIDField()
    team_id = serializers.UUIDField()
    strand = CodeField("service_strand")
    client_id = serializers.UUIDField(required=False)
    family_id = serializers.UUIDField(required=False)
    begins_family = serializers.BooleanField(default=True)
    lead_id = serializers.UUIDField(required=False)


class AttemptIn(serializers.Serializer):
    """One attempt to reach somebody of the referral."""

    person_id = serializers.UUIDField()
    route_id = serializers.UUIDField(required=False)
    channel = CodeField("contact_channel")
    direction = CodeField("contact_direction", default="outbound")
    outcome = CodeField("contact_outcome")
    happened_at = serializers.DateTimeField()
    minutes = serializers.IntegerField(min_value=0, max_value=1440, required=False)
    headline = serializers.CharField(max_length=120, required=False, allow_blank=True)
    detail = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class IntakeRouteIn(WayIn):
    """Another way to reach somebody of the referral."""

    person_id = serializers.UUIDField()


class BodyIn(serializers.Serializer):
    """Words to the agency that referred."""

    body = serializers.CharField(max_length=2000)


class IntakeOut(serializers.Serializer):
    """A referral in, as it stands now."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    reference = serializers.CharField()
    agency_id = serializers.UUIDField(allow_null=True)
    external_reference = serializers.CharField()
    door = serializers.ChoiceField(choices=Door.choices)
    source = CodeField("referral_source")
    consent_model = CodeField("referral_consent_model")
    urgency = CodeField("referral_urgency")
    uk_nation = CodeField("uk_nation")
    strand = CodeField("service_strand")
    state = serializers.ChoiceField(choices=IntakeState.choices)
    state_since = serializers.DateTimeField()
    received_at = serializers.DateTimeField()
    age_hours = serializers.SerializerMethodField()
    first_look_by = serializers.SerializerMethodField()
    first_attempt_by = serializers.SerializerMethodField()
    first_attempt_at = serializers.DateTimeField(allow_null=True)
    first_two_way_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    referrer_name = serializers.CharField()
    referrer_role = serializers.CharField()
    referrer_contact = serializers.CharField()
    on_behalf = serializers.CharField()
    knock_on = serializers.DateField(allow_null=True)
    knock_precision = serializers.CharField()
    police_force = serializers.CharField()
    children_in_household = serializers.IntegerField(allow_null=True)
    immediate_concern = serializers.CharField()
    told_family = serializers.CharField()
    decline_reason = CodeField("referral_decline_reason")
    signposts = serializers.ListField(child=serializers.CharField())
    withdrawal_reason = CodeField("referral_withdrawal_reason")
    decision_note = serializers.CharField()
    question = serializers.CharField()
    feedback_answer = CodeField("consent_status")
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()

    def get_age_hours(self, intake: Intake) -> int:
        return int(ages(intake)["age_hours"])

    @extend_schema_field({"type": "string", "format": "date"})
    def get_first_look_by(self, intake: Intake) -> Any:
        return self._clocks(intake).first_look_by.isoformat()

    @extend_schema_field({"type": ["string", "null"], "format": "date-time"})
    def get_first_attempt_by(self, intake: Intake) -> Any:
        due = self._clocks(intake).first_attempt_by
        return due.isoformat() if due else None

    def _clocks(self, intake: Intake) -> Any:
        return clocks(
            urgency=intake.urgency, received_at=intake.received_at, nation=intake.uk_nation
        )


class IntakePersonOut(serializers.Serializer):
    """Somebody the referral names."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    role = CodeField("person_role")
    given_names = serializers.CharField()
    family_name = serializers.CharField()
    known_as = serializers.CharField()
    born_on = serializers.DateField(allow_null=True)
    born_precision = serializers.CharField()
    postcode = serializers.CharField()
    language = serializers.CharField()
    told_by = serializers.CharField()
    is_to_be_supported = serializers.BooleanField()
    accepted = serializers.SerializerMethodField()
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()

    def get_accepted(self, person: Any) -> bool:
        return person.accepted_case_id is not None


class IntakeRouteOut(serializers.Serializer):
    """One way to reach somebody, as it was told."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    person_id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=RouteKind.choices)
    label = serializers.CharField()
    value = serializers.CharField()
    call = CodeField("safe_contact_permission")
    voicemail = CodeField("safe_contact_permission")
    text = CodeField("safe_contact_permission")
    email = CodeField("safe_contact_permission")
    letter = CodeField("safe_contact_permission")
    app = CodeField("safe_contact_permission")
    meeting = CodeField("safe_contact_permission")
    conditions = serializers.CharField()
    safe_hours = serializers.ListField(child=serializers.DictField())
    referrer_window = serializers.DictField(allow_null=True)
    device_status = CodeField("device_status")
    suspended_reason = CodeField("safe_contact_suspension_reason")
    told_by = serializers.CharField()
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()


class IntakeAttemptOut(serializers.Serializer):
    """One attempt, answered or not."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    person_id = serializers.UUIDField()
    route_id = serializers.UUIDField(allow_null=True)
    channel = CodeField("contact_channel")
    direction = CodeField("contact_direction")
    outcome = CodeField("contact_outcome")
    happened_at = serializers.DateTimeField()
    minutes = serializers.IntegerField()
    headline = serializers.CharField()
    detail = serializers.CharField()
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()


class IntakeMessageOut(serializers.Serializer):
    """Words to or from the agency that referred."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    direction = serializers.ChoiceField(choices=Direction.choices)
    body = serializers.CharField()
    on_behalf = serializers.CharField(help_text="For whom the program said that it wrote.")
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()
