"""What a route has to say before it is kept, and what follows from a change of it.

Pure of the database: services hand in what was sent and the route as it was.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from caseload.clients.models import SafeContactRoute
from caseload.clients.safe_contact import LIFETIME_DAYS, USES_OF_KIND, Answer, Use
from caseload.core.errors import FieldError
from caseload.core.names import normalise_email, normalise_phone
from caseload.core.uk_time import Window, windows_from

YES = frozenset({Answer.ALLOWED, Answer.ALLOWED_WITH_CONDITIONS})
ANSWERS = frozenset(use.value for use in Use)
TOKEN_KIND = {"phone": "phone", "email": "email"}
_SUSPENDED_BY = {"returned": "device_returned_unchecked"}
_SEIZED = "seized"


def normal_value(kind: str, value: str) -> str | None:
    """The number or address in one form; nothing if it cannot be read as one."""
    if not value:
        return ""
    if kind == "phone":
        return normalise_phone(value)
    if kind == "email":
        return normalise_email(value)
    return value.strip()


def route_errors(route: SafeContactRoute) -> list[FieldError]:
    """Everything that is wrong with a route as it is about to be kept."""
    errors = []
    for use in Use:
        said = getattr(route, use.value)
        if said in YES and use not in USES_OF_KIND.get(route.kind, frozenset()):
            errors.append(
                FieldError(
                    f"/{use.value}", "use_not_of_kind", "This route cannot be used in this way."
                )
            )
        if said == Answer.ALLOWED_WITH_CONDITIONS and not route.conditions.strip():
            errors.append(
                FieldError("/conditions", "conditions_needed", "Write down the conditions.")
            )
    return errors + _window_errors(route)


def _window_errors(route: SafeContactRoute) -> list[FieldError]:
    errors = []
    try:
        windows_from(route.safe_hours)
    except ValueError as wrong:
        errors.append(FieldError("/safe_hours", "hours_unreadable", str(wrong)))
    if route.referrer_window is not None:
        try:
            Window.from_json(route.referrer_window)
        except ValueError as wrong:
            errors.append(FieldError("/referrer_window", "hours_unreadable", str(wrong)))
    return errors


def says_yes(facts: Mapping[str, Any]) -> bool:
    """Whether the person allowed anything in what was told now."""
    return any(facts.get(use) in YES for use in ANSWERS)


def standing(verified_on: date | None, *, today: date) -> dict[str, date]:
    """From when and until when an answer stands (BR-25)."""
    verified = verified_on or today
    return {"verified_on": verified, "expires_on": verified + timedelta(days=LIFETIME_DAYS)}


def suspension_of(device_status: str) -> str:
    """Why a device in this state takes its routes away; nothing if it does not (BR-22)."""
    if device_status.startswith(_SEIZED):
        return "device_seized"
    return _SUSPENDED_BY.get(device_status, "")


def is_with_police(device_status: str) -> bool:
    return device_status.startswith(_SEIZED)


def forgotten_answers(told: Mapping[str, Any]) -> dict[str, Any]:
    """Another number is another route: what was said of the former one does not carry over."""
    silent = {use: Answer.NOT_ASKED.value for use in ANSWERS if use not in told}
    return {**silent, "verified_on": None, "expires_on": None}
