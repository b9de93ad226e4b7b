"""Addresses, relationships, named readers: what fewer people may read than the case (A7, BR-35)."""

from datetime import date, timedelta

import pytest

from caseload.clients.models import Address, ConfidentialAddress, Relationship, SearchToken
from caseload.clients.selectors import records as selectors
from caseload.clients.selectors.relationships import inverse_type
from caseload.clients.services import addresses, readers, relationships
from caseload.core.errors import NotFound, NotPermitted, StaleVersion, ValidationFailed
from tests.factories import clients as make
from tests.support.doing import ask, do
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

TODAY = MORNING.date()
FLAT = {"lines": "3 New Row", "postcode": "ZZ3 3ZZ"}


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker)


def codes(raised):
    return {error.code for error in raised.value.errors}


def live_postcodes(org, source):
    rows = ask(
        lambda by: SearchToken.objects.visible_to(by).filter(source_id=source.pk, is_live=True),
        org.worker,
    )
    return len(rows)


def record(case, by, **told):
    return do(addresses.record_address, by, case=case, **(FLAT | told))


# -- addresses -----------------------------------------------------------------------------------
def test_an_open_address_is_found_by_its_postcode_until_it_is_not_open(org, case):
    address = record(case, org.worker, told_by="herself", from_on=date(2025, 1, 2))
    assert live_postcodes(org, address) == 1
    do(
        addresses.amend_address,
        org.worker,
        address=address,
        seen=1,
        reason="a slip",
        lines="4 New Row",
    )
    assert (address.lines, live_postcodes(org, address)) == ("4 New Row", 1)
    hidden = record(case, org.worker, sensitivity="restricted")
    assert live_postcodes(org, hidden) == 0


def test_what_an_address_must_say(org, case):
    with pytest.raises(ValidationFailed) as refused:
        record(case, org.worker, lines=" ", postcode="")
    assert codes(refused) == {"address_needed"}
    with pytest.raises(TypeError):
        record(case, org.worker, secret=True)
    anonymous = make.case(
        org,
        lead=org.worker,
        person={"identity_level": "anonymous", "given_names": "", "family_name": ""},
    )
    with pytest.raises(ValidationFailed) as refused:
        record(anonymous, org.worker)
    assert codes(refused) == {"anonymous_has_no_identity"}
    with pytest.raises(NotPermitted):
        record(case, org.stranger)


def test_A7_a_confidential_address_is_kept_apart(org, actors, case, assert_sees):
    address = record(case, org.worker, is_confidential=True, label="New flat")
    assert (address.lines, address.postcode, live_postcodes(org, address)) == ("", "", 0)
    shown = do(
        addresses.reveal_confidential_address, org.worker, address=address, reason="a home visit"
    )
    assert shown.lines == FLAT["lines"]
    assert_sees(ConfidentialAddress, actors.worker, visible=[shown], hidden=[])
    assert_sees(ConfidentialAddress, actors.service_manager, visible=[], hidden=[shown])

    do(
        addresses.amend_address,
        org.worker,
        address=address,
        seen=1,
        reason="a slip",
        postcode="ZZ4 4ZZ",
        told_by="herself",
    )
    again = do(
        addresses.reveal_confidential_address, org.worker, address=address, reason="a home visit"
    )
    assert (again.postcode, address.postcode, address.told_by) == ("ZZ4 4ZZ", "", "herself")


def test_opening_an_address_that_is_not_kept_apart_finds_nothing(org, case):
    address = record(case, org.worker)
    with pytest.raises(NotFound):
        do(addresses.reveal_confidential_address, org.worker, address=address, reason="why")
    with pytest.raises(NotPermitted):
        do(
            addresses.reveal_confidential_address,
            org.service_manager,
            address=address,
            reason="why",
        )


def test_making_an_address_confidential_takes_its_versions_out_of_sight(
    org, actors, case, assert_sees
):
    address = record(case, org.worker)
    make.allocation(org, case, org.co_worker)
    with pytest.raises(NotPermitted):
        do(
            addresses.make_confidential,
            org.co_worker,
            address=address,
            seen=1,
            reason="she is afraid",
        )
    kept = do(
        addresses.make_confidential, org.worker, address=address, seen=1, reason="she is afraid"
    )
    assert (kept.is_confidential, live_postcodes(org, address)) == (True, 0)
    assert_sees(Address, actors.fresh("manager"), visible=[kept], hidden=[address])
    assert_sees(Address, actors.fresh("co_worker"), visible=[kept], hidden=[address])
    with pytest.raises(ValidationFailed) as refused:
        do(addresses.make_confidential, org.worker, address=kept, seen=1, reason="again")
    assert codes(refused) == {"confidential_already"}


