"""Nobody gives themselves access, and nobody is above the fence (A3, A13, A14).

Impossible, not discouraged: each way is tried through the services, through the library and in bare
SQL as the actor's own shape.
"""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as PermissionRow
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection
from guardian.shortcuts import assign_perm

from caseload.access.roles import AllocationKind, Role
from caseload.accounts import services as accounts
from caseload.accounts.models import RoleHolding, User
from caseload.clients.models import Case, CaseGroupGrant, CaseUserGrant
from caseload.clients.services import allocations
from caseload.core.errors import AllocationRefused, CaseloadError, NotPermitted, ValidationFailed
from tests.factories import clients
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import FAR_AWAY, MORNING

pytestmark = pytest.mark.django_db

EVERYBODY = (
    "worker",
    "co_worker",
    "manager",
    "south_manager",
    "service_manager",
    "safeguarding_lead",
    "intake_worker",
    "duty_worker",
    "data_protection_lead",
    "administrator",
    "trustee",
    "analyst",
    "foreign_manager",
    "foreign_safeguarding_lead",
)
MAY_ALLOCATE_IN_THE_SOUTH = {"south_manager", "service_manager", "safeguarding_lead"}


@pytest.fixture
def case(org):
    return clients.case(org, lead=org.worker)


def permission(codename):
    return PermissionRow.objects.get(codename=codename, content_type__app_label="clients")


def sees(who, case):
    by = fresh(who)
    with acting(by):
        return Case.objects.filter(pk=case.pk).exists()


def refused(by, what):
    """Whatever says no: a rule, row security, a constraint, or the check at COMMIT."""
    with pytest.raises((DatabaseError, CaseloadError, ObjectDoesNotExist)), acting(by):
        what()
        commit_check()


@pytest.mark.parametrize("who", EVERYBODY)
def test_A13_nobody_allocates_a_case_to_themselves(org, case, who):
    before = sees(org.users[who], case)
    for kind in AllocationKind:
        by = fresh(org.users[who])

        def take(kind=kind, by=by):
            allocations.allocate(
                by=by,
                case=case,
                user_id=by.user_id,
                role=kind,
                ends_at=MORNING + timedelta(days=1),
            )

        with pytest.raises((AllocationRefused, NotPermitted)), acting(by):
            take()
    assert sees(org.users[who], case) == before


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("granted_by", ["themselves", "somebody else"])
def test_A13_nobody_writes_themselves_a_grant(org, case, who, granted_by):
    by = fresh(org.users[who])
    other = org.manager if who != "manager" else org.service_manager

    def write():
        CaseUserGrant(
            organisation=org.organisation,
            content_object=case,
            user_id=by.user_id,
            permission=permission("view_case"),
            source="allocation",
            source_id=uuid.uuid4(),
            granted_by_id=by.user_id if granted_by == "themselves" else other.pk,
        ).insert()

    refused(by, write)


@pytest.mark.parametrize("who", sorted({*EVERYBODY} - MAY_ALLOCATE_IN_THE_SOUTH))
def test_A13_nobody_gives_a_team_they_manage_a_case_they_may_not_allocate(org, who):
    far = clients.case(org, team=org.south, lead=org.second_worker)
    by = fresh(org.users[who])

    def write():
        CaseGroupGrant(
            organisation=org.organisation,
            content_object=far,
            group_id=org.north.group_id,
            permission=permission("view_case"),
            source="team",
            source_id=uuid.uuid4(),
            granted_by_id=by.user_id,
        ).insert()

    refused(by, write)


def test_A13_an_ended_grant_is_not_prolonged_by_its_holder(org, case):
    clients.allocation(
        org, case, org.co_worker, role=AllocationKind.COVER, ends_at=MORNING + timedelta(days=1)
    )
    by = fresh(org.co_worker)

    with acting(by):
        changed = CaseUserGrant.objects.filter(user_id=by.user_id).update(
            expires_at=None, version=2
        )
    assert changed == 0


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "who", ["worker", "manager", "administrator", "trustee", "safeguarding_lead"]
)
def test_A13_nobody_gives_themselves_a_role(org, who, role):
    by = fresh(org.users[who])

    def propose():
        accounts.propose_role(
            by=by,
            user=User.objects.get(pk=by.user_id),
            role=role,
            team=org.north if role is Role.TEAM_MANAGER else None,
        )

    refused(by, propose)


