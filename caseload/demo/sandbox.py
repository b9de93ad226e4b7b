"""A sandbox: a charity that is none, for agencies that try their systems out (api.md §10).

It may stand in any installation. Its organisation is marked as test, and so is every program
registered in it; what an agency does there touches no family, because row security keeps
organisations apart and all of this one's families are invented. It lasts a year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from caseload.access.acting import unit_of_work
from caseload.access.roles import PARTNER_SCOPES, Role
from caseload.accounts import founding, principals, services
from caseload.accounts.models import Organisation, User
from caseload.clients.models import Case
from caseload.clients.services import cases, people, safe_contact
from caseload.consents.selectors import records
from caseload.consents.services import consents
from caseload.core.actor import Actor
from caseload.core.sharing import AgencyKind, DataCategory, Purpose
from caseload.demo import invented
from caseload.demo.partners import Access, Partner, access_for, work_with
from caseload.referrals.models import IntakeState, ReferralState
from caseload.referrals.referral_content import look_ahead
from caseload.referrals.selectors import intakes as intake_reads
from caseload.referrals.selectors import referrals_out as referral_reads
from caseload.referrals.services import referrals_out, triage
from caseload.vocabulary.founding import seed_code_lists

NAME: Final = "Sandbox (invented families only)"
FAMILIES: Final = 3
"""So many referrals wait for each agency's answer."""

QUESTION: Final = "What was the person told about us?"
_TEAM = "Sandbox"
_SECTIONS = ["identity", "needs", "safe_contact"]
_STAFF = {"triage": Role.INTAKE_WORKER, "worker": Role.SUPPORT_WORKER}


class NoSandbox(Exception):
    """A sentence that says why nothing was done."""


@dataclass(frozen=True, slots=True)
class Replies:
    """What the sandbox's people did when they were asked to play their part."""

    asked: int
    taken_back: int


class Sandbox:
    """One sandbox and those who play the charity in it; nobody can sign in as any of them."""

    def __init__(self, slug: str) -> None:
        """Find it, or make it as far as it is missing.

        Raises:
            NoSandbox: a charity has this name, or the year is over.
        """
        self._slug = slug
        found = Organisation.objects.filter(slug=slug).first()
        if found is not None and not found.is_test:
            raise NoSandbox(f"{slug} is a charity and no sandbox. Nothing was changed.")
        self.organisation = found or self._found()
        seed_code_lists(self.organisation.pk)
        if not principals.live_roles(self._user("administrator")):
            raise NoSandbox(
                f"The year of {slug} is over. Begin another sandbox with another --slug, and hand "
                "its programs out anew. Nothing was changed."
            )
        self._staff()

    def admit(self, name: str, kind: AgencyKind) -> Access:
        """An agency that may try everything: its program, a new secret, families to read."""
        wanted = Partner(
            name, kind, "On trial", tuple(PARTNER_SCOPES), tuple(Purpose), tuple(DataCategory)
        )
        with unit_of_work(self._as("administrator")) as by:
            program = work_with(by=by, partner=wanted)
        self._send_families(program.agency_id)
        with unit_of_work(self._as("administrator")) as by:
            return access_for(by=by, program=program)

    def reply(self) -> Replies:
        """Play the charity: ask about each new referral in, and take back the oldest one out.

        Taking back the agreement is what an agency must be ready for and cannot bring about.
        Another family takes the place of the one that is gone.
        """
        with unit_of_work(self._as("triage")) as by:
            received = list(intake_reads.queue(by=by, state=IntakeState.RECEIVED))
            for intake in received:
                looked = triage.start_triage(by=by, intake=intake, seen=intake.version)
                triage.request_information(
                    by=by, intake=looked, seen=looked.version, question=QUESTION
                )
        with unit_of_work(self._as("worker")) as by:
            oldest = {
                referral.recipient_agency_id: referral
                for referral in referral_reads.referrals_everywhere(by=by)
                .filter(sent_at__isnull=False, access_ended_at=None)
                .order_by("-sent_at")
            }
            for referral in oldest.values():
                consent = records.consents_of_case(by=by, case=referral.case).get(withdrawn_at=None)
                consents.withdraw_consent(
                    by=by, consent=consent, seen=consent.version, method="verbal"
                )
        for agency_id in oldest:
            self._send_families(agency_id)
        return Replies(len(received), len(oldest))

    def _found(self) -> Organisation:
        return founding.found(
            slug=self._slug,
            name=NAME,
            administrator=self._username("administrator"),
            trustee=self._username("trustee"),
            is_test=True,
        ).organisation

    def _staff(self) -> None:
        there = set(
            User.objects.filter(organisation=self.organisation).values_list("username", flat=True)
        )
        missing = {part: role for part, role in _STAFF.items() if self._username(part) not in there}
        if not missing:
            return
        with unit_of_work(self._as("administrator")) as by:
            if not self.organisation.teams.exists():
                services.create_team(by=by, organisation=self.organisation, name=_TEAM)
            for part, role in missing.items():
                user = services.add_user(
                    by=by,
                    organisation=self.organisation,
                    username=self._username(part),
                    display_name=f"Sandbox {part}",
                )
                services.propose_role(by=by, user=user, role=role)

    def _send_families(self, agency_id: UUID) -> None:
        with unit_of_work(self._as("worker")) as by:
            sent = referral_reads.referrals_everywhere(by=by).filter(
                recipient_agency_id=agency_id, sent_at__isnull=False
            )
            waiting = sent.filter(state=ReferralState.SENT, access_ended_at=None).count()
            ever = sent.count()
        for number in range(ever, ever + FAMILIES - waiting):
            self._send_family(agency_id, number)

    def _send_family(self, agency_id: UUID, number: int) -> None:
        chance = invented.dice("sandbox", agency_id, number)
        with unit_of_work(self._as("triage")) as by:
            person = people.register_person(
                by=by,
                organisation=self.organisation,
                identity_level="identified",
                given_names=invented.first_name(chance),
                family_name=invented.family_name(chance),
                born_on=date(1980, 1, 1) + timedelta(days=chance.randrange(9000)),
                born_precision="day",
            )
            opened = cases.open_case(
                by=by,
                team=self.organisation.teams.get(),
                client=person,
                strand="adult_family_1to1",
                lead_id=self._user("worker").pk,
            )
        with unit_of_work(self._as("worker")) as by:
            case = Case.objects.visible_to(by).get(pk=opened.pk)
            safe_contact.record_route(
                by=by,
                case=case,
                kind="phone",
                value=invented.phone(chance),
                call="allowed",
                voicemail="not_safe",
                told_by="the person",
            )
            _refer(by, case, agency_id)

    def _as(self, part: str) -> Actor:
        return principals.command_actor(self._user(part))

    def _user(self, part: str) -> User:
        return User.objects.get(organisation=self.organisation, username=self._username(part))

    def _username(self, part: str) -> str:
        return f"{self._slug}.{part}"


def _refer(by: Actor, case: Case, agency_id: UUID) -> None:
    consents.record_consent(
        by=by,
        case=case,
        scope="refer_onward",
        answer="given",
        method="verbal",
        recipient_agency_id=agency_id,
        categories=[DataCategory.IDENTITY, DataCategory.CONTACT, DataCategory.NOTES],
    )
    draft = referrals_out.draft_referral(
        by=by,
        case=case,
        recipient_agency_id=agency_id,
        destination_type="family_course",
        reason="A place on a course, to try things out",
        sections=_SECTIONS,
    )
    shown = look_ahead(by=by, referral=draft)
    referrals_out.send_referral(
        by=by, referral=draft, seen=draft.version, content_hash=shown.content_hash
    )
