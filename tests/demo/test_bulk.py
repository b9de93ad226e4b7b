"""Synthetic families come by a bulk path, and leave the same lawful traces as everybody's work."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from caseload.access.roles import GRANTED_BY_ALLOCATION, GRANTED_TO_TEAM, AllocationKind
from caseload.audit.records import VersionedModel
from caseload.clients.models import (
    Allocation,
    Case,
    CaseGroupGrant,
    CaseSummary,
    CaseUserGrant,
    FamilyMember,
    SafeContactRoute,
    SearchToken,
)
from caseload.contacts.models import Contact
from caseload.contacts.services.summaries import verify_summaries
from caseload.core import clock
from caseload.demo import cast as casting
from caseload.demo.bulk import Bulk
from caseload.demo.families import PlannedCase, PlannedFamily, plan
from caseload.demo.staff import Staff
from caseload.demo.stories import leanne
from tests.support import databases
from tests.support.acting import acting

MADE_ON, FOUNDED_ON = date(2026, 11, 24), date(2024, 1, 2)
DRAMA_NUMBER = re.compile(r"07700 900\d{3}")


class CutOffError(Exception):
    """Somebody pressed Ctrl-C."""


def _plans(count: int) -> list[Any]:
    return [plan(number, made_on=MADE_ON, founded_on=FOUNDED_ON) for number in range(count)]


def test_the_same_number_gives_the_same_family() -> None:
    assert _plans(20) == _plans(20)


def test_everybody_in_it_is_invented() -> None:
    cases = [case for family in _plans(200) for case in family.cases]

    assert all(DRAMA_NUMBER.fullmatch(case.phone) for case in cases)
    assert all(case.email.endswith("@example.org") for case in cases if case.email)
    assert len({case.reference for case in cases}) == len(cases)


def test_five_thousand_families_have_about_two_hundred_thousand_contacts() -> None:
    families = _plans(1000)

    each = sum(len(case.contacts) for family in families for case in family.cases) / len(families)

    assert 36 < each <= 40


def test_nothing_is_written_down_before_it_happened() -> None:
    for family in _plans(100):
        for case in family.cases:
            assert family.knock_on < case.opened_on < MADE_ON
            for contact in case.contacts:
                happened_on = contact.happened_at.astimezone(clock.UK).date()
                assert case.opened_on < happened_on <= contact.recorded_on < MADE_ON


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_bulk_families_are_lawful_and_restartable() -> None:
    cast = casting.assemble()
    families = _all_sorts(casting.made_on(cast))
    staff = Staff(cast.organisation, families=300)
    bulk = Bulk(cast.organisation, staff, families)
    days = bulk.days
    _cut_off(bulk, after=days // 3)

    rest = Bulk(cast.organisation, staff, families)
    rest.write(after_each_day=lambda written: None)
    done = Bulk(cast.organisation, staff, families)

    assert 0 < rest.days < days
    assert (done.days, done.contacts) == (0, 0)
    _history_is_a_bijection()
    _everybody_stands_where_their_cases_do()
    _figures_are_right(cast)
    _a_bulk_case_is_like_any_other(cast)


def _all_sorts(made_on: date) -> list[PlannedFamily]:
    """A family of the cast's teams, one of the others, and one of each thing that may happen."""
    families = [plan(number, made_on=made_on, founded_on=FOUNDED_ON) for number in range(300)]
    wanted: list[Callable[[PlannedCase], bool]] = [
        lambda case: case.role == "child",
        lambda case: case.role == "investigated",
        lambda case: case.states[-1:] == ((case.opened_on, "waiting"),),
        lambda case: "paused" in dict(map(reversed, case.states)),
        lambda case: "closed" in dict(map(reversed, case.states)),
        lambda case: bool(case.reviewed_on),
        lambda case: case.is_seized,
        lambda case: bool(case.email and case.code_word),
    ]
    found = {0: families[0], 299: families[299]}
    for fits in wanted:
        family = next(f for f in families if any(fits(case) for case in f.cases))
        found[family.number] = family
    return list(found.values())


