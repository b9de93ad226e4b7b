"""Story B: both sides supported. Priya Nair-Holt, and Marcus Holt on the other side; Rohan is 4.

Told here: the self-referral and what stays hidden from whoever takes it (1), three tries until they
speak (2), the cover that is refused without a reason (3), the separation and the route confirmed
again (5), the end of support (10).

Not yet, because the records do not exist: the web intake (1), conference and plan (4), CORE-10 (5,
10), pre-proceedings and the referral (6), proceedings and the court document (7), Marcus's request
for Rohan's records (8), the final order (9), retention class (10).
"""

from datetime import date, timedelta

from caseload.access.roles import AllocationKind
from caseload.clients.matching import Told
from caseload.clients.models import Case, MatchOutcome, SafeContactRoute
from caseload.clients.selectors.matches import protected_matches
from caseload.clients.services import addresses, allocations, cases, duplicates, safe_contact
from caseload.contacts import services as contacts
from caseload.core import clock
from caseload.core.errors import AllocationRefused, UnsafeContact
from caseload.demo.scenes import (
    agrees_code_word,
    confirms,
    contact_words,
    logs,
    moves,
    opens,
    tells_of,
    tells_route,
)
from caseload.demo.telling import Cast, found_case

_POSTCODE = "ZZ4 7QX"
_CHECKS = ("risks", "referrals", "follow_up", "routes")


def tell(cast: Cast) -> dict[str, Case]:
    """Marcus comes first; Priya never learns it from us, nor does her worker."""
    with cast.story():
        marcus = _marcus(cast)
        priya = opens(
            cast,
            "intake",
            "2025-01-13 11:20",
            team="North",
            lead="w1",
            strand="adult_family_1to1",
            urgency="priority",
            person={
                "identity_level": "identified",
                "given_names": "Priya",
                "family_name": "Nair-Holt",
                "born_on": date(1990, 8, 9),
                "born_precision": "day",
            },
            told=Told(phones=("07700 900201",), postcode=_POSTCODE),
        )
        mobile = tells_route(
            cast,
            "w1",
            "2025-01-13 11:50",
            priya,
            "phone",
            label="her mobile",
            value="07700 900201",
            call="allowed",
            voicemail="allowed",
            told_by="Priya, on the web form",
            identity="first_name_only",
        )
        _one_family(cast, priya, marcus)
        _three_tries(cast, priya, mobile)
        _cover_is_refused(cast, priya)
        _separates(cast, priya, mobile)
        _ends(cast, priya, mobile)
    return {"Priya": priya, "Marcus": marcus}


def _marcus(cast: Cast) -> Case:
    case = opens(
        cast,
        "intake",
        "2024-11-18 10:00",
        team="South",
        lead="w2",
        strand="suspect_support",
        person={
            "identity_level": "identified",
            "given_names": "Marcus",
            "family_name": "Holt",
            "born_on": date(1988, 5, 30),
            "born_precision": "day",
        },
        family={"day_zero": date(2024, 11, 12), "police_force": "Northern Moors Police"},
    )
    phone = tells_route(
        cast,
        "w2",
        "2024-11-18 14:00",
        case,
        "phone",
        label="his new mobile",
        value="07700 900202",
        call="allowed",
        told_by="Marcus",
    )
    with cast.acting("w2", "2024-11-18 14:05") as by:
        addresses.record_address(
            by=by,
            case=found_case(by, case),
            lines="14 Alder Rise",
            postcode=_POSTCODE,
            label="home until the Knock",
            told_by="Marcus",
        )
    moves(cast, "w2", "2024-11-18 14:10", case, "active")
    for day in ("2024-11-18 14:20", "2024-12-02 14:00", "2025-01-06 14:00"):
        logs(cast, "w2", day, case, route=phone, minutes=30, headline="Weekly support call")
    return case


def _one_family(cast: Cast, priya: Case, marcus: Case) -> None:
    """Only the safeguarding lead learns that the two belong together, and joins them."""
    with cast.acting("safeguarding", "2025-01-13 14:00", purpose="safeguarding") as by:
        [match] = [
            match
            for match in protected_matches(by=by)
            if (match.person_id, match.case_id) == (priya.client_id, marcus.pk)
        ]
        duplicates.review_protected_match(
            by=by,
            match=match,
            seen=match.version,
            outcome=MatchOutcome.SAME_FAMILY,
            note="Two sides of one family; staff stand on one only.",
        )
        here = found_case(by, priya)
        cases.amend_case(
            by=by,
            case=here,
            seen=here.version,
            reason="linked by the safeguarding lead",
            family=found_case(by, marcus).family,
        )


