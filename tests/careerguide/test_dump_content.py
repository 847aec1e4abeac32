"""Curators' work as files: byte-stable, minimal, and the inverse of loading."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import User
from careerguide.content import dump_all, load_all
from careerguide.lib.content import Outcome
from interviews.models import KeyPoint, Question, Round, StageMove, Topic
from portfolio.models import BrandAction
from roles.models import Requirement, Role, Skill
from tests.conftest import CONTENT
from tests.interviews.conftest import make_private


@pytest.fixture
def copy(tmp_path: Path, db: None) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def command(name: str, **options: object) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


def test_loading_and_dumping_is_the_identity_byte_for_byte(copy: Path) -> None:
    assert command("dump_content", folder=copy) == "0 files changed\n"
    for path in CONTENT.rglob("*.*"):
        assert (copy / path.relative_to(CONTENT)).read_bytes() == path.read_bytes(), path


def test_into_an_empty_folder_it_writes_what_loads_as_the_same(tmp_path: Path, db: None) -> None:
    command("dump_content", folder=tmp_path)
    first = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert len(first) >= 10 + 13 + 13 + 3
    outcome = Outcome()
    load_all(tmp_path, outcome, overwrite=False)
    assert (outcome.added, outcome.kept) == ([], [])
    # The place of a move follows from the order of files; without files to go by, moves are filed by where they start.
    assert [name for name in outcome.changed if not name.startswith("transition ")] == []
    assert command("dump_content", folder=tmp_path) == "0 files changed\n"
    assert first.items() <= {path: path.read_bytes() for path in tmp_path.rglob("*.*")}.items()


def test_a_changed_sentence_changes_one_record_of_one_file(copy: Path, skill: Skill) -> None:
    skill.name_en = "Serving: models, “safely”"
    skill.save()
    assert command("dump_content", folder=copy, dry_run=True).startswith("would write skills/mlops-systems.yaml\n1 file")
    path = copy / "skills" / "mlops-systems.yaml"
    before = path.read_text(encoding="utf-8")
    command("dump_content", folder=copy)
    after = path.read_text(encoding="utf-8")
    chunks, others = before.split("\n- slug"), after.split("\n- slug")
    assert sum(old != new for old, new in zip(chunks, others, strict=True)) == 1
    outcome = Outcome()
    load_all(copy, outcome, overwrite=False)
    assert outcome.kept == []
    skill.refresh_from_db()
    assert skill.name_en == "Serving: models, “safely”"


def test_retired_is_written_and_drafts_are_not(copy: Path, skill: Skill) -> None:
    skill.status = "retired"
    skill.credit = "Li Lei"
    skill.save()
    Role.objects.filter(slug="cto").update(status="draft")
    command("dump_content", folder=copy)
    text = (copy / "skills" / "mlops-systems.yaml").read_text(encoding="utf-8")
    assert text.count("status: retired") == text.count("credit: Li Lei") == 1
    Skill.objects.filter(pk=skill.pk).update(status="published", credit="")
    load_all(copy, Outcome(), overwrite=True)
    skill.refresh_from_db()
    assert (skill.status, skill.credit) == ("retired", "Li Lei")


def test_a_changed_requirement_is_one_cell(copy: Path, role: Role, skill: Skill) -> None:
    Requirement.objects.filter(role=role, skill=skill).update(level=4)
    before = (copy / "requirements.csv").read_text(encoding="utf-8").splitlines()
    command("dump_content", folder=copy)
    after = (copy / "requirements.csv").read_text(encoding="utf-8").splitlines()
    assert [old.split(",")[0] for old, new in zip(before, after, strict=True) if old != new] == ["model-serving"]


def test_texts_that_yaml_could_misread_come_back(copy: Path, skill: Skill) -> None:
    for text in ("yes", "null", "- a", "a: b # c", "2024-01-01", "'x'", "“引号”：是的", "x" * 300, "a\nb", "{a}", "1e3"):
        skill.description_en = skill.description_zh_hans = text
        skill.save()
        command("dump_content", folder=copy)
        Skill.objects.filter(pk=skill.pk).update(description_en="?", description_zh_hans="?")
        load_all(copy, Outcome(), overwrite=True)
        skill.refresh_from_db()
        assert (skill.description_en, skill.description_zh_hans) == (text, text)


def test_a_dry_run_of_loading_tells_and_writes_nothing(copy: Path, skill: Skill) -> None:
    path = copy / "skills" / "mlops-systems.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("order: 9", "order: 99"), encoding="utf-8")
    told = command("load_content", folder=copy, dry_run=True)
    assert "changed skillarea mlops-systems" in told
    assert "Nothing was written. 0 added, 1 changed" in told
    skill.area.refresh_from_db()
    assert skill.area.order == 9


def test_the_files_of_the_project_are_all_spoken_for(db: None) -> None:
    written = {path.relative_to(CONTENT) for path in dump_all(CONTENT)}
    there = {path.relative_to(CONTENT) for path in CONTENT.rglob("*.*")}
    assert there == written


def test_a_changed_key_point_a_move_and_an_action_leave_their_neighbours_alone(copy: Path) -> None:
    point = KeyPoint.objects.filter(question__topic__slug="coding").earliest("pk")
    point.text_en = "Say it first: “why”"
    point.save()
    BrandAction.objects.filter(slug="pinned-project").update(hours="2.5")
    StageMove.objects.filter(pk=StageMove.objects.filter(is_main=True).earliest("pk").pk).update(is_main=False)
    paths = [copy / name for name in ("interviews/questions/coding.yaml", "portfolio/brand.yaml", "interviews/process.yaml")]
    before = [path.read_text(encoding="utf-8") for path in paths]
    assert command("dump_content", folder=copy).endswith("3 files changed\n")
    after = [path.read_text(encoding="utf-8") for path in paths]
    for old, new in zip(before, after, strict=True):
        chunks, others = (re.split(r"^(?= *- (?:slug|from):)", text, flags=re.M) for text in (old, new))
        assert sum(one != other for one, other in zip(chunks, others, strict=True)) == 1
    outcome = Outcome()
    load_all(copy, outcome, overwrite=False)
    assert outcome.kept == []
    assert command("dump_content", folder=copy) == "0 files changed\n"


def test_private_questions_never_reach_a_file(copy: Path, learner: User) -> None:
    make_private(learner)
    assert command("dump_content", folder=copy) == "0 files changed\n"


def test_what_was_retired_before_it_was_complete_is_not_written(copy: Path) -> None:
    """Loading would refuse it, and nobody but curators has ever seen it."""
    topic, round_ = Topic.objects.first(), Round.objects.first()
    given = {"topic": topic, "round": round_, "prompt_en": "Half?", "prompt_zh_hans": "半？", "status": "retired"}
    Question.objects.create(slug="without-anything", **given)
    alone = Question.objects.create(slug="without-a-skill", **given)
    for number in range(2):
        KeyPoint.objects.create(question=alone, text_en=f"{number}", text_zh_hans=f"{number}", order=number)
    Skill.objects.create(slug="one-language", area=Skill.objects.first().area, name_en="Half", status="retired")
    assert command("dump_content", folder=copy) == "0 files changed\n"
    load_all(copy, Outcome(), overwrite=False)
