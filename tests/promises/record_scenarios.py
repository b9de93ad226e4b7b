"""Operations on records, contacts and tasks, each done once by somebody who may."""

import uuid
from collections.abc import Callable
from typing import Any

from caseload.clients.services import (
    addresses,
    code_words,
    readers,
    relationships,
    safe_contact,
)
from caseload.contacts import services as contacts
from caseload.core.actor import Actor
from caseload.tasks import services as tasks
from tests.factories import clients as make
from tests.factories import contacts as make_contact
from tests.factories import tasks as make_task
from tests.promises.stage import TODAY, Stage, on, on_case, words


def _reveal_address(stage: Stage) -> Actor:
    apart = stage.of(make.confidential_address)
    return stage.as_worker(
        lambda by: addresses.reveal_confidential_address(
            by=by, address=apart.address, reason="a visit is due"
        )
    )


def _reveal_word(stage: Stage) -> Actor:
    word = stage.of(make.code_word)
    return stage.as_worker(
        lambda by: code_words.reveal_code_word(by=by, route=word.route, reason="calling now")
    )


def _restricted(stage: Stage) -> Any:
    return stage.of(make_contact.contact, sensitivity="restricted")


def _name_reader(stage: Stage) -> Actor:
    record = _restricted(stage)
    return stage.as_worker(
        lambda by: readers.name_reader(by=by, record=record, user_id=stage.org.manager.pk)
    )


def _end_reader(stage: Stage) -> Actor:
    reader = stage.of(make.record_reader, record=_restricted(stage), to=stage.org.manager)
    return stage.as_worker(
        lambda by: readers.end_reader(by=by, reader=reader, seen=1, reason="no longer needed")
    )


def _device(stage: Stage) -> Actor:
    route = stage.of(make.safe_contact_route)
    return stage.as_worker(
        lambda by: safe_contact.set_device_status(
            by=by,
            case=stage.case,
            route_ids=[route.pk],
            device_status="seized_family",
            reason="taken this morning",
        )
    )


def _suspend_all(stage: Stage) -> Actor:
    stage.of(make.safe_contact_route)
    return on_case(safe_contact.suspend_all_routes, reason_code="exposure_event")(stage)


def _after_outcome(stage: Stage) -> Actor:
    route = stage.of(make.safe_contact_route)
    return stage.as_worker(
        lambda by: safe_contact.suspend_after_outcome(
            by=by, case=stage.case, route=route, outcome="answered_by_other"
        )
    )


def _joint(stage: Stage) -> Actor:
    parts = [
        {"case": case, "words": words()}
        for case in (stage.case, make.case(stage.org, lead=stage.org.worker))
    ]
    return stage.as_worker(
        lambda by: contacts.log_joint_contact(by=by, case=stage.case, parts=parts)
    )


def _finalise(stage: Stage) -> Actor:
    draft = stage.of(make_contact.contact_draft)
    return stage.as_worker(
        lambda by: contacts.finalise_draft(by=by, draft=draft, seen=draft.version, **words())
    )


def _by_rule(stage: Stage) -> Actor:
    return on_case(
        tasks.raise_by_rule,
        rule_key=f"test:{uuid.uuid4()}",
        task_type="review_due",
        title="Look again",
        due_on=TODAY,
    )(stage)


def _reassign_task(stage: Stage) -> Actor:
    task = stage.of(make_task.task)
    return stage.as_worker(
        lambda by: tasks.reassign_task(by=by, task=task, seen=1, owner_id=stage.org.worker.pk)
    )


SCENARIOS: dict[str, Callable[[Stage], Actor]] = {
    "address.amended": on(
        make.address, addresses.amend_address, "address", seen=1, reason="typo", label="Home"
    ),
    "address.ended": on(make.address, addresses.end_address, "address", seen=1, reason="moved"),
    "address.made_confidential": on(
        make.address, addresses.make_confidential, "address", seen=1, reason="asked for it"
    ),
    "address.recorded": on_case(addresses.record_address, lines="1 Sample Street"),
    "address.revealed": _reveal_address,
    "child_knowledge.set": on(
        make.relationship,
        relationships.set_child_knowledge,
        "relationship",
        made={"person_role": "child_in_family", "is_child": True},
        seen=1,
        child_knowledge="cover_story",
    ),
    "code_word.recorded": on(
        make.safe_contact_route, code_words.record_code_word, "route", code_word="Marigold"
    ),
    "code_word.revealed": _reveal_word,
    "contact.amended": on(
        make_contact.contact, contacts.amend_contact, "contact", seen=1, reason="typo", headline="x"
    ),
    "contact.filed_jointly": _joint,
    "contact.incident_recorded": on_case(
        contacts.record_contact_incident,
        incident_note="called the old number",
        **words(direction="outbound"),
    ),
    "contact.logged": on_case(contacts.log_contact, **words()),
    "contact.logged_jointly": _joint,
    "contact.struck_out": on(
        make_contact.contact,
        contacts.strike_out_contact,
        "contact",
        seen=1,
        reason_code="duplicate",
        note="written twice",
    ),
    "device.status_set": _device,
    "draft.finalised": _finalise,
    "reader.ended": _end_reader,
    "reader.named": _name_reader,
    "record.sensitivity_changed": on(
        make_contact.contact,
        readers.change_sensitivity,
        "record",
        seen=1,
        sensitivity="restricted",
        reason="about health",
    ),
    "relationship.amended": on(
        make.relationship,
        relationships.amend_relationship,
        "relationship",
        seen=1,
        reason="told now",
        note="lives near",
    ),
    "relationship.ended": on(
        make.relationship, relationships.end_relationship, "relationship", seen=1, reason="over"
    ),
    "relationship.recorded": on_case(
        relationships.record_relationship, person_role="other_family", name_as_told="An aunt"
    ),
    "route.amended": on(
        make.safe_contact_route,
        safe_contact.amend_route,
        "route",
        seen=1,
        reason="asked for it",
        label="Work phone",
    ),
    "route.confirmed": on(
        make.safe_contact_route,
        safe_contact.confirm_route,
        "route",
        seen=1,
        by_voice=True,
        code_word_given=True,
    ),
    "route.recorded": on_case(
        safe_contact.record_route, kind="phone", value="07700 900123", call="allowed"
    ),
    "route.suspended": on(
        make.safe_contact_route,
        safe_contact.suspend_route,
        "route",
        seen=1,
        reason_code="client_request",
    ),
    "routes.suspended": _suspend_all,
    "routes.suspended_after_outcome": _after_outcome,
    "task.amended": on(
        make_task.task, tasks.amend_task, "task", seen=1, reason="later", title="Ring again"
    ),
    "task.cancelled": on(make_task.task, tasks.cancel_task, "task", seen=1, reason="not needed"),
    "task.completed": on(make_task.task, tasks.complete_task, "task", seen=1),
    "task.raised": on_case(tasks.raise_task, title="Ring back", due_on=TODAY),
    "task.raised_by_rule": _by_rule,
    "task.reassigned": _reassign_task,
}
