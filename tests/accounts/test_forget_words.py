"""Notifications of earlier releases kept the words of review requests; the migration takes them out and leaves the rest."""

import importlib

import pytest
from django.apps import apps

from accounts.models import Notification, User

forget = importlib.import_module("accounts.migrations.0003_forget_words_of_requests").forget


@pytest.mark.django_db
def test_words_go_and_the_rest_stays(learner: User) -> None:
    kept = {"kind": "review_timed_out", "values": {"label": "Serving", "days": "14"}}
    asked = {"kind": "review_asked", "values": {"label": "Serving", "question": "Enough?"}}
    other = {"kind": "skill_confirmed", "values": {"label": "not ours"}}
    for values in (kept, asked, other):
        Notification.objects.create(owner=learner, url="/", **values)
    forget(apps, None)
    found = dict(Notification.objects.values_list("kind", "values"))
    assert found == {"review_timed_out": {"days": "14"}, "review_asked": {}, "skill_confirmed": {"label": "not ours"}}
