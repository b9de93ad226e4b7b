"""The ledger of what left: for who sees the case, and for the agency that was told."""

import uuid
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.access.acting import at_the_desk
from caseload.access.permissions import Permission
from caseload.api.fields import CodeField
from caseload.api.partner import PartnerViewSet
from caseload.api.records import CaseViewSet, RecordOut
from caseload.api.schema import page_of
from caseload.api.v1.consents import demand_agency
from caseload.consents.gate import Recipient
from caseload.consents.models import Disclosure, DisclosureNotice, NoticeStatus
from caseload.consents.selectors import records
from caseload.consents.services import disclosures
from caseload.core.sharing import AgencyKind, DataCategory, Purpose

TOLD_BY_HAND = [
    ("email", "Mail"),
    ("in_person", "In person"),
    ("phone", "Telephone"),
    ("post", "Letter"),
    ("secure_email", "Secure mail"),
]


class TellIn(serializers.Serializer):
    """What is told, to whom, why and how: written down as it is told."""

    recipient_agency_id = serializers.UUIDField(required=False)
    recipient_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    recipient_kind = serializers.ChoiceField(
        choices=AgencyKind.choices,
        required=False,
        help_text="What a recipient is who is named: a no to the police is a no to any officer.",
    )
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    categories = serializers.ListField(
        child=serializers.ChoiceField(choices=DataCategory.choices), min_length=1, max_length=10
    )
    channel = serializers.ChoiceField(choices=TOLD_BY_HAND)
    content = serializers.CharField(max_length=20_000)


class RecallIn(serializers.Serializer):
    """Why it is called back."""

    note = serializers.CharField(max_length=200)


class DisclosureOut(RecordOut):
    """One line of the ledger."""

    recipient_agency_id = serializers.UUIDField(allow_null=True)
    recipient_name = serializers.CharField()
    recipient_kind = serializers.CharField()
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    categories = serializers.ListField(child=serializers.ChoiceField(choices=DataCategory.choices))
    ground = CodeField("disclosure_ground")
    consent_id = serializers.UUIDField(allow_null=True)
    lawful_basis_id = serializers.UUIDField(allow_null=True)
    channel = serializers.CharField()
    source_kind = serializers.CharField()
    source_id = serializers.UUIDField(allow_null=True)
    content_hash = serializers.CharField(help_text="SHA-256 of what was sent.")
    disclosed_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)
    access_ended_at = serializers.DateTimeField(allow_null=True)
    access_ended_reason = serializers.CharField()
    recalled_at = serializers.DateTimeField(allow_null=True)


class CopyReceiptOut(serializers.Serializer):
    """One reading by the recipient."""

    at = serializers.DateTimeField(source="recorded_at")
    by_id = serializers.UUIDField(source="recorded_by_id")
    on_behalf = serializers.CharField()


class SentOut(serializers.Serializer):
    """What was sent, as it was sent, and who fetched it when."""

    case_id = serializers.UUIDField()
    disclosure_id = serializers.UUIDField()
    content_hash = serializers.CharField()
    content = serializers.DictField()
    receipts = CopyReceiptOut(many=True)


