"""Who people are and where they belong: BR-09, BR-28."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError

from caseload.access.permissions import Permission
from caseload.clients.models import EqualityFacts, Person, SearchToken
from caseload.clients.selectors import cases as selectors
from caseload.clients.services import people
from caseload.core.errors import (
    NotFound,
    NotPermitted,
    PreconditionRequired,
    StaleVersion,
    ValidationFailed,
)
from tests.factories import clients as make
from tests.support.doing import ask, do
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

TODAY = MORNING.date()


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker)


def codes(raised):
    return {error.code for error in raised.value.errors}


def live_tokens(org, case):
    rows = ask(lambda by: SearchToken.objects.visible_to(by).filter(is_live=True), org.worker)
    return {(row.kind, row.token) for row in rows if row.person_id == case.client_id}


def amend(case, by, *, seen=1, **identity):
    return do(
        people.amend_person,
        by,
        case=case,
        person=case.client,
        seen=seen,
        reason="told so",
        **identity,
    )


def test_a_corrected_name_is_found_by_the_new_and_the_former_one(org, case):
    before = live_tokens(org, case)
    amend(case, org.worker, family_name="Ashby", former_names=[case.client.family_name])
    after = live_tokens(org, case)
    assert case.client.display_name().endswith("Ashby")
    assert before < after


def test_a_person_is_amended_through_a_case_of_their_own(org, case):
    other = make.case(org, lead=org.worker)
    with pytest.raises(NotFound):
        do(
            people.amend_person,
            org.worker,
            case=case,
            person=other.client,
            seen=1,
            reason="x",
            pronouns="they/them",
        )
    with pytest.raises(NotPermitted):
        amend(case, org.stranger, pronouns="they/them")
    with pytest.raises(StaleVersion):
        amend(case, org.worker, seen=4, pronouns="they/them")
    with pytest.raises(TypeError):
        amend(case, org.worker, identity_level="verified")
    with pytest.raises(ValidationFailed) as refused:
        amend(case, org.worker, born_on=TODAY + timedelta(days=1))
    assert codes(refused) == {"in_the_future"}


def test_BR09_an_anonymous_client_becomes_known_on_a_day(org):
    case = make.case(
        org,
        lead=org.worker,
        person={"identity_level": "anonymous", "given_names": "", "family_name": ""},
    )
    assert case.client.display_name() == "Anonymous"
    with pytest.raises(ValidationFailed) as refused:
        amend(case, org.worker, known_as="Rhys")
    assert codes(refused) == {"anonymous_has_no_identity"}

    do(
        people.identify_person,
        org.worker,
        case=case,
        person=case.client,
        seen=1,
        identity_level="pseudonymous",
        reason="gave a name",
        known_as="Rhys",
    )
    assert (case.client.version, case.client.known_as) == (2, "Rhys")
    assert live_tokens(org, case)
    for back in ("anonymous", "pseudonymous"):
        with pytest.raises(ValidationFailed) as refused:
            do(
                people.identify_person,
                org.worker,
                case=case,
                person=case.client,
                seen=2,
                identity_level=back,
                reason="x",
            )
        assert codes(refused) == {"known_already"}
    with pytest.raises(TypeError):
        do(
            people.identify_person,
            org.worker,
            case=case,
            person=case.client,
            seen=2,
            identity_level="verified",
            reason="x",
            died_on=TODAY,
        )


def test_BR28_a_death_is_recorded_with_its_day(org, case):
    with pytest.raises(ValidationFailed) as refused:
        do(
            people.record_death,
            org.worker,
            case=case,
            person=case.client,
            seen=1,
            died_on=TODAY + timedelta(days=1),
            reason="x",
        )
    assert codes(refused) == {"in_the_future"}
    do(
        people.record_death,
        org.worker,
        case=case,
        person=case.client,
        seen=1,
        died_on=TODAY,
        reason="told by her sister",
    )
    assert case.client.died_on == TODAY


def test_equality_facts_are_asked_once_and_corrected_by_version(org, case):
    facts = do(
        people.record_equality_facts, org.worker, case=case, person=case.client, sex="female"
    )
    assert facts.version == 1
    with pytest.raises(PreconditionRequired):
        do(people.record_equality_facts, org.worker, case=case, person=case.client, sex="male")
    again = do(
        people.record_equality_facts,
        org.worker,
        case=case,
        person=case.client,
        seen=1,
        religion="none",
    )
    assert (again.version, again.sex, again.religion) == (2, "female", "none")
    with pytest.raises(TypeError):
        do(people.record_equality_facts, org.worker, case=case, person=case.client, height=2)


def test_equality_facts_are_read_by_grant_only(org, actors, case, assert_sees):
    facts = do(
        people.record_equality_facts, org.worker, case=case, person=case.client, sex="female"
    )
    assert_sees(EqualityFacts, actors.worker, visible=[facts], hidden=[])
    for who in ("stranger", "data_protection_lead", "administrator"):
        assert_sees(EqualityFacts, actors.fresh(who), visible=[], hidden=[facts])
    # A wide role has no right on the table at all.
    for who in (org.service_manager, org.safeguarding_lead):
        with pytest.raises(ProgrammingError, match="permission denied"):
            ask(lambda by: EqualityFacts.objects.count(), who)
    assert ask(selectors.equality_facts, org.worker, person=case.client).pk == facts.pk
    assert ask(selectors.equality_facts, org.service_manager, person=case.client) is None


def test_the_family_of_a_case_is_corrected_by_who_works_on_it(org, case):
    family = do(
        people.amend_family,
        org.worker,
        case=case,
        seen=1,
        reason="the right day",
        day_zero=date(2025, 1, 7),
        police_reference="0193/26",
    )
    assert family.day_zero == date(2025, 1, 7)
    assert len(family.police_reference_hash) == 32
    with pytest.raises(TypeError):
        do(people.amend_family, org.worker, case=case, seen=2, reason="x", strand="kinship")
    alone = make.case(org, lead=org.worker, family=None)
    with pytest.raises(ValidationFailed) as refused:
        do(people.amend_family, org.worker, case=alone, seen=1, reason="x")
    assert codes(refused) == {"no_family"}


def test_members_join_leave_and_come_back(org, case):
    other = make.case(org, lead=org.worker, family=None)
    member = do(
        people.add_family_member,
        org.worker,
        case=case,
        person=other.client,
        person_role="other_family",
    )
    do(people.leave_family, org.worker, case=case, member=member, seen=1, reason="moved out")
    assert member.left_at == MORNING
    with pytest.raises(ValidationFailed) as refused:
        do(people.leave_family, org.worker, case=case, member=member, seen=2, reason="again")
    assert codes(refused) == {"left_already"}
    with pytest.raises(NotFound):
        do(people.leave_family, org.worker, case=other, member=member, seen=2, reason="x")

    back = do(
        people.add_family_member,
        org.worker,
        case=case,
        person=other.client,
        person_role="other_family",
    )
    assert (back.pk, back.left_at, back.version) == (member.pk, None, 3)
    again = do(
        people.add_family_member,
        org.worker,
        case=case,
        person=other.client,
        person_role="other_family",
    )
    assert again.version == 3


def test_people_are_seen_through_their_cases(org, actors, case, assert_sees):
    other = make.case(org)
    assert_sees(Person, actors.worker, visible=[case.client], hidden=[other.client])
    found = ask(
        selectors.case_to_write, org.worker, person=case.client, permission=Permission.RECORD
    )
    assert found.pk == case.pk
    with pytest.raises(NotPermitted):
        ask(
            selectors.case_to_write,
            org.service_manager,
            person=case.client,
            permission=Permission.RECORD,
        )
