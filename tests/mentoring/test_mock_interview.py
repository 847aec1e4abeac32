"""The interviewer's page: the question with its key points, the answer once the round is over, both judgements in the end."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews import actions as interviews
from interviews.models import KeyPoint
from mentoring.actions import sharing
from mentoring.models import AccessLog, MockInvitation
from tests.interviews.mocks import write
from tests.mentoring.mocks import ANSWER, base, fill, finish, hand_in, judge, prepared


@pytest.fixture
def row(learner: User, mentor: User) -> MockInvitation:
    return prepared(learner, mentor)


def test_shows_the_question_of_the_learner_with_its_key_points(as_mentor: Client, row: MockInvitation, learner: User) -> None:
    first, second = row.mock.items.select_related("question")
    page = as_mentor.get(base(row))
    assert page.context["asked"].prompt == first.question.prompt
    for point in KeyPoint.objects.filter(question=first.question):
        assert point.text in page.context["asked"].points
    interviews.resume_mock(owner=learner, mock=row.mock, now=timezone.now())
    interviews.go_to(owner=learner, mock=row.mock, order=2, now=timezone.now())
    assert as_mentor.get(base(row)).context["asked"].prompt == second.question.prompt
    behind = as_mentor.get(f"{base(row)}?question=1")
    assert behind.context["asked"].order == 1
    assert "Lea Learner is on question 2." in behind.content.decode()


@pytest.mark.parametrize("wanted", ["0", "99", "x", "-1", "١", "9" * 500, ""])
def test_a_number_that_is_none_shows_a_question_all_the_same(as_mentor: Client, row: MockInvitation, wanted: str) -> None:
    assert as_mentor.get(f"{base(row)}?question={wanted}").context["asked"].order == 1


def test_a_draft_is_not_shown_but_what_was_handed_in_is(as_mentor: Client, row: MockInvitation) -> None:
    draft = write(row.mock, row.mock.items.first(), ANSWER)
    assert ANSWER not in as_mentor.get(base(row)).content.decode()
    draft.delete()
    finish(row)
    assert f"<p>{ANSWER}</p>" in as_mentor.get(f"{base(row)}?question=2").content.decode()


def test_an_answer_that_is_hidden_stays_hidden(as_mentor: Client, row: MockInvitation) -> None:
    mock = finish(row)
    item = mock.items.get(order=1)
    sharing.hide(mentorship=row.mentorship, kind="answers", item=str(item.answer_id), label="x")
    page = as_mentor.get(f"{base(row)}?question=1")
    assert page.status_code == 200
    assert ANSWER not in page.content.decode()
    assert ANSWER in as_mentor.get(f"{base(row)}?question=2").content.decode()


def test_coming_is_noted_for_the_learner_once(as_mentor: Client, signed_in: Client, row: MockInvitation) -> None:
    for _again in range(3):
        as_mentor.get(base(row))
    row.refresh_from_db()
    first = row.joined_at
    assert first
    assert list(AccessLog.objects.values_list("kind", "label")) == [("answers", "Mock round: Technical round one")]
    assert "Mock round: Technical round one" in signed_in.get(f"/mentoring/mentors/{row.mentorship_id}/").content.decode()


def test_the_learners_points_are_hidden_until_the_mentor_has_handed_in(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    judge(row, 3)
    fill(row, 1)
    page = as_mentor.get(base(row)).content.decode()
    assert "side by side" not in page
    assert "100%" not in page
    hand_in(row, 1)
    page = as_mentor.get(base(row)).content.decode()
    assert "Both judgements, side by side" in page
    assert "100%" in page
    assert "<strong>−2</strong>" in page
    assert "CANARY-notes" in page


def test_after_handing_in_the_learners_are_awaited(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    hand_in(row)
    page = as_mentor.get(base(row)).content.decode()
    assert "Your scores are handed in" in page
    assert "has not judged the answers yet" in page


def test_works_in_chinese(as_mentor: Client, mentor: User, row: MockInvitation) -> None:
    User.objects.filter(pk=mentor.pk).update(language="zh-hans")
    assert "私人笔记" in as_mentor.get(base(row)).content.decode()


def test_queries_do_not_grow_with_questions(as_mentor: Client, row: MockInvitation, django_assert_max_num_queries) -> None:
    finish(row)
    as_mentor.get(base(row))
    with django_assert_max_num_queries(10):  # among them: the share, the log, the questions, the sheets, points, the answer
        as_mentor.get(base(row))
