"""The question bank as files: complete, in both languages, loaded without trampling what curators changed."""

import re
import shutil
from pathlib import Path

import pytest

from careerguide.lib.content import ContentError, Outcome
from interviews.content import load
from interviews.models import KeyPoint, Question, Round, Topic
from roles.models import GuidanceVersion
from tests.conftest import CONTENT
from tests.interviews.conftest import make_private

pytestmark = pytest.mark.django_db


def reload(folder: Path = CONTENT, *, overwrite: bool = False) -> Outcome:
    outcome = Outcome()
    load(folder, outcome, overwrite=overwrite)
    return outcome


def test_all_of_it_is_there() -> None:
    bank = Question.objects.published().prefetch_related("skills", "key_points")
    assert len(bank) == 194
    assert Topic.objects.published().count() == 11
    assert list(Round.objects.published().values_list("slug", flat=True)) == ["technical-1", "technical-2", "hr"]
    for question in bank:
        assert question.skills.all(), question.slug
        assert len(question.key_points.all()) >= 3, question.slug


def test_no_text_speaks_of_a_source_that_readers_do_not_know() -> None:
    for question in Question.objects.published().prefetch_related("key_points"):
        texts = [question.prompt_en, question.prompt_zh_hans]
        texts += [text for point in question.key_points.all() for text in (point.text_en, point.text_zh_hans)]
        assert not re.search(r"\bthe article\b|这篇文章|原文|本文", "\n".join(texts), re.I), question.slug


def test_rounds_draw_from_topics_that_have_enough_questions() -> None:
    for round_ in Round.objects.published():
        for part in round_.composition:
            if not part.get("own"):
                found = Question.objects.published().filter(round=round_, topic__slug__in=part["topics"]).count()
                assert found >= 3 * part["count"], (round_.slug, part)


def test_loading_again_changes_nothing() -> None:
    before = GuidanceVersion.objects.get().token
    outcome = reload()
    assert (outcome.added, outcome.changed, outcome.kept) == ([], [], [])
    assert GuidanceVersion.objects.get().token == before


def test_what_a_curator_changed_is_kept_unless_told_otherwise() -> None:
    prompt, point, skills, more = Question.objects.published().order_by("order")[:4]
    Question.objects.filter(pk=prompt.pk).update(prompt_en="Edited")
    KeyPoint.objects.filter(pk=point.key_points.all()[0].pk).update(text_zh_hans="改过")
    skills.skills.clear()
    more.key_points.create(order=9, text_en="One more", text_zh_hans="再加一条")
    labels = [f"question {question.slug}" for question in (prompt, point, skills, more)]
    assert reload().kept == labels
    assert reload(overwrite=True).changed == labels
    assert not more.key_points.filter(text_en="One more").exists()
    assert skills.skills.exists()


def test_key_points_are_rewritten_in_place(question: Question, tmp_path: Path) -> None:
    keys = list(question.key_points.values_list("pk", flat=True))
    shutil.copytree(CONTENT, tmp_path / "content")
    path = tmp_path / "content" / "interviews" / "questions" / "algorithm-basics.yaml"
    text = path.read_text(encoding="utf-8").replace("Adversarial or skewed keys degrade", "Hostile or skewed keys degrade")
    path.write_text(text, encoding="utf-8")
    assert reload(tmp_path / "content").changed == ["question algo-hash-table"]
    assert list(question.key_points.values_list("pk", flat=True)) == keys


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("skills: [algorithms-data-structures]", "skills: [no-such-skill]", "there is no skill “no-such-skill”"),
        ("round: technical-1", "round: technical-9", "there is no round “technical-9”"),
        ("difficulty: 1", "difficulty: 7", "difficulty"),
        ("difficulty: 1", "difficulty: one", "“difficulty” is missing, empty, or not a int"),
        ("    - 容量按倍数增长，n 次追加的总拷贝量与 n 成正比，因此均摊为 O(1)\n", "", "different length"),
        ("skills: [algorithms-data-structures]", "skills: [sql-querying, sql-querying]", "list of different slugs"),
    ],
)
def test_a_broken_file_names_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    path = tmp_path / "content" / "interviews" / "questions" / "algorithm-basics.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=problem) as caught:
        reload(tmp_path / "content")
    assert re.search(r"algorithm-basics\.yaml:\d+: ", str(caught.value))


def test_loading_never_touches_private_questions(learner) -> None:
    private = make_private(learner, "CANARY")
    reload(overwrite=True)
    private.refresh_from_db()
    assert private.prompt_en == "CANARY"
    assert private.owner == learner
