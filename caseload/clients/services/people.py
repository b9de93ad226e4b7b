"""Who people are, and the families they belong to."""

from datetime import date
from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import Organisation
from caseload.clients import membership, search_index
from caseload.clients.matching import NOTHING_TOLD, Told
from caseload.clients.models import Case, EqualityFacts, Family, FamilyMember, Person
from caseload.clients.services.duplicates import look_for_hidden_match
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, PreconditionRequired, ValidationFailed
from caseload.vocabulary.source import codes

IDENTITY = frozenset(
    [
        "given_names",
        "family_name",
        "known_as",
        "former_names",
        "pronouns",
        "born_on",
        "born_precision",
        "language",
        "needs_interpreter",
        "communication_needs",
        "access_needs",
    ]
)
EQUALITY = frozenset(
    [
        "ethnicity",
        "sex",
        "gender_identity",
        "sexual_orientation",
        "religion",
        "marital_status",
        "disability_status",
        "impairments",
    ]
)


@operation("person.registered", needs=Permission.OPEN_CASE, on="organisation")
def register_person(
    *,
    by: Actor,
    organisation: Organisation,
    identity_level: str,
    told: Told = NOTHING_TOLD,
    **identity: Any,
) -> Person:
    """Write down who somebody is, on the way to opening their case.

    Visible to the opener in this request only, until a case makes it visible to others (BR-09:
    an anonymous person keeps no name, number or address). Somebody who may be known where the
    opener cannot see becomes a question for the safeguarding lead, and for nobody else (BR-07).
    """
    _check_birth(identity)
    person = Person(
        organisation=organisation,
        identity_level=identity_level,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
        opened_request=by.request_id,
        **identity,
    ).insert()
    search_index.index_person(person)
    look_for_hidden_match(by=by, person=person, told=told)
    return person


@operation("person.amended", needs=Permission.RECORD, on="case")
def amend_person(
    *, by: Actor, case: Case, person: Person, seen: int, reason: str, **identity: Any
) -> Person:
    """Correct who somebody is; a former name stays findable in ``former_names``."""
    _check_client(case, person)
    if unknown := identity.keys() - IDENTITY:
        raise TypeError(f"A person has no amendable {sorted(unknown)}.")
    _check_birth(identity)
    person.change(seen=seen, reason=reason, **identity)
    search_index.index_person(person)
    return person


@operation("person.identified", needs=Permission.RECORD, on="case")
def identify_person(
    *,
    by: Actor,
    case: Case,
    person: Person,
    seen: int,
    identity_level: str,
    reason: str,
    **identity: Any,
) -> Person:
    """The client said who they are, or more of it: a dated version, never undone (BR-09).

    What was recorded while they were anonymous stays as it is; it joins nothing by itself.
    """
    _check_client(case, person)
    levels = codes("client_identity_level")
    if identity_level in levels and levels.index(identity_level) <= levels.index(
        person.identity_level
    ):
        raise ValidationFailed.at(
            "/identity_level", "known_already", "The client is known at least this well already."
        )
    if unknown := identity.keys() - IDENTITY:
        raise TypeError(f"A person has no amendable {sorted(unknown)}.")
    _check_birth(identity)
    person.change(seen=seen, reason=reason, identity_level=identity_level, **identity)
    search_index.index_person(person)
    return person


@operation("person.died", needs=Permission.RECORD, on="case")
def record_death(
    *, by: Actor, case: Case, person: Person, seen: int, died_on: date, reason: str
) -> Person:
    """Write down that the client died; from now on nothing automatic reaches them (BR-28)."""
    _check_client(case, person)
    if died_on > clock.today():
        raise ValidationFailed.at("/died_on", "in_the_future", "The date lies in the future.")
    return person.change(seen=seen, reason=reason, died_on=died_on)


@operation("equality_facts.recorded", needs=Permission.RECORD, on="case")
def record_equality_facts(
    *, by: Actor, case: Case, person: Person, seen: int | None = None, **facts: Any
) -> EqualityFacts:
    """What the client chose to say about themselves for equality monitoring; all of it optional.

    Raises:
        PreconditionRequired: there are facts already, and the caller did not say which were seen.
    """
    _check_client(case, person)
    if unknown := facts.keys() - EQUALITY:
        raise TypeError(f"There is no equality fact {sorted(unknown)}.")
    present = EqualityFacts.objects.visible_to(by).filter(person=person).first()
    if present is None:
        return EqualityFacts(
            person=person,
            organisation_id=person.organisation_id,
            recorded_by_id=by.user_id,
            recorded_at=clock.now(),
            **facts,
        ).insert()
    if seen is None:
        raise PreconditionRequired
    return present.change(seen=seen, reason=None, **facts)


@operation("family.registered", needs=Permission.OPEN_CASE, on="organisation")
def register_family(
    *,
    by: Actor,
    organisation: Organisation,
    day_zero: date | None = None,
    police_force: str = "",
    police_reference: str = "",
    police_reference_hash: bytes | None = None,
) -> Family:
    """Begin a family: day 0 and force; the police reference is kept as a keyed hash only.

    A referral that was kept before holds no more than the hash.
    """
    return Family(
        organisation=organisation,
        day_zero=day_zero,
        police_force=police_force,
        police_reference_hash=police_reference_hash
        or search_index.opaque_hash(organisation.pk, police_reference),
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
        opened_request=by.request_id,
    ).insert()


@operation("family.amended", needs=Permission.RECORD, on="case")
def amend_family(
    *,
    by: Actor,
    case: Case,
    seen: int,
    reason: str,
    police_reference: str | None = None,
    **changes: Any,
) -> Family:
    """Correct the day of the Knock, the force or the police reference of the case's family."""
    family = _family_of(case)
    if unknown := changes.keys() - {"day_zero", "police_force"}:
        raise TypeError(f"A family has no amendable {sorted(unknown)}.")
    if police_reference is not None:
        changes["police_reference_hash"] = search_index.opaque_hash(
            family.organisation_id, police_reference
        )
    return family.change(seen=seen, reason=reason, **changes)


@operation("family_member.added", needs=Permission.RECORD, on="case")
def add_family_member(*, by: Actor, case: Case, person: Person, person_role: str) -> FamilyMember:
    """Say that a person whom the caller sees belongs to the family of this case."""
    return membership.join(by=by, family=_family_of(case), person=person, person_role=person_role)


@operation("family_member.left", needs=Permission.RECORD, on="case")
def leave_family(
    *, by: Actor, case: Case, member: FamilyMember, seen: int, reason: str
) -> FamilyMember:
    """Say that somebody no longer belongs; who was kept out of the family stays out."""
    if member.family_id != case.family_id:
        raise NotFound
    if member.left_at is not None:
        raise ValidationFailed.at("", "left_already", "This person has left the family already.")
    return member.change(seen=seen, reason=reason, left_at=clock.now())


def _check_client(case: Case, person: Person) -> None:
    """The permission was asked on the case, so the person has to be its client."""
    if person.pk != case.client_id:
        raise NotFound


def _check_birth(identity: dict[str, Any]) -> None:
    born_on = identity.get("born_on")
    if born_on is not None and born_on > clock.today():
        raise ValidationFailed.at("/born_on", "in_the_future", "The date lies in the future.")


def _family_of(case: Case) -> Family:
    if case.family is None:
        raise ValidationFailed.at("", "no_family", "This case belongs to no family yet.")
    return case.family
