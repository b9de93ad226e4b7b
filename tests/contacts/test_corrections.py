"""Putting contacts right: who may, what is checked again, and what the figures say then."""

from datetime import timedelta

import pytest

from caseload.clients.models import CaseSummary, SafeContactRoute
from caseload.contacts import services
from caseload.contacts.models import Contact
from caseload.core.errors import (
    InvalidTransition,
    NotPermitted,
    StaleVersion,
    UnsafeContact,
    ValidationFailed,
)
from tests.factories import clients, contacts
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def contact(org, case, call):
    return contacts.contact(by=org.worker, on=case, at=NOON, **call)


def amend(by, contact, *, seen=1, reason="put right", **changes):
    by = fresh(by, NOON)
    with acting(by, NOON):
        row = Contact.objects.visible_to(by).get(pk=contact.pk)
        services.amend_contact(by=by, contact=row, seen=seen, reason=reason, **changes)
        commit_check()
    return row


def strike_out(by, contact, *, seen=1, **why):
    by = fresh(by, NOON)
    with acting(by, NOON):
        row = Contact.objects.visible_to(by).get(pk=contact.pk)
        services.strike_out_contact(
            by=by, contact=row, seen=seen, **({"reason_code": "entered_in_error"} | why)
        )
        commit_check()
    return row


def summary_of(org, case):
    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        return CaseSummary.objects.visible_to(by).get(case=case)


def test_earlier_words_stay_in_the_history(org, contact):
    amended = amend(org.worker, contact, headline="Talked about bail")

    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        versions = list(Contact.history.filter(id=contact.pk).order_by("version"))
    assert amended.version == 2
    assert [row.headline for row in versions] == [contact.headline, "Talked about bail"]
    assert versions[1].history_change_reason == "put right"
    assert amended.recorded_at == contact.recorded_at


def test_colleague_may_not_correct_and_manager_may(org, case, contact):
    clients.allocation(org, case, org.co_worker)

    with pytest.raises(NotPermitted):
        amend(org.co_worker, contact, headline="Other")
    with pytest.raises(NotPermitted):
        strike_out(org.co_worker, contact)

    assert amend(org.manager, contact, headline="Manager's").version == 2


def test_correction_says_why_and_from_which_version(org, contact):
    with pytest.raises(ValidationFailed):
        amend(org.worker, contact, reason=" ", headline="x")
    with pytest.raises(StaleVersion):
        amend(org.worker, contact, seen=7, headline="x")


def test_words_may_be_put_right_after_the_route_was_suspended(org, contact, route):
    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        SafeContactRoute.objects.get(pk=route.pk).amend(
            by=by,
            seen=1,
            reason="x",
            suspended_reason="client_request",
            suspended_at=NOON,
        )

    assert amend(org.worker, contact, detail="A longer note", minutes=20).minutes == 20


def test_correction_cannot_claim_an_unsafe_way(org, contact):
    with pytest.raises(UnsafeContact):
        amend(org.worker, contact, outcome="voicemail_left_agreed", minutes=0)
    with pytest.raises(UnsafeContact):
        amend(org.worker, contact, happened_at=NOON)


def test_correction_keeps_the_rules_of_the_form(org, contact):
    with pytest.raises(ValidationFailed):
        amend(org.worker, contact, headline="")
    with pytest.raises(ValidationFailed):
        amend(org.worker, contact, marks=[{"start": 3, "end": 900, "kind": "fact"}])


def test_corrected_outcome_counts_as_it_should_have(org, case, contact):
    amend(org.worker, contact, outcome="no_answer", minutes=0)

    row = summary_of(org, case)
    assert (row.last_successful_at, row.attempts_since_success, row.contacts) == (None, 1, 1)


def test_corrected_outcome_has_its_aftermath(org, contact, route):
    amend(org.worker, contact, outcome="answered_by_other", minutes=1)

    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        assert SafeContactRoute.objects.get(pk=route.pk).suspended_reason == "answered_by_other"


def test_struck_out_contact_is_in_no_figure(org, case, contact):
    before = contacts.contact(by=org.worker, on=case, happened_at=MORNING - timedelta(days=9))

    strike_out(org.worker, contact, note="Meant for another case")

    row = summary_of(org, case)
    assert (row.contacts, row.last_successful_at) == (1, before.happened_at)


def test_struck_out_contact_stays_as_it_is(org, contact):
    strike_out(org.worker, contact)

    with pytest.raises(InvalidTransition):
        amend(org.worker, contact, seen=2, headline="x")
    with pytest.raises(InvalidTransition):
        strike_out(org.worker, contact, seen=2)


def test_figures_do_not_depend_on_who_corrects(org, case, contact):
    """A restricted note moves no figure, whoever writes: not everybody may know of it (law 1)."""
    contacts.contact(by=org.worker, on=case, at=NOON, sensitivity="restricted", happened_at=NOON)

    strike_out(org.manager, contact)

    row = summary_of(org, case)
    assert (row.contacts, row.last_successful_at) == (0, None)


def test_nobody_puts_a_contact_out_of_their_own_sight(org, contact):
    with pytest.raises(NotPermitted):
        amend(org.manager, contact, sensitivity="restricted")
    assert amend(org.worker, contact, sensitivity="restricted").sensitivity == "restricted"
    with pytest.raises(NotPermitted):
        amend(org.worker, contact, seen=2, sensitivity="standard")
