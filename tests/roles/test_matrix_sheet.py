"""The matrix of requirements out as a spreadsheet and in again."""

import csv
import io
import time
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from accounts.models import User
from roles import matrix_sheet, releases
from roles.models import Requirement, Role, Skill, StagedRequirement
from tests.conftest import make_staff

MATRIX = "/admin/roles/stagedrequirement/"
Cells = list[list[Any]]


def download(client: Client) -> Cells:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{MATRIX}download/xlsx/").content))
    return [list(cells) for cells in book.active.values]


def workbook(cells: Cells) -> bytes:
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(client: Client, data: bytes, name: str = "m.xlsx", **headers: str):
    return client.post(f"{MATRIX}import/", {"sheet": SimpleUploadedFile(name, data)}, headers=headers)


def place(cells: Cells, role: str, skill: str) -> tuple[int, int]:
    """Where the sheet keeps a level: line and column, both from 0."""
    return next(number for number, row in enumerate(cells) if row[0] == skill), cells[0].index(role)


def edited(client: Client, **levels: Any) -> Cells:
    """The downloaded matrix with other levels of model serving."""
    cells = download(client)
    for role, level in levels.items():
        line, column = place(cells, role.replace("_", "-"), "model-serving")
        cells[line][column] = level
    return cells


def test_the_whole_matrix_leaves_with_typed_cells(curating: Client, db: None) -> None:
    cells = download(curating)
    assert len(cells) == 1 + 81
    assert cells[0][:4] == ["skill", "area", "name_en", "name_zh_hans"]
    assert len(cells[0]) == 4 + 13
    assert {type(level) for row in cells[1:] for level in row[4:]} == {int}
    line, column = place(cells, "machine-learning-engineer", "model-serving")
    assert cells[line][column] == 3


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_out_and_in_again_changes_nothing(curating: Client, curator: User, role: Role, skill: Skill, kind: str) -> None:
    releases.stage(levels={(role, skill): 4}, by=curator)  # what is staged is in the sheet as well
    Skill.objects.filter(pk=skill.pk).update(name_en="=SUM(A1:A9)")
    page = upload(curating, curating.get(f"{MATRIX}download/{kind}/").content)
    assert page.status_code == 200
    assert "nothing changes" in page.content.decode()
    assert "seal" not in page.context
    assert StagedRequirement.objects.get().level == 4


def test_no_cell_is_a_formula(curating: Client, skill: Skill) -> None:
    Skill.objects.filter(pk=skill.pk).update(name_en="=HYPERLINK(1)", name_zh_hans="@cmd")
    book = openpyxl.load_workbook(io.BytesIO(curating.get(f"{MATRIX}download/xlsx/").content))
    assert not [cell for cells in book.active for cell in cells if cell.data_type == "f"]
    text = curating.get(f"{MATRIX}download/csv/").content.decode("utf-8-sig")
    cells = [cell for cells in csv.reader(io.StringIO(text)) for cell in cells]
    assert "'=HYPERLINK(1)" in cells
    assert "'@cmd" in cells


def test_every_change_is_shown_then_staged_and_weighed_before_it_is_public(
    curating: Client, curator: User, role: Role, skill: Skill
) -> None:
    cells = edited(curating, machine_learning_engineer=4, data_scientist=0, cto=4.0)
    page = upload(curating, workbook(cells))
    changes = {(change.role.slug, change.before, change.after) for change in page.context["reading"].changes}
    assert {("machine-learning-engineer", 3, 4)} <= changes
    assert len(changes) == 3
    assert not StagedRequirement.objects.exists()
    response = curating.post(f"{MATRIX}import/", {"seal": page.context["seal"]})
    assert response.url == f"{MATRIX}publish/"
    assert StagedRequirement.objects.count() == 3
    assert set(StagedRequirement.objects.values_list("staged_by", flat=True)) == {curator.pk}
    assert Requirement.objects.get(role=role, skill=skill).level == 3
    weighed = curating.get(response.url)
    assert {impact.role.slug for impact in weighed.context["impacts"]} == {
        "machine-learning-engineer", "data-scientist", "cto",
    }  # fmt: skip
    assert "3 cells are staged" in weighed.content.decode()


