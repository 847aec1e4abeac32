"""Deleting a project, and looking back at one."""

from decimal import Decimal

from django.test import Client

from accounts.models import User
from portfolio import actions
from portfolio.models import Metric, Project, ProjectImage, ProjectSection
from tests.portfolio.conftest import picture, section_of, upload


def url(project: Project) -> str:
    return f"/portfolio/projects/{project.pk}/delete/"


def test_says_what_goes_and_asks_once(signed_in: Client, project: Project, django_capture_on_commit_callbacks) -> None:
    ProjectSection.objects.filter(pk=section_of(project).pk).update(text="Something")
    signed_in.post(f"/portfolio/projects/{project.pk}/images/", upload(picture()))
    image = ProjectImage.objects.get()
    text = signed_in.get(url(project)).content.decode()
    assert "written sections: 1" in text
    assert "pictures: 1" in text
    assert Project.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.post(url(project)).url == "/portfolio/projects/"
    assert not Project.objects.exists()
    assert not image.file.storage.exists(image.file.name)


def test_a_retrospective_outlives_its_project(signed_in: Client, project: Project) -> None:
    Metric.objects.create(owner=project.owner, project=project, name="Recall", before=Decimal("0.6"), after=Decimal("0.8"))
    first = signed_in.post(f"/portfolio/projects/{project.pk}/retrospective/").url
    assert signed_in.post(f"/portfolio/projects/{project.pk}/retrospective/").url == first  # begun already
    retrospective = Project.objects.get(retrospective_of=project)
    assert retrospective.kind.slug == "project-retrospective"
    assert retrospective.title == "Looking back: Night photos"
    assert retrospective.metrics.get().name == "Recall"
    assert project.metrics.count() == 1
    ProjectSection.objects.filter(pk=section_of(project).pk).update(text="As it was", html="<p>As it was</p>")
    assert "As it was" in signed_in.get(first).content.decode()
    assert "Looking back" in signed_in.get(project.get_absolute_url()).content.decode()
    signed_in.post(url(project))
    retrospective.refresh_from_db()
    assert retrospective.retrospective_of is None
    assert signed_in.get(first).status_code == 200


def test_a_finished_retrospective_leaves_room_for_another(project: Project) -> None:
    first = actions.start_retrospective(source=project)
    actions.finish_project(project=first, levels={})
    assert actions.start_retrospective(source=project) != first


def test_a_stranger_finds_nothing(client: Client, project: Project, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(url(project)).status_code == 404
    assert client.post(url(project)).status_code == 404
    assert client.post(f"/portfolio/projects/{project.pk}/retrospective/").status_code == 404
    assert Project.objects.count() == 1
