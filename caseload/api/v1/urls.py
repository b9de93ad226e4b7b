"""Every resource of version 1, one line each."""

from django.urls import re_path
from rest_framework.routers import SimpleRouter

from caseload.api.v1.addresses import AddressViewSet
from caseload.api.v1.agencies import (
    AgencyViewSet,
    AgreementViewSet,
    ProgramViewSet,
    SecretViewSet,
)
from caseload.api.v1.allocations import AllocationViewSet
from caseload.api.v1.barriers import BarrierViewSet, ExclusionViewSet
from caseload.api.v1.cases import CasesViewSet, OneCaseViewSet
from caseload.api.v1.code_lists import CodeListViewSet, CodeValueViewSet
from caseload.api.v1.consents import ConsentViewSet
from caseload.api.v1.contact_drafts import ContactDraftViewSet
from caseload.api.v1.contacts import (
    ContactIncidentViewSet,
    ContactViewSet,
    LatestContactsViewSet,
)
from caseload.api.v1.dashboards import CaseloadDashboardViewSet, TeamBoardViewSet
from caseload.api.v1.disclosures import DisclosureViewSet, PartnerDisclosureViewSet
from caseload.api.v1.intake_lists import IntakeListViewSet
from caseload.api.v1.intake_parts import (
    IntakeAttemptsViewSet,
    IntakeMatchViewSet,
    IntakeMessagesViewSet,
    IntakePeopleViewSet,
    IntakeRoutesViewSet,
    IntakeRouteViewSet,
)
from caseload.api.v1.intakes import IntakeViewSet
from caseload.api.v1.lawful_bases import LawfulBasisViewSet
from caseload.api.v1.me import (
    ColleaguesViewSet,
    MeViewSet,
    MyPermissionsViewSet,
    MySessionsViewSet,
    TeamsViewSet,
)
from caseload.api.v1.oversight import AccessViewSet, HistoryViewSet, ReadsViewSet
from caseload.api.v1.partner_batches import PartnerIntakeBatchViewSet
from caseload.api.v1.partner_changes import PartnerChangesViewSet
from caseload.api.v1.partner_intakes import PartnerIntakeMessageViewSet, PartnerIntakeViewSet
from caseload.api.v1.partner_referrals import ReceivedMessageViewSet, ReceivedReferralViewSet
from caseload.api.v1.partner_webhooks import (
    PartnerDeliveryViewSet,
    PartnerWebhookEndpointViewSet,
)
from caseload.api.v1.people import PeopleViewSet
from caseload.api.v1.people_search import PeopleSearchViewSet
from caseload.api.v1.protected_matches import ProtectedMatchViewSet
from caseload.api.v1.readers import ReaderViewSet, SensitivityViewSet
from caseload.api.v1.referrals import (
    AllReferralsViewSet,
    ReferralMessageViewSet,
    ReferralReceiptViewSet,
    ReferralViewSet,
)
from caseload.api.v1.relationships import RelationshipViewSet
from caseload.api.v1.safe_contact_routes import ContactCheckViewSet, SafeContactRouteViewSet
from caseload.api.v1.tasks import OpenTasksViewSet, TaskViewSet
from caseload.api.v1.timeline import TimelineViewSet

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
CASE = f"cases/(?P<case_id>{UUID})"
AGENCY = f"agencies/(?P<agency_id>{UUID})"

router = SimpleRouter(trailing_slash=False)

