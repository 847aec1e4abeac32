"""The files."""

import json
import os
import shutil
import subprocess
import uuid

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Metric, Project, ResumeVersion
from portfolio.resume.queries import frozen_copy
from roles import actions as roles_actions
from roles.models import Evidence, Skill
from tests.portfolio import resumes
from tests.portfolio.resume_schema import problems

CHINESE = {
    "basics": {"name": "林小雨", "label": "机器学习工程师", "summary": "五年推荐系统。", "email": "lin@example.org"},
    "work": [
        {"name": "某电商公司", "position": "算法工程师", "startDate": "2022-03", "highlights": ["p99 由 120 ms 降到 38 ms"]},
    ],
    "education": [{"institution": "某某大学", "studyType": "硕士", "area": "计算机", "startDate": "2016", "endDate": "2019"}],
}  # fmt: skip


def get(client: Client, version: ResumeVersion, form: str):
    return client.get(f"/portfolio/resume/{version.pk}.{form}")


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("pdf", "application/pdf"), ("md", "text/markdown; charset=utf-8"), ("txt", "text/plain; charset=utf-8"),
        ("json", "application/json"), ("html", "text/html; charset=utf-8"),
    ],
)  # fmt: skip
def test_is_an_attachment_with_a_speaking_name(signed_in: Client, learner: User, form: str, kind: str) -> None:
    version = resumes.imported(learner, CHINESE, language="zh-hans")
    response = get(signed_in, version, form)
    assert response.headers["Content-Type"] == kind
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''%E6%9E%97%E5%B0%8F%E9%9B%A8%20-%20")
    assert disposition.endswith(f".{form}")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_an_unknown_form_is_not_there(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner)
    for form in ("exe", "docx", "PDF", "x" * 500):
        assert get(signed_in, version, form).status_code == 404


@pytest.mark.parametrize("name", ["", "\u202e../../etc/passwd", 'a"b\\c:d*e?f<g>h|i', "x" * 120, "👩🏽‍💻", "..."])
def test_the_name_of_a_file_is_one_that_can_be_stored(signed_in: Client, learner: User, name: str) -> None:
    version = resumes.imported(learner, {"basics": {"name": name}})
    disposition = get(signed_in, version, "txt").headers["Content-Disposition"]
    assert "/" not in disposition
    assert "%E2%80%AE" not in disposition
    assert len(disposition) < 700
    assert disposition.rstrip('"').endswith(".txt")


