"""A statutory duty to report: of this nation, and in force (BR-47)."""

from datetime import UTC, date, datetime

import pytest

from caseload.consents.duties import duty_errors
from caseload.consents.services import bases
from caseload.core.errors import ValidationFailed
from caseload.vocabulary import services as vocabulary
from caseload.vocabulary.models import CodeValue
from caseload.vocabulary.source import attrs, codes
from tests.factories import clients
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import MORNING

ENGLAND, NI = "eng_csa_mandatory_report", "ni_s5_cla_1967"
NATIONS = ("england", "northern_ireland", "scotland", "wales")


def refused(duty, nation, at=MORNING, **entered):
    rules = dict(attrs("legal_duty_regime", duty)) | entered
    return [(e.pointer, e.code) for e in duty_errors(rules, nation=nation, at=at)]


@pytest.mark.parametrize("duty", codes("legal_duty_regime"))
@pytest.mark.parametrize("nation", NATIONS)
def test_as_shipped_only_northern_irelands_duty_is_in_force_and_only_there(duty, nation):
    rules = attrs("legal_duty_regime", duty)
    expected = "not_in_force"
    if "nation" not in rules:
        expected = "no_duty"
    elif rules["nation"] != nation:
        expected = "not_in_this_nation"

    if (duty, nation) == (NI, "northern_ireland"):
        assert refused(duty, nation) == []
    else:
        assert refused(duty, nation) == [("/duty", expected)]


@pytest.mark.parametrize(
    ("at", "in_force"),
    [
        # It begins on 1 June 2027, which in London is an hour earlier than in UTC.
        (datetime(2027, 5, 31, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2027, 5, 31, 23, 0, tzinfo=UTC), True),
        (datetime(2030, 1, 1, tzinfo=UTC), True),
    ],
)
def test_englands_duty_begins_with_the_local_day_that_was_entered(at, in_force):
    found = refused(ENGLAND, "england", at, starts_on="2027-06-01")

    assert found == ([] if in_force else [("/duty", "not_in_force")])


def test_a_day_that_was_entered_puts_off_what_is_shipped_as_on():
    assert refused(NI, "northern_ireland", starts_on="2027-06-01") == [("/duty", "not_in_force")]


def decide(org, case, duty, at=MORNING):
    by = fresh(org.safeguarding_lead, at)
    with acting(by, at):
        return bases.record_basis(
            by=by,
            case=case,
            ground="mandatory_report",
            duty=duty,
            recipient_name="Police",
            categories=["identity"],
            article6="c_legal_obligation",
            rationale="The law asks for it",
            concern="What the child said",
        )


@pytest.mark.django_db
def test_a_decision_rests_on_a_duty_only_where_there_is_one(org):
    here = clients.case(org, lead=org.worker)
    there = clients.case(org, lead=org.worker, uk_nation="northern_ireland")

    assert decide(org, there, NI).duty == NI
    for case, duty in ((here, NI), (here, ENGLAND), (there, ENGLAND), (here, "none")):
        with pytest.raises(ValidationFailed) as caught:
            decide(org, case, duty)
        assert [error.pointer for error in caught.value.errors] == ["/duty"]


@pytest.mark.django_db
def test_the_day_is_entered_by_whoever_keeps_the_lists_and_holds_for_that_charity(org):
    case = clients.case(org, lead=org.worker)
    by = fresh(org.administrator)
    with acting(by):
        rows = CodeValue.objects.filter(organisation_id=by.organisation_id)
        value = rows.get(code_list="legal_duty_regime", code=ENGLAND)
        begun = vocabulary.begin_duty(
            by=by, value=value, seen=1, reason="in force", starts_on=date(2025, 1, 14)
        )
        commit_check()
    next_day = MORNING.replace(day=14)

    assert begun.attrs == {"nation": "england", "default_on": False, "starts_on": "2025-01-14"}
    with pytest.raises(ValidationFailed):
        decide(org, case, ENGLAND)
    assert decide(org, case, ENGLAND, next_day).duty == ENGLAND


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code_list", "code"), [("legal_duty_regime", "none"), ("contact_channel", "phone_call")]
)
def test_what_is_no_duty_has_no_such_day(org, code_list, code):
    by = fresh(org.administrator)
    with acting(by):
        rows = CodeValue.objects.filter(organisation_id=by.organisation_id)
        value = rows.get(code_list=code_list, code=code)
        with pytest.raises(ValidationFailed, match="cannot be accepted"):
            vocabulary.begin_duty(
                by=by, value=value, seen=1, reason="why", starts_on=date(2025, 1, 14)
            )
