"""The gate's rule as a table: every state of the answers, the decisions and the agreement (law 4)."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest

from caseload.consents.rules import (
    Reason,
    Recipient,
    adult_on,
    decide,
    is_lapsed,
    scopes_asked,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
A_TICK, A_DAY = timedelta(microseconds=1), timedelta(days=1)
AGENCY, ANOTHER = UUID(int=1), UUID(int=2)
THEM = Recipient(agency_id=AGENCY)
EVERYTHING = ["contact", "health", "identity", "notes", "risk", "status"]
ROUTINE, SAFEGUARDING = "routine_sharing", "safeguarding"


def told(at):
    return None if at is None else at.isoformat()


def answer(given="given", *, at=NOW - A_DAY, agency=AGENCY, **words):
    """The person says yes to sharing with the agency, unless told otherwise."""
    moments = ("recorded_at", "valid_from", "valid_until", "withdrawn_at")
    usual = {"recorded_at": at, "valid_from": at, "valid_until": None, "withdrawn_at": None}
    row = {
        "id": str(uuid4()),
        "scope": "share_police",
        "agency_id": agency and str(agency),
        "recipient_name": "",
        "categories": ["identity", "notes"],
        "answer": given,
        "giver": "self",
        "answered_at": told(at),
        **usual,
        **words,
    }
    return row | {name: told(row[name]) for name in moments}


def refusal(**how):
    return answer("refused", **how)


def decision(**words):
    """A lawful basis to tell the agency about a risk, unless told otherwise."""
    row = {
        "id": str(uuid4()),
        "ground": "safeguarding_child",
        "agency_id": str(AGENCY),
        "recipient_name": "",
        "categories": ["identity", "risk"],
        "starts_at": NOW - A_DAY,
        "ends_at": None,
        "needs_second": False,
        "approved_at": None,
        **words,
    }
    return row | {name: told(row[name]) for name in ("starts_at", "ends_at", "approved_at")}


def agreement(**words):
    row = {
        "purposes": [ROUTINE, "referral_out", "referral_feedback"],
        "categories": EVERYTHING,
        "starts_at": NOW - 30 * A_DAY,
        "ends_at": NOW + 30 * A_DAY,
        **words,
    }
    return row | {name: told(row[name]) for name in ("starts_at", "ends_at")}


def asked(*said, categories=("notes",), purpose=ROUTINE, to=THEM, at=NOW, **words):
    """What the gate says when these answers and decisions are all there is."""
    agency = {"kind": "police", "suspended_at": None, "agreements": [agreement()]}
    facts = {
        "born_on": None,
        "agency": agency | words.pop("agency", {}) if to.agency_id else None,
        "consents": [row for row in said if "answer" in row],
        "bases": [row for row in said if "ground" in row],
        **words,
    }
    return decide(facts, to, frozenset(categories), purpose, at)


def code_of(*said, **how):
    return asked(*said, **how).code


# -- What a person answered ----------------------------------------------------------------------
def test_BR40_no_answer_is_no():
    assert code_of() is Reason.NOT_ASKED
    assert code_of(answer("not_asked")) is Reason.NOT_ASKED
    assert code_of(answer("not_required")) is Reason.NOT_ASKED


def test_a_yes_allows_what_it_names_and_says_so():
    yes = answer()

    verdict = asked(yes)

    assert verdict.allowed
    assert (verdict.ground, verdict.consent_id) == ("client_agreement", UUID(yes["id"]))


@pytest.mark.parametrize(
    ("said", "categories", "expected"),
    [
        (answer(), ("identity", "notes"), None),
        (answer(), ("health",), Reason.NOT_ASKED),
        (answer(), ("notes", "health"), Reason.NOT_ASKED),
        (answer(agency=ANOTHER), ("notes",), Reason.NOT_ASKED),
        (answer(agency=None, recipient_name="Police"), ("notes",), Reason.NOT_ASKED),
        (answer(agency=None), ("notes",), Reason.NOT_ASKED),
        (answer(scope="share_school"), ("notes",), Reason.NOT_ASKED),
        (answer(scope="receive_service"), ("notes",), Reason.NOT_ASKED),
        (refusal(), ("notes",), Reason.REFUSED),
        (refusal(), ("health",), Reason.NOT_ASKED),
        (refusal(categories=[]), ("health",), Reason.REFUSED),
        (refusal(agency=None, categories=[]), ("notes",), Reason.REFUSED),
        (refusal(agency=ANOTHER), ("notes",), Reason.NOT_ASKED),
        (answer(withdrawn_at=NOW), ("notes",), Reason.WITHDRAWN),
        (answer(withdrawn_at=NOW + A_TICK), ("notes",), None),
        (answer(valid_until=NOW), ("notes",), Reason.EXPIRED),
        (answer(valid_until=NOW + A_TICK), ("notes",), None),
        (answer(at=NOW), ("notes",), None),
        (answer(at=NOW + A_TICK), ("notes",), Reason.NOT_ASKED),
    ],
)
def test_one_answer_is_worth_what_it_says(said, categories, expected):
    assert code_of(said, categories=categories) is expected


def test_a_yes_that_begins_later_allows_nothing_yet():
    later = answer(valid_from=NOW + A_TICK)

    assert asked(later).code is Reason.NOT_YET
    assert asked(later, at=NOW + A_TICK).allowed


def test_nobody_is_told_nothing_on_the_strength_of_nothing():
    assert not asked(answer(), decision(), categories=()).allowed
    assert not asked(answer(withdrawn_at=NOW), categories=()).allowed


EARLIER, LATER = NOW - 2 * A_DAY, NOW - A_DAY


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        # The same question again: the newest answer counts, for the kinds of data it names.
        (answer(at=EARLIER), refusal(at=LATER), Reason.REFUSED),
        (refusal(at=EARLIER), answer(at=LATER), None),
        (refusal(at=EARLIER, categories=["health"]), answer(at=LATER), None),
        (answer(at=EARLIER), refusal(at=LATER, categories=["health"]), None),
        (answer(at=EARLIER), answer("not_asked", at=LATER), Reason.NOT_ASKED),
        (answer(at=EARLIER, withdrawn_at=EARLIER), answer(at=LATER), None),
        (answer(at=EARLIER), answer(at=LATER, withdrawn_at=LATER), Reason.WITHDRAWN),
        (answer(at=EARLIER), answer(at=LATER, valid_until=NOW), Reason.EXPIRED),
        # Another question: the stricter beats the broader, whichever came first.
        (refusal(at=EARLIER, agency=None, categories=[]), answer(at=LATER), Reason.REFUSED),
        (answer(at=EARLIER), refusal(at=LATER, agency=None, categories=[]), Reason.REFUSED),
        (refusal(at=EARLIER, agency=ANOTHER), answer(at=LATER), None),
        # Other kinds of data leave what they do not name.
        (answer(at=EARLIER), answer(at=LATER, categories=["health"]), None),
        (answer(at=EARLIER), answer(at=LATER, categories=["notes"]), None),
    ],
)
def test_the_newer_answer_to_one_question_and_the_stricter_of_two(first, then, expected):
    assert code_of(first, then) is expected
    assert code_of(then, first) is expected, "the order of the rows means nothing"


def test_a_no_about_one_kind_of_data_stands_beside_a_newer_yes_about_another():
    no = refusal(at=EARLIER, categories=["notes", "health"])
    yes = answer(at=LATER, categories=["notes"])

    assert asked(no, yes, categories=["notes"]).allowed
    assert code_of(no, yes, categories=["notes", "health"]) is Reason.REFUSED


def test_of_two_answers_at_one_moment_the_one_written_down_later_counts():
    yes = answer(at=EARLIER, recorded_at=EARLIER)
    no = refusal(at=EARLIER, recorded_at=EARLIER + A_TICK)

    assert code_of(yes, no) is Reason.REFUSED


@pytest.mark.parametrize("kind", ["police", "childrens_services", "nhs", "school", "charity"])
def test_a_referral_out_needs_its_own_yes_and_bows_to_a_no_to_sharing(kind):
    sharing = scopes_asked(kind, ROUTINE, frozenset({"notes"}))[0]
    yes = answer(scope="refer_onward")
    how = {"purpose": "referral_out", "agency": {"kind": kind}}

    assert asked(yes, **how).allowed
    assert code_of(answer(scope=sharing), **how) is Reason.NOT_ASKED
    assert code_of(yes, refusal(scope=sharing, at=EARLIER), **how) is Reason.REFUSED


def test_how_it_stands_and_how_it_goes_are_two_questions():
    status = answer(scope="feedback_to_referrer_status", categories=["status"])
    progress = answer(scope="feedback_to_referrer_progress", categories=["notes", "status"])
    how = {"purpose": "referral_feedback"}

    assert asked(status, categories=["status"], **how).allowed
    assert code_of(status, categories=["notes"], **how) is Reason.NOT_ASKED
    assert asked(progress, categories=["notes"], **how).allowed
    assert code_of(progress, categories=["status"], **how) is Reason.NOT_ASKED
    no = refusal(scope="feedback_to_referrer_status", categories=[])
    assert code_of(progress, no, categories=["notes"], **how) is Reason.REFUSED


@pytest.mark.parametrize("purpose", ["referral_in", SAFEGUARDING, "legal_request"])
def test_no_yes_serves_a_purpose_that_is_not_the_persons_to_allow(purpose):
    scopes = ("share_police", "refer_onward", "share_named_professional")
    said = [answer(scope=scope) for scope in scopes]

    how = {"agency": {"agreements": [agreement(purposes=[purpose])]}, "purpose": purpose}
    assert code_of(*said, **how) is Reason.NOT_ASKED


def test_somebody_named_is_found_by_the_name_in_any_spelling_of_its_case():
    yes = answer(agency=None, recipient_name="Mr Bell ", scope="share_named_professional")

    assert asked(yes, to=Recipient(name="mr bell")).allowed
    assert code_of(yes, to=Recipient(name="Mrs Bell")) is Reason.NOT_ASKED
    nobody = answer(agency=None, scope="share_named_professional")
    assert code_of(nobody, to=Recipient(name="")) is Reason.NOT_ASKED


# -- When a child is grown -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("born_on", "day"),
    [
        (date(2008, 3, 2), date(2026, 3, 2)),
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2008, 2, 28), date(2026, 2, 28)),
        (date(2007, 12, 31), date(2025, 12, 31)),
    ],
)
def test_BR50_the_day_somebody_is_18(born_on, day):
    assert adult_on(born_on) == day


@pytest.mark.parametrize("giver", ["parent_pr", "local_authority_pr"])
def test_BR50_a_parents_answer_lapses_on_that_day_and_not_before(giver):
    yes = answer(giver=giver, at=datetime(2026, 2, 1, tzinfo=UTC))
    on_leap_day = {"born_on": "2008-02-29"}

    assert asked(yes, at=datetime(2026, 2, 28, 23, 59, tzinfo=UTC), **on_leap_day).allowed
    assert code_of(yes, at=datetime(2026, 3, 1, tzinfo=UTC), **on_leap_day) is Reason.LAPSED_AT_18
    assert asked(yes, born_on=None).allowed, "nobody knows the age: it does not lapse by itself"


def test_the_day_begins_in_london_and_not_at_utc():
    born, eve = date(2008, 7, 2), datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert is_lapsed("parent_pr", born, eve)
    assert not is_lapsed("parent_pr", born, eve - timedelta(hours=1))


def test_ones_own_answer_does_not_lapse():
    assert asked(answer(), born_on="1990-01-01").allowed


# -- What was decided without the person ---------------------------------------------------------
BASIS_STATES = {
    "stands": ({}, True),
    "another recipient": ({"agency_id": str(ANOTHER)}, False),
    "other kinds of data": ({"categories": ["identity"]}, False),
    "begins now": ({"starts_at": NOW}, True),
    "begins later": ({"starts_at": NOW + A_TICK}, False),
    "ends now": ({"ends_at": NOW}, False),
    "ends later": ({"ends_at": NOW + A_TICK}, True),
    "waits for its second person": ({"needs_second": True}, False),
    "approved now": ({"needs_second": True, "approved_at": NOW}, True),
    "approved later": ({"needs_second": True, "approved_at": NOW + A_TICK}, False),
}
ANSWERS = {
    "nobody asked": [],
    "a no": [refusal(categories=["risk"])],
    "a no to everybody": [refusal(agency=None, categories=[])],
    "taken back": [answer(categories=["risk"], withdrawn_at=NOW)],
}
GROUNDS = (
    "safeguarding_child",
    "safeguarding_adult",
    "vital_interests",
    "crime_prevention",
    "court_order",
    "public_task_request",
    "mandatory_report",
    "regulator",
)


@pytest.mark.parametrize(("ground", "state"), list(product(GROUNDS, BASIS_STATES)))
def test_BR43_a_decision_that_stands_allows_whatever_the_person_said(ground, state):
    words, allows = BASIS_STATES[state]
    basis = decision(ground=ground, **words)

    for named, said in ANSWERS.items():
        verdict = asked(basis, *said, categories=["risk"], purpose=SAFEGUARDING)
        assert verdict.allowed is allows, named
        if allows:
            assert (verdict.ground, verdict.lawful_basis_id) == (ground, UUID(basis["id"]))
            assert verdict.consent_id is None


def test_two_decisions_do_not_add_up():
    halves = decision(categories=["identity"]), decision(categories=["risk"])

    assert not asked(*halves, categories=["identity", "risk"], purpose=SAFEGUARDING).allowed


# -- The agreement between charity and agency ----------------------------------------------------
AGREEMENTS = {
    "none": ([], Reason.NO_AGREEMENT),
    "in force": ([agreement()], None),
    "begins now": ([agreement(starts_at=NOW)], None),
    "begins later": ([agreement(starts_at=NOW + A_TICK)], Reason.NO_AGREEMENT),
    "ends now": ([agreement(ends_at=NOW)], Reason.NO_AGREEMENT),
    "ends later": ([agreement(ends_at=NOW + A_TICK)], None),
    "another purpose": ([agreement(purposes=["referral_out"])], Reason.NOT_COVERED),
    "other kinds of data": ([agreement(categories=["identity"])], Reason.NOT_COVERED),
    "two that do not add up": (
        [agreement(purposes=["referral_out"]), agreement(categories=["identity"])],
        Reason.NOT_COVERED,
    ),
    "one of two": ([agreement(ends_at=NOW), agreement()], None),
}


@pytest.mark.parametrize("state", AGREEMENTS)
def test_nothing_passes_without_an_agreement_but_what_protects_somebody(state):
    signed, expected = AGREEMENTS[state]
    how = {"agency": {"agreements": signed}}

    assert code_of(answer(), **how) is expected
    assert code_of(decision(categories=["notes"]), **how) is expected
    for purpose in (SAFEGUARDING, "legal_request"):
        assert asked(decision(), categories=["risk"], purpose=purpose, **how).allowed


@pytest.mark.parametrize(
    ("suspended_at", "expected"),
    [(NOW, Reason.NO_AGREEMENT), (NOW + A_TICK, None)],
)
def test_a_suspended_agency_is_told_nothing_from_that_moment(suspended_at, expected):
    assert code_of(answer(), agency={"suspended_at": told(suspended_at)}) is expected


def test_every_agreement_covers_how_a_referral_stands():
    yes = answer(scope="feedback_to_referrer_status", categories=["status"])
    how = {"agency": {"agreements": [agreement(categories=[])]}, "purpose": "referral_feedback"}

    assert asked(yes, categories=["status"], **how).allowed


def test_an_agency_of_nobody_here_has_no_agreement():
    facts = {"agency": None, "consents": [answer()], "bases": []}

    verdict = decide(facts, THEM, frozenset({"notes"}), ROUTINE, NOW)

    assert verdict.code is Reason.NO_AGREEMENT


# -- What was disclosed before -------------------------------------------------------------------
@pytest.mark.parametrize("what", ["access_ended_at", "expires_at"])
@pytest.mark.parametrize(("at", "reads"), [(NOW, False), (NOW + A_TICK, True), (None, True)])
def test_access_that_ended_comes_back_on_no_basis(what, at, reads):
    for said, how in (
        (answer(), {}),
        (decision(), {"categories": ["risk"], "purpose": SAFEGUARDING}),
    ):
        verdict = asked(said, **how, **{what: told(at)})
        assert verdict.allowed is reads
        if not reads:
            assert verdict.code is Reason.ACCESS_ENDED


def test_of_what_is_not_there_nothing_is_said():
    assert decide(None, THEM, frozenset({"notes"}), ROUTINE, NOW).code is Reason.NOT_FOUND
