"""Statutory duties to report are data: of which nation, and from which day (BR-47).

A duty of another nation, or one that the law has not switched on, is no ground to tell anybody.
Pure rules over what the code list ``legal_duty_regime`` and the charity's own row of it say.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from caseload.core.errors import FieldError
from caseload.core.uk_time import uk_date

GROUND: Final = "mandatory_report"
"""The only ground that rests on a duty; elsewhere a duty is a remark."""
CODE_LIST: Final = "legal_duty_regime"


def duty_errors(duty: Mapping[str, Any], *, nation: str, at: datetime) -> list[FieldError]:
    """Why this duty is none here and now; nothing where it is one."""
    if not duty.get("nation"):
        return [_refused("no_duty", "This is no duty to report. Choose another ground.")]
    if duty["nation"] != nation:
        return [_refused("not_in_this_nation", "This duty is not one of the case's nation.")]
    if not is_in_force(duty, uk_date(at)):
        return [_refused("not_in_force", "This duty is not in force. Choose another ground.")]
    return []


def is_in_force(duty: Mapping[str, Any], day: date) -> bool:
    """From the day that was entered; without one, as the list is shipped."""
    starts_on = duty.get("starts_on")
    if starts_on is None:
        return bool(duty.get("default_on"))
    return date.fromisoformat(starts_on) <= day


def _refused(code: str, sentence: str) -> FieldError:
    return FieldError("/duty", code, sentence)
