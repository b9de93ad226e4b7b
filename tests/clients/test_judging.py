"""The application's judgement from bare facts, without a database (AA 5.3, 6)."""

from datetime import UTC, datetime, timedelta

import pytest

from caseload.clients.judging import conclude, judge

NOW = datetime(2025, 1, 13, 9, tzinfo=UTC)
BEFORE, AFTER = (NOW - timedelta(days=1)).isoformat(), (NOW + timedelta(days=1)).isoformat()


def role(name, *, strands=(), approved=True, ends_at=AFTER):
    return {
        "role": name,
        "strands": list(strands),
        "starts_at": BEFORE,
        "ends_at": ends_at,
        "approved": approved,
    }


def grant(source="allocation", permission="view_case", expires_at=None):
    return {"source": source, "permission": permission, "expires_at": expires_at}


def facts(**changes):
    return {
        "active": True,
        "strand": "adult_family_1to1",
        "side": "relatives",
        "in_family": True,
        "stands": None,
        "grants": [],
        "team_grants": [],
        "roles": [role("support_worker")],
        "exclusions": [],
        "sides_held": [{"strand": "adult_family_1to1", "side": "relatives"}],
    } | changes


def reasons(**changes):
    judgement = judge(facts(**changes), at=NOW)
    return judgement.sees, set(judgement.reasons)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (False, {"nothing_granted"})),
        ({"grants": [grant()]}, (True, {"granted_by_allocation"})),
        ({"grants": [grant(expires_at=NOW.isoformat())]}, (False, {"nothing_granted"})),
        ({"grants": [grant(expires_at=AFTER)]}, (True, {"granted_by_allocation"})),
        ({"grants": [grant(permission="record")]}, (False, {"nothing_granted"})),
        (
            {"grants": [grant()], "active": False},
            (False, {"granted_by_allocation", "inactive"}),
        ),
        (
            {"grants": [grant()], "exclusions": [{"starts_at": BEFORE, "ends_at": None}]},
            (False, {"granted_by_allocation", "excluded"}),
        ),
        (
            {"grants": [grant()], "exclusions": [{"starts_at": AFTER, "ends_at": None}]},
            (True, {"granted_by_allocation"}),
        ),
        (
            {"grants": [grant()], "exclusions": [{"starts_at": BEFORE, "ends_at": BEFORE}]},
            (True, {"granted_by_allocation"}),
        ),
        (
            {"grants": [grant()], "stands": "opposed_1"},
            (False, {"granted_by_allocation", "other_side"}),
        ),
        ({"grants": [grant()], "roles": [role("trustee")]}, (False, {"nothing_granted"})),
        (
            {"grants": [grant("rights_request")], "roles": [role("data_protection_lead")]},
            (True, {"granted_by_rights_request"}),
        ),
        (
            {"grants": [grant()], "roles": [role("data_protection_lead")]},
            (False, {"nothing_granted"}),
        ),
        (
            {"grants": [grant()], "roles": [role("support_worker", ends_at=BEFORE)]},
            (False, {"nothing_granted"}),
        ),
        ({"roles": [role("safeguarding_lead")]}, (True, {"wide_role"})),
        (
            {"roles": [role("safeguarding_lead")], "stands": "opposed_1"},
            (True, {"wide_role"}),
        ),
        (
            {"roles": [role("safeguarding_lead", approved=False)]},
            (False, {"nothing_granted"}),
        ),
        ({"roles": [role("service_manager")]}, (True, {"wide_role"})),
        (
            {"roles": [role("service_manager", strands=["kinship"])]},
            (False, {"wide_role", "outside_strands"}),
        ),
        (
            {
                "roles": [role("service_manager", strands=["adult_family_1to1"])],
                "sides_held": [
                    {"strand": "adult_family_1to1", "side": "relatives"},
                    {"strand": "suspect_support", "side": "investigated"},
                ],
            },
            (True, {"wide_role"}),
        ),
        (
            {
                "roles": [role("service_manager")],
                "sides_held": [
                    {"strand": "adult_family_1to1", "side": "relatives"},
                    {"strand": "suspect_support", "side": "investigated"},
                ],
            },
            (False, {"wide_role", "outside_strands"}),
        ),
    ],
)
def test_each_fact_has_its_weight(changes, expected):
    assert reasons(**changes) == expected


def test_a_team_grant_works_while_the_manager_holds_the_team():
    held = grant("team") | {"starts_at": BEFORE, "ends_at": AFTER}
    assert reasons(team_grants=[held], roles=[role("team_manager")])[0]
    assert not reasons(team_grants=[held | {"ends_at": BEFORE}], roles=[role("team_manager")])[0]


def test_a_grant_without_a_known_source_is_still_a_grant():
    assert conclude(active=True, granted=True, wide=False, bars={}).reasons == ("granted",)
