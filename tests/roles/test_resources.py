"""Resources of a skill, and the word of learners about broken ones."""

import re

import pytest
from django.db.models import Count, Q
from django.test import Client

from accounts.models import User
from roles import actions
from roles.models import Resource, ResourceReport, Skill
from tests.conftest import make_user

PAGE = "/skills/dl-framework-training/"
REPORT = "/resources/pytorch-docs/report/"


def test_every_skill_has_two_or_more(db: None) -> None:
    good = Count("resource_links", filter=Q(resource_links__status="published"))
    assert list(Skill.objects.annotate(good=good).filter(good__lt=2).values_list("slug", flat=True)) == []
    assert Resource.objects.filter(language="zh").count() >= 5


def test_addresses_are_plain_and_each_is_there_once(db: None) -> None:
    addresses = list(Resource.objects.values_list("url", flat=True))
    assert len(addresses) == len(set(addresses))
    assert all(re.fullmatch(r"https?://[\w.~/%-]+", address) for address in addresses)


def test_each_says_whether_its_address_was_checked(client: Client, db: None) -> None:
    resource = Resource.objects.get(slug="pytorch-docs")
    resource.checked_on = None
    resource.save()
    checked = [resource.checked_on is not None for resource in client.get(PAGE).context["resources"]]
    text = client.get(PAGE).content.decode()
    assert text.count("address not checked yet") == checked.count(False) == 1
    assert text.count("address checked Nov. 28, 2026") == checked.count(True) > 1


def test_what_helps_to_the_next_level_comes_first(signed_in: Client, learner: User) -> None:
    skill = Skill.objects.get(slug="dl-framework-training")
    levels = [resource.level for resource in signed_in.get(PAGE).context["resources"]]
    assert levels == sorted(levels)
    actions.rate_skill(owner=learner, skill=skill, level=2)
    levels = [resource.level for resource in signed_in.get(PAGE).context["resources"]]
    assert levels[0] == 3
    assert levels.index(2) > max(i for i, level in enumerate(levels) if level >= 3)


def test_a_report_reaches_the_curators_without_a_name(signed_in: Client, learner: User, curating: Client) -> None:
    sent = {"skill": "dl-framework-training", "note": "404 since Monday"}
    for _attempt in range(2):
        assert signed_in.post(REPORT, sent).url == PAGE + "#resources"
    resource = Resource.objects.get(slug="pytorch-docs")
    assert resource.reports.count() == 1
    text = curating.get(f"/admin/roles/resource/{resource.pk}/change/").content.decode()
    assert "404 since Monday" in text
    assert learner.email not in text
    assert learner.name not in text
    assert [row.slug for row in curating.get("/admin/roles/resource/?reported=open").context["cl"].result_list] == [
        "pytorch-docs"
    ]
    curating.post("/admin/roles/resource/", {"action": "mark_checked", "_selected_action": [resource.pk]})
    resource.refresh_from_db()
    assert resource.checked_on
    assert not ResourceReport.objects.filter(handled_at=None).exists()


@pytest.mark.parametrize("changes", [{"note": "x" * 301}, {"note": "a\0b"}])
def test_bad_words_are_refused(signed_in: Client, changes: dict[str, str]) -> None:
    assert signed_in.post(REPORT, {"skill": "dl-framework-training", **changes}).status_code == 400


def test_a_draft_or_nothing_cannot_be_reported(signed_in: Client, db: None) -> None:
    Resource.objects.filter(slug="pytorch-docs").update(status="draft")
    assert signed_in.post(REPORT, {"skill": "dl-framework-training"}).status_code == 404
    assert signed_in.post("/resources/nothing/report/", {"skill": "dl-framework-training"}).status_code == 404


def test_many_reports_are_slowed(client: Client, db: None) -> None:
    client.force_login(make_user("busy@example.org"))
    for resource in Resource.objects.all()[:25]:
        client.post(f"/resources/{resource.slug}/report/", {"skill": "dl-framework-training"})
    assert ResourceReport.objects.count() == 20
