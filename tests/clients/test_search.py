"""Finding people: as they sound, by what they said, and never anybody who is hidden."""

from datetime import date

import pytest

from caseload.clients import search_index
from caseload.clients.matching import NOTHING_TOLD, Told
from caseload.clients.models import Person
from caseload.clients.selectors.search import Wanted, possible_duplicates, search_people
from caseload.core.errors import NotPermitted, ValidationFailed
from tests.factories import clients as make
from tests.support.acting import acting, fresh

pytestmark = pytest.mark.django_db

PHONE = "07700 900123"


def person(given, family, **more):
    return {"identity_level": "identified", "given_names": given, "family_name": family, **more}


@pytest.fixture
def priya(org):
    return make.case(
        org, lead=org.worker, person=person("Priya", "Nair-Holt", born_on=date(1990, 5, 6))
    )


@pytest.fixture
def shaun(org):
    return make.case(org, lead=org.worker, person=person("Shaun", "O\u2019Brien"))


def told_on_case(org, case, kind, value):
    """As recording a route or an address does."""
    by = fresh(org.worker)
    with acting(by):
        search_index.index_case_value(case, case.pk, [(kind, value)])


def found(by, **wanted):
    with acting(fresh(by)) as actor:
        search = search_people(by=actor, wanted=Wanted(**wanted))
        return [hit.person.pk for hit in search.people]


@pytest.mark.parametrize(
    "name",
    [
        "Priya Nair-Holt",
        "priya nair holt",
        "NAIR",
        "nairholt",
        "Holt",
        "Preeya",
        "Nayr",
        "Naire Holt",
        "Priyya Nairholt",
    ],
)
def test_a_name_is_found_as_it_was_heard(org, actors, priya, name):
    assert found(actors.worker, name=name) == [priya.client_id]


@pytest.mark.parametrize("name", ["Sean O'Brien", "Shawn Obrien", "brien"])
def test_a_sound_is_enough(org, actors, shaun, name):
    assert found(actors.worker, name=name) == [shaun.client_id]


@pytest.mark.parametrize("name", ["Margaret", "Zz", "Smith"])
def test_another_name_finds_nobody(org, actors, priya, shaun, name):
    assert found(actors.worker, name=name) == []


def test_letters_before_sound_before_letters_alike(org, actors):
    exact = make.case(org, lead=org.worker, person=person("Kathryn", "Ashdown"))
    sounds = make.case(org, lead=org.worker, person=person("Catherine", "Ashdown"))
    alike = make.case(org, lead=org.worker, person=person("Kathrynne", "Zorba"))
    both = [exact.client_id, sounds.client_id]
    assert found(actors.worker, name="Kathryn Ashdown")[:2] == both
    assert found(actors.worker, name="Kathryn")[0] == exact.client_id
    assert set(found(actors.worker, name="Kathryn")) >= {*both, alike.client_id}


@pytest.mark.parametrize(
    ("kind", "stored", "asked"),
    [
        ("phone", PHONE, {"phone": "+44 7700 900123"}),
        ("email", "Priya@Example.org", {"email": "priya@example.org"}),
        ("postcode", "ZZ1 1ZZ", {"postcode": "zz11zz"}),
    ],
)
def test_what_was_told_on_a_case_is_found_exactly(org, actors, priya, kind, stored, asked):
    told_on_case(org, priya, kind, stored)
    assert found(actors.worker, **asked) == [priya.client_id]
    assert found(actors.stranger, **asked) == []


def test_birth_date_and_reference(org, actors, priya, shaun):
    assert found(actors.worker, birth_date=date(1990, 5, 6)) == [priya.client_id]
    assert found(actors.worker, reference=priya.reference.lower()) == [priya.client_id]
    assert found(actors.stranger, reference=priya.reference) == []


def test_a_reference_with_a_slip_is_refused_for_everybody_alike(org, actors, priya):
    wrong = ("0" if priya.reference[0] != "0" else "1") + priya.reference[1:]
    for who in (actors.worker, actors.stranger):
        with pytest.raises(ValidationFailed):
            found(who, reference=wrong)


def test_a_number_told_in_a_case_out_of_sight_finds_nobody(org, actors, priya):
    """The same person has a second case elsewhere: what was said there stays there."""
    by = fresh(org.intake_worker)
    other = make.case(
        org, team=org.south, lead=org.second_worker, person=person("Priya", "Nair-Holt")
    )
    with acting(fresh(org.second_worker)):
        search_index.index_case_value(other, other.pk, [("phone", PHONE)])
    assert found(actors.worker, phone=PHONE) == []
    assert found(actors.second_worker, phone=PHONE) == [other.client_id]
    assert found(by, phone=PHONE) == []


