"""The clocks of referrals in: what is cut, when, and that nothing of it is left (BR-02, BR-13)."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from caseload.access.acting import unit_of_work
from caseload.accounts.principals import system_actor
from caseload.clients.models import Exclusion
from caseload.consents.services import consents
from caseload.core.uk_time import start_of_day, uk_date
from caseload.referrals.intake_jobs import (
    cut_everywhere,
    cut_intakes,
    follow_time,
    follow_time_everywhere,
)
from caseload.referrals.management.commands.run_clocks import CLOCKS
from caseload.referrals.models import (
    Intake,
    IntakeAttempt,
    IntakeFace,
    IntakeMatch,
    IntakeMessage,
    IntakePerson,
    IntakeRoute,
)
from caseload.referrals.selectors import intakes as reads
from caseload.referrals.services import attempts, intakes, triage
from tests.factories import clients
from tests.factories import referrals as make
from tests.support.acting import acting, fresh
from tests.support.databases import administrator_of_clone
from tests.support.standard import MORNING, program_actor

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
WEEK_LATER = start_of_day(uk_date(MORNING + 7 * DAY))
CUT = (Intake, IntakePerson, IntakeRoute, IntakeAttempt, IntakeMessage, IntakeMatch)
MARKER = "Quillmarker"


def asked(query, *values):
    with administrator_of_clone() as admin:
        return admin.execute(query, values or None).fetchall()


def as_triage(org, act, row, at=MORNING, **how):
    by = fresh(org.intake_worker, at)
    with acting(by, at):
        now = reads.intake_detail(by=by, intake_id=row.pk)
        return act(by=by, intake=now, seen=now.version, **how)


def told_everything(org, at=MORNING):
    """An intake in which every field that is somebody's data holds the marker, or stands."""
    row = make.intake(
        org,
        at=at,
        people=[
            {
                "given_names": MARKER,
                "family_name": MARKER,
                "known_as": MARKER,
                "born_on": datetime(1980, 5, 1, tzinfo=UTC).date(),
                "born_precision": "day",
                "postcode": "NQ1 1AA",
                "language": MARKER,
                "told_by": MARKER,
                "contact_routes": [
                    make.A_PHONE
                    | {
                        "label": MARKER,
                        "conditions": MARKER,
                        "ask_for": MARKER,
                        "shared_with": MARKER,
                        "told_by": MARKER,
                        "safe_hours": [{"days": ["mon"], "from": "08:00", "to": "20:00"}],
                    }
                ],
            }
        ],
        referrer_name=MARKER,
        referrer_role=MARKER,
        referrer_contact=MARKER,
        immediate_concern=MARKER,
        knock_on=at.date(),
        knock_precision="day",
        police_reference=MARKER,
        children_in_household=2,
        on_behalf=MARKER,
    )
    person, route = make.intake_person(org, row), make.intake_route(org, row)
    by = fresh(org.intake_worker, at)
    with acting(by, at):
        attempts.log_attempt(
            by=by,
            intake=row,
            person=person,
            route=route,
            channel="phone_call",
            outcome="spoke_with_client",
            happened_at=at,
            headline=MARKER,
            detail=MARKER,
        )
    by = program_actor(org.programs["police"])
    with acting(by, at):
        face = reads.my_face(by=by, intake_id=row.pk)
        intakes.write_to_charity(by=by, face=face, body=MARKER, on_behalf=MARKER)
    as_triage(org, triage.request_information, row, at, question=MARKER)
    as_triage(org, triage.start_triage, row, at)
    return row


def opted_out(org, row, at=MORNING):
    return as_triage(
        org, triage.withdraw_intake, row, at, withdrawal_reason="opted_out", note=MARKER
    )


def places_of(marker):
    """Every table of the database in which some row holds the marker."""
    tables = asked(
        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' "
        "AND c.relnamespace IN ('public'::regnamespace, 'audit'::regnamespace)"
    )
    return {
        table
        for (table,) in tables
        if asked(f"SELECT 1 FROM {table} t WHERE t::text ILIKE %s LIMIT 1", f"%{marker}%")
    }


