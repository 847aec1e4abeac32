"""The questions on the page of a skill: the bank's and one's own, with where one stands."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Question
from roles.models import Skill
from tests.interviews.answers import card
from tests.interviews.conftest import make_private

pytestmark = pytest.mark.django_db
URL = "/skills/model-serving/"


def section(client: Client, url: str = URL) -> str:
    found = re.search(r'<section id="questions">.*?</section>', client.get(url).content.decode(), re.S)
    assert found
    return found[0]


def own(owner: User, skill: Skill, prompt: str) -> Question:
    question = make_private(owner, prompt)
    question.skills.add(skill)
    return question


def test_a_guest_reads_the_first_ones_and_finds_the_others_in_the_bank(client: Client, skill: Skill) -> None:
    asked = Question.objects.published().filter(skills=skill).order_by("order", "pk")
    text = section(client)
    assert re.findall(r'<a href="(/interviews/questions/[^"?]+)">', text) == [row.get_absolute_url() for row in asked[:8]]
    assert "tag" not in text
    first = asked[0]
    assert f"{first.topic} · {first.round} · {first.get_difficulty_display()}" in text
    assert f'href="/interviews/questions/?skill={skill.slug}"' in text


def test_each_says_where_one_stands(signed_in: Client, learner: User, stranger: User, skill: Skill) -> None:
    today = timezone.localdate()
    due, weak, done, new = Question.objects.published().filter(skills=skill).order_by("order", "pk")[:4]
    card(learner, due, due=today)
    card(learner, weak, due=today + timedelta(days=3), grade=1)
    card(learner, done, due=today + timedelta(days=9))
    card(stranger, new, due=today)
    rows = re.findall(r'questions/([^"]+)/">.*?<span class="tag ?[a-z]*">([^<]+)</span></li>', section(signed_in))
    assert dict(rows) | {due.slug: "due", weak.slug: "weak", done.slug: "done", new.slug: "new"} == dict(rows)


def test_own_questions_come_first_and_nobody_else_sees_them(
    signed_in: Client, client: Client, learner: User, stranger: User, skill: Skill
) -> None:
    for number in range(5):
        own(learner, skill, f"CANARY {number}")
    card(learner, own(learner, skill, "CANARY due"), due=timezone.localdate())
    own(stranger, skill, "CANARY of the stranger")
    text = section(signed_in)
    assert re.findall(r"CANARY [a-z0-9]+", text) == ["CANARY due", "CANARY 4", "CANARY 3"]
    assert text.count("<li>") == min(8, 3 + Question.objects.published().filter(skills=skill).count())
    count = 6 + Question.objects.published().filter(skills=skill).count()
    assert f"All {count} questions in the bank" in text
    assert "CANARY" not in section(Client())


def test_a_question_that_changes_its_skills_moves(client: Client, skill: Skill) -> None:
    other = Skill.objects.exclude(pk=skill.pk).filter(status="published")[0]
    question = Question.objects.published().filter(skills=skill).order_by("order", "pk")[0]
    assert question.prompt in section(client)
    question.skills.set([other])
    assert question.prompt not in section(client)


def test_a_skill_without_questions_says_so(client: Client, skill: Skill) -> None:
    for question in Question.objects.published().filter(skills=skill):
        question.skills.remove(skill)
    assert "No question is published yet." in section(client)


def test_queries(signed_in: Client, learner: User, skill: Skill, django_assert_max_num_queries) -> None:
    signed_in.get(URL)
    Question.objects.bulk_create(
        Question(owner=learner, slug=f"own-{number}", status="draft", prompt_en=f"own {number}") for number in range(500)
    )
    links = Question.skills.through
    links.objects.bulk_create(
        links(question_id=pk, skill_id=skill.pk) for pk in Question.objects.owned_by(learner).values_list("pk", flat=True)
    )
    with django_assert_max_num_queries(6):
        assert signed_in.get(URL).status_code == 200
