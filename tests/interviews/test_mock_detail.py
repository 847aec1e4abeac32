"""Going through a mock round: one question at a time, a clock of the server, and texts that are never thrown away."""

import random
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews import actions
from interviews.models import Answer, MockItem, MockRound
from interviews.models.mocks import CLOCK_FIELDS, MOST_SECONDS_ON_ONE
from tests.interviews.mocks import finished, start, write

pytestmark = pytest.mark.django_db


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def typed(client: Client, mock: MockRound, text: str, **more: object) -> dict[str, object]:
    """What the page of the question in view sends."""
    page = client.get(mock.get_absolute_url()).content.decode()
    return {"text": text, **{name: hidden(page, name) for name in ("item", "version", "form_key", "stamp")}, **more}


def remaining(client: Client, mock: MockRound) -> int:
    found = re.search(r'data-countdown="(\d+)"', client.get(mock.get_absolute_url()).content.decode())
    assert found
    return int(found[1])


def test_shows_one_question_with_the_editor(signed_in: Client, learner: User) -> None:
    mock = start(learner, minutes=45)
    page = signed_in.get(mock.get_absolute_url()).content.decode()
    first, second = mock.items.all()[:2]
    assert first.question.prompt in page.replace("&#x27;", "'").replace("&quot;", '"')
    assert second.question.prompt not in page.replace("&#x27;", "'")
    assert f"/interviews/questions/{first.question.slug}/practice/draft/" in page
    assert "Question 1 of 5" in page


def test_a_stranger_finds_nothing(signed_in: Client, stranger: User) -> None:
    mock, over = start(stranger), None
    actions.finish_mock(owner=stranger, mock=mock, now=timezone.now())
    over, mock = mock, start(stranger)
    for one in (mock, over):
        address = one.get_absolute_url()
        assert signed_in.get(address).status_code == 404
        for turn in ("go", "pause", "resume", "extend", "finish", "score", "schedule"):
            response = signed_in.post(f"{address}{turn}/", {"minutes": 5, "go": 2, "text": "mine"})
            assert response.status_code == 404, turn
    mock.refresh_from_db()
    assert mock.finished_at is None
    assert not Answer.objects.exists()


def test_going_on_keeps_the_text_and_counts_the_time(signed_in: Client, learner: User) -> None:
    with time_machine.travel("2026-03-10T10:00:00Z", tick=False) as clock:
        signed_in.force_login(learner)
        mock = start(learner)
        sent = typed(signed_in, mock, "My first thought.")
        clock.shift(95)
        assert signed_in.post(f"{mock.get_absolute_url()}go/", {**sent, "go": 2}).url == mock.get_absolute_url()
        clock.shift(30)
        signed_in.post(f"{mock.get_absolute_url()}go/", {"go": 1})
        assert "My first thought." in signed_in.get(mock.get_absolute_url()).content.decode()  # back at it, after a reload
    first, second = mock.items.all()[:2]
    assert (first.seconds, second.seconds) == (95, 30)
    assert Answer.objects.get(question=first.question).text == "My first thought."


def test_the_clock_goes_on_over_a_reload_and_stands_still_in_a_pause(signed_in: Client, learner: User) -> None:
    with time_machine.travel("2026-03-10T10:00:00Z", tick=False) as clock:
        signed_in.force_login(learner)
        mock = start(learner, minutes=30)
        address = mock.get_absolute_url()
        clock.shift(600)
        assert remaining(signed_in, mock) == 1200
        assert Client().get(address).status_code == 302
        signed_in.post(f"{address}pause/", typed(signed_in, mock, "Half a thought"))
        clock.shift(86_400)
        page = signed_in.get(address).content.decode()
        assert "Paused" in page
        assert "data-countdown=" not in page
        signed_in.post(f"{address}resume/")
        clock.shift(60)
        assert remaining(signed_in, mock) == 1140
        signed_in.post(f"{address}go/", {"go": 2})
    assert mock.items.first().seconds == 660  # neither the day of the pause nor anything twice
    assert Answer.objects.get().text == "Half a thought"


