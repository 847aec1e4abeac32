"""Publishing, retiring, restoring."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import User
from roles import actions
from roles.models import Role, Skill, SkillRating
from tests.conftest import make_staff


def test_retiring_says_what_learners_lose_and_keeps_their_record(
    curating: Client, curator: User, learner: User, skill: Skill
) -> None:
    actions.rate_skill(owner=learner, skill=skill, level=3)
    address = f"/admin/roles/skill/state/retire/?pk={skill.pk}"
    text = curating.get(address).content.decode()
    assert "1 learner has rated it; the rating is kept" in text
    assert "roles no longer ask for it" in text
    assert learner.email not in text
    skill.refresh_from_db()
    assert skill.status == "published"  # asking changes nothing
    assert curating.post(address).status_code == 302
    assert curating.get("/skills/model-serving/").status_code == 404
    assert SkillRating.objects.filter(owner=learner, skill=skill).exists()
    assert LogEntry.objects.get(user=curator).change_message == "Retired."
    assert skill.history.first().history_user == curator

    assert curating.post(f"/admin/roles/skill/state/restore/?pk={skill.pk}").status_code == 302
    assert curating.get("/skills/model-serving/").status_code == 200


def test_what_lacks_a_language_is_named_and_stays_a_draft(curating: Client, role: Role, skill: Skill) -> None:
    other = Skill.objects.exclude(pk=skill.pk).first()
    Skill.objects.filter(pk__in=[skill.pk, other.pk]).update(status="draft")
    Skill.objects.filter(pk=skill.pk).update(evidence_zh_hans="")
    address = f"/admin/roles/skill/state/publish/?pk={skill.pk}&pk={other.pk}"
    text = curating.get(address).content.decode()
    assert "still lacks: what shows level 3 (Chinese)" in text
    curating.post(address)
    assert dict(Skill.objects.filter(pk__in=[skill.pk, other.pk]).values_list("pk", "status")) == {
        skill.pk: "draft",
        other.pk: "published",
    }


def test_the_action_of_the_list_leads_to_the_same_page(curating: Client, skill: Skill) -> None:
    response = curating.post("/admin/roles/skill/", {"action": "retire_chosen", "_selected_action": [skill.pk]})
    assert response.url == f"/admin/roles/skill/state/retire/?pk={skill.pk}"


@pytest.mark.parametrize("query", ["", "pk=", "pk=x", "pk=99999999999999999999", "pk=-1", "pk=0"])
def test_nonsense_changes_nothing(curating: Client, db: None, query: str) -> None:
    assert curating.get(f"/admin/roles/skill/state/retire/?{query}").status_code == 200
    assert curating.post(f"/admin/roles/skill/state/retire/?{query}").status_code == 200
    assert curating.get(f"/admin/roles/skill/state/explode/?{query}").status_code == 404


def test_who_may_only_look_may_not_publish(client: Client, skill: Skill) -> None:
    client.force_login(make_staff("community@example.org", "Community managers"))
    assert client.post(f"/admin/roles/skill/state/retire/?pk={skill.pk}").status_code == 403
    skill.refresh_from_db()
    assert skill.status == "published"
