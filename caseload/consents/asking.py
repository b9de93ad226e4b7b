"""When somebody has to be asked again, before an agreement ends or a child grows into it (3.10, BR-50).

Pure rules. Whether an agreement still stands is the gate's question, asked at each reading; this
only says on which day a person should ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from caseload.consents.rules import PARENTAL_GIVERS, adult_on
from caseload.core.uk_time import same_day, uk_date

AHEAD: Final = timedelta(days=30)
"""A consent that ends within so many days asks to be renewed (features.md 2.2)."""
HAND_OVER_AGES: Final = (12, 16)


@dataclass(frozen=True, slots=True)
class Ask:
    """One reason to ask, once for each consent; ``key`` tells it from the others."""

    key: str
    task_type: str
    title: str
    due_on: date


def asks_due(
    *,
    giver: str,
    answered_at: datetime,
    valid_until: datetime | None,
    born_on: date | None,
    at: datetime,
) -> Iterator[Ask]:
    """What is to be asked by now about an answer that no later one has replaced."""
    today = uk_date(at)
    if valid_until is not None and uk_date(valid_until) - AHEAD <= today:
        yield Ask(
            "ends",
            "consent_expiring",
            "An agreement ends: ask again",
            uk_date(valid_until),
        )
    if giver not in PARENTAL_GIVERS or born_on is None:
        return
    grown = adult_on(born_on)
    if grown - AHEAD <= today:
        yield Ask(
            "at_18",
            "consent_expiring",
            "What a parent agreed to ends at 18: ask the person",
            grown,
        )
        return
    passed = [
        age
        for age in HAND_OVER_AGES
        if uk_date(answered_at) < same_day(born_on, born_on.year + age) <= today
    ]
    if passed:
        age = passed[-1]
        yield Ask(
            f"at_{age}",
            "review_due",
            f"A parent agreed to this for a child who is {age} now: ask the young person",
            same_day(born_on, born_on.year + age),
        )