def test_hidden_people_change_neither_order_nor_number(org, actors):
    mine = [
        make.case(org, lead=org.worker, person=person("Anna", family)).client_id
        for family in ("Abbott", "Baker", "Carter")
    ]
    before = found(actors.worker, name="Anna Baker")
    for _ in range(3):
        make.case(org, team=org.south, lead=org.stranger, person=person("Anna", "Baker"))
    assert found(actors.worker, name="Anna Baker") == before
    assert before[0] == mine[1]
    assert set(before) == set(mine)


def test_everybody_sees_their_own_cases_of_a_person(org, actors, priya):
    with acting(actors.worker) as by:
        hit = search_people(by=by, wanted=Wanted(name="Priya")).people[0]
        assert [case.reference for case in hit.cases] == [priya.reference]
    with acting(actors.safeguarding_lead) as by:
        hit = search_people(by=by, wanted=Wanted(name="Priya")).people[0]
        assert [case.pk for case in hit.cases] == [priya.pk]


def test_no_more_than_twenty_five(org, actors):
    for _ in range(27):
        make.case(org, lead=org.worker, family=None, person=person("Jo", "Common"))
    assert len(found(actors.worker, name="Jo Common")) == 25


def test_queries_are_constant_in_rows(org, actors, priya, django_assert_num_queries):
    wanted = Wanted(name="Priya Holt", phone=PHONE)
    for _ in range(2):
        with acting(fresh(org.worker)) as by, django_assert_num_queries(5):
            search_people(by=by, wanted=wanted)
        make.case(org, lead=org.worker, person=person("Priya", "Holt"))


@pytest.mark.parametrize(
    ("wanted", "pointer"),
    [
        ({}, ""),
        ({"name": "42"}, "/name"),
        ({"name": "a b c d e f g h i"}, "/name"),
        ({"phone": "12"}, "/phone"),
        ({"email": "nobody"}, "/email"),
        ({"postcode": "SW1"}, "/postcode"),
        ({"reference": "K7Q"}, "/reference"),
    ],
)
def test_what_cannot_be_looked_for(org, actors, wanted, pointer):
    with pytest.raises(ValidationFailed) as refused:
        found(actors.worker, **wanted)
    assert refused.value.errors[0].pointer == pointer


@pytest.mark.parametrize("who", ["administrator", "trustee", "analyst"])
def test_some_roles_look_for_nobody(org, actors, priya, who):
    with pytest.raises(NotPermitted):
        found(getattr(actors, who), name="Priya")


def test_the_hash_of_the_question_is_the_same_for_the_same_question_only(org, actors, priya):
    with acting(actors.worker) as by:
        first = search_people(by=by, wanted=Wanted(name="Priya")).terms
        assert first == search_people(by=by, wanted=Wanted(name="Priya")).terms
        assert first != search_people(by=by, wanted=Wanted(name="Holt")).terms
    with acting(actors.foreign_worker) as by:
        assert first != search_people(by=by, wanted=Wanted(name="Priya")).terms
    assert len(first) == 32


def test_the_neighbouring_charity_finds_nobody(org, actors, priya):
    assert found(actors.foreign_worker, name="Priya Nair-Holt") == []
    assert found(actors.foreign_safeguarding_lead, name="Priya Nair-Holt") == []


def duplicates(by, told=NOTHING_TOLD, **identity):
    with acting(fresh(by)) as actor:
        somebody = Person(organisation_id=actor.organisation_id, **identity)
        return [
            hit.person.pk for hit in possible_duplicates(by=actor, identity=somebody, told=told)
        ]


def test_Q2_a_likely_duplicate_is_shown_to_whoever_sees_it(org, actors, priya):
    like = {"given_names": "Priya", "family_name": "Holt"}
    assert duplicates(actors.manager, **like) == [priya.client_id]
    assert duplicates(actors.intake_worker, **like) == []
    assert duplicates(actors.south_manager, **like) == []


def test_Q2_one_common_name_is_no_duplicate(org, actors, priya):
    assert duplicates(actors.manager, given_names="Rohan", family_name="Holt") == []
    assert duplicates(actors.manager, family_name="Holt", born_on=date(1990, 5, 6)) == [
        priya.client_id
    ]


def test_Q2_the_same_number_is_enough(org, actors, priya):
    told_on_case(org, priya, "phone", PHONE)
    told = Told(phones=(PHONE,))
    assert duplicates(actors.manager, told, given_names="Somebody") == [priya.client_id]
    assert duplicates(actors.south_manager, told, given_names="Somebody") == []


def test_Q2_only_those_who_open_cases_ask(org, actors, priya):
    with pytest.raises(NotPermitted):
        duplicates(actors.worker, given_names="Priya", family_name="Holt")