@pytest.mark.parametrize(
    "who", ["worker", "manager", "safeguarding_lead", "trustee", "administrator"]
)
@pytest.mark.parametrize(("proposer", "approver"), [("self", "self"), ("other", "self"), ("other", None), ("self", "other")])  # fmt: skip
def test_A13_nobody_writes_themselves_a_role_in_any_name(org, who, proposer, approver):
    by = fresh(org.users[who])
    names = {
        "self": by.user_id,
        "other": org.administrator.pk if who != "administrator" else org.trustee.pk,
        None: None,
    }

    def write():
        RoleHolding(
            organisation=org.organisation,
            user_id=by.user_id,
            role=Role.SAFEGUARDING_LEAD,
            starts_at=MORNING,
            ends_at=FAR_AWAY,
            proposed_by_id=names[proposer],
            approved_by_id=names[approver],
        ).insert()

    refused(by, write)


def test_A13_the_proposer_approves_nothing_and_the_holder_neither(org):
    administrator, trustee = fresh(org.administrator), fresh(org.trustee)
    with acting(administrator):
        for_worker = accounts.propose_role(
            by=administrator, user=User.objects.get(pk=org.worker.pk), role=Role.SERVICE_MANAGER
        )

    def approve(by):
        def act():
            holding = RoleHolding.objects.get(pk=for_worker.pk)
            accounts.approve_role(by=by, holding=holding, seen=1)

        return act

    def approve_past_the_service(by, name):
        def act():
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE accounts_roleholding SET approved_by_id = %s, version = 2 WHERE id = %s",
                    [name, for_worker.pk],
                )
                assert cursor.rowcount == 1, "row security hid the row"

        return act

    for who in ("administrator", "worker", "manager", "foreign_trustee"):
        by = fresh(org.users[who])
        refused(by, approve(by))
        for name in (by.user_id, org.trustee.pk):
            with pytest.raises((DatabaseError, AssertionError)), acting(by):
                approve_past_the_service(by, name)()
                commit_check()
    with acting(trustee):
        approve(trustee)()
        commit_check()


def test_A13_an_unapproved_role_gives_nothing(org, case):
    administrator = fresh(org.administrator)
    with acting(administrator):
        accounts.propose_role(
            by=administrator,
            user=User.objects.get(pk=org.stranger.pk),
            role=Role.SAFEGUARDING_LEAD,
        )

    waiting = fresh(org.stranger)
    assert not waiting.is_wide
    assert not sees(org.stranger, case)


def test_A13_nobody_joins_a_team_by_its_group(org, case):
    """Membership is the dated role; a group in anybody's name gives nothing."""
    by = fresh(org.worker)

    def carry_the_group():
        RoleHolding(
            organisation=org.organisation,
            user_id=by.user_id,
            role=Role.SUPPORT_WORKER,
            group=Group.objects.get(pk=org.south.group_id),
            starts_at=MORNING,
            ends_at=FAR_AWAY,
            proposed_by=org.administrator,
        ).insert()

    refused(by, carry_the_group)
    administrator = fresh(org.administrator)
    refused(administrator, carry_the_group)


# -- Model-level and generic grants --------------------------------------------------------------------
@pytest.mark.parametrize("who", ["stranger", "manager", "administrator", "safeguarding_lead"])
def test_A3_guardians_own_shortcuts_grant_nothing(org, case, who):
    by = fresh(org.users[who])
    user = org.users[who]

    refused(by, lambda: assign_perm("clients.view_case", user, case))
    with pytest.raises(AttributeError), acting(by):
        assign_perm("clients.view_case", user)


# -- No superuser --------------------------------------------------------------------------------------
def test_A14_there_is_no_superuser_column_and_no_way_to_ask_for_one(org):
    columns = {field.name for field in User._meta.get_fields()}

    assert not columns & {"is_superuser", "is_staff", "user_permissions"}
    assert User.is_superuser is False
    with pytest.raises(AttributeError):
        User.objects.create_superuser(username="root", password="x" * 20)


def test_A14_saying_superuser_in_python_opens_nothing(org, case):
    user = org.stranger
    user.is_superuser = user.is_staff = True

    assert not sees(user, case)
    by = fresh(user)
    with acting(by):
        assert not Case.objects.visible_to(by).exists()
    with pytest.raises(TypeError):
        User(is_superuser=True)


def test_A13_forbidden_roles_do_not_meet_in_one_person(org):
    administrator = fresh(org.administrator)
    with acting(administrator), pytest.raises(ValidationFailed):
        accounts.propose_role(
            by=administrator, user=User.objects.get(pk=org.worker.pk), role=Role.ADMINISTRATOR
        )
