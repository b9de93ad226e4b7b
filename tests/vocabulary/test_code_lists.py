"""Code lists: reworded, extended and retired by one charity, unseen by the next."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from caseload.core import choices
from caseload.core.errors import NotFound, NotPermitted, StaleVersion, ValidationFailed
from caseload.vocabulary import selectors, services, source
from caseload.vocabulary.founding import seed_code_lists
from caseload.vocabulary.models import CodeValue
from tests.support.acting import commit_check

pytestmark = pytest.mark.django_db


@pytest.fixture
def value(org, actors, acting):
    with acting(actors.administrator) as by:
        return CodeValue.objects.get(
            organisation_id=by.organisation_id, code_list="contact_channel", code="phone_call"
        )


def test_every_shipped_value_is_there_once(org, actors, acting):
    with acting(actors.worker) as by:
        rows = CodeValue.objects.values_list("code_list", "code")
        shipped = {(name, code) for name in source.code_lists() for code in source.codes(name)}
        assert set(rows) == shipped
        assert len(rows) == len(shipped)
        assert {row.name: row.values for row in selectors.code_lists(by=by)} == {
            name: len(source.codes(name)) for name in source.code_lists()
        }


def test_values_come_in_their_order(org, actors, acting):
    with acting(actors.worker) as by:
        rows = selectors.code_list_values(by=by, code_list="contact_channel")
        assert tuple(row.code for row in rows) == source.codes("contact_channel")


def test_an_unknown_list_is_not_there(org, actors, acting):
    with acting(actors.worker) as by, pytest.raises(NotFound):
        selectors.code_list_values(by=by, code_list="no_such_list")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_seeding_again_adds_nothing(org):
    assert seed_code_lists(org.organisation.pk) == 0


def test_a_value_is_reworded_and_remembers_its_former_words(org, actors, acting, value):
    with acting(actors.administrator) as by:
        new = services.relabel_value(by=by, value=value, seen=1, reason="plainer", label="Call")
        assert (new.label, new.code, new.version) == ("Call", "phone_call", 2)
        kept = CodeValue.history.filter(id=value.pk).order_by("version")
        assert [row.label for row in kept] == ["Phone call", "Call"]
        commit_check()


def test_a_value_changed_meanwhile_is_not_reworded(org, actors, acting, value):
    with acting(actors.administrator) as by:
        services.relabel_value(by=by, value=value, seen=1, reason="one", label="Call")
        with pytest.raises(StaleVersion):
            services.relabel_value(by=by, value=value, seen=1, reason="two", label="Ring")


def test_a_retired_value_is_offered_no_more_and_still_known(org, actors, acting, value):
    with acting(actors.administrator) as by:
        retired = services.retire_value(by=by, value=value, seen=1, reason="unused")
        assert retired.retired_on is not None
        counts = {row.name: row.values for row in selectors.code_lists(by=by)}
        assert counts["contact_channel"] == len(source.codes("contact_channel")) - 1
        choices.check_code("contact_channel", "phone_call")


def test_an_added_code_is_known_here_and_not_next_door(org, actors, acting):
    with acting(actors.administrator) as by:
        services.add_value(
            by=by,
            organisation=org.organisation,
            code_list="staff_role",
            code="bereavement_lead",
            label="Bereavement lead",
        )
        choices.check_code("staff_role", "bereavement_lead")
        commit_check()
    with acting(actors.worker):
        choices.check_code("staff_role", "bereavement_lead")
    with acting(actors.foreign_worker), pytest.raises(ValidationError):
        choices.check_code("staff_role", "bereavement_lead")


def test_an_added_code_behaves_as_it_was_said_to(org, actors, acting):
    with acting(actors.administrator) as by:
        services.add_value(
            by=by,
            organisation=org.organisation,
            code_list="contact_outcome",
            code="spoke_by_video_relay",
            label="Spoke through a video relay",
            behaves_like="spoke_with_client",
        )
    with acting(actors.worker):
        rules = source.attrs("contact_outcome", "spoke_by_video_relay")
        assert rules == dict(source.attrs("contact_outcome", "spoke_with_client"))


@pytest.mark.parametrize(
    ("list_name", "code", "like", "pointer"),
    [
        ("contact_outcome", "waved", "", "/behaves_like"),
        ("contact_outcome", "waved", "no_such_code", "/behaves_like"),
        ("staff_role", "Has Capitals", "", "/code"),
        ("staff_role", "ends_", "", "/code"),
        ("staff_role", "volunteer", "", ""),
    ],
)
def test_what_cannot_be_added(org, actors, acting, list_name, code, like, pointer):
    with acting(actors.administrator) as by, pytest.raises(ValidationFailed) as refused:
        services.add_value(
            by=by,
            organisation=org.organisation,
            code_list=list_name,
            code=code,
            label="Something",
            behaves_like=like,
        )
    assert refused.value.errors[0].pointer == pointer


def test_nothing_is_added_to_a_list_that_is_not_there(org, actors, acting):
    with acting(actors.administrator) as by, pytest.raises(NotFound):
        services.add_value(
            by=by, organisation=org.organisation, code_list="nothing", code="a", label="A"
        )


@pytest.mark.parametrize("who", ["worker", "manager", "safeguarding_lead", "trustee"])
def test_only_administrators_word_the_lists(org, actors, acting, value, who):
    with acting(getattr(actors, who)) as by, pytest.raises(NotPermitted):
        services.relabel_value(by=by, value=value, seen=1, reason="mine", label="Mine")


def test_the_neighbours_administrator_may_not_word_ours(org, actors, acting, value):
    with acting(actors.foreign_administrator) as by, pytest.raises(NotPermitted):
        services.retire_value(by=by, value=value, seen=1, reason="theirs")


def test_a_shipped_code_costs_no_query(org, actors, acting, django_assert_num_queries):
    with acting(actors.worker):
        with django_assert_num_queries(0):
            choices.check_code("contact_channel", "phone_call")
        with django_assert_num_queries(1):
            for _ in range(3):
                with pytest.raises(ValidationError):
                    choices.check_code("contact_channel", f"unknown_{uuid.uuid4().hex}")


def test_nobody_at_work_knows_shipped_codes_only():
    choices.check_code("contact_channel", "phone_call")
    with pytest.raises(ValidationError):
        choices.check_code("contact_channel", "unknown")
    assert source.attrs("contact_channel", "unknown") == {}
