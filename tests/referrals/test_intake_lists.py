"""Lists of referrals: tried out without a trace but the read, then each good row and no other."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseload.clients.search_index import opaque_hash
from caseload.exchange.lists import MOST_ROWS
from caseload.referrals.models import Intake
from tests.support.acting import acting, fresh
from tests.support.databases import administrator_of_clone

pytestmark = pytest.mark.django_db

HEADER = "phone,phone_call,reference,consent_model,given_names,family_name"
GOOD = "07700 900301,allowed,R-{},opt_out_notified,Ivy,Larkspur"


def a_list(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows]) + "\n"


def good(*numbers: int) -> list[str]:
    return [GOOD.format(number) for number in numbers]


@pytest.fixture
def upload(org, client_as):
    """Send a list as the file that it is."""

    def send(content: str | bytes, *, who: str = "intake_worker", **query: Any) -> Any:
        api = client_as(who)
        return api.client.generic(
            "POST",
            "/api/v1/intakes/import",
            content.encode() if isinstance(content, str) else content,
            content_type="text/csv",
            query_params={"agency_id": str(org.agency("police").pk)} | query,
            headers=api.headers,
        )

    return send


def taken_in(client_as: Any) -> list[dict[str, Any]]:
    return client_as("intake_worker").get("intakes", limit=200).json()["results"]


def test_a_list_is_tried_out_unless_it_is_said_otherwise(client_as, upload):
    tried = upload(a_list(*good(1, 2)))

    assert tried.status_code == 200, tried.content
    assert (tried.json()["dry_run"], tried.json()["fits"], tried.json()["taken"]) == (True, 2, 0)
    assert taken_in(client_as) == []

    real = upload(a_list(*good(1, 2)), dry_run="false").json()

    assert (real["dry_run"], real["fits"], real["taken"]) == (False, 0, 2)
    rows = taken_in(client_as)
    assert {row["id"] for row in rows} == {row["id"] for row in real["results"]}
    assert {row["door"] for row in rows} == {"csv"}
    assert {row["external_reference"] for row in rows} == {"R-1", "R-2"}
    assert {row["consent_model"] for row in rows} == {"opt_out_notified"}


def test_a_list_that_was_put_right_takes_only_what_is_new(client_as, upload):
    bad = GOOD.format(2).replace("allowed", "")
    first = upload(a_list(*good(1), bad), dry_run="false").json()
    again = upload(a_list(*good(1, 2)), dry_run="false").json()

    assert [row["outcome"] for row in first["results"]] == ["taken", "faulty"]
    assert [row["outcome"] for row in again["results"]] == ["known", "taken"]
    assert again["results"][0]["id"] == first["results"][0]["id"]
    assert len(taken_in(client_as)) == 2


def test_what_an_agencys_program_sent_before_is_known(client_as, upload):
    sent = client_as("police").post(
        "partner/intakes",
        {
            "external_reference": "R-1",
            "subject": {"given_names": "Ivy"},
            "contact_routes": [{"kind": "phone", "value": "07700 900301", "call": "allowed"}],
        },
    )

    (row,) = upload(a_list(*good(1))).json()["results"]

    assert (row["outcome"], row["id"]) == ("known", sent.json()["id"])


FAULTS = {
    "no safe contact": (
        lambda row: row | {"phone": "", "phone_call": ""},
        "phone",
        "safe_contact_needed",
    ),
    "no answer": (lambda row: row | {"phone_call": ""}, "phone_call", "safe_contact_needed"),
    "no number": (lambda row: row | {"phone": "ring the bell"}, "phone", "unreadable"),
    "no such answer": (lambda row: row | {"phone_text": "maybe"}, "phone_text", "unknown_code"),
    "no reference": (lambda row: row | {"reference": ""}, "reference", "required"),
    "no such model": (lambda row: row | {"consent_model": "=1+1"}, "consent_model", "unknown_code"),
    "no such urgency": (lambda row: row | {"urgency": "@soon"}, "urgency", "unknown_code"),
    "no date": (lambda row: row | {"knock_on": "31/02/2025"}, "knock_on", "invalid"),
    "no birthday": (lambda row: row | {"born_on": "yesterday"}, "born_on", "invalid"),
    "no number of children": (
        lambda row: row | {"children_in_household": "two"},
        "children_in_household",
        "invalid",
    ),
    "too long": (lambda row: row | {"postcode": "ZZ1 1ZZ ZZ1 1ZZ"}, "postcode", "max_length"),
    "conditions": (
        lambda row: row | {"phone_call": "allowed_with_conditions", "contact_conditions": ""},
        "contact_conditions",
        "conditions_needed",
    ),
    "e-mail": (
        lambda row: row | {"email": "nobody", "email_email": "allowed"},
        "email",
        "unreadable",
    ),
    "told family": (lambda row: row | {"told_family": "perhaps"}, "told_family", "invalid_choice"),
}
COLUMNS = [
    *("phone", "phone_call", "phone_text", "email", "email_email", "contact_conditions"),
    *("reference", "consent_model", "urgency", "knock_on", "children_in_household"),
    *("told_family", "given_names", "family_name", "born_on", "postcode"),
]
MARKER = "Xanthippe"


def planted(rows: int, every: int) -> tuple[str, dict[int, tuple[str, str]]]:
    """A list with a fault in each ``every``-th row, and where the faults are."""
    text, wanted = io.StringIO(), {}
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    kinds = list(FAULTS.values())
    for number in range(2, rows + 2):
        row = {
            "phone": "07700 900301",
            "phone_call": "allowed",
            "reference": f"R-{number}",
            "consent_model": "opt_out_notified",
            "given_names": MARKER,
            "born_on": "31/12/1990",
            "knock_on": "2025-01",
        }
        if number % every == 0:
            spoil, column, code = kinds[number // every % len(kinds)]
            row, wanted[number] = spoil(row), (column, code)
        writer.writerow(row)
    return text.getvalue(), wanted


def faults_in(report: dict[str, Any]) -> dict[int, tuple[str, str]]:
    return {
        row["row"]: (error["column"], error["code"])
        for row in report["results"]
        for error in row["errors"]
    }


def counted() -> dict[str, int]:
    """Rows of every table but the counters and sessions of asking."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
            "AND c.relkind = 'r' AND c.relname !~ '^(access_rate|accounts_session|django|oauth2)'"
        )
        names = [name for (name,) in cursor.fetchall()]
    with administrator_of_clone() as admin:
        return {
            name: admin.execute(f'SELECT count(*) FROM public."{name}"').fetchone()[0]
            for name in sorted(names)
        }


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_thousand_rows_name_each_fault_and_only_the_good_are_taken(upload, capfd, caplog):
    caplog.set_level("DEBUG")
    text, wanted = planted(MOST_ROWS, every=7)
    upload(a_list(*good(1)))  # whatever the first request alone writes
    before = counted()

    tried = upload(text)

    assert tried.status_code == 200, tried.content
    assert len(wanted) == 143
    assert faults_in(tried.json()) == wanted
    assert tried.json()["fits"] == MOST_ROWS - len(wanted)
    assert counted() == before

    real = upload(text, dry_run="false")

    assert faults_in(real.json()) == wanted
    assert real.json()["taken"] == MOST_ROWS - len(wanted)
    after = counted()
    for table in ("intake", "intakeperson", "intakeroute"):
        name = f"referrals_{table}"
        assert after[name] - before[name] == MOST_ROWS - len(wanted), table
    assert MARKER not in tried.content.decode() + real.content.decode()
    out, err = capfd.readouterr()
    assert MARKER not in out + err + caplog.text
    assert "900301" not in out + err + tried.content.decode()


