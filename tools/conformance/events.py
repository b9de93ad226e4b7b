"""What comes from the charity: events, referrals out, what is taken back; and how a run ends."""

import base64
import hashlib
import hmac
import time
import uuid
from typing import Final

from tools.conformance.checks import step
from tools.conformance.run import NotTried, Run, demand, expect
from tools.receiver import Received, Receiver, receiving

_FEED_MEMBERS: Final = {"event_id", "type", "object", "id", "version", "op"}
_SECRET: Final = "whsec_"  # noqa: S105 - how secrets begin
_TOLERATED_SECONDS: Final = 300
_TRIES: Final = 5
_DELIVERED: Final = 45
"""Seconds until an event comes: the worker delivers every ten."""


@step("changes", scope="changes.read")
def changes(run: Run) -> None:
    """The feed can be read in steps of any size and again from any cursor, always in one order."""
    for _ in range(_TRIES):
        whole = run.changes()
        if not whole:
            raise NotTried("nothing has happened yet that this agency is told.")
        first = expect(run.get("partner/changes?limit=1"), 200).body
        rest = f"partner/changes?since={first['next']}&limit=200"
        once, again = (expect(run.get(rest), 200).body["results"] for _ in range(2))
        # What may not be read any more is left out: only a feed at rest can be compared.
        if run.changes() == whole:
            break
    else:
        raise NotTried("more happened each time that the feed was read.")
    for change in whole:
        demand(set(change) == _FEED_MEMBERS, f"an event has the members {sorted(change)}")
    demand(first["results"] == whole[:1], "the first step is another event")
    demand(once == again, "the same cursor gives something else the second time")
    demand(once == whole[1:][: len(once)], "steps are in another order")
    expect(run.get("partner/changes?types=case.opened"), 400, "unknown-parameter")


@step("webhook-addresses", scope="webhooks.manage")
def webhook_addresses(run: Run) -> None:
    """No endpoint may lie in a private network."""
    for url in ("https://10.0.0.1/hook", "https://[fd00::1]/hook", "ftp://example.org/hook"):
        answer = run.post("partner/webhook-endpoints", {"url": url})
        expect(answer, 422, "validation-error")


@step("webhook", scope="webhooks.manage")
def webhook(run: Run) -> None:
    """An endpoint answers its challenge, and what comes is signed with its secret."""
    if not run.webhook_url:
        raise NotTried("nobody receives: say --webhook-url and --listen-port.")
    with receiving(run.listen_port) as receiver:
        made = expect(run.post("partner/webhook-endpoints", {"url": run.webhook_url}), 201).body
        path = f"partner/webhook-endpoints/{made['id']}"
        try:
            test = run.wait_for(
                "the challenge comes", lambda: _test(receiver, made["id"]), seconds=_DELIVERED
            )
            _verify(made["secret"], test)
            run.wait_for(
                "the endpoint is active",
                lambda: run.get(path).body["state"] == "active",
                seconds=_DELIVERED,
            )
        finally:
            run.post(f"{path}/disable", If_Match=run.get(path).tag)


@step("referrals", scope="referrals.receive")
def referrals(run: Run) -> None:
    """Referrals to the agency are listed thinly, and each is read with what was sent."""
    rows = list(run.pages("partner/referrals?limit=50"))
    if not rows:
        raise NotTried("the charity has sent no referral to this agency.")
    read = expect(run.get(f"partner/referrals/{rows[0]['id']}"), 200).body
    demand("content" not in rows[0], "the list shows what was sent")
    demand(read["content"]["sections"], "nothing was sent")
    expect(run.get(f"partner/referrals/{uuid.uuid4()}"), 404, "not-found")


@step("respond", scope="referrals.respond", after="referrals")
def respond(run: Run) -> None:
    """A referral is acknowledged once; an old version of it is refused."""
    waiting = [row for row in run.pages("partner/referrals") if row["state"] == "sent"]
    if not waiting:
        raise NotTried("every referral has been answered already.")
    path = f"partner/referrals/{waiting[0]['id']}"
    seen = expect(run.get(path), 200)
    done = expect(run.post(f"{path}/acknowledge", If_Match=seen.tag), 200)
    demand(done.body["state"] == "acknowledged", f"it is {done.body['state']}")
    expect(run.post(f"{path}/accept", If_Match=seen.tag), 412, "stale-version")


@step("recall", scope="disclosures.read", after="referrals")
def recall(run: Run) -> None:
    """Consent is taken back: the referral is gone, and the agency is told what to do."""
    done: set[str] = set()

    def to_be_acknowledged() -> str | None:
        for change in run.changes():
            if change["type"] == "consent.withdrawn" and change["id"] not in done:
                line = expect(run.get(f"partner/disclosures/{change['id']}"), 200).body
                if not line["acknowledged_at"]:
                    return str(change["id"])
                done.add(change["id"])
        return None

    ended = run.wait_for("a person takes their consent back", to_be_acknowledged)
    path = f"partner/disclosures/{ended}"
    line = expect(run.get(path), 200)
    demand(line.body["instruction"] == "stop_using", f"it says {line.body['instruction']}")
    expect(run.get(f"partner/referrals/{line.body['referral_id']}"), 404, "not-found")
    said = expect(run.post(f"{path}/acknowledge-recall", If_Match=line.tag), 200)
    demand(said.body["acknowledged_at"], "it does not say that it was acknowledged")


@step("code-lists", scope="code-lists.read")
def code_lists(run: Run) -> None:
    """The words that codes stand for can be read."""
    body = expect(run.get("code-lists/referral_urgency"), 200).body
    demand("urgent" in str(body), "referral_urgency lacks urgent")


@step("withdraw", scope="intakes.update", after="submit")
def withdraw(run: Run) -> None:
    """A referral is taken back, and shows it; so this run leaves nothing to be worked on."""
    for intake in filter(None, (run.intake["id"], run.second_intake)):
        path = f"partner/intakes/{intake}"
        seen = expect(run.get(path), 200)
        done = expect(run.post(f"{path}/withdraw", {"withdrawal_reason": "referrer_error"},
                               If_Match=seen.tag), 200)  # fmt: skip
        demand(done.body["status"] == "closed", f"its status is {done.body['status']}")
        demand(done.body["version"] > seen.body["version"], "its version has not moved")


@step("hand-back")
def hand_back(run: Run) -> None:
    """A token that was handed back is worth nothing."""
    answer = run.form(
        "/oauth/revoke", token=run.token, client_id=run.client_id, client_secret=run.client_secret
    )
    expect(answer, 200)
    expect(run.get("partner/changes"), 401)


def _test(receiver: Receiver, endpoint: str) -> Received | None:
    tests = receiver.of("endpoint.test")
    return next((one for one in tests if one.said["data"]["id"] == endpoint), None)


def _verify(secret: str, received: Received) -> None:
    sent_at = received.headers["webhook-timestamp"]
    demand(abs(time.time() - int(sent_at)) < _TOLERATED_SECONDS, "its timestamp is off")
    signed = f"{received.id}.{sent_at}.".encode() + received.content
    raw = base64.b64decode(secret.removeprefix(_SECRET))
    wanted = base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode()
    given = received.headers["webhook-signature"].split()
    demand(f"v1,{wanted}" in given, "it is not signed with the endpoint's secret")
