"""Who may answer for whom, and what a decision without agreement has to say: pure rules.

BR-50 for the giver; BR-42, BR-43, BR-46, BR-49 and features.md 3.3 for the grounds.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from caseload.consents.grounds import GROUND_NEEDS, IMMEDIATE, NEEDS_INFORMATION_GOVERNANCE
from caseload.consents.rules import PARENTAL_GIVERS, adult_on
from caseload.core.errors import FieldError
from caseload.core.sharing import DataCategory
from caseload.core.uk_time import uk_date

_HOLDS_RESPONSIBILITY: Final = frozenset(
    {"yes_birth_mother", "yes_father_married_or_registered", "yes_order"}
)
_COMPETENT: Final = frozenset({"assessed_competent", "presumed_16_17", "presumed_12_scotland"})
_PRESUMED_AGE: Final = {"presumed_16_17": 16, "presumed_12_scotland": 12}
RECOGNISED_FROM: Final = date(2026, 2, 5)
"""Recognised legitimate interests can be chosen from here on (BR-46, DUAA 2025)."""

_SENSITIVE: Final = frozenset(
    {DataCategory.HEALTH, DataCategory.RISK, DataCategory.CHILDREN, DataCategory.NOTES}
)
_SENTENCES: Final = {
    "concern": "Write down what was seen or told.",
    "agreement_not_sought_because": "Say why the person was not asked.",
    "family_told": "Say whether the family knows.",
    "danger": "Write down the danger.",
    "danger_at": "Say when the danger became known.",
    "order_reference": "Give the reference of the order.",
    "requester": "Say who asks.",
    "power": "Say under which power they ask.",
    "request_scope": "Say what they ask for.",
    "duty": "Name the duty to report.",
}


def age_on(born_on: date, day: date) -> int:
    """Whole years; who was born on 29 February has the birthday on 1 March."""
    before = (day.month, day.day) < (born_on.month, born_on.day)
    return day.year - born_on.year - int(before)


def giver_errors(
    *,
    giver: str,
    standing: str,
    competence: str,
    capacity: str,
    born_on: date | None,
    nation: str,
    at: datetime,
) -> list[FieldError]:
    """Why this answer cannot be taken from whoever gave it (BR-50); nothing where it can."""
    day = uk_date(at)
    is_child = born_on is not None and adult_on(born_on) > day
    if giver in PARENTAL_GIVERS:
        return _parent_errors(giver, standing, is_child=is_child, known=born_on is not None)
    if giver == "self" and is_child and born_on is not None:
        return _child_errors(competence, age_on(born_on, day), nation)
    if giver in {"attorney_deputy", "best_interests"} and capacity != "assessed_lacks_capacity":
        return [
            FieldError(
                "/capacity",
                "capacity_not_assessed",
                "Somebody else answers only for a person who was found not to be able to.",
            )
        ]
    return []


def _parent_errors(giver: str, standing: str, *, is_child: bool, known: bool) -> list[FieldError]:
    if known and not is_child:
        return [FieldError("/giver", "grown_up", "The person is grown and answers alone.")]
    if giver == "local_authority_pr":
        holds = standing == "shared_with_local_authority"
    else:
        holds = standing in _HOLDS_RESPONSIBILITY
    if holds:
        return []
    return [
        FieldError(
            "/standing",
            "responsibility_not_shown",
            "This answer counts only from somebody who holds parental responsibility, alone or "
            "as it is shared.",
        )
    ]


def _child_errors(competence: str, age: int, nation: str) -> list[FieldError]:
    least = _PRESUMED_AGE.get(competence)
    presumed_wrongly = least is not None and (
        age < least or (competence == "presumed_12_scotland" and nation != "scotland")
    )
    if competence in _COMPETENT and not presumed_wrongly:
        return []
    return [
        FieldError(
            "/competence",
            "competence_not_assessed",
            "A child's own answer counts once it was assessed that they understand this decision.",
        )
    ]


def basis_errors(
    words: Mapping[str, Any], *, overrides_refusal: bool, at: datetime
) -> list[FieldError]:
    """Everything that a decision to tell without agreement still has to say, at once."""
    ground = words["ground"]
    if ground not in GROUND_NEEDS:
        return [FieldError("/ground", "ground_not_open", "This is no ground to choose here.")]
    missing = [name for name in GROUND_NEEDS[ground] if words.get(name) in (None, "", [])]
    errors = [FieldError(f"/{name}", "needed_by_ground", _SENTENCES[name]) for name in missing]
    if words.get("family_told") is False and not words.get("family_told_note"):
        errors.append(FieldError("/family_told_note", "needed_by_ground", "Say why not."))
    article6 = words["article6"]
    if article6 == "a_consent":
        errors.append(
            FieldError("/article6", "not_consent", "This decision is made without consent.")
        )
    if article6.startswith("ea_recognised") and uk_date(at) < RECOGNISED_FROM:
        errors.append(
            FieldError("/article6", "not_in_force", "This basis is open from 5 February 2026.")
        )
    categories = set(words["categories"])
    if categories & _SENSITIVE and not words.get("article9"):
        errors.append(
            FieldError(
                "/article9", "condition_needed", "Name the condition for these kinds of data."
            )
        )
    needs_schedule = (
        DataCategory.OFFENCE_RELATED in categories
        or words.get("article9") == "g_substantial_public_interest"
    )
    if needs_schedule and not words.get("schedule1"):
        errors.append(
            FieldError("/schedule1", "condition_needed", "Name the Schedule 1 condition.")
        )
    # In danger of life nobody is held up by this: the lead sees to it with the confirmation.
    postponable = overrides_refusal and ground not in IMMEDIATE
    if postponable and not (
        words.get("person_told_at")
        or (words.get("tell_later_because") and words.get("tell_later_until"))
    ):
        errors.append(
            FieldError(
                "/person_told_at",
                "tell_the_person",
                "Tell the person, or say why later and until when.",
            )
        )
    return errors


def needs_second(ground: str, *, overrides_refusal: bool) -> bool:
    """Orders and requests always, a person's own "no" unless somebody's life is at risk now."""
    if ground in NEEDS_INFORMATION_GOVERNANCE:
        return True
    return overrides_refusal and ground not in IMMEDIATE