def test_lines_kept_apart_are_corrected_by_their_readers_only(org, case):
    address = record(case, org.worker, is_confidential=True)
    make.allocation(org, case, org.co_worker)
    kept = ask(
        lambda by: ConfidentialAddress.objects.visible_to(by).filter(address=address), org.worker
    )[0]
    do(
        readers.change_sensitivity,
        org.worker,
        record=kept,
        seen=1,
        sensitivity="restricted",
        reason="very afraid",
    )
    with pytest.raises(NotFound):
        do(
            addresses.amend_address,
            org.co_worker,
            address=address,
            seen=1,
            reason="x",
            lines="5 New Row",
        )


def test_moving_out_ends_an_address_once(org, case):
    address = record(case, org.worker)
    do(addresses.end_address, org.worker, address=address, seen=1, reason="moved")
    assert address.to_on == TODAY
    with pytest.raises(ValidationFailed) as refused:
        do(addresses.end_address, org.worker, address=address, seen=2, reason="again")
    assert codes(refused) == {"ended_already"}
    late = record(case, org.worker, from_on=TODAY)
    with pytest.raises(ValidationFailed) as refused:
        do(
            addresses.end_address,
            org.worker,
            address=late,
            seen=1,
            reason="x",
            to_on=date(2024, 1, 1),
        )
    assert codes(refused) == {"ends_before_it_starts"}


# -- relationships -------------------------------------------------------------------------------
def tell(case, by, **told):
    usual = {"person_role": "child_in_family", "relationship_type": "child", "is_child": True}
    return do(relationships.record_relationship, by, case=case, **(usual | told))


def test_BR35_a_relationship_is_told_in_one_case_and_has_an_inverse(org, actors, case, assert_sees):
    child = tell(case, org.worker, name_as_told="Ava", born_on=date(2016, 5, 1))
    other = make.case(org, family=case.family, lead=org.co_worker)
    assert inverse_type(child.relationship_type) == "parent"
    assert inverse_type("an_own_word") == ""
    assert_sees(Relationship, actors.worker, visible=[child], hidden=[])
    assert_sees(Relationship, actors.co_worker, visible=[], hidden=[child])
    assert ask(selectors.relationships_of_case, org.co_worker, case=other) == []
    found = ask(
        selectors.record_on_case, org.worker, model=Relationship, case=case, record_id=child.pk
    )
    assert found.pk == child.pk
    with pytest.raises(NotFound):
        ask(
            selectors.record_on_case,
            org.worker,
            model=Relationship,
            case=other,
            record_id=child.pk,
        )


def test_a_relationship_ends_and_stays(org, case):
    partner = tell(
        case,
        org.worker,
        person_role="index_person",
        relationship_type="spouse_civil_partner",
        is_child=False,
    )
    do(
        relationships.amend_relationship,
        org.worker,
        relationship=partner,
        seen=1,
        reason="told more",
        lives_with_client=True,
    )
    do(
        relationships.end_relationship,
        org.worker,
        relationship=partner,
        seen=2,
        reason="separated",
    )
    assert (partner.ends_on, partner.version) == (TODAY, 3)
    with pytest.raises(ValidationFailed) as refused:
        do(
            relationships.end_relationship,
            org.worker,
            relationship=partner,
            seen=3,
            reason="again",
        )
    assert codes(refused) == {"ended_already"}


def test_BR37_what_a_child_knows_is_set_for_children(org, case):
    child = tell(case, org.worker)
    do(
        relationships.set_child_knowledge,
        org.worker,
        relationship=child,
        seen=1,
        child_knowledge="cover_story",
        words="Daddy is working away",
    )
    assert (child.child_knowledge, child.version) == ("cover_story", 2)
    with pytest.raises(ValidationFailed) as refused:
        do(
            relationships.set_child_knowledge,
            org.worker,
            relationship=child,
            seen=2,
            child_knowledge="",
        )
    assert codes(refused) == {"child_knowledge_needed"}
    adult = tell(case, org.worker, is_child=False)
    with pytest.raises(ValidationFailed) as refused:
        do(
            relationships.set_child_knowledge,
            org.worker,
            relationship=adult,
            seen=1,
            child_knowledge="cover_story",
        )
    assert codes(refused) == {"not_a_child"}
    with pytest.raises(ValidationFailed) as refused:
        do(
            relationships.amend_relationship,
            org.worker,
            relationship=adult,
            seen=1,
            reason="x",
            child_knowledge="knows_fully",
        )
    assert codes(refused) == {"not_a_child"}


