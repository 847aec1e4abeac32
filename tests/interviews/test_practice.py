"""Writing an answer: the page, the saves, two tabs, handing in once, and what must never get through."""

import time
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Answer, Question
from interviews.models.practice import MAX_ANSWER
from interviews.page_stamp import SALT
from tests.interviews.conftest import make_private

URL = "/interviews/questions/algo-hash-table/practice/"
DRAFT = f"{URL}draft/"


def stored(owner: User) -> Answer:
    return Answer.objects.get(owner=owner)


def test_draws_the_question_and_an_empty_page(signed_in: Client, question: Question) -> None:
    text = signed_in.get(URL).content.decode()
    assert question.prompt in text
    assert "Capacity" not in text
    for point in question.key_points.all():
        assert point.text not in text
    assert not Answer.objects.exists()


def test_saves_as_one_types_and_goes_on_after_the_tab_was_closed(signed_in: Client, learner: User, page_fields) -> None:
    fields = page_fields(signed_in, URL)
    for version, text in enumerate(["A hash", "A hash function maps keys"], start=1):
        told = signed_in.post(DRAFT, {**fields, "text": text}).json()
        assert told["version"] == version
        assert told["message"].startswith("Saved ")
        fields["version"] = str(told["version"])
    answer = stored(learner)
    assert answer.is_draft
    assert answer.text == "A hash function maps keys"
    assert "A hash function maps keys</textarea>" in signed_in.get(URL).content.decode()
    assert "Go on with your draft" in signed_in.get("/interviews/questions/algo-hash-table/").content.decode()


def test_two_tabs_get_409_with_both_texts(signed_in: Client, learner: User, page_fields) -> None:
    first, second = page_fields(signed_in, URL), page_fields(signed_in, URL)
    assert signed_in.post(DRAFT, {**first, "text": "first tab"}).status_code == 200
    response = signed_in.post(DRAFT, {**second, "text": "second tab"})
    assert response.status_code == 409
    assert response.json()["text"] == "first tab"
    assert stored(learner).text == "first tab"
    page = signed_in.post(URL, {**second, "text": "second tab", "intent": "submit"})
    assert page.status_code == 409
    assert '<pre class="stored">first tab</pre>' in page.content.decode()
    assert "second tab</textarea>" in page.content.decode()
    assert stored(learner).text == "first tab"
    form = page.context["form"]
    again = {name: str(form[name].value()) for name in ("version", "form_key", "stamp")}
    assert signed_in.post(URL, {**again, "text": "second tab", "intent": "submit"}).status_code == 302
    assert stored(learner).text == "second tab"


def test_a_tab_that_went_on_from_an_older_state_loses_nothing(signed_in: Client, learner: User, page_fields) -> None:
    signed_in.post(DRAFT, {**page_fields(signed_in, URL), "text": "begun"})
    first, second = page_fields(signed_in, URL), page_fields(signed_in, URL)
    assert signed_in.post(DRAFT, {**first, "text": "first tab"}).json()["version"] == 2
    assert signed_in.post(DRAFT, {**second, "text": "second tab"}).status_code == 409
    assert stored(learner).text == "first tab"


def test_a_save_whose_answer_got_lost_is_no_conflict_with_oneself(signed_in: Client, learner: User, page_fields) -> None:
    fields = page_fields(signed_in, URL)
    for text in ("stored, but the answer got lost", "typed on"):  # the page still has version 0
        assert signed_in.post(DRAFT, {**fields, "text": text}).status_code == 200
    assert stored(learner).text == "typed on"


def test_a_save_that_was_held_up_never_replaces_a_later_one(signed_in: Client, learner: User, page_fields) -> None:
    fields = page_fields(signed_in, URL)
    for turn, text in ((1, "begun"), (3, "begun and typed on"), (2, "begun and")):
        told = signed_in.post(DRAFT, {**fields, "turn": turn, "text": text})
        assert told.status_code == 200
    assert told.json()["version"] == 2  # the page goes on from what is stored
    assert stored(learner).text == "begun and typed on"
    other = page_fields(signed_in, URL)
    assert signed_in.post(DRAFT, {**other, "turn": 1, "text": "another tab counts anew"}).status_code == 200
    assert stored(learner).text == "another tab counts anew"


