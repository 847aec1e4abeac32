"""Taking over an archive: all that is one's own, nothing that others vouch for, once, and never half."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Profile, User
from careerguide.lib.markdown import render
from careerguide.personal_data import archive as archives
from careerguide.personal_data import exporting, importing, kinds, rules, waiting
from interviews.models import Answer, Application, KeyPoint, MockScore, Question, ReviewLog, StageEvent
from portfolio.models import BrandPlan, ProjectImage, ProjectSection, PublicItem, PublicPage, ResumeItem
from roles.models import ConfirmedLevel, Skill, SkillRating, TargetRole
from tests.careerguide.archives import Document, exported, opened, repacked, spoilt, take_over
from tests.careerguide.realistic import project_of
from tests.conftest import make_user


def counts() -> dict[Any, int]:
    return {model: model._base_manager.count() for model in apps.get_models()}


# --- There and back ------------------------------------------------------------------------------------------------------


def comparable(document: Document) -> Document:
    """A document without its numbers: what refers to a row says where that row stands in its own list."""
    places: dict[str, dict[Any, str]] = {}
    for label, rows in document["rows"].items():
        places[label] = {row["id"]: f"{label} {place}" for place, row in enumerate(rows)}
    named = {row["id"]: row["slug"] for row in document["guidance"]["skills"]}
    ticks = {row["id"]: row["text_en"] for row in document["guidance"]["key_points"]} | places.get("interviews.keypoint", {})
    found: Document = {}
    for label, rows in document["rows"].items():
        model = apps.get_model(label)
        if model in rules.LEFT_BEHIND:
            continue
        found[label] = []
        for row in rows:
            if row.get("scorer") == "interviewer":
                continue
            said = {name: value for name, value in row.items() if name not in {"id", "file", "html", "size"}}
            for each in (*kinds.fields_of(model), *kinds.plain_many(model)):
                if each.is_relation and each.name in said:
                    known = places.get(each.related_model._meta.label_lower, {})
                    value = said[each.name]
                    several = [known.get(one, one) for one in value] if isinstance(value, list) else None
                    said[each.name] = sorted(map(str, several)) if several is not None else known.get(value, value)
            if model is Question:
                del said["slug"]
            if model is PublicPage:
                del said["published_at"], said["slug"], said["slug_key"]
            if model is Answer:
                said["ticked"] = [ticks.get(key, "lost") for key in said["ticked"]]
            if model is PublicItem:
                kind = kinds.label(rules.SHOWN_KINDS.get(said["section"], apps.get_model("portfolio.resumeentry")))
                shown = said["item_id"]
                said["item_id"] = named[shown] if said["section"] == "skills" else places[kind][shown]
            found[label].append(said)
    person = {name: document["person"][name] for name in (*exporting.SETTINGS, "welcomed_at")}
    return {"person": person, "profile": {**document["profile"], "avatar": "avatar" in document["profile"]}, "rows": found}


def test_export_import_export_is_the_same_but_for_numbers(packed: bytes, learner: User) -> None:
    other = make_user("other@example.org", name="", language="")
    report = take_over(other, packed)
    again = opened(exported(other))[0]
    before, after = comparable(opened(packed)[0]), comparable(again)
    assert set(before["rows"]) == {kinds.label(model) for model in rules.imported()}  # one of everything was there
    for label in before["rows"]:
        assert after["rows"].get(label) == before["rows"][label], label
    assert (after["person"], after["profile"]) == (before["person"], before["profile"])
    assert {entry.what for entry in report.skipped} == {"Confirmed levels", "Notifications", "Scores that an interviewer gave"}


def test_what_others_vouch_for_stays_behind(packed: bytes, stranger: User) -> None:
    take_over(stranger, packed)
    assert not ConfirmedLevel.objects.filter(owner=stranger).exists()
    assert set(MockScore.objects.filter(owner=stranger).values_list("scorer", flat=True)) == {"learner"}


def test_html_is_made_from_the_text_and_never_taken(packed: bytes, stranger: User) -> None:
    def spoil(document: Document) -> None:
        for label in ("interviews.answer", "portfolio.projectsection"):
            for row in document["rows"][label]:
                row["html"] = "<script>alert(1)</script>"

    take_over(stranger, spoilt(packed, spoil))
    rows = [*Answer.objects.owned_by(stranger), *ProjectSection.objects.owned_by(stranger)]
    assert rows
    assert [row for row in rows if row.html != render(row.text)] == []


def test_references_lead_to_the_rows_of_the_importer(packed: bytes, learner: User, stranger: User) -> None:
    take_over(stranger, packed)
    own = Question.objects.get(owner=stranger)
    assert (own.slug != Question.objects.get(owner=learner).slug, own.status, own.skills.count()) == (True, "draft", 2)
    answer = Answer.objects.owned_by(stranger).get(question=own)
    assert answer.ticked == [KeyPoint.objects.filter(question=own)[0].pk]
    assert ReviewLog.objects.owned_by(stranger).get().answer.owner_id == stranger.pk
    assert {item.project.owner_id for item in ResumeItem.objects.owned_by(stranger).filter(project__isnull=False)} == {
        stranger.pk
    }
    assert PublicItem.objects.get(owner=stranger, section="projects").item_id == project_of(stranger).pk
    assert PublicItem.objects.get(owner=stranger, section="skills").item_id in Skill.objects.values_list("pk", flat=True)
    assert StageEvent.objects.get(owner=stranger, kind="correction").replaces.owner_id == stranger.pk


def test_the_public_page_comes_unpublished_and_at_a_free_address(packed: bytes, learner: User, stranger: User) -> None:
    take_over(stranger, packed)
    page = PublicPage.objects.get(owner=stranger)
    assert (page.published_at, page.slug, page.slug_key) == (None, "lea-li-2", "lea-li-2")


def test_twice_is_once(packed: bytes, learner: User, stranger: User) -> None:
    assert take_over(learner, packed).is_empty  # whoever exported it has it all
    assert not take_over(stranger, packed).is_empty
    before = counts()
    report = take_over(stranger, packed)
    assert report.is_empty
    assert counts() == before


def test_what_is_here_already_stays_as_it_is(packed: bytes, stranger: User) -> None:
    skill = Skill.objects.all()[0]
    SkillRating.objects.create(owner=stranger, skill=skill, level=1, rated_at=timezone.now())
    TargetRole.objects.create(owner=stranger, role_id=TargetRole.objects.exclude(is_primary=True)[0].role_id, is_primary=True)
    BrandPlan.objects.create(owner=stranger)  # an empty one, made by looking at the page
    take_over(stranger, packed)
    assert SkillRating.objects.get(owner=stranger, skill=skill).level == 1
    assert TargetRole.objects.filter(owner=stranger, is_primary=True).count() == 1
    assert BrandPlan.objects.get(owner=stranger).positioning == "The one for night photos"
    stranger.refresh_from_db()
    assert stranger.name == "Sam Stranger"


def test_guidance_that_is_missing_here_is_named(packed: bytes, stranger: User) -> None:
    def spoil(document: Document) -> None:
        document["rows"]["roles.evidence"][0]["skill"] = "quantum-knitting"

    report = take_over(stranger, spoilt(packed, spoil))
    assert [entry.names for entry in report.skipped if entry.what == "Evidence"] == [["quantum-knitting"]]


@pytest.mark.parametrize("kind", ["a draft", "another person's"])
def test_questions_that_one_may_not_see_cannot_be_reached_by_their_name(packed: bytes, stranger: User, kind: str) -> None:
    hidden = Question.objects.get(owner__isnull=False)
    if kind == "a draft":
        hidden = Question.objects.filter(owner=None)[3]
        Question.objects.filter(pk=hidden.pk).update(status="draft")

    def spoil(document: Document) -> None:
        document["rows"]["interviews.answer"][0]["question"] = hidden.slug

    take_over(stranger, spoilt(packed, spoil))
    assert not Answer.objects.owned_by(stranger).filter(question=hidden).exists()


@pytest.mark.parametrize(
    ("label", "changes"),
    [
        ("interviews.application", {"company": ""}),
        ("interviews.application", {"link": "javascript:alert(1)"}),
        ("interviews.application", {"notes": "x" * 10_001}),
        ("interviews.application", {"company_outcome": "hired!"}),
        ("interviews.application", {"company": "nul\0"}),
        ("interviews.answer", {"touched_at": "9999-12-31T23:59:59Z"}),
        ("interviews.answer", {"touched_at": "2026-01-01T00:00:00"}),
        ("interviews.answer", {"text": "x" * 50_001}),
        ("interviews.reviewcard", {"stability": 1e300}),
        ("interviews.reviewcard", {"state": 9}),
        ("interviews.reviewlog", {"previous": {"owner_id": 1}}),
        ("portfolio.resumeentry", {"kind": "nonsense"}),
        ("portfolio.resumeentry", {"extra": [1]}),
        ("portfolio.brandplan", {"hours_a_week": "sNaN"}),
        ("portfolio.project", {"version": 2**31 - 1}),
        ("roles.skillrating", {"level": 7}),
        ("roles.evidence", {"form_key": [1]}),
    ],
)
def test_a_row_that_could_not_have_been_written_here_is_skipped(
    packed: bytes, stranger: User, label: str, changes: Document
) -> None:
    report = take_over(stranger, spoilt(packed, lambda document: document["rows"][label][0].update(changes)))
    model = apps.get_model(label)
    total = len(opened(packed)[0]["rows"][label])
    assert kinds.rows_of(stranger, model).count() < total
    assert any("could not have been written" in entry.why for entry in report.skipped)


def test_an_application_whose_events_break_the_process_is_skipped_whole(packed: bytes, stranger: User) -> None:
    def spoil(document: Document) -> None:
        document["rows"]["interviews.stageevent"][0]["happened_on"] = "2026-12-24"

    take_over(stranger, spoilt(packed, spoil))
    assert Application.objects.owned_by(stranger).count() == 1
    assert set(StageEvent.objects.filter(owner=stranger).values_list("application__post", flat=True)) == {"ML engineer II"}


def test_pictures_are_encoded_anew_and_keep_to_the_quota(packed: bytes, stranger: User, monkeypatch) -> None:
    document, files = opened(packed)
    name = next(name for name in files if "projectimage" in name)
    report = take_over(stranger, repacked(document, files | {name: b"<svg onload=alert(1)>"}))
    assert not ProjectImage.objects.owned_by(stranger).exists()
    assert [entry.names for entry in report.skipped if entry.what == "Pictures of projects"] == [["A chart"]]
    take_over(stranger, packed)
    image = ProjectImage.objects.owned_by(stranger).get()
    assert default_storage.open(image.file.name).read() != files[name]
    assert (image.width, image.height) == (300, 200)
    other = make_user("third@example.org")
    monkeypatch.setattr(importing, "MOST_FILES", 0)
    take_over(other, packed)
    assert not ProjectImage.objects.owned_by(other).exists()


def test_an_import_that_fails_leaves_nothing(packed: bytes, stranger: User, monkeypatch) -> None:
    before, files = counts(), {folder: default_storage.listdir(folder)[1] for folder in ("avatars", "projects")}

    def fails(*_args: object, **_kwargs: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(importing._Importer, "_fill_in", fails)
    with pytest.raises(OSError, match="power cut"):
        take_over(stranger, packed)
    assert counts() == before
    assert {folder: default_storage.listdir(folder)[1] for folder in files} == files


# --- The pages -----------------------------------------------------------------------------------------------------------


def send(client: Client, content: bytes):
    return client.post(reverse("own_data_import"), {"archive": SimpleUploadedFile("careerguide.zip", content)})


def test_first_look_then_confirm(packed: bytes, client: Client, stranger: User) -> None:
    client.force_login(stranger)
    before = counts()
    response = send(client, packed)
    text = response.content.decode()
    assert (response.status_code, counts()) == (200, before)
    for words in (
        "This would be added",
        "Applications: 2",
        "Your answers: 3",
        "Confirmed levels (1)",
        "Scores that an interviewer gave",
    ):
        assert words in text, words
    digest = response.context["digest"]
    done = client.post(reverse("own_data_import_confirm"), {"digest": digest}, follow=True)
    assert "Your archive was taken over." in done.content.decode()
    assert Application.objects.owned_by(stranger).count() == 2
    assert waiting.fetch(stranger, digest) is None
    # What has been confirmed does not wait any more, and looking at it again finds nothing new.
    again = client.post(reverse("own_data_import_confirm"), {"digest": digest}, follow=True)
    assert "no longer waits" in again.content.decode()
    assert "Nothing to add" in send(client, packed).content.decode()


def test_the_preview_promises_what_the_confirmation_does(packed: bytes, stranger: User) -> None:
    shown = importing.preview(stranger, io.BytesIO(packed), len(packed), now=timezone.now())
    done = take_over(stranger, packed)
    assert (shown.added, shown.known, shown.details) == (done.added, done.known, done.details)
    assert [(each.what, each.count) for each in shown.skipped] == [(each.what, each.count) for each in done.skipped]


def test_another_persons_archive_cannot_be_confirmed(packed: bytes, client: Client, learner: User, stranger: User) -> None:
    digest = waiting.keep(learner, io.BytesIO(packed))
    client.force_login(stranger)
    for asked in (digest, "../" + digest, "", "0" * 64):
        client.post(reverse("own_data_import_confirm"), {"digest": asked})
    assert not Application.objects.owned_by(stranger).exists()
    assert waiting.fetch(learner, digest) is not None


def test_what_waits_goes_after_a_day_and_with_the_account(packed: bytes, learner: User, stranger: User, monkeypatch) -> None:
    first = waiting.keep(stranger, io.BytesIO(packed))
    second = waiting.keep(stranger, io.BytesIO(packed + b" "))
    assert (waiting.fetch(stranger, first), waiting.fetch(stranger, second) is None) == (None, False)
    monkeypatch.setattr(waiting, "KEPT_FOR", -waiting.KEPT_FOR)
    waiting.keep(learner, io.BytesIO(packed))
    assert waiting.fetch(stranger, second) is None


def bomb() -> bytes:
    return repacked(b" " * (archives.MAX_TEXT + 1))


def repacked_without_data() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("../../data.json", "{}")
    return out.getvalue()


BAD: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no zip": lambda: b"hello" * 100,
    "no data": repacked_without_data,
    "bomb": bomb,
    "bzip2": lambda: repacked({"format": "careerguide", "version": 1, "rows": {}}, method=zipfile.ZIP_BZIP2),
    "not json": lambda: repacked("{"),
    "deep": lambda: repacked("[" * 200_000),
    "nan": lambda: repacked('{"format": "careerguide", "version": 1, "rows": {}, "x": NaN}'),
    "infinite": lambda: repacked('{"format": "careerguide", "version": 1, "rows": {}, "x": 1e999}'),
    "long number": lambda: repacked('{"format": "careerguide", "version": 1, "rows": {}, "x": ' + "9" * 5_000 + "}"),
    "list": lambda: repacked([]),
    "other format": lambda: repacked({"format": "other", "version": 1, "rows": {}}),
    "other version": lambda: repacked({"format": "careerguide", "version": 2, "rows": {}}),
    "unknown kind": lambda: repacked({"format": "careerguide", "version": 1, "rows": {"accounts.user": [{"id": 1}]}}),
    "rows": lambda: repacked({"format": "careerguide", "version": 1, "rows": {"roles.evidence": [1]}}),
    "same id": lambda: repacked({"format": "careerguide", "version": 1, "rows": {"roles.evidence": [{"id": 1}, {"id": 1}]}}),
    "marks": lambda: repacked("[" + "1," * 2_100_000 + "1]"),
    "directory": lambda: repacked({}, {f"files/{number:0200}": b"" for number in range(600)}),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_archive_is_refused_in_words(signed_in: Client, name: str) -> None:
    before = counts()
    response = send(signed_in, BAD[name]())
    assert response.status_code == 422
    assert response.context["form"].errors["archive"]
    assert counts() == before


def test_too_large_a_file_is_not_even_opened(signed_in: Client, monkeypatch) -> None:
    monkeypatch.setattr("careerguide.data_forms.MAX_BYTES", 10)
    assert "larger than 60 MB" in send(signed_in, b"x" * 11).content.decode()


def test_path_names_in_an_archive_lead_nowhere(packed: bytes, stranger: User) -> None:
    document, files = opened(packed)
    evil = {"../../evil.webp": b"x", "/etc/evil": b"x", "files/../evil.webp": b"x"}
    document["profile"]["avatar"] = "files/../evil.webp"
    document["rows"]["portfolio.projectimage"][0]["file"] = "../../evil.webp"
    take_over(stranger, repacked(document, files | evil))
    assert not Profile.objects.get(user=stranger).avatar
    assert not ProjectImage.objects.owned_by(stranger).exists()
