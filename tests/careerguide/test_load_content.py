"""The starter content: complete, loaded once, kept when edited, refused when broken."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from careerguide.lib.content import _digest
from roles.models import Requirement, Role, Skill, SkillArea, Transition, Trend
from tests.conftest import CONTENT


@pytest.fixture
def copy(tmp_path: Path, db: None) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def load(folder: Path, **options: object) -> str:
    out = StringIO()
    call_command("load_content", folder=folder, stdout=out, **options)
    return out.getvalue()


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_all_of_it_is_there(db: None) -> None:
    assert (Role.objects.count(), SkillArea.objects.count(), Skill.objects.count()) == (13, 10, 81)
    assert Requirement.objects.count() == 893
    assert Transition.objects.filter(from_role__slug="data-scientist", to_role__slug="machine-learning-engineer").exists()
    assert Transition.objects.count() >= 50


def test_a_second_time_changes_nothing(copy: Path) -> None:
    assert load(copy).startswith("0 added, 0 changed, 0 kept as edited")


def test_a_changed_file_changes_its_row(copy: Path) -> None:
    path = copy / "roles" / "cto.yaml"
    replace(path, "order: 6", "order: 66")
    assert load(copy).startswith("0 added, 1 changed, 0 kept")
    assert Role.objects.get(slug="cto").order == 66


def test_what_a_curator_edited_is_kept_and_named_unless_overwritten(copy: Path) -> None:
    Role.objects.filter(slug="cto").update(title_en="Chief technologist")
    replace(copy / "roles" / "cto.yaml", "order: 6", "order: 66")
    assert "kept role cto" in load(copy)
    assert Role.objects.get(slug="cto").title_en == "Chief technologist"
    load(copy, overwrite=True)
    assert Role.objects.get(slug="cto").title_en != "Chief technologist"


def test_a_requirement_that_a_curator_changed_is_kept(copy: Path) -> None:
    cell = Requirement.objects.get(role__slug="cto", skill__slug="technical-strategy")
    Requirement.objects.filter(pk=cell.pk).update(level=1)
    assert "kept requirement cto technical-strategy" in load(copy)
    cell.refresh_from_db()
    assert cell.level == 1


def test_what_left_the_files_is_named_and_left_to_the_curators(copy: Path) -> None:
    path = copy / "trends.yaml"
    trends = path.read_text(encoding="utf-8")
    start = trends.index("- slug: cn-genai-tester-2025\n")
    path.write_text(trends[:start] + trends[trends.index("- slug: ", start + 1) :], encoding="utf-8")
    told = load(copy)
    assert "not in the files any more: trend cn-genai-tester-2025; it is still public" in told
    assert told.count("not in the files") == 1
    assert Trend.objects.get(slug="cn-genai-tester-2025").status == "published"
    Trend.objects.filter(slug="cn-genai-tester-2025").update(status="retired")
    assert "not in the files" not in load(copy)
    Trend.objects.filter(slug="cn-genai-tester-2025").update(status="published", loaded_digest="")  # a curator's own
    assert "not in the files" not in load(copy)


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("roles/cto.yaml", "order: 6", "order: [6", "cto.yaml"),
        ("roles/cto.yaml", "slug: cto", "slug: CTO of all!", "slug"),
        ("roles/cto.yaml", "slug: cto", "slag: cto", "“slug” is missing"),
        ("roles/cto.yaml", "summary:", "resume:", "“summary” is missing"),
        ("portfolio/brand.yaml", '"Podcasts, trade press"', "Podcasts, trade press", "is a comma not quoted?"),
        ("portfolio/brand.yaml", "hours: 30", "hours: lots", "“hours” is not a number"),
        ("portfolio/brand.yaml", "cadence: weekly", "cadence: hourly", "cadence"),
        ("requirements.csv", "skill,", "skill,astronaut,", "requirements.csv"),
        ("requirements.csv", "model-serving,2", "model-serving,7", "not a level from 0 to 4"),
        ("requirements.csv", "model-serving,", "model-surfing,", "there is no skill “model-surfing”"),
    ],
)
def test_a_broken_file_changes_nothing_and_says_where(copy: Path, file: str, old: str, new: str, problem: str) -> None:
    replace(copy / "skills" / "mlops-systems.yaml", "order: 9", "order: 99")
    replace(copy / file, old, new)
    with pytest.raises(CommandError) as raised:
        load(copy)
    assert problem in str(raised.value)
    assert Path(file).name + ":" in str(raised.value)
    assert SkillArea.objects.get(slug="mlops-systems").order == 9


def test_a_field_that_the_model_gained_since_is_filled_and_is_no_edit(copy: Path) -> None:
    skill = Skill.objects.get(slug="model-serving")
    names = ("name", "description", "level_1", "level_2", "level_3", "level_4", "evidence")
    before = {f"{name}_{language}": getattr(skill, f"{name}_{language}") for name in names for language in ("en", "zh_hans")}
    former = _digest({"order": skill.order, **before}, {"area": skill.area.slug})
    Skill.objects.filter(pk=skill.pk).update(aliases_en=None, aliases_zh_hans=None, loaded_digest=former)
    assert load(copy).startswith("0 added, 1 changed, 0 kept as edited")
    skill.refresh_from_db()
    assert "vllm" in skill.aliases_en.split("\n")
    assert "模型部署" in skill.aliases_zh_hans.split("\n")