@pytest.mark.parametrize(("turn", "kept"), [(4, "the later one"), (2, "mine")])
def test_two_saves_of_one_page_under_way_at_once_are_no_conflict(
    signed_in: Client, learner: User, page_fields, monkeypatch, turn: int, kept: str
) -> None:
    fields = page_fields(signed_in, URL)
    signed_in.post(DRAFT, {**fields, "turn": 1, "text": "begun"})
    save_edit = Answer.save_edit

    def overtaken(self: Answer, *args: object, **kwargs: object) -> bool:
        monkeypatch.undo()
        Answer.objects.filter(pk=self.pk).update(version=self.version + 1, text="the later one", turn=turn)
        return save_edit(self, *args, **kwargs)

    monkeypatch.setattr(Answer, "save_edit", overtaken)
    assert signed_in.post(DRAFT, {**fields, "turn": 3, "text": "mine"}).status_code == 200
    assert stored(learner).text == kept


@pytest.mark.parametrize(("intent", "status"), [("save", 409), ("submit", 302)])
def test_a_second_click_that_came_between_makes_no_second_answer(
    signed_in: Client, learner: User, page_fields, monkeypatch, intent: str, status: int
) -> None:
    fields = {**page_fields(signed_in, URL), "text": "mine"}

    def overtaken(*_span: object) -> int:
        monkeypatch.undo()
        assert signed_in.post(URL, {**fields, "intent": "submit"}).status_code == 302
        return 0

    monkeypatch.setattr("interviews.actions.practice.worked", overtaken)
    sent = signed_in.post(DRAFT, fields) if intent == "save" else signed_in.post(URL, {**fields, "intent": intent})
    assert sent.status_code == status
    assert stored(learner).text == "mine"


def test_hands_in_once_however_often_it_is_sent(signed_in: Client, learner: User, question: Question, page_fields) -> None:
    sent = {**page_fields(signed_in, URL), "text": "done", "intent": "submit"}
    places = {signed_in.post(URL, sent).url for _click in range(3)}
    answer = stored(learner)
    assert places == {f"/interviews/answers/{answer.pk}/reveal/"}
    assert not answer.is_draft
    assert answer.total == question.key_points.count()


def test_what_is_typed_after_handing_in_becomes_a_new_attempt(signed_in: Client, learner: User, page_fields) -> None:
    fields = page_fields(signed_in, URL)
    signed_in.post(URL, {**fields, "text": "first", "intent": "submit"})
    late = signed_in.post(DRAFT, {**fields, "text": "first, and more"})
    assert late.status_code == 409
    assert "handed in already" in late.json()["message"]
    page = signed_in.post(URL, {**fields, "text": "first, and more", "intent": "submit"})
    assert page.status_code == 409
    assert "first, and more</textarea>" in page.content.decode()
    form = page.context["form"]
    again = {name: str(form[name].value()) for name in ("version", "form_key", "stamp")}
    signed_in.post(URL, {**again, "text": "first, and more", "intent": "submit"})
    assert sorted(Answer.objects.filter(owner=learner).values_list("text", flat=True)) == ["first", "first, and more"]


def test_the_way_on_is_kept_and_never_leads_off_site(signed_in: Client, page_fields) -> None:
    for goal, expected in (("/interviews/review/next/", "?next=%2Finterviews%2Freview%2Fnext%2F"), ("//evil.example", "")):
        fields = page_fields(signed_in, URL)
        response = signed_in.post(URL, {**fields, "text": goal, "intent": "submit", "next": goal})
        assert response.url.endswith(f"/reveal/{expected}")


def test_a_draft_discarded_in_another_tab_is_begun_again(signed_in: Client, learner: User, page_fields, monkeypatch) -> None:
    signed_in.post(DRAFT, {**page_fields(signed_in, URL), "text": "begun"})
    fields = page_fields(signed_in, URL)
    save_edit = Answer.save_edit

    def discarded_just_before(self: Answer, *args: object, **kwargs: object) -> bool:
        Answer.objects.filter(pk=self.pk).delete()
        return save_edit(self, *args, **kwargs)

    monkeypatch.setattr(Answer, "save_edit", discarded_just_before)
    assert signed_in.post(DRAFT, {**fields, "text": "typed on"}).status_code == 200
    assert stored(learner).text == "typed on"


