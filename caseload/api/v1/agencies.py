"""Partner agencies, what was agreed with them, and the programs they ask with; for staff."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.access.permissions import Permission
from caseload.accounts import selectors
from caseload.accounts.models import ClientSecret, PartnerAgency, PartnerClient, SharingAgreement
from caseload.accounts.services import partners
from caseload.api.schema import page_of
from caseload.api.v1.agency_shapes import (
    AgenciesOut,
    AgencyIn,
    AgencyOut,
    AgencyPatch,
    AgreementIn,
    AgreementOut,
    ProgramIn,
    ProgramOut,
    ProgramPatch,
    ProgramsOut,
    ReasonIn,
    SecretMadeOut,
    SecretOut,
    SecretsOut,
)
from caseload.api.views import CaseloadViewSet
from caseload.core.errors import NotFound


class _Kept(CaseloadViewSet):
    """Read by everybody who works with families, kept by two roles; names nobody."""

    reads_personal_data = False
    needs: ClassVar[Permission | None] = Permission.MANAGE_AGENCIES
    needs_by_action: ClassVar[Mapping[str, Permission]] = {
        "list": Permission.VIEW_AGENCIES,
        "retrieve": Permission.VIEW_AGENCIES,
    }

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(self.kwargs["id"])

    def changed(self, row: Any) -> Response:
        return self.answer(self.out(self.find(row.pk)), action="U")

    def made(self, row: Any) -> Response:
        return self.answer(self.out(self.find(row.pk)), status=HTTP_201_CREATED)


class _OfAgency(_Kept):
    """What hangs on one agency of one's own organisation."""

    agency: PartnerAgency

    def door(self) -> None:
        found = selectors.agencies(by=self.actor).filter(pk=self.kwargs["agency_id"]).first()
        if found is None:
            raise NotFound
        self.agency = found
        super().door()


