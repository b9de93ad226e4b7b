"""Who I am here, what I may do, and where I am signed in; and who my colleagues are."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access import scope
from caseload.access.permissions import ORGANISATION_PERMISSIONS
from caseload.access.roles import held_by
from caseload.accounts import selectors, services
from caseload.accounts.models import Session
from caseload.api.fields import CodeField
from caseload.api.views import CaseloadViewSet
from caseload.clients.selectors.cases import visible_cases
from caseload.core.errors import NotFound, UnknownParameter


class MeOut(serializers.Serializer):
    """The person behind the token."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    display_name = serializers.CharField()
    email = serializers.CharField()
    job_title = CodeField("staff_role")
    organisation_id = serializers.UUIDField()
    roles = serializers.ListField(child=serializers.CharField())
    sees = serializers.CharField(help_text="own: a caseload; wide: the organisation.")
    session_id = serializers.UUIDField()


class PermissionsOut(serializers.Serializer):
    """What the roles held allow without any grant, and, if a case is named, what is allowed there."""

    roles = serializers.ListField(child=serializers.CharField())
    organisation = serializers.ListField(child=serializers.CharField())
    case_id = serializers.UUIDField(allow_null=True)
    case = serializers.ListField(child=serializers.CharField())


class SessionOut(serializers.Serializer):
    """One sign-in of mine that is alive."""

    id = serializers.UUIDField()
    application_id = serializers.IntegerField(allow_null=True)
    started_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    is_this_one = serializers.SerializerMethodField()

    def get_is_this_one(self, session: Session) -> bool:
        return bool(session.pk == self.context["view"].actor.session_id)


class SessionsOut(serializers.Serializer):
    """All of them, the newest first."""

    results = SessionOut(many=True)


class ColleagueOut(serializers.Serializer):
    """Somebody to whom a case or a task can be given."""

    id = serializers.UUIDField()
    display_name = serializers.CharField()
    job_title = CodeField("staff_role")


class ColleaguesOut(serializers.Serializer):
    """Everybody who works here now, in the order of their names."""

    results = ColleagueOut(many=True)


class TeamOut(serializers.Serializer):
    """A team of the organisation."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class TeamsOut(serializers.Serializer):
    """All teams, in the order of their names."""

    results = TeamOut(many=True)


class MeViewSet(CaseloadViewSet):
    """My own account, as the database knows it."""

    object_kind = "user"
    list_actions = frozenset()

    @extend_schema(operation_id="me", responses={200: MeOut})
    def list(self, request: Request, **path: str) -> Response:
        """Who I am, and in which roles."""
        user = selectors.account(by=self.actor)
        mine = {
            "id": user.pk,
            "username": user.username,
            "display_name": user.display_name,
            "email": user.email,
            "job_title": user.job_title,
            "organisation_id": user.organisation_id,
            "roles": sorted(self.actor.roles),
            "sees": str(self.actor.scope),
            "session_id": self.actor.session_id,
        }
        return self.answer(MeOut(mine).data)


class MyPermissionsViewSet(CaseloadViewSet):
    """What I may do, so that a page offers no more than that."""

    object_kind = "user"
    list_actions = frozenset()
    parameters = frozenset({"case_id"})

    @extend_schema(
        operation_id="my_permissions",
        parameters=[OpenApiParameter("case_id", uuid.UUID, description="A case that I see.")],
        responses={200: PermissionsOut},
    )
    def list(self, request: Request, **path: str) -> Response:
        """What my roles allow, and what I may do on one case."""
        case_id = self._case_id()
        held = held_by(self.actor.roles) & ORGANISATION_PERMISSIONS
        mine = {
            "roles": sorted(self.actor.roles),
            "organisation": sorted(permission.codename for permission in held),
            "case_id": case_id,
            "case": sorted(scope.permissions_on(self.actor, case_id)) if case_id else [],
        }
        return self.answer(PermissionsOut(mine).data)

    def _case_id(self) -> uuid.UUID | None:
        text = self.request.query_params.get("case_id")
        if text is None:
            return None
        try:
            case_id = uuid.UUID(text)
        except ValueError as error:
            raise UnknownParameter("case_id is the id of a case.", pointer="/case_id") from error
        if not visible_cases(by=self.actor).filter(pk=case_id).exists():
            raise NotFound
        return case_id


class MySessionsViewSet(CaseloadViewSet):
    """Where I am signed in."""

    object_kind = "session"
    list_actions = frozenset()
    serializer_class = SessionOut

    def get_queryset(self) -> QuerySet[Session]:
        return selectors.my_sessions(by=self.actor)

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(uuid.UUID(self.kwargs["id"]))

    @extend_schema(operation_id="my_sessions", responses={200: SessionsOut})
    def list(self, request: Request, **path: str) -> Response:
        """My sign-ins that are alive."""
        rows = SessionOut(self.get_queryset(), many=True, context={"view": self}).data
        return self.answer({"results": rows})

    @extend_schema(operation_id="end_session", request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        """End one of my sign-ins, this one included; its tokens stop at once."""
        self.no_body()
        services.end_session(by=self.actor, session=self.record)
        return self.nothing()


class ColleaguesViewSet(CaseloadViewSet):
    """The staff of the organisation, by name and job: to choose from when work is given."""

    object_kind = "user"
    list_actions = frozenset()

    @extend_schema(operation_id="colleagues", responses={200: ColleaguesOut})
    def list(self, request: Request, **path: str) -> Response:
        """Everybody who works here now."""
        rows = ColleagueOut(selectors.colleagues(by=self.actor), many=True).data
        return self.answer({"results": rows})


class TeamsViewSet(CaseloadViewSet):
    """The teams of the organisation; no person is named, so reading them leaves no read event."""

    object_kind = "team"
    list_actions = frozenset()
    reads_personal_data = False

    @extend_schema(operation_id="teams", responses={200: TeamsOut})
    def list(self, request: Request, **path: str) -> Response:
        """All teams."""
        rows = TeamOut(selectors.teams(by=self.actor), many=True).data
        return self.answer({"results": rows})
