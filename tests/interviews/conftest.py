"""Questions and attempts for the tests of interviews."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from careerguide.lib import markdown
from interviews.models import Answer, Question


@pytest.fixture
def question(db: None) -> Question:
    return Question.objects.get(slug="algo-hash-table")


def make_answer(owner: User, question: Question, text: str = "An answer", **fields: object) -> Answer:
    now = timezone.now()
    stamps = {"started_at": now, "touched_at": now, "submitted_at": now} | fields
    total = question.key_points.count()
    return Answer.objects.create(
        owner=owner, question=question, text=text, html=markdown.render(text), total=total, form_key=uuid.uuid4(), **stamps
    )


def make_private(owner: User, prompt: str = "CANARY private prompt", **fields: object) -> Question:
    return Question.objects.create(
        owner=owner, slug=f"own-{uuid.uuid4().hex[:20]}", status="draft", prompt_en=prompt, form_key=uuid.uuid4(), **fields
    )


@pytest.fixture
def page_fields() -> Callable[[Client, str], dict[str, str]]:
    """The hidden fields that a page of practice carries."""

    def read(client: Client, path: str) -> dict[str, str]:
        form = client.get(path).context["form"]
        return {name: str(form[name].value()) for name in ("version", "turn", "form_key", "stamp")}

    return read
