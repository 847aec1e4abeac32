"""Former states of a text."""

from django.test import Client

from accounts.models import User
from portfolio.models import Project, SectionRevision
from tests.portfolio.conftest import section_of, written


def test_a_former_text_is_taken_back_and_the_present_one_kept(signed_in: Client, project: Project) -> None:
    section = section_of(project)
    base = f"/portfolio/projects/{project.pk}/sections/{section.pk}/"
    signed_in.post(base, written(section, "the first"))
    signed_in.post(base, written(section, "the second", version="2"))
    text = signed_in.get(f"{base}versions/").content.decode()
    assert "the first" in text
    assert "the second" in text
    first = SectionRevision.objects.get(text="the first")
    signed_in.post(f"{base}versions/{first.pk}/")
    section.refresh_from_db()
    assert section.text == "the first"
    assert SectionRevision.objects.filter(text="the second").exists()


def test_a_stranger_finds_nothing(signed_in: Client, project: Project, stranger: User) -> None:
    section = section_of(project)
    base = f"/portfolio/projects/{project.pk}/sections/{section.pk}/"
    signed_in.post(base, written(section, "CANARY"))
    revision = SectionRevision.objects.get()
    signed_in.force_login(stranger)
    assert signed_in.get(f"{base}versions/").status_code == 404
    assert signed_in.post(f"{base}versions/{revision.pk}/").status_code == 404