router.register("cases", CasesViewSet, basename="case")
router.register("cases", OneCaseViewSet, basename="one-case")
router.register("people", PeopleViewSet, basename="person")
router.register("exclusions", ExclusionViewSet, basename="exclusion")
router.register(CASE, BarrierViewSet, basename="barrier")
router.register(f"{CASE}/allocations", AllocationViewSet, basename="allocation")
router.register(
    f"{CASE}/safe-contact-routes", SafeContactRouteViewSet, basename="safe-contact-route"
)
router.register(f"{CASE}/addresses", AddressViewSet, basename="address")
router.register(f"{CASE}/relationships", RelationshipViewSet, basename="relationship")
router.register(f"{CASE}/readers", ReaderViewSet, basename="reader")
router.register(f"{CASE}/contact-checks", ContactCheckViewSet, basename="contact-check")
router.register(f"{CASE}/sensitivity", SensitivityViewSet, basename="sensitivity")
router.register(f"{CASE}/history", HistoryViewSet, basename="history")
router.register(f"{CASE}/reads", ReadsViewSet, basename="reads")
router.register(f"{CASE}/access", AccessViewSet, basename="access")
router.register(f"{CASE}/contacts", ContactViewSet, basename="contact")
router.register(f"{CASE}/contact-drafts", ContactDraftViewSet, basename="contact-draft")
router.register(f"{CASE}/tasks", TaskViewSet, basename="task")
router.register(f"{CASE}/referrals", ReferralViewSet, basename="referral")
router.register(
    f"{CASE}/referrals/(?P<referral_id>{UUID})/messages",
    ReferralMessageViewSet,
    basename="referral-message",
)
router.register(
    f"{CASE}/referrals/(?P<referral_id>{UUID})/receipts",
    ReferralReceiptViewSet,
    basename="referral-receipt",
)
router.register("referrals", AllReferralsViewSet, basename="all-referral")
router.register("partner/referrals", ReceivedReferralViewSet, basename="received-referral")
router.register(
    f"partner/referrals/(?P<referral_id>{UUID})/messages",
    ReceivedMessageViewSet,
    basename="received-message",
)
router.register("agencies", AgencyViewSet, basename="agency")
router.register(f"{AGENCY}/agreements", AgreementViewSet, basename="agreement")
router.register(f"{AGENCY}/clients", ProgramViewSet, basename="partner-client")
router.register(
    f"{AGENCY}/clients/(?P<client_id>{UUID})/secrets", SecretViewSet, basename="client-secret"
)
router.register("contacts", LatestContactsViewSet, basename="latest-contact")
router.register("tasks", OpenTasksViewSet, basename="open-task")
router.register("dashboards/caseload", CaseloadDashboardViewSet, basename="caseload")
router.register("dashboards/team", TeamBoardViewSet, basename="team-board")
router.register("code-lists", CodeListViewSet, basename="code-list")
router.register("protected-matches", ProtectedMatchViewSet, basename="protected-match")
router.register("me/permissions", MyPermissionsViewSet, basename="my-permission")
router.register("me/sessions", MySessionsViewSet, basename="my-session")
router.register("me", MeViewSet, basename="me")
router.register("users", ColleaguesViewSet, basename="user")
router.register("teams", TeamsViewSet, basename="team")
router.register("partner/changes", PartnerChangesViewSet, basename="partner-change")
_ENDPOINTS = "partner/webhook-endpoints"
router.register(_ENDPOINTS, PartnerWebhookEndpointViewSet, basename="partner-webhook-endpoint")
router.register(
    f"{_ENDPOINTS}/(?P<endpoint_id>{UUID})/deliveries",
    PartnerDeliveryViewSet,
    basename="partner-delivery",
)

router.register(f"{CASE}/consents", ConsentViewSet, basename="consent")
router.register(f"{CASE}/lawful-bases", LawfulBasisViewSet, basename="lawful-basis")
router.register(f"{CASE}/disclosures", DisclosureViewSet, basename="disclosure")
router.register("partner/disclosures", PartnerDisclosureViewSet, basename="own-disclosure")
router.register("intakes", IntakeViewSet, basename="intake")
_INTAKE = f"intakes/(?P<intake_id>{UUID})"
router.register(f"{_INTAKE}/people", IntakePeopleViewSet, basename="intake-person")
router.register(f"{_INTAKE}/attempts", IntakeAttemptsViewSet, basename="intake-attempt")
router.register(f"{_INTAKE}/messages", IntakeMessagesViewSet, basename="intake-message")
router.register("intake-matches", IntakeMatchViewSet, basename="intake-match")
router.register("partner/intakes", PartnerIntakeViewSet, basename="own-intake")
router.register(
    f"partner/intakes/(?P<intake_id>{UUID})/messages",
    PartnerIntakeMessageViewSet,
    basename="own-intake-message",
)

_CODE_VALUES = "code-lists/(?P<name>[a-z][a-z0-9_]{0,59})/values"

urlpatterns = [
    *router.urls,
    re_path(
        "^intakes/import$", IntakeListViewSet.as_view({"post": "create"}), name="intake-import"
    ),
    re_path(
        "^partner/intakes/batch$",
        PartnerIntakeBatchViewSet.as_view({"post": "create"}),
        name="own-intake-batch",
    ),
    re_path(
        f"^{_INTAKE}/routes$",
        IntakeRoutesViewSet.as_view({"get": "list", "post": "create"}),
        name="intake-route-list",
    ),
    re_path(
        f"^{_INTAKE}/routes/(?P<id>{UUID})/device-status$",
        IntakeRouteViewSet.as_view({"post": "device_status"}, detail=True),
        name="intake-route-device-status",
    ),
    re_path(
        "^people/search$",
        PeopleSearchViewSet.as_view({"post": "create"}),
        name="people-search",
    ),
    re_path(
        f"^{_CODE_VALUES}$", CodeValueViewSet.as_view({"post": "create"}), name="code-value-list"
    ),
    re_path(
        f"^{_CODE_VALUES}/(?P<id>{UUID})$",
        CodeValueViewSet.as_view({"patch": "partial_update"}, detail=True),
        name="code-value-detail",
    ),
    re_path(
        f"^{_CODE_VALUES}/(?P<id>{UUID})/retire$",
        CodeValueViewSet.as_view({"post": "retire"}, detail=True),
        name="code-value-retire",
    ),
    re_path(
        f"^{CASE}/contact-incidents$",
        ContactIncidentViewSet.as_view({"post": "create"}),
        name="contact-incident-list",
    ),
    re_path(f"^{CASE}/timeline$", TimelineViewSet.as_view({"get": "list"}), name="timeline-list"),
]
