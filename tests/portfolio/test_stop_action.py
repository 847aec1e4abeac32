"""Drop an action and take it up again."""

from datetime import date

import time_machine
from django.test import Client

from accounts.models import User
from tests.portfolio.brand_cast import planned


@time_machine.travel("2026-03-12T09:00Z", tick=False)
def test_there_and_back(signed_in: Client, learner: User) -> None:
    own = planned(learner)
    signed_in.post(f"{own.get_absolute_url()}stop/")
    own.refresh_from_db()
    assert not own.is_running
    signed_in.post(f"{own.get_absolute_url()}stop/")
    own.refresh_from_db()
    assert own.is_running
    assert own.due == date(2026, 3, 12)
