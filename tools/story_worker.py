"""A newcomer's day: from signing in to seeing who looked.

It can be played again and again: what it writes is one more call that Leanne made.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

from tools.story_demo import Demo, Surprise, cannot_be_told_apart, refusal
from tools.web import Answer

WORKER, MANAGER, LEAD = "hannah.ashdown", "ruth.calder", "safeguarding_lead"


def play(demo: Demo) -> None:
    """A day, from signing in to seeing who looked."""
    leanne = demo.case("Leanne")
    _morning(demo, leanne)
    contact = _logs_a_call(demo, leanne)
    _is_refused(demo, leanne)
    _corrects(demo, leanne, contact)
    _meets_a_closed_door(demo)
    _others_look(demo, leanne)


def _morning(demo: Demo, leanne: str) -> None:
    demo.does(
        WORKER, "signs in, and asks who she is here.", "GET", "me",
        expects=200, shows=lambda me: [f"{me['display_name']}, {', '.join(me['roles'])}"],
    )  # fmt: skip
    caseload = demo.does(
        WORKER, "opens her caseload: what needs her first?", "GET", "dashboards/caseload",
        expects=200, shows=_caseload,
    )  # fmt: skip
    if leanne not in {row["case_id"] for row in caseload.body["results"]}:
        raise Surprise("Leanne's case should be on Hannah's caseload.")


def _logs_a_call(demo: Demo, leanne: str) -> Any:
    demo.does(
        WORKER, "looks at Leanne's safe-contact card before anything else.",
        "GET", f"cases/{leanne}/safe-contact-routes", expects=200, shows=_card,
    )  # fmt: skip
    key = str(uuid.uuid4())
    call = {
        "channel": "phone_call",
        "direction": "inbound",
        "outcome": "spoke_with_client",
        "purposes": ["emotional_support"],
        "happened_at": _now(),
        "minutes": 10,
        "headline": "She rang between two appointments",
    }
    logged = demo.does(
        WORKER, "Leanne has rung; she writes the call down.", "POST", f"cases/{leanne}/contacts",
        expects=201, body=call, Idempotency_Key=key,
        shows=lambda made: [f"“{made['headline']}”, version {made['version']}"],
    )  # fmt: skip
    again = demo.does(
        WORKER, "the line drops and her browser sends it again; it is written once.",
        "POST", f"cases/{leanne}/contacts", expects=201, body=call, Idempotency_Key=key,
    )  # fmt: skip
    if again.body["id"] != logged.body["id"]:
        raise Surprise("One call was written down twice.")
    return logged


def _is_refused(demo: Demo, leanne: str) -> None:
    routes = demo.does(
        WORKER, "wants to ring back. Which number?", "GET", f"cases/{leanne}/safe-contact-routes",
        expects=200,
    ).body["results"]  # fmt: skip
    seized = next((r for r in routes if r["device_status"] == "seized_family"), None)
    if seized is None:
        raise Surprise("One of Leanne's telephones should be with the police.")
    demo.does(
        WORKER, "asks whether she may ring the mobile that was taken. No, and what to do instead:",
        "POST", f"cases/{leanne}/contact-checks", expects=409, shows=refusal,
        body={"safe_contact_route_id": seized["id"], "use": "call"},
    )  # fmt: skip
    demo.does(
        WORKER, "tries to write such a call down all the same. Nothing is saved.",
        "POST", f"cases/{leanne}/contacts", expects=409, shows=refusal,
        body={
            "channel": "phone_call",
            "direction": "outbound",
            "outcome": "no_answer",
            "purposes": ["welfare_check"],
            "happened_at": _now(),
            "safe_contact_route_id": seized["id"],
        },
    )  # fmt: skip


def _corrects(demo: Demo, leanne: str, contact: Answer) -> None:
    path = f"cases/{leanne}/contacts/{contact.body['id']}"
    change = {"changes": {"minutes": 15}, "reason": "it was a quarter of an hour"}
    demo.does(
        WORKER, "corrects the minutes; the words first written stay in the history.",
        "POST", f"{path}/amendments", expects=200, body=change, If_Match=contact.tag,
        shows=lambda made: [f"{made['minutes']} minutes, version {made['version']}"],
    )  # fmt: skip
    demo.does(
        WORKER, "corrects it again in an old window, which has not seen that. Refused:",
        "POST", f"{path}/amendments", expects=412, body=change, If_Match=contact.tag,
        shows=refusal,
    )  # fmt: skip


def _meets_a_closed_door(demo: Demo) -> None:
    hidden = demo.does(
        WORKER, "opens a case that is a colleague's. There is nothing there for her:",
        "GET", f"cases/{demo.case('Gwen')}", expects=404, shows=refusal,
    )  # fmt: skip
    absent = demo.does(
        WORKER, "opens a case that does not exist. The same answer:",
        "GET", f"cases/{uuid.uuid4()}", expects=404, shows=refusal,
    )  # fmt: skip
    if not cannot_be_told_apart(hidden, absent):
        raise Surprise("Hidden and absent can be told apart.")


def _others_look(demo: Demo, leanne: str) -> None:
    demo.does(
        MANAGER, "sees how the team stands.", "GET", "dashboards/team", expects=200, shows=_board
    )
    reads = demo.does(
        MANAGER, "asks who looked at Leanne's case, and says why she asks.",
        "GET", f"cases/{leanne}/reads", expects=200, shows=_reads,
        Caseload_Access_Reason="supervision",
    )  # fmt: skip
    if not any(read["by_name"] == "Hannah Ashdown" for read in reads.body["results"]):
        raise Surprise("Hannah has looked all morning, and is not on the list.")
    demo.does(
        LEAD, "opens the case, and has not said why.", "GET", f"cases/{leanne}",
        expects=403, shows=refusal,
    )  # fmt: skip
    demo.does(
        LEAD, "says why. Now her look is on the list too.", "GET", f"cases/{leanne}",
        expects=200, Caseload_Access_Reason="safeguarding",
        shows=lambda case: [f"{case['reference']}, {case['state']}"],
    )  # fmt: skip


def _caseload(body: Any) -> list[str]:
    rows = body["results"]
    return [
        f"{row['reference']}  {row['name_used']:<22} {row['state']:<12} "
        f"{', '.join(reason['code'] for reason in row['reasons']) or 'nothing pressing'}"
        for row in rows[:6]
    ] + ([f"and {len(rows) - 6} more"] if len(rows) > 6 else [])  # noqa: PLR2004 - what fits


def _card(body: Any) -> list[str]:
    return [
        f"{route['label']:<18} call {route['call']}, voicemail {route['voicemail']}"
        + (f"; suspended: {route['suspended_reason']}" if route["suspended_reason"] else "")
        for route in body["results"]
    ]


def _board(body: Any) -> list[str]:
    totals = body["totals"]
    counts = [totals[name]["count"] for name in ("open", "quiet", "overdue_steps")]
    return [
        "{} open, {} quiet, {} with an overdue step".format(*counts),
        *(f"{row['worker_name']}: {row['open']['count']} open" for row in body["workers"][:4]),
    ]


def _reads(body: Any) -> list[str]:
    return [
        f"{read['at'][:19]}  {read['by_name']:<16} {read['route']}" for read in body["results"][:5]
    ]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251 - a caller's own clock