def extracted(pdf: bytes) -> str:
    program = shutil.which("pdftotext")
    if not program:
        assert not os.environ.get("CI"), "poppler-utils must be installed in CI"
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    return subprocess.run([program, "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def test_the_pdf_can_be_read_by_programs_in_both_languages(signed_in: Client, learner: User) -> None:
    latin = extracted(get(signed_in, resumes.imported(learner), "pdf").content)
    for text in ("Zoë Müller", "Machine-learning engineer", "Cut p99 latency from 120 ms to 38 ms.", "Mar 2022 – present"):
        assert text in latin
    chinese = extracted(get(signed_in, resumes.imported(learner, CHINESE, language="zh-hans"), "pdf").content)
    for text in ("林小雨", "工作经历", "算法工程师", "至今", "硕士"):
        assert text in chinese


def test_the_pdf_carries_its_fonts(signed_in: Client, learner: User) -> None:
    pdf = get(signed_in, resumes.imported(learner, CHINESE, language="zh-hans"), "pdf").content
    assert b"NotoSansSC" in pdf
    assert len(pdf) < 400_000


def test_markup_in_a_text_stays_text(signed_in: Client, learner: User) -> None:
    hostile = '#import "x" $x^2$ *b* _i_ `c` [l](javascript:alert(1)) <b>'
    version = resumes.imported(learner, {"basics": {"name": "N"}, "work": [{"name": hostile, "highlights": [hostile]}]})
    assert '#import "x" $x^2$ *b*' in extracted(get(signed_in, version, "pdf").content)
    markdown = get(signed_in, version, "md").content.decode()
    assert "[l](" not in markdown
    assert r"\*b\*" in markdown
    assert hostile in get(signed_in, version, "txt").content.decode()
    page = get(signed_in, version, "html").content.decode()
    assert "<b>" not in page
    assert "<script" not in page
    assert "<style>" in page


def test_the_json_is_valid_and_holds_skills_and_projects(signed_in: Client, learner: User, skill: Skill) -> None:
    roles_actions.rate_skill(owner=learner, skill=skill, level=3)
    roles_actions.add_evidence(
        owner=learner, skill=skill, level=3, title="Ranking service", link="https://example.org/s", form_key=resumes.KEY
    )
    project = Project.objects.create(owner=learner, title="Defects", summary="Few labels", code_link="https://example.org/d")
    Metric.objects.create(owner=learner, project=project, name="mAP", before="0.61", after="0.78")
    version = resumes.imported(learner, {"basics": {"name": "Lea"}, "skills": [{"name": "Own words"}]})
    ResumeVersion.objects.filter(pk=version.pk).update(skill_detail="shown")
    for key in (f"skill-{skill.pk}", f"project-{project.pk}"):
        signed_in.post(f"/portfolio/resume/{version.pk}/arrange/", {"do": f"add:{key}"})
    document = json.loads(get(signed_in, version, "json").content)
    assert problems(document) == []
    assert document["skills"] == [
        {"name": "Own words"},
        {"name": skill.name, "level": "independent", "evidence": "Ranking service", "url": "https://example.org/s"},
    ]
    assert document["projects"][0]["name"] == "Defects"
    assert any("0.61" in line and "0.78" in line for line in document["projects"][0]["highlights"])


def test_evidence_that_was_taken_back_is_not_printed(signed_in: Client, learner: User, skill: Skill) -> None:
    roles_actions.rate_skill(owner=learner, skill=skill, level=3)
    for level, title, key in ((4, "Taken back", uuid.uuid4()), (3, "Still there", uuid.uuid4())):
        roles_actions.add_evidence(owner=learner, skill=skill, level=level, title=title, link="", form_key=key)
    roles_actions.withdraw_evidence(evidence=Evidence.objects.get(title="Taken back"))
    version = resumes.imported(learner, {"basics": {"name": "Lea"}})
    ResumeVersion.objects.filter(pk=version.pk).update(skill_detail="shown")
    signed_in.post(f"/portfolio/resume/{version.pk}/arrange/", {"do": f"add:skill-{skill.pk}"})
    assert json.loads(get(signed_in, version, "json").content)["skills"][0]["evidence"] == "Still there"
    strategy = signed_in.get("/portfolio/brand/strategy/").content.decode()
    assert "Still there" in strategy
    assert "Taken back" not in strategy


def test_skills_are_named_in_the_language_of_the_version(signed_in: Client, learner: User, skill: Skill) -> None:
    roles_actions.rate_skill(owner=learner, skill=skill, level=3)
    version = resumes.imported(learner, {}, language="zh-hans")
    signed_in.post(f"/portfolio/resume/{version.pk}/arrange/", {"do": f"add:skill-{skill.pk}"})
    assert skill.name_zh_hans in get(signed_in, version, "txt").content.decode()
    assert "技能" in get(signed_in, version, "md").content.decode()


def test_two_hundred_projects(signed_in: Client, learner: User) -> None:
    entries = [{"name": f"Project {n}", "description": "d", "highlights": ["Saved 10%"] * 3} for n in range(200)]
    version = resumes.imported(learner, {"projects": entries})
    assert "Project 199" in extracted(get(signed_in, version, "pdf").content)
    assert len(json.loads(get(signed_in, version, "json").content)["projects"]) == 200


def test_a_frozen_copy_stays_as_it_was(learner: User, stranger: User) -> None:
    version = resumes.imported(learner)
    copy = frozen_copy(learner, version.pk)
    assert copy is not None
    assert frozen_copy(stranger, version.pk) is None
    ResumeVersion.objects.all().delete()
    assert "Cut p99 latency" in copy["text"]
    assert copy["json"]["basics"]["name"] == "Zoë Müller"
    assert json.loads(json.dumps(copy)) == copy
