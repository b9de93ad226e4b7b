"""What somebody could do with any SQL they like on a request's own connection, and cannot.

Each test is an attack that worked once: bare statements in the attacker's own shape and context,
with the history that the commit asks for written honestly.
"""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission as PermissionRow
from django.db import DatabaseError, connection

from caseload.access.roles import AllocationKind, Role
from caseload.accounts.models import RoleHolding, Team, User
from caseload.accounts.principals import system_actor
from caseload.clients.models import (
    CaseGroupGrant,
    CaseUserGrant,
    Exclusion,
    Family,
    FamilyMember,
    SearchToken,
)
from caseload.core.errors import CaseloadError
from tests.factories import accounts, clients
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import FAR_AWAY, MORNING

pytestmark = pytest.mark.django_db


def permission(codename):
    return PermissionRow.objects.get(codename=codename, content_type__app_label="clients")


def checked_at_commit(what):
    what()
    commit_check()


def refused(by, what):
    """Row security, a trigger, a constraint or the check at COMMIT says no."""
    with pytest.raises((DatabaseError, CaseloadError)), acting(by):
        checked_at_commit(what)


def exclude(org, user, person):
    by = fresh(org.safeguarding_lead)
    with acting(by):
        Exclusion(
            organisation=org.organisation,
            user=user,
            person=person,
            starts_at=MORNING,
            recorded_by_id=by.user_id,
            recorded_at=MORNING,
        ).insert()


# -- Roles -------------------------------------------------------------------------------------------
def test_A13_an_ended_role_is_not_opened_again_without_a_second_person(org):
    """The approval of a year ago would stand, and one administrator alone make a wide role."""
    held = accounts.role_holding(
        org, org.stranger, Role.SAFEGUARDING_LEAD, ends_at=MORNING - timedelta(days=1)
    )
    by = fresh(org.administrator)

    refused(
        by,
        lambda: RoleHolding.objects.get(pk=held.pk).change(seen=None, reason="", ends_at=FAR_AWAY),
    )


def test_A13_a_role_still_ends_earlier(org):
    held = accounts.role_holding(org, org.stranger, Role.SAFEGUARDING_LEAD)
    by = fresh(org.administrator)

    with acting(by):
        RoleHolding.objects.get(pk=held.pk).change(seen=None, reason="", ends_at=MORNING)
        commit_check()


@pytest.mark.parametrize("what", ["group of another team", "group of another charity", "team of another charity", "user of another charity"])  # fmt: skip
def test_A13_a_role_joins_nobody_to_another_team_or_charity(org, what):
    """Membership is the group a holding carries, so a group of somebody else's opens their cases."""
    by = fresh(org.administrator)
    team = org.fern if what == "team of another charity" else org.north
    group = {"group of another team": org.south, "group of another charity": org.fern}.get(
        what, team
    )
    user = org.foreign_worker if what == "user of another charity" else org.stranger

    refused(
        by,
        RoleHolding(
            organisation=org.organisation,
            user_id=user.pk,
            role=Role.TEAM_MANAGER,
            team_id=team.pk,
            group_id=group.group_id,
            starts_at=MORNING,
            ends_at=FAR_AWAY,
            proposed_by_id=by.user_id,
        ).insert,
    )


@pytest.mark.parametrize("kind", ["system", "service"])
def test_A13_an_administrator_makes_no_system_actor(org, kind):
    """Its name is its role: ``system.bulk`` would see and write every case on every side."""
    by = fresh(org.administrator)

    refused(
        by,
        User(
            organisation=org.organisation,
            kind=kind,
            username="system.bulk.again",
            display_name="A system",
            password="!",
        ).insert,
    )


def test_A13_an_administrator_gives_no_system_actor_another_job(org):
    by = fresh(org.administrator)

    def rename():
        User.objects.get(pk=actor_id).change(seen=None, reason="", username="system.bulk.again")

    actor_id = system_actor(org.organisation.pk, "drafts").user_id
    refused(by, rename)


# -- Grants ------------------------------------------------------------------------------------------
def test_A13_a_grant_is_never_prolonged(org):
    """Cover ends within 28 days; a manager who may allocate gives it anew, in their own name."""
    case = clients.case(org, lead=org.worker, team=org.north)
    clients.allocation(
        org, case, org.co_worker, role=AllocationKind.COVER, ends_at=MORNING + timedelta(days=1)
    )
    by = fresh(org.manager)

    def prolong():
        for grant in CaseUserGrant.objects.filter(
            content_object=case, user_id=org.co_worker.pk, source="cover"
        ):
            grant.change(seen=None, reason="", expires_at=None)

    with acting(by):
        assert CaseUserGrant.objects.filter(content_object=case, source="cover").exists()
    refused(by, prolong)


