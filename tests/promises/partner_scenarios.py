"""Operations on agencies, agreements, programs and secrets, each done once by somebody who may."""

import itertools
from collections.abc import Callable
from functools import partial
from typing import Any

from caseload.accounts.models import PartnerAgency, PartnerClient, SharingAgreement
from caseload.accounts.services import partners
from caseload.core.actor import Actor
from tests.promises.stage import LATER, Stage
from tests.support.acting import acting, fresh
from tests.support.standard import FAR_AWAY

_WHY = "said on the phone"
_number = itertools.count(1)


def _agency(stage: Stage) -> PartnerAgency:
    """A new one each time: what a scenario ends, another must not find ended."""
    name = f"Agency {next(_number)}"
    return _before(
        stage,
        lambda by: partners.add_agency(
            by=by,
            organisation=stage.org.organisation,
            name=name,
            kind="charity",
        ),
    )


def _agreement(stage: Stage) -> SharingAgreement:
    agency = _agency(stage)
    return _before(stage, lambda by: partners.sign_agreement(by=by, **_terms(agency)))


def _client(stage: Stage) -> PartnerClient:
    agency = _agency(stage)
    return _before(
        stage,
        lambda by: partners.register_client(
            by=by, agency=agency, name="A program", scopes=["intakes.read"]
        ),
    )


def _secret(stage: Stage) -> Any:
    client = _client(stage)
    return _before(stage, lambda by: partners.make_secret(by=by, client=client)[0])


def _terms(agency: PartnerAgency) -> Any:
    return {
        "agency": agency,
        "title": "Passing families on",
        "purposes": ["referral_in"],
        "ends_at": FAR_AWAY,
    }


def _before(stage: Stage, act: Callable[[Actor], Any]) -> Any:
    by = fresh(stage.org.administrator, LATER)
    with acting(by, LATER):
        return act(by)


def _add(stage: Stage) -> Actor:
    return stage.as_administrator(
        lambda by: partners.add_agency(
            by=by, organisation=stage.org.organisation, name="Fell Trust", kind="charity"
        )
    )


def _sign(stage: Stage) -> Actor:
    terms = _terms(_agency(stage))
    return stage.as_administrator(lambda by: partners.sign_agreement(by=by, **terms))


def _register(stage: Stage) -> Actor:
    agency = _agency(stage)
    return stage.as_administrator(
        lambda by: partners.register_client(
            by=by, agency=agency, name="A program", scopes=["intakes.read"]
        )
    )


def _on(
    made: Callable[[Stage], Any],
    act: Callable[..., Any],
    argument: str,
    *before: Callable[..., Any],
    **words: Any,
) -> Callable[[Stage], Actor]:
    """``act`` on a row that ``made`` makes, after ``before`` was done to it."""

    def run(stage: Stage) -> Actor:
        row = made(stage)
        for step in before:
            first = partial(step, seen=row.version, reason=_WHY, **{argument: row})
            _before(stage, lambda by, first=first: first(by=by))
        return stage.as_administrator(
            lambda by: act(by=by, seen=row.version, **{argument: row}, **words)
        )

    return run


SCENARIOS: dict[str, Callable[[Stage], Actor]] = {
    "agency.added": _add,
    "agency.amended": _on(_agency, partners.amend_agency, "agency", code="N99", reason=_WHY),
    "agency.suspended": _on(_agency, partners.suspend_agency, "agency", reason=_WHY),
    "agency.resumed": _on(
        _agency, partners.resume_agency, "agency", partners.suspend_agency, reason=_WHY
    ),
    "agreement.signed": _sign,
    "agreement.ended": _on(_agreement, partners.end_agreement, "agreement", reason=_WHY),
    "partner_client.registered": _register,
    "partner_client.amended": _on(
        _client, partners.amend_client, "client", scopes=["changes.read"], reason=_WHY
    ),
    "partner_client.suspended": _on(_client, partners.suspend_client, "client", reason=_WHY),
    "partner_client.resumed": _on(
        _client, partners.resume_client, "client", partners.suspend_client, reason=_WHY
    ),
    "client_secret.made": _on(_client, partners.make_secret, "client"),
    "client_secret.ended": _on(_secret, partners.end_secret, "secret", reason=_WHY),
}
