"""Referrals in, as whoever triages sees them; and as the agency that sent them does."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from caseload.accounts.models import PartnerAgency
from caseload.clients.models import Case
from caseload.consents import gate
from caseload.consents.gate import Recipient
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound
from caseload.core.sharing import DataCategory, Purpose
from caseload.referrals.intake_rules import CLOSED_BY_SCHEDULE, Seen, as_seen, needs_consent
from caseload.referrals.models import (
    Intake,
    IntakeAttempt,
    IntakeFace,
    IntakeMatch,
    IntakeMessage,
    IntakePerson,
    IntakeRoute,
)
from caseload.referrals.subjects import OfIntake


def queue(*, by: Actor, state: str = "", urgency: str = "") -> QuerySet[Intake]:
    """The triage queue, newest first; what is kept from ``by`` is not in it."""
    rows = Intake.objects.visible_to(by).order_by("-received_at", "-id")
    wanted = {name: value for name, value in (("state", state), ("urgency", urgency)) if value}
    return rows.filter(**wanted)


def intake_detail(*, by: Actor, intake_id: UUID) -> Intake:
    found = queue(by=by).filter(pk=intake_id).first()
    if found is None:
        raise NotFound
    return found


def people_of(*, by: Actor, intake: Intake) -> QuerySet[IntakePerson]:
    return IntakePerson.objects.visible_to(by).filter(intake=intake).order_by("-recorded_at", "-id")


def routes_of(*, by: Actor, intake: Intake) -> QuerySet[IntakeRoute]:
    return IntakeRoute.objects.visible_to(by).filter(intake=intake).order_by("-recorded_at", "-id")


def attempts_of(*, by: Actor, intake: Intake) -> QuerySet[IntakeAttempt]:
    rows = IntakeAttempt.objects.visible_to(by).filter(intake=intake)
    return rows.order_by("-happened_at", "-id")


def messages_of(*, by: Actor, intake_id: UUID) -> QuerySet[IntakeMessage]:
    """What was written to and fro, for staff and for the agency alike."""
    rows = IntakeMessage.objects.visible_to(by).filter(intake_id=intake_id)
    return rows.order_by("-recorded_at", "-id")


def intake_matches(*, by: Actor) -> QuerySet[IntakeMatch]:
    """Matches that were found, for the safeguarding lead alone."""
    return IntakeMatch.objects.visible_to(by).exclude(state="none").order_by("-recorded_at", "-id")


def cases_matched(*, by: Actor, match: IntakeMatch) -> list[UUID]:
    """Those of the cases matched that the lead may see: an exclusion holds for the lead too."""
    seen = Case.objects.visible_to(by).filter(pk__in=match.cases).order_by("pk")
    return list(seen.values_list("pk", flat=True))


def my_agency(*, by: Actor) -> PartnerAgency:
    """The agency of the program that asks."""
    return PartnerAgency.objects.get(pk=by.agency_id)


def agency_of(*, by: Actor, agency_id: UUID) -> PartnerAgency | None:
    """An agency of the caller's organisation."""
    return PartnerAgency.objects.filter(organisation_id=by.organisation_id, pk=agency_id).first()


def my_faces(*, by: Actor) -> QuerySet[IntakeFace]:
    """The agency's own referrals to us, newest first."""
    return IntakeFace.objects.visible_to(by).order_by("-received_at", "-id")


def my_face(*, by: Actor, intake_id: UUID) -> IntakeFace:
    found = my_faces(by=by).filter(intake_id=intake_id).first()
    if found is None:
        raise NotFound
    return found


def face_now(*, by: Actor, face: IntakeFace) -> Seen:
    """What the agency is answered at this moment: the gate is asked again at each reading."""
    may_tell = needs_consent(face.status) and _may_tell(by=by, face=face)
    return as_seen(
        status=face.status,
        version=face.version,
        changed_at=face.changed_at,
        received_at=face.received_at,
        may_tell=may_tell,
        now=clock.now(),
    )


def _may_tell(*, by: Actor, face: IntakeFace) -> bool:
    verdict = gate.may_disclose(
        by=by,
        recipient=Recipient(agency_id=face.agency_id),
        subject=OfIntake(face.intake_id),
        categories={DataCategory.STATUS},
        purpose=Purpose.REFERRAL_FEEDBACK,
    )
    return verdict.allowed


def ages(intake: Intake) -> Mapping[str, Any]:
    """How long somebody has waited, in whole hours."""
    waited = clock.now() - intake.received_at
    return {
        "age_hours": max(0, int(waited / timedelta(hours=1))),
        "old": waited > CLOSED_BY_SCHEDULE,
    }
