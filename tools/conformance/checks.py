"""What is checked, in order; each docstring is the line that a reader sees."""

import random
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tools.conformance.run import Failed, NotTried, Run, demand, demand_problem, expect
from tools.web import Answer

type Check = Callable[[Run], None]


@dataclass(frozen=True)
class Step:
    """One check: its name on the command line, the scope it needs, what it stands on."""

    name: str
    check: Check
    scope: str = ""
    after: str = ""

    @property
    def says(self) -> str:
        return (self.check.__doc__ or "").strip()


STEPS: Final[list[Step]] = []


def step(name: str, *, scope: str = "", after: str = "token") -> Callable[[Check], Check]:
    def add(check: Check) -> Check:
        STEPS.append(Step(name, check, scope, after))
        return check

    return add


@step("token", after="")
def get_token(run: Run) -> None:
    """Client credentials give a bearer token of a quarter of an hour at most, never cached."""
    answer = expect(run.token_for(run.client_secret), 200)
    body = answer.body
    demand(body["token_type"] == "Bearer", "the token is no bearer token")  # noqa: S105 - a kind
    demand(0 < body["expires_in"] <= 900, f"it lives for {body['expires_in']} s")  # noqa: PLR2004
    demand("no-store" in answer.headers.get("cache-control", ""), "it may be cached")
    run.token, run.scopes = body["access_token"], frozenset(body["scope"].split())


@step("token-refusals")
def refuse_token(run: Run) -> None:
    """A wrong secret, grant or scope is refused in the form of RFC 6749."""
    wrong = (
        (run.token_for("not-the-secret"), 401, "invalid_client"),
        (run.token_for(run.client_secret, grant_type="password"), 400, "unsupported_grant_type"),
        (run.token_for(run.client_secret, scope="cases.read"), 400, "invalid_scope"),
    )
    for answer, status, error in wrong:
        expect(answer, status)
        demand(answer.body.get("error") == error, f"expected {error}, and got {answer.body}")


@step("no-token")
def need_token(run: Run) -> None:
    """Without a token, or with an invented one, nothing is answered."""
    for header in ("", "Bearer invented"):
        answer = run.get("partner/intakes", Authorization=header)
        expect(answer, 401, "not-authenticated")


@step("error-form")
def form_of_errors(run: Run) -> None:
    """Every refusal is a problem of RFC 9457, and repeats nothing that was sent."""
    marker = f"marker{uuid.uuid4().hex}"
    refused = (
        (run.get(f"nowhere/{marker}"), 404),
        (run.get(f"partner/changes?nonsense={marker}"), 400),
        (run.get(f"partner/changes?since={marker}"), 400),
        (run.ask("PUT", "partner/changes", {"nonsense": marker}), 405),
    )
    for answer, status in refused:
        expect(answer, status)
        demand_problem(answer)
        demand(marker not in str(answer.body), f"the answer {status} repeats what was sent")


@step("closed-doors")
def closed_doors(run: Run) -> None:
    """A program reaches its own surface and nothing of the charity's."""
    for path in ("cases", "contacts", "intakes", "agencies", "people"):
        answer = run.get(path)
        demand(answer.status in {403, 404, 405}, f"{path} answers {answer.status}")


@step("key-needed", scope="intakes.submit")
def need_key(run: Run) -> None:
    """A POST without an Idempotency-Key is refused."""
    expect(run.post("partner/intakes", referral(), key=""), 400, "idempotency-key-missing")


@step("refusals-of-a-referral", scope="intakes.submit")
def refuse_referral(run: Run) -> None:
    """Unknown members and other media are refused; a JSON Pointer names what is wrong."""
    expect(run.post("partner/intakes", referral(), Content_Type="text/plain"), 415)
    expect(run.post("partner/intakes", referral() | {"notes": "?"}), 400, "unknown-field")
    answer = expect(run.post("partner/intakes", referral() | {"contact_routes": [{"kind": "fax"}]}),
                    422, "validation-error")  # fmt: skip
    pointers = [error["pointer"] for error in answer.body["errors"]]
    demand("/contact_routes/0/kind" in pointers, f"the pointers are {pointers}")


@step("submit", scope="intakes.submit")
def submit(run: Run) -> None:
    """A referral is taken in: 201 with Location, ETag and a neutral word, and nothing repeated."""
    run.said, run.key = referral(), str(uuid.uuid4())
    answer = expect(run.post("partner/intakes", run.said, key=run.key), 201)
    run.intake = answer.body
    demand(run.intake["status"] == "received", f"its status is {run.intake['status']}")
    demand(run.intake["external_reference"] == run.said["external_reference"], "another reference")
    demand(answer.headers.get("location", "").endswith(run.intake["id"]), "Location is elsewhere")
    demand(answer.tag.startswith(f'"{run.intake["version"]}-'), f"the ETag is {answer.tag}")
    demand("Thornwick" not in str(answer.body), "it repeats who the person is")


@step("replay", after="submit")
def replay(run: Run) -> None:
    """The same request with the same key has one effect, and says that it was a replay."""
    answer = expect(run.post("partner/intakes", run.said, key=run.key), 201)
    demand(answer.body["id"] == run.intake["id"], "there are two referrals now")
    demand(answer.headers.get("idempotency-replayed") == "true", "it does not say that it replays")


