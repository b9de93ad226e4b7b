"""Story A: two years under investigation. Leanne Marsh-Okoro, her children Ava and Theo.

Told here: the seized mobile and the call that is not made (2), the sister's mobile and the code
word (3), relationships (4), what the children know (5), light touch with its 90-day reviews (6, 8),
the day on which Leanne is told (9), and that she is with us still (10, 11).

Not yet, because the records do not exist: the police intake and its clocks (1, part of 2),
CORE-10, safety plan and response level (4, 11), children's services stages and the restriction (5,
7), criminal justice stages, anniversaries and trigger tasks (6, 7, 10), the manager's alert itself
(8), the fact with ``client_aware = false`` (9), the exposure plan (10).
"""

from datetime import date

from caseload.clients.models import Case, SafeContactRoute
from caseload.clients.services.safe_contact import set_device_status
from caseload.contacts import services as contacts
from caseload.core.errors import UnsafeContact, ValidationFailed
from caseload.demo.scenes import (
    agrees_code_word,
    confirms,
    contact_words,
    hours,
    logs,
    moves,
    opens,
    reviews,
    says,
    tells_of,
    tells_route,
)
from caseload.demo.telling import Cast, found_case

REVIEWS_DUE = (
    "2024-12-02",
    "2025-03-02",
    "2025-05-31",
    "2025-08-29",
    "2025-11-27",
    "2026-02-25",
    "2026-05-26",
    "2026-08-24",
)
# The one of 2025-08-29 is missed; the next one counts from the day on which it was due.
_REVIEWED = {due: due for due in REVIEWS_DUE} | {"2025-08-29": "2025-09-02"}


def tell(cast: Cast) -> dict[str, Case]:
    """From the Knock of 4 June 2024 until now; the case is open."""
    with cast.story():
        case = opens(
            cast,
            "intake",
            "2024-06-04 15:12",
            team="North",
            lead="w1",
            strand="adult_family_1to1",
            urgency="urgent",
            person={
                "identity_level": "identified",
                "given_names": "Leanne",
                "family_name": "Marsh-Okoro",
                "born_on": date(1986, 2, 17),
                "born_precision": "day",
            },
            family={"day_zero": date(2024, 6, 4), "police_force": "Northern Moors Police"},
        )
        _the_seized_mobile(cast, case)
        sister = _the_first_conversation(cast, case)
        _what_the_children_know(cast, case, sister)
        _light_touch(cast, case, sister)
        _charged(cast, case, sister)
    return {"Leanne": case}


def _the_seized_mobile(cast: Cast, case: Case) -> None:
    mobile = tells_route(
        cast,
        "w1",
        "2024-06-04 15:25",
        case,
        "phone",
        label="her mobile",
        value="07700 900101",
        told_by="police referral",
    )
    with cast.acting("w1", "2024-06-04 15:30") as by:
        set_device_status(
            by=by,
            case=found_case(by, case),
            route_ids=[mobile.pk],
            device_status="seized_family",
            reason="the family's devices were taken this morning",
        )
    with cast.is_refused(
        "w1", "2024-06-04 15:32", UnsafeContact, case=case, what="contact-list"
    ) as by:
        contacts.log_contact(
            by=by,
            case=found_case(by, case),
            **contact_words(mobile, outcome="no_answer", purposes=["first_contact"]),
        )
    logs(
        cast,
        "w1",
        "2024-06-04 15:40",
        case,
        channel="phone_call",
        direction="outbound",
        outcome="attempt_suppressed_unsafe",
        purposes=["first_contact"],
        headline="Not called: her mobile is with the police",
    )


def _the_first_conversation(cast: Cast, case: Case) -> SafeContactRoute:
    sister = tells_route(
        cast,
        "w1",
        "2024-06-05 09:25",
        case,
        "phone",
        label="sister's mobile",
        value="07700 900102",
        told_by="police referral",
        shared_with="her sister",
        referrer_window=hours("10:00", "12:00"),
    )
    logs(
        cast,
        "w1",
        "2024-06-05 10:05",
        case,
        route=sister,
        purposes=["first_contact"],
        minutes=35,
        headline="First conversation, on her sister's mobile",
        detail="The police came at twenty to seven. The children were getting ready for school. "
        "She asked who will know. We agreed when to ring and how she knows that it is us.",
    )
    says(
        cast,
        "w1",
        "2024-06-05 10:45",
        sister,
        reason="what Leanne said in the first conversation",
        call="allowed",
        voicemail="not_safe",
        text="not_safe",
        safe_hours=[hours("10:00", "12:00")],
        identity="agreed_cover",
        told_by="Leanne",
    )
    agrees_code_word(
        cast,
        "w1",
        "2024-06-05 10:50",
        sister,
        word="harbour",
        cover="calling about the library books",
    )
    moves(cast, "w1", "2024-06-05 11:00", case, "active")
    logs(
        cast,
        "w1",
        "2024-06-12 10:30",
        case,
        route=sister,
        purposes=["initial_assessment", "practical_support"],
        minutes=50,
        headline="First assessment: sleep, school run, money for this month",
        detail="She does not know yet whether they stay together, and does not have to know.",
        next_step={"title": "Go through the school letter together", "due_on": date(2024, 6, 18)},
    )
    tells_of(
        cast,
        "w1",
        "2024-06-12 11:30",
        case,
        person_role="index_person",
        relationship_type="partner_cohabiting",
        name_as_told="Daniel",
        told_by="Leanne",
        note="Undecided whether they stay together.",
    )
    return sister


