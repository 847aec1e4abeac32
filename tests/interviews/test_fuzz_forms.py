"""Whatever is sent to the forms of interviews, the answer is a page or a clear refusal, never a failure of the server."""

import uuid
from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from interviews.models import Question
from tests.interviews import mocks
from tests.interviews.conftest import make_answer, make_private
from tests.interviews.search import apply, interview

NASTY = ["", "\0", "\ud800", "x" * 20_000, "9" * 30, "-1", "1e400", "NaN", "0001-01-01", "9999-12-31T23:59", "<b>", "𝔘🧪", "on"]
VALUES = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str), st.dates().map(str), st.uuids().map(str)
)
NAMES = {
    "applications/new/": "company post role link source notes stage happened_on form_key resume_text",
    "applications/{application}/edit/": "company post role link silent_after company_outcome own_decision version",
    "applications/{application}/move/": "goal happened_on note seen form_key back",
    "applications/{application}/interviews/": "round starts_at minutes place people form_key",
    "applications/{application}/tasks/": "title due_on form_key next",
    "applications/interviews/{interview}/": "version starts_at minutes outcome asked differently next_action next_action_on",
    "applications/tasks/": "title due_on form_key application",
    "applications/import/": "text confirm form_key",
    "questions/new/": "prompt prompt_en asked_at topic round difficulty skills points form_key",
    "questions/{own}/edit/": "prompt prompt_en asked_at topic round difficulty skills points version",
    "questions/algo-hash-table/practice/": "text version form_key stamp intent next",
    "questions/algo-hash-table/practice/draft/": "text version form_key stamp",
    "answers/{answer}/": "skills level title",
    "answers/{answer}/reveal/": "ticked correctness reasoning limits clarity confidence version written_by grade next",
    "mock/": "round role minutes form_key",
    "mock/{mock}/go/": "item version form_key stamp text go minutes",
    "mock/{mock}/extend/": "minutes item version form_key stamp text",
}


@pytest.fixture
def places(learner: User) -> dict[str, object]:
    application = apply(learner, "applied", "screening")
    answer = make_answer(learner, Question.objects.get(slug="algo-hash-table"))
    return {
        "application": application.pk,
        "interview": interview(application, datetime(2026, 5, 4, 8, tzinfo=UTC)).pk,
        "own": make_private(learner).slug,
        "answer": answer.pk,
        "mock": mocks.start(learner).pk,
    }


def _form(names: str) -> st.SearchStrategy[dict[str, str | list[str]]]:
    fields = {name: st.one_of(VALUES, st.lists(VALUES, max_size=2)) for name in names.split()}
    likely = {"form_key": st.just(str(uuid.uuid4())), "version": st.just("1"), "minutes": st.just("15")}
    for name in likely.keys() & fields.keys():
        fields[name] = st.one_of(likely[name], fields[name])
    return st.fixed_dictionaries({}, optional=fields)


@pytest.mark.parametrize("path", NAMES)
def test_no_form_fails_on_anything(client: Client, learner: User, places: dict[str, object], path: str) -> None:
    client.force_login(learner)
    url = f"/interviews/{path.format(**places)}"

    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(_form(NAMES[path]))
    def send(form: dict[str, str | list[str]]) -> None:
        raw = {name: _sendable(value) for name, value in form.items()}
        assert client.post(url, raw).status_code < 500

    send()


def _sendable(value: str | list[str]) -> str | list[str]:
    """As bytes that a hostile client may send: lone surrogates cannot be written as UTF-8 by the test client."""
    if isinstance(value, list):
        return [str(_sendable(one)) for one in value]
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
