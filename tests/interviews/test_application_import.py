"""Spreadsheets out and in."""

import csv
import datetime
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from interviews import spreadsheet
from interviews.importing import read_rows
from interviews.models import Application, StageEvent
from interviews.spreadsheet import BrokenFileError, guard, unguard
from roles.models import Role
from tests.interviews.search import apply

URL = "/interviews/applications/import/"
EXPORT = "/interviews/applications/export/"
PAYLOADS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil","x")', "=cmd|'/c calc'!A0", "'=1", "''", "＝1+1",
    "\n=1",
]  # fmt: skip


def upload(client: Client, content: bytes | str, **values: object):
    content = content.encode() if isinstance(content, str) else content
    return client.post(URL, {"file": SimpleUploadedFile("a.csv", content), "form_key": uuid.uuid4(), **values})


def confirm(client: Client, text: str, key: uuid.UUID | None = None):
    return client.post(URL, {"text": text, "confirm": "1", "form_key": key or uuid.uuid4()})


def facts(owner: User) -> list[dict[str, object]]:
    names = (
        "company", "post", "role", "link", "source", "notes", "resume_label", "resume_text", "silent_after",
        "company_outcome", "own_decision", "stage", "stage_on", "applied_on",
    )  # fmt: skip
    rows = [dict(row) for row in Application.objects.owned_by(owner).order_by("company", "pk").values(*names)]
    for row, application in zip(rows, Application.objects.owned_by(owner).order_by("company", "pk"), strict=True):
        row["events"] = list(application.events.order_by("pk").values_list("stage", "happened_on"))
    return rows


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_an_export_runs_as_a_formula_and_all_come_back(payload: str) -> None:
    assert not guard(payload).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert unguard(guard(payload)) == payload


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20))
def test_any_text_survives_the_way_out_and_in(text: str) -> None:
    assert unguard(guard(text)) == text


def test_the_file_holds_the_payloads_as_text(signed_in: Client, learner: User) -> None:
    for number, payload in enumerate(PAYLOADS):
        apply(learner, company=f"C{number}", notes=payload, post=payload.strip() or "x", source=payload)
    content = signed_in.get(EXPORT).content
    assert content.startswith("\ufeff".encode())
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), row


def test_what_goes_out_comes_in_equal(signed_in: Client, learner: User, stranger: User, role: Role) -> None:
    texts = {
        "notes": 'Line one\n=line two; "quoted"\n\nend',
        "source": "@friend",
        "resume_label": "+v3",
        "resume_text": "'=no formula",
    }
    steps = ("preparing", "applied", "no-response", "screening", "rejected")
    link = "https://example.org/?a=1&b=2"
    apply(learner, *steps, company="=Alpha, “Beta”", post="-1 engineer", role=role, link=link, silent_after=14, **texts)
    apply(learner, "hr", "decision", "offer", "withdrawn", company="星河智能", post="算法工程师")
    apply(stranger, "applied", company="Secret")
    text = signed_in.get(EXPORT).content.decode("utf-8-sig")
    assert "Secret" not in text
    before = facts(learner)
    Application.objects.owned_by(learner).delete()
    preview = upload(signed_in, signed_in.get(EXPORT).content)
    assert preview.status_code == 422  # nothing below the heading
    assert confirm(signed_in, text).status_code == 302
    assert facts(learner) == before


def test_a_preview_changes_nothing_and_shows_every_row(signed_in: Client, learner: User) -> None:
    response = upload(
        signed_in, "company,post,stage,since\nAcme,ML engineer,screening,2026-01-05\nBeta,Analyst,技术一面,2026/1/6\n"
    )
    assert response.status_code == 200
    text = response.content.decode()
    assert "Acme" in text
    assert "2 new applications" in text
    assert not Application.objects.exists()
    confirm(signed_in, response.context["text"])
    assert [row.stage.slug for row in Application.objects.order_by("company")] == ["screening"] + ["technical-1"] * 0 + [
        "technical-1"
    ]


def test_one_broken_row_and_nothing_is_imported(signed_in: Client, learner: User) -> None:
    text = "company,post,stage,since,role,history,silent after,link\n"
    bad = [
        "Acme,ML engineer,applied,2026-01-05,,,,",
        ",ML engineer,applied,2026-01-05,,,,",
        "Acme,x,moon,2026-01-05,,,,",
        "Acme,x,applied,2999-01-05,,,,",
        "Acme,x,applied,05.01.26,,,,",
        "Acme,x,applied,2026-13-45,,,,",
        "Acme,x,applied,2026-01-05,astronaut,,,",
        'Acme,x,,,,"applied 2026-01-05; offer 2026-01-06",,',
        'Acme,x,,,,"applied 2026-01-05; screening 2026-01-01",,',
        'Acme,x,,,,"applied, then screening",,',
        "Acme,x,applied,2026-01-05,,,zero,",
        "Acme,x,applied,2026-01-05,,,400,",
        "Acme,x,applied,2026-01-05,,,,javascript:alert(1)",
        f"{'A' * 121},x,applied,2026-01-05,,,,",
    ]
    response = upload(signed_in, text + "\n".join(bad))
    assert response.status_code == 422
    rows = response.context["rows"]
    assert [row.line for row in rows if row.problems] == list(range(3, 16))
    assert [row.line for row in rows if not row.problems] == [2]
    assert "13 rows cannot be imported" in response.content.decode()
    assert 'name="confirm"' not in response.content.decode()
    assert confirm(signed_in, text + "\n".join(bad)).status_code == 422
    assert not Application.objects.exists()


