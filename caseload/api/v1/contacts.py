"""Contacts on a case, their corrections, and the newest across cases."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.api.records import CaseViewSet
from caseload.api.schema import page_of
from caseload.api.streams import stream_page
from caseload.api.v1.contact_shapes import (
    AmendmentIn,
    ContactIn,
    ContactIncidentIn,
    ContactOut,
    JointContactIn,
    StrikeOutIn,
)
from caseload.api.views import CaseloadViewSet
from caseload.contacts import selectors, services
from caseload.contacts.entries import Words
from caseload.contacts.models import Contact
from caseload.core.errors import NotFound

A_CALL = OpenApiExample(
    "A call that was answered",
    {
        "channel": "phone_call",
        "direction": "inbound",
        "outcome": "spoke_with_client",
        "purposes": ["emotional_support"],
        "happened_at": "2026-11-20T10:05:00Z",
        "minutes": 25,
        "headline": "Asked how to tell the children's school",
    },
    request_only=True,
)
ContactPage = page_of(ContactOut)
_SHARED = ("channel", "direction", "happened_at")


class ContactViewSet(CaseViewSet):
    """Contacts on one case. A case the caller may not see answers 404."""

    serializer_class = ContactOut
    object_kind = "contact"
    order = "happened_at"

    def get_queryset(self) -> QuerySet[Contact]:
        return selectors.contacts_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="contacts_of_case", responses={200: ContactPage})
    def list(self, request: Request, **path: str) -> Response:
        """Contacts and attempts of one case, newest first by when they took place."""
        return super().list(request, **path)

    @extend_schema(operation_id="contact", responses={200: ContactOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One contact as it stands now."""
        return super().retrieve(request, **path)

    @extend_schema(
        operation_id="log_contact",
        request=ContactIn,
        responses={201: ContactOut},
        examples=[A_CALL],
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write down a contact or an attempt. An unsafe one is refused: 409 `unsafe-contact`."""
        entry = self.checked(ContactIn)
        contact = services.log_contact(by=self.actor, case=self.case, **entry)
        return self.answer(self.out(contact), status=HTTP_201_CREATED)

    @extend_schema(operation_id="amend_contact", request=AmendmentIn, responses={200: ContactOut})
    @action(detail=True, methods=["post"])
    def amendments(self, request: Request, **path: str) -> Response:
        """Correct a contact as a new version; by its author or a manager of the case."""
        seen = self.seen_version()
        asked = self.checked(AmendmentIn)
        contact = services.amend_contact(
            by=self.actor,
            contact=self.record,
            seen=seen,
            reason=asked["reason"],
            **asked["changes"],
        )
        return self._as_it_is(contact)

    @extend_schema(
        operation_id="strike_out_contact", request=StrikeOutIn, responses={200: ContactOut}
    )
    @action(detail=True, methods=["post"], url_path="strike-out")
    def strike_out(self, request: Request, **path: str) -> Response:
        """Take a wrong entry out of sight; it stays in the history."""
        seen = self.seen_version()
        asked = self.checked(StrikeOutIn)
        contact = services.strike_out_contact(
            by=self.actor, contact=self.record, seen=seen, **asked
        )
        return self._as_it_is(contact)

    def location(self, instance: Contact) -> str:
        return f"/api/v1/cases/{instance.case_id}/contacts/{instance.pk}"

    def _as_it_is(self, contact: Contact) -> Response:
        return self.answer(self.out(self.find(contact.pk)), action="U")


class ContactIncidentViewSet(ContactViewSet):
    """Contacts that have already happened on a route that was not safe."""

    @extend_schema(
        operation_id="record_contact_incident",
        request=ContactIncidentIn,
        responses={201: ContactOut},
    )
    def create(self, request: Request, **path: str) -> Response:
        """Record truthfully what has already happened. Never the way to make such a contact."""
        entry = self.checked(ContactIncidentIn)
        contact = services.record_contact_incident(by=self.actor, case=self.case, **entry)
        return self.answer(self.out(contact), status=HTTP_201_CREATED)


class LatestContactsViewSet(CaseloadViewSet):
    """The newest contacts across every case that the caller may see. Read-only but for joint ones."""

    serializer_class = ContactOut
    object_kind = "contact"
    wide_needs_reason: ClassVar[bool] = True

    @extend_schema(operation_id="latest_contacts", responses={200: ContactPage})
    def list(self, request: Request) -> Response:
        """The newest contacts across my cases; rows carry `case_id`."""
        found = stream_page(
            self._fetch,
            position=lambda contact: (contact.happened_at, contact.pk),
            by=self.actor,
            path=request.path,
            parameters=request.query_params.dict(),
        )
        self.demand_reason(found.rows)
        rows = ContactOut(found.rows, many=True, context={"view": self}).data
        return self.answer({"results": rows, "next": found.next, "previous": found.previous})

    @extend_schema(
        operation_id="log_joint_contact", request=JointContactIn, responses={201: ContactPage}
    )
    @action(detail=False, methods=["post"])
    def joint(self, request: Request) -> Response:
        """File one session with several clients, a contact with own words on each case."""
        asked = self.checked(JointContactIn)
        entries = asked["entries"]
        cases = selectors.cases_to_log_jointly(
            by=self.actor, case_ids=[entry["case_id"] for entry in entries]
        )
        shared = {name: asked[name] for name in _SHARED}
        parts: Sequence[services.JointPart] = [
            {"case": case, "words": _own_words(shared, entry)}
            for case, entry in zip(cases, entries, strict=True)
        ]
        filed = services.log_joint_contact(by=self.actor, case=cases[0], parts=parts)
        answer = self.answer(self._together(filed), status=HTTP_201_CREATED)
        answer.object_id = filed[0].joint_id
        return answer

    def read_again(self, object_id: UUID | None) -> Any:
        """What was filed together, as far as the caller sees it now."""
        filed = list(selectors.filed_together(by=self.actor, joint_id=object_id))
        if object_id is None or not filed:
            raise NotFound
        return self._together(filed)

    def _together(self, filed: Sequence[Contact]) -> dict[str, Any]:
        rows = ContactOut(filed, many=True, context={"view": self}).data
        return {"results": rows, "next": None, "previous": None}

    def _fetch(self, limit: int, after: selectors.Position | None) -> Sequence[Contact]:
        return selectors.latest_contacts(by=self.actor, limit=limit, after=after)


def _own_words(shared: dict[str, Any], entry: dict[str, Any]) -> Words:
    """One entry of a joint session as a contact of its own."""
    words: Any = shared | {name: value for name, value in entry.items() if name != "case_id"}
    return cast("Words", words)