def test_a_race_lost_within_the_update_is_a_conflict(signed_in: Client, learner: User, page_fields, monkeypatch) -> None:
    signed_in.post(DRAFT, {**page_fields(signed_in, URL), "text": "begun"})
    fields = page_fields(signed_in, URL)
    save_edit = Answer.save_edit

    def overtaken(self: Answer, *args: object, **kwargs: object) -> bool:
        Answer.objects.filter(pk=self.pk).update(version=self.version + 1, text="the other tab")
        return save_edit(self, *args, **kwargs)

    monkeypatch.setattr(Answer, "save_edit", overtaken)
    response = signed_in.post(DRAFT, {**fields, "text": "mine"})
    assert response.status_code == 409
    assert response.json()["text"] == "the other tab"
    assert stored(learner).text == "the other tab"


def test_works_without_scripts(signed_in: Client, learner: User, page_fields) -> None:
    saved = signed_in.post(URL, {**page_fields(signed_in, URL), "text": "**bold**", "intent": "save"})
    assert saved.status_code == 302
    assert "Saved " in signed_in.get(saved.url).content.decode()
    preview = signed_in.post(URL, {**page_fields(signed_in, URL), "text": "**bold** $x^2$", "intent": "preview"})
    assert "<strong>bold</strong>" in preview.content.decode()
    assert "<math" in preview.content.decode()


def test_the_text_is_rendered_once_when_it_is_handed_in(signed_in: Client, learner: User, page_fields) -> None:
    sent = {**page_fields(signed_in, URL), "text": "**bold**"}
    signed_in.post(DRAFT, sent)
    assert stored(learner).html == ""
    place = signed_in.post(URL, {**sent, "intent": "submit"}).url
    assert "<strong>bold</strong>" in stored(learner).html
    assert "<strong>bold</strong>" in signed_in.get(place).content.decode()
    Answer.objects.filter(owner=learner).update(html="")
    assert "<strong>bold</strong>" in signed_in.get(place).content.decode()


HOSTILE = [
    "<script>alert(1)</script>",
    '<svg onload="alert(1)">',
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    r"$\text{<svg/onload=alert(1)>}$",
    r"$\href{javascript:alert(1)}{x}$",
    '<a href="/" hx-get="/profile/" style="x">',
    "![x](https://evil.example/pixel)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_gets_onto_the_page(signed_in: Client, learner: User, page_fields, text: str) -> None:
    reveal = signed_in.post(URL, {**page_fields(signed_in, URL), "text": text, "intent": "submit"}).url
    assert stored(learner).text == text
    for page in (reveal, stored(learner).get_absolute_url(), URL, "/interviews/answers/"):
        html = signed_in.get(page).content.decode()
        for forbidden in ("<script>alert", "<svg onload", "<svg/onload", "onerror=alert(1)>", 'href="javascript', "<img src=x"):
            assert forbidden not in html, page
        assert '<a href="/" hx-get' not in html


@pytest.mark.parametrize(
    "shape", ["> " * 24_999, "- " * 24_000, "[" * MAX_ANSWER, "$x^{" * 12_000, "*_" * 25_000, "|a" * 25_000]
)
def test_pathological_markdown_is_stored_in_reasonable_time(signed_in: Client, learner: User, page_fields, shape: str) -> None:
    fields, before = page_fields(signed_in, URL), time.process_time()
    assert signed_in.post(DRAFT, {**fields, "text": shape}).status_code == 200
    assert time.process_time() - before < 3
    assert stored(learner).text == shape


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x" * 1_000_000},
        {"text": "a\0b"},
        {"version": "x"},
        {"version": "-1"},
        {"version": "9" * 30},
        {"form_key": "x"},
        {"form_key": ""},
        {"stamp": "x" * 1000},
    ],
)
def test_bad_input_is_explained_and_what_was_typed_stays(
    signed_in: Client, learner: User, page_fields, changes: dict[str, str]
) -> None:
    sent = {**page_fields(signed_in, URL), "text": "typed", **changes}
    response = signed_in.post(DRAFT, sent)
    assert response.status_code == 422
    assert response.json()["message"].startswith("Not saved")
    page = signed_in.post(URL, {**sent, "intent": "submit"})
    assert page.status_code == 422
    assert "errorlist" in page.content.decode()
    assert sent["text"].replace("\0", "")[:5] in page.content.decode()
    assert not Answer.objects.exists()


