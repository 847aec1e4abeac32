"""A query that is written once gives what the query set gives, for each value anew."""

import datetime
import inspect
import uuid

import pytest
from django.db.models.query import get_related_populators
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from careerguide.lib.written import Written, WrittenRows
from mentoring.models import Mentorship

NOBODY = uuid.UUID(int=0)


@pytest.mark.django_db
def test_it_answers_as_the_query_set_does(learner: User, stranger: User, django_assert_num_queries) -> None:
    day = timezone.localdate() + datetime.timedelta(days=3)
    rows = [Mentorship.objects.create(learner=person, scopes=["skills"], until=day) for person in (learner, stranger)]

    def query(learner: int):
        return Mentorship.objects.filter(learner=learner).values_list("pk", "scopes", "until", "created_at")

    written = Written(query, -1)
    for row in rows:
        with django_assert_num_queries(1):
            found = [tuple(values) for values in written.ask(row.learner_id)]
        assert found == list(query(row.learner_id)) == [(row.pk, ["skills"], day, row.created_at)]
    assert list(written.ask(0)) == []
    by_key = Written(lambda pk: Mentorship.objects.filter(pk=pk).values_list("learner"), NOBODY)
    assert [values[0] for row in rows for values in by_key.ask(row.pk)] == [learner.pk, stranger.pk]


@pytest.mark.django_db
def test_rows_come_with_their_relations(learner: User, stranger: User, django_assert_num_queries) -> None:
    now = timezone.now()
    row = Mentorship.objects.create(learner=learner, mentor=stranger, visit_at=now)
    alone = Mentorship.objects.create(learner=stranger, visit_at=now - datetime.timedelta(days=1))

    def query(since: datetime.datetime):
        return Mentorship.objects.filter(visit_at__gt=since).select_related("learner", "mentor").order_by("-visit_at")

    written = WrittenRows[Mentorship](query, datetime.datetime.min.replace(tzinfo=datetime.UTC))
    with django_assert_num_queries(1):
        found = written.rows(now - datetime.timedelta(days=2))
        assert [(each, each.learner, each.mentor) for each in found] == [(row, learner, stranger), (alone, stranger, None)]
        assert found[0].scopes == row.scopes
    assert written.row(now - datetime.timedelta(hours=1)) == row
    assert written.row(now) is None


def test_django_still_makes_related_rows_as_this_relies_on() -> None:
    broken = "Django was upgraded, and what careerguide/lib/written.py takes from inside it is another: see _Text.makers there."
    assert list(inspect.signature(get_related_populators).parameters) == ["klass_info", "select", "db"], broken
    query = Mentorship.objects.select_related("learner").query
    compiler = query.get_compiler("default")
    compiler.as_sql()
    made = compiler.klass_info
    assert made["model"] is Mentorship, broken
    assert made["select_fields"] == list(range(len(Mentorship._meta.concrete_fields))), broken  # in one run, from the first
    (populator,) = get_related_populators(made, compiler.select, "default")
    assert callable(populator.populate), broken


@pytest.mark.django_db
def test_a_row_that_is_not_there_is_not_found(learner: User, django_assert_num_queries) -> None:
    written = WrittenRows[User](lambda pk: User.objects.filter(pk=pk), -1)
    assert written.row_or_404(learner.pk) == learner
    with pytest.raises(Http404):
        written.row_or_404(0)
    for too_long in (2**63, 10**30, -(2**63) - 1):  # an address may hold any number; no database takes these
        with django_assert_num_queries(0), pytest.raises(Http404):
            written.row_or_404(too_long)
