"""Questions in and out of a spreadsheet."""

import csv
import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from zeal import zeal_ignore

from accounts.models import User
from interviews.models import Question
from tests.conftest import make_staff

IMPORT = "/admin/interviews/question/import/"
HEAD = [
    "slug", "topic", "round", "difficulty", "order", "skills", "prompt_en", "prompt_zh_hans",
    "key_points_en", "key_points_zh_hans",
]  # fmt: skip


def row(number: int, **changes: str) -> dict[str, Any]:
    return {
        "slug": f"imported-{number}", "topic": "coding", "round": "technical-1", "difficulty": 2, "order": 900 + number,
        "skills": "python-engineering, algorithms-data-structures", "prompt_en": f"Question {number}?",
        "prompt_zh_hans": f"第 {number} 题？", "key_points_en": "One\nTwo", "key_points_zh_hans": "一\n二", **changes,
    }  # fmt: skip


def sheet(rows: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for values in rows:
        book.active.append([values[name] for name in HEAD])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bank() -> list[dict[str, Any]]:
    return list(Question.objects.filter(owner=None).order_by("pk").values("slug", *HEAD[3:5], *HEAD[6:8], "status"))


def upload(client: Client, data: bytes, kind: str = "0", name: str = "q.xlsx"):
    with zeal_ignore():  # an import works row by row, so that each wrong row can be named
        return client.post(IMPORT, {"import_file": SimpleUploadedFile(name, data), "format": kind})


def confirm(client: Client, page: Any):
    problems = re.findall(r"wrong-row.*?</tr>|errornote.*?</p>|errorlist.*?</ul>", page.content.decode(), re.S)
    assert not problems, problems[:2]
    with zeal_ignore():
        return client.post("/admin/interviews/question/process_import/", page.context["confirm_form"].initial)


def test_fifty_rows_with_some_wrong_ones_are_all_shown_and_nothing_is_written(curating: Client, db: None) -> None:
    rows = [row(number) for number in range(50)]
    rows[3] = row(3, topic="astrology")
    rows[17] = row(17, skills="python-engineering, juggling")
    rows[40] = row(40, key_points_zh_hans="一")
    rows[44] = row(44, skills=" , ")
    page = upload(curating, sheet(rows))
    text = page.content.decode()
    numbers = [int(number) for number in re.findall(r'wrong-row"><th scope="row">(\d+)', text)]
    assert numbers == [5, 19, 42, 46]  # as the spreadsheet numbers them, its heading being 1
    for word in ("astrology", "juggling", "different numbers of key points", "names at least one skill"):
        assert word in text
    assert "confirm_form" not in page.context or page.context["confirm_form"] is None
    assert not Question.objects.filter(slug__startswith="imported-").exists()


def test_good_rows_are_shown_first_and_become_drafts_when_confirmed(curating: Client, curator: User, db: None) -> None:
    page = upload(curating, sheet([row(number) for number in range(3)]))
    text = page.content.decode()
    assert text.count("new draft") == 3
    assert "<ins>一" in text
    assert "style=" not in text[text.index("import-preview") :]
    assert not Question.objects.filter(slug__startswith="imported-").exists()
    assert confirm(curating, page).status_code == 302
    question = Question.objects.get(slug="imported-1")
    assert (question.status, question.prompt_zh_hans, question.topic.slug) == ("draft", "第 1 题？", "coding")
    assert [point.text_zh_hans for point in question.key_points.all()] == ["一", "二"]
    assert question.skills.count() == 2
    assert question.history.first().history_user == curator


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_out_and_in_again_changes_nothing(curating: Client, db: None, kind: str) -> None:
    Question.objects.filter(slug="code-kmeans").update(prompt_en="=SUM(A1:A9) is this?")
    data = curating.get(f"/admin/interviews/question/download/{kind}/").content
    before = list(
        Question.objects.filter(owner=None).order_by("pk").values("slug", "prompt_en", "prompt_zh_hans", "status", "order")
    )
    assert confirm(curating, upload(curating, data, {"xlsx": "0", "csv": "1"}[kind], f"q.{kind}")).status_code == 302
    after = list(
        Question.objects.filter(owner=None).order_by("pk").values("slug", "prompt_en", "prompt_zh_hans", "status", "order")
    )
    assert after == before


def test_no_cell_is_a_formula(curating: Client, db: None) -> None:
    Question.objects.filter(slug="code-kmeans").update(prompt_en="=HYPERLINK(1)", prompt_zh_hans="@cmd")
    book = openpyxl.load_workbook(io.BytesIO(curating.get("/admin/interviews/question/download/xlsx/").content))
    assert not [cell for cells in book.active for cell in cells if cell.data_type == "f"]
    text = curating.get("/admin/interviews/question/download/csv/").content.decode("utf-8-sig")
    cells = [cell for cells in csv.reader(io.StringIO(text)) for cell in cells]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]


def test_a_formula_in_the_sheet_is_refused_by_its_cell(curating: Client, db: None) -> None:
    text = upload(curating, sheet([row(1, prompt_en="=1+1")])).content.decode()
    assert "G2" in text
    assert not Question.objects.filter(slug="imported-1").exists()


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff", b"slug\n1,2\n", b"a,b\n1,2\n", "slug,topic\n'\ud800".encode("utf-8", "surrogatepass")]
)
def test_a_broken_file_is_explained(curating: Client, db: None, data: bytes) -> None:
    for kind in ("0", "1"):
        assert upload(curating, data or b" ", kind).status_code == 200
    assert not Question.objects.filter(slug="1").exists()


def test_private_questions_neither_leave_nor_change(curating: Client, learner: User, db: None) -> None:
    Question.objects.create(owner=learner, status="draft", slug="imported-7", prompt_en="CANARY")
    assert b"CANARY" not in curating.get("/admin/interviews/question/download/csv/").content
    upload(curating, sheet([row(7)]))
    assert Question.objects.get(slug="imported-7").prompt_en == "CANARY"


def test_who_may_only_look_may_not_import(client: Client, db: None) -> None:
    client.force_login(make_staff("community@example.org", "Community managers"))
    assert client.get(IMPORT).status_code == 403
    assert client.get("/admin/interviews/question/download/csv/").status_code == 403
