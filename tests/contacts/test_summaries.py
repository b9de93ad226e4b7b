"""The summary of a case is what its records say: told by a command, and counted again by it."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from caseload.clients.models import Case, CaseSummary
from caseload.clients.services.people import register_person
from caseload.contacts.services.summaries import rebuild_summaries, verify_summaries
from caseload.core.errors import NotPermitted
from tests.factories import clients, contacts, tasks
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
AT = MORNING.isoformat()


@pytest.fixture
def busy(org, case, call):
    """A case with some of everything, and one that nobody has touched."""
    contacts.contact(by=org.worker, on=case, at=MORNING + timedelta(hours=2), **call)
    contacts.contact(by=org.worker, on=case, outcome="no_answer", headline="")
    contacts.contact(by=org.worker, on=case, sensitivity="restricted")
    tasks.task(by=org.worker, on=case)
    clients.case(org)
    return case


def spoil(org, case, **figures):
    by = fresh(org.worker)
    with acting(by):
        CaseSummary.objects.filter(case=case).update(**figures)


def run(**options):
    said = StringIO()
    call_command("summaries", at=AT, stdout=said, **options)
    return said.getvalue()


def test_what_the_services_keep_is_what_is_counted(busy):
    said = run(verify=True)

    assert "differ" not in said, said


def test_difference_is_named_by_column_and_ends_with_1(org, busy):
    spoil(org, busy, contacts=99, open_steps=7)

    with pytest.raises(SystemExit) as left:
        run(verify=True)
    assert left.value.code == 1

    found = json.loads(run(rebuild=True, json=True))
    assert found["differences"] == [
        {"case_id": str(busy.pk), "columns": ["contacts", "open_steps"]}
    ]
    assert json.loads(run(json=True)) == {"differences": [], "rebuilt": False}


def test_missing_summary_is_made(org, busy):
    by = fresh(org.intake_worker)
    with acting(by):
        client = register_person(by=by, organisation=org.organisation, identity_level="anonymous")
        bare = Case(
            organisation=org.organisation,
            reference="0000-0000-0",
            client=client,
            strand="adult_family_1to1",
            team=org.north,
            state_since=MORNING,
            recorded_by_id=by.user_id,
            recorded_at=MORNING,
            opened_request=by.request_id,
        ).insert()

    found = json.loads(run(rebuild=True, json=True))["differences"]

    assert [each["case_id"] for each in found] == [str(bare.pk)]
    assert "differ" not in run()


def test_only_the_system_actor_counts_for_everybody(org, busy):
    by = fresh(org.safeguarding_lead)
    with acting(by):
        for act in (verify_summaries, rebuild_summaries):
            with pytest.raises(NotPermitted):
                act(by=by, organisation=org.organisation)
