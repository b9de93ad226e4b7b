"""What happens when a contact is logged, and what is refused (features.md 2.1)."""

import uuid
from datetime import date, timedelta

import pytest

from caseload.clients.models import CaseSummary, SafeContactRoute
from caseload.contacts import services
from caseload.contacts.attempts import attempts_of_case
from caseload.contacts.models import Contact, ContactDraft
from caseload.core.errors import NotPermitted, UnsafeContact, ValidationFailed
from caseload.tasks import services as task_services
from caseload.tasks.models import Task
from tests.factories import clients, contacts, tasks
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
NOON = MORNING + timedelta(hours=3)


def log(by, case, at=NOON, **words):
    by = fresh(by, at)
    with acting(by, at):
        contact = services.log_contact(by=by, case=case, **words)
        commit_check()
    return contact


def summary_of(by, case, at=NOON):
    by = fresh(by, at)
    with acting(by, at):
        return CaseSummary.objects.visible_to(by).get(case=case)


def refused(error):
    return {(each.pointer, each.code) for each in error.value.errors}


def test_answered_call_resets_the_quiet_clock(org, case, call):
    contact = log(org.worker, case, **call)

    row = summary_of(org.worker, case)
    assert row.last_successful_at == call["happened_at"]
    assert (row.contacts, row.attempts_since_success) == (1, 0)
    assert contact.recorded_by_id == org.worker.pk
    assert contact.recorded_at == NOON


def test_failed_attempt_does_not_reset_it(org, case, call):
    log(org.worker, case, **call)
    log(
        org.worker,
        case,
        **call
        | {
            "outcome": "no_answer",
            "minutes": 0,
            "headline": "",
            "happened_at": NOON - timedelta(hours=1),
        },
    )

    row = summary_of(org.worker, case)
    assert row.last_successful_at == call["happened_at"]
    assert (row.contacts, row.attempts_since_success) == (2, 1)


def test_late_entry_counts_in_its_true_place(org, case, call):
    tried = {"outcome": "no_answer", "minutes": 0, "headline": ""}
    log(org.worker, case, **call | tried)

    log(org.worker, case, **call | {"happened_at": call["happened_at"] - timedelta(minutes=4)})

    assert summary_of(org.worker, case).attempts_since_success == 1


@pytest.mark.parametrize("direction", ["third_party_in", "third_party_out", "internal"])
def test_somebody_else_reached_is_not_the_client_reached(org, case, call, direction):
    log(org.worker, case, **call | {"direction": direction})

    assert summary_of(org.worker, case).last_successful_at is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"safe_contact_route_id": None}, "route_required"),
        ({"happened_at": NOON + timedelta(minutes=1)}, "outside_safe_hours"),
        ({"channel": "sms"}, "route_not_asked"),
        ({"channel": "letter"}, "use_not_permitted"),
        ({"channel": "carrier_pigeon"}, "use_not_permitted"),
        ({"outcome": "voicemail_left_agreed", "minutes": 0}, "route_not_safe"),
    ],
)
def test_unsafe_contact_is_refused_and_nothing_is_saved(org, case, call, change, code):
    with pytest.raises(UnsafeContact) as error:
        log(org.worker, case, **call | change)

    assert refused(error) == {("/safe_contact_route_id", code)}
    by = fresh(org.worker)
    with acting(by):
        assert not Contact.objects.filter(case=case).exists()
    assert summary_of(org.worker, case).contacts == 0


def test_suspended_route_is_refused_by_its_reason(org, case, call):
    later = clients.safe_contact_route(
        by=org.worker,
        on=case,
        suspended_reason="answered_by_other",
        suspended_at=MORNING,
        call="allowed",
        verified_on=date(2025, 1, 10),
    )

    with pytest.raises(UnsafeContact) as error:
        log(org.worker, case, **call | {"safe_contact_route_id": later.pk})

    assert refused(error) == {("/safe_contact_route_id", "route_suspended")}


def test_call_before_the_phone_was_seized_is_no_incident(org, case, call, route):
    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        SafeContactRoute.objects.get(pk=route.pk).amend(
            by=by,
            seen=1,
            reason="seized",
            device_status="seized_family",
            suspended_reason="device_seized",
            suspended_at=NOON,
        )

    contact = log(org.worker, case, at=NOON + timedelta(minutes=30), **call)

    assert contact.is_incident is False


