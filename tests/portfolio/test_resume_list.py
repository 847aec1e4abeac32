"""The versions and the materials."""

import pytest
from django.test import Client

from accounts.models import User
from roles import guidance
from tests.portfolio import resumes

URL = "/portfolio/resume/"


def test_nothing_yet_names_the_next_step(signed_in: Client) -> None:
    page = signed_in.get(URL).content.decode()
    assert "/portfolio/resume/entries/new/experience/" in page
    assert "/portfolio/resume/import/" in page
    assert "/portfolio/resume/new/" not in page


def test_lists_versions_and_entries(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner)
    page = signed_in.get(URL).content.decode()
    assert f'href="/portfolio/resume/{version.pk}/"' in page
    assert "Machine-learning engineer · Example Shop" in page
    assert "Mar 2022 – present" in page
    assert "/portfolio/resume/new/" in page


def test_an_entry_without_a_version_leads_to_one(signed_in: Client, learner: User) -> None:
    resumes.entry(learner)
    assert "Next: make the first version" in signed_in.get(URL).content.decode()


def test_shows_nothing_of_a_stranger(signed_in: Client, stranger: User) -> None:
    resumes.imported(stranger)
    page = signed_in.get(URL).content.decode()
    assert "Example Shop" not in page
    assert "Imported" not in page


@pytest.mark.parametrize("count", [1, 40])
def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
    signed_in: Client, learner: User, count: int, django_assert_max_num_queries
) -> None:
    for _number in range(count):
        resumes.entry(learner)
    guidance.current()  # kept in memory, whichever test comes first
    with django_assert_max_num_queries(5):
        signed_in.get(URL)
