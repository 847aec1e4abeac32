"""The board of active applications."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Interview, StageEvent, Task
from interviews.queries.applications import CARDS_PER_COLUMN
from tests.interviews.search import apply, interview

URL = "/interviews/applications/"


def test_an_empty_board_names_the_next_step(signed_in: Client) -> None:
    text = signed_in.get(URL).content.decode()
    assert "Nothing is active yet" in text
    assert 'href="/interviews/applications/new/"' in text
    assert "data-card" not in text


def test_active_ones_stand_in_their_columns_and_only_ones_own(signed_in: Client, learner: User, stranger: User) -> None:
    apply(learner, "applied", company="Acme")
    apply(learner, "applied", "screening", "technical-1", company="Deepfield")
    apply(learner, "applied", "rejected", company="Gone")
    apply(stranger, "applied", company="Secret")
    response = signed_in.get(URL)
    columns = {column.slug: [card.company for card in column.cards] for column in response.context["columns"]}
    assert columns["applied"] == ["Acme"]
    assert columns["technical"] == ["Deepfield"]
    assert "ended" not in columns
    assert "Secret" not in response.content.decode()


def test_every_card_offers_exactly_the_allowed_moves(signed_in: Client, learner: User) -> None:
    apply(learner, "applied")
    card = next(column for column in signed_in.get(URL).context["columns"] if column.slug == "applied").cards[0]
    assert card.stage.options.count("<option") == 4
    for goal in ("screening", "rejected", "no-response", "withdrawn"):
        assert f'value="{goal}"' in card.stage.options


def test_who_has_an_interview_ahead_stands_first_and_is_not_silent(signed_in: Client, learner: User) -> None:
    long_ago = datetime.date.today() - datetime.timedelta(days=50)
    first = apply(learner, "applied", company="Old", day=long_ago)
    apply(learner, "applied", company="Fresh")
    cards = next(column for column in signed_in.get(URL).context["columns"] if column.slug == "applied").cards
    assert [card.company for card in cards] == ["Fresh", "Old"]
    assert [card.silent for card in cards] == [0, 50]
    planned = interview(first, timezone.now() + datetime.timedelta(days=3))
    cards = next(column for column in signed_in.get(URL).context["columns"] if column.slug == "applied").cards
    assert [card.company for card in cards] == ["Old", "Fresh"]
    assert cards[0].silent == 0
    Interview.objects.filter(pk=planned.pk).update(outcome="cancelled")
    cards = next(column for column in signed_in.get(URL).context["columns"] if column.slug == "applied").cards
    assert cards[-1].silent == 50


def test_silence_is_told_and_never_set(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied", day=datetime.date.today() - datetime.timedelta(days=300))
    for url in (URL, application.get_absolute_url(), "/interviews/", "/interviews/applications/all/"):
        assert "300" in signed_in.get(url).content.decode()
    assert StageEvent.objects.count() == 1
    application.refresh_from_db()
    assert application.stage.slug == "applied"
    assert application.company_outcome == ""


@pytest.mark.parametrize("path", [URL, "/interviews/applications/all/", "/interviews/applications/funnel/", "/interviews/"])
def test_queries_and_cards_do_not_grow_with_500_applications(
    signed_in: Client, learner: User, path: str, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    application = apply(learner, "applied", "screening", "technical-1", "hr")
    interview(application, timezone.now() + datetime.timedelta(days=1))
    Task.objects.create(owner=learner, application=application, title="x", form_key="0" * 32)
    signed_in.get(path)
    with CaptureQueriesContext(
        connection,
    ) as few:
        signed_in.get(path)
    for number in range(500):
        apply(learner, "applied", "screening", *(["technical-1"] if number % 2 else ["rejected"]), company=f"Company {number}")
    assert len(few) <= 9
    with django_assert_num_queries(len(few)):
        response = signed_in.get(path)
    assert response.content.count(b"data-card") <= 7 * CARDS_PER_COLUMN + 1
    if path == URL:
        assert "220 more" in response.content.decode()


def test_a_narrow_screen_shows_the_stage_that_the_address_names(signed_in: Client, learner: User) -> None:
    apply(learner, "applied", company="Acme")
    apply(learner, "applied", "screening", company="Beta")

    def here(query: str) -> tuple[str, str]:
        response = signed_in.get(URL + query)
        text = response.content.decode()
        assert text.count('class="column here"') == text.count('aria-current="true"') == 1
        assert 'href="?stage=applied"' in text
        assert 'href="?stage=offer"' not in text  # nothing stands there
        return response.context["here"].slug, text

    assert here("")[0] == "applied"
    shown, text = here("?stage=screening")
    assert shown == "screening"
    assert {"Acme", "Beta"} <= set(text.replace("<", ">").split(">"))  # a wide screen has all columns
    for nowhere in ("offer", "ended", "nonsense", ""):
        assert here(f"?stage={nowhere}")[0] == "applied"