def test_route_of_another_case_is_not_there(org, case, call):
    other = clients.case(org, lead=org.co_worker)
    hidden = clients.safe_contact_route(by=org.co_worker, on=other)
    seen = []
    for route_id in (hidden.pk, uuid.uuid4()):
        with pytest.raises(ValidationFailed) as error:
            log(org.worker, case, **call | {"safe_contact_route_id": route_id})
        seen.append(refused(error))
    with pytest.raises(ValidationFailed) as error:
        log(org.worker, case, **call | {"safe_contact_route_id": hidden.pk, "direction": "inbound"})

    assert seen[0] == seen[1] == refused(error) == {("/safe_contact_route_id", "not_found")}


def test_call_not_made_is_recorded_without_a_route_and_is_no_attempt(org, case, call):
    words = {"outcome": "attempt_suppressed_unsafe", "safe_contact_route_id": None, "minutes": 0}

    log(org.worker, case, **call | words | {"headline": ""})

    row = summary_of(org.worker, case)
    assert (row.contacts, row.attempts_since_success, row.last_attempt_at) == (1, 0, None)


@pytest.mark.parametrize("outcome", ["answered_by_other", "wrong_number"])
def test_wrong_voice_suspends_the_route_and_opens_a_review(org, case, call, route, outcome):
    contact = log(org.worker, case, **call | {"outcome": outcome, "headline": "", "minutes": 1})

    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        suspended = SafeContactRoute.objects.visible_to(by).get(pk=route.pk)
        task = Task.objects.visible_to(by).get(case=case)
    assert suspended.suspended_reason == "answered_by_other"
    assert suspended.suspended_at == NOON
    assert task.task_type == "safe_contact_reconfirm"
    assert task.rule_key == f"safe_contact_reconfirm:{contact.pk}"
    assert task.owner_id == org.worker.pk
    assert summary_of(org.worker, case).next_step_due_on == date(2025, 1, 14)


def test_please_do_not_contact_me_suspends_every_route(org, case, call, route):
    clients.safe_contact_route(by=org.worker, on=case)

    log(org.worker, case, **call | {"direction": "inbound", "outcome": "client_declined_contact"})

    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        reasons = SafeContactRoute.objects.visible_to(by).values_list("suspended_reason", flat=True)
        assert set(reasons) == {"client_request"}


def test_next_step_becomes_a_task(org, case, call):
    step = {"title": "Ring the school", "due_on": date(2025, 1, 16)}

    contact = log(org.worker, case, **call | {"next_step": step})

    assert contact.next_step.owner_id == org.worker.pk
    row = summary_of(org.worker, case)
    assert (row.open_steps, row.next_step_due_on) == (1, date(2025, 1, 16))


def test_next_step_goes_only_to_those_on_the_case(org, case, call):
    step = {"title": "Ring", "due_on": date(2025, 1, 16), "owner_id": org.co_worker.pk}

    with pytest.raises(ValidationFailed) as error:
        log(org.worker, case, **call | {"next_step": step})

    assert refused(error) == {("/next_step/owner_id", "not_found")}


def test_contact_finishes_tasks_of_its_case(org, case, call):
    task = tasks.task(by=org.worker, on=case)

    contact = log(org.worker, case, **call | {"completes_tasks": [task.pk]})

    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        done = Task.objects.visible_to(by).get(pk=task.pk)
    assert (done.state, done.finished_with) == ("done", contact.pk)
    assert summary_of(org.worker, case).open_steps == 0


def test_contact_finishes_no_task_of_another_case(org, case, call):
    other = clients.case(org, lead=org.worker)
    task = tasks.task(by=org.worker, on=other)
    found = []
    for task_id in (task.pk, uuid.uuid4()):
        with pytest.raises(ValidationFailed) as error:
            log(org.worker, case, **call | {"completes_tasks": [task_id]})
        found.append(refused(error))

    assert found == [{("/completes_tasks/0", "not_found")}] * 2


def test_child_contact_waits_for_what_the_child_knows(org, case, call):
    child = clients.relationship(
        by=org.worker, on=case, person_role="child_in_family", is_child=True, name_as_told="Ava"
    )
    there = call | {"participants": [{"relationship_id": child.pk, "presence": "present"}]}

    with pytest.raises(ValidationFailed) as error:
        log(org.worker, case, **there)

    assert refused(error) == {("/child_knowledge", "child_knowledge_needed")}
    log(
        org.worker,
        case,
        **call | {"participants": [{"relationship_id": child.pk, "presence": "spoken_about"}]},
    )
    by = fresh(org.worker)
    with acting(by):
        child.amend(by=by, seen=1, reason="asked", child_knowledge="cover_story")
    assert log(org.worker, case, **there).participants[0]["relationship_id"] == str(child.pk)


