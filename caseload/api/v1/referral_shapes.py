"""What a referral out looks like on the wire, to staff and to the agency that receives it."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from caseload.api.fields import CodeField
from caseload.api.records import RecordOut
from caseload.core.sharing import DataCategory
from caseload.referrals.models import Channel, FaceState, MessageDirection, ReferralState
from caseload.referrals.sections import SECTIONS

_LONGEST = 4000
_SECTIONS = [(name, section.label) for name, section in SECTIONS.items()]


class ReferralIn(serializers.Serializer):
    """To whom, for what, and what goes along."""

    recipient_agency_id = serializers.UUIDField(required=False, allow_null=True)
    recipient_name = serializers.CharField(required=False, allow_blank=True, max_length=200)
    destination_type = CodeField("referral_destination_type")
    reason = serializers.CharField(max_length=_LONGEST)
    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=_SECTIONS), required=False, max_length=len(_SECTIONS)
    )
    expires_at = serializers.DateTimeField(required=False, allow_null=True)
    follows_id = serializers.UUIDField(required=False, allow_null=True)


class ReferralChangesIn(serializers.Serializer):
    """Other words for a draft."""

    recipient_agency_id = serializers.UUIDField(required=False, allow_null=True)
    recipient_name = serializers.CharField(required=False, allow_blank=True, max_length=200)
    destination_type = CodeField("referral_destination_type", required=False)
    reason = serializers.CharField(max_length=_LONGEST, required=False)
    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=_SECTIONS), required=False, max_length=len(_SECTIONS)
    )
    expires_at = serializers.DateTimeField(required=False, allow_null=True)


class ReferralOut(RecordOut):
    """A referral as it stands: where the work is, and whether the recipient may still read."""

    reference = serializers.CharField()
    recipient_agency_id = serializers.UUIDField(allow_null=True)
    recipient_name = serializers.CharField()
    destination_type = CodeField("referral_destination_type")
    reason = serializers.CharField(source="asked_for", help_text="What is asked for.")
    sections = serializers.ListField(child=serializers.CharField())
    categories = serializers.ListField(child=serializers.CharField())
    state = serializers.ChoiceField(choices=ReferralState.choices)
    state_since = serializers.DateTimeField()
    disclosure_id = serializers.UUIDField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    sent_by_id = serializers.UUIDField(allow_null=True)
    chase_on = serializers.DateField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    outcome = CodeField("referral_outcome")
    outcome_note = serializers.CharField()
    withdrawal_reason = CodeField("referral_withdrawal_reason")
    access_ended_at = serializers.DateTimeField(allow_null=True)
    access_ended_reason = serializers.CharField()
    follows_id = serializers.UUIDField(allow_null=True)


class PreviewOut(serializers.Serializer):
    """Exactly what would go now, and whether it may."""

    case_id = serializers.UUIDField()
    content = serializers.DictField(help_text="What the recipient would read, to the letter.")
    content_hash = serializers.CharField(help_text="Send it back with `send`.")
    categories = serializers.ListField(child=serializers.CharField())
    allowed = serializers.BooleanField()
    reason_code = serializers.CharField(help_text="Why it may not go; empty if it may.")
    ground = CodeField("disclosure_ground")


class SendIn(serializers.Serializer):
    """What was shown, and how it goes."""

    content_hash = serializers.CharField(max_length=64)
    channel = serializers.ChoiceField(choices=Channel.choices, required=False)


class WithdrawIn(serializers.Serializer):
    """Why it is taken back."""

    reason = CodeField("referral_withdrawal_reason")


class CloseIn(serializers.Serializer):
    """What came of it."""

    outcome = CodeField("referral_outcome")
    outcome_note = serializers.CharField(required=False, allow_blank=True, max_length=_LONGEST)


class RecordedResponseIn(serializers.Serializer):
    """What a recipient said by telephone or letter."""

    kind = serializers.ChoiceField(
        choices=["acknowledge", "wait_list", "accept", "decline", "outcome"]
    )
    outcome = CodeField("referral_outcome", required=False, allow_blank=True)
    words = serializers.CharField(required=False, allow_blank=True, max_length=_LONGEST)


class MessageIn(serializers.Serializer):
    """What is written to the agency, and what kind of data it holds."""

    body = serializers.CharField(max_length=_LONGEST)
    category = serializers.ChoiceField(choices=DataCategory.choices, default=DataCategory.NOTES)


class MessageOut(serializers.Serializer):
    """One message about a referral, either way."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    referral_id = serializers.UUIDField()
    direction = serializers.ChoiceField(choices=MessageDirection.choices)
    body = serializers.CharField()
    category = serializers.CharField(help_text="Empty for what the agency wrote.")
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()


class ReceiptOut(serializers.Serializer):
    """One fetching of what was sent."""

    id = serializers.UUIDField()
    agency_id = serializers.UUIDField()
    on_behalf = serializers.CharField(help_text="As the program said; asserted, never verified.")
    recorded_at = serializers.DateTimeField()


class ReceivedRowOut(serializers.Serializer):
    """A referral that your agency was sent."""

    id = serializers.UUIDField(source="referral_id")
    version = serializers.IntegerField()
    reference = serializers.CharField()
    destination_type = CodeField("referral_destination_type")
    state = serializers.ChoiceField(choices=FaceState.choices)
    sent_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)
    changed_at = serializers.DateTimeField()
    disclosure_id = serializers.UUIDField()


class ReceivedOut(ReceivedRowOut):
    """The same with what was sent, to the letter."""

    content = serializers.SerializerMethodField()

    @extend_schema_field({"type": "object", "additionalProperties": {}})
    def get_content(self, face: object) -> object:
        return self.context["content"]


class AnswerIn(serializers.Serializer):
    """What your agency says to it."""

    words = serializers.CharField(required=False, allow_blank=True, max_length=_LONGEST)


class OutcomeIn(AnswerIn):
    """What came of it at your agency."""

    outcome = CodeField("referral_outcome")


class ReplyIn(serializers.Serializer):
    """What your agency writes to the charity."""

    body = serializers.CharField(max_length=_LONGEST)


class PartnerMessageOut(serializers.Serializer):
    """One message; the charity's own writers are not named."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    referral_id = serializers.UUIDField()
    direction = serializers.ChoiceField(choices=MessageDirection.choices)
    body = serializers.CharField()
    recorded_at = serializers.DateTimeField()
