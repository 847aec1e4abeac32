"""The whole guidance that a new installation gets: complete, public, and in both languages."""

from collections import Counter
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db.models import Count, Q

from careerguide.lib.curated import Curated
from careerguide.lib.curation import texts
from interviews.models import KeyPoint, Question, Round, Stage, StageMove, Tip, Topic
from portfolio.models import BrandAction, BrandPillar, ProjectKind, ProjectPrompt
from roles.models import Requirement, Resource, Role, Skill, SkillArea, Trend

pytestmark = pytest.mark.django_db

WHOLE: dict[type[Curated], int] = {
    Role: 13, SkillArea: 10, Skill: 81, Question: 194, Topic: 11, Round: 3, Tip: 16, ProjectKind: 4,
    BrandPillar: 3, BrandAction: 29,
}  # fmt: skip


def gaps(rows: Iterable[object]) -> list[str]:
    """Texts that are missing in a language, or left behind in one."""
    found = []
    for row in rows:
        found += [f"{row!r}: {name} ({language})" for name, language in texts.missing(row)]
        found += [f"{row!r}: {behind} behind" for behind in str(getattr(row, "behind", "")).split()]
    return found


@pytest.mark.parametrize("model", WHOLE, ids=lambda model: model.__name__)
def test_as_many_as_there_should_be(model: type[Curated]) -> None:
    assert model._default_manager.filter(status=Curated.Status.PUBLISHED).count() == WHOLE[model]


def test_trends_and_the_process_are_there() -> None:
    assert Trend.objects.published().count() >= 10
    assert Stage.objects.published().count() >= 8
    assert StageMove.objects.published().count() >= 10


def test_both_languages_are_complete() -> None:
    models = [model for model in apps.get_models() if issubclass(model, Curated)]
    assert len(models) >= 14
    assert gaps(row for model in [*models, KeyPoint, ProjectPrompt] for row in model._default_manager.all()) == []


def test_a_gap_would_be_found(skill: Skill) -> None:
    KeyPoint.objects.filter(pk=KeyPoint.objects.earliest("pk").pk).update(text_zh_hans="")
    Skill.objects.filter(pk=skill.pk).update(name_zh_hans=" ", behind="evidence:en")
    assert len(gaps([*KeyPoint.objects.all(), *Skill.objects.all()])) == 3


def test_every_question_has_key_points_and_skills() -> None:
    bank = Question.objects.published().annotate(
        points=Count("key_points", distinct=True), named=Count("skills", distinct=True)
    )
    assert [question.slug for question in bank.filter(Q(points__lt=3) | Q(named=0) | Q(topic=None) | Q(round=None))] == []


def test_every_skill_has_two_resources_and_a_role_that_asks_for_it() -> None:
    named = Counter(Resource.objects.published().values_list("skills__slug", flat=True))
    assert [skill.slug for skill in Skill.objects.published() if named[skill.slug] < 2] == []
    assert set(Skill.objects.published().values_list("pk", flat=True)) == set(
        Requirement.objects.values_list("skill_id", flat=True)
    )
    assert set(Role.objects.published().values_list("pk", flat=True)) == set(
        Requirement.objects.values_list("role_id", flat=True)
    )


def test_every_kind_of_project_has_prompts_and_every_pillar_actions() -> None:
    assert not ProjectKind.objects.annotate(count=Count("prompts")).filter(count__lt=3).exists()
    used = set(BrandAction.objects.published().values_list("pillar_id", flat=True))
    assert used == set(BrandPillar.objects.values_list("pk", flat=True))
