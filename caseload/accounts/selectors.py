"""Colleagues, teams and one's own sign-ins."""

from django.db.models import QuerySet
from django.db.models.functions import Now

from caseload.accounts.models import Organisation, Session, Team, User, UserKind
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