def test_a_level_set_back_to_what_is_published_is_staged_no_more(
    curating: Client, curator: User, role: Role, skill: Skill
) -> None:
    releases.stage(levels={(role, skill): 4}, by=curator)
    page = upload(curating, workbook(edited(curating, machine_learning_engineer=3)))
    assert [(change.published, change.before, change.after) for change in page.context["reading"].changes] == [(3, 4, 3)]
    curating.post(f"{MATRIX}import/", {"seal": page.context["seal"]})
    assert not StagedRequirement.objects.exists()


def test_rows_and_roles_that_are_left_out_stay(curating: Client, db: None) -> None:
    page = upload(curating, b"skill,machine-learning-engineer\r\nmodel-serving,4\r\n", "m.csv")
    (change,) = page.context["reading"].changes
    assert (change.role.slug, change.skill.slug, change.after) == ("machine-learning-engineer", "model-serving", 4)


def test_right_rows_beside_a_wrong_one_cannot_be_confirmed(curating: Client, db: None) -> None:
    sheet = b"skill,machine-learning-engineer\r\nmodel-serving,4\r\njuggling,3\r\n"
    page = upload(curating, sheet, "m.csv")
    assert page.status_code == 422
    assert page.context["reading"].changes == []
    assert 'name="seal"' not in page.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_all_wrong_rows_are_told_with_their_number_and_nothing_is_staged(
    curating: Client, curator: User, language: str
) -> None:
    User.objects.filter(pk=curator.pk).update(language=language)
    cells = edited(curating, machine_learning_engineer=5, cto="x", data_scientist=None)
    wrong_line = place(cells, "cto", "model-serving")[0] + 1
    cells[1][0] = "juggling"
    cells[2][0] = cells[3][0]
    cells.insert(1, [None] * len(cells[0]))  # an empty row is passed over and still counted
    page = upload(curating, workbook(cells))
    assert page.status_code == 422
    told = [(problem.row, problem.text) for problem in page.context["reading"].problems]
    assert sorted(row for row, _text in told) == [3, 4, 5, *[wrong_line + 1] * 3]
    with translation.override(language):
        expected = translation.gettext("There is no published skill “%(slug)s”.") % {"slug": "juggling"}
    assert (3, expected) in told
    assert ("没有" in expected) == (language == "zh-hans")
    assert page.content.decode().count("wrong-row") == 6
    assert not StagedRequirement.objects.exists()


@pytest.mark.parametrize("value", ["", None, -1, 5, 1.5, True, "٣", "３", "3;4", "1" * 500])
def test_what_is_no_level_is_refused(curating: Client, db: None, value: Any) -> None:
    page = upload(curating, workbook(edited(curating, machine_learning_engineer=value)))
    assert len(page.context["reading"].problems) == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\x00\xff\xfe", "UTF-8"),
        (b"PK\x03\x04nonsense", "neither a workbook"),
        (b"skill,cto\nmodel-serving\n", "Row 2"),
        (b"cto\n1\n", "The heading lacks: skill"),
        (b"skill,cto,cto\nmodel-serving,1,1\n", "There twice: cto"),
        (b"skill,astronaut\nmodel-serving,1\n", "no published role: astronaut"),
        (b"skill,cto,\nmodel-serving,1,9\n", "(empty)"),
        (b"skill,name_en\nmodel-serving,x\n", "No column is a role"),
        (b"skill,cto\n" + b"model-serving,1\n" * 2001, "more than 2,000 rows"),
        (b"skill,cto\n" + b"x" * 2_000_001, "larger than 2 MB"),
        (b"skill,cto\nmodel\0serving,1\n", "no published skill"),
    ],
)
def test_a_broken_file_is_explained(curating: Client, db: None, data: bytes, told: str) -> None:
    page = upload(curating, data, "m.csv")
    assert page.status_code == 422
    assert told in page.content.decode()
    assert not StagedRequirement.objects.exists()


