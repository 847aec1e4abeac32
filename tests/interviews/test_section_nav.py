"""The bar of the section: what a guest may read, and all of it for whoever is signed in."""

import re

import pytest
from django.test import Client


def bar(client: Client, path: str) -> list[tuple[str, bool]]:
    text = client.get(path).content.decode()
    nav = re.search(r'<nav class="tabs" aria-label="Interviews">(.*?)</nav>', text, re.S)
    assert nav
    return [(name, bool(here)) for here, name in re.findall(r'<a href="[^"]+"( aria-current="page")?>([^<]+)</a>', nav[1])]


@pytest.mark.django_db
def test_a_guest_sees_the_public_pages(client: Client) -> None:
    assert bar(client, "/interviews/") == [("Process and tips", True), ("Question bank", False)]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "Process and tips"),
        ("questions/algo-hash-table/practice/", "Question bank"),
        ("review/", "Review"),
        ("mock/", "Mock rounds"),
        ("answers/", "Answers"),
        ("applications/all/", "Applications"),
    ],
)
def test_each_page_says_where_one_is(signed_in: Client, path: str, name: str) -> None:
    shown = bar(signed_in, f"/interviews/{path}")
    assert len(shown) == 6
    assert [one for one, here in shown if here] == [name]
