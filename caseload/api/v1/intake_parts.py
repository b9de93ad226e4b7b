"""What hangs on a referral in: people, ways to reach them, attempts, messages; and matches."""

import uuid
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.access.permissions import Permission
from caseload.api.records import TogetherOut
from caseload.api.schema import page_of
from caseload.api.v1 import intake_shapes as shapes
from caseload.api.views import CaseloadViewSet
from caseload.clients.models import MatchOutcome, MatchState
from caseload.core.errors import NotFound, ValidationFailed
from caseload.referrals.models import Intake
from caseload.referrals.selectors import intakes as selectors
from caseload.referrals.services import attempts, triage


class OnIntakeViewSet(CaseloadViewSet):
    """Whatever is asked about one intake: it passes the door before anything else."""

    needs: ClassVar[Permission | None] = Permission.TRIAGE_INTAKE

    intake: Intake

    def door(self) -> None:
        self.intake = selectors.intake_detail(
            by=self.actor, intake_id=uuid.UUID(self.kwargs["intake_id"])
        )

    def part(self, rows: QuerySet[Any], pk: uuid.UUID | None, pointer: str) -> Any:
        """A part of this very intake that a body names."""
        found = rows.filter(pk=pk).first() if pk is not None else None
        if pk is not None and found is None:
            raise ValidationFailed.at(pointer, "not_found", "There is nothing of this id here.")
        return found


