"""Matches across what people may see, for the safeguarding lead alone (BR-07)."""

from django.db.models import QuerySet

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.clients.models import Case, MatchState, ProtectedMatch
from caseload.core.actor import Actor


def protected_matches(*, by: Actor) -> QuerySet[ProtectedMatch]:
    """Every match that was found, waiting or reviewed, newest first."""
    rows = ProtectedMatch.objects.exclude(state=MatchState.NONE)
    if not (by.is_wide and Permission.MANAGE_SIDES in held_by(by.roles)):
        return rows.none()
    seen = scope.cases_visible_to(Case._base_manager.all(), by)
    rows = rows.filter(organisation_id=by.organisation_id, case_id__in=seen.values("pk"))
    return rows.order_by("-recorded_at", "-id")
