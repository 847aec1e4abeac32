"""The public page: nothing by default, then only what was chosen; gone at once when taken down."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.models import Profile, User
from portfolio import actions, addresses
from portfolio.models import HeldAddress, Lesson, Metric, Project, ProjectImage, ProjectSection, ProjectSkill, PublicPage
from roles import actions as roles_actions
from roles import guidance
from roles.models import Skill
from tests.portfolio.conftest import picture, section_of, start, upload

EDIT, PREVIEW, PUBLISH, DOWN = (f"/portfolio/public/{name}" for name in ("", "preview/", "publish/", "take-down/"))


def form(**changes: str) -> dict[str, str]:
    return {"display_name": "Lea L.", "headline": "Works by night", "intro": "", "slug": "lea", "version": "1", **changes}


def page_of(owner: User) -> PublicPage:
    return PublicPage.objects.get(owner=owner)


def save(client: Client, owner: User, **changes: str) -> None:
    page = PublicPage.objects.filter(owner=owner).first()
    sent = form(version=str(page.version if page else 1), **changes)
    assert client.post(EDIT, sent).status_code == 302


def fill(client: Client, project: Project, mark: str) -> None:
    """Give each field of a project a text of its own that begins with `mark`."""
    owner = project.owner
    texts = ("title", "summary", "own_part", "organisation")
    links = ("code_link", "report_link", "demo_link")
    Project.objects.filter(pk=project.pk).update(
        **{name: f"{mark}-{name}" for name in texts}, **{name: f"https://example.org/{mark}-{name}" for name in links}
    )
    ProjectSection.objects.filter(pk=section_of(project).pk).update(text=f"{mark}-section", html=f"<p>{mark}-section</p>")
    marks = {"name": f"{mark}-metric", "unit": f"{mark}-u", "interval_note": f"{mark}-note", "low": 1, "high": 2}
    Metric.objects.create(owner=owner, project=project, **marks)
    Lesson.objects.create(owner=owner, project=project, text=f"{mark}-lesson", repeat_next_time=True)
    client.post(f"/portfolio/projects/{project.pk}/images/", upload(picture(), alt=f"{mark}-alt"))


@pytest.fixture
def owner(signed_in: Client, learner: User) -> User:
    """Somebody each of whose private fields holds a text of its own."""
    User.objects.filter(pk=learner.pk).update(name="CANARY-account-name", email="canary-mail@example.org")
    Profile.objects.create(
        user=learner, headline="CANARY-headline", current_role="CANARY-role", website="https://example.org/CANARY-site",
        code_link="https://example.org/CANARY-code", network_link="https://example.org/CANARY-network",
    )  # fmt: skip
    for mark in ("CHOSEN", "BRIEF", "CANARY"):
        fill(signed_in, start(learner), mark)
    for slug, level in (("model-serving", 3), ("monitoring-drift", 2)):
        roles_actions.rate_skill(owner=learner, skill=Skill.objects.get(slug=slug), level=level)
    learner.refresh_from_db()
    return learner


@pytest.fixture
def chosen(signed_in: Client, owner: User) -> dict[str, str]:
    """One project in full, one in short, one skill."""
    keys = dict(Project.objects.filter(owner=owner).values_list("title", "pk"))
    skill = Skill.objects.get(slug="model-serving")
    return {
        f"item-projects-{keys['CHOSEN-title']}": "full", f"item-projects-{keys['BRIEF-title']}": "short",
        f"item-skills-{skill.pk}": "on", "section-projects": "1", "section-skills": "2",
    }  # fmt: skip


def test_nothing_is_shown_before_it_is_published(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **chosen)
    assert Client().get("/p/lea/").status_code == 404
    assert signed_in.get("/p/lea/").status_code == 404


def test_a_stranger_sees_what_was_chosen_and_nothing_else(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **chosen)
    assert signed_in.post(PUBLISH).status_code == 302
    text = Client().get("/p/lea/").content.decode()
    for name in ("title", "summary", "own_part", "organisation", "code_link", "section", "metric", "note", "lesson", "alt"):
        assert f"CHOSEN-{name}" in text
    assert set(re.findall(r"BRIEF-\w+", text)) == {
        f"BRIEF-{name}" for name in ("title", "summary", "own_part", "organisation", "code_link", "report_link", "demo_link")
    }
    assert "CANARY" not in text
    assert "canary" not in text
    assert owner.email not in text
    assert "Monitoring" not in text
    assert "csrf" not in text


def test_a_section_without_a_place_shows_nothing(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **{**chosen, "section-projects": "0"})
    signed_in.post(PUBLISH)
    text = Client().get("/p/lea/").content.decode()
    assert "CHOSEN" not in text
    assert "Model serving" in text
    image = ProjectImage.objects.get(alt="CHOSEN-alt")
    assert Client().get(f"/p/lea/images/{image.pk}/").status_code == 404


def test_links_and_picture_are_shown_only_on_wish(signed_in: Client, owner: User) -> None:
    profile = Profile.objects.get(user=owner)
    profile.avatar.save("a.webp", ContentFile(picture(fmt="WEBP")))
    save(signed_in, owner)
    signed_in.post(PUBLISH)
    assert Client().get("/p/lea/picture/").status_code == 404
    save(signed_in, owner, show_links="on", show_picture="on")
    text = Client().get("/p/lea/").content.decode()
    assert "CANARY-site" in text
    assert 'property="og:image" content="http://testserver/p/lea/picture/"' in text
    assert Client().get("/p/lea/picture/").headers["Content-Type"] == "image/webp"


def test_pictures_are_served_only_for_projects_shown_in_full(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **chosen)
    shown, brief, hidden = (ProjectImage.objects.get(alt=f"{mark}-alt").pk for mark in ("CHOSEN", "BRIEF", "CANARY"))
    assert Client().get(f"/p/lea/images/{shown}/").status_code == 404
    assert signed_in.get(f"/p/lea/images/{shown}/").status_code == 200  # the owner, looking before it is published
    signed_in.post(PUBLISH)
    codes = [Client().get(f"/p/lea/images/{pk}/").status_code for pk in (shown, brief, hidden, 10**30)]
    assert codes == [200, 404, 404, 404]


def test_nobody_can_choose_anothers_things(signed_in: Client, owner: User, stranger: User) -> None:
    theirs = start(stranger, "THEIRS")
    save(signed_in, owner, **{f"item-projects-{theirs.pk}": "full", "section-projects": "1"})
    page = page_of(owner)
    assert not page.items.exists()
    page.items.create(owner=owner, section="projects", item_id=theirs.pk, in_full=True)  # even if it got there somehow
    assert "THEIRS" not in signed_in.get(PREVIEW).content.decode()


def test_the_look_as_a_stranger_is_the_page_to_the_byte(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **chosen)
    preview = signed_in.get(PREVIEW).content
    signed_in.post(PUBLISH)
    assert Client().get("/p/lea/").content == preview
    assert signed_in.get("/p/lea/").content == preview


def test_claimed_levels_are_never_called_confirmed(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **chosen)
    text = signed_in.get(PREVIEW).content.decode()
    assert "self-rated" in text
    assert "confirmed" not in text


def test_confirmed_levels_are(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    skill = Skill.objects.get(slug="model-serving")
    roles_actions.confirm_level(owner=owner, skill=skill, level=2, by_name="CANARY mentor")
    save(signed_in, owner, **chosen)
    text = signed_in.get(PREVIEW).content.decode()
    assert "confirmed by a mentor" in text
    assert 'aria-label="level 2' in text
    assert "self-rated" not in text
    assert "CANARY" not in text


def test_what_is_taken_down_is_gone_with_the_next_request(signed_in: Client, owner: User) -> None:
    save(signed_in, owner)
    signed_in.post(PUBLISH)
    stranger = Client()
    etag = stranger.get("/p/lea/").headers["ETag"]
    assert stranger.get("/p/lea/", headers={"if-none-match": etag}).status_code == 304
    assert signed_in.post(DOWN).status_code == 302
    assert stranger.get("/p/lea/", headers={"if-none-match": etag}).status_code == 404


def test_a_private_and_an_absent_page_answer_alike(signed_in: Client, owner: User) -> None:
    save(signed_in, owner)
    answers = [Client().get(path) for path in ("/p/lea/", "/p/nobody/", "/p/lea/picture/", "/p/nobody/images/1/")]
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {404}


def test_caches_ask_each_time_and_search_engines_only_on_wish(signed_in: Client, owner: User) -> None:
    save(signed_in, owner)
    signed_in.post(PUBLISH)
    response = Client().get("/p/lea/")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    save(signed_in, owner, allow_indexing="on")
    response = Client().get("/p/lea/")
    assert "X-Robots-Tag" not in response.headers
    assert "noindex" not in response.content.decode()
    assert Client().get("/p/lea/missing/").status_code == 404


def test_metadata_is_data_whatever_it_holds(signed_in: Client, owner: User) -> None:
    hostile = '</script><script>alert(1)</script>"&'
    save(signed_in, owner, display_name=hostile, headline=hostile)
    text = signed_in.get(PREVIEW).content.decode()
    assert text.count("<script") == 1
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S).group(1)
    assert json.loads(block)["name"] == hostile


@pytest.mark.parametrize(
    "changes",
    [{"slug": "ab"}, {"slug": "admin"}, {"slug": "Admin"}, {"slug": "ａｄｍｉｎ"}, {"slug": "guanfang"}, {"slug": "sign-in"},
     {"slug": "-lea"}, {"slug": "le--a"}, {"slug": "李雷"}, {"slug": "x" * 41}, {"slug": "a\0b"}, {"slug": ""},
     {"display_name": ""}, {"intro": "x" * 5001}, {"headline": "x" * 100_000}, {"section-projects": "99"}, {"version": "x"}],
)  # fmt: skip
def test_bad_input_is_explained_and_the_rest_is_kept(signed_in: Client, learner: User, changes: dict[str, str]) -> None:
    response = signed_in.post(EDIT, form(**{"headline": "Kept words", **changes}))
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert "headline" in changes or 'value="Kept words"' in response.content.decode()
    assert not PublicPage.objects.filter(slug_key__gt="").exists()


def other_page(owner: User, slug: str = "lea", *, published: bool = True) -> PublicPage:
    page = PublicPage.objects.create(owner=owner, slug=slug, slug_key=slug, display_name="Other")
    if published:
        actions.publish(page=page)
    return page


def test_an_address_belongs_to_whoever_publishes_first(signed_in: Client, learner: User, stranger: User) -> None:
    theirs = other_page(stranger, published=False)
    save(signed_in, learner)  # a page that is not published holds nothing
    actions.publish(page=theirs)
    response = signed_in.post(PUBLISH)
    assert response.status_code == 409
    assert "not free any more" in response.content.decode()
    assert not page_of(learner).is_published
    assert "not free" in signed_in.post(EDIT, form(version="2")).content.decode()
    assert "not free" in signed_in.post(EDIT, form(version="2", slug="LEA")).content.decode()


def test_an_address_left_behind_is_closed_to_others_for_90_days(signed_in: Client, learner: User, stranger: User) -> None:
    save(signed_in, learner)
    signed_in.post(PUBLISH)
    save(signed_in, learner, slug="lea-two")
    assert Client().get("/p/lea/").status_code == 404
    assert Client().get("/p/lea-two/").status_code == 200
    assert not addresses.is_free("lea", stranger)
    assert addresses.is_free("lea", learner)
    with pytest.raises(actions.AddressTakenError):
        other_page(stranger)
    HeldAddress.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert addresses.is_free("lea", stranger)


def test_taken_down_it_is_held_and_its_owner_can_come_back(signed_in: Client, learner: User, stranger: User) -> None:
    save(signed_in, learner)
    signed_in.post(PUBLISH)
    signed_in.post(DOWN)
    assert not addresses.is_free("lea", stranger)
    assert (HeldAddress.objects.get().held_until - timezone.now()).days in {89, 90}
    assert signed_in.post(PUBLISH).status_code == 302
    assert not HeldAddress.objects.exists()


def test_an_address_outlives_its_account_without_naming_anybody(signed_in: Client, learner: User, stranger: User) -> None:
    save(signed_in, learner)
    signed_in.post(PUBLISH)
    learner.delete()
    held = HeldAddress.objects.get()
    assert held.former_owner is None
    assert "lea" not in held.digest
    assert not addresses.is_free("lea", stranger)


def test_another_spelling_leads_to_the_page(signed_in: Client, learner: User) -> None:
    save(signed_in, learner)
    signed_in.post(PUBLISH)
    assert Client().get("/p/LEA/").url == "/p/lea/"


def test_a_deactivated_persons_page_is_gone(signed_in: Client, learner: User) -> None:
    save(signed_in, learner)
    signed_in.post(PUBLISH)
    User.objects.filter(pk=learner.pk).update(is_active=False)
    assert Client().get("/p/lea/").status_code == 404


def test_two_tabs(signed_in: Client, learner: User) -> None:
    save(signed_in, learner, headline="first tab")
    response = signed_in.post(EDIT, form(headline="second tab"))
    assert response.status_code == 409
    assert "first tab" in response.content.decode()
    assert "second tab" in response.content.decode()
    assert page_of(learner).headline == "first tab"


def test_two_tabs_that_differ_only_in_what_is_shown(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner)
    save(signed_in, owner, **chosen)
    response = signed_in.post(EDIT, form(version="2"))
    assert response.status_code == 409
    assert page_of(owner).items.count() == 3
    said = {row.label: set(row.stored.split("\n")) for row in response.context["form"].conflict}
    assert said == {"Projects": {"CHOSEN-title (in full)", "BRIEF-title"}, "Skills": {"Model serving & release"}}


def test_two_tabs_that_differ_only_in_the_order(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **chosen)
    save(signed_in, owner, **chosen | {"section-projects": "2", "section-skills": "1"})
    response = signed_in.post(EDIT, form(version="2", **chosen))
    assert response.status_code == 409
    assert [(row.label, row.stored) for row in response.context["form"].conflict] == [("Place on the page", "Skills, Projects")]


def test_looking_and_publishing_come_after_saving(signed_in: Client, learner: User) -> None:
    for address in (PREVIEW, PUBLISH):
        assert signed_in.get(address).url == EDIT
    assert signed_in.post(PUBLISH).url == EDIT


def test_publishing_says_what_will_be_seen(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **chosen)
    text = signed_in.get(PUBLISH).content.decode()
    assert "http://testserver/p/lea/" in text
    assert "Projects: 2" in text
    assert not page_of(owner).is_published


def test_in_chinese(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    save(signed_in, owner, **chosen)
    signed_in.post(PUBLISH)
    text = Client().get("/p/lea/", headers={"accept-language": "zh-CN"}).content.decode()
    assert '<html lang="zh-hans">' in text
    assert "自评" in text


def test_queries_do_not_grow(signed_in: Client, owner: User, chosen: dict[str, str], django_assert_max_num_queries) -> None:
    for number in range(10):
        fill(signed_in, start(owner), f"MORE{number}")
    more = {f"item-projects-{pk}": "full" for pk in Project.objects.values_list("pk", flat=True)}
    save(signed_in, owner, **{**chosen, **more})
    signed_in.post(PUBLISH)
    Client().get("/p/lea/")
    Lesson.objects.update(text="Rewritten")  # so that it is drawn anew
    with django_assert_max_num_queries(15):
        assert Client().get("/p/lea/").content.decode().count('class="card work"') == 13


def test_200_projects_to_choose_from(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    import uuid

    Project.objects.bulk_create(Project(owner=learner, title=f"P{index}", form_key=uuid.uuid4()) for index in range(200))
    guidance.current()  # kept in memory, whichever test comes first
    for most in (12, 8):  # the second time, the choices are too
        with django_assert_max_num_queries(most):
            assert signed_in.get(EDIT).content.decode().count('<select name="item-projects') == 200


def test_what_is_new_can_be_chosen_at_once_and_by_nobody_else(signed_in: Client, owner: User, stranger: User) -> None:
    assert "Brand-new" not in signed_in.get(EDIT).content.decode()
    project = start(owner, "Brand-new")
    assert "Brand-new" in signed_in.get(EDIT).content.decode()
    Project.objects.filter(pk=project.pk).update(title="Renamed")
    assert "Renamed" in signed_in.get(EDIT).content.decode()
    project.delete()
    assert "Renamed" not in signed_in.get(EDIT).content.decode()
    signed_in.force_login(stranger)
    assert "CHOSEN" not in signed_in.get(EDIT).content.decode()


def test_what_was_ticked_is_kept_when_the_rest_is_refused(signed_in: Client, owner: User, chosen: dict[str, str]) -> None:
    response = signed_in.post(EDIT, form(display_name="", **chosen))
    assert response.status_code == 422
    text = response.content.decode()
    assert text.count('<option value="full" selected>') == 1
    assert text.count('<option value="short" selected>') == 1
    assert re.search(r'<input type="checkbox" name="item-skills-\d+" id="id_item-skills-\d+" checked>', text)


def test_names_of_things_stay_text(signed_in: Client, learner: User) -> None:
    start(learner, "<img src=x onerror=alert(1)>")
    assert "<img src=x" not in signed_in.get(EDIT).content.decode()


def test_strangers_find_nothing_of_it_by_any_address(signed_in: Client, owner: User, stranger: User) -> None:
    project = Project.objects.get(owner=owner, title="CANARY-title")
    image, section = ProjectImage.objects.get(project=project), section_of(project)
    skill = ProjectSkill.objects.create(owner=owner, project=project, skill=Skill.objects.get(slug="model-serving"), level=3)
    paths = ["", "projects/", f"projects/?skill={skill.skill.slug}", "projects/new/", "public/", "public/preview/"]
    parts = (
        "", "edit/", "details/", "metrics/", "lessons/", "skills/", "finish/", "images/", "exports/", "exports/project.md",
        "delete/", f"sections/{section.pk}/versions/",
    )  # fmt: skip
    paths += [f"images/{image.pk}/", *(f"projects/{project.pk}/{part}" for part in parts)]
    signed_in.force_login(stranger)
    for client in (signed_in, Client()):
        for path in paths:
            assert b"CANARY" not in client.get(f"/portfolio/{path}", follow=True).content, path


def test_sections_with_nothing_in_them_are_one_line(signed_in: Client, learner: User) -> None:
    text = signed_in.get(EDIT).content.decode()
    assert text.count("<fieldset") == 0
    assert "Nothing to choose from yet:" in text
    project = start(learner)
    text = signed_in.get(EDIT).content.decode()
    assert text.count("<fieldset") == 1
    save(signed_in, learner, **{f"item-projects-{project.pk}": "short", "section-projects": "1"})
    assert page_of(learner).sections == ["projects"]


def test_an_empty_section_that_has_a_place_can_be_put_off_the_page(signed_in: Client, learner: User) -> None:
    save(signed_in, learner, **{"section-skills": "1"})
    assert page_of(learner).sections == ["skills"]
    assert 'name="section-skills"' in signed_in.get(EDIT).content.decode()
    save(signed_in, learner, **{"section-skills": "0"})
    assert page_of(learner).sections == []
    assert 'name="section-skills"' not in signed_in.get(EDIT).content.decode()


def test_only_the_first_write_up_lies_open(signed_in: Client, learner: User) -> None:
    projects = [start(learner, title) for title in ("One", "Two")]
    for project in projects:
        fill(signed_in, project, project.title)
    ticked = {f"item-projects-{project.pk}": "full" for project in projects}
    save(signed_in, learner, **ticked, **{"section-projects": "1"})
    text = signed_in.get(PREVIEW).content.decode()
    assert text.count('<details class="whole" open>') == 1
    assert text.count('<details class="whole">') == 1
    assert "One-section" in text
    assert "Two-section" in text
