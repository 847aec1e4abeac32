"""Notes and points of one question, kept while the interview goes on."""

import pytest
from django.test import Client

from accounts.models import User
from mentoring.models import MockInvitation, MockSheet
from tests.mentoring.mocks import RUBRIC, base, finish, hand_in, own_page, prepared, sheet

HTMX = {"HX-Request": "true", "HX-Target": "saved"}


@pytest.fixture
def row(learner: User, mentor: User) -> MockInvitation:
    return prepared(learner, mentor)


def first(row: MockInvitation) -> MockSheet:
    return row.sheets.get(item__order=1)


def test_is_kept_and_the_next_question_comes_up(as_mentor: Client, row: MockInvitation) -> None:
    response = as_mentor.post(f"{base(row)}sheets/1/", sheet(2, "Asked twice", go="2"))
    assert response.url == f"{base(row)}?question=2"
    assert first(row).scores == dict.fromkeys(RUBRIC, 2)
    assert first(row).notes == "Asked twice"
    page = as_mentor.get(f"{base(row)}?question=1").content.decode()
    assert "Asked twice" in page
    assert page.count(' value="2" ') >= 4


def test_saves_by_itself_as_a_fragment_with_the_new_version(as_mentor: Client, row: MockInvitation) -> None:
    for version in (1, 2):
        response = as_mentor.post(f"{base(row)}sheets/1/", sheet("", f"note {version}", version), headers=HTMX)
        text = response.content.decode()
        assert response.status_code == 200
        assert text.startswith('<div id="saved"')
        assert "Saved" in text
        assert f'value="{version + 1}" id="id_version" hx-swap-oob="true"' in text
    assert (first(row).notes, first(row).scores) == ("note 2", {})


def test_a_row_can_be_taken_back(as_mentor: Client, row: MockInvitation) -> None:
    as_mentor.post(f"{base(row)}sheets/1/", sheet(3))
    as_mentor.post(f"{base(row)}sheets/1/", sheet(3, version=2, limits=""))
    assert "limits" not in first(row).scores


def test_two_tabs_do_not_overwrite_each_other(as_mentor: Client, row: MockInvitation) -> None:
    as_mentor.post(f"{base(row)}sheets/1/", sheet(1, "one"))
    late = as_mentor.post(f"{base(row)}sheets/1/", sheet(3, "two"), headers=HTMX)
    assert late.status_code == 409
    assert "hx-swap-oob" not in late.content.decode()  # saving by itself must not overwrite what nobody has seen
    page = as_mentor.post(f"{base(row)}sheets/1/", sheet(3, "two"))
    assert page.status_code == 409
    text = page.content.decode()
    assert '<pre class="stored">one</pre>' in text
    assert ">\ntwo</textarea>" in text
    assert first(row).notes == "one"
    assert as_mentor.post(f"{base(row)}sheets/1/", sheet(3, "two", version=2)).status_code == 302


@pytest.mark.parametrize(
    "changes", [{"correctness": "4"}, {"clarity": "-1"}, {"limits": "x"}, {"notes": "x" * 10_001}, {"notes": "a\0b"},
                {"version": ""}, {"version": "9" * 40}, {"reasoning": "١x"}],
)  # fmt: skip
def test_bad_input_is_refused_and_what_was_typed_stays(
    as_mentor: Client, row: MockInvitation, changes: dict[str, object]
) -> None:
    for headers in ({}, HTMX):
        response = as_mentor.post(f"{base(row)}sheets/1/", {**sheet(2, "Keep me"), **changes}, headers=headers)
        assert response.status_code == 422
    if "notes" not in changes:
        response = as_mentor.post(f"{base(row)}sheets/1/", {**sheet(2, "Keep me"), **changes})
        assert "Keep me" in response.content.decode()
    assert first(row).notes == ""


@pytest.mark.parametrize("go", ["x", "", "٣", "9" * 300, "/../"])
def test_a_turn_to_nowhere_stays_in_the_interview(as_mentor: Client, row: MockInvitation, go: str) -> None:
    response = as_mentor.post(f"{base(row)}sheets/1/", sheet(2, go=go), follow=True)
    assert response.status_code == 200
    assert response.context["asked"].order == 1


def test_a_question_that_is_not_there(as_mentor: Client, row: MockInvitation) -> None:
    assert as_mentor.post(f"{base(row)}sheets/77/", sheet()).status_code == 404
    assert as_mentor.get(f"{base(row)}sheets/1/").status_code == 405


def test_nothing_of_it_reaches_the_learner(as_mentor: Client, signed_in: Client, row: MockInvitation) -> None:
    as_mentor.post(f"{base(row)}sheets/1/", sheet(3, "SECRET"))
    mock = finish(row)
    for path in (own_page(row), mock.get_absolute_url(), f"/mentoring/mentors/{row.mentorship_id}/", "/notifications/"):
        assert "SECRET" not in signed_in.get(path).content.decode(), path


def test_after_handing_in_the_sheet_is_closed(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    hand_in(row)
    assert as_mentor.post(f"{base(row)}sheets/1/", sheet(3, "late")).status_code == 404
    assert first(row).notes == "CANARY-notes"