def _what_the_children_know(cast: Cast, case: Case, sister: SafeContactRoute) -> None:
    with cast.is_refused(
        "w1", "2024-06-18 10:20", ValidationFailed, case=case, what="contact-list"
    ) as by:
        contacts.log_contact(
            by=by,
            case=found_case(by, case),
            **contact_words(
                sister,
                purposes=["child_direct_work"],
                minutes=20,
                headline="Spoke with Ava about school",
            ),
        )
    ava, theo = (
        tells_of(
            cast,
            "w1",
            "2024-06-18 10:30",
            case,
            person_role="child_in_family",
            relationship_type="child",
            name_as_told=name,
            born_on=born_on,
            is_child=True,
            lives_with_client=True,
            child_knowledge=knowledge,
            child_knowledge_words=words,
            told_by="Leanne",
        )
        for name, born_on, knowledge, words in (
            ("Ava", date(2015, 3, 2), "cover_story", "Daddy is helping Grandad with the house"),
            ("Theo", date(2019, 1, 20), "knows_nothing", ""),
        )
    )
    logs(
        cast,
        "w1",
        "2024-06-18 11:10",
        case,
        route=sister,
        purposes=["telling_children", "information_childrens_services"],
        minutes=40,
        headline="How to talk with Ava and Theo while questions come from school",
        participants=[
            {"relationship_id": child.pk, "presence": "spoken_about"} for child in (ava, theo)
        ],
    )


def _light_touch(cast: Cast, case: Case, sister: SafeContactRoute) -> None:
    logs(
        cast,
        "w1",
        "2024-09-03 10:15",
        case,
        route=sister,
        purposes=["information_criminal_justice", "review"],
        minutes=30,
        headline="No date to wait for any more; we ring every quarter and she rings when she likes",
    )
    moves(cast, "w1", "2024-09-03 11:00", case, "maintenance", review_due_on=date(2024, 12, 2))
    confirms(cast, "w1", "2024-09-03 11:05", sister)
    for due, reviewed in _REVIEWED.items():
        if due == reviewed:
            headline = "Quarterly call: how the family is doing"
            logs(
                cast,
                "w1",
                f"{reviewed} 10:10",
                case,
                route=sister,
                purposes=["review"],
                minutes=25,
                headline=headline,
            )
        else:
            # The answers about the route ran out with the missed review, so nobody may ring her.
            logs(
                cast,
                "w1",
                f"{reviewed} 10:10",
                case,
                purposes=["review"],
                minutes=25,
                headline="She rang us: the review of August had not been made",
            )
        confirms(cast, "w1", f"{reviewed} 10:40", sister)
        reviews(cast, "w1", f"{reviewed} 10:45", case)
        if due == "2026-02-25":
            _is_told(cast, case, sister)


def _is_told(cast: Cast, case: Case, sister: SafeContactRoute) -> None:
    logs(
        cast,
        "w1",
        "2026-05-20 10:20",
        case,
        route=sister,
        purposes=["information_criminal_justice"],
        minutes=45,
        headline="Told her what the police said: the devices have been looked at",
    )


def _charged(cast: Cast, case: Case, sister: SafeContactRoute) -> None:
    logs(
        cast,
        "w1",
        "2026-09-14 10:30",
        case,
        route=sister,
        purposes=["information_criminal_justice", "emotional_support"],
        minutes=60,
        headline="A court date has come; who will hear of it, and when",
    )
    confirms(cast, "w1", "2026-09-14 11:30", sister)
    moves(cast, "w1", "2026-09-14 11:40", case, "active", reason="a hearing is coming")
    logs(
        cast,
        "w1",
        "2026-10-20 10:15",
        case,
        route=sister,
        purposes=["review", "outcome_measure"],
        minutes=50,
        headline="After the first hearing: steadier than two years ago, and not finished",
        next_step={"title": "Ring after the next hearing", "due_on": date(2026, 12, 1)},
    )
