"""Reading about roles: list, one role, compare, move, match."""

import gzip

import pytest
from django.test import Client

from accounts.models import User
from roles import actions
from roles.models import Role, Skill


def rate_everything(owner: User, level: int) -> None:
    for skill in Skill.objects.all():
        actions.rate_skill(owner=owner, skill=skill, level=level)


def test_the_list_shows_all_roles_and_ones_own_readiness(signed_in: Client, learner: User) -> None:
    text = signed_in.get("/roles/").content.decode()
    assert text.count("card link") == 13
    assert "% ready" not in text
    rate_everything(learner, 4)
    assert signed_in.get("/roles/").content.decode().count("100% ready") == 13


def test_a_role_shows_what_it_asks_and_where_people_come_from(client: Client, role: Role) -> None:
    text = client.get("/roles/machine-learning-engineer/").content.decode()
    assert text.count("<tr><th scope") >= role.requirements.count()
    first, rest = text.split('<details class="more">')
    assert first.split("What it asks")[1].count('<tr><th scope="row"') == 12
    assert f"All {role.requirements.count()} skills" in rest
    assert "/roles/machine-learning-engineer/from/data-scientist/" in text
    assert 'class="need"' in text
    assert 'class="have"' not in text


def test_a_draft_is_not_shown(client: Client, role: Role) -> None:
    role.status = "draft"
    role.save()
    assert client.get("/roles/machine-learning-engineer/").status_code == 404
    assert client.get("/roles/").content.decode().count("card link") == 12


def test_compare_starts_with_the_best_known_pair(client: Client, db: None) -> None:
    text = client.get("/roles/compare/").content.decode()
    assert '<option value="data-scientist" selected>' in text
    assert '<option value="machine-learning-engineer" selected>' in text


@pytest.mark.parametrize("query", ["a=cto&b=cto", "a=x&b=y", "a=cto", "b=data-scientist"])
def test_compare_always_shows_two_different_roles(client: Client, db: None, query: str) -> None:
    response = client.get(f"/roles/compare/?{query}")
    assert response.context["first"] != response.context["second"]


def test_a_move_sorts_every_required_skill_once(client: Client, role: Role) -> None:
    plan = client.get("/roles/machine-learning-engineer/from/data-scientist/").context["plan"]
    slugs = [row.slug for part in (plan.keep, plan.raise_, plan.new) for row in part]
    assert len(slugs) == len(set(slugs)) == role.requirements.count()
    assert all(row.level >= row.required for row in plan.keep)
    assert all(row.level == 0 for row in plan.new)


def test_a_move_to_itself_does_not_exist(client: Client, db: None) -> None:
    assert client.get("/roles/cto/from/cto/").status_code == 404


def test_match_ranks_by_readiness_and_says_what_it_is_not(signed_in: Client, learner: User, skill: Skill) -> None:
    assert signed_in.get("/roles/match/").context["ranking"] is None
    actions.rate_skill(owner=learner, skill=skill, level=4)
    response = signed_in.get("/roles/match/")
    readiness = [match.fit.readiness for match in response.context["ranking"].matches]
    assert readiness == sorted(readiness, reverse=True)
    assert len(response.context["deciding"]) == 3
    assert "not a probability of being hired" in response.content.decode()


# Queries of a warm process, and kilobytes as sent (gzip), rounded up from what was measured.
COST = {
    "/": (6, 4),  # one of them only when the picture of the progress is not yet drawn
    "/roles/": (4, 3),
    "/roles/machine-learning-engineer/": (4, 7.4),  # with its trends
    "/roles/compare/": (4, 5.2),
    "/roles/match/": (4, 3),
    "/roles/machine-learning-engineer/from/data-scientist/": (4, 5),
    "/skills/": (4, 6.5),  # names and slugs of the skills alone take 1.8, the page around them 2.2, the ways to its areas 0.2
    "/skills/model-serving/": (6, 4.7),  # with resources, trends and eight questions
}


@pytest.mark.parametrize("path", COST)
def test_pages_cost_a_few_queries_and_kilobytes_however_much_is_rated(
    signed_in: Client, learner: User, role: Role, path: str, django_assert_max_num_queries
) -> None:
    queries, kilobytes = COST[path]
    actions.set_targets(owner=learner, roles=[role])
    rate_everything(learner, 2)
    signed_in.get(path)  # what everybody shares is read once per process
    with django_assert_max_num_queries(queries):
        response = signed_in.get(path)
    assert response.status_code == 200
    assert len(gzip.compress(response.content)) <= kilobytes * 1000
