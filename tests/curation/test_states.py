"""Publishing, retiring, restoring."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import User
from interviews.models import KeyPoint, Question
from roles import actions
from roles.models import Role, Skill, SkillRating
from tests.conftest import make_staff
from tests.curation.helpers import form_of


@pytest.fixture
def question(db: None) -> Question:
    return Question.objects.filter(status="published", owner=None).order_by("pk").first()


def test_retiring_says_what_learners_lose_and_keeps_their_record(
    curating: Client, curator: User, learner: User, skill: Skill
) -> None:
    actions.rate_skill(owner=learner, skill=skill, level=3)
    address = f"/admin/roles/skill/state/retire/?pk={skill.pk}"
    text = curating.get(address).content.decode()
    assert "1 learner has rated it; the rating is kept" in text
    assert "roles no longer ask for it" in text
    assert learner.email not in text
    skill.refresh_from_db()
    assert skill.status == "published"  # asking changes nothing
    assert curating.post(address).status_code == 302
    assert curating.get("/skills/model-serving/").status_code == 404
    assert SkillRating.objects.filter(owner=learner, skill=skill).exists()
    assert LogEntry.objects.get(user=curator).change_message == "Retired."
    assert skill.history.first().history_user == curator

    assert curating.post(f"/admin/roles/skill/state/restore/?pk={skill.pk}").status_code == 302
    assert curating.get("/skills/model-serving/").status_code == 200


def test_what_lacks_a_language_is_named_and_stays_a_draft(curating: Client, role: Role, skill: Skill) -> None:
    other = Skill.objects.exclude(pk=skill.pk).first()
    Skill.objects.filter(pk__in=[skill.pk, other.pk]).update(status="draft")
    Skill.objects.filter(pk=skill.pk).update(evidence_zh_hans="")
    address = f"/admin/roles/skill/state/publish/?pk={skill.pk}&pk={other.pk}"
    text = curating.get(address).content.decode()
    assert "still lacks: what shows level 3 (Chinese)" in text
    curating.post(address)
    assert dict(Skill.objects.filter(pk__in=[skill.pk, other.pk]).values_list("pk", "status")) == {
        skill.pk: "draft",
        other.pk: "published",
    }


def test_the_action_of_the_list_leads_to_the_same_page(curating: Client, skill: Skill) -> None:
    response = curating.post("/admin/roles/skill/", {"action": "retire_chosen", "_selected_action": [skill.pk]})
    assert response.url == f"/admin/roles/skill/state/retire/?pk={skill.pk}"


@pytest.mark.parametrize("query", ["", "pk=", "pk=x", "pk=99999999999999999999", "pk=-1", "pk=0"])
def test_nonsense_changes_nothing(curating: Client, db: None, query: str) -> None:
    assert curating.get(f"/admin/roles/skill/state/retire/?{query}").status_code == 200
    assert curating.post(f"/admin/roles/skill/state/retire/?{query}").status_code == 200
    assert curating.get(f"/admin/roles/skill/state/explode/?{query}").status_code == 404


def test_who_may_only_look_may_not_publish(client: Client, skill: Skill) -> None:
    client.force_login(make_staff("community@example.org", "Community managers"))
    assert client.post(f"/admin/roles/skill/state/retire/?pk={skill.pk}").status_code == 403
    skill.refresh_from_db()
    assert skill.status == "published"


# --- What a published question must have -----------------------------------------------------------------------------------


def test_a_question_without_a_skill_stays_a_draft(curating: Client, question: Question) -> None:
    Question.objects.filter(pk=question.pk).update(status="draft")
    question.skills.clear()
    question.key_points.first().delete()
    KeyPoint.objects.filter(question=question).exclude(pk=question.key_points.first().pk).delete()
    for verb in ("publish", "restore"):
        Question.objects.filter(pk=question.pk).update(status="draft" if verb == "publish" else "retired")
        address = f"/admin/interviews/question/state/{verb}/?pk={question.pk}"
        text = curating.get(address).content.decode()
        assert "names no skill · has fewer than two key points" in text
        curating.post(address)
        question.refresh_from_db()
        assert question.status != "published"


def test_a_public_question_keeps_a_skill_and_two_key_points(curating: Client, question: Question) -> None:
    address = f"/admin/interviews/question/{question.pk}/change/"
    form = form_of(curating, address)
    points = [name for name in form if re.fullmatch(r"key_points-\d+-text_en", name)]
    gone = {name.replace("text_en", "DELETE"): "on" for name in points[1:]}
    for changes, told in (
        ({"skills": []}, "A question that is public names at least one skill."),
        (gone, "A question that is public has at least two key points."),
    ):
        page = curating.post(address, {**form, **changes})
        assert page.status_code == 200
        assert told in page.content.decode()
    assert question.skills.exists()
    assert question.key_points.count() == len(points)
    Question.objects.filter(pk=question.pk).update(status="draft")
    form = form_of(curating, address)  # a draft may wait for both
    assert curating.post(address, {**form, "skills": [], **gone}).status_code == 302


def test_questions_that_name_no_skill_are_work_to_do(curating: Client, question: Question) -> None:
    question.skills.clear()
    text = curating.get("/admin/").content.decode()
    assert '<a href="/admin/interviews/question/?lack=skills"><strong>1</strong> questions that name no skill</a>' in text
    page = curating.get("/admin/interviews/question/?lack=skills")
    assert list(page.context["cl"].result_list) == [question]
