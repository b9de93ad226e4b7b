"""Row security of what hangs on a referral out and carries no case, because partners read it."""

from collections.abc import Iterable

from caseload.access.permissions import Permission
from caseload.access.row_security import holds, in_organisation
from caseload.core.constraints import CompositeForeignKey

READ = {
    "own": "referral_id = ANY (ARRAY(SELECT acl.visible_referral_ids()))",
    "wide": in_organisation("wide"),
}
_MINE = "referral_id = ANY (ARRAY(SELECT acl.referral_ids_to_work_on()))"
WRITE = {
    "own": f"{in_organisation('own')} AND {_MINE}",
    "wide": f"{in_organisation('wide')} AND ({holds(Permission.REFER_OUT)} OR {_MINE})",
}
BARS = {"bar": "(referral_id IN (SELECT acl.barred_referral_ids())) IS NOT TRUE"}
READABLE = "referral_id = ANY (ARRAY(SELECT acl.readable_referral_ids()))"
RECEIVES = frozenset(
    {
        Permission.RECEIVE_REFERRALS,
        Permission.RESPOND_TO_REFERRALS,
        Permission.READ_OWN_MESSAGES,
        Permission.WRITE_OWN_MESSAGES,
    }
)
"""Whatever a program does about what its agency was sent, it does by the agency's side of it."""


def by_themselves(shapes: Iterable[str] = ("own", "wide")) -> dict[str, str]:
    """Whoever works on referrals of the case adds rows, under their own name only."""
    return {shape: f"{WRITE[shape]} AND recorded_by_id = (SELECT ctx.who())" for shape in shapes}


def by_its_agency(permission: Permission) -> str:
    """A program adds rows of its own, about what its agency may read, if its scopes say so."""
    return (
        f"{in_organisation('partner')} AND agency_id = (SELECT acl.my_agency()) "
        f"AND recorded_by_id = (SELECT ctx.who()) AND {holds(permission)} AND {READABLE}"
    )


def of_its_referral(name: str) -> CompositeForeignKey:
    return CompositeForeignKey(
        name=f"{name}_in_the_organisation_of_its_referral",
        columns=("referral_id", "organisation_id"),
        to_table="referrals_referral",
        to_columns=("id", "organisation_id"),
    )
