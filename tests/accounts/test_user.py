"""A user by the key alone, as every page asks: the same as Django's own way."""

import pytest

from accounts.models import User


def test_a_user_by_key_is_the_stored_one(learner: User, stranger: User, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = User.objects.get(pk=learner.pk)
    plain = User.objects.filter(pk=learner.pk).get()
    assert found == plain == User.objects.get(pk=str(learner.pk)) == User.objects.get(email=learner.email)
    assert {name: value for name, value in vars(found).items() if name != "_state"} == {
        name: value for name, value in vars(plain).items() if name != "_state"
    }


def test_who_was_deleted_is_not_found(learner: User) -> None:
    key = learner.pk
    learner.delete()
    for unknown in (key, 0, 10**30):
        with pytest.raises(User.DoesNotExist):
            User.objects.get(pk=unknown)


def test_a_key_beside_another_condition_is_not_enough(learner: User, stranger: User) -> None:
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=learner.pk, email=stranger.email)
