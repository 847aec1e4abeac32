"""Reading a project."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from portfolio import charts
from portfolio.models import Lesson, Metric, Project, ProjectSkill
from roles.models import Skill
from tests.portfolio.conftest import section_of, start, written


def metric(project: Project, **changes: object) -> Metric:
    values = {"name": "Recall", "before": Decimal("0.61"), "after": Decimal("0.79"), **changes}
    return Metric.objects.create(owner=project.owner, project=project, **values)


def test_shows_texts_numbers_skills_and_lessons(signed_in: Client, project: Project, skill: Skill) -> None:
    section = section_of(project)
    signed_in.post(f"/portfolio/projects/{project.pk}/sections/{section.pk}/", written(section, "By **night**"))
    metric(project, low=Decimal("0.77"), high=Decimal("0.81"), interval_note="95%")
    ProjectSkill.objects.create(owner=project.owner, project=project, skill=skill, level=3)
    Lesson.objects.create(owner=project.owner, project=project, text="Look first")
    text = signed_in.get(project.get_absolute_url()).content.decode()
    assert "By <strong>night</strong>" in text
    assert 'aria-label="Recall: 0.61 before, 0.79 after (0.77–0.81) · better"' in text
    assert escape(skill.name) in text
    assert "Look first" in text
    assert "Baseline" not in text  # an empty section is left out


@pytest.mark.parametrize(
    ("before", "after", "higher", "verdict"),
    [
        ("0.61", "0.79", True, "better"),
        ("0.61", "0.79", False, "worse"),
        ("12", "9", False, "better"),
        ("5", "5", True, "same"),
    ],
)
def test_better_or_worse_depends_on_the_direction(
    project: Project, before: str, after: str, higher: bool, verdict: str
) -> None:
    row = charts.measured(metric(project, before=Decimal(before), after=Decimal(after), higher_is_better=higher))
    assert row.verdict == verdict
    assert f'class="change {verdict}"' in row.picture


def test_one_value_alone_has_no_picture_and_no_verdict(project: Project) -> None:
    row = charts.measured(metric(project, before=None))
    assert (row.before, row.after, row.verdict, row.picture) == ("", "0.79", "", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.790000", "0.79"), ("100.000000", "100"), ("-0.5", "−0.5"), ("0", "0"), ("999999999.999999", "999999999.999999")],
)
def test_a_number_is_as_short_as_it_is_exact(value: str, shown: str) -> None:
    assert charts.number(Decimal(value)) == shown


def test_a_stranger_finds_nothing(client: Client, project: Project, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(project.get_absolute_url()).status_code == 404


def test_ids_that_cannot_be_are_not_found(signed_in: Client) -> None:
    for number in ("0", "9" * 30, "9" * 3000):
        assert signed_in.get(f"/portfolio/projects/{number}/").status_code == 404


def test_queries_do_not_grow(signed_in: Client, project: Project, django_assert_max_num_queries) -> None:
    signed_in.get(project.get_absolute_url())
    source = start(project.owner)
    lesson = Lesson.objects.create(owner=project.owner, project=source, text="x")
    for number in range(5):
        metric(project, name=f"M{number}")
        Lesson.objects.create(owner=project.owner, project=project, text="x", taken_from=lesson if not number else None)
    with django_assert_max_num_queries(11):  # session, user, versions of the guidance, and one for each kind of part
        signed_in.get(project.get_absolute_url())
