"""Referrals out of a case: written, shown, sent, taken back, closed; and across cases to read."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.api.records import CaseViewSet, OnCaseViewSet
from caseload.api.schema import page_of
from caseload.api.v1.referral_shapes import (
    CloseIn,
    MessageIn,
    MessageOut,
    PreviewOut,
    ReceiptOut,
    RecordedResponseIn,
    ReferralChangesIn,
    ReferralIn,
    ReferralOut,
    SendIn,
    WithdrawIn,
)
from caseload.api.views import CaseloadViewSet
from caseload.clients.selectors import cases
from caseload.core.errors import NotFound
from caseload.referrals.models import Referral
from caseload.referrals.referral_content import look_ahead
from caseload.referrals.selectors import referrals_out as referral_reads
from caseload.referrals.services import referral_answers, referral_messages, referrals_out

ReferralPage = page_of(ReferralOut)


class ReferralViewSet(CaseViewSet):
    """Referrals out of one case."""

    serializer_class = ReferralOut
    object_kind = "referral"
    search_actions: ClassVar[frozenset[str]] = frozenset({"preview"})

    def get_queryset(self) -> QuerySet[Referral]:
        return referral_reads.referrals_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="referrals_of_case", responses={200: ReferralPage})
    def list(self, request: Request, **path: str) -> Response:
        """Every referral of one case, newest first."""
        return super().list(request, **path)

    @extend_schema(operation_id="referral", responses={200: ReferralOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One referral as it stands now."""
        return super().retrieve(request, **path)

    @extend_schema(operation_id="draft_referral", request=ReferralIn, responses={201: ReferralOut})
    def create(self, request: Request, **path: str) -> Response:
        """Begin a referral; nothing leaves before it is sent."""
        words = self.checked(ReferralIn)
        made = referrals_out.draft_referral(by=self.actor, case=self.case, **words)
        return self.answer(self.out(made), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="amend_referral", request=ReferralChangesIn, responses={200: ReferralOut}
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        """Reword a draft."""
        seen = self.seen_version()
        words = self.checked(ReferralChangesIn, partial=True)
        return self._changed(
            referrals_out.amend_referral(by=self.actor, referral=self.record, seen=seen, **words)
        )

    @extend_schema(operation_id="preview_referral", request=None, responses={200: PreviewOut})
    @action(detail=True, methods=["post"])
    def preview(self, request: Request, **path: str) -> Response:
        """Exactly what would go now, its hash, and whether it may. Writes nothing."""
        self.no_body()
        ahead = look_ahead(by=self.actor, referral=self.record)
        verdict = ahead.verdict
        return self.answer(
            {
                "case_id": str(self.case.pk),
                "content": ahead.content,
                "content_hash": ahead.content_hash,
                "categories": ahead.categories,
                "allowed": verdict.allowed,
                "reason_code": verdict.code.value if verdict.code else "",
                "ground": verdict.ground,
            },
            action="R",
        )

    @extend_schema(operation_id="send_referral", request=SendIn, responses={200: ReferralOut})
    @action(detail=True, methods=["post"])
    def send(self, request: Request, **path: str) -> Response:
        """Send exactly what the preview showed; the basis is asked at this moment."""
        seen = self.seen_version()
        asked = self.checked(SendIn)
        return self._changed(
            referrals_out.send_referral(by=self.actor, referral=self.record, seen=seen, **asked)
        )

    @extend_schema(
        operation_id="withdraw_referral", request=WithdrawIn, responses={200: ReferralOut}
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **path: str) -> Response:
        """Take it back: its recipient may read it no more."""
        seen = self.seen_version()
        asked = self.checked(WithdrawIn)
        return self._changed(
            referrals_out.withdraw_referral(by=self.actor, referral=self.record, seen=seen, **asked)
        )

    @extend_schema(operation_id="close_referral", request=CloseIn, responses={200: ReferralOut})
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **path: str) -> Response:
        """End it with an outcome; silence counts after the chase date."""
        seen = self.seen_version()
        asked = self.checked(CloseIn)
        return self._changed(
            referrals_out.close_referral(by=self.actor, referral=self.record, seen=seen, **asked)
        )

    @extend_schema(
        operation_id="record_response", request=RecordedResponseIn, responses={200: ReferralOut}
    )
    @action(detail=True, methods=["post"], url_path="record-response")
    def record_response(self, request: Request, **path: str) -> Response:
        """Write down what a recipient said by telephone or letter."""
        seen = self.seen_version()
        asked = self.checked(RecordedResponseIn)
        return self._changed(
            referral_answers.record_response(
                by=self.actor, referral=self.record, seen=seen, **asked
            )
        )

    def _changed(self, referral: Referral) -> Response:
        return self.answer(self.out(self.find(referral.pk)), action="U")


class OfReferralViewSet(OnCaseViewSet):
    """What hangs on one referral of one case: case and referral pass the read door."""

    referral: Referral

    def door(self) -> None:
        self.case = cases.case_detail(by=self.actor, case_id=self.kwargs["case_id"])
        rows = referral_reads.referrals_of_case(by=self.actor, case=self.case)
        found = rows.filter(pk=self.kwargs["referral_id"]).first()
        if found is None:
            raise NotFound
        self.referral = found

    def list(self, request: Request, **path: str) -> Response:
        return self.answer_page(self.get_queryset())


class ReferralMessageViewSet(OfReferralViewSet):
    """Messages about a referral; none is ever changed."""

    serializer_class = MessageOut
    object_kind = "referral_message"

    def get_queryset(self) -> QuerySet[Any]:
        return referral_reads.messages_about(by=self.actor, referral=self.referral)

    @extend_schema(operation_id="referral_messages", responses={200: page_of(MessageOut)})
    def list(self, request: Request, **path: str) -> Response:
        """What was written either way, newest first."""
        return super().list(request, **path)

    @extend_schema(
        operation_id="send_referral_message", request=MessageIn, responses={201: MessageOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write to the agency: each message is a disclosure, and asks the gate."""
        asked = self.checked(MessageIn)
        made = referral_messages.send_referral_message(
            by=self.actor, referral=self.referral, **asked
        )
        return self.answer(self.out(made), status=HTTP_201_CREATED)


class ReferralReceiptViewSet(OfReferralViewSet):
    """When the recipient fetched what it was sent."""

    serializer_class = ReceiptOut
    object_kind = "referral"

    def get_queryset(self) -> QuerySet[Any]:
        return referral_reads.receipts_of(by=self.actor, referral=self.referral)

    @extend_schema(operation_id="referral_receipts", responses={200: page_of(ReceiptOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Every fetching, newest first."""
        return super().list(request, **path)


class AllReferralsViewSet(CaseloadViewSet):
    """Referrals out across cases; read-only."""

    serializer_class = ReferralOut
    object_kind = "referral"
    wide_needs_reason: ClassVar[bool] = True

    def get_queryset(self) -> QuerySet[Referral]:
        return referral_reads.referrals_everywhere(by=self.actor)

    @extend_schema(operation_id="all_referrals", responses={200: ReferralPage})
    def list(self, request: Request) -> Response:
        """Referrals across my cases, newest first; rows carry `case_id`."""
        return self.answer_page(self.get_queryset())
