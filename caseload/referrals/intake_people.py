"""Whom a referral names and how they may be reached, checked before anything of it is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from caseload.clients import routes as route_rules
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import FieldError, ValidationFailed
from caseload.referrals.models import IntakePerson, IntakeRoute

_MAIN_USE = {"phone": "call", "email": "email", "post": "letter", "app": "app"}


class PersonTold(TypedDict, total=False):
    """Somebody as the referrer names them, with the ways to reach them."""

    role: str
    given_names: str
    family_name: str
    known_as: str
    born_on: date | None
    born_precision: str
    postcode: str
    language: str
    told_by: str
    is_to_be_supported: bool
    contact_routes: list[dict[str, Any]]


def checked_route(
    *, by: Actor, person: IntakePerson, intake_id: UUID, pointer: str, told: Mapping[str, Any]
) -> IntakeRoute:
    """One way to reach somebody: the main question about it has to be answered, if with "not asked".

    Raises:
        ValidationFailed: what is wrong with it, placed under ``pointer``.
    """
    main = _MAIN_USE.get(str(told.get("kind")), "")
    if main and not told.get(main):
        raise ValidationFailed.at(
            f"{pointer}/{main}",
            "safe_contact_needed",
            "Say whether the person has said that this is safe; not_asked is an answer.",
        )
    route = IntakeRoute(
        organisation_id=person.organisation_id,
        intake_id=intake_id,
        person=person,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
        **told,
    )
    value = route_rules.normal_value(route.kind, route.value)
    errors: list[FieldError] = []
    if value is None:
        errors.append(FieldError("/value", "unreadable", "This number or address cannot be read."))
    else:
        route.value = value
    try:
        route.check_values()
    except ValidationFailed as failed:
        errors += failed.errors
    errors += route_rules.route_errors(route)  # type: ignore[arg-type] # the same answers
    if errors:
        placed = (FieldError(f"{pointer}{e.pointer}", e.code, e.detail) for e in errors)
        raise ValidationFailed(*placed)
    return route
