"""The curator's first page."""

import re

from django.test import Client

from roles.models import Skill


def test_it_counts_drafts_and_languages_and_links_to_exactly_those(curating: Client, skill: Skill) -> None:
    Skill.objects.filter(pk=skill.pk).update(status="draft", name_zh_hans="", behind="name:en")
    text = curating.get("/admin/").content.decode()
    for query in ("status__exact=draft", "texts=missing", "texts=behind"):
        found = re.search(rf'href="(/admin/roles/skill/\?{query})"><strong>1</strong>', text)
        assert found, query
        assert [row.slug for row in curating.get(found.group(1)).context["cl"].result_list] == ["model-serving"]


def test_it_costs_the_same_however_much_there_is_to_do(curating: Client, db: None, django_assert_max_num_queries) -> None:
    curating.get("/admin/")
    Skill.objects.update(status="draft", behind="name:en")
    with django_assert_max_num_queries(30):
        curating.get("/admin/")


def test_lists_cost_the_same_however_long(curating: Client, db: None, django_assert_max_num_queries) -> None:
    for path in ("skillarea", "skill", "role", "transition", "trend", "resource"):
        with django_assert_max_num_queries(14):
            assert curating.get(f"/admin/roles/{path}/").status_code == 200
