"""BR-07: a match across what people may see is for the safeguarding lead alone."""

import pytest
from django.db import DatabaseError, connection

from caseload.clients.matching import NOTHING_TOLD, Told
from caseload.clients.models import MatchOutcome, MatchState, ProtectedMatch
from caseload.clients.selectors.matches import protected_matches
from caseload.clients.services import people
from caseload.clients.services.duplicates import review_protected_match
from caseload.core.errors import InvalidTransition, NotPermitted, StaleVersion, ValidationFailed
from tests.factories import clients as make
from tests.support.acting import acting, commit_check, fresh

pytestmark = pytest.mark.django_db

MARCUS = {"identity_level": "identified", "given_names": "Marcus", "family_name": "Holt"}
PHONE = "07700 900146"


@pytest.fixture
def marcus(org):
    return make.case(org, strand="suspect_support", lead=org.worker, person=MARCUS)


def register(org, by, told=NOTHING_TOLD, **identity):
    actor = fresh(by)
    with acting(actor):
        return people.register_person(
            by=actor, organisation=org.organisation, told=told, **(MARCUS | identity)
        )


def waiting(actor):
    with acting(fresh(actor)) as by:
        return list(protected_matches(by=by))


def test_BR07_a_hidden_match_waits_for_the_safeguarding_lead_alone(org, actors, marcus):
    again = register(org, actors.intake_worker)
    (match,) = waiting(actors.safeguarding_lead)
    assert (match.case_id, match.person_id, match.state) == (marcus.pk, again.pk, MatchState.OPEN)
    assert match.recorded_by_id == org.intake_worker.pk
    for who in ("worker", "manager", "intake_worker", "service_manager", "data_protection_lead"):
        assert waiting(getattr(actors, who)) == []
    with acting(actors.service_manager):
        assert ProtectedMatch.objects.count() == 0
        assert ProtectedMatch.history.count() == 0
    for model in (ProtectedMatch, ProtectedMatch.history.model):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting(actors.fresh("worker")),
        ):
            model.objects.count()


def test_BR07_whoever_registers_learns_nothing(org, actors, marcus, django_assert_num_queries):
    """Hidden match, no match: the same queries, the same answer, and one row either way."""
    for identity in ({}, {"given_names": "Zebedee", "family_name": "Nobody"}):
        by = fresh(org.intake_worker)
        with acting(by), django_assert_num_queries(5):
            people.register_person(by=by, organisation=org.organisation, **(MARCUS | identity))
    with acting(actors.safeguarding_lead):
        rows = ProtectedMatch.objects.exclude(person_id=marcus.client_id)
        assert sorted(rows.values_list("state", flat=True)) == ["none", "open"]


def test_BR07_what_the_registrar_sees_is_no_hidden_match(org, actors, marcus):
    register(org, actors.manager)
    assert waiting(actors.safeguarding_lead) == []


def test_BR07_a_number_alone_is_enough(org, actors, marcus):
    from caseload.clients import search_index  # noqa: PLC0415 - as recording a route does

    with acting(fresh(org.worker)):
        search_index.index_case_value(marcus, marcus.pk, [("phone", PHONE)])
    register(
        org, actors.intake_worker, Told(phones=(PHONE,)), given_names="Priya", family_name="Nair"
    )
    assert [match.case_id for match in waiting(actors.safeguarding_lead)] == [marcus.pk]


def test_BR07_one_shared_name_is_not_likely(org, actors, marcus):
    register(org, actors.intake_worker, given_names="Rohan")
    register(org, actors.intake_worker, identity_level="anonymous", given_names="", family_name="")
    assert waiting(actors.safeguarding_lead) == []


def test_BR07_charities_do_not_meet(org, actors, marcus):
    by = fresh(org.foreign_manager)
    with acting(by):
        people.register_person(by=by, organisation=org.foreign_organisation, **MARCUS)
    assert waiting(actors.safeguarding_lead) == []
    assert waiting(actors.foreign_safeguarding_lead) == []


def test_every_row_has_its_history(org, actors, marcus):
    register(org, actors.intake_worker)
    commit_check()
    with acting(actors.safeguarding_lead):
        (kept,) = ProtectedMatch.history.filter(state="open")
        assert kept.history_user_id == org.intake_worker.pk


def test_the_lead_says_what_it_was_once(org, actors, marcus):
    register(org, actors.intake_worker)
    (match,) = waiting(actors.safeguarding_lead)
    with acting(actors.safeguarding_lead) as by:
        with pytest.raises(StaleVersion):
            review_protected_match(by=by, match=match, seen=7, outcome=MatchOutcome.SAME_FAMILY)
        done = review_protected_match(
            by=by, match=match, seen=1, outcome=MatchOutcome.SAME_FAMILY, note="Keep apart."
        )
        assert (done.state, done.version) == (MatchState.REVIEWED, 2)
        assert done.reviewed_by_id == by.user_id
        commit_check()
        with pytest.raises(InvalidTransition):
            review_protected_match(by=by, match=done, seen=2, outcome=MatchOutcome.UNRELATED)


def test_an_outcome_is_one_of_three(org, actors, marcus):
    register(org, actors.intake_worker)
    (match,) = waiting(actors.safeguarding_lead)
    with acting(actors.safeguarding_lead) as by, pytest.raises(ValidationFailed):
        review_protected_match(by=by, match=match, seen=1, outcome="guessed")


def test_nobody_else_says_what_it_was(org, actors, marcus):
    register(org, actors.intake_worker)
    (match,) = waiting(actors.safeguarding_lead)
    for who in ("service_manager", "manager", "worker"):
        with acting(actors.fresh(who)) as by, pytest.raises(NotPermitted):
            review_protected_match(by=by, match=match, seen=1, outcome=MatchOutcome.UNRELATED)


def test_an_excluded_lead_sees_no_match_of_theirs(org, actors, marcus):
    register(org, actors.intake_worker)
    from caseload.clients.models import Exclusion  # noqa: PLC0415
    from caseload.core import clock  # noqa: PLC0415

    with acting(actors.fresh("safeguarding_lead")) as by:
        Exclusion(
            organisation=org.organisation,
            user=org.safeguarding_lead,
            person_id=marcus.client_id,
            starts_at=clock.now(),
            recorded_by_id=by.user_id,
            recorded_at=clock.now(),
        ).insert()
    assert waiting(actors.safeguarding_lead) == []
    with acting(actors.fresh("safeguarding_lead")):
        assert ProtectedMatch.objects.exclude(state="none").count() == 0


def test_nobody_looks_for_somebody_they_did_not_register_here(org, actors, marcus):
    with acting(actors.stranger), connection.cursor() as cursor:
        cursor.execute(
            "SELECT acl.look_for_hidden_match(%s::uuid, ARRAY[]::text[], ARRAY[]::bigint[])",
            [marcus.client_id],
        )
    with acting(actors.safeguarding_lead):
        assert ProtectedMatch.objects.filter(person_id=marcus.client_id).count() == 1


def test_no_shape_adds_a_match_by_hand(org, actors, marcus):
    for who in ("worker", "safeguarding_lead"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting(actors.fresh(who)),
            connection.cursor() as cursor,
        ):
            cursor.execute("INSERT INTO clients_protectedmatch (id) VALUES (gen_random_uuid())")
