"""What is worth a look."""

from typing import Any

import pytest

from accounts.models import User
from portfolio.resume.checks import is_unsupported, look
from portfolio.resume.material import assemble
from tests.portfolio import resumes

GOOD = {
    "basics": {"name": "Lea", "label": "Engineer", "email": "lea@example.org", "summary": "Trains and serves models."},
    "work": [{"name": "A", "position": "B", "startDate": "2020-01", "endDate": "2021-01", "highlights": ["Saved 10%"]}],
}


def kinds(owner: User, document: dict[str, Any], language: str = "en", pages: int | None = None) -> dict[str, list[str]]:
    version = resumes.imported(owner, document, language)
    found = look(assemble(owner, version), pages)
    return {finding.kind: [place.text for place in finding.places] for finding in found}


def job(**values: Any) -> dict[str, Any]:
    return GOOD | {"work": [GOOD["work"][0], {"name": "C", "position": "D", **values}]}


def test_a_good_one_has_nothing_to_mend(learner: User) -> None:
    assert kinds(learner, GOOD, pages=2) == {}


@pytest.mark.parametrize(
    "claim",
    [
        "Led the team",
        "Improved the model a lot",
        "优化了模型",
        "负责推荐系统的开发",
        "One of the best engineers",
        "提升了团队的战斗力",
    ],
)
def test_a_claim_without_a_number_or_artefact(claim: str) -> None:
    assert is_unsupported(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "Saved 10%",
        "Halved the cost",
        "Led three people",
        "提升三倍",
        "成本降低两成",
        "带领五人团队",
        "见 https://example.org",
        "doi:x",
    ],
)
def test_a_supported_claim(claim: str) -> None:
    assert not is_unsupported(claim)


def test_the_link_of_a_project_supports_it_the_link_of_an_employer_does_not(learner: User) -> None:
    project = {"name": "P", "highlights": ["Wrote it"], "url": "https://example.org"}
    work = {"name": "W", "position": "x", "highlights": ["Did it"], "url": "https://example.org", "startDate": "2022"}
    assert kinds(learner, GOOD | {"projects": [project], "work": [work]})["claims"] == ["Did it"]


def test_dates(learner: User) -> None:
    assert "dates" in kinds(learner, job())
    assert kinds(learner, job(startDate="2022", endDate="2021"))["backward"] == ["D · C"]
    assert kinds(learner, job(startDate="2021", endDate="2021")).keys() == set()


def test_overlaps_of_more_than_a_month(learner: User) -> None:
    assert "overlaps" in kinds(learner, job(startDate="2020-06", endDate="2022-01"))
    assert "overlaps" in kinds(learner, job(startDate="2019", endDate="2020-04"))
    assert "overlaps" not in kinds(learner, job(startDate="2021-01", endDate="2022-01"))


def test_a_gap_is_nobody_s_business(learner: User) -> None:
    assert kinds(learner, job(startDate="2025-01")) == {}


def test_length_head_and_language(learner: User) -> None:
    assert kinds(learner, GOOD, pages=3).keys() == {"pages"}
    assert kinds(learner, {}).keys() == {"empty", "head"}
    assert kinds(learner, job(startDate="2022", highlights=["x 1 " * 60])).keys() == {"long"}
    assert kinds(learner, GOOD, language="zh-hans")["language"] == ["B · A"]