def test_when_time_is_up_nothing_ends_by_itself(signed_in: Client, learner: User) -> None:
    with time_machine.travel("2026-03-10T10:00:00Z", tick=False) as clock:
        signed_in.force_login(learner)
        mock = start(learner, minutes=15)
        address = mock.get_absolute_url()
        assert 'id="time-over" role="alert" hidden' in signed_in.get(address).content.decode()
        clock.shift(20 * 60)
        page = signed_in.get(address).content.decode()
        assert "Time is up" in page
        assert 'id="time-over" role="alert">' in page
        signed_in.post(f"{address}extend/", typed(signed_in, mock, "Late but here", minutes=10))
        assert remaining(signed_in, mock) == 600
    assert Answer.objects.get().text == "Late but here"


def test_a_question_left_open_overnight_was_not_worked_on_all_night(signed_in: Client, learner: User) -> None:
    with time_machine.travel("2026-03-10T10:00:00Z", tick=False) as clock:
        signed_in.force_login(learner)
        mock = start(learner)
        clock.shift(20 * 3600)
        signed_in.post(f"{mock.get_absolute_url()}go/", {"go": 2})
    assert mock.items.first().seconds == MOST_SECONDS_ON_ONE


@pytest.mark.parametrize("minutes", ["", "0", "-5", "1", "5.5", "NaN", "9" * 5000, "٥", "[5]", "\0"])
def test_no_other_extension_than_those_offered(signed_in: Client, learner: User, minutes: str) -> None:
    mock = start(learner)
    response = signed_in.post(f"{mock.get_absolute_url()}extend/", {"minutes": minutes})
    assert response.status_code == 400
    mock.refresh_from_db()
    assert mock.allowed_seconds == 3600


def test_500_tampered_payloads_do_not_move_the_clock(signed_in: Client, learner: User) -> None:
    chooser = random.Random(7)
    values = ["-1", "0", "99999999999", "1e9", "NaN", "2000-01-01T00:00:00Z", "", "null", "%00", "' OR 1=1", "١٢٣", "9" * 300]
    fields = [
        *CLOCK_FIELDS,
        "remaining",
        "seconds",
        "elapsed",
        "now",
        "minutes",
        "current_since",
        "order",
        "go",
        "data-countdown",
    ]
    with time_machine.travel("2026-03-10T10:00:00Z", tick=False) as clock:
        signed_in.force_login(learner)
        mock = start(learner)
        before = MockRound.objects.values(*CLOCK_FIELDS).get(pk=mock.pk)
        clock.shift(120)
        for _payload in range(500):
            data = {name: chooser.choice(values) for name in chooser.sample(fields, 4)} | {
                "go": chooser.choice(["7", "-1", "x", ""])
            }
            turn = chooser.choice(["go", "extend", "resume"])
            assert signed_in.post(f"{mock.get_absolute_url()}{turn}/", data).status_code in {302, 400}
        assert MockRound.objects.values(*CLOCK_FIELDS).get(pk=mock.pk) == before
        assert remaining(signed_in, mock) == 3600 - 120
    assert MockItem.objects.filter(mock=mock, seconds__gt=0).count() == 0


def test_two_tabs_neither_text_is_lost(signed_in: Client, learner: User) -> None:
    mock = start(learner)
    first, second = (typed(signed_in, mock, text) for text in ("From the first tab", "From the second tab"))
    signed_in.post(f"{mock.get_absolute_url()}pause/", first)
    signed_in.post(f"{mock.get_absolute_url()}resume/")
    response = signed_in.post(f"{mock.get_absolute_url()}go/", {**second, "go": 2})
    page = response.content.decode()
    assert response.status_code == 409
    assert "From the first tab" in page
    assert "From the second tab" in page
    mock.refresh_from_db()
    assert mock.current == 1  # nothing happened until the learner has chosen
    again = {"text": "From the second tab", **{name: hidden(page, name) for name in ("item", "version", "form_key", "stamp")}}
    assert signed_in.post(f"{mock.get_absolute_url()}go/", {**again, "go": 2}).status_code == 302
    assert Answer.objects.get().text == "From the second tab"


