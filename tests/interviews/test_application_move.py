"""Moving an application, from the board and from its page."""

import datetime
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Application, StageEvent
from tests.interviews.search import apply, move, stage

TODAY = datetime.date.today()


def sent(application: Application, goal: str, **values: object) -> dict[str, object]:
    return {"goal": goal, "seen": application.stage_id, "form_key": uuid.uuid4(), "happened_on": TODAY.isoformat(), **values}


def address(application: Application) -> str:
    return f"{application.get_absolute_url()}move/"


def test_moves_and_keeps_the_event_with_its_note(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    response = signed_in.post(address(application), sent(application, "screening", note="Anna called"), follow=True)
    application.refresh_from_db()
    assert application.stage.slug == "screening"
    text = response.content.decode()
    assert "Anna called" in text
    assert "Undo or correct" in text
    assert StageEvent.objects.get(note="Anna called").recorded_at <= timezone.now()


def test_from_the_board_it_is_today_and_leads_back_there(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    response = signed_in.post(address(application), sent(application, "screening", happened_on="", back="board"))
    assert response.url == "/interviews/applications/?stage=applied"  # the stage that was being worked through
    application.refresh_from_db()
    assert application.stage_on == TODAY


def test_a_repeated_form_from_the_board_that_tells_an_unknown_stage_leads_back_too(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    fields = sent(application, "screening", happened_on="", back="board")
    signed_in.post(address(application), fields)
    response = signed_in.post(address(application), {**fields, "seen": "99999"})
    assert response.url == "/interviews/applications/?stage="


def test_backdating_to_before_the_last_event_is_refused_and_nothing_is_lost(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied", day=TODAY - datetime.timedelta(days=5))
    early = (TODAY - datetime.timedelta(days=6)).isoformat()
    response = signed_in.post(address(application), sent(application, "screening", happened_on=early, note="typed"))
    assert response.status_code == 422
    assert "before that of the step before" in response.content.decode()
    assert 'value="typed"' in response.content.decode()
    fine = (TODAY - datetime.timedelta(days=5)).isoformat()
    assert signed_in.post(address(application), sent(application, "screening", happened_on=fine)).status_code == 302


@pytest.mark.parametrize("goal", ["offer", "applied", "preparing", "accepted", "moon", "", "x\0y", "s" * 100_000])
def test_a_forbidden_or_unknown_goal_is_refused(signed_in: Client, learner: User, goal: str) -> None:
    application = apply(learner, "applied")
    assert signed_in.post(address(application), sent(application, goal)).status_code == 422
    assert StageEvent.objects.count() == 1


@pytest.mark.parametrize("field", ["seen", "form_key", "happened_on"])
@pytest.mark.parametrize("value", ["abc", "9" * 40, "-1", "\0"])
def test_tampered_fields_are_refused(signed_in: Client, learner: User, field: str, value: str) -> None:
    application = apply(learner, "applied")
    assert signed_in.post(address(application), sent(application, "screening", **{field: value})).status_code in {409, 422}
    assert StageEvent.objects.count() == 1


def test_sent_twice_it_moves_once(signed_in: Client, learner: User) -> None:
    application = apply(learner, "technical-2", "technical-extra")
    twice = sent(application, "technical-extra")  # the one step that leads to where it starts
    for _time in range(2):
        assert signed_in.post(address(application), twice).status_code == 302
    assert StageEvent.objects.count() == 3


def test_two_tabs_the_second_is_told_with_409(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    first, second = sent(application, "screening"), sent(application, "rejected", note="from the other tab")
    assert signed_in.post(address(application), first).status_code == 302
    response = signed_in.post(address(application), second)
    assert response.status_code == 409
    text = response.content.decode()
    assert "moved elsewhere meanwhile" in text
    assert "from the other tab" in text
    assert f'name="seen" value="{stage("screening").pk}"' in text
    assert StageEvent.objects.count() == 2


def test_one_key_serves_all_cards_of_a_board(signed_in: Client, learner: User) -> None:
    one, two, key = apply(learner, "applied"), apply(learner, "applied"), uuid.uuid4()
    for application in (one, two):
        signed_in.post(address(application), sent(application, "screening", form_key=key))
    assert {row.stage.slug for row in Application.objects.all()} == {"screening"}


def test_a_stranger_gets_404(client: Client, learner: User, stranger: User) -> None:
    application = apply(learner, "applied")
    client.force_login(stranger)
    assert client.post(address(application), sent(application, "screening")).status_code == 404
    assert client.get(application.get_absolute_url()).status_code == 404
    assert client.get("/interviews/applications/999999999999999999999999999999/").status_code == 404


def test_what_was_set_by_hand_stays(signed_in: Client, learner: User) -> None:
    application = apply(learner, "decision")
    Application.objects.filter(pk=application.pk).update(own_decision="declined")
    application = move(application, "offer")
    application.refresh_from_db()
    assert (application.company_outcome, application.own_decision) == ("offer", "declined")


def test_changed_since_goes_by_when_it_was_noted(learner: User) -> None:
    old, backdated = apply(learner, "applied"), apply(learner, "applied", day=TODAY - datetime.timedelta(days=90))
    StageEvent.objects.update(recorded_at=timezone.now() - datetime.timedelta(days=10))
    look = timezone.now() - datetime.timedelta(days=1)
    move(backdated, "screening", day=TODAY - datetime.timedelta(days=80))
    assert list(Application.objects.owned_by(learner).changed_since(look)) == [backdated]
    assert StageEvent.objects.owned_by(learner).changed_since(look).count() == 1
    assert old not in Application.objects.changed_since(look)


def test_queries(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    application = apply(learner, "applied")
    signed_in.get("/interviews/applications/")
    with django_assert_max_num_queries(14):
        signed_in.post(address(application), sent(application, "screening"))
    application.refresh_from_db()
    with django_assert_max_num_queries(11):
        signed_in.get(application.get_absolute_url())
