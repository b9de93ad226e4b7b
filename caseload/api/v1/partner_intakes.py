"""Referrals to the charity, as an agency's program sends and follows them (api.md §5).

The answer is seven members and never what was sent in: reference, neutral status, and version.
"""

import uuid
from collections.abc import Sequence
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
from caseload.api import tags
from caseload.api.fields import CodeField
from caseload.api.partner import PartnerViewSet
from caseload.api.schema import page_of
from caseload.api.v1 import intake_shapes as shapes
from caseload.api.v1.intake_words import referral_words
from caseload.api.views import Answered
from caseload.core.errors import NotFound, StaleVersion
from caseload.referrals import feedback_desk
from caseload.referrals.intake_rules import needs_consent
from caseload.referrals.models import Direction, IntakeFace, NeutralStatus
from caseload.referrals.selectors import intakes as selectors
from caseload.referrals.selectors.referrals_out import write_receipts
from caseload.referrals.services import intakes


class PartnerIntakeIn(shapes.ReferredIn):
    """A referral to us; how the person can be reached safely is asked before anything else."""

    external_reference = serializers.CharField(max_length=80)


class InformationIn(serializers.Serializer):
    """More about a referral of yours: another safe way to reach the person, or an answer."""

    contact_routes = shapes.WayIn(many=True, required=False, max_length=10)  # type: ignore[call-arg] # DRF hands it to the list
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class TakeBackIn(serializers.Serializer):
    """Why you take it back."""

    withdrawal_reason = CodeField("referral_withdrawal_reason")
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class OwnIntakeOut(serializers.Serializer):
    """A referral of yours, in one of six neutral words."""

    id = serializers.UUIDField(source="intake_id")
    reference = serializers.CharField()
    external_reference = serializers.CharField()
    status = serializers.ChoiceField(choices=NeutralStatus.choices)
    received_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class OwnMessageOut(serializers.Serializer):
    """Words to or from the charity about a referral of yours."""

    id = serializers.UUIDField()
    direction = serializers.ChoiceField(choices=Direction.choices)
    body = serializers.CharField()
    sent_at = serializers.DateTimeField(source="recorded_at")


class OfMyAgency(PartnerViewSet):
    """What a program writes on behalf of somebody at its agency."""

    @property
    def on_behalf(self) -> str:
        told = self.asserted
        return f"{told['id']}, {told['name']}, {told['role']}" if told else ""


