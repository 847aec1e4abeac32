"""Reading a project."""

import uuid
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from portfolio import charts, parts
from portfolio.models import Lesson, Metric, Project, ProjectSkill
from roles.actions import withdraw_evidence
from roles.models import Evidence, Skill
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


def test_the_one_query_gives_every_part_whole_and_of_this_project_alone(
    learner: User, project: Project, skill: Skill, stranger: User
) -> None:
    low, high = Decimal("-0.000001"), Decimal("999999999.999999")
    later = metric(project, name="Later", low=low, high=high, before=None, unit="%", higher_is_better=False, order=2)
    first = metric(project, name="First", order=1)
    source, other = start(learner), start(stranger)
    learnt = Lesson.objects.create(owner=learner, project=source, text="Look first", repeat_next_time=True)
    Lesson.objects.create(owner=learner, project=project, text="Looked", taken_from=learnt)
    Lesson.objects.create(owner=learner, project=project, text="Alone", repeat_next_time=True, order=1)
    proof = Evidence.objects.create(owner=learner, skill=skill, level=3, title="Shown", form_key=uuid.uuid4())
    shown = ProjectSkill.objects.create(owner=learner, project=project, skill=skill, level=3, evidence=proof)
    for elsewhere in (source, other):
        metric(elsewhere)
    Project.objects.filter(pk=project.pk).update(retrospective_of=source)
    project.refresh_from_db()
    back = Project.objects.create(owner=learner, title="Back", retrospective_of=project)
    found = parts.of(project)
    names = ("pk", "name", "before", "after", "low", "high", "unit", "higher_is_better")
    assert [[getattr(row, name) for name in names] for row in found.metrics] == [
        [getattr(row, name) for name in names] for row in (first, later)
    ]
    assert found.skills == [parts.Skill(skill.pk, 3, in_evidence=True)]
    assert found.lessons == [
        parts.Learned("Looked", repeat_next_time=False, source=source.pk, source_title=source.title),
        parts.Learned("Alone", repeat_next_time=True, source=None, source_title=""),
    ]
    assert found.related == [
        parts.Related(source.pk, source.title, looks_back=False),
        parts.Related(back.pk, "Back", looks_back=True),
    ]
    ProjectSkill.objects.filter(pk=shown.pk).update(level=2)  # what was shown is no longer what the evidence says
    assert not parts.of(project).skills[0].in_evidence
    ProjectSkill.objects.filter(pk=shown.pk).update(level=3)
    withdraw_evidence(evidence=proof)
    assert not parts.of(project).skills[0].in_evidence


def test_queries_do_not_grow(signed_in: Client, project: Project, django_assert_max_num_queries) -> None:
    signed_in.get(project.get_absolute_url())
    source = start(project.owner)
    lesson = Lesson.objects.create(owner=project.owner, project=source, text="x")
    for number in range(5):
        metric(project, name=f"M{number}")
        Lesson.objects.create(owner=project.owner, project=project, text="x", taken_from=lesson if not number else None)
    with django_assert_max_num_queries(6):  # session, user, version of the guidance, project, sections, all other parts
        signed_in.get(project.get_absolute_url())
