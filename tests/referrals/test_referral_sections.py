"""What a section may hold, and the markers that none of them ever does."""

import json
from datetime import date

import pytest

from caseload.clients.services import addresses, code_words, relationships, safe_contact
from caseload.contacts import services as contacts
from caseload.referrals import sections
from tests.factories import referrals as make
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db
SECRET = "marker"


@pytest.fixture
def furnished(actors, acting, case):
    """A case with something to send, and a marker in everything that may not be sent."""
    by = actors.worker
    with acting(by):
        route = safe_contact.record_route(
            by=by, case=case, kind="phone", value="07700 900123", call="allowed", text="not_safe"
        )
        safe_contact.record_route(
            by=by, case=case, kind="post", value=f"1 {SECRET}-post Street", letter="allowed"
        )
        safe_contact.record_route(
            by=by, case=case, kind="email", value=f"{SECRET}-unsafe@example.org", email="not_safe"
        )
        code_words.record_code_word(
            by=by, route=route, code_word=f"{SECRET}-word", cover_line=f"{SECRET}-cover"
        )
        for hidden in (False, True):
            addresses.record_address(
                by=by,
                case=case,
                lines=f"{SECRET}-address {hidden}",
                postcode="ZZ1 1ZZ",
                is_confidential=hidden,
            )
        relationships.record_relationship(
            by=by,
            case=case,
            person_role="child_in_family",
            name_as_told=f"{SECRET}-child",
            note=f"{SECRET}-note",
            is_child=True,
            born_on=date(2015, 3, 1),
        )
        for level in ("restricted", "legally_restricted", "third_party_confidential"):
            relationships.record_relationship(
                by=by,
                case=case,
                person_role="child_in_family",
                is_child=True,
                born_on=date(1999, 1, 1),
                sensitivity=level,
            )
            safe_contact.record_route(
                by=by,
                case=case,
                kind="phone",
                value="07700 900999",
                call="allowed",
                sensitivity=level,
            )
        contacts.log_contact(
            by=by,
            case=case,
            channel="phone_call",
            direction="inbound",
            outcome="spoke_with_client",
            purposes=["emotional_support"],
            happened_at=MORNING,
            headline=f"{SECRET}-headline",
            detail=f"{SECRET}-detail",
        )
    return case


def test_no_section_holds_what_may_not_leave(worker, furnished, draft):
    assert set(draft.sections) == set(sections.SECTIONS)

    content = worker.post(f"cases/{furnished.pk}/referrals/{draft.pk}/preview").json()["content"]

    everything = json.dumps(content)
    assert SECRET not in everything
    assert "900999" not in everything, "a route that is no standard record"
    assert content["sections"]["household"] == {"children": 1, "ages": [9]}
    (route,) = content["sections"]["safe_contact"]
    assert route["uses"] == {"call": "allowed"}
    assert str(furnished.pk) not in everything
    assert str(furnished.client_id) not in everything


def test_only_chosen_sections_go_and_their_kinds_of_data_are_asked(org, worker, case, consent):
    draft = make.referral(by=org.worker, on=case, to=org.agency("harbour"), sections=["household"])

    shown = worker.post(f"cases/{case.pk}/referrals/{draft.pk}/preview").json()

    assert list(shown["content"]["sections"]) == ["household"]
    assert shown["content"]["reason"] == ""
    assert shown["categories"] == ["children"]


def test_there_is_no_other_section(worker, case):
    for name in ("contacts", "addresses", "code_words", "risk"):
        answer = worker.post(
            f"cases/{case.pk}/referrals",
            {
                "recipient_name": "The Corner Practice",
                "destination_type": "counselling",
                "reason": "x",
                "sections": [name],
            },
        )
        assert answer.status_code == 422


def test_a_suspended_route_is_not_safe(worker, furnished, draft, actors, acting):
    with acting(actors.worker):
        safe_contact.suspend_all_routes(
            by=actors.worker, case=furnished, reason_code="exposure_event"
        )

    content = worker.post(f"cases/{furnished.pk}/referrals/{draft.pk}/preview").json()["content"]

    assert content["sections"]["safe_contact"] == []
