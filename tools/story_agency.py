"""A day of two agencies: the police refer a family; a family centre is told to forget one.

Every event that comes is verified twice: by the public library ``standardwebhooks``, which knows
``v1``, and by the endpoint's public key (``v1a``). It can be played again and again: the police
take back what they referred, and the centre keeps a line that says that it must use nothing.
"""

import base64
import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks import Webhook, WebhookVerificationError

from tools.receiver import Received, Receiver, receiving
from tools.story_demo import Demo, Surprise, cannot_be_told_apart, refusal, show

POLICE, CENTRE = "Northern Moors Police (invented)", "Moorside Family Centre (invented)"
TRIAGE, WORKER = "intake_worker", "hannah.ashdown"
OFFICER = 'id="PC4471", name="Robin Vale", role="oic"'
PUBLIC = "whpk_"
WAITS_SECONDS = 60


@dataclass(frozen=True)
class Endpoint:
    """Where one agency is told, and what it checks signatures with."""

    id: str
    receiver: Receiver
    secret: str
    public_key: Ed25519PublicKey

    def verify(self, received: Received) -> None:
        """Both signatures, each by code that is not the sender's."""
        try:
            Webhook(self.secret).verify(received.content, received.headers)
        except WebhookVerificationError as wrong:
            raise Surprise(f"The library refuses {received.id}: {wrong}") from wrong
        signed = f"{received.id}.{received.headers['webhook-timestamp']}.".encode()
        for given in received.headers["webhook-signature"].split():
            version, _, signature = given.partition(",")
            if version == "v1a":
                try:
                    self.public_key.verify(base64.b64decode(signature), signed + received.content)
                except InvalidSignature as wrong:
                    raise Surprise(f"The public key refuses {received.id}.") from wrong
                return
        raise Surprise(f"Event {received.id} has no Ed25519 signature.")


def play(demo: Demo) -> None:
    """The police refer and take back; the centre receives, and loses what it received."""
    demo.signs_in_program(POLICE)
    _meets_a_closed_door(demo)
    with _told(demo, POLICE, "intake.information_requested", "intake.status_changed") as police:
        intake = _refers(demo)
        _is_asked(demo, police, intake)
        _takes_back(demo, intake)
    demo.signs_in_program(CENTRE)
    with _told(demo, CENTRE, "referral.sent", "consent.withdrawn") as centre:
        _receives_and_loses(demo, centre)


def _meets_a_closed_door(demo: Demo) -> None:
    demo.does(
        POLICE, "asks for a case of Hannah's. No scope gives a program that.",
        "GET", f"cases/{demo.case('Leanne')}", expects=403, shows=refusal,
    )  # fmt: skip


def _refers(demo: Demo) -> str:
    reference = f"STORY/{uuid.uuid4().hex[:8]}"
    said = {
        "external_reference": reference,
        "source": "police_polit",
        "consent_model": "opt_out_notified",
        "urgency": "urgent",
        "subject": {"given_names": "Marisol", "family_name": "Thornwick"},
        "contact_routes": [
            {
                "kind": "phone",
                "value": f"07700 900{random.randrange(1000):03d}",  # noqa: S311 - an invented number
                "call": "allowed_with_conditions",
                "voicemail": "not_safe",
                "conditions": "In the morning, when she is alone.",
            }
        ],
    }
    key = str(uuid.uuid4())
    made = demo.does(
        POLICE, "refers a family after this morning's visit.", "POST", "partner/intakes",
        expects=201, body=said, Idempotency_Key=key, Caseload_On_Behalf_Of=OFFICER,
        shows=lambda face: [f"{face['reference']}: {face['status']}"],
    )  # fmt: skip
    intake = str(made.body["id"])
    again = demo.does(
        POLICE, "the line drops, and its system sends the same again: still one referral.",
        "POST", "partner/intakes", expects=201, body=said, Idempotency_Key=key,
        Caseload_On_Behalf_Of=OFFICER,
    )  # fmt: skip
    if again.body["id"] != intake or again.headers.get("idempotency-replayed") != "true":
        raise Surprise("One referral was taken in twice.")
    twice = demo.does(
        POLICE, "a colleague types the same reference in anew. It is there already:",
        "POST", "partner/intakes", expects=409, body=said, shows=refusal,
    )  # fmt: skip
    if twice.body.get("existing_id") != intake:
        raise Surprise("The refusal should name the referral that has the reference.")
    demo.does(
        POLICE, "asks how it stands.", "GET", f"partner/intakes/{intake}", expects=200,
        shows=lambda face: [f"{face['external_reference']}: {face['status']}"],
    )  # fmt: skip
    return intake