def test_what_a_relationship_must_say(org, case):
    for told, code in (
        ({"born_on": TODAY + timedelta(days=1)}, "in_the_future"),
        ({"is_child": False, "child_knowledge": "cover_story"}, "not_a_child"),
        ({"starts_on": TODAY, "ends_on": date(2024, 1, 1)}, "ends_before_it_starts"),
        ({"relationship_type": "best_mate"}, "unknown_code"),
    ):
        with pytest.raises(ValidationFailed) as refused:
            tell(case, org.worker, **told)
        assert codes(refused) == {code}
    with pytest.raises(TypeError):
        tell(case, org.worker, person_id="x")


# -- readers and levels --------------------------------------------------------------------------
def level(record, by, sensitivity, *, seen=None):
    return do(
        readers.change_sensitivity,
        by,
        record=record,
        seen=seen or record.version,
        sensitivity=sensitivity,
        reason="told in confidence",
    )


def test_a_level_is_raised_by_whoever_still_reads_it(org, actors, case, assert_sees):
    child = tell(case, org.worker)
    make.allocation(org, case, org.co_worker)
    with pytest.raises(NotPermitted):
        level(child, org.co_worker, "restricted")
    level(child, org.worker, "restricted")
    assert_sees(Relationship, actors.fresh("worker"), visible=[child], hidden=[])
    assert_sees(Relationship, actors.fresh("co_worker"), visible=[], hidden=[child])
    own = tell(case, org.co_worker)
    level(own, org.co_worker, "highly_restricted")
    assert own.sensitivity == "highly_restricted"
    level(tell(case, org.co_worker), org.worker, "third_party_confidential")
    with pytest.raises(StaleVersion):
        level(child, org.worker, "highly_restricted", seen=1)


def test_only_managers_and_the_safeguarding_lead_lower_a_level(org, case):
    child = tell(case, org.worker, sensitivity="restricted")
    with pytest.raises(NotPermitted):
        level(child, org.worker, "standard")
    level(child, org.safeguarding_lead, "standard")
    assert child.sensitivity == "standard"


def test_a_named_reader_reads_until_the_day(org, actors, case, assert_sees):
    child = tell(case, org.worker, sensitivity="restricted")
    make.allocation(org, case, org.co_worker)
    until = MORNING + timedelta(days=3)
    reader = do(
        readers.name_reader, org.worker, record=child, user_id=org.co_worker.pk, ends_at=until
    )
    assert_sees(Relationship, actors.fresh("co_worker"), visible=[child], hidden=[])
    assert_sees(Relationship, actors.fresh("co_worker"), visible=[], hidden=[child], at=until)
    found = ask(selectors.readers_of_record, org.worker, case=case, record_id=child.pk)
    assert [row.pk for row in found] == [reader.pk]

    level(child, org.co_worker, "highly_restricted")
    do(readers.end_reader, org.worker, reader=reader, seen=1, reason="done")
    assert_sees(Relationship, actors.fresh("co_worker"), visible=[], hidden=[child])


def test_readers_are_named_for_restricted_records_only(org, case):
    open_one, child = tell(case, org.worker), tell(case, org.worker, sensitivity="restricted")
    with pytest.raises(ValidationFailed) as refused:
        do(readers.name_reader, org.worker, record=open_one, user_id=org.co_worker.pk)
    assert codes(refused) == {"not_restricted"}
    with pytest.raises(ValidationFailed) as refused:
        do(
            readers.name_reader,
            org.worker,
            record=child,
            user_id=org.co_worker.pk,
            ends_at=MORNING,
        )
    assert codes(refused) == {"ends_in_the_past"}
    with pytest.raises(NotPermitted):
        do(readers.name_reader, org.manager, record=child, user_id=org.co_worker.pk)
