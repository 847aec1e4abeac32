"""Three people in three browsers: invite, accept, review with comments on passages, confirm, narrow, end."""

import re
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from accounts.models import User
from mentoring.actions import invitations, reviews
from mentoring.models import Feedback, Mentorship, PassageComment, ReviewRequest
from tests.browser.conftest import People, shot, sign_in
from tests.browser.test_accessibility import OPTIONS

pytestmark = pytest.mark.browser


def test_from_invitation_to_end(people: People) -> None:
    learner, mentor, stranger = people["learner"], people["mentor"], people["stranger"]
    learner.goto("/mentoring/")
    learner.get_by_role("link", name="Invite a mentor").click()
    learner.get_by_role("button", name="Make the invitation").click()
    link = re.sub(r"^https?://[^/]+", "", learner.get_by_label("Invitation link").input_value())
    shot(learner, "mentoring-1-invited")

    mentor.goto(link)
    assert mentor.url.endswith("/mentoring/invitations/open/")
    expect(mentor.get_by_role("heading", level=1)).to_have_text("Lea asks you to be their mentor")
    shot(mentor, "mentoring-2-invitation")
    mentor.get_by_role("button", name="Accept and become their mentor").click()
    expect(mentor.get_by_role("heading", level=1)).to_have_text("Lea")
    overview = mentor.url
    stranger.goto(link)  # used up
    expect(stranger.get_by_role("heading", level=1)).to_have_text("This invitation is not open")
    stranger.goto(overview)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("There is nothing here")

    learner.goto("/skills/model-serving/")
    learner.get_by_role("link", name="Ask a mentor about this skill").click()
    learner.get_by_label("Your question").fill("Is that enough for level 3?")
    learner.get_by_role("button", name="Send the question").click()
    request = learner.url

    mentor.goto("/mentoring/reviews/")
    mentor.get_by_role("link", name="Is that enough for level 3?").focus()
    mentor.keyboard.press("Enter")
    expect(mentor.get_by_role("heading", level=1)).to_have_text("Is that enough for level 3?")
    mentor.evaluate(
        """() => { const walker = document.createTreeWalker(document.querySelector('[data-passages]'), NodeFilter.SHOW_TEXT);
        let node; while ((node = walker.nextNode())) { const at = node.data.indexOf('2,000 users');
        if (at >= 0) { const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + 11);
        const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range); return; } } }"""
    )
    expect(mentor.get_by_label("Passage")).to_have_value("2,000 users")
    mentor.get_by_label("Your comment").fill("At what latency?")
    mentor.get_by_role("button", name="Add the comment").click()
    expect(mentor.locator("mark")).to_have_text("2,000 users")
    mentor.get_by_label("Your review").fill("**Nearly.** Add a load test.")
    shot(mentor, "mentoring-3-review")
    mentor.get_by_label("Your review").press("Control+Enter")
    expect(mentor.get_by_text("Nothing else waits for you")).to_be_visible()

    learner.goto("/")
    learner.get_by_role("link", name=re.compile("new notification")).click()
    learner.get_by_role("button", name=re.compile("Mia reviewed")).click()
    assert learner.url == request
    expect(learner.locator("strong", has_text="Nearly.")).to_be_visible()
    expect(learner.get_by_text("At what latency?")).to_be_visible()
    shot(learner, "mentoring-4-answer")

    mentor.goto(overview + "skills/model-serving/")
    mentor.get_by_label("Level that you confirm").select_option("3")
    mentor.get_by_label("What it rests on").fill("Seen in the load test")
    mentor.get_by_role("button", name="Confirm", exact=True).click()
    expect(mentor.get_by_text("Confirmed at level 3.")).to_be_visible()
    shot(mentor, "mentoring-5-confirmed")
    learner.goto("/skills/model-serving/")
    expect(learner.locator("i.sure")).to_have_count(3)

    mentor.goto(overview + "skills/")
    tab = mentor.context.new_page()
    tab.goto(overview + "skills/model-serving/")
    learner.goto("/mentoring/")
    learner.get_by_role("link", name="Mia").click()
    learner.get_by_role("button", name="Hide Model serving").click()
    tab.reload()
    expect(tab.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    learner.get_by_role("button", name="Pause").click()
    mentor.reload()
    expect(mentor.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    learner.get_by_role("button", name="Go on sharing").click()
    mentor.reload()
    expect(mentor.get_by_role("heading", level=1)).to_have_text("Skills and evidence")
    shot(learner, "mentoring-6-consent")

    learner.get_by_role("link", name="End", exact=True).click()
    learner.get_by_role("button", name="End it now").click()
    mentor.reload()
    expect(mentor.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    learner.get_by_label("Thank-you").fill("I got the job.")
    learner.get_by_role("button", name="Say thank you").click()
    mentor.goto("/mentoring/")
    expect(mentor.get_by_text("I got the job.")).to_be_visible()
    learner.goto(request)
    expect(learner.locator("strong", has_text="Nearly.")).to_be_visible()


def pair_up() -> Mentorship:
    learner, mentor = User.objects.get(email="learner@example.org"), User.objects.get(email="mentor@example.org")
    row, _token = invitations.invite(learner=learner, scopes=["skills"], until=None, email="", form_key=uuid.uuid4())
    invitations.accept(mentorship=row, person=mentor)
    row = Mentorship.objects.select_related("learner", "mentor").get(pk=row.pk)
    for number in (1, 2):
        reviews.ask(
            mentorship=row, kind="skills", item="model-serving", label="Serving", text="Claimed level: 2\nServed 🙂 it well.",
            question=f"Question {number}?", own_scores={"clarity": 2}, form_key=uuid.uuid4(),
        )  # fmt: skip
    return row


def test_the_queue_is_worked_by_keyboard(people: People) -> None:
    pair_up()
    mentor = people["mentor"]
    mentor.goto("/mentoring/reviews/")
    mentor.locator("[data-arrow-keys] a").first.focus()
    mentor.keyboard.press("ArrowDown")
    expect(mentor.get_by_role("link", name="Question 2?")).to_be_focused()
    mentor.keyboard.press("ArrowUp")
    mentor.keyboard.press("Enter")
    for number in (1, 2):
        expect(mentor.get_by_role("heading", level=1)).to_have_text(f"Question {number}?")
        mentor.get_by_label("Your review").fill("Good.")
        mentor.keyboard.press("Control+Enter")
    expect(mentor.get_by_text("Nothing else waits for you")).to_be_visible()
    assert Feedback.objects.filter(sent_at__isnull=False).count() == 2


def test_without_scripts_a_passage_is_quoted(people: People, chromium: Browser, live_server) -> None:
    pair_up()
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    sign_in(context, User.objects.get(email="mentor@example.org"), str(live_server))
    page = context.new_page()
    page.goto(f"/mentoring/reviews/{ReviewRequest.objects.first().pk}/")
    page.get_by_text("Comment on a passage").click()
    page.get_by_label("Passage").fill("it well")
    page.get_by_label("Your comment").fill("How well?")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator("mark")).to_have_text("it well")
    comment = PassageComment.objects.get()
    assert ReviewRequest.objects.first().text[comment.start : comment.end] == "it well"
    context.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390), ("en", "dark", 320)])
