"""A learner and a mentor in two browsers, in one mock round: together in it, apart in judging, side by side in the end."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from interviews.models import MockRound, MockScore
from mentoring.actions import mocks as actions
from mentoring.actions import sharing
from mentoring.models import Mentorship, MockInvitation
from tests.browser.conftest import People, shot, sign_in
from tests.browser.test_accessibility import OPTIONS
from tests.mentoring.conftest import pair
from tests.mentoring.mocks import base, fill, finish, hand_in, invited, judge, own_page

pytestmark = pytest.mark.browser
ASKED_AGAIN = 20_000
"""Milliseconds within which a page that asks every few seconds has certainly asked."""


@pytest.fixture
def mentorship(people: People) -> Mentorship:
    """The mentor sees the learner's practice answers."""
    learner, mentor = User.objects.get(email="learner@example.org"), User.objects.get(email="mentor@example.org")
    return pair(learner, mentor, scopes=("answers",))


def interview(mentorship: Mentorship) -> MockInvitation:
    row = invited(mentorship)
    return MockInvitation.objects.select_related("mock__round", "mentorship__learner", "mentorship__mentor").get(pk=row.pk)


def judge_by_key(page: Page, key: str) -> None:
    """Give every row of the question in view the same points, by the keyboard alone."""
    page.locator("#sheet .rate input:checked").first.focus()
    for number in range(4):
        page.keyboard.press(key)
        expect(page.locator("#sheet .rate").nth(number).locator(f"input[value='{key}']")).to_be_checked()
        page.keyboard.press("Tab")


def test_a_round_with_a_mentor(people: People, mentorship: Mentorship) -> None:
    learner, mentor = people["learner"], people["mentor"]
    learner.goto("/interviews/mock/")
    learner.get_by_role("link", name="Interview with a mentor").click()
    learner.get_by_label("Length").select_option("15")
    learner.get_by_role("button", name="Prepare the round and invite").click()
    expect(learner.get_by_text("Mia is invited as your interviewer")).to_be_visible()
    expect(learner.get_by_role("heading", name="Paused")).to_be_visible()

    mentor.goto("/mentoring/")
    mentor.get_by_role("link", name=re.compile("Lea · Technical round one")).click()
    watch = mentor.locator("#watch")
    expect(watch).to_contain_text("The clock stands still", timeout=ASKED_AGAIN)
    first = mentor.get_by_role("heading", level=1).inner_text()
    learner.reload()
    expect(learner.get_by_text("Mia is here as your interviewer")).to_be_visible()
    learner.get_by_role("button", name="Go on").click()
    expect(learner.get_by_role("heading", level=1)).to_have_text(first)
    expect(watch).to_contain_text("minutes left", timeout=ASKED_AGAIN)
    expect(watch).to_contain_text("Lea is on this question.", timeout=ASKED_AGAIN)

    judge_by_key(mentor, "2")
    expect(mentor.locator("#saved")).to_contain_text("Saved")
    mentor.keyboard.type("Asked back before answering")  # the last tab led from the points to the notes
    expect(mentor.locator("#id_version")).not_to_have_value("1")
    learner.get_by_label("Your answer").fill("Because the sort is done **once**.")
    learner.get_by_role("button", name="Next question").click()
    expect(watch).to_contain_text("Lea is on question 2.", timeout=ASKED_AGAIN)
    mentor.keyboard.press("Escape")
    mentor.keyboard.press("g")  # keeps the sheet, then follows
    expect(mentor.locator(".eyebrow", has_text="Question 2 of 2")).to_be_visible()
    expect(mentor.get_by_role("heading", level=1)).to_have_text(learner.get_by_role("heading", level=1).inner_text())
    sheet = MockInvitation.objects.get().sheets.get(item__order=1)
    assert (sheet.notes, set(sheet.scores.values())) == ("Asked back before answering", {2})

    mentor.get_by_role("button", name="Hand in my scores").click()
    expect(mentor.get_by_role("alert").filter(has_text="The round is still under way")).to_be_visible()
    learner.get_by_role("button", name="Finish and judge").click()
    expect(learner.get_by_role("heading", level=1)).to_contain_text("how it went")
    expect(watch).to_contain_text("The round is over.", timeout=ASKED_AGAIN)
    mentor.get_by_role("button", name="See the answers").click()
    expect(mentor.get_by_role("heading", name="The written answer")).to_be_visible()
    mentor.keyboard.press("b")
    expect(mentor.locator(".prose strong", has_text="once")).to_be_visible()
    shot(mentor, "mock-interview-1-mentor")
    mentor.get_by_label("Your comment").fill("**Good start.** Say what breaks it.")
    expect(mentor.locator("[data-editor-state]")).to_contain_text("Saved")
    mentor.get_by_role("button", name="Hand in my scores").click()
    expect(mentor.get_by_role("heading", level=1)).to_have_text("Your scores are handed in")

    learner.reload()
    expect(learner.get_by_text("As Mia judged")).to_have_count(0)
    for row in learner.locator(".judged .rate").all():
        row.locator("input[value='3']").check()
    learner.get_by_role("button", name="See the result").click()
    expect(learner.get_by_text("As Mia judged")).to_be_visible()
    learner.get_by_role("link", name="Side by side with Mia").click()
    expect(learner.get_by_role("heading", level=1)).to_have_text("Both judgements, side by side")
    expect(learner.locator(".prose strong", has_text="Good start.")).to_be_visible()
    expect(learner.get_by_text("Not asked, or not judged by the interviewer.")).to_be_visible()
    assert "Asked back" not in learner.content()
    shot(learner, "mock-interview-2-side-by-side")
    mentor.reload()
    expect(mentor.get_by_role("heading", level=1)).to_have_text("Both judgements, side by side")
    assert MockScore.objects.filter(scorer="interviewer").count() == 1


