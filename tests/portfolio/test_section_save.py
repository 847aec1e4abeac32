"""Writing: by itself, by the button, in two tabs."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from portfolio import actions
from portfolio.models import Project, ProjectSection, SectionRevision
from tests.portfolio.conftest import section_of, start, written

JSON = {"accept": "application/json"}


def url(section: ProjectSection) -> str:
    return f"/portfolio/projects/{section.project_id}/sections/{section.pk}/"


def test_the_editor_saves_and_is_told_the_new_version(signed_in: Client, project: Project) -> None:
    section = section_of(project)
    response = signed_in.post(url(section), written(section, "# Why\r\n**Night**"), headers=JSON)
    assert response.json() == {"version": 2, "message": "Saved"}
    section.refresh_from_db()
    assert section.text == "# Why\n**Night**"
    assert "<strong>Night</strong>" in section.html


def test_the_button_saves_without_scripts(signed_in: Client, project: Project) -> None:
    section = section_of(project)
    response = signed_in.post(url(section), written(section, "By night"))
    assert response.url == f"/portfolio/projects/{project.pk}/edit/#section-{section.pk}"
    assert "By night" in signed_in.get(response.url).content.decode()


def test_hostile_markdown_is_only_text(signed_in: Client, project: Project) -> None:
    section = section_of(project)
    signed_in.post(url(section), written(section, "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=a>"))
    text = signed_in.get(f"/portfolio/projects/{project.pk}/").content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert 'href="javascript' not in text


@pytest.mark.parametrize("headers", [JSON, {}])
def test_two_tabs_the_later_one_is_told_and_both_texts_are_there(signed_in: Client, project: Project, headers) -> None:
    section = section_of(project)
    first, second = written(section, "from the first tab"), written(section, "from the second tab")
    signed_in.post(url(section), first, headers=JSON)
    response = signed_in.post(url(section), second, headers=headers)
    assert response.status_code == 409
    if headers:
        assert response.json() == {"version": 2, "text": "from the first tab", "message": "Saved"}
    else:
        text = response.content.decode()
        assert "from the first tab" in text
        assert "from the second tab" in text
        assert f'name="s{section.pk}-version" value="2"' in text  # sending it once more replaces the stored text knowingly
    section.refresh_from_db()
    assert section.text == "from the first tab"


def test_a_text_that_is_replaced_knowingly_stays_in_the_history(signed_in: Client, project: Project) -> None:
    section = section_of(project)
    signed_in.post(url(section), written(section, "from the first tab"), headers=JSON)
    signed_in.post(url(section), written(section, "from the second tab", version="2"), headers=JSON)
    assert set(SectionRevision.objects.values_list("text", flat=True)) == {"from the first tab", "from the second tab"}


def test_one_stretch_of_writing_is_one_revision_but_a_lost_half_makes_another(project: Project) -> None:
    section, writer, now = section_of(project), uuid.uuid4(), timezone.now()

    def save(text: str, minutes: int) -> None:
        section.text = text
        moment = now + timedelta(minutes=minutes)
        assert actions.save_section(section=section, fields=["text"], expected=section.version, writer=writer, now=moment)

    for minute in range(9):
        save("word " * (minute + 5), minute)
    assert SectionRevision.objects.count() == 1
    save("oops", 9)
    assert list(SectionRevision.objects.values_list("text", flat=True)) == ["oops", "word " * 13]
    save("oops, and on", 30)
    assert SectionRevision.objects.count() == 3


def test_the_history_has_an_end(project: Project) -> None:
    section, now = section_of(project), timezone.now()
    for number in range(55):
        section.text = f"text {number}"
        moment = now + timedelta(hours=number)
        actions.save_section(section=section, fields=["text"], expected=section.version, writer=None, now=moment)
    kept = list(SectionRevision.objects.values_list("text", flat=True))
    assert len(kept) == 50
    assert kept[0] == "text 54"


def test_the_same_text_from_two_tabs_is_no_conflict(signed_in: Client, project: Project) -> None:
    section = section_of(project)
    first, second = written(section, "the same"), written(section, "the same")
    signed_in.post(url(section), first, headers=JSON)
    response = signed_in.post(url(section), second, headers=JSON)
    assert (response.status_code, response.json()["version"]) == (200, 2)


@pytest.mark.parametrize("text", ["x" * 50_001, "a\0b"])
@pytest.mark.parametrize("headers", [JSON, {}])
def test_bad_input_is_explained_and_nothing_is_stored(signed_in: Client, project: Project, text: str, headers) -> None:
    section = section_of(project)
    response = signed_in.post(url(section), written(section, text), headers=headers)
    assert response.status_code == 422
    assert ("Not saved" in response.json()["message"]) if headers else ("errorlist" in response.content.decode())
    section.refresh_from_db()
    assert section.text == ""


@pytest.mark.parametrize("version", ["", "0", "-1", "abc", "9" * 30])
def test_a_version_that_is_none_saves_nothing(signed_in: Client, project: Project, version: str) -> None:
    section = section_of(project)
    assert signed_in.post(url(section), written(section, "text", version=version), headers=JSON).status_code in {409, 422}
    section.refresh_from_db()
    assert section.text == ""


def test_a_stranger_finds_nothing(client: Client, project: Project, stranger: User) -> None:
    section, own = section_of(project), section_of(start(stranger))
    client.force_login(stranger)
    assert client.post(url(section), written(section, "mine now"), headers=JSON).status_code == 404
    mixed = f"/portfolio/projects/{own.project_id}/sections/{section.pk}/"
    assert client.post(mixed, written(section, "mine now"), headers=JSON).status_code == 404
    section.refresh_from_db()
    assert section.text == ""


def test_a_session_that_ended_redirects_so_that_the_editor_keeps_the_text(client: Client, project: Project) -> None:
    section = section_of(project)
    assert client.post(url(section), written(section, "text"), headers=JSON).status_code == 302


def test_queries(signed_in: Client, project: Project, django_assert_max_num_queries) -> None:
    section = section_of(project)
    sent = written(section, "text")
    signed_in.post(url(section), sent, headers=JSON)
    sent[f"s{section.pk}-version"] = "2"
    with django_assert_max_num_queries(9):  # session, user, section; a transaction of update, revision, project
        assert signed_in.post(url(section), sent, headers=JSON).status_code == 200