def test_a_formula_is_refused_by_its_cell(curating: Client, db: None) -> None:
    page = upload(curating, workbook([["skill", "cto"], ["model-serving", "=1+1"]]))
    assert "B2" in page.content.decode()


def test_a_retired_role_or_skill_is_no_part_of_the_sheet(curating: Client, role: Role, skill: Skill) -> None:
    data = workbook(edited(curating, machine_learning_engineer=4))
    Role.objects.filter(pk=role.pk).update(status="retired")
    assert "no published role" in upload(curating, data).content.decode()
    Skill.objects.filter(pk=skill.pk).update(status="retired")
    assert "model-serving" not in {row[0] for row in download(curating)}


def stage_another(role: Role, skill: Skill, curator: User) -> None:
    releases.stage(levels={(role, skill): 1}, by=curator)


def stage_the_same(role: Role, skill: Skill, curator: User) -> None:
    releases.stage(levels={(role, skill): 4}, by=curator)


def retire(role: Role, skill: Skill, curator: User) -> None:
    Skill.objects.filter(pk=skill.pk).update(status="retired")


@pytest.mark.parametrize("meanwhile", [stage_another, stage_the_same, retire])
def test_what_changed_while_the_curator_read_is_shown_anew(
    curating: Client, curator: User, role: Role, skill: Skill, meanwhile: Callable[[Role, Skill, User], None]
) -> None:
    page = upload(curating, workbook(edited(curating, machine_learning_engineer=4, cto=4)))
    meanwhile(role, skill, curator)
    before = set(StagedRequirement.objects.values_list("role", "skill", "level"))
    response = curating.post(f"{MATRIX}import/", {"seal": page.context["seal"]})
    assert response.status_code == 422
    assert "changed while you were reading" in response.content.decode()
    assert set(StagedRequirement.objects.values_list("role", "skill", "level")) == before


def test_nobody_can_put_changes_into_the_page(curating: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [("model-serving", "cto", 0, 4)]
    old_moment = time.time() - matrix_sheet.A_DAY - 1
    with monkeypatch.context() as past:
        past.setattr(time, "time", lambda: old_moment)
        old = signing.dumps(told, salt=matrix_sheet.SALT)
    for seal in ("", "x", "a\0b", signing.dumps(told, salt="another"), old):
        response = curating.post(f"{MATRIX}import/", {"seal": seal})
        assert response.status_code == 422
        assert "Choose the file again" in response.content.decode()
    assert not StagedRequirement.objects.exists()


def test_a_thousand_cells_cost_as_many_queries_as_one(
    curating: Client, curator: User, django_assert_max_num_queries: Any
) -> None:
    every = {(role, skill): 1 for role in Role.objects.published() for skill in Skill.objects.published()}
    with django_assert_max_num_queries(12):
        releases.stage(levels=every, by=curator)
    assert StagedRequirement.objects.count() == 13 * 81 - Requirement.objects.filter(level=1).count()


def test_who_may_not_stage_may_not_import(client: Client, signed_in: Client, db: None) -> None:
    assert signed_in.get(f"{MATRIX}download/csv/").status_code == 302
    client.force_login(make_staff("community@example.org", "Community managers"))
    for path in ("import/", "download/csv/"):
        assert client.get(f"{MATRIX}{path}").status_code == 403


def test_an_unknown_format_is_not_found(curating: Client, db: None) -> None:
    assert curating.get(f"{MATRIX}download/ods/").status_code == 404


def test_the_matrix_links_to_both(curating: Client, db: None) -> None:
    text = curating.get(MATRIX).content.decode()
    for path in ("import/", "download/xlsx/", "download/csv/"):
        assert f'href="{MATRIX}{path}"' in text
