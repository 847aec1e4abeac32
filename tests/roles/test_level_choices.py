"""The levels that a form offers are worded when it is drawn."""

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import PlannedAction
from tests.portfolio.brand_cast import planned


@pytest.mark.parametrize(("language", "words"), [("en", "practised with guidance"), ("zh-hans", "在指导下做过")])
def test_in_the_language_of_the_page(client: Client, learner: User, language: str, words: str) -> None:
    User.objects.filter(pk=learner.pk).update(language=language)
    learner.refresh_from_db()
    client.force_login(learner)
    action: PlannedAction = planned(learner)
    for path in ("/skills/model-serving/", f"{action.get_absolute_url()}done/"):
        assert f"2 · {words}</option>" in client.get(path).content.decode()
