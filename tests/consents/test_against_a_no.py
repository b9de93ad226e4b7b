"""A person's own "no": what outweighs it, who has to agree to that, and what never lifts it."""

from datetime import timedelta

import pytest

from caseload.access.roles import Role
from caseload.consents.rules import Recipient
from caseload.consents.services import bases, disclosures
from caseload.core.errors import ConsentRequired, ValidationFailed
from tests.factories import accounts, clients
from tests.factories import consents as make
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

LATER = MORNING + timedelta(hours=1)
CONCERN = {
    "ground": "safeguarding_child",
    "article6": "f_legitimate_interests",
    "article9": "g_substantial_public_interest",
    "schedule1": "p2_para18_safeguarding",
    "categories": ["identity", "risk"],
    "concern": "A child is left alone",
    "agreement_not_sought_because": "It would have put the child at risk",
    "family_told": True,
}
TOLD = {"person_told_at": MORNING}


@pytest.fixture
def case(org):
    return clients.case(org, lead=org.worker)


@pytest.fixture
def council(org):
    return org.agency("council")


def tell(org, case, recipient, *, at=LATER, **words):
    by = fresh(org.worker, at)
    usual = {
        "purpose": "routine_sharing",
        "categories": ["identity"],
        "channel": "phone",
        "content": "We rang.",
    }
    with acting(by, at):
        return disclosures.tell(by=by, case=case, recipient=recipient, **(usual | words))


def test_a_decision_against_a_no_needs_two_people_whatever_the_request_says(org, case, council):
    make.refusal(by=org.worker, on=case, scope="share_childrens_services")
    lead = org.safeguarding_lead
    whom = Recipient(agency_id=council.pk)
    words = {"purpose": "safeguarding", "categories": ["risk"]}

    basis = make.lawful_basis(
        by=lead, on=case, recipient_name="", recipient_agency_id=council.pk, **CONCERN, **TOLD
    )

    assert (basis.overrides_refusal, basis.needs_second) == (True, True)
    with pytest.raises(ConsentRequired):
        tell(org, case, whom, **words)
    second = fresh(accounts.user(org, Role.SAFEGUARDING_LEAD), LATER)
    with acting(second, LATER):
        bases.approve_basis(by=second, basis=basis, seen=basis.version)
    assert tell(org, case, whom, **words).lawful_basis_id == basis.pk


def test_whoever_goes_against_a_no_says_when_the_person_is_told(org, case, council):
    make.refusal(by=org.worker, on=case, scope="share_childrens_services")
    with pytest.raises(ValidationFailed) as refusal:
        make.lawful_basis(
            by=org.safeguarding_lead,
            on=case,
            recipient_name="",
            recipient_agency_id=council.pk,
            **CONCERN,
        )
    assert [error.code for error in refusal.value.errors] == ["tell_the_person"]


@pytest.mark.parametrize(
    ("refusal", "against_it"),
    [
        ({"scope": "share_childrens_services"}, True),
        ({"scope": "share_childrens_services", "categories": ["risk"]}, True),
        ({"scope": "refer_onward"}, True),
        ({"scope": "share_childrens_services", "categories": ["health"]}, False),
        ({"scope": "share_police"}, False),
        ({"scope": "receive_service"}, False),
    ],
)
def test_only_a_no_about_this_recipient_and_these_kinds_of_data_counts(
    org, case, council, refusal, against_it
):
    make.refusal(by=org.worker, on=case, **refusal)
    basis = make.lawful_basis(
        by=org.safeguarding_lead,
        on=case,
        recipient_name="",
        recipient_agency_id=council.pk,
        **CONCERN,
        **TOLD,
    )
    assert (basis.overrides_refusal, basis.needs_second) == (against_it, against_it)


def test_danger_to_life_waits_for_nobody(org, case):
    make.refusal(by=org.worker, on=case, scope="share_police")
    basis = make.lawful_basis(by=org.worker, on=case)
    assert (basis.overrides_refusal, basis.needs_second) == (True, False)
    told = tell(
        org, case, Recipient(name="Police", kind="police"), purpose="safeguarding", at=LATER
    )
    assert told.lawful_basis_id == basis.pk


@pytest.mark.parametrize("later", ["not_asked", "not_required"])
def test_a_no_is_not_lifted_by_a_note_that_nobody_asked(org, case, council, later):
    scope = {"scope": "share_childrens_services"}
    make.sharing(by=org.worker, on=case, to=council, at=MORNING - timedelta(days=3), **scope)
    make.consent(
        by=org.worker,
        on=case,
        at=MORNING - timedelta(days=2),
        answer="refused",
        recipient_agency_id=council.pk,
        **scope,
    )
    make.consent(
        by=org.worker,
        on=case,
        at=MORNING - timedelta(days=1),
        answer=later,
        recipient_agency_id=council.pk,
        **scope,
    )
    with pytest.raises(ConsentRequired) as refusal:
        tell(org, case, Recipient(agency_id=council.pk))
    assert refusal.value.errors[0].code == "refused"


def test_who_said_no_to_the_police_said_no_to_an_officer_by_name(org, case):
    make.consent(
        by=org.worker,
        on=case,
        scope="share_named_professional",
        recipient_name="Sam Holt",
        categories=["identity"],
    )
    make.refusal(by=org.worker, on=case, scope="share_police")

    with pytest.raises(ConsentRequired):
        tell(org, case, Recipient(name="Sam Holt", kind="police"))
    with pytest.raises(ValidationFailed) as unsaid:
        tell(org, case, Recipient(name="Sam Holt"))
    assert [error.code for error in unsaid.value.errors] == ["kind_needed"]
    assert tell(org, case, Recipient(name="Sam Holt", kind="school")).recipient_kind == "school"


def test_only_a_ground_of_the_ladder_is_kept(org, case):
    with pytest.raises(ValidationFailed) as refusal:
        make.lawful_basis(by=org.safeguarding_lead, on=case, ground="client_agreement")
    assert [error.code for error in refusal.value.errors] == ["ground_not_open"]