def test_direct_work_concerns_every_child_of_the_case(org, case, call):
    for knows in ("cover_story", ""):
        clients.relationship(by=org.worker, on=case, is_child=True, child_knowledge=knows)

    with pytest.raises(ValidationFailed):
        log(org.worker, case, **call | {"purposes": ["child_direct_work"]})


def test_own_case_of_a_child_says_what_the_child_knows(org, call):
    case = clients.case(org, lead=org.worker, strand="child_young_person")
    inbound = call | {"direction": "inbound", "safe_contact_route_id": None}

    with pytest.raises(ValidationFailed):
        log(org.worker, case, **inbound)
    clients.relationship(
        by=org.worker, on=case, person_role="client", is_child=True, child_knowledge="knows_general"
    )

    assert log(org.worker, case, **inbound).pk


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"headline": ""}, ("/headline", "headline_needed")),
        ({"happened_at": NOON + timedelta(minutes=6)}, ("/happened_at", "contact_in_future")),
        ({"purposes": []}, ("/purposes", "purpose_needed")),
        ({"channel": "nonsense", "direction": "inbound"}, ("/channel", "unknown_code")),
        (
            {"marks": [{"start": 0, "end": 999, "kind": "fact"}]},
            ("/marks/0", "mark_out_of_range"),
        ),
        (
            {"marks": [{"start": 0, "end": 4, "kind": "reported_speech"}]},
            ("/marks/0/source", "source_needed"),
        ),
        (
            {"marks": [{"start": 0, "end": 4, "kind": "guess"}]},
            ("/marks/0/kind", "unknown_code"),
        ),
        (
            {"participants": [{"presence": "present"}]},
            ("/participants/0", "participant_needs_somebody"),
        ),
        (
            {"participants": [{"role": "midwife", "presence": "perhaps"}]},
            ("/participants/0/presence", "unknown_code"),
        ),
        (
            {"participants": [{"relationship_id": uuid.uuid4(), "presence": "present"}]},
            ("/participants/0/relationship_id", "not_found"),
        ),
    ],
)
def test_slips_of_the_form_are_told_by_field(org, case, call, change, wrong):
    with pytest.raises(ValidationFailed) as error:
        log(org.worker, case, **call | change)

    assert wrong in refused(error)


def test_scheduled_contact_may_lie_ahead(org, case, call):
    ahead = {
        "outcome": "scheduled",
        "happened_at": NOON + timedelta(hours=22),
        "headline": "",
        "minutes": 0,
    }

    assert log(org.worker, case, **call | ahead).pk


def test_same_key_gives_the_same_contact(org, case, call):
    draft = contacts.contact_draft(by=org.worker, on=case, headline="half")

    first = log(org.worker, case, key=draft.pk, **call)
    again = log(org.worker, case, key=draft.pk, **call)

    assert again.pk == first.pk
    by = fresh(org.worker)
    with acting(by):
        kept = ContactDraft.objects.visible_to(by).get(pk=draft.pk)
        assert Contact.objects.filter(case=case).count() == 1
    assert (kept.became, kept.body, kept.ending) == (first.pk, {}, "filed")


def test_key_of_another_author_is_refused_without_saying_whose(org, case, call):
    clients.allocation(org, case, org.co_worker)
    draft = contacts.contact_draft(by=org.co_worker, on=case, headline="mine")

    with pytest.raises(ValidationFailed) as error:
        log(org.worker, case, key=draft.pk, **call)

    assert refused(error) == {("/key", "key_in_use")}


def test_supervisor_sees_and_does_not_log(org, case, call):
    clients.allocation(org, case, org.second_worker, role="supervisor")

    with pytest.raises(NotPermitted):
        log(org.second_worker, case, **call)


def test_incident_is_recorded_and_opens_the_breach_clock(org, case, call):
    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        contact = services.record_contact_incident(
            by=by,
            case=case,
            incident_note="Rang the old number from the paper file",
            **call | {"safe_contact_route_id": None},
        )
        commit_check()
        task = Task.objects.visible_to(by).get(case=case)

    assert contact.is_incident
    assert (task.task_type, task.due_on, task.owner_id) == (
        "breach_deadline",
        date(2025, 1, 16),
        None,
    )


def test_incident_says_what_happened(org, case, call):
    by = fresh(org.worker, NOON)
    with acting(by, NOON), pytest.raises(ValidationFailed) as error:
        services.record_contact_incident(by=by, case=case, incident_note=" ", **call)

    assert refused(error) == {("/incident_note", "incident_note_needed")}


