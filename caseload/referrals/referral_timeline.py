"""Referrals out in the stream of a case: each state they came to (D6)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from caseload.clients.models import Case
from caseload.contacts.timeline import EntryKind, Position, TimelineEntry, page
from caseload.core.actor import Actor
from caseload.referrals.models import Referral


def states_of_referrals(
    by: Actor, case: Case, limit: int, after: Position | None
) -> Iterator[TimelineEntry]:
    """Versions in which a referral's state or outcome is another than before; drafts are none."""
    seen = Referral.objects.visible_to(by).filter(case=case).values("pk")
    versions: QuerySet[Any] = Referral.history.filter(case_id=case.pk, id__in=seen)
    before = versions.filter(id=OuterRef("id"), version=OuterRef("version") - 1)
    rows = (
        versions.exclude(state="draft")
        .annotate(
            former=Subquery(before.values("state")[:1]),
            former_outcome=Subquery(before.values("outcome")[:1]),
        )
        .filter(~Q(former=F("state")) | ~Q(former_outcome=F("outcome")))
    )
    for row in page(rows, "history_date", limit, after, key="history_id"):
        yield TimelineEntry(
            at=row.history_date,
            id=row.history_id,
            kind=EntryKind.REFERRAL,
            what=row.state,
            case_id=case.pk,
            by_id=row.history_user_id,
            record_id=row.id,
            facts={
                "destination_type": row.destination_type,
                "outcome": row.outcome,
                "reference": row.reference,
            },
        )
