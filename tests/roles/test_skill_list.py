"""The checklist."""

import gzip

from django.test import Client

from accounts.models import User
from roles import actions
from roles.models import Role, Skill, SkillArea


def test_shows_every_skill_by_area(client: Client, db: None) -> None:
    text = client.get("/skills/").content.decode()
    assert text.count('class="skill"') == Skill.objects.published().count() == 81
    assert text.count("<section id=") == 10


def test_a_role_narrows_it_and_gaps_narrow_it_further(signed_in: Client, learner: User, role: Role, skill: Skill) -> None:
    asked = role.requirements.count()
    assert signed_in.get("/skills/?role=machine-learning-engineer").content.decode().count('class="skill"') == asked
    actions.rate_skill(owner=learner, skill=skill, level=4)
    text = signed_in.get("/skills/?role=machine-learning-engineer&show=gaps").content.decode()
    assert text.count('class="skill"') == asked - 1


def test_the_primary_target_is_chosen_beforehand(signed_in: Client, learner: User, role: Role) -> None:
    actions.set_targets(owner=learner, roles=[role])
    assert '<option value="machine-learning-engineer" selected>' in signed_in.get("/skills/").content.decode()
    assert '<option value="machine-learning-engineer" selected>' not in signed_in.get("/skills/?role=").content.decode()


def test_htmx_gets_the_checklist_alone(signed_in: Client) -> None:
    text = signed_in.get("/skills/", headers={"hx-request": "true", "hx-target": "checklist"}).content.decode()
    assert text.lstrip().startswith('<div id="checklist"')
    assert "<html" not in text


def test_an_unknown_role_is_ignored(client: Client, db: None) -> None:
    assert client.get("/skills/?role=astronaut&show=gaps").content.decode().count('class="skill"') == 81


def test_queries_do_not_grow_with_skills_and_the_page_is_small(
    signed_in: Client, learner: User, role: Role, django_assert_num_queries
) -> None:
    actions.set_targets(owner=learner, roles=[role])
    for skill in Skill.objects.all():
        actions.rate_skill(owner=learner, skill=skill, level=2)
    signed_in.get("/roles/")  # the guidance is read once per process
    with django_assert_num_queries(4):  # session, user, version of the guidance, the learner's record
        response = signed_in.get("/skills/?role=machine-learning-engineer")
    for page in (response, signed_in.get("/skills/?role=")):
        assert len(gzip.compress(page.content)) < 6_600  # it grew with the links to areas; tokens move it by some bytes


def test_explanations_are_shown_on_wish_and_to_whoever_has_rated_nothing(
    signed_in: Client, learner: User, skill: Skill
) -> None:
    told, ask = skill.description, 'name="explain" value="1"'
    text = signed_in.get("/skills/").content.decode()
    assert told in text
    assert 'type="checkbox" ' + ask not in text  # there is nothing to choose yet
    actions.rate_skill(owner=learner, skill=skill, level=2)
    text = signed_in.get("/skills/").content.decode()
    assert told not in text
    assert f'type="checkbox" {ask}>' in text
    text = signed_in.get("/skills/?explain=1").content.decode()
    assert told in text
    assert f'type="checkbox" {ask} checked>' in text
    assert 'name="next" value="/skills/?explain=1"' in text  # the way back keeps the wish


def test_a_rated_row_keeps_its_explanation_only_where_the_page_has_it(signed_in: Client, skill: Skill) -> None:
    for sent, there in (({"explain": "1"}, True), ({}, False)):
        response = signed_in.post("/skills/model-serving/rate/", {"level": 2, **sent}, headers={"hx-request": "true"})
        assert (skill.description in response.content.decode()) is there


def test_an_old_rating_is_shown_as_stale_and_never_lowered(signed_in: Client, learner: User, skill: Skill) -> None:
    import datetime

    from django.utils import timezone

    actions.rate_skill(owner=learner, skill=skill, level=3, now=timezone.now() - datetime.timedelta(days=366))
    text = signed_in.get("/skills/model-serving/").content.decode()
    assert "rated over a year ago" in text
    assert 'value="3" checked' in text


def test_a_narrow_screen_shows_one_area_the_wanted_or_the_first_with_something_unrated(
    signed_in: Client, learner: User
) -> None:
    def shown(address: str) -> tuple[str, str]:
        response = signed_in.get(address)
        text = response.content.decode()
        here = response.context["here"]
        assert text.count('aria-current="true"') == text.count('class="here"') == 1
        assert f'<section id="{here}" class="here">' in text
        return here, text

    areas = list(SkillArea.objects.published().values_list("slug", flat=True))
    here, text = shown("/skills/")
    assert here == areas[0]
    assert f'<p class="stages"><a class="button quiet" href="?area={areas[1]}">' in text
    for skill in Skill.objects.filter(area__slug=areas[0]):
        actions.rate_skill(owner=learner, skill=skill, level=1)
    assert shown("/skills/")[0] == areas[1]
    assert shown(f"/skills/?area={areas[0]}")[0] == areas[0]
    assert shown("/skills/?area=nonsense")[0] == areas[1]
    here, text = shown(f"/skills/?role=machine-learning-engineer&area={areas[-1]}")
    assert here == areas[-1]
    assert '<p class="stages">' not in text  # it is the last one
    assert f'href="?role=machine-learning-engineer&amp;area={areas[0]}"' in text


def test_without_any_gap_there_is_no_area_to_choose(signed_in: Client, learner: User) -> None:
    for skill in Skill.objects.all():
        actions.rate_skill(owner=learner, skill=skill, level=4)
    text = signed_in.get("/skills/?role=machine-learning-engineer&show=gaps").content.decode()
    assert "No gaps" in text
    assert 'aria-current="true"' not in text