@pytest.mark.django_db(transaction=True)
def test_who_opted_out_is_cut_on_the_seventh_day_and_in_every_version(org):
    row = told_everything(org)
    opted_out(org, row)
    assert len(places_of(MARKER)) == 10
    assert len(places_of("NQ1 1AA")) == 2

    assert cut_everywhere(WEEK_LATER - TICK) == 0
    assert cut_everywhere(WEEK_LATER) == 1
    assert cut_everywhere(WEEK_LATER + DAY) == 0

    assert places_of(MARKER) == places_of("NQ1 1AA") == places_of("900301") == set()
    for model in CUT:
        for table in (model._meta.db_table, model.history.model._meta.db_table):
            column = "id" if model is Intake else "intake_id"
            kept = asked(f"SELECT to_jsonb(t) FROM {table} t WHERE {column} = %s", row.pk)
            assert kept, table
            for (version,) in kept:
                words = {
                    name: version[model._meta.get_field(name).column] for name in model.forgotten
                }
                assert all(word in (None, "", [], {}) for word in words.values()), (table, words)


@pytest.mark.django_db(transaction=True)
def test_what_is_needed_for_counting_stays(org):
    row = told_everything(org)
    opted_out(org, row)
    cut_everywhere(WEEK_LATER)

    by = fresh(org.intake_worker, WEEK_LATER)
    with acting(by, WEEK_LATER):
        now = reads.intake_detail(by=by, intake_id=row.pk)
        attempt = reads.attempts_of(by=by, intake=now).get()
    assert (now.state, now.withdrawal_reason, now.cut_at) == ("withdrawn", "opted_out", WEEK_LATER)
    assert (now.received_at, now.first_two_way_at) == (MORNING, MORNING)
    assert (now.reference, now.consent_model) == (row.reference, "opt_out_notified")
    assert attempt.outcome == "spoke_with_client"


@pytest.mark.django_db(transaction=True)
def test_each_cut_leaves_its_trace_and_no_word_of_what_it_cut(org):
    row = told_everything(org)
    opted_out(org, row)
    cut_everywhere(WEEK_LATER)

    clockwork = system_actor(org.organisation.pk, "referrals").user_id
    gone = asked("SELECT table_name, row_id, versions, actor_id, basis, at FROM audit.erasure")
    assert {line[0] for line in gone} == {model._meta.db_table for model in CUT}
    assert {line[3:] for line in gone} == {(clockwork, "opt_out_cut", WEEK_LATER)}
    ((versions,),) = asked("SELECT versions FROM audit.erasure WHERE row_id = %s", row.pk)
    last = asked(
        "SELECT version, history_user_id, history_change_reason, history_salt IS NULL "
        "FROM referrals_historicalintake WHERE id = %s ORDER BY version",
        row.pk,
    )
    assert versions == [version for version, *_ in last[:-1]]
    assert last[-1] == (versions[-1] + 1, clockwork, "cut by its clock", False)
    assert {line[-1] for line in last[:-1]} == {True}


@pytest.mark.django_db(transaction=True)
def test_who_never_answered_is_cut_four_weeks_after_and_may_be_reached_until_then(org):
    row = make.intake(org, at=MORNING - 30 * DAY)
    person, route = make.intake_person(org, row), make.intake_route(org, row)
    for days, hours in ((29, 0), (20, 6), (8, 1)):
        when = MORNING - days * DAY + timedelta(hours=hours)
        by = fresh(org.intake_worker, when)
        with acting(by, when):
            attempts.log_attempt(
                by=by,
                intake=row,
                person=person,
                route=route,
                channel="phone_call",
                outcome="no_answer",
                happened_at=when,
            )
    decided = as_triage(org, triage.mark_unreachable, row)
    due = start_of_day(uk_date(MORNING + 28 * DAY))
    assert decided.cut_due_at == due

    assert cut_everywhere(due - TICK) == 0
    assert places_of("Larkspur")
    assert cut_everywhere(due) == 1
    assert places_of("Larkspur") == set()


