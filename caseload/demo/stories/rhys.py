"""Story C: an adult brother in Wales who starts without a name. Rhys Evans, and his mother Gwen.

Told here: the anonymous chat (1), Gwen's first days (2), Rhys gives a name and an address for mail
and takes the chat into his record (3), the message on a Friday night (5, the contact alone), the
mother's question and the answer that says nothing (6), the end of support (7).

Not yet, because the records do not exist: both intakes (2, 3), K6, needs and goals (4, 7), the risk
record, the disclosure and the lead's confirmation (5), the Welsh stages and the follow-up consent
(7).
"""

from datetime import date

from caseload.clients.models import Case, Person
from caseload.clients.services import allocations, cases, people
from caseload.demo.scenes import logs, moves, opens, tells_of, tells_route
from caseload.demo.telling import Cast, at, found_case

_CHECKS = ("risks", "referrals", "follow_up", "routes")
NEUTRAL_REPLY = "I cannot say who does or does not talk to us. I can listen to you."


def tell(cast: Cast) -> dict[str, Case]:
    """Two clients of one family, each with a worker who knows nothing of the other."""
    with cast.story():
        gwen = _gwen(cast)
        rhys = _an_anonymous_chat(cast)
        _gives_a_name(cast, rhys)
        _one_family(cast, rhys, gwen)
        _four_months(cast, rhys)
        _neither_confirm_nor_deny(cast, gwen)
    return {"Rhys": rhys, "Gwen": gwen}


def _gwen(cast: Cast) -> Case:
    case = opens(
        cast,
        "intake",
        "2025-02-20 10:15",
        team="North",
        lead="w3",
        strand="adult_family_1to1",
        uk_nation="wales",
        person={
            "identity_level": "identified",
            "given_names": "Gwen",
            "family_name": "Evans",
            "born_on": date(1963, 10, 4),
            "born_precision": "day",
            "language": "cym",
        },
        family={"day_zero": date(2025, 2, 18), "police_force": "Mid Cambria Police"},
    )
    landline = tells_route(
        cast,
        "w3",
        "2025-02-20 10:40",
        case,
        "phone",
        label="her landline",
        value="07700 900301",
        call="allowed",
        told_by="Gwen",
    )
    logs(
        cast, "w3", "2025-02-21 11:00", case,
        route=landline, purposes=["first_contact"], minutes=45, headline="First conversation",
    )  # fmt: skip
    moves(cast, "w3", "2025-02-21 12:00", case, "active")
    return case


def _an_anonymous_chat(cast: Cast) -> Case:
    case = opens(
        cast,
        "intake",
        "2025-03-02 19:30",
        team="South",
        lead="helpline",
        strand="adult_family_1to1",
        uk_nation="wales",
        person={"identity_level": "anonymous"},
    )
    logs(
        cast,
        "helpline",
        "2025-03-02 20:10",
        case,
        channel="live_chat",
        direction="inbound",
        outcome="written_exchange",
        purposes=["emotional_support"],
        happened_at=at("2025-03-02 19:35"),
        minutes=30,
        headline="A brother wrote; he gave no name and was not asked for one",
    )
    return case


def _gives_a_name(cast: Cast, case: Case) -> None:
    with cast.acting("south", "2025-03-10 09:50") as by:
        allocations.reassign_lead(
            by=by,
            case=found_case(by, case),
            user_id=cast.user("w4").pk,
            reason="asks for regular support",
        )
    with cast.acting("w4", "2025-03-10 10:20") as by:
        here = found_case(by, case)
        person = Person.objects.visible_to(by).get(pk=here.client_id)
        people.identify_person(
            by=by,
            case=here,
            person=person,
            seen=person.version,
            identity_level="pseudonymous",
            reason="he gave a first name, and wants the chat kept with it",
            known_as="Rhys",
            communication_needs=["welsh"],
        )
        here = found_case(by, case)
        cases.amend_case(
            by=by,
            case=here,
            seen=here.version,
            reason="nobody is to know",
            disclosure_circle=["nobody"],
        )
    tells_route(
        cast,
        "w4",
        "2025-03-10 10:25",
        case,
        "email",
        label="his own mail",
        value="rhys.e@example.org",
        email="allowed",
        told_by="Rhys",
        identity="first_name_only",
    )
    logs(
        cast, "w4", "2025-03-10 11:00", case,
        purposes=["first_contact"], minutes=40, headline="He rang; first conversation by voice",
    )  # fmt: skip
    moves(cast, "w4", "2025-03-10 11:10", case, "active")
    tells_of(
        cast,
        "w4",
        "2025-03-10 11:15",
        case,
        person_role="index_person",
        relationship_type="sibling",
        name_as_told="his brother",
        told_by="Rhys",
    )


def _one_family(cast: Cast, rhys: Case, gwen: Case) -> None:
    """Linked by the safeguarding lead, so that figures and barriers are right; nobody is told."""
    with cast.acting("safeguarding", "2025-03-11 09:00", purpose="safeguarding") as by:
        here, family = found_case(by, rhys), found_case(by, gwen).family
        cases.amend_case(
            by=by,
            case=here,
            seen=here.version,
            reason="linked by the safeguarding lead",
            family=family,
        )


def _four_months(cast: Cast, case: Case) -> None:
    for day in ("2025-03-17 17:30", "2025-03-31 17:30"):
        logs(cast, "w4", day, case, minutes=30, headline="He rang after work")
    logs(
        cast,
        "w4",
        "2025-04-11 21:25",
        case,
        purposes=["crisis_response"],
        happened_at=at("2025-04-11 21:15"),
        minutes=10,
        headline="He is afraid for his brother's life tonight; 999 called at 21:18",
        source="his brother's message, as he read it out",
    )
    for day in ("2025-04-14 17:30", "2025-05-12 17:30", "2025-06-16 17:30"):
        logs(cast, "w4", day, case, minutes=40, headline="He rang after work")
    logs(
        cast, "w4", "2025-07-21 17:30", case,
        purposes=["closure"], minutes=30, headline="Last conversation; he has told a friend",
    )  # fmt: skip
    moves(
        cast, "w4", "2025-07-21 18:15", case, "closing",
        closure_reason="needs_met", closure_summary="He is less alone with it.", checks=_CHECKS,
    )  # fmt: skip
    moves(cast, "w4", "2025-07-21 18:20", case, "closed")


def _neither_confirm_nor_deny(cast: Cast, gwen: Case) -> None:
    logs(
        cast,
        "w3",
        "2025-05-02 10:20",
        gwen,
        direction="third_party_in",
        outcome="spoke_with_client",
        purposes=["administration"],
        minutes=5,
        headline="She asked whether her son uses the service",
        detail=f"Answered as everybody is answered: {NEUTRAL_REPLY}",
    )
    logs(cast, "w3", "2025-05-16 10:30", gwen, minutes=35, headline="She rang; a hard week")
