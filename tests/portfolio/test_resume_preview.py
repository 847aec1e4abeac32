"""The print-ready page, and the live preview beside the workbench."""

import unicodedata

from django.test import Client

from accounts.models import User
from tests.portfolio import resumes

HTMX = {"hx-request": "true", "hx-target": "resume_side"}


def test_the_page_is_the_resume(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner)
    page = signed_in.get(f"/portfolio/resume/{version.pk}/preview/").content.decode()
    assert "<h1><bdi>Zoë Müller</bdi></h1>" in page
    assert 'rel="nofollow noopener"' in page
    assert 'class="weak"' not in page
    assert "resume-paper.css" in page


def test_it_is_in_the_language_of_the_version(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner, language="zh-hans")
    page = signed_in.get(f"/portfolio/resume/{version.pk}/preview/").content.decode()
    assert 'lang="zh-Hans"' in page
    assert "工作经历" in page
    assert "2022年3月 – 至今" in page
    assert "Back to editing" in page  # the page around it stays in the reader's language


def test_what_is_typed_is_shown_and_not_stored(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner)
    url = f"/portfolio/resume/{version.pk}/preview/"
    data = {
        "name": "n",
        "full_name": "Typed Name",
        "email": "broken",
        "skill_detail": "names",
        "paper": "a4",
        "density": "calm",
    }
    side = signed_in.post(url, data, headers=HTMX).content.decode()
    assert "Typed Name" in side
    assert "zoe@example.org" in side  # what is broken stays as it was
    assert "<html" not in side
    version.refresh_from_db()
    assert version.full_name == "Zoë Müller"


def test_pages_and_characters_are_counted_on_the_real_pdf(signed_in: Client, learner: User) -> None:
    document = {
        "basics": {"name": "Lea"},
        "work": [{"name": f"Company {n}", "position": "p", "highlights": ["Saved 10% of the cost"] * 5} for n in range(30)],
    }
    version = resumes.imported(learner, document)
    side = signed_in.post(f"/portfolio/resume/{version.pk}/preview/", {"full_name": "Lea 🎉"}, headers=HTMX).content.decode()
    assert "pages long" in side
    assert "draws empty boxes: 🎉" in side


def test_characters_without_a_font_are_named_with_where_they_stand(signed_in: Client, learner: User) -> None:
    thai, many = "วิศวกร", "".join(map(chr, range(0x1F600, 0x1F620)))
    document = {"work": [{"name": "Firm", "position": thai}, {"name": "Other", "position": "Engineer λ → 工程师"}]}
    version = resumes.imported(learner, document)
    url = f"/portfolio/resume/{version.pk}/preview/"
    side = signed_in.post(url, {"name": "n"}, headers=HTMX).content.decode()
    warning = side[side.index("draws empty boxes") : side.index("</details>", side.index("draws empty boxes"))]
    assert all(letter in warning for letter in thai if unicodedata.category(letter)[0] != "M")
    assert f">{thai} · Firm</a>" in warning
    assert "Other" not in warning
    assert "λ" not in warning
    side = signed_in.post(url, {"name": "n", "headline": many}, headers=HTMX).content.decode()
    assert " …" in side[side.index("draws empty boxes") :]


def test_its_punctuation_is_of_its_language_too(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner)
    User.objects.update(language="zh-hans")
    for address in (f"/portfolio/resume/{version.pk}/preview/", f"/portfolio/resume/{version.pk}/"):
        page = signed_in.get(address).content.decode()
        assert ": LambdaMART, two towers" in page
        assert "：LambdaMART" not in page


def test_scripts_that_have_a_font_are_not_warned_of(signed_in: Client, learner: User) -> None:
    names = ["ليلى حداد", "שרה כהן", "आराधना", "Ελένη", "Анна", "김민준", "さくら", "Nguyễn Thị"]
    version = resumes.imported(learner, {"work": [{"name": name, "position": "Engineer"} for name in names]})
    side = signed_in.post(f"/portfolio/resume/{version.pk}/preview/", {"name": "n"}, headers=HTMX).content.decode()
    assert "draws empty boxes" not in side
