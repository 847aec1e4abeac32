"""Whatever is sent to the forms of the portfolio and of the account, the answer is an answer, never a failure."""

import uuid

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import OwnedModel, User
from portfolio.models import ProjectImage, PublicPage
from roles.models import ConfirmedLevel, Resource, Skill
from tests.portfolio import resumes
from tests.portfolio.brand_cast import planned
from tests.portfolio.conftest import picture, section_of, start, upload

NASTY = st.sampled_from([
    "", " ", "\x00", "a\x00b", "\ud800", "\u202e", "0", "1", "-1", "1e999", "NaN", "Infinity", "9" * 30, "2026-02-30",
    "0001-01-01", "9999-12-31", "javascript:alert(1)", "http://[", "https://例子.中国/", "<b>", "{{ 1 }}", "%s", "on", "full",
    "up", "words", "delete-not", "x" * 20_000, "\n" * 3000, "null", "[]", "zh-hans", "UTC", "../../etc", "=1+1", "١٢", "½",
])  # fmt: skip
VALUES = NASTY | st.text(max_size=40) | st.integers(-(10**30), 10**30).map(str)
FEW = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def _paths(owner: User, client: Client) -> dict[str, list[str]]:
    """Every form, with the names of its fields."""
    project, version, entry, action = start(owner), resumes.imported(owner), resumes.entry(owner), planned(owner)
    client.post(f"/portfolio/projects/{project.pk}/images/", upload(picture()))
    PublicPage.objects.create(owner=owner, slug="lea", slug_key="lea", display_name="Lea")
    section, image, skill = section_of(project), ProjectImage.objects.get(), Skill.objects.get(slug="model-serving")
    one, cv, plan = f"/portfolio/projects/{project.pk}/", "/portfolio/resume/", "/portfolio/brand/"
    rows = [f"form-{index}-{name}" for index in (0, 1) for name in ("name", "before", "after", "low", "high", "unit", "text")]
    sets = ["form-TOTAL_FORMS", "form-INITIAL_FORMS", "intent", *rows]
    facts = ["title", "organisation", "place", "start", "end", "current", "language", "summary", "highlights", "link", "tags"]
    return {
        "/portfolio/projects/new/?kind=free": ["title", "form_key"],
        f"{one}details/": ["title", "summary", "started", "ended", "code_link", "demo_link"],
        f"{one}sections/{section.pk}/": [f"s{section.pk}-text", f"s{section.pk}-version", f"s{section.pk}-writer"],
        f"{one}sections/{section.pk}/move/": ["intent", "direction"],
        f"{one}edit/": ["title", "intent"],
        f"{one}metrics/": sets,
        f"{one}lessons/": sets,
        f"{one}skills/": [f"skill-{skill.pk}", "another", "another_level"],
        f"{one}finish/": [f"skill-{skill.pk}"],
        f"{one}images/": ["alt", "form_key", "picture"],
        f"/portfolio/images/{image.pk}/change/": ["intent", "alt"],
        f"{cv}new/": ["name", "language", "role", "form_key"],
        f"{cv}import/": ["text", "file", "language", "form_key"],
        f"{cv}entries/new/experience/": facts,
        f"{cv}entries/{entry.pk}/": facts,
        f"{cv}{version.pk}/": ["name", "headline", "summary", "phone", "city", "full_name", "language", "email", "link"],
        f"{cv}{version.pk}/arrange/": ["intent", "item", "section", "entry"],
        f"{cv}{version.pk}/job/": ["posting"],
        f"{cv}{version.pk}/copy/": ["name", "language", "form_key"],
        f"{plan}strategy/": ["positioning", "audience", "proof", "hours_a_week"],
        f"{plan}quarters/2026-1/": ["worked", "keep", "drop"],
        f"{plan}planned/new/": ["title", "pillar", "cadence", "hours", "due", "channel", "measure", "form_key"],
        f"{action.get_absolute_url()}": ["title", "pillar", "cadence", "hours", "due"],
        f"{action.get_absolute_url()}done/": ["done_on", "outcome", "link", "skill", "level", "form_key"],
        f"{action.get_absolute_url()}move/": ["due", "to"],
        "/portfolio/public/": ["display_name", "headline", "intro", "slug", f"item-projects-{project.pk}", "section-projects"],
        "/profile/": ["name", "language", "time_zone", "headline", "background", "years", "website", "code_link", "avatar"],
        "/language/": ["language", "next"],
        "/theme/": ["theme", "next"],
        "/notifications/settings/": ["kind", "review_more", "digest"],
        "/welcome/": ["name", "language", "time_zone", "background"],
        "/welcome/roles/": ["roles", "role"],
        "/skills/model-serving/": ["title", "link", "level", "form_key"],
        "/skills/model-serving/rate/": ["level", "next", "role", "explain"],
        "/roles/cto/target/": ["action", "next"],
        "/suggestions/roles.skill/model-serving/": ["field", "proposed", "why", "wants_credit", "form_key"],
        "/suggestions/offer/interviews.question/": ["proposed", "why", "wants_credit", "form_key"],
        f"/resources/{Resource.objects.values_list('slug', flat=True)[0]}/report/": ["problem", "words", "form_key"],
        "/mentoring/invite/": ["email", "scopes", "until", "form_key"],
        "/mentoring/settings/": ["accepting", "capacity", "away_until", "version"],
        "/mentoring/reviews/ask/skills/model-serving/": ["mentorship", "question", "form_key"],
    }