class AgencyViewSet(_Kept):
    """Agencies of the organisation."""

    serializer_class = AgencyOut
    object_kind = "agency"
    list_actions: ClassVar[frozenset[str]] = frozenset()

    def get_queryset(self) -> QuerySet[PartnerAgency]:
        return selectors.agencies(by=self.actor)

    @extend_schema(operation_id="agencies", responses={200: AgenciesOut})
    def list(self, request: Request, **path: str) -> Response:
        """Every agency, suspended ones too."""
        return self.answer({"results": AgencyOut(self.get_queryset(), many=True).data})

    @extend_schema(operation_id="agency", responses={200: AgencyOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One agency."""
        return self.answer(self.out(self.record))

    @extend_schema(operation_id="add_agency", request=AgencyIn, responses={201: AgencyOut})
    def create(self, request: Request, **path: str) -> Response:
        """Write an agency down; nothing passes before an agreement."""
        asked = self.checked(AgencyIn)
        organisation = selectors.organisation(by=self.actor)
        return self.made(partners.add_agency(by=self.actor, organisation=organisation, **asked))

    @extend_schema(operation_id="amend_agency", request=AgencyPatch, responses={200: AgencyOut})
    def partial_update(self, request: Request, **path: str) -> Response:
        """Put its name or code right."""
        seen = self.seen_version()
        asked = self.checked(AgencyPatch)
        return self.changed(
            partners.amend_agency(by=self.actor, agency=self.record, seen=seen, **asked)
        )

    @extend_schema(operation_id="suspend_agency", request=ReasonIn, responses={200: AgencyOut})
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, **path: str) -> Response:
        """Stop everything with it: its programs get nothing from the next statement on."""
        seen = self.seen_version()
        asked = self.checked(ReasonIn)
        return self.changed(
            partners.suspend_agency(by=self.actor, agency=self.record, seen=seen, **asked)
        )

    @extend_schema(operation_id="resume_agency", request=ReasonIn, responses={200: AgencyOut})
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, **path: str) -> Response:
        """Work with it again; access that ended meanwhile stays ended."""
        seen = self.seen_version()
        asked = self.checked(ReasonIn)
        return self.changed(
            partners.resume_agency(by=self.actor, agency=self.record, seen=seen, **asked)
        )


class AgreementViewSet(_OfAgency):
    """Agreements with one agency; what one says never changes."""

    serializer_class = AgreementOut
    object_kind = "agreement"
    order: ClassVar[str] = "starts_at"

    def get_queryset(self) -> QuerySet[SharingAgreement]:
        return selectors.agreements(by=self.actor, agency=self.agency)

    @extend_schema(operation_id="agreements", responses={200: page_of(AgreementOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Every agreement, the latest first."""
        return self.answer_page(self.get_queryset())

    @extend_schema(operation_id="agreement", responses={200: AgreementOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One agreement."""
        return self.answer(self.out(self.record))

    @extend_schema(
        operation_id="sign_agreement", request=AgreementIn, responses={201: AgreementOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write down what was signed."""
        asked = self.checked(AgreementIn)
        return self.made(partners.sign_agreement(by=self.actor, agency=self.agency, **asked))

    @extend_schema(operation_id="end_agreement", request=ReasonIn, responses={200: AgreementOut})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        """End it before its day; what rested on it alone ends at the next statement."""
        seen = self.seen_version()
        asked = self.checked(ReasonIn)
        return self.changed(
            partners.end_agreement(by=self.actor, agreement=self.record, seen=seen, **asked)
        )


class ProgramViewSet(_OfAgency):
    """Programs of one agency."""

    serializer_class = ProgramOut
    object_kind = "partner_client"
    list_actions: ClassVar[frozenset[str]] = frozenset()

    def get_queryset(self) -> QuerySet[PartnerClient]:
        return selectors.programs(by=self.actor, agency=self.agency)

    @extend_schema(operation_id="partner_clients", responses={200: ProgramsOut})
    def list(self, request: Request, **path: str) -> Response:
        """Every program of one agency, and when its secret ends."""
        rows = ProgramOut(self.get_queryset(), many=True, context={"view": self}).data
        return self.answer({"results": rows})

    @extend_schema(operation_id="partner_client", responses={200: ProgramOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One program."""
        return self.answer(self.out(self.record))

    @extend_schema(operation_id="register_client", request=ProgramIn, responses={201: ProgramOut})
    def create(self, request: Request, **path: str) -> Response:
        """Let a program ask, with the scopes named and no others."""
        asked = self.checked(ProgramIn)
        return self.made(partners.register_client(by=self.actor, agency=self.agency, **asked))

    @extend_schema(operation_id="amend_client", request=ProgramPatch, responses={200: ProgramOut})
    def partial_update(self, request: Request, **path: str) -> Response:
        """Change its name, scopes, addresses or limits. A scope taken away is gone at once."""
        seen = self.seen_version()
        asked = self.checked(ProgramPatch)
        return self.changed(
            partners.amend_client(by=self.actor, client=self.record, seen=seen, **asked)
        )

    @extend_schema(operation_id="suspend_client", request=ReasonIn, responses={200: ProgramOut})
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, **path: str) -> Response:
        """Stop it: its tokens are worth nothing from the next statement on."""
        seen = self.seen_version()
        asked = self.checked(ReasonIn)
        return self.changed(
            partners.suspend_client(by=self.actor, client=self.record, seen=seen, **asked)
        )

    @extend_schema(operation_id="resume_client", request=ReasonIn, responses={200: ProgramOut})
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, **path: str) -> Response:
        """Let it ask again."""
        seen = self.seen_version()
        asked = self.checked(ReasonIn)
        return self.changed(
            partners.resume_client(by=self.actor, client=self.record, seen=seen, **asked)
        )

    @extend_schema(operation_id="make_secret", request=None, responses={201: SecretMadeOut})
    @action(detail=True, methods=["post"], url_path="rotate-secret")
    def rotate_secret(self, request: Request, **path: str) -> Response:
        """Make a secret, shown once; of two alive the older one ends.

        A repeat of the request with the same Idempotency-Key makes none and shows none.
        """
        seen = self.seen_version()
        self.no_body()
        made, shown = partners.make_secret(by=self.actor, client=self.record, seen=seen)
        return self.answer(
            SecretMadeOut(made, context={"view": self, "shown": shown}), status=HTTP_201_CREATED
        )

    def location(self, instance: Any) -> str:
        if isinstance(instance, ClientSecret):
            return f"{self.request.path.removesuffix('/rotate-secret')}/secrets/{instance.pk}"
        return super().location(instance)

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        """A secret that was shown is not shown again, whoever repeats the request."""
        if self.action != "rotate_secret":
            return super().read_again(object_id)
        rows = selectors.secrets_of(by=self.actor, client=self.record)
        made = rows.filter(pk=object_id).first()
        if made is None:
            raise NotFound
        return SecretMadeOut(made, context={"view": self})


class SecretViewSet(_OfAgency):
    """What is kept of a program's secrets, for those who keep agencies; never the secret."""

    serializer_class = SecretOut
    object_kind = "client_secret"
    list_actions: ClassVar[frozenset[str]] = frozenset()
    needs_by_action: ClassVar[Mapping[str, Permission]] = {}

    def get_queryset(self) -> QuerySet[ClientSecret]:
        programs = selectors.programs(by=self.actor, agency=self.agency)
        client = programs.filter(pk=self.kwargs["client_id"]).first()
        if client is None:
            raise NotFound
        return selectors.secrets_of(by=self.actor, client=client)

    @extend_schema(operation_id="client_secrets", responses={200: SecretsOut})
    def list(self, request: Request, **path: str) -> Response:
        """Every secret the program ever had, by when it began and ends."""
        return self.answer({"results": SecretOut(self.get_queryset(), many=True).data})

    @extend_schema(operation_id="client_secret", responses={200: SecretOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One secret, as it is kept."""
        return self.answer(self.out(self.record))

    @extend_schema(operation_id="end_secret", request=ReasonIn, responses={200: SecretOut})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        """End it now; tokens got with it live a quarter of an hour at most."""
        seen = self.seen_version()
        asked = self.checked(ReasonIn)
        return self.changed(
            partners.end_secret(by=self.actor, secret=self.record, seen=seen, **asked)
        )
