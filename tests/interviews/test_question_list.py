"""The question bank: filters, search, pages that keep their place, and nobody else's private questions."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from interviews.models import KeyPoint, Question, Topic
from roles.models import Requirement, Role
from tests.interviews.answers import card
from tests.interviews.conftest import make_private

URL = "/interviews/questions/"


def prompts(client: Client, address: str = "") -> list[str]:
    return [row.prompt for row in client.get(URL + address).context["page"].rows]


def walk(client: Client, address: str, link: str) -> list[str]:
    """Every prompt met by following one link until it is no longer offered."""
    met: list[str] = []
    while True:
        page = client.get(URL + address).context["page"]
        met += [row.prompt for row in page.rows] if link == "after" else [row.prompt for row in page.rows][::-1]
        if not (cursor := getattr(page, link)):
            return met
        address = f"?{link}={cursor}"


def test_a_guest_reads_the_bank_in_its_order(client: Client, db: None) -> None:
    first = Question.objects.published().order_by("order").first()
    assert first
    assert prompts(client)[0] == first.prompt
    assert "State" not in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?topic=statistics", {"topic__slug": "statistics"}),
        ("?round=hr", {"round__slug": "hr"}),
        ("?difficulty=3", {"difficulty": 3}),
        ("?skill=model-serving", {"skills__slug": "model-serving"}),
        ("?topic=deep-learning&difficulty=1", {"topic__slug": "deep-learning", "difficulty": 1}),
        ("?q=Haystack-that-is-nowhere", {"pk": 0}),
        ("?topic=no-such-topic&difficulty=9&round=x&skill=x&role=x&state=x", {}),
    ],
)
def test_filters(signed_in: Client, address: str, expected: dict[str, object]) -> None:
    wanted = Question.objects.published().filter(**expected).order_by("order", "pk").values_list("prompt", flat=True)
    assert prompts(signed_in, address) == list(wanted[:30])


def test_role_means_that_its_skills_are_asked_for_at_level_two_on_average(client: Client, role: Role) -> None:
    required = dict(Requirement.objects.in_force().filter(role=role).values_list("skill_id", "level"))
    expected = set()
    for question in Question.objects.published().prefetch_related("skills"):
        levels = [required.get(skill.pk, 0) for skill in question.skills.all()]
        if not levels or sum(levels) / len(levels) >= 2:
            expected.add(question.slug)
    found = set(Question.objects.published().suiting(role).values_list("slug", flat=True))
    assert found == expected
    assert 20 < len(found) < 194
    assert client.get(f"{URL}?role={role.slug}").context["page"].rows


def test_search_reads_both_languages_whatever_the_reader_speaks(client: Client, question: Question) -> None:
    assert question.prompt in prompts(client, "?q=near-CONSTANT+lookup")
    assert question.prompt in prompts(client, "?q=哈希表")
    with translation.override("zh-hans"):
        response = client.get(f"{URL}?q=near-constant", headers={"accept-language": "zh-CN"})
    assert "哈希表" in response.content.decode()


def test_state_is_one_s_own(signed_in: Client, learner: User, stranger: User, question: Question) -> None:
    today = timezone.localdate()
    due, weak, done = Question.objects.published().exclude(pk=question.pk)[:3]
    card(learner, due, due=today)
    card(learner, weak, due=today + timedelta(days=3), grade=1)
    card(learner, done, due=today + timedelta(days=9))
    card(stranger, question, due=today)
    assert prompts(signed_in, "?state=due") == [due.prompt]
    assert prompts(signed_in, "?state=weak") == [weak.prompt]
    assert prompts(signed_in, "?state=done") == [done.prompt]
    assert question.prompt in prompts(signed_in, "?state=new")
    assert due.prompt not in prompts(signed_in, "?state=new")


def test_own_questions_come_first_and_strangers_never_see_them(
    signed_in: Client, client: Client, learner: User, stranger: User
) -> None:
    make_private(learner, "CANARY own question", asked_at="CANARY company")
    assert prompts(signed_in)[0] == "CANARY own question"
    assert prompts(signed_in, "?own=1") == ["CANARY own question"]
    assert prompts(signed_in, "?q=canary+company") == ["CANARY own question"]
    for person in (stranger, None):
        other = Client()
        if person:
            other.force_login(person)
        for address in ("", "?q=CANARY", "?own=1", "?state=new", "?after=own-999999999", "?before=1-1"):
            assert "CANARY own" not in other.get(URL + address).content.decode()


def test_pages_meet_every_question_once_in_both_directions(signed_in: Client, learner: User) -> None:
    own = [make_private(learner, f"own {number}") for number in range(41)]
    expected = [question.prompt for question in own[::-1]]
    expected += list(Question.objects.published().order_by("order", "pk").values_list("prompt", flat=True))
    assert walk(signed_in, "", "after") == expected
    last = Question.objects.published().order_by("order", "pk").last()
    assert last
    assert walk(signed_in, f"?before={last.order}-{last.pk}", "before") == expected[:-1][::-1]


def test_pages_keep_the_filters(signed_in: Client) -> None:
    text = signed_in.get(f"{URL}?round=technical-2&difficulty=2").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', text)
    assert following
    assert following[1].startswith("?round=technical-2&amp;difficulty=2&amp;after=")


@pytest.mark.parametrize("cursor", ["x", "own-", "-1", "1-٣", "9" * 40, "own-" + "9" * 40, "1-1-1", "99999-999999999999999999"])
def test_a_broken_place_is_no_error(signed_in: Client, cursor: str) -> None:
    for name in ("after", "before"):
        assert signed_in.get(f"{URL}?{name}={cursor}").status_code == 200


def test_htmx_gets_the_list_alone(signed_in: Client) -> None:
    text = signed_in.get(f"{URL}?q=tree", headers={"hx-request": "true", "hx-target": "bank"}).content.decode()
    assert text.lstrip().startswith('<section id="bank"')
    assert "<html" not in text


def test_an_empty_list_names_the_next_step(signed_in: Client) -> None:
    assert "Add your own" in signed_in.get(f"{URL}?own=1").content.decode()
    assert "New questions" in signed_in.get(f"{URL}?state=due").content.decode()
    assert "Clear the filters" in signed_in.get(f"{URL}?q=zzzzzz").content.decode()


def test_retired_and_draft_questions_are_gone(client: Client, question: Question) -> None:
    assert question.prompt in prompts(client)
    question.status = "retired"
    question.save()
    assert question.prompt not in prompts(client)


def test_a_guest_who_has_the_page_gets_304_until_a_question_changes(client: Client, question: Question, learner: User) -> None:
    tag = client.get(URL).headers["ETag"]
    client.cookies.clear()
    assert client.get(URL, headers={"if-none-match": tag}).status_code == 304
    make_private(learner)
    assert client.get(URL, headers={"if-none-match": tag}).status_code == 304
    for change in (question, question.key_points.first(), Topic.objects.first()):
        assert change
        change.save()
        response = client.get(URL, headers={"if-none-match": tag})
        assert response.status_code == 200
        tag = response.headers["ETag"]
        client.cookies.clear()


def test_queries_do_not_grow_with_what_there_is(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    signed_in.get(URL)
    with django_assert_max_num_queries(6):
        signed_in.get(URL)
    Question.objects.bulk_create(
        Question(owner=learner, slug=f"own-{number}", status="draft", prompt_en=f"own {number}") for number in range(2000)
    )
    for address in ("", "?after=own-100000000", "?after=100-1", "?topic=coding&difficulty=2&state=new"):
        with django_assert_max_num_queries(6):
            assert signed_in.get(URL + address).status_code == 200
    assert KeyPoint.objects.count() > 900
