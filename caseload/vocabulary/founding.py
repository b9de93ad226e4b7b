"""What an organisation's code lists begin with: every shipped value, worded as shipped."""

from uuid import UUID

from caseload.access.acting import unit_of_work
from caseload.accounts.principals import MIGRATION
from caseload.audit.writing import insert_all
from caseload.vocabulary import source
from caseload.vocabulary.models import CodeValue

OWNER = "owner"


def seed_code_lists(organisation_id: UUID) -> int:
    """Give the organisation the shipped values that it lacks; says how many those were.

    Repeatable: a later release ships new values, and what the organisation has reworded or
    retired meanwhile stays as it is.
    """
    with unit_of_work(MIGRATION, using=OWNER):
        there = set(
            CodeValue.objects.using(OWNER)
            .filter(organisation_id=organisation_id)
            .values_list("code_list", "code")
        )
        rows = [
            CodeValue(
                organisation_id=organisation_id,
                code_list=code_list,
                code=value["code"],
                label=value["label"],
                definition=value.get("definition", ""),
                attrs=value.get("attrs", {}),
                position=position,
            )
            for code_list, described in source.code_lists().items()
            for position, value in enumerate(described["values"], start=1)
            if (code_list, value["code"]) not in there
        ]
        insert_all(rows, reason="shipped with the software", using=OWNER)
    return len(rows)