def _is_asked(demo: Demo, police: Endpoint, intake: str) -> None:
    seen = demo.does(
        TRIAGE, "finds it in the queue, and takes a first look.", "GET", f"intakes/{intake}",
        expects=200, shows=lambda row: [f"{row['urgency']}, {row['consent_model']}"],
    )  # fmt: skip
    looked = demo.does(
        TRIAGE, "begins to judge it.", "POST", f"intakes/{intake}/triage", expects=200,
        If_Match=seen.tag,
    )  # fmt: skip
    demo.does(
        TRIAGE, "asks the police what the person was told.",
        "POST", f"intakes/{intake}/request-information", expects=200, If_Match=looked.tag,
        body={"question": "Does she know that we shall ring?"},
    )  # fmt: skip
    _comes(demo, POLICE, police, "intake.information_requested", intake)
    demo.does(
        POLICE, "reads what the event was about.", "GET", f"partner/intakes/{intake}/messages",
        expects=200, shows=lambda page: [f"“{page['results'][0]['body']}”"],
    )  # fmt: skip
    demo.does(
        POLICE, "answers.", "POST", f"partner/intakes/{intake}/messages", expects=201,
        body={"body": "Yes. She has your number too."}, Caseload_On_Behalf_Of=OFFICER,
    )  # fmt: skip


def _takes_back(demo: Demo, intake: str) -> None:
    seen = demo.does(
        POLICE, "hears that she has found help, and looks at the referral again.",
        "GET", f"partner/intakes/{intake}", expects=200,
    )  # fmt: skip
    demo.does(
        POLICE, "takes it back.", "POST", f"partner/intakes/{intake}/withdraw", expects=200,
        body={"withdrawal_reason": "resolved"}, If_Match=seen.tag,
        shows=lambda face: [f"{face['external_reference']}: {face['status']}"],
    )  # fmt: skip
    _asks_for_changes(demo, intake)


def _asks_for_changes(demo: Demo, intake: str) -> None:
    """Page by page until nothing is left; it began when the agency did."""
    what = "another system of theirs cannot receive events, and asks for changes instead."
    path, told = "partner/changes?limit=200", []
    while True:
        page = demo.does(POLICE, what, "GET", path, expects=200).body
        found = [change for change in page["results"] if change["id"] == intake]
        show([f"{change['type']}, version {change['version']}" for change in found])
        told += [change["type"] for change in found]
        if not page["results"]:
            break
        what, path = "asks for what came after that.", f"partner/changes?since={page['next']}"
    if told != ["intake.information_requested", "intake.status_changed"]:
        raise Surprise(f"The feed should tell of the question and of the end, and tells {told}.")


def _receives_and_loses(demo: Demo, centre: Endpoint) -> None:
    case = f"cases/{demo.case('Leanne')}"
    agencies = demo.does(
        WORKER, "Leanne would like the family course at Moorside. Do we work with them?",
        "GET", "agencies", expects=200, shows=lambda body: [row["name"] for row in body["results"]],
    ).body["results"]  # fmt: skip
    agency = next(row["id"] for row in agencies if row["name"] == CENTRE)
    consent = demo.does(
        WORKER, "writes down what Leanne agrees to: her name, and what she asks for.",
        "POST", f"{case}/consents", expects=201,
        body={
            "scope": "refer_onward",
            "answer": "given",
            "method": "verbal",
            "recipient_agency_id": agency,
            "categories": ["identity", "notes"],
        },
    )  # fmt: skip
    referral = _sends(demo, case, agency)
    _comes(demo, CENTRE, centre, "referral.sent", referral)
    path = f"partner/referrals/{referral}"
    read = demo.does(
        CENTRE, "reads what it was sent: that much, and no more.", "GET", path, expects=200,
        shows=lambda body: [f"{name}: {part}" for name, part in body["content"]["sections"].items()],
    )  # fmt: skip
    demo.does(
        CENTRE, "says that it has it.", "POST", f"{path}/acknowledge", expects=200, body={},
        If_Match=read.tag, shows=lambda body: [body["state"]],
    )  # fmt: skip
    ended = demo.does(
        WORKER, "Leanne rings: she would rather not, after all. Her agreement is taken back.",
        "POST", f"{case}/consents/{consent.body['id']}/withdraw", expects=200,
        body={"method": "verbal"}, If_Match=consent.tag,
        shows=lambda body: [f"{len(body['ended_disclosure_ids'])} disclosure has ended with it"],
    ).body["ended_disclosure_ids"][0]  # fmt: skip
    gone = demo.does(
        CENTRE, "opens the referral once more. There is nothing there:", "GET", path,
        expects=404, shows=refusal,
    )  # fmt: skip
    never = demo.does(
        CENTRE, "opens one that never was. The same answer:",
        "GET", f"partner/referrals/{uuid.uuid4()}", expects=404,
    )  # fmt: skip
    if not cannot_be_told_apart(gone, never):
        raise Surprise("What is gone and what never was can be told apart.")
    _comes(demo, CENTRE, centre, "consent.withdrawn", ended)
    line = demo.does(
        CENTRE, "reads what it has to do now.", "GET", f"partner/disclosures/{ended}", expects=200,
        shows=lambda notice: [f"{notice['instruction']}, and say so by {notice['acknowledge_by']}"],
    )  # fmt: skip
    demo.does(
        CENTRE, "has deleted it, and says so.",
        "POST", f"partner/disclosures/{ended}/acknowledge-recall", expects=200, If_Match=line.tag,
    )  # fmt: skip