def _cut_off(bulk: Any, *, after: int) -> None:
    left = after

    def count(written: int) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise CutOffError

    with pytest.raises(CutOffError):
        bulk.write(after_each_day=count)


def _history_is_a_bijection() -> None:
    """Each version of each row is kept once, and nothing else is."""
    tracked = [
        model
        for model in apps.get_models()
        if issubclass(model, VersionedModel) and hasattr(model, "history")
    ]
    with databases.administrator_of_clone() as admin:
        for model in tracked:
            table, history = model._meta.db_table, model.history.model._meta.db_table
            versions, kept, distinct = admin.execute(
                f"SELECT (SELECT coalesce(sum(version), 0) FROM {table}), "
                f"(SELECT count(*) FROM {history}), "
                f"(SELECT count(DISTINCT (h.id, h.version)) FROM {history} h "
                f"JOIN {table} t ON t.id = h.id AND t.version >= h.version)"
            ).fetchone()
            assert versions == kept == distinct, table


def _everybody_stands_where_their_cases_do() -> None:
    with databases.administrator_of_clone() as admin:
        wrong = admin.execute(
            "SELECT count(*) FROM clients_caseusergrant g JOIN clients_case c ON c.id = g.case_id "
            "WHERE c.family_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM acl.standing s "
            "WHERE s.user_id = g.user_id AND s.family_id = c.family_id "
            "AND s.side = acl.side_of(c.id))"
        ).fetchone()
        managers = admin.execute(
            "SELECT count(*) FROM acl.standing s JOIN accounts_user u ON u.id = s.user_id "
            "WHERE u.username IN ('ruth.calder', 'samir.haddad')"
        ).fetchone()
    assert wrong == (0,)
    assert managers != (0,)


def _figures_are_right(cast: Any) -> None:
    summaries = casting.principals.system_actor(cast.organisation.pk, "summaries")
    with acting(summaries, at=None):
        assert verify_summaries(by=summaries, organisation=cast.organisation) == []
        counted = sum(row.contacts for row in CaseSummary.objects.visible_to(summaries))
        assert counted == Contact.objects.visible_to(summaries).count() > 0


def _a_bulk_case_is_like_any_other(cast: Any) -> None:
    """What opening a case leaves behind is the same, row by kind of row, as through the services."""
    story = leanne.tell(cast)["Leanne"]
    narrator = casting.principals.system_actor(cast.organisation.pk, "bulk")
    with acting(narrator, at=None):
        bulk = (
            Case.objects.visible_to(narrator)
            .exclude(pk=story.pk)
            .filter(summary__lead__isnull=False)[0]
        )
        assert _traces(bulk) == _traces(story)
        assert _traces(bulk)["user_grants"] == {
            permission.codename for permission in GRANTED_BY_ALLOCATION[AllocationKind.LEAD]
        }
        assert _traces(bulk)["team_grants"] == {p.codename for p in GRANTED_TO_TEAM}
        routes = SafeContactRoute.objects.visible_to(narrator).filter(case__in=[bulk, story])
        assert all(route.value_token for route in routes if route.value)


def _traces(case: Case) -> dict[str, Any]:
    tokens = SearchToken._base_manager.filter(person_id=case.client_id)
    user_grants = CaseUserGrant._base_manager.filter(content_object=case)
    team_grants = CaseGroupGrant._base_manager.filter(content_object=case)
    return {
        "allocations": list(
            Allocation._base_manager.filter(case=case).values_list("role", "ends_at")
        ),
        "user_grants": set(user_grants.values_list("permission__codename", flat=True)),
        "user_sources": set(user_grants.values_list("source", flat=True)),
        "team_grants": set(team_grants.values_list("permission__codename", flat=True)),
        "team_sources": set(team_grants.values_list("source", flat=True)),
        "members": FamilyMember._base_manager.filter(
            family_id=case.family_id, person_id=case.client_id, person_role="client"
        ).count(),
        "tokens": set(tokens.exclude(kind="email").values_list("kind", flat=True)),
        "lead": CaseSummary._base_manager.get(case=case).lead_id is not None,
    }
