"""Correcting what was noted: by new events, never by changing old ones."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from interviews.models import Application, StageEvent
from tests.interviews.search import apply, stage

TODAY = datetime.date.today()


def url(event: StageEvent) -> str:
    return f"/interviews/applications/{event.application_id}/events/{event.pk}/"


def form(slug: str, **values: object) -> dict[str, object]:
    return {"stage": slug, "happened_on": TODAY.isoformat(), "form_key": uuid.uuid4(), **values}


def last(application: Application) -> StageEvent:
    return application.events.latest("pk")


def test_undo_leads_back_and_both_notes_stay_visible(signed_in: Client, learner: User) -> None:
    application = apply(learner, "decision", "rejected")
    event = last(application)
    assert application.company_outcome == "not-selected"
    response = signed_in.post(url(event), form("rejected", undo="1"), follow=True)
    application.refresh_from_db()
    assert (application.stage.slug, application.company_outcome) == ("decision", "")
    assert StageEvent.objects.count() == 3
    event.refresh_from_db()
    assert (event.stage.slug, event.kind) == ("rejected", "normal")
    text = response.content.decode()
    assert "undone" in text
    assert "corrected" in text


def test_another_stage_and_day_take_the_place(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied", "screening", day=TODAY - datetime.timedelta(days=9))
    day = TODAY - datetime.timedelta(days=4)
    signed_in.post(url(last(application)), form("rejected", happened_on=day.isoformat()))
    application.refresh_from_db()
    assert (application.stage.slug, application.stage_on) == ("rejected", day)


def test_a_step_in_the_middle_only_if_the_steps_around_it_still_hold(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied", "screening", "technical-1")
    middle = application.events.get(stage=stage("screening"))
    offered = signed_in.get(url(middle))
    assert {option.slug for option in offered.context["stages"]} == {"screening"}
    assert not offered.context["may_undo"]
    for values in (form("rejected"), form("screening", undo="1")):
        response = signed_in.post(url(middle), values)
        assert response.status_code == 422
        assert "does not allow" in response.content.decode()
    day = middle.happened_on - datetime.timedelta(days=30)
    response = signed_in.post(url(middle), form("screening", happened_on=day.isoformat()))
    assert response.status_code == 422
    assert StageEvent.objects.count() == 3
    assert (
        signed_in.post(url(middle), form("screening", happened_on=middle.happened_on.isoformat(), note="by phone")).status_code
        == 302
    )
    application.refresh_from_db()
    assert application.stage.slug == "technical-1"


def test_the_only_step_is_corrected_but_not_undone(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    assert not signed_in.get(url(last(application))).context["may_undo"]
    assert signed_in.post(url(last(application)), form("applied", undo="1")).status_code == 422
    assert signed_in.post(url(last(application)), form("preparing")).status_code == 302
    application.refresh_from_db()
    assert (application.stage.slug, application.applied_on) == ("preparing", None)


def test_a_correction_is_corrected_in_its_turn(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied", "screening")
    signed_in.post(url(last(application)), form("rejected"))
    signed_in.post(url(last(application)), form("no-response"))
    application.refresh_from_db()
    assert application.stage.slug == "no-response"


def test_sent_twice_is_one_and_an_event_is_corrected_once(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied", "screening")
    event, twice = last(application), form("rejected")
    assert signed_in.post(url(event), twice).status_code == 302
    assert signed_in.post(url(event), twice).status_code == 404  # it counts no more; its page is gone
    assert StageEvent.objects.count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        StageEvent.objects.create(
            owner=learner, application=application, kind="correction", replaces=event, happened_on=TODAY,
            recorded_at=event.recorded_at, form_key=uuid.uuid4(),
        )  # fmt: skip


@pytest.mark.parametrize(
    "values", [{"stage": "moon"}, {"stage": ""}, {"happened_on": ""}, {"form_key": ""}, {"note": "x" * 501}]
)
def test_bad_input(signed_in: Client, learner: User, values: dict[str, str]) -> None:
    application = apply(learner, "applied", "screening")
    response = signed_in.post(url(last(application)), form("rejected", **values))
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert StageEvent.objects.count() == 2


def test_a_stranger_and_a_foreign_event_get_404(signed_in: Client, learner: User, stranger: User) -> None:
    own, foreign = apply(learner, "applied"), apply(stranger, "applied")
    assert signed_in.get(url(last(foreign))).status_code == 404
    mixed = f"/interviews/applications/{own.pk}/events/{last(foreign).pk}/"
    assert signed_in.post(mixed, form("preparing")).status_code == 404
    assert StageEvent.objects.count() == 2
