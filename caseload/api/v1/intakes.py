"""The triage queue: referrals in, judged by whoever holds the right to (features.md 2.5)."""

import uuid
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.access.permissions import Permission
from caseload.accounts.selectors import organisation
from caseload.api.schema import page_of
from caseload.api.v1 import intake_shapes as shapes
from caseload.api.v1.cases import CaseOut
from caseload.api.v1.intake_words import referral_words
from caseload.api.views import CaseloadViewSet
from caseload.clients.selectors import cases as case_reads
from caseload.core.errors import ValidationFailed
from caseload.referrals.models import Intake
from caseload.referrals.selectors import intakes as selectors
from caseload.referrals.services import acceptance, intakes, triage

_NOT_FOUND = "There is nothing here for you."


class IntakeViewSet(CaseloadViewSet):
    """Referrals in. One that is kept from you answers 404, like one that never was."""

    needs: ClassVar[Permission | None] = Permission.TRIAGE_INTAKE
    object_kind = "intake"
    adding_actions: ClassVar[frozenset[str]] = frozenset({"declare_conflict"})
    order: ClassVar[str] = "received_at"
    parameters: ClassVar[frozenset[str]] = frozenset({"state", "urgency"})
    serializer_class = shapes.IntakeOut

    def get_queryset(self) -> QuerySet[Intake]:
        asked = self.request.query_params
        return selectors.queue(
            by=self.actor, state=asked.get("state", ""), urgency=asked.get("urgency", "")
        )

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(self.kwargs["id"])

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        """Accepting answers the case: whoever has no part in it does not see it again."""
        if self.action == "accept" and object_id is not None:
            return CaseOut(
                case_reads.case_detail(by=self.actor, case_id=object_id), context={"view": self}
            )
        return super().read_again(object_id)

    def find(self, pk: uuid.UUID) -> Intake:
        return selectors.intake_detail(by=self.actor, intake_id=pk)

    @extend_schema(
        operation_id="intakes",
        parameters=[OpenApiParameter("state", str), OpenApiParameter("urgency", str)],
        responses={200: page_of(shapes.IntakeOut)},
    )
    def list(self, request: Request) -> Response:
        """The queue, newest first, with ages and what is due by when."""
        return self.answer_page(self.get_queryset())

    @extend_schema(operation_id="intake", responses={200: shapes.IntakeOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One referral in."""
        return self.answer(self.out(self.record))

    @extend_schema(
        operation_id="take_in", request=shapes.IntakeIn, responses={201: shapes.IntakeOut}
    )
    def create(self, request: Request) -> Response:
        """Write down a referral that came by telephone or on paper. Safe contact is asked first."""
        entry = self.checked(shapes.IntakeIn)
        agency_id, follows_id = entry.pop("agency_id", None), entry.pop("follows_id", None)
        agency = None
        if agency_id is not None:
            agency = selectors.agency_of(by=self.actor, agency_id=agency_id)
            if agency is None:
                raise ValidationFailed.at("/agency_id", "not_found", "There is no such agency.")
        made = intakes.take_in(
            by=self.actor,
            organisation=organisation(by=self.actor),
            agency=agency,
            follows=self._other(follows_id, "/follows_id") if follows_id else None,
            **referral_words(entry),
        )
        return self.answer(self.out(made), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="amend_intake",
        request=shapes.IntakePatch,
        responses={200: shapes.IntakeOut},
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        """Correct what is known. Anybody raises the urgency; only a manager lowers it."""
        seen = self.seen_version()
        entry = self.checked(shapes.IntakePatch, partial=False)
        reason = entry.pop("reason")
        changed = triage.amend_intake(
            by=self.actor, intake=self.record, seen=seen, reason=reason, **entry
        )
        return self.answer(self.out(changed))

    @extend_schema(operation_id="start_triage", request=None, responses={200: shapes.IntakeOut})
    @action(detail=True, methods=["post"])
    def triage(self, request: Request, **path: str) -> Response:
        """Take a first look, or look again."""
        seen = self.seen_version()
        self.no_body()
        return self._moved(triage.start_triage(by=self.actor, intake=self.record, seen=seen))

    @extend_schema(
        operation_id="request_information",
        request=shapes.QuestionIn,
        responses={200: shapes.IntakeOut},
    )
    @action(detail=True, methods=["post"], url_path="request-information")
    def request_information(self, request: Request, **path: str) -> Response:
        """Ask the referrer."""
        return self._acted(triage.request_information, shapes.QuestionIn)

    @extend_schema(
        operation_id="decline_intake",
        request=shapes.DeclineIn,
        responses={200: shapes.IntakeOut},
    )
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, **path: str) -> Response:
        """Say no. The referrer learns that we cannot offer anything, and never why."""
        return self._acted(triage.decline_intake, shapes.DeclineIn)

    @extend_schema(
        operation_id="redirect_intake",
        request=shapes.RedirectIn,
        responses={200: shapes.IntakeOut},
    )
    @action(detail=True, methods=["post"])
    def redirect(self, request: Request, **path: str) -> Response:
        """Pass somebody on to another service, with their agreement."""
        return self._acted(triage.redirect_intake, shapes.RedirectIn)

    @extend_schema(
        operation_id="withdraw_intake",
        request=shapes.WithdrawIntakeIn,
        responses={200: shapes.IntakeOut},
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **path: str) -> Response:
        """The person or the referrer does not want it any more."""
        return self._acted(triage.withdraw_intake, shapes.WithdrawIntakeIn)

    @extend_schema(operation_id="mark_unsafe", request=None, responses={200: shapes.IntakeOut})
    @action(detail=True, methods=["post"], url_path="mark-unsafe")
    def mark_unsafe(self, request: Request, **path: str) -> Response:
        """There is no safe way to reach the person: the referrer is asked for one."""
        seen = self.seen_version()
        self.no_body()
        return self._moved(triage.mark_unsafe(by=self.actor, intake=self.record, seen=seen))

    @extend_schema(operation_id="mark_unreachable", request=None, responses={200: shapes.IntakeOut})
    @action(detail=True, methods=["post"], url_path="mark-unreachable")
    def mark_unreachable(self, request: Request, **path: str) -> Response:
        """Everything was tried. 422 says what is still owed to the person."""
        seen = self.seen_version()
        self.no_body()
        return self._moved(triage.mark_unreachable(by=self.actor, intake=self.record, seen=seen))

    @extend_schema(
        operation_id="mark_duplicate",
        request=shapes.DuplicateOfIn,
        responses={200: shapes.IntakeOut},
    )
    @action(detail=True, methods=["post"], url_path="mark-duplicate")
    def mark_duplicate(self, request: Request, **path: str) -> Response:
        """The same person and investigation as another referral that you see."""
        seen = self.seen_version()
        entry = self.checked(shapes.DuplicateOfIn)
        other = self._other(entry["duplicate_of_id"], "/duplicate_of_id")
        return self._moved(
            triage.mark_duplicate(by=self.actor, intake=self.record, seen=seen, duplicate_of=other)
        )

    @extend_schema(
        operation_id="put_on_waiting_list", request=None, responses={200: shapes.IntakeOut}
    )
    @action(detail=True, methods=["post"], url_path="wait-list")
    def wait_list(self, request: Request, **path: str) -> Response:
        """Accepted, and nobody can begin yet."""
        seen = self.seen_version()
        self.no_body()
        return self._moved(triage.put_on_waiting_list(by=self.actor, intake=self.record, seen=seen))

    @extend_schema(operation_id="close_intake", request=None, responses={200: shapes.IntakeOut})
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **path: str) -> Response:
        """The work on an accepted referral is done."""
        seen = self.seen_version()
        self.no_body()
        return self._moved(triage.close_intake(by=self.actor, intake=self.record, seen=seen))

    @extend_schema(
        operation_id="record_feedback_answer",
        request=shapes.FeedbackIn,
        responses={200: shapes.IntakeOut},
    )
    @action(detail=True, methods=["post"], url_path="feedback-answer")
    def feedback_answer(self, request: Request, **path: str) -> Response:
        """What the person says about telling the referrer how it stands."""
        return self._acted(triage.record_feedback_answer, shapes.FeedbackIn)

    @extend_schema(operation_id="declare_intake_conflict", request=None, responses={204: None})
    @action(detail=True, methods=["post"], url_path="declare-conflict")
    def declare_conflict(self, request: Request, **path: str) -> Response:
        """Say that you know this family: it is out of your sight from now on."""
        self.no_body()
        triage.declare_intake_conflict(by=self.actor, intake=self.record)
        return self.nothing()

    @extend_schema(operation_id="accept_intake", request=shapes.AcceptIn, responses={200: CaseOut})
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, **path: str) -> Response:
        """Accept one of the people named: opens the case, with what was told and tried before."""
        seen = self.seen_version()
        entry = self.checked(shapes.AcceptIn)
        person = (
            selectors.people_of(by=self.actor, intake=self.record)
            .filter(pk=entry.pop("person_id"))
            .first()
        )
        if person is None:
            raise ValidationFailed.at("/person_id", "not_found", "There is nobody of this id here.")
        team = case_reads.team(by=self.actor, team_id=entry.pop("team_id"))
        if team is None:
            raise ValidationFailed.at("/team_id", "not_found", "There is no such team.")
        case = acceptance.accept_intake(
            by=self.actor,
            intake=self.record,
            seen=seen,
            person=person,
            team=team,
            **self._known(entry),
        )
        return self.answer(CaseOut(case, context={"view": self}), cases=[case.pk], action="C")

    def _known(self, entry: dict[str, Any]) -> dict[str, Any]:
        """People and families that are there already, as far as the caller sees them."""
        for name, rows in (
            ("client", case_reads.visible_people(by=self.actor)),
            ("family", case_reads.visible_families(by=self.actor)),
        ):
            wanted = entry.pop(f"{name}_id", None)
            if wanted is not None:
                found = rows.filter(pk=wanted).first()
                if found is None:
                    raise ValidationFailed.at(f"/{name}_id", "not_found", _NOT_FOUND)
                entry[name] = found
        return entry

    def _other(self, pk: uuid.UUID, pointer: str) -> Intake:
        found = selectors.queue(by=self.actor).filter(pk=pk).first()
        if found is None:
            raise ValidationFailed.at(pointer, "not_found", "There is no such referral.")
        return found

    def _acted(self, service: Any, kind: Any) -> Response:
        seen = self.seen_version()
        entry = self.checked(kind)
        return self._moved(service(by=self.actor, intake=self.record, seen=seen, **entry))

    def _moved(self, intake: Intake) -> Response:
        return self.answer(self.out(intake), action="U")
