"""Profile and settings."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import Profile, User

FORM = {"name": "Lea", "language": "en", "time_zone": "Europe/Berlin", "headline": "Engineer", "years": "3"}


def picture(size: tuple[int, int] = (400, 300), fmt: str = "PNG", **save: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, fmt, **save)
    return out.getvalue()


def upload(content: bytes, name: str = "me.png") -> dict[str, object]:
    return {**FORM, "avatar": SimpleUploadedFile(name, content)}


def test_saves_and_shows_it_again(signed_in: Client, learner: User) -> None:
    assert signed_in.post("/profile/", FORM).status_code == 302
    learner.refresh_from_db()
    assert (learner.name, learner.time_zone) == ("Lea", "Europe/Berlin")
    assert 'value="Engineer"' in signed_in.get("/profile/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"time_zone": "Mars/Olympus"}, {"language": "tlh"}, {"years": "-1"}, {"years": "9" * 30}, {"name": "x" * 1_000_000},
     {"name": "a\0b"}, {"website": "javascript:alert(1)"}, {"background": "king"}],
)  # fmt: skip
def test_bad_input_is_explained_and_the_rest_is_kept(signed_in: Client, learner: User, changes: dict[str, str]) -> None:
    response = signed_in.post("/profile/", {**FORM, **changes})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert 'value="Engineer"' in response.content.decode()
    learner.refresh_from_db()
    assert learner.time_zone == "UTC"


def test_hostile_extra_fields_are_ignored(signed_in: Client, learner: User) -> None:
    hostile = {"is_staff": "1", "is_superuser": "1", "email": "evil@example.org", "id": "1", "user": "1", "password": "x"}
    signed_in.post("/profile/", {**FORM, **hostile})
    learner.refresh_from_db()
    assert not learner.is_staff
    assert not learner.is_superuser
    assert learner.email == "learner@example.org"


def test_a_picture_is_encoded_anew_without_hidden_data(signed_in: Client, learner: User) -> None:
    exif = Image.Exif()
    exif[0x010F] = "CANARY"
    signed_in.post("/profile/", upload(picture(fmt="JPEG", exif=exif), "me.jpg"))
    stored = b"".join(signed_in.get("/profile/avatar/").streaming_content)
    with Image.open(io.BytesIO(stored)) as image:
        assert (image.format, image.size) == ("WEBP", (320, 320))
        assert not image.getexif()
    assert b"CANARY" not in stored
    assert signed_in.get("/profile/").content.decode().count('src="/profile/avatar/"') == 1


def test_a_picture_taken_sideways_is_turned_upright(signed_in: Client) -> None:
    sideways, exif = Image.new("RGB", (300, 400), "red"), Image.Exif()
    sideways.paste("blue", (0, 0, 300, 200))
    exif[0x0112] = 6  # the camera was turned: the top of the stored picture is the right of the real one
    out = io.BytesIO()
    sideways.save(out, "JPEG", exif=exif)
    signed_in.post("/profile/", upload(out.getvalue(), "me.jpg"))
    with Image.open(io.BytesIO(b"".join(signed_in.get("/profile/avatar/").streaming_content))) as image:
        left, right = image.convert("RGB").getpixel((20, 160)), image.convert("RGB").getpixel((300, 160))
    assert left[0] > 200 > left[2]
    assert right[2] > 200 > right[0]


def test_a_100_mb_picture_is_refused_with_a_reason_and_what_was_typed_is_kept(signed_in: Client, learner: User) -> None:
    response = signed_in.post("/profile/", upload(picture() + b"\0" * 100_000_000))
    assert response.status_code == 422
    text = response.content.decode()
    assert "larger than 5 MB" in text
    assert 'value="Engineer"' in text
    assert not Profile.objects.filter(user=learner).exclude(avatar="").exists()


def test_a_picture_can_be_removed(signed_in: Client, learner: User, django_capture_on_commit_callbacks) -> None:
    signed_in.post("/profile/", upload(picture()))
    former = Profile.objects.get(user=learner).avatar
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.post("/profile/", {**FORM, "remove_avatar": "on"}).status_code == 302
        assert former.storage.exists(former.name)  # until the change is committed
    assert not former.storage.exists(former.name)
    assert signed_in.get("/profile/avatar/").status_code == 404


def animation() -> bytes:
    frames = [Image.new("RGB", (40, 40), color) for color in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


GIF = picture((1, 1), "GIF")


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<html><script>alert(1)</script>", GIF,
     picture()[:60], picture((5000, 5000)), picture() + b"x" * 5_300_000, b"%PDF-1.4",
     animation()],
    ids=["empty", "svg", "html", "gif", "truncated", "bomb", "huge", "pdf", "animated"],
)  # fmt: skip
def test_what_is_no_fair_picture_is_refused(signed_in: Client, learner: User, content: bytes) -> None:
    response = signed_in.post("/profile/", upload(content))
    assert response.status_code == 422
    assert not Profile.objects.filter(user=learner).exclude(avatar="").exists()


def test_nobody_sees_another_persons_picture(signed_in: Client, stranger: User) -> None:
    signed_in.post("/profile/", upload(picture()))
    signed_in.force_login(stranger)
    assert signed_in.get("/profile/avatar/").status_code == 404
    assert signed_in.get("/media/avatars/").status_code == 404
