"""Unfinished notes of their author: saved while somebody types, finished or let go."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.api import bodies
from caseload.api.records import CaseViewSet
from caseload.api.schema import page_of
from caseload.api.v1.contact_shapes import ContactOut, EntryIn
from caseload.contacts import selectors, services
from caseload.contacts.models import Contact, ContactDraft
from caseload.contacts.rules import draft_stage
from caseload.core import clock
from caseload.core.errors import NotFound


class ContactDraftIn(serializers.Serializer):
    """What has been typed so far; ``key`` is made by the form and becomes the draft's id."""

    key = serializers.UUIDField()
    body = serializers.DictField()


class DraftBodyIn(serializers.Serializer):
    """What has been typed by now: the whole of it."""

    body = serializers.DictField()


class FinaliseIn(serializers.Serializer):
    """What the form holds at the end; without it the draft is filed as it was saved last."""

    body = serializers.DictField(required=False)


class ContactDraftOut(serializers.Serializer):
    """An unfinished note, or what became of one. Only its author sees it."""

    id = serializers.UUIDField()
    case_id = serializers.UUIDField()
    version = serializers.IntegerField()
    body = serializers.DictField()
    started_at = serializers.DateTimeField()
    saved_at = serializers.DateTimeField()
    stage = serializers.SerializerMethodField(help_text="fresh, nagging after 7 days, expired.")
    ended_at = serializers.DateTimeField(allow_null=True)
    ending = serializers.CharField(help_text="filed, discarded, expired; empty while open.")
    contact_id = serializers.UUIDField(source="became", allow_null=True)

    def get_stage(self, row: ContactDraft) -> str:
        return str(draft_stage(row.saved_at, now=clock.now()))


class ContactDraftViewSet(CaseViewSet):
    """The caller's own notes on one case; another's are not there."""

    serializer_class = ContactDraftOut
    object_kind = "contact_draft"
    order = "saved_at"

    def get_queryset(self) -> QuerySet[ContactDraft]:
        return selectors.drafts_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="drafts_of_case", responses={200: page_of(ContactDraftOut)})
    def list(self, request: Request, **path: str) -> Response:
        """My notes on this case, last saved first."""
        return super().list(request, **path)

    @extend_schema(operation_id="contact_draft", responses={200: ContactDraftOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One of my notes."""
        return super().retrieve(request, **path)

    @extend_schema(
        operation_id="begin_draft", request=ContactDraftIn, responses={201: ContactDraftOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """Save for the first time. The same key sent again answers the same draft, unchanged."""
        asked = self.checked(ContactDraftIn)
        draft = services.begin_draft(by=self.actor, case=self.case, **asked)
        return self.answer(self.out(draft), status=HTTP_201_CREATED)

    @extend_schema(operation_id="save_draft", request=DraftBodyIn, responses={200: ContactDraftOut})
    def partial_update(self, request: Request, **path: str) -> Response:
        """Save what has been typed since; after it was filed, nothing changes any more."""
        seen = self.seen_version()
        asked = self.checked(DraftBodyIn)
        draft = services.save_draft(by=self.actor, draft=self.record, seen=seen, body=asked["body"])
        return self.answer(self.out(draft))

    @extend_schema(operation_id="finalise_draft", request=FinaliseIn, responses={201: ContactOut})
    @action(detail=True, methods=["post"])
    def finalise(self, request: Request, **path: str) -> Response:
        """File the note as a contact. Sent twice, it is one contact."""
        if self.record.became is not None:
            filed = selectors.contacts_of_case(by=self.actor, case=self.case)
            contact = filed.get(pk=self.record.became)
        else:
            contact = self._filed()
        answer = ContactOut(contact, context={"view": self})
        return self.answer(answer, status=HTTP_201_CREATED, kind="contact")

    @extend_schema(operation_id="discard_draft", request=None, responses={200: ContactDraftOut})
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, **path: str) -> Response:
        """Throw the note away; its words are gone."""
        seen = self.seen_version()
        self.no_body()
        draft = services.discard_draft(by=self.actor, draft=self.record, seen=seen)
        return self.answer(self.out(draft))

    def _filed(self) -> Contact:
        seen = self.seen_version()
        asked = self.checked(FinaliseIn)
        words = bodies.checked(EntryIn, asked.get("body", self.record.body), partial=False)
        return services.finalise_draft(by=self.actor, draft=self.record, seen=seen, **words)

    def read_again(self, object_id: UUID | None) -> Any:
        """A finished note is the contact that it became."""
        if object_id is None or self.action != "finalise":
            return super().read_again(object_id)
        rows = selectors.contacts_of_case(by=self.actor, case=self.case)
        contact = rows.filter(pk=object_id).first()
        if contact is None:
            raise NotFound
        return ContactOut(contact, context={"view": self})

    def location(self, instance: Contact | ContactDraft) -> str:
        kind = "contacts" if isinstance(instance, Contact) else "contact-drafts"
        return f"/api/v1/cases/{instance.case_id}/{kind}/{instance.pk}"
