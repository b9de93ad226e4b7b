"""Is this person known already? Told to the caller only as far as the caller may see (BR-07).

The same rule decides about visible and hidden matches (``clients.matching``). Hidden ones are
found by a function of the database that answers nothing and writes for the safeguarding lead
alone.
"""

from django.db import connection

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.matching import NOTHING_TOLD, Told, match_tokens
from caseload.clients.models import MatchOutcome, MatchState, Person, ProtectedMatch
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition


@operation("match.looked_for", needs=Permission.OPEN_CASE, on="person")
def look_for_hidden_match(*, by: Actor, person: Person, told: Told = NOTHING_TOLD) -> None:
    """Have the safeguarding lead look, if the person may be known where ``by`` cannot see.

    Part of registering somebody. It answers nothing, whatever is found, and takes as long.
    """
    wanted = sorted(match_tokens(person, told))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT acl.look_for_hidden_match(%s::uuid, %s::text[], %s::bigint[])",
            [person.pk, [kind for kind, _ in wanted], [token for _, token in wanted]],
        )


@operation("protected_match.reviewed", needs=Permission.MANAGE_SIDES, on="match")
def review_protected_match(
    *, by: Actor, match: ProtectedMatch, seen: int, outcome: MatchOutcome, note: str = ""
) -> ProtectedMatch:
    """Say what a match out of sight turned out to be. Whoever registered the person is not told."""
    if match.state != MatchState.OPEN:
        raise InvalidTransition("This match has been reviewed.", allowed=[])
    return match.change(
        seen=seen,
        reason="reviewed",
        state=MatchState.REVIEWED,
        outcome=outcome,
        note=note,
        reviewed_by_id=by.user_id,
        reviewed_at=clock.now(),
    )