@pytest.fixture
def forms(signed_in: Client, learner: User) -> dict[str, list[str]]:
    return _paths(learner, signed_in)


@FEW
@given(data=st.data())
def test_no_form_fails(signed_in: Client, forms: dict[str, list[str]], data: st.DataObject) -> None:
    for path in data.draw(st.lists(st.sampled_from(sorted(forms)), min_size=4, max_size=4, unique=True)):
        names = forms[path]
        sent = {name: data.draw(VALUES, label=f"{path} {name}") for name in [*names, "version"]}
        if "form_key" in sent and data.draw(st.booleans()):
            sent["form_key"] = str(uuid.uuid4())
        if data.draw(st.booleans()):
            sent["version"] = "1"
        body = {name: value.encode("utf-8", "surrogatepass") for name, value in sent.items()}
        response = signed_in.post(path, body)
        assert response.status_code in {200, 204, 302, 400, 404, 409, 413, 422}, path


HOSTILE = (
    "owner", "owner_id", "user", "user_id", "learner", "learner_id", "mentor", "id", "pk", "is_staff", "is_superuser",
    "is_active", "groups", "user_permissions", "password", "last_login", "date_joined", "welcomed_at", "unread", "published_at",
    "slug_key", "allow_indexing", "status", "state", "confirmed", "confirmed_level", "evidenced", "html",
    "form-0-owner", "form-0-id",
    "created_at", "updated_at", "kind", "family", "extra",
)  # fmt: skip


def test_no_form_takes_what_it_does_not_show(
    signed_in: Client, learner: User, stranger: User, forms: dict[str, list[str]]
) -> None:
    """Sent to every form with keys that only code may set: nothing becomes the stranger's, public, confirmed or staff's."""
    before = _out_of_reach(learner, stranger)
    for path, names in forms.items():
        for value in (str(stranger.pk), "1", "2026-01-01 00:00:00+00:00"):
            sent = dict.fromkeys(HOSTILE, value) | dict.fromkeys(set(names) - set(HOSTILE), "1")
            assert signed_in.post(path, sent | {"form_key": str(uuid.uuid4()), "version": "1"}).status_code < 500, path
            assert _out_of_reach(learner, stranger) == before, path


def _out_of_reach(learner: User, stranger: User) -> list[object]:
    owned = [model for model in apps.get_models() if issubclass(model, OwnedModel)]
    people = User.objects.filter(pk__in=[learner.pk, stranger.pk]).order_by("pk")
    return [
        *people.values_list("email", "password", "is_staff", "is_superuser", "is_active", "last_login", "date_joined"),
        *(model._base_manager.filter(owner=stranger).count() for model in owned),
        PublicPage.objects.filter(published_at__isnull=False).count(),
        ConfirmedLevel.objects.count(),
        learner.groups.count() + learner.user_permissions.count(),
    ]


@FEW
@given(query=VALUES)
def test_no_page_fails_by_its_address(signed_in: Client, query: str) -> None:
    text = query.encode("utf-8", "replace").decode()
    for path in (
        "/portfolio/projects/", "/portfolio/projects/new/", "/portfolio/brand/planned/new/", "/portfolio/resume/",
        "/portfolio/resume/new/", "/roles/compare/", "/skills/", "/trends/",
    ):  # fmt: skip
        sent = dict.fromkeys(("skill", "kind", "action", "q", "role", "a", "b", "page", "type", "missing"), text)
        assert signed_in.get(path, sent).status_code in {200, 302, 400, 404, 422}, path
