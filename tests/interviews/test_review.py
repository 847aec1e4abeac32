"""The review page: what is due, new and done; the load; readiness now and on a chosen day."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from model_bakery import baker

from accounts.models import User
from interviews import actions
from interviews.models import ReviewCard, ReviewLog, Stage
from roles.actions import set_targets
from roles.models import Role
from tests.interviews.answers import card, own_question, question, submitted

pytestmark = pytest.mark.django_db
URL = "/interviews/review/"


def facts(page: str) -> list[int]:
    """Due, never practised, done today."""
    return [int(number) for number in re.findall(r'<dd class="number">(\d+)</dd>', page)]


def test_an_empty_page_names_the_next_step(signed_in: Client) -> None:
    page = signed_in.get(URL).content.decode()
    assert facts(page)[:1] + facts(page)[2:3] == [0, 0]
    assert "Answers that you practise and grade come back here." in page
    assert "/interviews/questions/?state=new" in page
    assert "Undo the last grade" not in page
    assert "All questions, as no target role is chosen." in page
    assert "The next four weeks" not in page  # a row of zeros tells nothing
    assert "By topic" not in page
    assert "It begins with your first graded answer" in page


def test_counts_due_new_and_done(signed_in: Client, learner: User) -> None:
    today = timezone.localdate()
    whole = facts(signed_in.get(URL).content.decode())[1]
    card(learner, question(0), due=today)
    card(learner, question(1), due=today - timedelta(days=3))
    card(learner, question(2), due=today + timedelta(days=1))
    card(learner, own_question(learner), due=today)
    actions.grade_answer(owner=learner, answer=submitted(learner, question(3)), grade=3)
    page = signed_in.get(URL).content.decode()
    assert facts(page) == [3, whole - 4, 1]
    assert "The next four weeks" in page
    assert "By topic" in page
    assert "3 days overdue" in page
    assert "your own question" in page


def test_nothing_due_says_until_when(signed_in: Client, learner: User) -> None:
    day = timezone.localdate() + timedelta(days=4)
    card(learner, question(), due=day)
    assert f"Nothing is due until {date_format(day)}." in signed_in.get(URL).content.decode()


def test_the_day_begins_at_the_learners_midnight(client: Client, learner: User) -> None:
    learner.time_zone = "Pacific/Auckland"
    learner.save()
    with time_machine.travel(
        "2026-04-04T11:30:00Z", tick=False
    ) as clock:  # half past midnight of the 5th; the clocks go back at 3
        client.force_login(learner)
        card(learner, question(), due=timezone.localdate(timezone=None) + timedelta(days=1))
        assert facts(client.get(URL).content.decode())[0] == 1
        clock.move_to("2026-04-04T10:30:00Z")
        assert facts(client.get(URL).content.decode())[0] == 0


def test_starting_walks_through_what_is_due(signed_in: Client, learner: User) -> None:
    today = timezone.localdate()
    first = card(learner, question(0), due=today - timedelta(days=2))
    second = card(learner, question(1), due=today)
    for row in (first, second):
        assert (
            signed_in.get(f"{URL}next/").url
            == f"/interviews/questions/{row.question.slug}/practice/?next=/interviews/review/next/"
        )
        actions.grade_answer(owner=learner, answer=submitted(learner, row.question), grade=3)
    response = signed_in.get(f"{URL}next/", follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert "That was everything for today." in response.content.decode()


def test_the_load_counts_overdue_today_and_hides_what_is_set_aside(signed_in: Client, learner: User) -> None:
    today = timezone.localdate()
    for number, days in enumerate((-5, 0, 0, 3, 27, 28)):
        card(learner, question(number), due=today + timedelta(days=days))
    card(learner, question(9), due=today + timedelta(days=3), suspended_at=timezone.now())
    forecast = signed_in.get(URL).context["forecast"]
    assert len(forecast.days) == 28
    assert {(day.day - today).days: day.count for day in forecast.filled} == {0: 3, 3: 1, 27: 1}
    assert "5 in four weeks, at most 3 on one day" in forecast.picture


def test_readiness_is_the_mean_over_what_suits_the_role(signed_in: Client, learner: User, role: Role) -> None:
    set_targets(owner=learner, roles=[role])
    before = signed_in.get(URL).context["readiness"]
    assert before.whole.today == 0
    assert 0 < before.whole.count < 194
    suiting = next(row for row in before.rounds if row.slug == "technical-1")
    from interviews import bank
    from roles import guidance

    known = guidance.current()
    kept = bank.current(known)
    chosen = [row for row in kept.suiting(known.matrix[role.pk]).values() if row.round.slug == "technical-1"][:2]
    assert all(
        sum(known.matrix[role.pk].get(pk, 0) for pk in kept.skills[row.pk]) / len(kept.skills[row.pk]) >= 2 for row in chosen
    )
    for row in chosen:
        actions.grade_answer(owner=learner, answer=submitted(learner, row), grade=3)
    after = signed_in.get(URL).context["readiness"]
    part = next(one for one in after.rounds if one.slug == "technical-1")
    assert (part.practised, part.count) == (2, suiting.count)
    assert part.today == pytest.approx(2 / suiting.count)  # just answered: both are present
    assert 0 < part.later < part.today
    assert after.whole.today == pytest.approx(2 / after.whole.count)
    assert sum(one.count for one in after.topics) == after.whole.count


def test_readiness_on_a_chosen_day(signed_in: Client, learner: User) -> None:
    card(learner, question(), due=timezone.localdate(), reviewed_ago=0)
    near, far = (timezone.localdate() + timedelta(days=days) for days in (2, 300))
    values = [signed_in.get(f"{URL}?on={day.isoformat()}").context["readiness"].whole.later for day in (near, far)]
    assert values[0] > values[1] > 0
    assert f'value="{far.isoformat()}"' in signed_in.get(f"{URL}?on={far.isoformat()}").content.decode()


@pytest.mark.parametrize("text", ["", "x", "2026-02-31", "1999-01-01", "9999-12-31", "%00", "' OR 1", "9" * 5000, "2026-13-01"])
def test_a_day_that_is_none_is_ignored(signed_in: Client, text: str) -> None:
    response = signed_in.get(URL, {"on": text}) if text != "%00" else signed_in.get(f"{URL}?on=%00")
    assert response.status_code in {200, 400}
    if response.status_code == 200:
        assert response.context["later"] == timezone.localdate() + timedelta(weeks=4)


def test_postpone_set_aside_and_bring_back(signed_in: Client, learner: User) -> None:
    row = card(learner, question(), due=timezone.localdate())
    assert "comes back on" in signed_in.post(f"{URL}{row.pk}/postpone/", follow=True).content.decode()
    row.refresh_from_db()
    assert row.due == timezone.localdate() + timedelta(days=1)
    assert "Bring back" in signed_in.post(f"{URL}{row.pk}/suspend/", follow=True).content.decode()
    row.refresh_from_db()
    assert row.suspended_at is not None
    assert "Bring back" not in signed_in.post(f"{URL}{row.pk}/resume/", follow=True).content.decode()
    row.refresh_from_db()
    assert row.suspended_at is None


def test_undo_from_the_page(signed_in: Client, learner: User) -> None:
    actions.grade_answer(owner=learner, answer=submitted(learner, question()), grade=1)
    assert "stands as before" in signed_in.post(f"{URL}undo/", follow=True).content.decode()
    assert not ReviewCard.objects.exists()
    assert "no grade of today" in signed_in.post(f"{URL}undo/", follow=True).content.decode()


def test_a_stranger_finds_nothing(signed_in: Client, learner: User, stranger: User) -> None:
    row = card(stranger, own_question(stranger, prompt="CANARY of the stranger"), due=timezone.localdate())
    for turn in ("postpone", "suspend", "resume"):
        assert signed_in.post(f"{URL}{row.pk}/{turn}/").status_code == 404
        assert signed_in.post(f"{URL}{'9' * 30}/{turn}/").status_code == 404
    page = signed_in.get(URL).content.decode()
    assert "CANARY" not in page
    assert facts(page)[0] == 0
    assert not ReviewLog.objects.exists()


def test_chinese(signed_in: Client, learner: User) -> None:
    learner.language = "zh-hans"
    learner.save()
    card(learner, question(), due=timezone.localdate())
    page = signed_in.get(URL).content.decode()
    assert "面试准备度" in page
    assert "今天到期" in page


def many(owner: User, count: int) -> None:
    """Private questions with cards and logs, as after years of practice."""
    from interviews import schedule
    from interviews.models import Question

    today = timezone.localdate()
    memory = schedule.review(None, 3, today=today - timedelta(days=9))
    asked = Question.objects.bulk_create(
        Question(owner=owner, slug=f"own-{number}", status="draft", prompt_en=f"Question {number}") for number in range(count)
    )
    cards = []
    for number, row in enumerate(asked):
        one = ReviewCard(owner=owner, question=row, last_grade=3)
        one.memory = memory
        one.due = today + timedelta(days=number % 60 - 10)
        cards.append(one)
    ReviewCard.objects.bulk_create(cards)
    ReviewLog.objects.bulk_create(
        ReviewLog(owner=owner, question=row, grade=3, reviewed_on=today - timedelta(days=9), due=today, parameters={})
        for row in asked
    )


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
    signed_in: Client, learner: User, role: Role, django_assert_max_num_queries
) -> None:
    set_targets(owner=learner, roles=[role])
    signed_in.get(URL)
    many(learner, 2_000)
    with django_assert_max_num_queries(6):
        page = signed_in.get(URL).content.decode()
    assert page.count("/suspend/") == 10
    assert "The first 10 of" in page


def arrange_interview(owner: User, days: int) -> None:
    application = baker.make("interviews.Application", owner=owner, stage=Stage.objects.order_by("order").first())
    noon = timezone.now().replace(hour=12, minute=0) + timedelta(days=days)
    baker.make("interviews.Interview", owner=owner, application=application, starts_at=noon, outcome="")


def test_the_next_interview_is_the_day_that_the_forecast_looks_to_and_caps_what_is_graded(
    signed_in: Client, learner: User
) -> None:
    today = timezone.localdate()
    arrange_interview(learner, 4)
    row = actions.grade_answer(owner=learner, answer=submitted(learner, question()), grade=4)
    assert row.due == today + timedelta(days=3)
    page = signed_in.get(URL)
    assert page.context["later"] == today + timedelta(days=4)
    assert "next interview" in page.content.decode()


def test_what_was_graded_before_the_interview_was_arranged_is_brought_forward(signed_in: Client, learner: User) -> None:
    today = timezone.localdate()
    for number in range(6):
        card(learner, question(number), due=today + timedelta(days=20 + number))
    aside = card(learner, question(7), due=today + timedelta(days=20), suspended_at=timezone.now())
    assert "would come back only after" not in signed_in.get(URL).content.decode()
    arrange_interview(learner, 4)
    assert "6 answers would come back only after" in signed_in.get(URL).content.decode()
    page = signed_in.post(f"{URL}bring-forward/", follow=True).content.decode()
    assert "6 answers come back in time." in page
    assert "would come back only after" not in page
    due = ReviewCard.objects.owned_by(learner).exclude(pk=aside.pk).order_by("due").values_list("due", flat=True)
    assert [(day - today).days for day in due] == [1, 1, 2, 2, 3, 3]
    aside.refresh_from_db()
    assert aside.due == today + timedelta(days=20)


@pytest.mark.parametrize("days", [0, 1])
def test_an_interview_today_or_tomorrow_brings_nothing_forward(signed_in: Client, learner: User, days: int) -> None:
    row = card(learner, question(), due=timezone.localdate() + timedelta(days=9))
    arrange_interview(learner, days)
    assert "would come back only after" not in signed_in.get(URL).content.decode()
    signed_in.post(f"{URL}bring-forward/")
    row.refresh_from_db()
    assert row.due == timezone.localdate() + timedelta(days=9)
