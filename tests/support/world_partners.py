"""An agency beside those that every test finds, with what is kept of it in every state."""

from typing import Any

from caseload.accounts.services import partners
from tests.support.acting import acting, fresh
from tests.support.standard import FAR_AWAY


def furnish_partners(world: Any) -> None:
    record = world.record
    by = fresh(world.org.administrator)
    with acting(by):
        agency = partners.add_agency(
            by=by, organisation=world.org.organisation, name="Moorland Trust", kind="charity"
        )
        record["agency"] = record["agency_id"] = agency
        record["agreement"] = partners.sign_agreement(
            by=by,
            agency=agency,
            title="Passing families on",
            purposes=["referral_in"],
            categories=["identity"],
            ends_at=FAR_AWAY,
        )
        record["partner-client"] = record["client_id"] = program = partners.register_client(
            by=by, agency=agency, name="Their records system", scopes=["intakes.submit"]
        )
        record["client-secret"], _ = partners.make_secret(by=by, client=program)
        resting = partners.register_client(
            by=by, agency=agency, name="The old one", scopes=["intakes.read"]
        )
        record["suspended-partner-client"] = partners.suspend_client(
            by=by, client=resting, seen=1, reason="replaced"
        )
        former = partners.add_agency(
            by=by, organisation=world.org.organisation, name="Dale Trust", kind="charity"
        )
        record["suspended-agency"] = partners.suspend_agency(
            by=by, agency=former, seen=1, reason="it was dissolved"
        )
