"""Requests that succeed on referrals in, by whoever triages and by the agency that sent them."""

from typing import Any

from tests.support.samples import Sample
from tests.support.world import World

TRIAGE = "intake_worker"
_WAY = {"kind": "phone", "value": "07700 900302", "call": "allowed"}
_SAID = {
    "source": "police_polit",
    "consent_model": "opt_out_notified",
    "subject": {"given_names": "Hazel"},
    "contact_routes": [_WAY],
}


def _row(name: str) -> Any:
    return lambda world: world.record[name]


def _says(**words: Any) -> Any:
    return lambda _: words


def _step(_of: str = "intake", **words: Any) -> Sample:
    return Sample(_says(**words), who=TRIAGE, about=_of, changes=_row(_of))


def _theirs(**words: Any) -> Sample:
    return Sample(_says(**words), who="police", about="intake", changes=_row("own-intake-face"))


def _person(world: World, **more: Any) -> dict[str, Any]:
    return {"person_id": str(world.record["intake-person"].pk)} | more


_A_LIST = "reference,given_names,phone,phone_call\n0193/26,Hazel,07700 900302,allowed\n"

SAMPLES_INTAKES: dict[str, Sample] = {
    "GET intake-list": Sample(who=TRIAGE),
    "POST intake-import": Sample(
        _says(csv=_A_LIST),
        who=TRIAGE,
        query=lambda world: {"agency_id": str(world.org.agency("police").pk), "dry_run": "false"},
    ),
    "GET intake-detail": Sample(who=TRIAGE),
    "POST intake-list": Sample(lambda _: _SAID, who=TRIAGE),
    "PATCH intake-detail": _step(urgency="immediate", reason="said so"),
    "POST intake-triage": _step("received-intake"),
    "POST intake-request-information": _step(question="Was the person told?"),
    "POST intake-decline": _step(decline_reason="no_agreement"),
    "POST intake-redirect": _step(signposts=["A helpline"]),
    "POST intake-withdraw": _step(withdrawal_reason="resolved"),
    "POST intake-mark-unsafe": _step(),
    "POST intake-mark-unreachable": Sample(
        who=TRIAGE, about="silent-intake", changes=_row("silent-intake")
    ),
    "POST intake-mark-duplicate": Sample(
        lambda world: {"duplicate_of_id": str(world.record["received-intake"].pk)},
        who=TRIAGE,
        about="intake",
        changes=_row("intake"),
    ),
    "POST intake-wait-list": _step("accepted-intake"),
    "POST intake-close": _step("accepted-intake"),
    "POST intake-feedback-answer": _step(answer="given"),
    "POST intake-declare-conflict": Sample(
        who=TRIAGE, about="known-intake", adds="says that one knows the family; changes no row"
    ),
    "POST intake-accept": Sample(
        lambda world: _person(world, team_id=str(world.org.north.pk), strand="adult_family_1to1"),
        who="manager",
        about="intake",
        changes=_row("intake"),
    ),
    "GET intake-person-list": Sample(who=TRIAGE),
    "GET intake-route-list": Sample(who=TRIAGE),
    "POST intake-route-list": Sample(lambda world: _person(world, **_WAY), who=TRIAGE),
    "POST intake-route-device-status": _step(
        "intake-route", device_status="seized_family", reason="taken this morning"
    ),
    "GET intake-attempt-list": Sample(who=TRIAGE),
    "POST intake-attempt-list": Sample(
        lambda world: _person(
            world,
            route_id=str(world.record["intake-route"].pk),
            channel="phone_call",
            outcome="no_answer",
            happened_at="2025-01-13T10:00:00Z",
        ),
        who=TRIAGE,
    ),
    "GET intake-message-list": Sample(who=TRIAGE),
    "POST intake-message-list": Sample(_says(body="Was the person told?"), who=TRIAGE),
    "GET intake-match-list": Sample(who="safeguarding_lead"),
    "GET intake-match-detail": Sample(who="safeguarding_lead"),
    "POST intake-match-review": Sample(
        _says(outcome="unrelated"), who="safeguarding_lead", changes=_row("intake-match")
    ),
    "GET own-intake-list": Sample(who="police"),
    "GET own-intake-detail": Sample(who="police", about="intake"),
    "POST own-intake-list": Sample(
        lambda _: _SAID | {"external_reference": "0193/26"}, who="police"
    ),
    "POST own-intake-batch": Sample(
        lambda _: {"items": [_SAID | {"external_reference": "0194/26", "client_ref": "first"}]},
        who="police",
    ),
    "POST own-intake-amendments": _theirs(note="She can be rung at noon"),
    "POST own-intake-withdraw": _theirs(withdrawal_reason="referrer_error"),
    "GET own-intake-message-list": Sample(who="police"),
    "POST own-intake-message-list": Sample(_says(body="Thank you"), who="police"),
}
