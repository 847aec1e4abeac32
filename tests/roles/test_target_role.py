"""Aiming at roles."""

from django.test import Client

from accounts.models import User
from roles.models import TargetRole


def targets(owner: User) -> list[tuple[str, bool]]:
    return list(TargetRole.objects.owned_by(owner).values_list("role__slug", "is_primary"))


def test_the_first_is_primary_and_another_can_take_over(signed_in: Client, learner: User) -> None:
    signed_in.post("/roles/cto/target/")
    signed_in.post("/roles/data-scientist/target/")
    signed_in.post("/roles/data-scientist/target/")
    assert targets(learner) == [("cto", True), ("data-scientist", False)]
    signed_in.post("/roles/data-scientist/target/", {"intent": "primary"})
    assert targets(learner) == [("data-scientist", True), ("cto", False)]


def test_dropping_the_primary_hands_it_on(signed_in: Client, learner: User) -> None:
    signed_in.post("/roles/cto/target/")
    signed_in.post("/roles/data-scientist/target/")
    signed_in.post("/roles/cto/target/", {"intent": "drop"})
    assert targets(learner) == [("data-scientist", True)]
    signed_in.post("/roles/cto/target/", {"intent": "drop"})
    assert targets(learner) == [("data-scientist", True)]


def test_an_unknown_role_is_not_found(signed_in: Client, learner: User) -> None:
    assert signed_in.post("/roles/astronaut/target/").status_code == 404
    assert targets(learner) == []