def test_a_text_that_is_too_long_comes_back_whole(signed_in: Client, learner: User) -> None:
    mock = start(learner)
    response = signed_in.post(f"{mock.get_absolute_url()}finish/", typed(signed_in, mock, "x" * 60_000))
    assert response.status_code == 422
    assert "x" * 60_000 in response.content.decode()
    mock.refresh_from_db()
    assert mock.finished_at is None


def test_a_foreign_item_is_not_found(signed_in: Client, learner: User, stranger: User) -> None:
    mock, theirs = start(learner), start(stranger)
    for item in (theirs.items.first().pk, "x", "9" * 30, ""):
        sent = typed(signed_in, mock, "Hello") | {"item": item}
        assert signed_in.post(f"{mock.get_absolute_url()}go/", {**sent, "go": 2}).status_code == 404
    assert not Answer.objects.exists()


def test_finishing_hands_in_what_was_written_and_twice_is_once(signed_in: Client, learner: User) -> None:
    mock = start(learner, minutes=45)
    items = list(mock.items.all())
    write(mock, items[2])
    write(mock, items[3], text="")
    sent = typed(signed_in, mock, "An answer in the last second")
    for _click in range(2):
        assert signed_in.post(f"{mock.get_absolute_url()}finish/", sent).url == mock.get_absolute_url()
    mock.refresh_from_db()
    assert mock.finished_at is not None
    answers = [item.answer for item in mock.items.select_related("answer")]
    assert [bool(answer) for answer in answers] == [True, False, True, False, False]
    assert all(answer.submitted_at == mock.finished_at and answer.total >= 2 for answer in answers if answer)
    assert Answer.objects.filter(submitted_at=None).count() == 1  # the empty draft stays a draft


def test_a_draft_from_before_that_was_not_touched_stays_a_draft(learner: User) -> None:
    mock = start(learner)
    item = mock.items.first()
    long_ago = timezone.now() - timedelta(days=3)
    Answer.objects.create(
        owner=learner, question=item.question, text="Old", started_at=long_ago, touched_at=long_ago, form_key=uuid.uuid4(),
        written_by=uuid.uuid4(),
    )  # fmt: skip
    actions.finish_mock(owner=learner, mock=mock, now=timezone.now())
    assert Answer.objects.get().submitted_at is None


def test_turns_of_a_finished_round_change_nothing(signed_in: Client, learner: User) -> None:
    mock = finished(learner)
    before = MockRound.objects.values().get(pk=mock.pk)
    for turn in ("go", "pause", "resume", "extend", "finish"):
        signed_in.post(
            f"{mock.get_absolute_url()}{turn}/", {"go": 2, "minutes": 5, "text": "late", "item": mock.items.first().pk}
        )
    after = MockRound.objects.values().get(pk=mock.pk)
    assert {**after, "updated_at": None} == {**before, "updated_at": None}


def test_what_somebody_else_writes_on_the_same_question_is_not_shown(signed_in: Client, learner: User, stranger: User) -> None:
    mock = start(learner)
    items = list(mock.items.all())
    for item in items:
        write(mock, item, "Handed in")
    Answer.objects.update(owner=stranger)
    page = signed_in.get(mock.get_absolute_url())
    assert "Handed in" not in page.content.decode()
    assert not any(step.written for step in page.context["steps"])


def test_queries(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    mock = start(learner)
    for item in mock.items.all():
        write(mock, item)
    with django_assert_max_num_queries(6):  # session, user, round, questions with drafts, version of the guidance, interviewer
        assert signed_in.get(mock.get_absolute_url()).status_code == 200
