"""The mentor's desk and the learner's side of the same page."""

import datetime
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from mentoring.actions import sharing
from mentoring.models import Mentorship, Standing
from roles import actions as roles_actions
from roles.models import Role, Skill
from tests.conftest import make_user
from tests.mentoring.conftest import pair, put_question
from tests.mentoring.test_growth import endorse


def row_of(client: Client, name: str = "Lea Learner", query: str = ""):
    return next(row for row in client.get(f"/mentoring/{query}").context["rows"] if row.name == name)


def test_the_empty_page_names_one_next_step(signed_in: Client) -> None:
    text = signed_in.get("/mentoring/").content.decode()
    assert text.count('class="button"') == 1
    assert "Invite a mentor" in text


def test_a_row_tells_what_matters(as_mentor: Client, mentorship: Mentorship, role: Role) -> None:
    request = put_question(mentorship)
    type(request).objects.update(waiting_since=timezone.now() - datetime.timedelta(days=5))
    row = row_of(as_mentor)
    assert (row.role, row.waiting, row.waiting_text, row.changed) == (role.title, 1, "1, waits 5 d", 1)
    assert (row.figures.claimed, row.figures.evidenced, row.figures.confirmed) > (0, 0, -1)


def test_figures_follow_every_change(as_mentor: Client, mentorship: Mentorship, learner: User, skill: Skill) -> None:
    def figures() -> tuple[int, int, int]:
        found = row_of(as_mentor).figures
        return found.claimed, found.evidenced, found.confirmed

    first = figures()
    for other in Skill.objects.all()[:20]:
        roles_actions.rate_skill(owner=learner, skill=other, level=4)
    second = figures()
    assert second[0] > first[0]
    endorse(as_mentor, mentorship, level="4")
    assert figures()[2] > second[2]
    endorse(as_mentor, mentorship, intent="withdraw")
    assert figures()[2] == 0
    shown = figures()[1]  # the one evidence that there is
    sharing.hide(mentorship=mentorship, kind="skills", item=skill.slug, label="x")
    assert figures()[1] == 0 < shown
    sharing.unhide(mentorship=mentorship, kind="skills", item=skill.slug)
    assert figures()[1] == shown
    roles_actions.set_targets(owner=learner, roles=[Role.objects.get(slug="cto")], primary=Role.objects.get(slug="cto"))
    assert row_of(as_mentor).role == Role.objects.get(slug="cto").title
    roles_actions.drop_target(owner=learner, role=Role.objects.get(slug="cto"))
    assert row_of(as_mentor).role != Role.objects.get(slug="cto").title


def test_a_change_of_the_guidance_counts_anew(as_mentor: Client, mentorship: Mentorship) -> None:
    row_of(as_mentor)
    Standing.objects.update(claimed=99)
    assert row_of(as_mentor).figures.claimed == 99
    requirement = mentorship.learner and Role.objects.get(slug="machine-learning-engineer").requirements.first()
    requirement.save()
    assert row_of(as_mentor).figures.claimed != 99


def test_what_is_new_is_counted_since_the_last_look(
    as_mentor: Client, mentorship: Mentorship, learner: User, skill: Skill
) -> None:
    assert row_of(as_mentor).changed == 1
    text = as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/").content.decode()
    assert "rated 2" in text
    assert row_of(as_mentor).changed == 0
    assert "rated 2" in as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/").content.decode()  # the same visit
    Mentorship.objects.update(visit_at=timezone.now())
    roles_actions.rate_skill(owner=learner, skill=skill, level=3)
    assert row_of(as_mentor, query="?sort=changed").changed == 1


@pytest.mark.parametrize("sort", ["name", "readiness", "waiting", "changed", "check_in", "nonsense", "%00", ""])
def test_it_can_be_sorted(as_mentor: Client, mentorship: Mentorship, stranger: User, mentor: User, sort: str) -> None:
    pair(stranger, mentor)
    response = as_mentor.get(f"/mentoring/?sort={sort}")
    assert response.status_code == (400 if sort == "%00" else 200)
    if sort == "name":
        assert [row.name for row in response.context["rows"]] == ["Lea Learner", "Sam Stranger"]
        assert 'aria-sort="ascending"' in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "²", "1"])
def test_any_page_number_leads_somewhere(as_mentor: Client, mentorship: Mentorship, page: str) -> None:
    assert as_mentor.get(f"/mentoring/?page={page}").status_code == 200


def test_htmx_gets_the_table_alone(as_mentor: Client, mentorship: Mentorship) -> None:
    text = as_mentor.get("/mentoring/?sort=name", headers={"hx-request": "true", "hx-target": "desk"}).content.decode()
    assert text.lstrip().startswith('<div id="desk"')
    assert "<html" not in text


def test_a_paused_mentee_shows_no_figures(as_mentor: Client, mentorship: Mentorship) -> None:
    put_question(mentorship)
    sharing.pause(mentorship=mentorship, paused=True)
    row = row_of(as_mentor)
    assert (row.state, row.figures, row.waiting, row.changed, row.role) == ("paused", None, 0, 0, "")


