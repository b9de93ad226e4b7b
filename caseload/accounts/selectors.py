"""Colleagues, teams and one's own sign-ins; partner agencies and their programs."""

from typing import Any

from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Now

from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.accounts.models import (
    ClientSecret,
    Organisation,
    PartnerAgency,
    PartnerClient,
    Session,
    SharingAgreement,
    Team,
    User,
    UserKind,
)
from caseload.core import clock
from caseload.core.actor import Actor


def account(*, by: Actor) -> User:
    """One's own account."""
    return User.objects.get(pk=by.user_id)


def organisation(*, by: Actor) -> Organisation:
    """The charity one works for."""
    return Organisation.objects.get(pk=by.organisation_id)


def colleagues(*, by: Actor) -> QuerySet[User]:
    """Who works here now: everybody to whom a case, a task or a cover can be given."""
    return User.objects.filter(
        organisation_id=by.organisation_id, kind=UserKind.STAFF, is_active=True
    ).order_by("display_name", "pk")


def teams(*, by: Actor) -> QuerySet[Team]:
    """The teams of the organisation."""
    return Team.objects.filter(organisation_id=by.organisation_id).order_by("name", "pk")


def my_sessions(*, by: Actor) -> QuerySet[Session]:
    """One's own sign-ins that are alive, the newest first."""
    alive = Session.objects.filter(user_id=by.user_id, ended_at__isnull=True, ends_at__gt=Now())
    return alive.order_by("-started_at", "pk")


def agencies(*, by: Actor) -> QuerySet[PartnerAgency]:
    """The agencies that the organisation works with, or worked with."""
    return PartnerAgency.objects.filter(organisation_id=by.organisation_id).order_by("name", "pk")


def agreements(*, by: Actor, agency: PartnerAgency) -> QuerySet[SharingAgreement]:
    """What was ever signed with an agency, the latest first."""
    rows = SharingAgreement.objects.filter(organisation_id=by.organisation_id, agency=agency)
    return rows.order_by("-starts_at", "-pk")


def programs(*, by: Actor, agency: PartnerAgency) -> QuerySet[PartnerClient]:
    """The programs of an agency, each with the end of its newest live secret.

    Secrets are rows for those who keep agencies alone; to everybody else that end is nothing.
    """
    rows = PartnerClient.objects.filter(organisation_id=by.organisation_id, agency=agency)
    if Permission.MANAGE_AGENCIES in held_by(by.roles):
        live = ClientSecret.objects.filter(client=OuterRef("pk"), ends_at__gt=clock.now())
        ends: Any = Subquery(live.order_by("-ends_at").values("ends_at")[:1])
    else:
        ends = Value(None, output_field=DateTimeField())
    return rows.annotate(secret_ends_at=ends).order_by("name", "pk")


def secrets_of(*, by: Actor, client: PartnerClient) -> QuerySet[ClientSecret]:
    """Every secret that a program ever had, the newest first."""
    rows = ClientSecret.objects.filter(organisation_id=by.organisation_id, client=client)
    return rows.order_by("-starts_at", "-pk")
