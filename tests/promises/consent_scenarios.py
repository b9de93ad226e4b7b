"""Operations on consents, lawful bases and disclosures, each done once by somebody who may."""

from collections.abc import Callable
from typing import Any

from caseload.access.acting import at_the_desk
from caseload.access.roles import Role
from caseload.consents import ledger
from caseload.consents.gate import OnCase, Recipient, may_disclose
from caseload.consents.models import AccessEnd
from caseload.consents.selectors import records
from caseload.consents.services import bases, consents, disclosures
from caseload.core.actor import Actor
from tests.factories import accounts
from tests.factories import consents as make
from tests.promises.stage import LATER, Stage
from tests.support.acting import acting
from tests.support.standard import MORNING, program_actor

_ORDINARY = {
    "ground": "safeguarding_child",
    "article6": "f_legitimate_interests",
    "article9": "g_substantial_public_interest",
    "schedule1": "p2_para18_safeguarding",
    "concern": "A child is left alone",
    "agreement_not_sought_because": "It would have put the child at risk",
    "family_told": True,
}
_DECIDED = {
    "recipient_name": "Police",
    "categories": ["risk"],
    "rationale": "Needed tonight",
}


def _on(factory: Callable[..., Any], act: Callable[..., Any], argument: str, **how: Any) -> Any:
    def run(stage: Stage) -> Actor:
        row = stage.of(factory)
        return stage.as_worker(
            lambda by: act(by=by, **{argument: row}, **{"seen": row.version, **how})
        )

    return run


def _records(stage: Stage) -> Actor:
    return stage.as_worker(
        lambda by: consents.record_consent(
            by=by, case=stage.case, scope="receive_service", answer="refused", method="verbal"
        )
    )


def _renews(stage: Stage) -> Actor:
    row = stage.of(make.consent)
    return stage.as_worker(
        lambda by: consents.renew_consent(by=by, consent=row, seen=row.version, method="verbal")
    )


def _decides(stage: Stage) -> Actor:
    return stage.as_lead(
        lambda by: bases.record_basis(by=by, case=stage.case, **_ORDINARY, **_DECIDED)
    )


def _approves(stage: Stage) -> Actor:
    second = accounts.user(stage.org, Role.SAFEGUARDING_LEAD)
    stage.of(make.refusal)
    row = make.lawful_basis(
        by=stage.org.safeguarding_lead,
        on=stage.case,
        person_told_at=MORNING,
        **_ORDINARY,
    )
    return stage.do(second, lambda by: bases.approve_basis(by=by, basis=row, seen=row.version))


def _lead(act: Callable[..., Any], **how: Any) -> Callable[[Stage], Actor]:
    def run(stage: Stage) -> Actor:
        row = stage.of(make.lawful_basis)
        return stage.as_lead(lambda by: act(by=by, basis=row, seen=row.version, **how))

    return run


def _makes(stage: Stage) -> Actor:
    stage.of(make.lawful_basis)

    def act(by: Actor) -> None:
        whom = Recipient(name="Police", kind="police")
        what = {"categories": ["risk"], "purpose": "safeguarding"}
        verdict = may_disclose(by=by, recipient=whom, subject=OnCase(stage.case), **what)
        ledger.disclose(
            by=by,
            case=stage.case,
            recipient=whom,
            verdict=verdict,
            channel="phone",
            content={"told": "where he is"},
            **what,
        )

    return stage.as_worker(act)


def _tells(stage: Stage) -> Actor:
    stage.of(make.lawful_basis)
    return stage.as_worker(
        lambda by: disclosures.tell(
            by=by,
            case=stage.case,
            recipient=Recipient(name="Police", kind="police"),
            purpose="safeguarding",
            categories=["risk"],
            channel="phone",
            content="Rang 999",
        )
    )


def _ends(stage: Stage) -> Actor:
    row = stage.of(make.disclosure)
    return stage.as_worker(
        lambda by: ledger.end_access(by=by, disclosure=row, reason=AccessEnd.EXPIRED)
    )


def _acknowledges(stage: Stage) -> Actor:
    council = stage.org.agency("council")
    stage.of(make.sharing, to=council, scope="share_childrens_services")
    told = stage.of(
        make.disclosure,
        recipient=Recipient(agency_id=council.pk),
        purpose="routine_sharing",
        categories=["identity"],
    )
    stage.as_worker(
        lambda by: disclosures.recall_disclosure(
            by=by, disclosure=told, seen=told.version, note="wrong"
        )
    )
    by = program_actor(stage.org.programs["council"])
    with acting(by, LATER):
        notice = records.my_notice(by=by, disclosure_id=told.pk)
        with at_the_desk(by) as desk:
            disclosures.acknowledge_recall(by=desk, notice=notice, seen=notice.version)
    return desk


SCENARIOS: dict[str, Callable[[Stage], Actor]] = {
    "consent.recorded": _records,
    "consent.withdrawn": _on(make.consent, consents.withdraw_consent, "consent", method="verbal"),
    "consent.renewed": _renews,
    "lawful_basis.recorded": _decides,
    "lawful_basis.approved": _approves,
    "lawful_basis.confirmed": _lead(bases.confirm_basis),
    "lawful_basis.ended": _lead(bases.end_basis, reason="over"),
    "disclosure.made": _makes,
    "disclosure.recorded": _tells,
    "disclosure.ended": _ends,
    "disclosure.recalled": _on(
        make.disclosure, disclosures.recall_disclosure, "disclosure", note="wrong desk"
    ),
    "disclosure.recall_acknowledged": _acknowledges,
}
