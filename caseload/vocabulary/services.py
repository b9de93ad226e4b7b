"""How an organisation words its code lists. A code itself never changes its meaning."""

import re
from datetime import date
from typing import Final

from django.db.models import Max

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import Organisation
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, ValidationFailed
from caseload.vocabulary import additions, source
from caseload.vocabulary.models import CodeValue

DUTIES: Final = "legal_duty_regime"
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")


@operation("code_value.added", needs=Permission.MANAGE_CODE_LISTS, on="organisation")
def add_value(
    *,
    by: Actor,
    organisation: Organisation,
    code_list: str,
    code: str,
    label: str,
    definition: str = "",
    behaves_like: str = "",
) -> CodeValue:
    """Add a value to a list, for this organisation.

    Where rules hang on a list (does this outcome count as reaching somebody?), the new value
    says which shipped one it behaves like; nothing is guessed.
    """
    if code_list not in source.code_lists():
        raise NotFound
    if not _CODE.match(code):
        raise ValidationFailed.at(
            "/code", "not_a_code", "A code has small letters, digits and single underscores."
        )
    row = CodeValue(
        organisation=organisation,
        code_list=code_list,
        code=code,
        label=label,
        definition=definition,
        attrs=_rules_of(code_list, behaves_like),
        position=_after_the_last(organisation, code_list),
        is_added=True,
    ).insert()
    additions.forget()
    return row


@operation("code_value.relabelled", needs=Permission.MANAGE_CODE_LISTS, on="value")
def relabel_value(
    *,
    by: Actor,
    value: CodeValue,
    seen: int,
    reason: str,
    label: str | None = None,
    definition: str | None = None,
    position: int | None = None,
) -> CodeValue:
    """Word or place a value differently; the code, and what it means, stay as they are."""
    wanted = {"label": label, "definition": definition, "position": position}
    changes = {name: new for name, new in wanted.items() if new is not None}
    return value.change(seen=seen, reason=reason, **changes)


@operation("code_value.retired", needs=Permission.MANAGE_CODE_LISTS, on="value")
def retire_value(
    *, by: Actor, value: CodeValue, seen: int, reason: str, retired_on: date | None = None
) -> CodeValue:
    """Offer a value no longer. Records that have it keep it, and show its label."""
    return value.change(seen=seen, reason=reason, retired_on=retired_on or clock.today())


@operation("code_value.duty_begun", needs=Permission.MANAGE_CODE_LISTS, on="value")
def begin_duty(
    *, by: Actor, value: CodeValue, seen: int, reason: str, starts_on: date
) -> CodeValue:
    """Enter the day from which a statutory duty to report is in force (BR-47).

    Raises:
        ValidationFailed: this is no duty of a nation.
    """
    if value.code_list != DUTIES or "nation" not in value.attrs:
        raise ValidationFailed.at("/code", "no_duty", "Only a duty to report has such a day.")
    return value.change(
        seen=seen, reason=reason, attrs={**value.attrs, "starts_on": starts_on.isoformat()}
    )


def _rules_of(code_list: str, behaves_like: str) -> dict[str, object]:
    if behaves_like:
        if behaves_like not in source.codes(code_list):
            raise ValidationFailed.at(
                "/behaves_like", "unknown_code", "This is not a shipped code of the list."
            )
        return dict(source.attrs(code_list, behaves_like))
    if any(source.attrs(code_list, code) for code in source.codes(code_list)):
        raise ValidationFailed.at(
            "/behaves_like",
            "behaviour_needed",
            "Rules hang on this list. Say which shipped code the new one behaves like.",
        )
    return {}


def _after_the_last(organisation: Organisation, code_list: str) -> int:
    rows = CodeValue.objects.filter(organisation=organisation, code_list=code_list)
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1
