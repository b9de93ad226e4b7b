"""A request that succeeds, for every route: written once, asked by every promise.

``SAMPLES["POST contact-list"]`` says who sends it, what, and which row it changes. A route that is
not here fails the suite, and so does a sample without a route.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.support.routes import Route, routes
from tests.support.world import World


def _nothing(_: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Sample:
    """``who`` succeeds with ``body``. ``changes`` is the row whose version must be said."""

    body: Callable[[World], dict[str, Any]] = _nothing
    who: str = "worker"
    changes: Callable[[World], Any] | None = None
    adds: str = ""
    """On an item route: why it changes no row that already stands."""
    about: str = ""
    """The record that the address names, if it is not the one that the route is called after."""
    case: str = "case"
    """The record that is the case in the address."""
    reason: str | None = None
    """A Caseload-Access-Reason that the request needs, whoever sends it."""
    query: Callable[[World], dict[str, Any]] = _nothing
    """Parameters that the address needs."""


def _row(name: str) -> Callable[[World], Any]:
    return lambda world: world.record[name]


def _says(**words: Any) -> Callable[[World], dict[str, Any]]:
    return lambda _: words


CONTACT = {
    "channel": "phone_call",
    "direction": "inbound",
    "outcome": "spoke_with_client",
    "purposes": ["emotional_support"],
    "happened_at": "2025-01-13T10:00:00Z",
    "headline": "Talked again",
}
SHARED = {name: CONTACT[name] for name in ("channel", "direction", "happened_at")}
OWN_WORDS = {name: CONTACT[name] for name in ("outcome", "purposes", "headline")}

SAMPLES: dict[str, Sample] = {
    # Cases
    "GET case-list": Sample(),
    "POST case-list": Sample(
        lambda world: {
            "team_id": str(world.org.north.pk),
            "strand": "adult_family_1to1",
            "client": {"identity_level": "identified", "given_names": "Hazel"},
        },
        who="manager",
    ),
    "GET one-case-detail": Sample(),
    "PATCH one-case-detail": Sample(
        _says(urgency="urgent", reason="said on the phone"), changes=_row("case")
    ),
    "GET one-case-client": Sample(),
    "GET one-case-transitions": Sample(),
    "POST one-case-transitions": Sample(
        _says(to="active", reason="first visit made"), changes=_row("case")
    ),
    "POST one-case-reviews": Sample(
        _says(reason="done"), case="resting-case", changes=_row("resting-case")
    ),
    "POST one-case-move": Sample(
        lambda world: {"team_id": str(world.org.south.pk), "reason": "moved house"},
        who="manager",
        changes=_row("case"),
    ),
    "GET barrier-family": Sample(),
    "PATCH barrier-family": Sample(
        _says(police_force="Northshire", reason="told today"), changes=_row("family")
    ),
    "POST barrier-declare-conflict": Sample(who="co_worker"),
    "GET barrier-side": Sample(who="safeguarding_lead", case="other-side"),
    "POST barrier-side": Sample(
        _says(side="relatives", reason_code="both_sides_supported", reason="supported apart"),
        who="safeguarding_lead",
        case="other-side",
        changes=_row("side"),
    ),
    # Allocations
    "GET allocation-list": Sample(),
    "GET allocation-detail": Sample(),
    "POST allocation-list": Sample(
        lambda world: {"user_id": str(world.org.stranger.pk), "role": "co_worker"}, who="manager"
    ),
    "POST allocation-reassign": Sample(
        lambda world: {"user_id": str(world.org.co_worker.pk), "reason": "leaving"}, who="manager"
    ),
    "POST allocation-end": Sample(
        _says(reason="moved on"), who="manager", changes=_row("allocation")
    ),
    # People
    "GET person-detail": Sample(),
    "PATCH person-detail": Sample(_says(known_as="Ro", reason="said so"), changes=_row("person")),
    "POST person-identify": Sample(
        _says(identity_level="verified", family_name="Ash", reason="said so"),
        changes=_row("person"),
    ),
    "POST person-death": Sample(
        _says(died_on="2025-01-10", reason="told by a relative"), changes=_row("person")
    ),
    "GET person-equality-facts": Sample(),
    "POST person-equality-facts": Sample(_says(religion="none"), changes=_row("equality-facts")),
    "GET exclusion-list": Sample(who="safeguarding_lead"),
    "GET exclusion-detail": Sample(who="safeguarding_lead"),
    "POST exclusion-list": Sample(
        lambda world: {"person_id": str(world.second_case.client_id)},
    ),
    "POST exclusion-end": Sample(
        _says(reason="no longer so"), who="safeguarding_lead", changes=_row("exclusion")
    ),
    # Contacts
    "GET contact-list": Sample(reason="allocated-work"),
    "GET contact-detail": Sample(),
    "POST contact-list": Sample(lambda _: CONTACT),
    "POST contact-amendments": Sample(
        _says(changes={"headline": "Put right"}, reason="a slip of the pen"),
        changes=_row("contact"),
    ),
    "POST contact-strike-out": Sample(_says(reason_code="duplicate"), changes=_row("contact")),
    "POST contact-incident-list": Sample(
        lambda _: CONTACT | {"incident_note": "A relative picked up"}
    ),
    "GET latest-contact-list": Sample(reason="allocated-work"),
    "POST latest-contact-joint": Sample(
        lambda world: {
            **SHARED,
            "entries": [
                {**OWN_WORDS, "case_id": str(world.case.pk)},
                {**OWN_WORDS, "case_id": str(world.second_case.pk)},
            ],
        }
    ),
    "GET timeline-list": Sample(reason="allocated-work"),
    "GET contact-draft-list": Sample(),
    "GET contact-draft-detail": Sample(),
    "POST contact-draft-list": Sample(
        lambda _: {"key": str(uuid.uuid4()), "body": {"headline": "Half a sentence"}}
    ),
    "PATCH contact-draft-detail": Sample(
        _says(body={"headline": "A whole sentence"}), changes=_row("contact-draft")
    ),
    "POST contact-draft-finalise": Sample(
        lambda _: {"body": CONTACT}, changes=_row("contact-draft")
    ),
    "POST contact-draft-discard": Sample(changes=_row("contact-draft")),
    # Tasks
    "GET task-list": Sample(),
    "GET task-detail": Sample(),
    "POST task-list": Sample(_says(title="Send the letter", due_on="2025-01-20")),
    "PATCH task-detail": Sample(
        _says(title="Ring back today", reason="she asked"), changes=_row("task")
    ),
    "POST task-complete": Sample(_says(outcome_note="done"), changes=_row("task")),
    "POST task-cancel": Sample(_says(reason="not needed"), changes=_row("task")),
    "POST task-reassign": Sample(
        lambda world: {"owner_id": str(world.org.co_worker.pk), "reason": "on leave"},
        changes=_row("task"),
    ),
    "GET open-task-list": Sample(),
    # Safe contact
    "GET safe-contact-route-list": Sample(),
    "GET safe-contact-route-detail": Sample(),
    "POST safe-contact-route-list": Sample(
        _says(kind="phone", value="07700 900200", call="allowed")
    ),
    "PATCH safe-contact-route-detail": Sample(
        _says(label="Work phone", reason="said today"), changes=_row("safe-contact-route")
    ),
    "POST safe-contact-route-confirm": Sample(
        _says(by_voice=True, code_word_given=True), changes=_row("safe-contact-route")
    ),
    "POST safe-contact-route-suspend": Sample(
        _says(reason_code="client_request"), changes=_row("safe-contact-route")
    ),
    "POST safe-contact-route-suspend-all": Sample(_says(reason_code="client_request")),
    "POST safe-contact-route-device-status": Sample(
        lambda world: {
            "route_ids": [str(world.record["safe-contact-route"].pk)],
            "device_status": "seized_suspect",
            "reason": "taken this morning",
        }
    ),
    "POST safe-contact-route-code-word": Sample(
        _says(code_word="Bluebell", cover_line="the dentist"), changes=_row("code-word")
    ),
    "POST safe-contact-route-reveal": Sample(_says(reason="ringing now"), adds="it only reads"),
    "POST contact-check-list": Sample(
        lambda world: {
            "safe_contact_route_id": str(world.record["safe-contact-route"].pk),
            "use": "call",
        }
    ),
    # Addresses and relationships
    "GET address-list": Sample(),
    "GET address-detail": Sample(),
    "POST address-list": Sample(_says(lines="3 Sample Street", postcode="ZZ3 3ZZ")),
    "PATCH address-detail": Sample(
        _says(label="With a sister", reason="told today"), changes=_row("address")
    ),
    "POST address-end": Sample(_says(reason="moved"), changes=_row("address")),
    "POST address-make-confidential": Sample(_says(reason="fled"), changes=_row("address")),
    "POST address-reveal": Sample(
        _says(reason="visiting"), about="secret-address", adds="it only reads"
    ),
    "GET relationship-list": Sample(),
    "GET relationship-detail": Sample(),
    "POST relationship-list": Sample(_says(person_role="other_family", name_as_told="A cousin")),
    "PATCH relationship-detail": Sample(
        _says(note="Close", reason="told today"), changes=_row("relationship")
    ),
    "POST relationship-end": Sample(_says(reason="parted"), changes=_row("relationship")),
    "POST relationship-child-knowledge": Sample(
        _says(child_knowledge="knows_nothing"), changes=_row("relationship")
    ),
    # Who may read, who read
    "GET reader-list": Sample(),
    "GET reader-detail": Sample(),
    "POST reader-list": Sample(
        lambda world: {
            "record_kind": "contact",
            "record_id": str(world.record["quiet-contact"].pk),
            "user_id": str(world.org.second_worker.pk),
        }
    ),
    "POST reader-end": Sample(_says(reason="back at work"), changes=_row("reader")),
    "POST sensitivity-list": Sample(
        lambda world: {
            "record_kind": "task",
            "record_id": str(world.record["task"].pk),
            "sensitivity": "restricted",
            "reason": "named somebody",
        },
        changes=_row("task"),
    ),
    "GET history-list": Sample(who="manager", reason="supervision"),
    "GET reads-list": Sample(who="manager", reason="supervision"),
    "GET access-list": Sample(who="manager", reason="supervision"),
    # People found, and matches that only one person may see
    "POST people-search": Sample(_says(name="Rowan")),
    "GET protected-match-list": Sample(who="safeguarding_lead"),
    "GET protected-match-detail": Sample(who="safeguarding_lead"),
    "POST protected-match-review": Sample(
        _says(outcome="unrelated", note="two people"),
        who="safeguarding_lead",
        changes=_row("protected-match"),
    ),
    # Myself, colleagues, words
    "GET me-list": Sample(),
    "GET my-permission-list": Sample(),
    "GET my-session-list": Sample(),
    "POST my-session-end": Sample(adds="a sign-in has no version: ending it twice is ending it"),
    "GET team-list": Sample(),
    "GET user-list": Sample(),
    "GET code-list-list": Sample(),
    "GET code-list-detail": Sample(),
    "POST code-value-list": Sample(
        _says(code="ring_doorbell", label="Rang the doorbell", behaves_like="phone_call"),
        who="administrator",
    ),
    "PATCH code-value-detail": Sample(
        _says(label="Phoned", reason="our word for it"),
        who="administrator",
        changes=_row("code-value"),
    ),
    "POST code-value-retire": Sample(
        _says(reason="not used"), who="administrator", changes=_row("code-value")
    ),
    # Dashboards
    "GET caseload-list": Sample(),
    "GET team-board-list": Sample(who="manager"),
}


def sample_of(route: Route) -> Sample:
    sample = SAMPLES.get(route.key)
    assert sample is not None, (
        f"{route} has no sample. Add {route.key!r} to tests/support/samples.py, and the record it "
        "is about to tests/support/world.py."
    )
    return sample


def ids_of(world: World, route: Route) -> dict[str, str]:
    """The ids in the address, of what the sample is about."""
    known: dict[str, Any] = {
        "case_id": world.record[sample_of(route).case].pk,
        "name": "contact_channel",
        "intake_id": world.record["intake"].pk,
        "endpoint_id": world.record["partner-webhook-endpoint"].pk,
    }
    for member in set(route.members) - set(known):
        # What stands above the row itself goes by its own name in the address.
        above = member != "id" and member in world.record
        owner = member if above else sample_of(route).about or route.basename
        assert owner in world.record, (
            f"{route} needs an object. Put world.record[{owner!r}] into tests/support/world.py."
        )
        known[member] = world.record[owner].pk
    return {member: str(known[member]) for member in route.members}


def send(world: World, route: Route, **how: Any) -> Any:
    """Send the sample of ``route``; what is given in ``how`` takes the sample's place.

    ``who``, ``ids``, ``body``, ``version`` (None leaves it out), and the rest of ``Api.call``.
    """
    sample = sample_of(route)
    api = how.pop("api", None) or world.api(how.pop("who", sample.who))
    if sample.reason and "Caseload-Access-Reason" not in api.headers:
        reason = {"Caseload-Access-Reason": sample.reason}
        how["headers"] = reason | (how.get("headers") or {})
    body = how.pop("body", None)
    if body is None and route.is_unsafe:
        body = sample.body(world)
    version = how.pop("version", "as it is")
    if sample.changes is not None and version is not None:
        row = sample.changes(world)
        how["if_match"] = f'"{row.version if version == "as it is" else version}"'
    ids = how.pop("ids", None) or ids_of(world, route)
    how["query"] = sample.query(world) | (how.get("query") or {})
    return api.call(route.method, route.path(**ids), body, **how)


def unknown_samples() -> set[str]:
    return set(SAMPLES) - {route.key for route in routes()}


from tests.support.samples_consents import SAMPLES_CONSENTS  # noqa: E402 - needs Sample
from tests.support.samples_exchange import SAMPLES_EXCHANGE  # noqa: E402 - as above
from tests.support.samples_intakes import SAMPLES_INTAKES  # noqa: E402 - as above
from tests.support.samples_partners import SAMPLES_PARTNERS  # noqa: E402 - as above
from tests.support.samples_referrals_out import SAMPLES_REFERRALS_OUT  # noqa: E402 - as above

SAMPLES |= SAMPLES_CONSENTS | SAMPLES_INTAKES | SAMPLES_REFERRALS_OUT | SAMPLES_EXCHANGE
SAMPLES |= SAMPLES_PARTNERS