def _three_tries(cast: Cast, case: Case, mobile: SafeContactRoute) -> None:
    first = {"purposes": ["first_contact"]}
    logs(cast, "w1", "2025-01-14 10:00", case, route=mobile, outcome="no_answer", **first)
    logs(
        cast, "w1", "2025-01-15 17:30", case,
        route=mobile, outcome="voicemail_left_agreed", headline="Left a first name only", **first,
    )  # fmt: skip
    logs(
        cast, "w1", "2025-01-16 13:10", case,
        route=mobile, minutes=40, headline="First conversation; Rohan is with her", **first,
    )  # fmt: skip
    moves(cast, "w1", "2025-01-16 14:00", case, "active")
    agrees_code_word(
        cast,
        "w1",
        "2025-01-16 14:05",
        mobile,
        word="juniper",
        cover="calling about the nursery place",
    )
    tells_of(
        cast,
        "w1",
        "2025-01-16 14:10",
        case,
        person_role="child_in_family",
        relationship_type="child",
        name_as_told="Rohan",
        is_child=True,
        lives_with_client=True,
        child_knowledge="knows_nothing",
        told_by="Priya",
    )


def _cover_is_refused(cast: Cast, case: Case) -> None:
    with cast.is_refused(
        "north", "2025-01-20 09:30", AllocationRefused, case=case, what="allocation-list"
    ) as by:
        allocations.allocate(
            by=by,
            case=found_case(by, case),
            user_id=cast.user("w2").pk,
            role=AllocationKind.COVER,
            ends_at=clock.now() + timedelta(days=10),
            reason="holiday cover",
        )


def _separates(cast: Cast, case: Case, mobile: SafeContactRoute) -> None:
    logs(
        cast, "w1", "2025-03-20 12:30", case,
        purposes=["safety_planning"], minutes=30, headline="She rang: they live apart from today",
    )  # fmt: skip
    with cast.acting("w1", "2025-03-20 13:05") as by:
        safe_contact.suspend_all_routes(
            by=by,
            case=found_case(by, case),
            reason_code="separation_or_move",
            reason="they live apart from today",
        )
    with cast.is_refused(
        "w1", "2025-03-21 10:00", UnsafeContact, case=case, what="contact-list"
    ) as by:
        contacts.log_contact(
            by=by,
            case=found_case(by, case),
            **contact_words(mobile, outcome="no_answer", purposes=["welfare_check"]),
        )
    logs(
        cast, "w1", "2025-03-24 09:40", case,
        purposes=["safe_contact_review"], minutes=15, headline="She rang: the number is hers alone",
    )  # fmt: skip
    confirms(cast, "w1", "2025-03-24 10:00", mobile)
    for day in ("2025-04-28 10:00", "2025-06-09 10:00"):
        logs(
            cast, "w1", day, case,
            route=mobile, purposes=["advocacy"], minutes=45, headline="Getting ready for the meeting",
        )  # fmt: skip
        confirms(cast, "w1", day.replace("10:00", "11:00"), mobile)


def _ends(cast: Cast, case: Case, mobile: SafeContactRoute) -> None:
    logs(
        cast, "w1", "2026-01-26 15:00", case,
        purposes=["emotional_support"], minutes=30, headline="She rang: Rohan lives with her",
    )  # fmt: skip
    confirms(cast, "w1", "2026-01-26 15:40", mobile)
    logs(
        cast, "w1", "2026-02-16 10:00", case,
        route=mobile, purposes=["closure"], minutes=45,
        headline="Last conversation; she knows the way back",
    )  # fmt: skip
    moves(
        cast, "w1", "2026-02-16 11:00", case, "closing",
        closure_reason="needs_met",
        closure_summary="Rohan lives with her; she has people around her and rings if she needs us.",
        checks=_CHECKS,
    )  # fmt: skip
    moves(cast, "w1", "2026-02-16 11:30", case, "closed")