class IntakePeopleViewSet(OnIntakeViewSet):
    """Whom the referral names."""

    object_kind = "intake_person"
    serializer_class = shapes.IntakePersonOut

    @extend_schema(operation_id="intake_people", responses={200: page_of(shapes.IntakePersonOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Everybody the referral names."""
        return self.answer_page(selectors.people_of(by=self.actor, intake=self.intake))


class IntakeRoutesViewSet(OnIntakeViewSet):
    """How somebody of the referral may be reached."""

    object_kind = "intake_route"
    serializer_class = shapes.IntakeRouteOut

    def find(self, pk: Any) -> Any:
        found = selectors.routes_of(by=self.actor, intake=self.intake).filter(pk=pk).first()
        if found is None:
            raise NotFound
        return found

    @extend_schema(operation_id="intake_routes", responses={200: page_of(shapes.IntakeRouteOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Ways to reach the people of the referral, as they were told."""
        return self.answer_page(selectors.routes_of(by=self.actor, intake=self.intake))

    @extend_schema(
        operation_id="record_intake_route",
        request=shapes.IntakeRouteIn,
        responses={201: shapes.IntakeRouteOut},
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write down another way to reach somebody."""
        entry = self.checked(shapes.IntakeRouteIn)
        people = selectors.people_of(by=self.actor, intake=self.intake)
        person = self.part(people, entry.pop("person_id"), "/person_id")
        made = attempts.record_intake_route(
            by=self.actor, intake=self.intake, person=person, **entry
        )
        return self.answer(self.out(made), status=HTTP_201_CREATED)


class DeviceIn(serializers.Serializer):
    """Where the telephone is now."""

    device_status = serializers.CharField(max_length=60)
    reason = serializers.CharField(max_length=200)


class IntakeRouteViewSet(IntakeRoutesViewSet):
    """One way to reach somebody of the referral."""

    def door(self) -> None:
        super().door()
        self.record = self.find(self.kwargs["id"])

    @extend_schema(
        operation_id="set_intake_device",
        request=DeviceIn,
        responses={200: shapes.IntakeRouteOut},
    )
    def device_status(self, request: Request, **path: str) -> Response:
        """A telephone was seized or given back; nothing of it is used until the person says so."""
        seen = self.seen_version()
        entry = self.checked(DeviceIn)
        changed = attempts.set_intake_device(by=self.actor, route=self.record, seen=seen, **entry)
        return self.answer(self.out(changed), action="U")


class IntakeAttemptsViewSet(OnIntakeViewSet):
    """Attempts to reach the people of a referral before anybody is accepted."""

    object_kind = "intake_attempt"
    order: ClassVar[str] = "happened_at"
    serializer_class = shapes.IntakeAttemptOut

    def find(self, pk: Any) -> Any:
        found = selectors.attempts_of(by=self.actor, intake=self.intake).filter(pk=pk).first()
        if found is None:
            raise NotFound
        return found

    @extend_schema(
        operation_id="intake_attempts", responses={200: page_of(shapes.IntakeAttemptOut)}
    )
    def list(self, request: Request, **path: str) -> Response:
        """What was tried, newest first."""
        return self.answer_page(selectors.attempts_of(by=self.actor, intake=self.intake))

    @extend_schema(
        operation_id="log_attempt",
        request=shapes.AttemptIn,
        responses={201: shapes.IntakeAttemptOut},
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write down an attempt. One that is not safe is refused: 409 `unsafe-contact`."""
        entry = self.checked(shapes.AttemptIn)
        people = selectors.people_of(by=self.actor, intake=self.intake)
        routes = selectors.routes_of(by=self.actor, intake=self.intake)
        made = attempts.log_attempt(
            by=self.actor,
            intake=self.intake,
            person=self.part(people, entry.pop("person_id"), "/person_id"),
            route=self.part(routes, entry.pop("route_id", None), "/route_id"),
            **entry,
        )
        return self.answer(self.out(made), status=HTTP_201_CREATED)


class IntakeMessagesViewSet(OnIntakeViewSet):
    """Words between us and the agency that referred."""

    object_kind = "intake_message"
    serializer_class = shapes.IntakeMessageOut

    def find(self, pk: Any) -> Any:
        rows = selectors.messages_of(by=self.actor, intake_id=self.intake.pk)
        found = rows.filter(pk=pk).first()
        if found is None:
            raise NotFound
        return found

    @extend_schema(
        operation_id="intake_messages", responses={200: page_of(shapes.IntakeMessageOut)}
    )
    def list(self, request: Request, **path: str) -> Response:
        """What was written, newest first."""
        return self.answer_page(selectors.messages_of(by=self.actor, intake_id=self.intake.pk))

    @extend_schema(
        operation_id="write_to_referrer",
        request=shapes.BodyIn,
        responses={201: shapes.IntakeMessageOut},
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write to the agency: a question or an arrangement, nothing that somebody told us."""
        entry = self.checked(shapes.BodyIn)
        made = triage.write_to_referrer(by=self.actor, intake=self.intake, **entry)
        return self.answer(self.out(made), status=HTTP_201_CREATED)


class IntakeMatchOut(TogetherOut):
    """A referral, and cases of somebody who may be meant."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    intake_id = serializers.UUIDField()
    case_ids = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=MatchState.choices)
    held = serializers.BooleanField(help_text="Kept from the queue until you release it.")
    released_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField()
    note = serializers.CharField()
    reviewed_by_id = serializers.UUIDField(allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)
    recorded_at = serializers.DateTimeField()

    def get_case_ids(self, match: Any) -> list[str]:
        seen = self.once("cases", selectors.cases_matched)
        return sorted(str(pk) for pk in match.cases if pk in seen)


class IntakeMatchReviewIn(serializers.Serializer):
    """What it turned out to be; ``release`` lets a held referral go to the queue."""

    outcome = serializers.ChoiceField(choices=MatchOutcome.choices)
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
    release = serializers.BooleanField(default=False)


class IntakeMatchViewSet(CaseloadViewSet):
    """The safeguarding lead's list of referrals that may be about somebody known."""

    needs: ClassVar[Permission | None] = Permission.MANAGE_SIDES
    object_kind = "intake_match"
    wide_needs_reason = True
    serializer_class = IntakeMatchOut

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.intake_matches(by=self.actor)

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(uuid.UUID(self.kwargs["id"]))

    @extend_schema(operation_id="intake_matches", responses={200: page_of(IntakeMatchOut)})
    def list(self, request: Request) -> Response:
        """Every match that was found, newest first."""
        return self.answer_page(self.get_queryset())

    @extend_schema(operation_id="intake_match", responses={200: IntakeMatchOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One match."""
        return self.answer(self.out(self.record))

    @extend_schema(
        operation_id="review_intake_match",
        request=IntakeMatchReviewIn,
        responses={200: IntakeMatchOut},
    )
    @action(detail=True, methods=["post"])
    def review(self, request: Request, **path: str) -> Response:
        """Say what it turned out to be."""
        seen = self.seen_version()
        entry = self.checked(IntakeMatchReviewIn)
        match = triage.review_intake_match(by=self.actor, match=self.record, seen=seen, **entry)
        return self.answer(self.out(match), action="U")