class PartnerIntakeViewSet(OfMyAgency):
    """Referrals that my agency sent."""

    object_kind = "intake"
    serializer_class = OwnIntakeOut
    order: ClassVar[str] = "received_at"
    needs_by_action: ClassVar[dict[str, Permission]] = {
        "list": Permission.READ_OWN_INTAKES,
        "retrieve": Permission.READ_OWN_INTAKES,
        "create": Permission.SUBMIT_INTAKE,
        "amendments": Permission.AMEND_OWN_INTAKE,
        "withdraw": Permission.AMEND_OWN_INTAKE,
    }

    def get_queryset(self) -> QuerySet[IntakeFace]:
        return selectors.my_faces(by=self.actor)

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(uuid.UUID(str(self.kwargs["id"])))

    def find(self, pk: uuid.UUID) -> IntakeFace:
        return selectors.my_face(by=self.actor, intake_id=pk)

    def seen_version(self) -> int:
        """By what the agency sees, which time alone may have moved on."""
        now = selectors.face_now(by=self.actor, face=self.record)
        seen = tags.seen_version(
            self.request.headers.get("If-Match"), self.body.get("version"), row=self.record
        )
        if seen != now.version:
            raise StaleVersion(version=now.version)
        return seen

    @extend_schema(operation_id="own_intakes", responses={200: page_of(OwnIntakeOut)})
    def list(self, request: Request) -> Response:
        """Referrals of my agency, newest first."""
        return self.answer_page(self.get_queryset(), _Many)

    @extend_schema(operation_id="own_intake", responses={200: OwnIntakeOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """How one of them stands, in a neutral word."""
        return self._answer(self.record)

    @extend_schema(
        operation_id="submit_intake", request=PartnerIntakeIn, responses={201: OwnIntakeOut}
    )
    def create(self, request: Request) -> Response:
        """Refer somebody. The same `external_reference` again is 409 with the id that has it."""
        entry = self.checked(PartnerIntakeIn)
        face = intakes.submit_intake(
            by=self.actor,
            agency=selectors.my_agency(by=self.actor),
            on_behalf=self.on_behalf,
            **referral_words(entry),
        )
        return self._answer(face, status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="add_information", request=InformationIn, responses={200: OwnIntakeOut}
    )
    @action(detail=True, methods=["post"])
    def amendments(self, request: Request, **path: str) -> Response:
        """Tell more: a safe way to reach the person, or an answer to our question."""
        self.seen_version()
        entry = self.checked(InformationIn)
        face = intakes.add_information(
            by=self.actor, face=self.record, on_behalf=self.on_behalf, **entry
        )
        return self._answer(face)

    @extend_schema(operation_id="take_back", request=TakeBackIn, responses={200: OwnIntakeOut})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **path: str) -> Response:
        """Take a referral back."""
        self.seen_version()
        entry = self.checked(TakeBackIn)
        face = intakes.take_back(by=self.actor, face=self.record, on_behalf=self.on_behalf, **entry)
        return self._answer(face)

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        if object_id is None:
            raise NotFound
        return self.shown(self.find(object_id))

    def shown(self, face: IntakeFace) -> dict[str, Any]:
        return shown(self.actor, [face], on_behalf=self.on_behalf)[0]

    def _answer(self, face: IntakeFace, *, status: int = 200) -> Answered:
        body = self.shown(face)
        response = self.answer(body, status=status)
        response["ETag"] = tags.tag_of(body["version"], face.pk)
        response.object_id = face.intake_id
        if status == HTTP_201_CREATED:
            response["Location"] = f"{self.request.path}/{face.intake_id}"
        return response


def shown(by: Any, faces: Sequence[IntakeFace], *, on_behalf: str) -> list[dict[str, Any]]:
    """What the agency is answered about each of these referrals at this moment.

    A word that needs the person's yes is told as anything of a case is: a line in the ledger, and
    a receipt for each reading.
    """
    now = selectors.faces_now(by=by, faces=faces)
    with_consent = [face for face in faces if needs_consent(now[face.pk].status)]
    if with_consent:
        with at_the_desk(by) as desk:
            told = feedback_desk.tell_referrers(by=desk, faces=with_consent)
        if told:
            lines = [line.pk for line in told.values()]
            write_receipts(by=by, face=faces[0], disclosure_ids=lines, on_behalf=on_behalf)
        now |= selectors.faces_now(by=by, faces=with_consent)
    return [
        {
            "id": str(face.intake_id),
            "reference": face.reference,
            "external_reference": face.external_reference,
            "status": str(now[face.pk].status),
            "received_at": _time(face.received_at),
            "updated_at": _time(now[face.pk].updated_at),
            "version": now[face.pk].version,
        }
        for face in faces
    ]


def _time(moment: Any) -> str:
    return str(serializers.DateTimeField().to_representation(moment))


class _Many:
    """A page of faces, each as it is shown now."""

    def __init__(self, rows: Any, *, many: bool, context: dict[str, Any]) -> None:
        view = context["view"]
        self.data = shown(view.actor, list(rows), on_behalf=view.on_behalf)


class PartnerIntakeMessageViewSet(OfMyAgency):
    """Words about a referral of my agency's, both ways; none is ever changed."""

    object_kind = "intake_message"
    serializer_class = OwnMessageOut
    order: ClassVar[str] = "recorded_at"
    needs_by_action: ClassVar[dict[str, Permission]] = {
        "list": Permission.READ_OWN_MESSAGES,
        "create": Permission.WRITE_OWN_MESSAGES,
    }

    face: IntakeFace

    def door(self) -> None:
        self.face = selectors.my_face(by=self.actor, intake_id=uuid.UUID(self.kwargs["intake_id"]))

    def find(self, pk: Any) -> Any:
        rows = selectors.messages_of(by=self.actor, intake_id=self.face.intake_id)
        found = rows.filter(pk=pk).first()
        if found is None:
            raise NotFound
        return found

    @extend_schema(operation_id="own_intake_messages", responses={200: page_of(OwnMessageOut)})
    def list(self, request: Request, **path: str) -> Response:
        """What was written, newest first."""
        return self.answer_page(selectors.messages_of(by=self.actor, intake_id=self.face.intake_id))

    @extend_schema(
        operation_id="write_to_charity", request=shapes.BodyIn, responses={201: OwnMessageOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write about a referral of yours."""
        entry = self.checked(shapes.BodyIn)
        made = intakes.write_to_charity(
            by=self.actor, face=self.face, on_behalf=self.on_behalf, **entry
        )
        return self.answer(self.out(made), status=HTTP_201_CREATED)
