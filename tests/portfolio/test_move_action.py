"""Put an action off."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from tests.portfolio.brand_cast import planned

NOW = time_machine.travel("2026-03-12T09:00Z", tick=False)


@NOW
def test_moves(signed_in: Client, learner: User) -> None:
    own = planned(learner)
    response = signed_in.post(f"{own.get_absolute_url()}move/", {"due": "2026-03-16"}, follow=True)
    assert "Moved to March 16, 2026" in response.content.decode()
    own.refresh_from_db()
    assert own.due == date(2026, 3, 16)


@NOW
@pytest.mark.parametrize(
    ("due", "words"),
    [("2026-03-11", "Choose today or a later day"), ("x", "valid date"), ("", "required"), ("9999999-01-01", "valid date")],
)
def test_a_day_that_is_none_changes_nothing(signed_in: Client, learner: User, due: str, words: str) -> None:
    own = planned(learner)
    response = signed_in.post(f"{own.get_absolute_url()}move/", {"due": due}, follow=True)
    assert words in response.content.decode()
    own.refresh_from_db()
    assert own.due == date(2026, 3, 10)
