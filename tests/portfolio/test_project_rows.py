"""Numbers and lessons: tables that are edited as a whole."""

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Lesson, Metric, Project
from tests.portfolio.conftest import rows

RECALL = {"name": "Recall", "before": "0.61", "after": "0.79", "low": "0.77", "high": "0.81", "higher_is_better": "on"}
LATENCY = {"name": "Latency", "before": "12", "after": "15", "unit": "ms"}


def metrics(project: Project) -> str:
    return f"/portfolio/projects/{project.pk}/metrics/"


def lessons(project: Project) -> str:
    return f"/portfolio/projects/{project.pk}/lessons/"


def test_rows_are_saved_in_their_order(signed_in: Client, project: Project) -> None:
    assert signed_in.post(metrics(project), rows(LATENCY, {}, RECALL)).status_code == 302
    stored = list(Metric.objects.filter(project=project).values_list("name", "higher_is_better"))
    assert stored == [("Latency", False), ("Recall", True)]
    assert 'value="0.61"' in signed_in.get(metrics(project)).content.decode()


def test_a_row_that_is_not_sent_is_removed_and_others_keep_their_key(signed_in: Client, project: Project) -> None:
    signed_in.post(lessons(project), rows({"text": "First"}, {"text": "Second"}))
    second = Lesson.objects.get(text="Second")
    signed_in.post(lessons(project), rows({"id": str(second.pk), "text": "Second, better"}, version=2))
    assert list(Lesson.objects.values_list("pk", "text")) == [(second.pk, "Second, better")]


def test_the_key_of_anothers_row_makes_a_new_one(signed_in: Client, project: Project, stranger: User) -> None:
    from tests.portfolio.conftest import start

    theirs = Lesson.objects.create(owner=stranger, project=start(stranger), text="Theirs")
    signed_in.post(lessons(project), rows({"id": str(theirs.pk), "text": "Mine"}))
    theirs.refresh_from_db()
    assert theirs.text == "Theirs"
    assert Lesson.objects.get(project=project).text == "Mine"


COMMANDS = [
    ("up:1", "BA"), ("down:0", "BA"), ("up:0", "AB"), ("down:1", "AB"), ("remove:0", "B"), ("nonsense", "AB"), ("up:99", "AB"),
    ("remove:" + "9" * 5000, "AB"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[command[:9] for command, _shown in COMMANDS])
def test_buttons_arrange_what_is_typed_and_save_nothing(signed_in: Client, project: Project, command: str, shown: str) -> None:
    response = signed_in.post(metrics(project), rows({"name": "AAA"}, {"name": "BBB", "after": "none yet"}, arrange=command))
    text = response.content.decode()
    places = sorted((text.index(f'value="{name * 3}"'), name) for name in "AB" if f'value="{name * 3}"' in text)
    assert "".join(name for _place, name in places) == shown
    assert 'value="none yet"' in text
    assert not Metric.objects.exists()


def test_htmx_gets_the_rows_alone(signed_in: Client, project: Project) -> None:
    headers = {"hx-request": "true", "hx-target": "rows"}
    response = signed_in.post(metrics(project), rows(RECALL, arrange="add"), headers=headers)
    text = response.content.decode()
    assert text.lstrip().startswith('<div id="rows">')
    assert text.count("<fieldset") == 2
    assert "<html" not in text


@pytest.mark.parametrize(
    "changes",
    [{"name": ""}, {"name": "x" * 100_000}, {"name": "a\0b"}, {"before": "NaN"}, {"after": "1e999"}, {"after": "abc"},
     {"low": "0.9"}, {"high": ""}, {"before": "9" * 40}, {"unit": "x" * 21}],
)  # fmt: skip
def test_bad_input_is_explained_and_nothing_is_lost(signed_in: Client, project: Project, changes: dict[str, str]) -> None:
    signed_in.post(metrics(project), rows(LATENCY))
    response = signed_in.post(metrics(project), rows({**RECALL, **changes}, LATENCY, version=2))
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert 'value="0.79"' in response.content.decode() or "after" in changes
    assert list(Metric.objects.values_list("name", flat=True)) == ["Latency"]


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 30, "1000000"])
def test_a_broken_frame_is_no_server_error(signed_in: Client, project: Project, total: str) -> None:
    response = signed_in.post(metrics(project), {**rows(RECALL), "form-TOTAL_FORMS": total})
    assert response.status_code in {302, 422}


def test_too_many_rows_are_refused(signed_in: Client, project: Project) -> None:
    assert signed_in.post(lessons(project), rows(*[{"text": f"L{n}"} for n in range(31)])).status_code == 422
    assert not Lesson.objects.exists()


def test_two_tabs(signed_in: Client, project: Project) -> None:
    signed_in.post(metrics(project), rows(RECALL))
    response = signed_in.post(metrics(project), rows(LATENCY))
    assert response.status_code == 409
    text = response.content.decode()
    assert "Recall" in text  # what is stored
    assert 'value="Latency"' in text  # what was typed
    assert list(Metric.objects.values_list("name", flat=True)) == ["Recall"]
    assert signed_in.post(metrics(project), rows(LATENCY, version=2)).status_code == 302
    assert list(Metric.objects.values_list("name", flat=True)) == ["Latency"]


def test_a_stranger_finds_nothing(client: Client, project: Project, stranger: User) -> None:
    client.force_login(stranger)
    for address in (metrics(project), lessons(project)):
        assert client.get(address).status_code == 404
        assert client.post(address, rows(RECALL)).status_code == 404
