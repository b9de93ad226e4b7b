"""Who else there is in the client's life, as this client told it (BR-35, BR-37)."""

from datetime import date
from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.models import Case, Relationship
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import ValidationFailed

TOLD = frozenset(
    [
        "person_role",
        "relationship_type",
        "name_as_told",
        "born_on",
        "is_child",
        "lives_with_client",
        "starts_on",
        "ends_on",
        "parental_responsibility",
        "child_knowledge",
        "child_knowledge_words",
        "note",
        "told_by",
    ]
)


@operation("relationship.recorded", needs=Permission.RECORD, on="case")
def record_relationship(
    *, by: Actor, case: Case, person_role: str, sensitivity: str = "standard", **told: Any
) -> Relationship:
    """Write down somebody in the client's life: a name as told, and never a link to a person."""
    _check_told(told)
    return Relationship(case=case, person_role=person_role, sensitivity=sensitivity, **told).record(
        by=by
    )


@operation("relationship.amended", needs=Permission.RECORD, on="relationship")
def amend_relationship(
    *, by: Actor, relationship: Relationship, seen: int, reason: str, **told: Any
) -> Relationship:
    """Correct or add to what was told of somebody."""
    _check_told({"is_child": relationship.is_child} | told)
    return relationship.amend(by=by, seen=seen, reason=reason, **told)


@operation("relationship.ended", needs=Permission.RECORD, on="relationship")
def end_relationship(
    *,
    by: Actor,
    relationship: Relationship,
    seen: int,
    reason: str,
    ends_on: date | None = None,
) -> Relationship:
    """It is over; that it was stays on the record."""
    if relationship.ends_on is not None:
        raise ValidationFailed.at("", "ended_already", "This relationship has ended already.")
    return relationship.amend(by=by, seen=seen, reason=reason, ends_on=ends_on or clock.today())


@operation("child_knowledge.set", needs=Permission.RECORD, on="relationship")
def set_child_knowledge(
    *,
    by: Actor,
    relationship: Relationship,
    seen: int,
    child_knowledge: str,
    words: str = "",
    reason: str = "",
) -> Relationship:
    """What a child knows, and in which words; shown before each contact with the child (BR-37)."""
    if not relationship.is_child:
        raise ValidationFailed.at("/child_knowledge", "not_a_child", "This person is not a child.")
    if not child_knowledge:
        raise ValidationFailed.at(
            "/child_knowledge", "child_knowledge_needed", "Say what the child knows."
        )
    return relationship.amend(
        by=by,
        seen=seen,
        reason=reason or None,
        child_knowledge=child_knowledge,
        child_knowledge_words=words,
    )


def _check_told(told: dict[str, Any]) -> None:
    if unknown := told.keys() - TOLD:
        raise TypeError(f"A relationship has no {sorted(unknown)}.")
    born_on = told.get("born_on")
    if born_on is not None and born_on > clock.today():
        raise ValidationFailed.at("/born_on", "in_the_future", "The date lies in the future.")
    says_what_is_known = told.get("child_knowledge") or told.get("child_knowledge_words")
    if says_what_is_known and not told.get("is_child", False):
        raise ValidationFailed.at("/child_knowledge", "not_a_child", "This person is not a child.")
