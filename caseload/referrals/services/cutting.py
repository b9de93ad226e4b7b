"""Cutting what is known of somebody who said no, or was never reached (BR-02, features.md 2.6)."""

from uuid import UUID

from django.db import connection

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import Organisation
from caseload.core.actor import Actor


@operation("intake.cut", needs=Permission.CUT_INTAKE, on="organisation")
def cut_intake(*, by: Actor, organisation: Organisation, intake_id: UUID) -> bool:
    """Empty an intake whose time has come, in every version of it; codes and clocks stay to be counted.

    The database does it, of intakes too that are held or kept from somebody: the one row that no
    worker may see would else be kept for good. Answers whether there was anything to cut.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT acl.cut_intake(%s::uuid)", [intake_id])
        return bool(cursor.fetchone()[0])
