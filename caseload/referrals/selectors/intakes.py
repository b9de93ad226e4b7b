"""Referrals in, as whoever triages sees them; and as the agency that sent them does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from caseload.accounts.models import PartnerAgency
from caseload.clients.models import Case
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound
from caseload.referrals.intake_rules import (
    NOT_ACCEPTED,
    TURNS_ON_CONSENT,
    Seen,
    as_seen,
    closes_at,
    review_due_since,
    turns_on_consent,
)
from caseload.referrals.models import (
    Intake,
    IntakeAttempt,
    IntakeFace,
    IntakeMatch,
    IntakeMessage,
    IntakePerson,
    IntakeRoute,
)
from caseload.referrals.subjects import may_tell_referrer, of_intakes


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
    """Matches that were found, for the safeguarding lead alone; of what was cut none is left to judge."""
    rows = IntakeMatch.objects.visible_to(by).filter(intake__cut_at=None)
    return rows.exclude(state="none").order_by("-recorded_at", "-id")


def cases_matched(*, by: Actor, rows: Iterable[IntakeMatch]) -> frozenset[UUID]:
    """Cases of these matches that the lead may see: an exclusion holds for the lead too."""
    matched = {case_id for match in rows for case_id in match.cases}
    seen = Case.objects.visible_to(by).filter(pk__in=matched)
    return frozenset(seen.values_list("pk", flat=True))


def my_agency(*, by: Actor) -> PartnerAgency:
    """The agency of the program that asks."""
    return PartnerAgency.objects.get(pk__in=[by.agency_id])


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
    return faces_now(by=by, faces=[face])[face.pk]


def faces_now(*, by: Actor, faces: Sequence[IntakeFace]) -> dict[UUID, Seen]:
    """The same of many, by the face's id: the facts of all of them are one query."""
    now = clock.now()
    asks = {
        face.intake_id
        for face in faces
        if turns_on_consent(face.status, received_at=face.received_at, now=now)
    }
    facts = of_intakes(asks) if asks else {}
    return {
        face.pk: as_seen(
            status=face.status,
            version=face.version,
            changed_at=face.changed_at,
            received_at=face.received_at,
            may_tell=face.intake_id in asks
            and may_tell_referrer(by=by, face=face, facts=facts[face.intake_id]).allowed,
            now=now,
        )
        for face in faces
    }


def ages(intake: Intake) -> Mapping[str, Any]:
    """How long somebody has waited, in whole hours."""
    now = clock.now()
    return {
        "age_hours": max(0, int((now - intake.received_at) / timedelta(hours=1))),
        "old": now > closes_at(intake.received_at),
    }


def to_cut() -> list[UUID]:
    """Intakes whose clock has come, for the actor of that clock; nobody else is told any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT acl.intakes_to_cut()")
        return [row[0] for row in cursor.fetchall()]


def overdue_for_review(*, by: Actor) -> int:
    """Referrals not accepted that are past their year, which two people decide about (features.md 2.23)."""
    rows = Intake.objects.visible_to(by).filter(cut_at=None, state__in=NOT_ACCEPTED)
    return rows.filter(decided_at__lt=review_due_since(clock.now())).count()


def faces_that_may_move(*, by: Actor) -> QuerySet[IntakeFace]:
    """Faces whose word turns on the person's yes, which begins and ends by time as well."""
    rows = IntakeFace.objects.visible_to(by).filter(withdrawn_at=None, status__in=TURNS_ON_CONSENT)
    return rows.order_by("received_at", "pk")