class DisclosureViewSet(CaseViewSet):
    """What left of one case."""

    serializer_class = DisclosureOut
    object_kind = "disclosure"
    order: ClassVar[str] = "disclosed_at"

    def get_queryset(self) -> QuerySet[Disclosure]:
        return records.disclosures_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="disclosures_of_case", responses={200: page_of(DisclosureOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Everything that was told to anybody outside, newest first."""
        return super().list(request, **path)

    @extend_schema(operation_id="disclosure", responses={200: DisclosureOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One line of the ledger."""
        return super().retrieve(request, **path)

    @extend_schema(operation_id="tell", request=TellIn, responses={201: DisclosureOut})
    def create(self, request: Request, **path: str) -> Response:
        """Write down what is told by telephone, letter or mail. Without a basis it is refused."""
        entry = self.checked(TellIn)
        demand_agency(self.actor, entry)
        recipient = Recipient(
            entry.pop("recipient_agency_id", None),
            entry.pop("recipient_name", ""),
            entry.pop("recipient_kind", ""),
        )
        made = disclosures.tell(by=self.actor, case=self.case, recipient=recipient, **entry)
        return self.answer(self.out(made), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="recall_disclosure", request=RecallIn, responses={200: DisclosureOut}
    )
    @action(detail=True, methods=["post"])
    def recall(self, request: Request, **path: str) -> Response:
        """Call it back: access ends now."""
        seen = self.seen_version()
        entry = self.checked(RecallIn)
        changed = disclosures.recall_disclosure(
            by=self.actor, disclosure=self.record, seen=seen, **entry
        )
        return self.answer(self.out(changed), action="U")

    @extend_schema(operation_id="disclosed_copy", responses={200: SentOut})
    @action(detail=True, methods=["get"])
    def copy(self, request: Request, **path: str) -> Response:
        """What was sent, as it was sent, and who fetched it."""
        found = records.copy_of(by=self.actor, disclosure=self.record)
        receipts = records.receipts_of(by=self.actor, disclosure=self.record)
        return self.answer(
            {
                "case_id": str(self.record.case_id),
                "disclosure_id": str(self.record.pk),
                "content_hash": self.record.content_hash,
                "content": found.content,
                "receipts": CopyReceiptOut(receipts, many=True).data,
            }
        )

    def location(self, instance: Disclosure) -> str:
        return f"/api/v1/cases/{instance.case_id}/disclosures/{instance.pk}"


class NoticeOut(serializers.Serializer):
    """A line of the ledger about your agency: your duty, and nobody's data."""

    id = serializers.UUIDField(source="disclosure_id")
    referral_id = serializers.SerializerMethodField()
    status = serializers.ChoiceField(choices=NoticeStatus.choices)
    disclosed_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    instruction = serializers.SerializerMethodField()
    acknowledge_by = serializers.DateTimeField(allow_null=True)
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()

    def get_referral_id(self, notice: DisclosureNotice) -> uuid.UUID | None:
        return notice.source_id if notice.source_kind == "referral" else None

    def get_instruction(self, notice: DisclosureNotice) -> str | None:
        return {"ended": "stop_using", "recalled": "destroy"}.get(notice.status)


class PartnerDisclosureViewSet(PartnerViewSet):
    """What my agency was told, and what it must stop using."""

    needs: ClassVar[Permission | None] = Permission.READ_OWN_DISCLOSURES
    object_kind = "disclosure"
    order: ClassVar[str] = "disclosed_at"
    serializer_class = NoticeOut

    def get_queryset(self) -> QuerySet[DisclosureNotice]:
        return records.my_notices(by=self.actor)

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(self.kwargs["id"])

    def find(self, pk: Any) -> DisclosureNotice:
        return records.my_notice(by=self.actor, disclosure_id=pk)

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        return self.out(records.notice_again(by=self.actor, notice_id=object_id))

    @extend_schema(operation_id="own_disclosures", responses={200: page_of(NoticeOut)})
    def list(self, request: Request) -> Response:
        """Lines of the ledger about my agency, newest first; they stay after a recall."""
        return self.answer_page(self.get_queryset())

    @extend_schema(operation_id="own_disclosure", responses={200: NoticeOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One line."""
        return self.answer(self.out(self.record))

    @extend_schema(operation_id="acknowledge_recall", request=None, responses={200: NoticeOut})
    @action(detail=True, methods=["post"], url_path="acknowledge-recall")
    def acknowledge_recall(self, request: Request, **path: str) -> Response:
        """Say that you have stopped using it."""
        seen = self.seen_version()
        self.no_body()
        with at_the_desk(self.actor) as desk:
            disclosures.acknowledge_recall(by=desk, notice=self.record, seen=seen)
        return self.answer(self.out(self.find(self.record.disclosure_id)), action="U")