def _sends(demo: Demo, case: str, agency: str) -> str:
    draft = demo.does(
        WORKER, "writes the referral.", "POST", f"{case}/referrals", expects=201,
        body={
            "recipient_agency_id": agency,
            "destination_type": "family_course",
            "reason": "A place on the course in spring",
            "sections": ["identity", "needs"],
        },
    )  # fmt: skip
    path = f"{case}/referrals/{draft.body['id']}"
    preview = demo.does(
        WORKER, "looks at exactly what would go.", "POST", f"{path}/preview", expects=200,
        shows=lambda body: [f"{', '.join(body['categories'])}; on the ground of {body['ground']}"],
    )  # fmt: skip
    demo.does(
        WORKER, "sends that.", "POST", f"{path}/send", expects=200, If_Match=draft.tag,
        body={"content_hash": preview.body["content_hash"]},
        shows=lambda body: [f"{body['reference']}: {body['state']}, chased on {body['chase_on']}"],
    )  # fmt: skip
    return str(draft.body["id"])


@contextmanager
def _told(demo: Demo, agency: str, *types: str) -> Iterator[Endpoint]:
    """An endpoint of the agency's on this machine, active; disabled when its part is over."""
    with receiving() as receiver:
        made = demo.does(
            agency, f"says where it wants to be told: {receiver.url}",
            "POST", "partner/webhook-endpoints", expects=201,
            body={"url": receiver.url, "types": list(types)},
            shows=lambda body: [f"{body['state']}; the secret is shown this once"],
        ).body  # fmt: skip
        raw = base64.b64decode(made["public_key"].removeprefix(PUBLIC))
        endpoint = Endpoint(
            made["id"], receiver, made["secret"], Ed25519PublicKey.from_public_bytes(raw)
        )
        path = f"partner/webhook-endpoints/{endpoint.id}"
        try:
            _comes(demo, agency, endpoint, "endpoint.test", endpoint.id)
            yield endpoint
        finally:
            current = demo.does(
                agency, "is not told there any longer.", "GET", path, expects=200,
                shows=lambda body: [f"it was {body['state']}"],
            )  # fmt: skip
            demo.does(agency, "disables it.", "POST", f"{path}/disable", expects=200,
                      If_Match=current.tag)  # fmt: skip


def _comes(demo: Demo, agency: str, endpoint: Endpoint, kind: str, about: str) -> None:
    """Wait for an event; what comes says which object, and nothing about anybody."""
    demo.says(f"{agency}: waits for {kind} (the worker delivers every ten seconds).")
    until = time.monotonic() + WAITS_SECONDS
    while time.monotonic() < until:
        for received in endpoint.receiver.of(kind):
            data: dict[str, Any] = received.said["data"]
            if data["id"] == about:
                endpoint.verify(received)
                show([
                    f"webhook-id {received.id}: {data['object']}, version {data['version']}",
                    "signed v1: the library agrees; signed v1a: the public key agrees",
                ])  # fmt: skip
                return
        time.sleep(0.2)
    raise Surprise(f"No {kind} came in {WAITS_SECONDS} seconds.")
