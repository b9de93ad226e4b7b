"""Referrals as the receiving agency's programs read and answer them.

A program adds its answer; the desk takes the referral where the answer leads, in the same
transaction. What may not be read (any more) answers like what never was.
"""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.access.acting import at_the_desk
from caseload.access.permissions import Permission
from caseload.api.partner import PartnerViewSet
from caseload.api.schema import page_of, what_it_needs
from caseload.api.v1.referral_shapes import (
    AnswerIn,
    OutcomeIn,
    PartnerMessageOut,
    ReceivedOut,
    ReceivedRowOut,
    ReplyIn,
)
from caseload.referrals import referral_steps
from caseload.referrals.models import MessageDirection, ReferralFace, ResponseKind
from caseload.referrals.selectors import referrals_out as referral_reads
from caseload.referrals.services import referral_answers, referral_messages

_ANSWERS = what_it_needs(referral_answers.answer_referral)
"""Five addresses of one service."""


class _ForSomebody(PartnerViewSet):
    """For whom the program said that it asks: kept with what it adds, as asserted."""

    @property
    def on_behalf(self) -> str:
        told = self.asserted
        return f"{told['id']}, {told['name']}, {told['role']}" if told else ""


class ReceivedReferralViewSet(_ForSomebody):
    """Referrals that my agency was sent and may still read."""

    serializer_class = ReceivedOut
    object_kind = "referral"
    order: ClassVar[str] = "sent_at"
    needs: ClassVar[Permission | None] = Permission.RESPOND_TO_REFERRALS
    needs_by_action: ClassVar[dict[str, Permission]] = {
        "list": Permission.RECEIVE_REFERRALS,
        "retrieve": Permission.RECEIVE_REFERRALS,
    }

    def get_queryset(self) -> QuerySet[Any]:
        return referral_reads.received_referrals(by=self.actor)

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(self.kwargs["id"])

    def find(self, pk: UUID) -> ReferralFace:
        """The agency's side of it; what was sent is kept for the answer."""
        self.received = referral_reads.open_received(by=self.actor, face_of=pk)
        return self.received.face

    def out(self, instance: ReferralFace) -> Any:
        """Each answer shows the copy, so each leaves a receipt."""
        referral_reads.write_receipts(
            by=self.actor,
            face=instance,
            disclosure_ids=[instance.disclosure_id],
            on_behalf=self.on_behalf,
        )
        return ReceivedOut(instance, context={"view": self, "content": self.received.content})

    @extend_schema(operation_id="received_referrals", responses={200: page_of(ReceivedRowOut)})
    def list(self, request: Request) -> Response:
        """Referrals sent to my agency, newest first."""
        return self.answer_page(self.get_queryset(), ReceivedRowOut)

    @extend_schema(operation_id="received_referral", responses={200: ReceivedOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One referral with what was sent. Each reading is a disclosure, asked anew."""
        return self.answer(self.out(self.record))

    @extend_schema(
        operation_id="acknowledge_referral",
        extensions=_ANSWERS,
        request=AnswerIn,
        responses={200: ReceivedOut},
    )
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, **path: str) -> Response:
        """Say that you have it."""
        return self._answered(ResponseKind.ACKNOWLEDGE, AnswerIn)

    @extend_schema(
        operation_id="wait_list_referral",
        extensions=_ANSWERS,
        request=AnswerIn,
        responses={200: ReceivedOut},
    )
    @action(detail=True, methods=["post"], url_path="wait-list")
    def wait_list(self, request: Request, **path: str) -> Response:
        """Say that the person is on your waiting list, which ends the referral."""
        return self._answered(ResponseKind.WAIT_LIST, AnswerIn)

    @extend_schema(
        operation_id="accept_referral",
        extensions=_ANSWERS,
        request=AnswerIn,
        responses={200: ReceivedOut},
    )
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, **path: str) -> Response:
        """Say that you take it on."""
        return self._answered(ResponseKind.ACCEPT, AnswerIn)

    @extend_schema(
        operation_id="decline_referral",
        extensions=_ANSWERS,
        request=AnswerIn,
        responses={200: ReceivedOut},
    )
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, **path: str) -> Response:
        """Say no."""
        return self._answered(ResponseKind.DECLINE, AnswerIn)

    @extend_schema(
        operation_id="report_referral_outcome",
        extensions=_ANSWERS,
        request=OutcomeIn,
        responses={200: ReceivedOut},
    )
    @action(detail=True, methods=["post"])
    def outcome(self, request: Request, **path: str) -> Response:
        """Say what came of it, which ends the referral."""
        return self._answered(ResponseKind.OUTCOME, OutcomeIn)

    def _answered(self, kind: str, shape: type[AnswerIn]) -> Response:
        seen = self.seen_version()
        asked = self.checked(shape)
        with at_the_desk(self.actor) as desk:
            referral_steps.hold(by=desk, referral_id=self.record.referral_id)
        self.record = self.find(self.record.referral_id)
        response = referral_answers.answer_referral(
            by=self.actor, face=self.record, kind=kind, on_behalf=self.on_behalf, **asked
        )
        with at_the_desk(self.actor) as desk:
            referral_answers.follow_answer(by=desk, response=response, seen=seen)
        return self._shown(self.find(response.referral_id))

    def _shown(self, face: ReferralFace) -> Response:
        """The address names the referral, and so does the tag and a repeat of the request."""
        response = self.answer(self.out(face), action="U")
        response.object_id = face.referral_id
        return response


class ReceivedMessageViewSet(_ForSomebody):
    """Messages about a referral that my agency was sent."""

    serializer_class = PartnerMessageOut
    object_kind = "referral_message"
    order: ClassVar[str] = "recorded_at"
    needs_by_action: ClassVar[dict[str, Permission]] = {
        "list": Permission.READ_OWN_MESSAGES,
        "create": Permission.WRITE_OWN_MESSAGES,
    }

    def door(self) -> None:
        self.face = referral_reads.received_face(
            by=self.actor, referral_id=self.kwargs["referral_id"]
        )

    def get_queryset(self) -> QuerySet[Any]:
        return referral_reads.messages_of_received(by=self.actor, face=self.face)

    @extend_schema(
        operation_id="received_referral_messages", responses={200: page_of(PartnerMessageOut)}
    )
    def list(self, request: Request, **path: str) -> Response:
        """What was written either way, newest first."""
        return self.answer_page(self.get_queryset(), _WithReceipts)

    @extend_schema(
        operation_id="reply_to_referral", request=ReplyIn, responses={201: PartnerMessageOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write to the charity; nobody there is named to you."""
        asked = self.checked(ReplyIn)
        with at_the_desk(self.actor) as desk:
            referral_steps.hold(by=desk, referral_id=self.face.referral_id)
        self.door()
        message = referral_messages.reply_to_referral(
            by=self.actor, face=self.face, on_behalf=self.on_behalf, **asked
        )
        with at_the_desk(self.actor) as desk:
            referral_messages.follow_message(by=desk, message=message)
        return self.answer(self.out(message), status=HTTP_201_CREATED)


class _WithReceipts:
    """A page of messages; each of the charity's that is shown leaves a receipt."""

    def __init__(self, rows: Any, *, many: bool, context: dict[str, Any]) -> None:
        view: ReceivedMessageViewSet = context["view"]
        told = [row.disclosure_id for row in rows if row.direction == MessageDirection.OUT]
        referral_reads.write_receipts(
            by=view.actor, face=view.face, disclosure_ids=told, on_behalf=view.on_behalf
        )
        self.data = PartnerMessageOut(rows, many=many, context=context).data
