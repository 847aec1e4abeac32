"""Uploaded files go with their rows, by whatever way the rows go, and only once that is certain."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.test import Client
from django.urls import reverse

from accounts.models import OwnedModel, Profile, User
from careerguide.personal_data import kinds
from portfolio.actions import add_picture
from portfolio.models import Project, ProjectImage
from tests.conftest import make_staff
from tests.portfolio.conftest import picture


@pytest.fixture
def files(learner: User) -> list[FieldFile]:
    own = Profile.objects.create(user=learner)
    own.avatar.save("x", ContentFile(picture()))
    project = Project.objects.create(owner=learner, title="Mine")
    image = add_picture(project=project, picture=ContentFile(picture(), "a.webp"), alt="A chart", form_key=uuid.uuid4())
    return [own.avatar, image.file]


def left(files: list[FieldFile]) -> list[str]:
    return [file.name for file in files if default_storage.exists(file.name)]


def test_these_are_all_the_kinds_of_files_there_are() -> None:
    assert [model for model in kinds.kinds() if kinds.files_of(model)] == [ProjectImage]
    assert not issubclass(Profile, OwnedModel)
    assert [each.name for each in kinds.files_of(Profile)] == ["avatar"]


def test_a_user_who_is_deleted_elsewhere_leaves_no_file(learner: User, files, django_capture_on_commit_callbacks) -> None:
    assert len(left(files)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        learner.delete()
    assert left(files) == []


def test_the_admins_deletion_leaves_no_file(learner: User, files, django_capture_on_commit_callbacks) -> None:
    client = Client()
    client.force_login(make_staff("boss@example.org", is_superuser=True))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("admin:accounts_user_delete", args=[learner.pk]), {"post": "yes"}).status_code == 302
    assert left(files) == []


def test_a_deletion_that_is_rolled_back_loses_no_file(learner: User, files, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        learner.delete()
        transaction.set_rollback(True)
    assert len(left(files)) == 2


def test_a_file_that_cannot_be_removed_stops_nothing(
    learner: User, files, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def refuse(_name: str) -> None:
        raise OSError("read-only")

    monkeypatch.setattr(default_storage._wrapped, "delete", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        learner.delete()
    assert not User.objects.filter(email="learner@example.org").exists()