def test_no_row_asks_more_than_another(upload):
    def asked(rows: int, start: int, **query: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            text = a_list(*good(*range(start, start + rows)))
            assert upload(text, **query).status_code == 200
        return len(queries)

    asked(1, 1, dry_run="false")
    assert asked(2, 100) == asked(20, 200)
    one, two, twelve = (
        asked(rows, start, dry_run="false") for rows, start in ((1, 300), (2, 400), (12, 500))
    )
    assert twelve - two == 10 * (two - one)


WHOLE = {
    "utf-16": (a_list(*good(1)).encode("utf-16"), "encoding"),
    "utf-16 without a mark": (a_list(*good(1)).encode("utf-16-le"), "encoding"),
    "nul": (a_list(*good(1)).replace("Ivy", "I\0vy").encode(), "encoding"),
    "neither utf-8 nor windows": (a_list(*good(1)).encode() + b"\x81", "encoding"),
    "a workbook": (b"PK\x03\x04rest", "workbook"),
    "an old workbook": (b"\xd0\xcf\x11\xe0rest", "workbook"),
    "quotes that do not pair": (a_list(*good(1), '"Ivy'), "quotation_marks"),
    "letters after quotes": (a_list('"07700"x,allowed'), "quotation_marks"),
    "no header": (a_list(*good(1), header=GOOD.format(0)), "unknown_column"),
    "a column twice": (a_list(header=f"{HEADER},phone"), "column_twice"),
    "no reference": (a_list(header="phone,phone_call"), "column_needed"),
    "a header alone": (a_list(), "no_rows"),
    "too many": (a_list(*good(*range(MOST_ROWS + 1))), "too_many_rows"),
}


@pytest.mark.parametrize(("content", "code"), WHOLE.values(), ids=WHOLE)
def test_what_cannot_be_read_as_a_list_is_refused_whole(client_as, upload, content, code):
    answer = upload(content, dry_run="false")

    assert answer.status_code == 422, answer.content
    assert code in {error["code"] for error in answer.json()["errors"]}
    assert not any(word in answer.content.decode() for word in ("Ivy", "Larkspur", "900301"))
    assert taken_in(client_as) == []


def test_nothing_at_all_is_no_list(upload):
    assert upload(b"").status_code in {400, 422}


def test_two_megabytes_are_too_large(upload):
    assert upload(a_list("x" * 2_000_000)).status_code == 413


READ = {
    "a byte order mark": (a_list(*good(1)).encode("utf-8-sig"), "utf-8"),
    "windows": (a_list(*good(1)).replace("Ivy", "Zoë").encode("cp1252"), "windows-1252"),
    "semicolons": (a_list(*good(1)).replace(",", ";").encode(), "utf-8"),
    "windows line ends": (a_list(*good(1)).replace("\n", "\r\n").encode(), "utf-8"),
    "blank lines": (a_list("", *good(1), ",,,,,").encode(), "utf-8"),
    "columns without a name": (
        a_list(*(f"{row},," for row in good(1)), header=f"{HEADER},,").encode(),
        "utf-8",
    ),
    "capitals and spaces": (
        a_list(*good(1), header=HEADER.replace("_", " ").title()).encode(),
        "utf-8",
    ),
}


@pytest.mark.parametrize(("content", "encoding"), READ.values(), ids=READ)
def test_what_spreadsheets_write_is_read(upload, content, encoding):
    answer = upload(content).json()

    assert (answer["fits"], answer["faulty"], answer["encoding"]) == (1, 0, encoding)


def test_a_formula_is_kept_as_it_was_written_and_never_repeated(client_as, upload):
    """api.md §1.8: neutralised where we write spreadsheets, not where we read them."""
    formula = '=HYPERLINK("http://example.org")'
    row = (
        f'+44 7700 900301,allowed,R-1,opt_out_notified,"{formula.replace(chr(34), chr(34) * 2)}",@b'
    )

    answer = upload(a_list(row), dry_run="false")

    assert answer.json()["taken"] == 1, answer.content
    assert "HYPERLINK" not in answer.content.decode()
    made = answer.json()["results"][0]["id"]
    (person,) = client_as("intake_worker").get(f"intakes/{made}/people").json()["results"]
    assert (person["given_names"], person["family_name"]) == (formula, "@b")
    (route,) = client_as("intake_worker").get(f"intakes/{made}/routes").json()["results"]
    assert route["value"] == "+447700900301"


def test_a_row_that_slipped_is_not_guessed_at(upload):
    report = upload(a_list("07700 900301,allowed,R-1", *good(2))).json()

    assert [row["outcome"] for row in report["results"]] == ["faulty", "fits"]
    assert report["results"][0]["errors"][0]["code"] == "cells_differ"
    assert report["results"][0]["row"] == 2


def test_a_reference_twice_in_one_list_is_a_fault_of_the_second(upload):
    for dry_run in ("true", "false"):
        first, second = upload(a_list(*good(1, 1)), dry_run=dry_run).json()["results"]
        assert first["outcome"] in {"fits", "taken"}
        assert (second["outcome"], second["errors"][0]["code"]) == ("faulty", "reference_twice")


def test_everything_wrong_with_a_row_is_said_at_once(upload):
    (row,) = upload(a_list("ring the bell,maybe,R-1,none such,Ivy,Larkspur")).json()["results"]

    assert {error["column"] for error in row["errors"]} >= {"phone", "phone_call", "consent_model"}


def test_no_value_comes_back_whatever_is_wrong_with_it(upload, capfd, caplog):
    from caseload.api.v1.intake_lists import COLUMNS as ALL  # noqa: PLC0415 - needs Django

    caplog.set_level("DEBUG")
    rows = [f"{MARKER} 900987"] * len(ALL), ["x" * 300 + MARKER] * len(ALL)
    text = a_list(*(",".join(row) for row in rows), header=",".join(ALL))

    answer = upload(text, dry_run="false")

    assert [row["outcome"] for row in answer.json()["results"]] == ["faulty", "faulty"]
    assert {error["column"] for row in answer.json()["results"] for error in row["errors"]} <= {
        *ALL
    }
    said = answer.content.decode() + "".join(capfd.readouterr()) + caplog.text
    assert MARKER not in said
    assert "900987" not in said


def test_the_police_reference_is_kept_as_a_hash_alone(org, client_as, upload):
    header, row = f"{HEADER},police_reference", f"{GOOD.format(1)},Quillharbour-77"

    made = upload(a_list(row, header=header), dry_run="false").json()["results"][0]["id"]

    assert "Quillharbour" not in client_as("intake_worker").get(f"intakes/{made}").content.decode()
    by = fresh(org.intake_worker)
    with acting(by):
        row = Intake.objects.visible_to(by).get(pk=made)
        kept = opaque_hash(org.organisation.pk, "Quillharbour-77")
    assert bytes(row.police_reference_hash) == kept


def test_a_fresh_knock_makes_a_row_urgent(client_as, upload):
    text = a_list(f"{GOOD.format(1)},12/01/2025", header=f"{HEADER},knock_on")

    upload(text, dry_run="false")

    (row,) = taken_in(client_as)
    assert (row["knock_on"], row["knock_precision"], row["urgency"]) == (
        "2025-01-12",
        "day",
        "urgent",
    )


def test_whoever_does_not_triage_takes_no_list_in(upload):
    for who in ("worker", "administrator", "data_protection_lead"):
        assert upload(a_list(*good(1)), who=who).status_code == 403, who


def test_an_agency_of_another_charity_reads_like_none(org, upload):
    for agency_id in (str(org.agency("foreign_police").pk), "00000000-0000-4000-8000-000000000000"):
        answer = upload(a_list(*good(1)), agency_id=agency_id)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not_found")
    assert upload(a_list(*good(1)), agency_id="x").status_code == 400
    assert upload(a_list(*good(1)), dry_run="perhaps").status_code == 400


def test_a_key_stands_for_one_way_of_asking(org, client_as):
    api, key = client_as("intake_worker"), '"one list"'
    asked = {"agency_id": str(org.agency("police").pk)}
    body = {"csv": a_list(*good(1))}

    tried = api.post("intakes/import", body, query=asked, key=key)
    real = api.post("intakes/import", body, query=asked | {"dry_run": "false"}, key=key)
    taken = api.post("intakes/import", body, query=asked | {"dry_run": "false"}, key='"another"')
    again = api.post("intakes/import", body, query=asked | {"dry_run": "false"}, key='"another"')

    assert tried.json()["fits"] == 1
    assert (real.status_code, real.json()["code"]) == (422, "idempotency-key-reused")
    assert again["Idempotency-Replayed"] == "true"
    assert json.loads(again.content)["results"][0]["id"] == taken.json()["results"][0]["id"]
    assert len(taken_in(client_as)) == 1
