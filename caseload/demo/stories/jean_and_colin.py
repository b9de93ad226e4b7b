"""Story D: grandparents as kinship carers. Jean and Colin Fairhurst, and Ellie, born 2018-03-11.

Told here: two cases with a landline in common (2, 3), what each believes (4), Ellie's own case with
what she knows and her first session (5), the visit that is reported (6, the contact alone), the end
of Ellie's case (8) and her mother's question (9).

Not yet, because the records do not exist: the kinship arrangement and its tasks (1, 8), the intakes
(2, 5), who may agree for Ellie (5), concern and decision (6), losses, allowance and grant (7),
retention (8).
"""

from datetime import date
from typing import Any

from caseload.clients.models import Case, SafeContactRoute
from caseload.contacts import services as contacts
from caseload.core.errors import UnsafeContact, ValidationFailed
from caseload.demo.scenes import (
    confirms,
    contact_words,
    logs,
    moves,
    opens,
    tells_of,
    tells_route,
)
from caseload.demo.telling import Cast, found_case

LANDLINE = "07700 900401"
_CHECKS = ("risks", "referrals", "follow_up", "routes")


def tell(cast: Cast) -> dict[str, Case]:
    """Three people of one household, three cases, three workers."""
    with cast.story():
        jean = _opens(cast, "2025-05-19 09:30", "Jean", date(1961, 9, 12), "w3", begins_family=True)
        colin = _opens(cast, "2025-05-19 09:40", "Colin", date(1958, 12, 1), "w1", follows=jean)
        line = _landline(cast, "w3", "2025-05-19 10:15", jean, "Jean", voicemail="allowed")
        _landline(cast, "w1", "2025-05-19 10:20", colin, "Colin", voicemail="not_safe")
        _first_conversations(cast, jean, colin, line)
        ellie = _ellie(cast, jean)
        _summer(cast, jean)
        _ellie_ends(cast, ellie)
    return {"Jean": jean, "Colin": colin, "Ellie": ellie}


def _opens(
    cast: Cast,
    when: str,
    given_names: str,
    born_on: date,
    lead: str,
    *,
    begins_family: bool = False,
    follows: Case | None = None,
    strand: str = "kinship",
) -> Case:
    """The manager opens all three: she sees the first case, so she can name its family."""
    family = {"police_force": "Northern Moors Police"} if begins_family else None
    return opens(
        cast,
        "north",
        when,
        team="North",
        lead=lead,
        strand=strand,
        person={
            "identity_level": "identified",
            "given_names": given_names,
            "family_name": "Fairhurst",
            "born_on": born_on,
            "born_precision": "day",
        },
        family=follows.family if follows else family,
    )


def _landline(
    cast: Cast, part: str, when: str, case: Case, name: str, *, voicemail: str
) -> SafeContactRoute:
    return tells_route(
        cast,
        part,
        when,
        case,
        "phone",
        label="landline",
        value=LANDLINE,
        call="allowed",
        voicemail=voicemail,
        identity="first_name_only",
        ask_for=name,
        shared_with="others in the house",
        told_by=name,
    )


def _first_conversations(cast: Cast, jean: Case, colin: Case, line: SafeContactRoute) -> None:
    logs(
        cast, "w3", "2025-05-20 10:00", jean,
        route=line, purposes=["first_contact"], minutes=50, headline="First conversation",
        detail="She believes her son. She has not said so at home.",
    )  # fmt: skip
    moves(cast, "w3", "2025-05-20 11:00", jean, "active")
    his = _own_route(cast, "w1", "2025-05-27 09:55", colin)
    with cast.is_refused(
        "w1", "2025-05-27 09:58", UnsafeContact, case=colin, what="contact-list"
    ) as by:
        contacts.log_contact(
            by=by,
            case=found_case(by, colin),
            **contact_words(
                his,
                channel="voicemail",
                outcome="voicemail_left_agreed",
                purposes=["first_contact"],
            ),
        )
    logs(
        cast, "w1", "2025-05-27 10:00", colin,
        route=his, purposes=["first_contact"], minutes=40, headline="First conversation",
        detail="He does not believe a word of it, and loves his wife.",
    )  # fmt: skip
    moves(cast, "w1", "2025-05-27 11:00", colin, "active")


def _own_route(cast: Cast, part: str, when: str, case: Case) -> SafeContactRoute:
    """The route of this case, through its worker's eyes; the other case has its own."""
    with cast.acting(part, when) as by:
        return SafeContactRoute.objects.visible_to(by).get(case=case)


def _ellie(cast: Cast, jean: Case) -> Case:
    ellie = _opens(
        cast, "2025-06-16 09:00", "Ellie", date(2018, 3, 11), "children",
        follows=jean, strand="child_young_person",
    )  # fmt: skip
    session: dict[str, Any] = {
        "channel": "face_to_face_office",
        "direction": "inbound",
        "purposes": ["child_direct_work"],
        "minutes": 45,
        "headline": "First session: drew the house with everybody in it",
    }
    with cast.is_refused(
        "children", "2025-06-19 15:50", ValidationFailed, case=ellie, what="contact-list"
    ) as by:
        contacts.log_contact(by=by, case=found_case(by, ellie), **contact_words(**session))
    tells_of(
        cast,
        "children",
        "2025-06-19 15:55",
        ellie,
        person_role="client",
        name_as_told="Ellie",
        is_child=True,
        child_knowledge="cover_story",
        child_knowledge_words="Daddy is working away",
        parental_responsibility="shared_with_local_authority",
        told_by="social worker",
    )
    logs(cast, "children", "2025-06-19 16:00", ellie, **session)
    moves(cast, "children", "2025-06-19 16:30", ellie, "active")
    for day in ("2025-07-03", "2025-09-11", "2025-11-06", "2026-01-15"):
        logs(cast, "children", f"{day} 16:00", ellie, **session | {"headline": "Session"})
    return ellie


def _summer(cast: Cast, jean: Case) -> None:
    logs(
        cast, "w3", "2025-07-02 09:20", jean,
        purposes=["safety_planning", "information_childrens_services"], minutes=30,
        headline="She rang: her son asked to visit, and she said that it is not hers to allow",
    )  # fmt: skip
    route = _own_route(cast, "w3", "2025-07-02 10:00", jean)
    confirms(cast, "w3", "2025-07-02 10:05", route)
    logs(
        cast, "w3", "2025-09-04 10:00", jean,
        route=route, purposes=["practical_support"], minutes=40,
        headline="Money for the autumn, and who listens to her",
        next_step={"title": "Ask about the allowance", "due_on": date(2025, 9, 18)},
    )  # fmt: skip
    logs(
        cast,
        "w3",
        "2025-10-08 14:30",
        jean,
        direction="third_party_in",
        outcome="spoke_with_client",
        purposes=["administration"],
        minutes=5,
        headline="Somebody rang and asked for news of a child",
        detail="Answered as everybody is answered: nothing was confirmed and nothing denied.",
    )


def _ellie_ends(cast: Cast, ellie: Case) -> None:
    logs(
        cast, "children", "2026-03-20 15:30", ellie,
        channel="face_to_face_office", purposes=["child_direct_work", "closure"], minutes=40,
        headline="Goodbye session; she chose the drawing that stays with us",
    )  # fmt: skip
    moves(
        cast, "children", "2026-03-20 16:30", ellie, "closing",
        closure_reason="needs_met",
        closure_summary="Ellie stays with her grandparents for good.",
        checks=_CHECKS,
    )  # fmt: skip
    moves(cast, "children", "2026-03-20 16:40", ellie, "closed")