def test_queries_do_not_grow_with_mentees(
    as_mentor: Client, mentorship: Mentorship, mentor: User, role: Role, skill: Skill, django_assert_num_queries
) -> None:
    as_mentor.get("/mentoring/")
    for count in (1, 12):
        while Mentorship.objects.count() < count:
            other = make_user(f"{uuid.uuid4().hex[:8]}@example.org", name="Other")
            row = pair(other, mentor)
            roles_actions.set_targets(owner=other, roles=[role])
            roles_actions.rate_skill(owner=other, skill=skill, level=2)
            put_question(row)
        as_mentor.get("/mentoring/")  # counts the newcomers once
        with django_assert_num_queries(8):
            as_mentor.get("/mentoring/")


def test_what_is_kept_back_is_not_counted_as_new(as_mentor: Client, mentorship: Mentorship) -> None:
    assert row_of(as_mentor).changed
    sharing.hide(mentorship=mentorship, kind="skills", item="model-serving", label="x")
    assert row_of(as_mentor).changed == 0


def test_a_question_of_today_waits_for_no_days(as_mentor: Client, mentorship: Mentorship) -> None:
    put_question(mentorship)
    assert row_of(as_mentor).waiting_text == "1, new"
    assert "asked today" in as_mentor.get("/mentoring/reviews/").content.decode()


def test_the_bar_leads_to_every_kind_and_the_news_are_folded(as_mentor: Client, mentorship: Mentorship, learner: User) -> None:
    Mentorship.objects.update(scopes=["skills", "answers", "projects"])
    for skill in Skill.objects.all()[:12]:
        roles_actions.rate_skill(owner=learner, skill=skill, level=3)
    base = f"/mentoring/mentees/{mentorship.pk}/"
    page = as_mentor.get(base)
    more = page.context["more_changes"].count("<li>")
    assert page.context["changes"].count("<li>") == 8
    assert f"<summary>{more} more</summary>" in page.content.decode()
    for path in (base, f"{base}answers/", f"{base}skills/model-serving/"):
        text = as_mentor.get(path).content.decode()
        assert [kind for kind in ("skills", "answers", "projects", "resume") if f'href="{base}{kind}/"' in text] == [
            "skills", "answers", "projects",
        ], path  # fmt: skip


def test_what_the_learner_owes_does_not_wait_for_the_mentor(as_mentor: Client, mentorship: Mentorship) -> None:
    from mentoring.actions import reviews

    request = put_question(mentorship)
    page = f"/mentoring/mentees/{mentorship.pk}/"
    assert as_mentor.get(page).context["waiting"]
    reviews.ask_for_more(request=request, text="?")
    assert not as_mentor.get(page).context["waiting"]


def test_limits_are_saved_and_explained(as_mentor: Client, mentorship: Mentorship) -> None:
    assert as_mentor.post("/mentoring/settings/", {"capacity": "-1"}).status_code == 422
    assert as_mentor.post("/mentoring/settings/", {"capacity": "9" * 30}).status_code == 422
    day = (timezone.localdate() + datetime.timedelta(days=9)).isoformat()
    assert as_mentor.post("/mentoring/settings/", {"accepting": "on", "capacity": "3", "away_until": day}).status_code == 302
    assert "You are away until" in as_mentor.get("/mentoring/").content.decode()


def test_the_learner_sees_and_changes_what_is_shared(signed_in: Client, mentorship: Mentorship) -> None:
    address = f"/mentoring/mentors/{mentorship.pk}/"
    assert 'value="skills"' in signed_in.get(address).content.decode()
    assert signed_in.post(address, {"scopes": []}).status_code == 422
    assert signed_in.post(address, {"scopes": ["skills"], "until": "2001-01-01"}).status_code == 422
    day = timezone.localdate() + datetime.timedelta(days=3)
    assert signed_in.post(address, {"scopes": ["skills"], "until": day.isoformat()}).status_code == 302
    mentorship.refresh_from_db()
    assert mentorship.until == day


def test_hiding_and_showing_again(signed_in: Client, mentorship: Mentorship) -> None:
    address = f"/mentoring/mentors/{mentorship.pk}/hide/"
    signed_in.post(address, {"kind": "skills", "item": "model-serving"})
    assert "Hidden from this mentor" in signed_in.get(f"/mentoring/mentors/{mentorship.pk}/").content.decode()
    signed_in.post(address, {"kind": "skills", "item": "model-serving", "intent": "show"})
    assert not mentorship.hidden.exists()
    for sent in ({"kind": "skills", "item": "no-such"}, {"kind": "passwords", "item": "x"}, {}):
        assert signed_in.post(address, sent).status_code == 404


def test_names_cannot_bring_markup_to_the_desk(as_mentor: Client, mentorship: Mentorship, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(name='<b>Lea</b> & "Co"\'')
    text = as_mentor.get("/mentoring/").content.decode()
    assert "<bdi>&lt;b&gt;Lea&lt;/b&gt; &amp; &quot;Co&quot;&#x27;</bdi>" in text
    assert f'href="/mentoring/mentees/{mentorship.pk}/"' in text
