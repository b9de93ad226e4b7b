"""Requests that succeed on referrals out, by staff and by the agency that received one."""

from typing import Any

from tests.support.samples import Sample
from tests.support.world import World


def _send(world: World) -> dict[str, Any]:
    return {"content_hash": world.record["referral-hash"]}


_DRAFT = {
    "recipient_name": "The Corner Practice",
    "destination_type": "counselling",
    "reason": "Somebody to talk to",
    "sections": ["needs"],
}


def _row(name: str) -> Any:
    return lambda world: world.record[name]


def _theirs(body: dict[str, Any] | None = None, of: str = "received-referral") -> Sample:
    return Sample(lambda _: body or {}, who="harbour", changes=_row(f"{of}-face"), about=of)


SAMPLES_REFERRALS_OUT: dict[str, Sample] = {
    "GET referral-list": Sample(),
    "GET referral-detail": Sample(),
    "POST referral-list": Sample(lambda _: _DRAFT),
    "PATCH referral-detail": Sample(lambda _: {"reason": "Other words"}, changes=_row("referral")),
    "POST referral-preview": Sample(adds="shows what would go, and writes nothing"),
    "POST referral-send": Sample(_send, changes=_row("referral")),
    "POST referral-withdraw": Sample(
        lambda _: {"reason": "resolved"},
        about="received-referral",
        changes=_row("received-referral"),
    ),
    "POST referral-close": Sample(
        lambda _: {"outcome": "service_started"},
        about="accepted-referral",
        changes=_row("accepted-referral"),
    ),
    "POST referral-record-response": Sample(
        lambda _: {"kind": "acknowledge"},
        about="received-referral",
        changes=_row("received-referral"),
    ),
    "GET referral-message-list": Sample(about="received-referral"),
    "POST referral-message-list": Sample(
        lambda _: {"body": "A word more"}, about="received-referral"
    ),
    "GET referral-receipt-list": Sample(about="received-referral"),
    "GET all-referral-list": Sample(reason="allocated-work"),
    "GET received-referral-list": Sample(who="harbour"),
    "GET received-referral-detail": Sample(who="harbour", about="received-referral"),
    "POST received-referral-acknowledge": _theirs(),
    "POST received-referral-wait-list": _theirs(),
    "POST received-referral-accept": _theirs(),
    "POST received-referral-decline": _theirs(),
    "POST received-referral-outcome": _theirs(
        {"outcome": "service_started"}, of="accepted-referral"
    ),
    "GET received-message-list": Sample(who="harbour", about="received-referral"),
    "POST received-message-list": Sample(
        lambda _: {"body": "Thank you"}, who="harbour", about="received-referral"
    ),
}
