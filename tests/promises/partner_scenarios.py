"""Operations on agencies, agreements and programs, each done once by an administrator."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from caseload.accounts.services import partners
from caseload.core.actor import Actor
from tests.promises.stage import LATER, Stage


def _do(act: Callable[..., Any], *what: str, **how: Any) -> Callable[[Stage], Actor]:
    """``what`` names the argument, and how to find it from the police program of the standard."""

    def run(stage: Stage) -> Actor:
        program = stage.org.programs["police"]
        rows = {
            "organisation": stage.org.organisation,
            "agency": program.agency,
            "client": program,
        }
        name = what[0]
        row = rows[name]
        seen = {"seen": row.version} if "seen" in what else {}
        return stage.as_administrator(lambda by: act(by=by, **{name: row}, **seen, **how))

    return run


def _suspended_then(suspend: Any, resume: Any, name: str) -> Callable[[Stage], Actor]:
    def run(stage: Stage) -> Actor:
        program = stage.org.programs["police"]
        row = program.agency if name == "agency" else program
        stage.as_administrator(
            lambda by: suspend(by=by, **{name: row}, seen=row.version, reason="asked")
        )
        return stage.as_administrator(
            lambda by: resume(by=by, **{name: row}, seen=row.version, reason="settled")
        )

    return run


def _ends_agreement(stage: Stage) -> Actor:
    agreement = stage.org.agency("police").agreements.order_by("starts_at").first()
    return stage.as_administrator(
        lambda by: partners.end_agreement(
            by=by, agreement=agreement, seen=agreement.version, reason="over"
        )
    )


def _ends_secret(stage: Stage) -> Actor:
    made: list[Any] = []
    program = stage.org.programs["police"]
    stage.as_administrator(lambda by: made.append(partners.make_secret(by=by, client=program)[0]))
    return stage.as_administrator(
        lambda by: partners.end_secret(
            by=by, secret=made[0], seen=made[0].version, reason="changed"
        )
    )


SCENARIOS: dict[str, Callable[[Stage], Actor]] = {
    "agency.added": _do(partners.add_agency, "organisation", name="A new trust", kind="charity"),
    "agency.suspended": _do(partners.suspend_agency, "agency", "seen", reason="asked"),
    "agency.resumed": _suspended_then(partners.suspend_agency, partners.resume_agency, "agency"),
    "agreement.signed": _do(
        partners.sign_agreement,
        "agency",
        title="More",
        purposes=["referral_in"],
        ends_at=LATER + timedelta(days=30),
    ),
    "agreement.ended": _ends_agreement,
    "partner_client.registered": _do(
        partners.register_client, "agency", name="second", scopes=["intakes.read"]
    ),
    "partner_client.suspended": _do(partners.suspend_client, "client", "seen", reason="asked"),
    "partner_client.resumed": _suspended_then(
        partners.suspend_client, partners.resume_client, "client"
    ),
    "client_secret.made": _do(partners.make_secret, "client"),
    "client_secret.ended": _ends_secret,
}