def test_lines_are_those_of_the_file_even_with_line_breaks_in_cells(signed_in: Client) -> None:
    response = upload(signed_in, 'company,post,notes\nAcme,x,"one\ntwo\nthree"\n\nBeta,x,y\n,x,y\n')
    assert [row.line for row in response.context["rows"]] == [2, 6, 7]


def test_what_is_there_already_is_left_out(signed_in: Client, learner: User) -> None:
    rows = ("Acme,ML engineer,applied,2026-01-05", "ACME,ml ENGINEER,applied,2026-01-05", "Acme,ML engineer,applied,2026-02-05")
    text = "\n".join(("company,post,stage,since", *rows))
    confirm(signed_in, text)
    assert Application.objects.count() == 2  # the same post applied for a month later is another application
    response = upload(signed_in, text)
    assert [row.known for row in response.context["rows"]] == [True, True, True]
    confirm(signed_in, text)
    assert (Application.objects.count(), StageEvent.objects.count()) == (2, 2)


def test_sent_twice_it_is_imported_once(learner: User) -> None:
    today, key = datetime.date(2026, 3, 1), uuid.uuid4()
    from interviews.importing import import_rows

    rows = list(spreadsheet.read("company,post\nAcme,x\n"))
    judged = [read_rows(rows, learner, today=today) for _tab in range(2)]  # both previews came before either import
    for tab in judged:
        import_rows(tab, learner, form_key=key, today=today)
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "name the columns"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"company,post\n\xff\xfe,x", "UTF-8"),
        (b"company,post\nA\0cme,x", "UTF-8"),
        (b"company,post\n", "no rows"),
        (b"firm,job\nAcme,x", "name the columns"),
        (b"company,post,company\nAcme,x,y", "twice"),
        (b"company,post\nAcme,x,surplus", "Line 2 has more cells"),
        (b'company,post\nAcme,"x', "not closed"),
        (b"company,post\n" + b"Acme,x\n" * 1001, "1,000 rows"),
        (b"company,post\nAcme," + b"x" * 1_000_000, "1 MB"),
        (b'company,post\nAcme,"' + b"x" * 200_000 + b'"', "not valid CSV"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(signed_in: Client, content: bytes, problem: str) -> None:
    response = upload(signed_in, content or b" ")
    assert response.status_code == 422
    assert problem in response.content.decode()
    assert not Application.objects.exists()


@pytest.mark.parametrize("encode", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_ways_in_which_spreadsheets_save(signed_in: Client, encode: str, delimiter: str) -> None:
    text = "company,post,stage,,\r\n星河智能,算法工程师,已投递,,\r\n".replace(",", delimiter)
    response = upload(signed_in, text.encode(encode))
    assert [row.application.company for row in response.context["rows"]] == ["星河智能"]
    assert not response.context["broken"]


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: f"company,post,stage,since,history\n{text}".encode(errors="replace"))
)
def test_no_file_breaks_the_reader(content: bytes) -> None:
    try:
        rows = spreadsheet.read(spreadsheet.decode(content))
    except BrokenFileError:
        return  # told to the person; any other exception would be a broken page
    assert all(line > 1 for line, _cells in rows)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.lists(st.text(max_size=30), min_size=5, max_size=5), max_size=5))
def test_no_row_breaks_the_import(cells: list[list[str]]) -> None:
    owner = User(pk=1)
    names = ("company", "post", "stage", "since", "history")
    rows = [(number, dict(zip(names, row, strict=True))) for number, row in enumerate(cells, start=2)]
    for row in read_rows(rows, owner, today=datetime.date(2026, 3, 1)):
        assert row.problems or row.steps


def test_an_import_of_many_rows_is_quick_and_needs_few_queries(
    signed_in: Client, learner: User, django_assert_max_num_queries
) -> None:
    text = "company,post,history\n" + "".join(f'C{n},x,"applied 2026-01-05; screening 2026-01-06"\n' for n in range(200))
    with django_assert_max_num_queries(8):
        upload(signed_in, text)
    confirm(signed_in, text)
    assert Application.objects.count() == 200
    with django_assert_max_num_queries(6):
        assert signed_in.get(EXPORT).content.count(b"\n") == 201
