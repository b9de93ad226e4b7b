"""Unfinished notes: their author's alone, for 14 days."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from caseload.contacts import selectors, services
from caseload.contacts.jobs import expire_drafts, expire_drafts_everywhere
from caseload.contacts.models import ContactDraft
from caseload.core.errors import InvalidTransition, NotFound, StaleVersion, ValidationFailed
from tests.factories import clients, contacts
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
FORTNIGHT = timedelta(days=14)


@pytest.fixture
def draft(org, case):
    return contacts.contact_draft(by=org.worker, on=case, headline="half a")


def test_draft_is_its_authors_alone(org, case, draft, assert_sees):
    clients.allocation(org, case, org.co_worker)

    for other in (org.co_worker, org.manager):
        by = fresh(other)
        with acting(by):
            assert not ContactDraft.objects.visible_to(by).exists()
            assert not ContactDraft.objects.exists()
    by = fresh(org.worker)
    with acting(by):
        assert list(selectors.my_drafts(by=by)) == [draft]


def test_author_who_lost_the_case_lost_the_draft(org, case, draft):
    by = fresh(org.manager)
    with acting(by):
        from caseload.clients.models import Allocation  # noqa: PLC0415 - used here only
        from caseload.clients.services.allocations import end_allocation  # noqa: PLC0415 - as above

        end_allocation(
            by=by, allocation=Allocation.objects.get(case=case), seen=1, reason="moved on"
        )

    by = fresh(org.worker, MORNING + timedelta(minutes=1))
    with acting(by, MORNING + timedelta(minutes=1)):
        assert not selectors.my_drafts(by=by).exists()


def test_first_save_sent_twice_undoes_nothing(org, case, draft):
    by = fresh(org.worker)
    with acting(by):
        services.save_draft(by=by, draft=draft, seen=1, body={"headline": "half a note"})
        again = services.begin_draft(by=by, case=case, key=draft.pk, body={"headline": "half a"})

    assert (again.version, again.body) == (2, {"headline": "half a note"})


def test_save_of_an_older_window_is_refused(org, draft):
    by = fresh(org.worker)
    with acting(by):
        services.save_draft(by=by, draft=draft, seen=1, body={"headline": "second"})
        with pytest.raises(StaleVersion):
            services.save_draft(by=by, draft=draft, seen=1, body={"headline": "third"})


def test_discarded_draft_keeps_no_words(org, draft):
    by = fresh(org.worker)
    with acting(by):
        gone = services.discard_draft(by=by, draft=draft, seen=1)
        again = services.discard_draft(by=by, draft=draft, seen=1)
        with pytest.raises(InvalidTransition):
            services.save_draft(by=by, draft=draft, seen=2, body={"headline": "back"})

    assert (gone.body, gone.ending, again.version) == ({}, "discarded", 2)


def test_stale_form_discards_nothing(org, draft):
    by = fresh(org.worker)
    with acting(by), pytest.raises(StaleVersion):
        services.discard_draft(by=by, draft=draft, seen=3)


def test_draft_of_another_is_not_there(org, case, draft):
    clients.allocation(org, case, org.co_worker)
    by = fresh(org.co_worker)
    with acting(by), pytest.raises(NotFound):
        services.discard_draft(by=by, draft=draft, seen=1)


def test_draft_expires_after_14_days(org, case, draft):
    later = MORNING + FORTNIGHT
    by = fresh(org.worker, later)
    with acting(by, later):
        assert not selectors.my_drafts(by=by).exists()
        with pytest.raises(ValidationFailed):
            services.save_draft(by=by, draft=draft, seen=1, body={"headline": "late"})

    assert expire_drafts_everywhere(later - timedelta(seconds=1)) == 0
    assert expire_drafts_everywhere(later) == 1
    assert expire_drafts_everywhere(later) == 0

    by = fresh(org.worker, later)
    with acting(by, later):
        commit_check()
        blank = ContactDraft.objects.visible_to(by).get(pk=draft.pk)
        assert list(selectors.expired_drafts(by=by)) == [blank]
    assert (blank.body, blank.ending, blank.ended_at) == ({}, "expired", later)


def test_nobody_else_can_expire_drafts(org, draft):
    later = MORNING + FORTNIGHT
    by = fresh(org.safeguarding_lead, later)
    with acting(by, later):
        assert services.expire_drafts(by=by, organisation=org.organisation) == 0


def test_command_says_how_many(org, draft):
    said = StringIO()

    call_command("expire_drafts", at=(MORNING + FORTNIGHT).isoformat(), stdout=said)

    assert said.getvalue() == "1 unfinished notes were blanked.\n"


def test_filed_draft_is_one_contact(org, case, call):
    noon = MORNING + timedelta(hours=3)
    draft = contacts.contact_draft(by=org.worker, on=case, at=noon, headline="half")
    by = fresh(org.worker, noon)
    with acting(by, noon):
        with pytest.raises(StaleVersion):
            services.finalise_draft(by=by, draft=draft, seen=9, **call)
        first = services.finalise_draft(by=by, draft=draft, seen=1, **call)
        again = services.finalise_draft(by=by, draft=draft, seen=1, **call)
        late = services.save_draft(by=by, draft=draft, seen=1, body={"headline": "late"})
        commit_check()

    assert first.pk == again.pk == late.became
    assert late.body == {}


def test_job_acts_as_the_system(org, draft):
    expire_drafts(0)

    by = fresh(org.worker)
    with acting(by):
        assert ContactDraft.objects.visible_to(by).get(pk=draft.pk).ending == "expired"
    assert str(draft) == f"contact draft {draft.pk}"


def test_key_of_nobody_begins_a_draft(org, case):
    key = uuid.uuid4()
    by = fresh(org.worker)
    with acting(by):
        assert services.begin_draft(by=by, case=case, key=key, body={"a": 1}).pk == key