@pytest.mark.django_db(transaction=True)
def test_what_an_agency_sends_after_the_cut_is_cut_too(org, client_as):
    row = make.intake(org)
    opted_out(org, row)
    cut_everywhere(WEEK_LATER)
    late = WEEK_LATER + DAY

    police = client_as("police", at=late)
    told = police.get(f"partner/intakes/{row.pk}").json()
    answer = police.post(
        f"partner/intakes/{row.pk}/amendments",
        {
            "note": MARKER,
            "contact_routes": [{"kind": "phone", "value": "07700 900302", "call": "allowed"}],
        },
        if_match=told["version"],
    )

    assert answer.status_code == 200, answer.content
    assert places_of(MARKER)
    assert cut_everywhere(late + TICK) == 1
    assert places_of(MARKER) == places_of("900302") == set()
    assert cut_everywhere(late + DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_one_that_nobody_may_see_is_cut_like_any_other(org):
    """Held for the safeguarding lead, who has not looked: the clock does not wait."""
    known = clients.case(
        org,
        lead=org.worker,
        person={"given_names": "Ivy", "family_name": "Larkspur"},
    )
    by = fresh(org.safeguarding_lead)
    with acting(by):
        Exclusion(
            organisation=org.organisation,
            user_id=org.stranger.pk,
            person_id=known.client_id,
            starts_at=MORNING,
            recorded_by_id=by.user_id,
            recorded_at=MORNING,
        ).insert()
    made = make.submitted_intake(org)
    by = fresh(org.safeguarding_lead)
    with acting(by):
        held = reads.intake_detail(by=by, intake_id=made.intake_id)
        triage.withdraw_intake(by=by, intake=held, seen=1, withdrawal_reason="opted_out")
    assert asked("SELECT held, people FROM referrals_intakematch") == [(True, [known.client_id])]
    by = fresh(org.intake_worker, WEEK_LATER)
    with acting(by, WEEK_LATER):
        assert not Intake.objects.visible_to(by).exists()

    assert cut_everywhere(WEEK_LATER) == 1
    left = asked(
        "SELECT people, cases FROM referrals_historicalintakematch "
        "UNION ALL SELECT people, cases FROM referrals_intakematch"
    )
    assert set(map(str, left)) == {"([], [])"}
    by = fresh(org.safeguarding_lead, WEEK_LATER)
    with acting(by, WEEK_LATER):
        assert not reads.intake_matches(by=by).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["safeguarding_lead", "service_manager", "partner_desk"])
def test_nobody_but_its_clock_cuts(org, who):
    row = make.intake(org)
    opted_out(org, row)
    by = (
        system_actor(org.organisation.pk, who)
        if who == "partner_desk"
        else fresh(org.users[who], WEEK_LATER)
    )
    with unit_of_work(by, at=WEEK_LATER), connection.cursor() as cursor:
        cursor.execute("SELECT acl.intakes_to_cut()")
        assert cursor.fetchall() == []
        cursor.execute("SELECT acl.cut_intake(%s::uuid)", [row.pk])
        assert cursor.fetchone() == (False,)
    forget = pytest.raises(DatabaseError, match="permission denied")
    with forget, unit_of_work(by, at=WEEK_LATER), connection.cursor() as cursor:
        cursor.execute("SELECT audit.forget_intake(%s::uuid)", [row.pk])
    assert places_of("Larkspur")


@pytest.mark.django_db(transaction=True)
def test_an_emptied_value_is_the_only_change_of_what_was_told(org):
    """Triage may not put another number, or another word, where the referrer's stood."""
    row = make.intake(org)
    route = make.intake_route(org, row)
    by = fresh(org.intake_worker)
    changed = pytest.raises(DatabaseError, match="never changes")
    with changed, acting(by), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE referrals_intakeroute SET value = '+447700900399', version = 2 WHERE id = %s",
            [route.pk],
        )


@pytest.mark.django_db
def test_every_column_of_somebody_is_among_those_that_are_cut():
    for model in CUT:
        assert set(model.personal) <= set(model.forgotten), model