def test_the_clock_is_the_server_s(signed_in: Client, learner: User, page_fields) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        fields = page_fields(signed_in, URL)
        clock.shift(90)
        fields["version"] = str(signed_in.post(DRAFT, {**fields, "text": "a", "seconds": "99999"}).json()["version"])
        assert stored(learner).seconds == 90
        clock.shift(60 * 60 * 8)  # left open overnight: ten minutes at most
        signed_in.post(DRAFT, {**fields, "text": "ab"})
        assert stored(learner).seconds == 90 + 600
        fields = page_fields(signed_in, URL)
        clock.shift(30)
        signed_in.post(URL, {**fields, "text": "abc", "intent": "submit"})
    answer = stored(learner)
    assert answer.seconds == 90 + 600 + 30
    assert (answer.started_at, answer.submitted_at) == (start, start + timedelta(seconds=90 + 60 * 60 * 8 + 30))


@pytest.mark.parametrize(
    "stamp",
    ["", "x", "WzEsMSwxXQ:1:x", "\ud7ff", signing.dumps([1, 2], salt=SALT), signing.dumps("x", salt="other")],
    ids=["empty", "text", "forged", "unassigned", "another shape", "another salt"],  # a signature differs in each process
)
def test_a_tampered_clock_gains_nothing(signed_in: Client, learner: User, page_fields, stamp: str) -> None:
    fields = {**page_fields(signed_in, URL), "stamp": stamp}
    assert signed_in.post(DRAFT, {**fields, "text": "typed"}).status_code == 200
    answer = stored(learner)
    assert answer.seconds == 0
    assert abs(answer.started_at - timezone.now()) < timedelta(seconds=5)


def test_a_page_of_another_account_is_refused(signed_in: Client, learner: User, stranger: User, page_fields) -> None:
    fields = page_fields(signed_in, URL)
    signed_in.force_login(stranger)
    response = signed_in.post(DRAFT, {**fields, "text": "typed by Lea"})
    assert response.status_code == 409
    assert "another account" in response.json()["message"]
    page = signed_in.post(URL, {**fields, "text": "typed by Lea", "intent": "submit"})
    assert page.status_code == 409
    assert "typed by Lea" in page.content.decode()
    assert not Answer.objects.exists()


def test_a_session_that_ended_leads_to_sign_in(client: Client, db: None) -> None:
    assert client.post(DRAFT, {"text": "typed"}).url.startswith("/accounts/login/?next=")


def test_private_questions_are_practised_by_their_owner_alone(
    signed_in: Client, learner: User, stranger: User, page_fields
) -> None:
    own = make_private(learner)
    url = f"/interviews/questions/{own.slug}/practice/"
    assert "CANARY" in signed_in.get(url).content.decode()
    fields = page_fields(signed_in, url)
    signed_in.force_login(stranger)
    for method, address in (("get", url), ("post", url), ("post", f"{url}draft/")):
        response = getattr(signed_in, method)(address, {**fields, "text": "x"})
        assert response.status_code == 404
        assert "CANARY" not in response.content.decode()


def test_a_draft_is_nobody_else_s(signed_in: Client, learner: User, stranger: User, page_fields) -> None:
    signed_in.post(DRAFT, {**page_fields(signed_in, URL), "text": "CANARY"})
    signed_in.force_login(stranger)
    assert "CANARY" not in signed_in.get(URL).content.decode()
    assert signed_in.post(DRAFT, {**page_fields(signed_in, URL), "text": "mine"}).status_code == 200
    assert Answer.objects.get(owner=learner).text == "CANARY"


def test_one_draft_however_many_begin_at_once(signed_in: Client, learner: User, page_fields) -> None:
    for key in (uuid.uuid4(), uuid.uuid4()):
        signed_in.post(DRAFT, {**page_fields(signed_in, URL), "form_key": str(key), "version": "0", "text": str(key)})
    assert Answer.objects.filter(owner=learner).count() == 1


def test_queries(signed_in: Client, page_fields, django_assert_max_num_queries) -> None:
    fields = page_fields(signed_in, URL)
    signed_in.post(DRAFT, {**fields, "text": "a"})
    with django_assert_max_num_queries(6):
        signed_in.get(URL)
    with django_assert_max_num_queries(6):
        signed_in.post(DRAFT, {**fields, "version": "1", "text": "ab"})