def test_every_page_is_accessible(people: People, live_server, language: str, theme: str, width: int) -> None:
    row = pair_up()
    User.objects.update(language=language)
    mentee, own = f"/mentoring/mentees/{row.pk}/", f"/mentoring/mentors/{row.pk}/"
    review = f"/mentoring/reviews/{ReviewRequest.objects.first().pk}/"
    notifications = ["/notifications/", "/notifications/settings/"]
    paths = {
        "mentor": ["/mentoring/", "/mentoring/settings/", mentee, f"{mentee}skills/", f"{mentee}skills/model-serving/",
                   "/mentoring/reviews/", review, f"{own}check-ins/", f"{own}end/", *notifications],
        "learner": ["/mentoring/", "/mentoring/invite/", own, review, "/mentoring/reviews/", f"{own}end/",
                    "/mentoring/reviews/ask/skills/model-serving/", "/skills/model-serving/"],
        "stranger": ["/mentoring/", "/mentoring/reviews/", "/notifications/"],
    }  # fmt: skip
    problems = []
    for who, page in people.items():
        page.context.add_cookies([{"name": "theme", "value": theme, "url": str(live_server)}])
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths[who]:
            page.goto(path)
            found = Axe().run(page, options=OPTIONS).response["violations"]
            problems += [f"{who} {path}: {item['id']} {item['nodes'][0]['html'][:160]}" for item in found]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                problems.append(f"{who} {path}: wider than {width} px")
    assert problems == []