def test_an_open_tab_closes_itself_when_the_learner_pauses(people: People, mentorship: Mentorship) -> None:
    row, mentor = interview(mentorship), people["mentor"]
    mentor.goto(base(row))
    mentor.get_by_label("Private notes").fill("In time")
    expect(mentor.locator("#saved")).to_contain_text("Saved")
    sharing.pause(mentorship=mentorship, paused=True)
    expect(mentor.locator("#closed")).to_be_visible(timeout=ASKED_AGAIN)
    expect(mentor.locator("#watch")).to_have_count(0)
    expect(mentor.get_by_role("button", name="Next question")).to_be_disabled()
    expect(mentor.get_by_label("Private notes")).to_have_value("In time")
    assert row.sheets.get(item__order=1).notes == "In time"


def test_a_late_save_closes_the_page_as_well(people: People, mentorship: Mentorship) -> None:
    row, mentor = interview(mentorship), people["mentor"]
    finish(row)  # nothing is asked for every few seconds any more
    mentor.goto(base(row))
    actions.withdraw(invitation=row)
    mentor.get_by_label("Private notes").fill("Too late")
    expect(mentor.locator("#closed")).to_be_visible()
    assert row.sheets.get(item__order=1).notes == ""


def test_two_tabs_are_told_apart(people: People, mentorship: Mentorship) -> None:
    row, mentor = interview(mentorship), people["mentor"]
    mentor.goto(base(row))
    other = mentor.context.new_page()
    other.goto(base(row))
    other.get_by_label("Private notes").fill("From the other tab")
    expect(other.locator("#saved")).to_contain_text("Saved")
    mentor.get_by_label("Private notes").fill("From this tab")
    expect(mentor.locator("#saved")).to_contain_text("changed in another tab")
    mentor.get_by_role("button", name="Save", exact=True).click()
    expect(mentor.locator("#sheet pre.stored")).to_have_text("From the other tab")
    expect(mentor.get_by_label("Private notes")).to_have_value("From this tab")
    mentor.get_by_role("button", name="Save", exact=True).click()
    expect(mentor.locator("#sheet pre.stored")).to_have_count(0)
    assert row.sheets.get(item__order=1).notes == "From this tab"


def test_without_scripts_the_interview_can_be_held(
    people: People, mentorship: Mentorship, chromium: Browser, live_server: object
) -> None:
    row = interview(mentorship)
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    sign_in(context, mentorship.mentor, str(live_server))
    page = context.new_page()
    page.goto(base(row))
    MockRound.objects.update(current=2)
    page.get_by_role("link", name="Look again where your mentee is").click()
    expect(page.locator("#watch")).to_contain_text("Lea is on question 2.")
    for fieldset in page.locator("#sheet .rate").all():
        fieldset.locator("label", has_text="1").click()
    page.get_by_role("button", name="Go there").click()
    expect(page.locator(".eyebrow", has_text="Question 2 of 2")).to_be_visible()
    assert row.sheets.get(item__order=1).is_judged
    finish(row)
    page.get_by_label("Your comment").fill("Fine")
    page.get_by_role("button", name="Hand in my scores").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your scores are handed in")
    context.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390), ("en", "dark", 320)])
def test_every_page_is_accessible(
    people: People, mentorship: Mentorship, live_server: object, language: str, theme: str, width: int
) -> None:
    User.objects.update(language=language)
    problems: list[str] = []

    def visit(who: str, path: str) -> None:
        page = people[who]
        page.context.add_cookies([{"name": "theme", "value": theme, "url": str(live_server)}])
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        found = Axe().run(page, options=OPTIONS).response["violations"]
        problems.extend(f"{who} {path}: {item['id']} {item['nodes'][0]['html'][:160]}" for item in found)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append(f"{who} {path}: wider than {width} px")

    for who in ("learner", "stranger"):
        visit(who, "/mentoring/interviews/new/")
    row = interview(mentorship)
    fill(row)
    for who, path in (
        ("learner", own_page(row)), ("learner", row.mock.get_absolute_url()), ("mentor", "/mentoring/"), ("mentor", base(row)),
        ("mentor", f"/mentoring/mentees/{mentorship.pk}/answers/{row.item}/"),
        ("learner", f"/mentoring/mentors/{mentorship.pk}/"),
    ):  # fmt: skip
        visit(who, path)
    finish(row)
    visit("mentor", base(row))
    hand_in(row)
    for who, path in (("mentor", base(row)), ("learner", own_page(row))):
        visit(who, path)
    judge(row)
    for who, path in (("mentor", base(row)), ("learner", own_page(row)), ("learner", row.mock.get_absolute_url())):
        visit(who, path)
    assert problems == []