def joint(by, parts, at=NOON):
    by = fresh(by, at)
    with acting(by, at):
        filed = services.log_joint_contact(by=by, case=parts[0]["case"], parts=parts)
        commit_check()
    return filed


def test_joint_session_says_which_part_is_wrong(org, case, call):
    second = clients.case(org, lead=org.worker)
    inbound = call | {"direction": "inbound", "safe_contact_route_id": None}

    with pytest.raises(ValidationFailed) as error:
        joint(
            org.worker,
            [
                {"case": case, "words": inbound},
                {"case": second, "words": inbound | {"headline": ""}},
            ],
        )
    with pytest.raises(UnsafeContact) as unsafe:
        joint(
            org.worker,
            [
                {"case": case, "words": inbound},
                {"case": second, "words": call | {"safe_contact_route_id": None}},
            ],
        )

    assert refused(error) == {("/entries/1/headline", "headline_needed")}
    assert refused(unsafe) == {("/entries/1/safe_contact_route_id", "route_required")}


def test_joint_session_names_two_cases_that_the_worker_may_log_on(org, case, call):
    inbound = call | {"direction": "inbound", "safe_contact_route_id": None}
    part = {"case": case, "words": inbound}
    watched = clients.case(org, lead=org.co_worker)
    clients.allocation(org, watched, org.worker, role="supervisor")

    for parts in ([part], [part, part]):
        with pytest.raises(ValidationFailed):
            joint(org.worker, parts)
    with pytest.raises(NotPermitted):
        joint(org.worker, [part, {"case": watched, "words": inbound}])


def test_permission_is_asked_about_the_first_case(org, case, call):
    second = clients.case(org, lead=org.worker)
    parts = [{"case": case, "words": call}, {"case": second, "words": call}]
    by = fresh(org.worker, NOON)

    with acting(by, NOON), pytest.raises(TypeError):
        services.log_joint_contact(by=by, case=second, parts=parts)


def test_referrers_hours_stand_for_one_call(org, case, call):
    window = {"from": "10:00", "to": "12:00"}
    route = clients.safe_contact_route(
        by=org.worker, on=case, call="not_asked", referrer_window=window
    )
    tried = call | {
        "safe_contact_route_id": route.pk,
        "outcome": "no_answer",
        "minutes": 0,
        "headline": "",
    }

    log(org.worker, case, **tried)
    with pytest.raises(UnsafeContact) as error:
        log(org.worker, case, **tried | {"happened_at": NOON - timedelta(minutes=10)})

    assert refused(error) == {("/safe_contact_route_id", "route_not_asked")}


def test_route_that_was_unknown_then_was_not_safe_then(org, case, call):
    route = clients.safe_contact_route(by=org.worker, on=case, at=NOON, call="not_safe")

    with pytest.raises(UnsafeContact):
        log(org.worker, case, **call | {"safe_contact_route_id": route.pk})


def test_unanswered_call_finishes_no_check_on_the_client(org, case, call):
    by = fresh(org.worker)
    with acting(by):
        check, contact_task = (
            task_services.raise_by_rule(
                by=by,
                case=case,
                rule_key=kind,
                task_type=kind,
                title="x",
                due_on=date(2025, 1, 13),
            )
            for kind in ("welfare_check_due", "retry_contact")
        )
    tried = call | {"outcome": "no_answer", "minutes": 0, "headline": ""}

    with pytest.raises(ValidationFailed) as error:
        log(org.worker, case, **tried | {"completes_tasks": [check.pk]})
    log(org.worker, case, **tried | {"completes_tasks": [contact_task.pk]})
    log(org.worker, case, **call | {"completes_tasks": [check.pk, check.pk]})

    assert refused(error) == {("/completes_tasks/0", "client_not_reached")}
    assert summary_of(org.worker, case).open_steps == 0


def test_attempts_are_told_to_whoever_closes_the_case(org, case, call):
    by = fresh(org.worker, NOON)
    with acting(by, NOON):
        assert attempts_of_case(by=by, case=case) == []
    tried = call | {"outcome": "no_answer", "minutes": 0, "headline": ""}
    first = log(org.worker, case, **tried)
    log(org.worker, case, **tried | {"direction": "internal"})

    with acting(by, NOON):
        (attempt,) = attempts_of_case(by=by, case=case)

    assert (attempt.at, attempt.reached, attempt.was_safe) == (first.happened_at, False, True)
    assert attempt.route == str(call["safe_contact_route_id"])