@step("key-reused", after="submit")
def key_reused(run: Run) -> None:
    """The same key with another body is refused."""
    answer = run.post("partner/intakes", referral(), key=run.key)
    expect(answer, 422, "idempotency-key-reused")


@step("duplicate", after="submit")
def duplicate(run: Run) -> None:
    """The same reference with a new key is refused, with the id of what has it."""
    answer = expect(run.post("partner/intakes", run.said), 409, "duplicate-reference")
    demand(answer.body.get("existing_id") == run.intake["id"], "existing_id names another")


@step("repaired", after="submit")
def repaired(run: Run) -> None:
    """A refused request leaves its key free, and of two at once one has effect."""
    said, key = referral(), str(uuid.uuid4())
    expect(run.post("partner/intakes", said | {"contact_routes": []}, key=key), 422)
    came: list[Answer] = []
    both = [
        threading.Thread(target=lambda: came.append(run.post("partner/intakes", said, key=key)))
        for _ in range(2)
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    made = {answer.body["id"] for answer in came if answer.status == 201}  # noqa: PLR2004
    demand(len(made) == 1, f"the repaired request made {len(made)} referrals")
    for answer in came:
        demand(answer.status in {201, 409}, f"one of two at once was answered {answer.status}")
    run.second_intake = made.pop()


@step("status", scope="intakes.read", after="submit")
def status(run: Run) -> None:
    """How a referral stands is read alone and in the list."""
    answer = expect(run.get(f"partner/intakes/{run.intake['id']}"), 200)
    demand(answer.body["reference"] == run.intake["reference"], "another referral")
    demand("no-store" in answer.headers.get("cache-control", ""), "it may be cached")
    demand(
        "onward=no" in answer.headers.get("caseload-handling", ""), "Caseload-Handling is missing"
    )
    listed = {row["id"] for row in run.pages("partner/intakes?limit=50")}
    demand(run.intake["id"] in listed, "the list lacks it")


@step("own-only", scope="intakes.read")
def own_only(run: Run) -> None:
    """What is another's answers exactly like what never was."""
    never = expect(run.get(f"partner/intakes/{uuid.uuid4()}"), 404, "not-found")
    if not run.foreign_id:
        raise NotTried("another agency's id was not named: say --foreign-id UUID.")
    theirs = expect(run.get(f"partner/intakes/{run.foreign_id}"), 404, "not-found")
    demand(_but_number(theirs) == _but_number(never), "hidden and absent can be told apart")
    listed = {row["id"] for row in run.pages("partner/intakes?limit=200")}
    demand(run.foreign_id not in listed, "the list holds another agency's referral")


@step("stale", scope="intakes.update", after="submit")
def stale(run: Run) -> None:
    """A change needs the version that was seen, and an old one is refused."""
    path, body = f"partner/intakes/{run.intake['id']}/amendments", {"note": "Best before noon."}
    expect(run.post(path, body), 428, "precondition-required")
    old = expect(run.post(path, body, If_Match='"99"'), 412, "stale-version")
    demand(old.tag, "it does not say which version stands")
    expect(run.post(path, body, If_Match=old.tag), 200)


@step("messages", scope="messages.write", after="submit")
def messages(run: Run) -> None:
    """Words to the charity are kept, and read again."""
    path = f"partner/intakes/{run.intake['id']}/messages"
    body = "The person has moved in with a sister."
    expect(run.post(path, {"body": body}), 201)
    found = [row for row in run.pages(path) if row["body"] == body]
    demand([row["direction"] for row in found] == ["in"], "the message is not there once")


@step("question", scope="messages.read", after="submit")
def question(run: Run) -> None:
    """The charity's question comes as an event, and its words by the read that follows."""
    intake = run.intake["id"]
    run.wait_for(
        "the charity asks about the referral",
        lambda: [
            change for change in run.changes()
            if change["type"] == "intake.information_requested" and change["id"] == intake
        ],
    )  # fmt: skip
    asked = [row for row in run.pages(f"partner/intakes/{intake}/messages")
             if row["direction"] == "out"]  # fmt: skip
    demand(asked, "there is an event, and no question")


def referral() -> dict[str, Any]:
    """A family that nobody has, under a number that Ofcom keeps for drama."""
    return {
        "external_reference": f"CONF/{uuid.uuid4().hex[:12]}",
        "source": "police_polit",
        "consent_model": "opt_out_notified",
        "urgency": "standard",
        "subject": {"given_names": "Marisol", "family_name": "Thornwick"},
        "contact_routes": [
            {
                "kind": "phone",
                "value": f"07700 900{random.randrange(1000):03d}",  # noqa: S311 - an invented number
                "call": "allowed",
                "voicemail": "not_safe",
            }
        ],
    }


def _but_number(answer: Answer) -> dict[str, Any]:
    if not isinstance(answer.body, dict):
        raise Failed("a refusal without a body")
    return {name: value for name, value in answer.body.items() if name != "instance"}
