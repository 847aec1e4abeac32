"""The kinds of projects as files."""

import shutil
from pathlib import Path

import pytest

from careerguide.lib.content import ContentError, Outcome
from portfolio.content import load
from portfolio.models import ProjectKind
from tests.conftest import CONTENT


@pytest.fixture
def copy(tmp_path: Path, db: None) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def replace(folder: Path, old: str, new: str) -> None:
    path = folder / "portfolio" / "projects.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_four_kinds_with_seven_prompts_each_in_both_languages(db: None) -> None:
    kinds = list(ProjectKind.objects.prefetch_related("prompts", "skills"))
    assert [kind.slug for kind in kinds] == ["model-tuning", "feature-engineering", "model-deployment", "project-retrospective"]
    for kind in kinds:
        prompts = list(kind.prompts.all())
        assert [prompt.section for prompt in prompts] == [
            "problem", "baseline", "method", "metrics", "ablation", "result", "lessons"
        ]  # fmt: skip
        assert kind.skills.count() >= 5
        for prompt in prompts:
            for name in ("title", "prompt", "hint"):
                assert getattr(prompt, f"{name}_en")
                assert any("\u4e00" <= sign <= "\u9fff" for sign in getattr(prompt, f"{name}_zh_hans"))


def test_loading_again_changes_nothing_and_keeps_what_a_curator_edited(copy: Path) -> None:
    outcome = Outcome()
    load(copy, outcome, overwrite=False)
    assert (outcome.added, outcome.changed, outcome.kept) == ([], [], [])
    prompt = ProjectKind.objects.get(slug="model-tuning").prompts.first()
    prompt.prompt_en = "Which slice limps?"
    prompt.save()
    replace(copy, "Which data or slice fails", "What data or slice fails")
    load(copy, outcome, overwrite=False)
    assert outcome.kept == ["projectkind model-tuning"]


def test_prompts_can_change_places(copy: Path) -> None:
    replace(copy, "section: problem", "section: held")
    replace(copy, "section: baseline", "section: problem")
    replace(copy, "section: held", "section: baseline")
    load(copy, Outcome(), overwrite=False)
    sections = list(ProjectKind.objects.get(slug="model-tuning").prompts.values_list("section", flat=True))
    assert sections[:2] == ["baseline", "problem"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("section: baseline", "section: problem", "two prompts name the same section"),
        ("skills: [hyper", "skills: [hyperer", "there is no skill"),
        ("slug: model-tuning", "slag: model-tuning", "“slug” is missing"),
    ],
)
def test_a_broken_file_says_where(copy: Path, old: str, new: str, problem: str) -> None:
    replace(copy, old, new)
    with pytest.raises(ContentError, match=r"projects\.yaml:") as raised:
        load(copy, Outcome(), overwrite=False)
    assert problem in str(raised.value)