@pytest.mark.django_db
def test_declined_is_kept_for_two_people_to_decide_about(org):
    row = make.intake(org)
    as_triage(org, triage.decline_intake, row, decline_reason="no_agreement")
    year = MORNING.replace(year=2026)

    assert cut_everywhere(year + 10 * DAY) == 0
    by = fresh(org.intake_worker, year)
    for at, waiting in ((year, 0), (year + DAY, 1)):
        with acting(by, at):
            assert reads.overdue_for_review(by=by) == waiting


# -- What the referrer is told by time ------------------------------------------------------------
def word_at(client_as, row, at):
    return client_as("police", at=at).get(f"partner/intakes/{row.pk}").json()["status"]


@pytest.mark.django_db
def test_day_28_closes_nothing_that_the_person_lets_the_referrer_know(org, client_as):
    """Said yes, and still nobody has looked: it is not closed, and is not called so (BR-13)."""
    yes = make.intake(org, state="received")
    silent = make.intake(org, state="received")
    as_triage(org, triage.record_feedback_answer, yes, answer="given", method="verbal")
    day_28 = start_of_day(uk_date(MORNING + 28 * DAY))

    assert [word_at(client_as, row, day_28 - TICK) for row in (yes, silent)] == ["received"] * 2
    assert word_at(client_as, yes, day_28) == "received"
    assert word_at(client_as, silent, day_28) == "closed"


@pytest.mark.django_db
def test_a_yes_that_begins_later_is_followed_when_it_begins(org, client_as):
    row, case = make.accepted_intake(org)
    begins = MORNING + 30 * DAY
    ends = MORNING + 40 * DAY
    by = fresh(org.worker)
    with acting(by):
        consents.record_consent(
            by=by,
            case=case,
            scope="feedback_to_referrer_status",
            answer="given",
            method="verbal",
            recipient_agency_id=org.agency("police").pk,
            categories=["status"],
            valid_from=begins,
            valid_until=ends,
        )

    assert follow_time_everywhere(begins - TICK) == 0
    assert word_at(client_as, row, begins - TICK) == "closed"
    assert (follow_time_everywhere(begins), follow_time_everywhere(begins)) == (1, 0)
    assert word_at(client_as, row, begins) == "support_offered"
    assert word_at(client_as, row, ends) == "closed"
    assert (follow_time_everywhere(ends), follow_time_everywhere(ends)) == (1, 0)
    by = fresh(org.worker, ends)
    with acting(by, ends):
        assert IntakeFace.objects.visible_to(by).get(intake=row).status == "received"


@pytest.mark.django_db
def test_a_yes_about_what_nobody_has_looked_at_moves_nothing(org):
    row = make.intake(org, state="received")
    as_triage(org, triage.record_feedback_answer, row, answer="given", method="verbal")

    assert follow_time_everywhere(MORNING + DAY) == 0


@pytest.mark.django_db
def test_the_clocks_run_by_hand_and_by_themselves(org):
    said = StringIO()
    call_command("run_clocks", at=WEEK_LATER.isoformat(), stdout=said)
    call_command("run_clocks", stdout=StringIO())
    cut_intakes(0)
    follow_time(0)

    assert said.getvalue().splitlines() == [f"0 {what}." for what, _ in CLOCKS]


@pytest.mark.django_db(transaction=True)
def test_what_was_begun_before_the_cut_and_written_after_it_is_cut_at_the_next_round(org):
    """A request's time is that of its beginning: words that waited for the cut look older than it."""
    row = make.intake(org)
    opted_out(org, row)
    cut_everywhere(WEEK_LATER)
    by = program_actor(org.programs["police"])
    with acting(by, WEEK_LATER - timedelta(seconds=5)):
        face = reads.my_face(by=by, intake_id=row.pk)
        intakes.write_to_charity(by=by, face=face, body=MARKER)

    assert (cut_everywhere(WEEK_LATER + TICK), cut_everywhere(WEEK_LATER + DAY)) == (1, 0)
    assert places_of(MARKER) == set()
