"""Whatever is sent to the forms of mentoring, roles, suggestions and sign-in, the answer is an answer, never a failure."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from mentoring.models import CheckIn, Mentorship, ReviewRequest
from roles.models import Resource
from tests.interviews.test_fuzz_forms import VALUES
from tests.mentoring.conftest import as_mentor, asked, mentor, mentorship  # noqa: F401  (fixtures)

KEY = "00000000-0000-4000-8000-000000000001"
LIKELY = {
    "form_key": KEY, "version": "1", "scopes": "skills", "level": "3", "field": "name",
    "starts_at": "2026-05-04T10:00", "due": "2026-12-31", "text": "Words", "proposed": "Another wording", "why": "It is better",
}  # fmt: skip
OF_LEARNER = {
    "/mentoring/invite/": "scopes until email form_key",
    "/mentoring/settings/": "accepting capacity away_until",
    "/mentoring/mentors/{row}/": "scopes until",
    "/mentoring/mentors/{row}/thank/": "thanks",
    "/mentoring/mentors/{row}/check-ins/": "starts_at agenda form_key",
    "/mentoring/mentors/{row}/check-ins/{check_in}/": "starts_at agenda notes version",
    "/mentoring/mentors/{row}/goals/": "title due form_key",
    "/mentoring/reviews/ask/skills/model-serving/": "mentorship question correctness reasoning limits clarity form_key",
    "/mentoring/reviews/{asked}/reply/": "text",
    "/mentoring/interviews/new/": "mentorship round role minutes form_key",
    "/skills/model-serving/rate/": "level next role show",
    "/skills/model-serving/": "level title link form_key",
    "/roles/cto/target/": "target next",
    "/resources/{resource}/report/": "reason note next",
    "/suggestions/roles.skill/model-serving/": "field proposed why wants_credit form_key",
}
OF_MENTOR = {
    "/mentoring/mentees/{row}/notes/": "text form_key",
    "/mentoring/mentees/{row}/endorse/model-serving/": "level note form_key",
    "/mentoring/reviews/{asked}/draft/": "text version",
    "/mentoring/reviews/{asked}/scores/": "correctness reasoning limits clarity",
    "/mentoring/reviews/{asked}/passages/": "quote start text form_key",
    "/mentoring/reviews/{asked}/more/": "text",
    "/mentoring/reviews/{asked}/pass/": "text level version",
}
DOORS = {
    "/accounts/signup/": "email password1 next",
    "/accounts/login/": "login password remember next",
    "/accounts/password/reset/": "email",
    "/accounts/login/code/": "email",
}


@pytest.fixture
def places(learner: User, mentorship: Mentorship, asked: ReviewRequest) -> dict[str, object]:  # noqa: F811
    planned = CheckIn.objects.create(mentorship=mentorship, starts_at=datetime(2026, 5, 4, 8, tzinfo=UTC))
    resource = Resource.objects.published().order_by("pk")[0]
    return {"row": mentorship.pk, "asked": asked.pk, "check_in": planned.pk, "resource": resource.slug}


def send_anything(client: Client, url: str, names: str) -> None:
    fields = {
        name: st.one_of(st.just(LIKELY[name]), VALUES) if name in LIKELY else st.one_of(VALUES, st.lists(VALUES, max_size=2))
        for name in names.split()
    }

    @settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries({}, optional=fields))
    def send(form: dict[str, str | list[str]]) -> None:
        raw = {
            name: [_bytes(one) for one in value] if isinstance(value, list) else _bytes(value) for name, value in form.items()
        }
        with transaction.atomic():  # each example meets the same rows
            assert client.post(url, raw).status_code in {200, 204, 302, 400, 403, 404, 409, 413, 422, 429}
            transaction.set_rollback(True)
        cache.clear()  # limits are tested elsewhere

    send()


def _bytes(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("path", OF_LEARNER)
def test_no_form_of_a_learner_fails(signed_in: Client, places: dict[str, object], path: str) -> None:
    send_anything(signed_in, path.format(**places), OF_LEARNER[path])


@pytest.mark.parametrize("path", OF_MENTOR)
def test_no_form_of_a_mentor_fails(as_mentor: Client, places: dict[str, object], path: str) -> None:  # noqa: F811
    send_anything(as_mentor, path.format(**places), OF_MENTOR[path])


@pytest.mark.django_db
@pytest.mark.parametrize("path", DOORS)
def test_no_door_fails(path: str) -> None:
    send_anything(Client(), path, DOORS[path])
