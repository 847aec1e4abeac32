"""A job text beside the résumé."""

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import ResumeVersion
from portfolio.resume.jobtext import finder
from roles import actions as roles_actions
from roles.models import GuidanceVersion, Skill
from tests.portfolio import resumes


def named(text: str) -> dict[str, set[str]]:
    """Slugs and the words that named them."""
    slugs = dict(Skill.objects.values_list("pk", "slug"))
    found: dict[str, set[str]] = {}
    for segment in finder().segments(text):
        for pk in segment.skills:
            found.setdefault(slugs[pk], set()).add(segment.text)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "slug", "word"),
    [
        ("We use PyTorch daily.", "dl-framework-training", "PyTorch"),
        ("pytorch, docker", "containers-cloud-infra", "docker"),
        ("Experience with CI/CD is a plus", "ml-pipeline-automation", "CI/CD"),
        ("CI-CD", "ml-pipeline-automation", "CI-CD"),
        ("feature\nengineering", "feature-engineering", "feature\nengineering"),
        ("熟悉模型部署和SQL", "model-serving", "模型部署"),
        ("熟悉模型部署和SQL", "sql-querying", "SQL"),
        ("负责AI测试平台", "ml-testing", "AI测试"),
        ("熟练使用 Python 开发", "python-engineering", "Python 开发"),
        ("RAG pipelines", "rag-agents", "RAG"),
        ("LLMs", "large-language-models", "LLMs"),
    ],
)
def test_finds_names_in_both_languages(text: str, slug: str, word: str) -> None:
    assert word in named(text).get(slug, set())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "a rag doll",
        "pytorchic",
        "MySQLite",
        "gitter",
        "digit",
        "the sequel",
        "Explain plan",
        "scrumptious",
        "sql2",
        "",
        "　",
        "é" * 50,
    ],
)
def test_a_part_of_a_word_is_no_name(text: str) -> None:
    assert named(text) == {}


@pytest.mark.django_db
def test_where_names_overlap_the_longer_one_counts() -> None:
    assert named("large language model")["large-language-models"] == {"large language model"}


@pytest.mark.django_db
def test_the_pieces_make_up_the_text() -> None:
    text = "岗位：PyTorch、SQL，\r\n模型部署 🎉 <b>Docker</b>\n"
    assert "".join(segment.text for segment in finder().segments(text)) == text


@pytest.mark.django_db
def test_a_curator_s_new_name_is_found_at_once(skill: Skill) -> None:
    assert named("Our zorkmid cluster") == {}
    skill.aliases_en = f"{skill.aliases_en}\nzorkmid"
    skill.save()
    GuidanceVersion.renew()
    assert named("Our zorkmid cluster") == {skill.slug: {"zorkmid"}}


TEXT = "Python and PyTorch; 模型部署. <script>alert(1)</script>"


def test_compares_with_levels_and_this_resume(signed_in: Client, learner: User, skill: Skill) -> None:
    version = resumes.imported(learner, {})
    roles_actions.rate_skill(owner=learner, skill=skill, level=3)
    url = f"/portfolio/resume/{version.pk}/job/"
    assert signed_in.post(url, {"posting": TEXT}).url == url
    page = signed_in.get(url)
    text = page.content.decode()
    assert "The text names 3 skills; this résumé shows 0." in text
    assert "<mark>PyTorch</mark>" in text
    assert "<script>alert" not in text
    assert f'value="add:skill-{skill.pk}"' in text
    signed_in.post(f"/portfolio/resume/{version.pk}/arrange/", {"do": f"add:skill-{skill.pk}"})
    assert "this résumé shows 1." in signed_in.get(url).content.decode()
    signed_in.post(f"/portfolio/resume/{version.pk}/arrange/", {"do": "hide:skills"})
    assert "this résumé shows 0." in signed_in.get(url).content.decode()


def test_the_text_can_be_taken_away(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner, {})
    url = f"/portfolio/resume/{version.pk}/job/"
    signed_in.post(url, {"posting": TEXT})
    signed_in.post(url, {"posting": ""})
    assert ResumeVersion.objects.get().posting == ""


@pytest.mark.parametrize("text", ["x" * 20_001, "a\0b"])
def test_bad_input(signed_in: Client, learner: User, text: str) -> None:
    version = resumes.imported(learner, {})
    assert signed_in.post(f"/portfolio/resume/{version.pk}/job/", {"posting": text}).status_code == 422
    assert ResumeVersion.objects.get().posting == ""
