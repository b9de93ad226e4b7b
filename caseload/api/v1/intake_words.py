"""From what was sent about a referral to what the services take."""

from datetime import date
from typing import Any

from caseload.core.errors import ValidationFailed


def referral_words(entry: dict[str, Any]) -> dict[str, Any]:
    """The subject first, then the others; the Knock as a date with its precision."""
    said = dict(entry)
    subject = dict(said.pop("subject")) | {"contact_routes": said.pop("contact_routes")}
    people = [subject, *(dict(other) for other in said.pop("others", []))]
    if knock := said.pop("knock_on", None):
        said["knock_on"] = _first_day(knock["value"], knock["precision"])
        said["knock_precision"] = knock["precision"]
    return said | {"people": people}


def _first_day(value: str, precision: str) -> date:
    parts = value.split("-")
    if len(parts) != {"year": 1, "month": 2, "day": 3}[precision]:
        raise ValidationFailed.at(
            "/knock_on/value",
            "precision_differs",
            "Write the date as exactly as the precision says.",
        )
    try:
        return date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError as error:
        raise ValidationFailed.at("/knock_on/value", "invalid", "This is no date.") from error
