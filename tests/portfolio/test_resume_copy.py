"""A copy, in the same or in the other language."""

import uuid

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import ResumeEntry, ResumeVersion
from roles import actions as roles_actions
from roles.models import Skill
from tests.portfolio import resumes


@pytest.fixture
def version(learner: User) -> ResumeVersion:
    return resumes.imported(learner)


def copy(client: Client, version: ResumeVersion, language: str, key: str = resumes.KEY) -> ResumeVersion:
    response = client.post(f"/portfolio/resume/{version.pk}/copy/", {"name": "Copy", "language": language, "form_key": key})
    return ResumeVersion.objects.get(pk=int(response.url.split("/")[-2]))


def test_in_the_same_language_the_entries_are_shared(signed_in: Client, version: ResumeVersion) -> None:
    before = ResumeEntry.objects.count()
    made = copy(signed_in, version, "en")
    assert [item.key for item in made.items.all()] == [item.key for item in version.items.all()]
    assert ResumeEntry.objects.count() == before
    assert (made.name, made.headline, made.version) == ("Copy", version.headline, 1)


def test_in_the_other_language_each_text_gets_a_copy(
    signed_in: Client, version: ResumeVersion, learner: User, skill: Skill
) -> None:
    roles_actions.rate_skill(owner=learner, skill=skill, level=3)
    signed_in.post(f"/portfolio/resume/{version.pk}/arrange/", {"do": f"add:skill-{skill.pk}"})
    made = copy(signed_in, version, "zh-hans")
    entries = [item.entry for item in made.items.select_related("entry") if item.entry]
    assert {entry.language for entry in entries} == {"zh-hans"}
    assert made.items.filter(skill=skill).exists()
    families = [item.entry.family for item in version.items.select_related("entry") if item.entry]
    assert [entry.family for entry in entries] == families
    page = signed_in.get(f"/portfolio/resume/{made.pk}/").content.decode()
    assert "These texts are not in Chinese yet." in page


def test_a_text_that_was_translated_before_is_used_again(signed_in: Client, version: ResumeVersion) -> None:
    first = copy(signed_in, version, "zh-hans")
    count = ResumeEntry.objects.count()
    second = copy(signed_in, version, "zh-hans", str(uuid.uuid4()))
    assert second.pk != first.pk
    assert ResumeEntry.objects.count() == count
    assert copy(signed_in, first, "en", str(uuid.uuid4())).items.first().entry_id == version.items.first().entry_id


def test_sent_twice_it_is_one(signed_in: Client, version: ResumeVersion) -> None:
    assert copy(signed_in, version, "en") == copy(signed_in, version, "en")
    assert ResumeVersion.objects.count() == 2


def test_bad_input(signed_in: Client, version: ResumeVersion) -> None:
    response = signed_in.post(f"/portfolio/resume/{version.pk}/copy/", {"name": "", "language": "fr", "form_key": "x"})
    assert response.status_code == 422
    assert ResumeVersion.objects.count() == 1