def test_A9_an_excluded_manager_gives_nobody_the_case_and_sees_no_grant_of_it(org):
    case = clients.case(org, lead=org.worker, team=org.north)
    exclude(org, org.manager, case.client)
    by = fresh(org.manager)

    def give_a_friend():
        CaseUserGrant(
            organisation=org.organisation,
            content_object=case,
            user_id=org.co_worker.pk,
            permission=permission("view_case"),
            source="allocation",
            source_id=uuid.uuid4(),
            granted_by_id=by.user_id,
        ).insert()

    with acting(by):
        assert not CaseUserGrant.objects.filter(content_object=case).exists()
    refused(by, give_a_friend)


def test_A9_an_excluded_service_manager_gives_nobody_the_case_and_sees_no_grant_of_it(org):
    case = clients.case(org, lead=org.worker, team=org.north)
    exclude(org, org.service_manager, case.client)
    by = fresh(org.service_manager)

    def give_a_friend():
        CaseUserGrant(
            organisation=org.organisation,
            content_object=case,
            user_id=org.co_worker.pk,
            permission=permission("view_case"),
            source="allocation",
            source_id=uuid.uuid4(),
            granted_by_id=by.user_id,
        ).insert()

    with acting(by):
        assert not CaseUserGrant.objects.filter(content_object=case).exists()
        assert not CaseGroupGrant.objects.filter(content_object=case).exists()
        assert not CaseUserGrant.history.filter(content_object=case).exists()
    refused(by, give_a_friend)


def test_A8_a_case_is_not_given_to_the_managers_of_another_charity(org):
    case = clients.case(org, lead=org.worker, team=org.north)
    by = fresh(org.manager)

    refused(
        by,
        CaseGroupGrant(
            organisation=org.organisation,
            content_object=case,
            group_id=org.fern.group_id,
            permission=permission("view_case"),
            source="team",
            source_id=uuid.uuid4(),
            granted_by_id=by.user_id,
        ).insert,
    )


# -- Rows that reach over to another charity or case -------------------------------------------------
def test_E3_nobody_joins_a_person_to_a_family_of_another_charity(org):
    case = clients.case(org, lead=org.worker)
    by = fresh(org.safeguarding_lead)
    with acting(by):
        client_id = case.client_id
    foreign = fresh(org.foreign_manager)
    with acting(foreign):
        family = Family(
            organisation=org.foreign_organisation,
            recorded_by_id=foreign.user_id,
            recorded_at=MORNING,
            opened_request=foreign.request_id,
        ).insert()

    refused(
        by,
        FamilyMember(
            organisation=org.organisation,
            family_id=family.pk,
            person_id=client_id,
            person_role="client",
            recorded_by_id=by.user_id,
            recorded_at=MORNING,
        ).insert,
    )


def test_E3_a_search_token_tells_nothing_of_a_hidden_case(org):
    """A key alone would say whether the id is a case: the fence answers alike for both."""
    mine = clients.case(org, lead=org.worker, team=org.north)
    hidden = clients.case(org, lead=org.second_worker, team=org.south)
    by = fresh(org.worker)

    answers = []
    for case_id in (hidden.pk, uuid.uuid4()):
        token = SearchToken(
            id=uuid.uuid4(),
            organisation=org.organisation,
            person_id=mine.client_id,
            case_id=case_id,
            source_id=uuid.uuid4(),
            kind="postcode",
            token=1,
        )
        with pytest.raises(DatabaseError) as caught, acting(by):
            checked_at_commit(lambda token=token: token.save(force_insert=True))
        answers.append(caught.value.__cause__.sqlstate)
    assert answers == ["42501", "42501"]


# -- Becoming somebody else --------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["caseload_owner", "caseload_policy", "caseload_audit", "caseload_migrate"])  # fmt: skip
def test_A17_no_role_above_the_shapes_can_be_taken(org, role):
    by = fresh(org.worker)
    with pytest.raises(DatabaseError), acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s::text, true)", [role])


@pytest.mark.parametrize("role", ["caseload_wide", "caseload_partner", "caseload_relay", "none"])
def test_A17_another_shape_shows_nothing_under_the_same_signature(org, role):
    case = clients.case(org, lead=org.second_worker, team=org.south)
    by = fresh(org.worker)
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s::text, true)", [role])
        cursor.execute("SAVEPOINT look")
        for table in (
            "clients_case",
            "clients_person",
            "clients_caseusergrant",
            "contacts_contact",
        ):
            try:
                cursor.execute(f"SELECT count(*) FROM {table}")
                found = cursor.fetchone()[0]
            except DatabaseError:
                found = 0
                cursor.execute("ROLLBACK TO SAVEPOINT look")
            assert found == 0, table
        cursor.execute("SELECT set_config('role', 'caseload_own', true)")
    assert case.pk


def test_teams_of_the_fixtures_are_what_the_tests_above_suppose(org):
    assert isinstance(org.fern, Team)
    assert org.fern.organisation_id != org.organisation.pk
