"""Pictures of a project."""

import io
import uuid

import pytest
from django.test import Client
from PIL import Image

from accounts.models import User
from portfolio.actions import pictures
from portfolio.models import Project, ProjectImage
from tests.portfolio.conftest import picture, start, upload


def url(project: Project) -> str:
    return f"/portfolio/projects/{project.pk}/images/"


def test_a_picture_is_encoded_anew_without_hidden_data(signed_in: Client, project: Project) -> None:
    exif = Image.Exif()
    exif[0x010F] = "CANARY"
    assert signed_in.post(url(project), upload(picture((3000, 1000), "JPEG", exif=exif))).status_code == 302
    image = ProjectImage.objects.get()
    response = signed_in.get(f"/portfolio/images/{image.pk}/")
    stored = b"".join(response.streaming_content)
    with Image.open(io.BytesIO(stored)) as opened:
        assert (opened.format, opened.size) == ("WEBP", (1600, 533))
    assert b"CANARY" not in stored
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert f'src="/portfolio/images/{image.pk}/"' in signed_in.get(project.get_absolute_url()).content.decode()


def test_transparency_becomes_white(signed_in: Client, project: Project) -> None:
    signed_in.post(url(project), upload(picture(mode="RGBA")))
    stored = b"".join(signed_in.get(f"/portfolio/images/{ProjectImage.objects.get().pk}/").streaming_content)
    with Image.open(io.BytesIO(stored)) as opened:
        assert opened.convert("RGB").getpixel((10, 10)) == (255, 255, 255)


def test_the_same_form_sent_twice_makes_one(signed_in: Client, project: Project) -> None:
    key = str(uuid.uuid4())
    for _click in range(2):
        signed_in.post(url(project), upload(picture(), form_key=key))
    assert ProjectImage.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<html><script>alert(1)</script>",
     picture((1, 1), "GIF"), picture()[:60], picture((5000, 5000)), picture() + b"x" * 5_300_000, b"%PDF-1.4"],
    ids=["empty", "svg", "html", "gif", "truncated", "bomb", "huge", "pdf"],
)  # fmt: skip
def test_what_is_no_fair_picture_is_refused(signed_in: Client, project: Project, content: bytes) -> None:
    response = signed_in.post(url(project), upload(content, alt="My chart"))
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert 'value="My chart"' in response.content.decode()
    assert not ProjectImage.objects.exists()


def test_words_are_asked_for(signed_in: Client, project: Project) -> None:
    assert signed_in.post(url(project), upload(picture(), alt="")).status_code == 422


def test_there_is_an_end(signed_in: Client, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_FILES", 2)
    other = start(project.owner)
    assert [signed_in.post(url(target), upload(picture())).status_code for target in (project, other, project)] == [
        302,
        302,
        422,
    ]
    monkeypatch.setattr(pictures, "MOST_FILES", 50)
    monkeypatch.setattr(pictures, "MOST_BYTES", 500)
    assert signed_in.post(url(project), upload(picture())).status_code == 422
    assert ProjectImage.objects.count() == 2


def test_moved_and_deleted_with_its_file(signed_in: Client, project: Project, django_capture_on_commit_callbacks) -> None:
    for alt in ("first", "second"):
        signed_in.post(url(project), upload(picture(), alt=alt))
    first, second = ProjectImage.objects.all()
    signed_in.post(f"/portfolio/images/{second.pk}/change/", {"intent": "up"})
    assert list(ProjectImage.objects.values_list("alt", flat=True)) == ["second", "first"]
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(f"/portfolio/images/{first.pk}/change/", {"intent": "delete"})
    assert not first.file.storage.exists(first.file.name)
    assert list(ProjectImage.objects.all()) == [second]


def test_the_words_can_be_changed(signed_in: Client, project: Project) -> None:
    signed_in.post(url(project), upload(picture(), alt="A chrt"))
    change = f"/portfolio/images/{ProjectImage.objects.get().pk}/change/"
    response = signed_in.post(change, {"intent": "words", "alt": "  Recall by hour "}, follow=True)
    assert ProjectImage.objects.get().alt == "Recall by hour"
    assert "The words of the picture were changed." in response.content.decode()
    for bad in ("", "   ", "x" * 301, "a\x00b"):
        response = signed_in.post(change, {"intent": "words", "alt": bad}, follow=True)
        assert "The words stay as they were." in response.content.decode()
        assert ProjectImage.objects.get().alt == "Recall by hour"
    assert 'value="Recall by hour" maxlength="300"' in response.content.decode()


def test_a_stranger_finds_nothing(signed_in: Client, project: Project, stranger: User) -> None:
    signed_in.post(url(project), upload(picture()))
    image = ProjectImage.objects.get()
    signed_in.force_login(stranger)
    assert signed_in.get(f"/portfolio/images/{image.pk}/").status_code == 404
    assert signed_in.post(f"/portfolio/images/{image.pk}/change/", {"intent": "delete"}).status_code == 404
    assert signed_in.post(f"/portfolio/images/{image.pk}/change/", {"intent": "words", "alt": "x"}).status_code == 404
    assert signed_in.get(url(project)).status_code == 404
    assert signed_in.post(url(project), upload(picture())).status_code == 404
    assert signed_in.get(f"/media/{image.file.name}").status_code == 404
    assert ProjectImage.objects.count() == 1
