"""What a mentor reaches of a learner: every state × every kind of data × every way, declared in one table.

The addresses are those of `mentoring/urls.py`: a new one fails until `NEEDS` says what it asks for, and a new kind fails until
`filled.SHARED` and `SHOWN` know it. Every private text of the learner is a canary of its own. A refused request answers like
one for something that does not exist, and carries none; an allowed one carries only those that `SHOWN` names.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from careerguide.lib.secret_addresses import digest
from mentoring import desk, kinds
from mentoring.access import own_share
from mentoring.actions import invitations, sharing
from mentoring.models import Mentorship, Scope
from mentoring.models.mocks import ROUND_ITEM
from mentoring.urls import urlpatterns
from tests.conftest import make_user
from tests.mentoring.filled import CANARY, SHARED, SKILL, Filled, fill

# What an address asks for.
RUNNING = "the mentorship is in force"
KIND = "and the kind is shared"
ITEM = "and the item is not hidden"
KEEPS = "the same; refused, it keeps the mentor's own words and says so"
UNENDED = "it has begun and not ended"
OWN = "the mentor's own row: what was said to them"
LEARNER = "the learner alone"
ANYBODY = "an answer for anybody, with what they may see"
NOBODY, KEY = uuid.UUID(int=7), str(uuid.UUID(int=8))
NEEDS = {
    "mentee": RUNNING, "add_note": RUNNING, "check_ins": RUNNING, "check_in": RUNNING, "set_goal": RUNNING,
    "reach_goal": RUNNING, "mentee_kind": KIND, "mentee_item": ITEM, "mentee_picture": ITEM, "endorse": ITEM, "review": ITEM,
    "save_draft": KEEPS, "score": ITEM, "add_passage": ITEM, "remove_passage": ITEM, "ask_for_more": ITEM, "pass_on": ITEM,
    "end": UNENDED, "show_thanks": OWN, "mentorship": LEARNER, "new_link": LEARNER, "revoke": LEARNER, "pause": LEARNER,
    "hide": LEARNER, "thank": LEARNER, "withdraw": LEARNER, "reply": LEARNER, "home": ANYBODY, "review_list": ANYBODY,
    "own_words": ANYBODY, "mentor_settings": ANYBODY, "invite": ANYBODY, "ask": ANYBODY, "invitation": ANYBODY,
    "invitation_link": ANYBODY, "accept": ANYBODY, "decline": ANYBODY, "mock_interview": ITEM, "mock_watch": ITEM,
    "mock_sheet": ITEM, "mock_comment": ITEM, "mock_hand_in": ITEM, "mock_decline": ITEM, "mock_invite": LEARNER,
    "mock_withdraw": LEARNER, "mock_start": ANYBODY,
}  # fmt: skip

# What each kind shows, and nothing else; all of it is seen at least once while it is shared.
SHOWN = {
    "skills": {"roles.Evidence.title", "roles.Evidence.link"},
    "answers": {"interviews.Question.prompt_en", "interviews.Answer.text"},
    "applications": {
        "interviews.Application.company", "interviews.Application.post", "interviews.Application.link",
        "interviews.Application.notes", "interviews.StageEvent.note",
    },
    "projects": {
        "portfolio.Project.title", "portfolio.Project.summary", "portfolio.Project.own_part", "portfolio.Project.organisation",
        "portfolio.Project.code_link", "portfolio.Project.report_link", "portfolio.Project.demo_link",
        "portfolio.ProjectSection.title", "portfolio.ProjectSection.html", "portfolio.ProjectImage.alt",
        "portfolio.Metric.name", "portfolio.Metric.unit", "portfolio.Metric.interval_note", "portfolio.Lesson.text",
    },
    "resume": {
        *(f"portfolio.ResumeVersion.{name}" for name in (
            "name", "full_name", "headline", "email", "phone", "website", "city", "region", "country_code", "summary",
        )),
        *(f"portfolio.ResumeEntry.{name}" for name in (
            "title", "organisation", "detail", "place", "summary", "highlights", "keywords",
        )),
    },
    "brand": {
        "portfolio.BrandPlan.positioning", "portfolio.BrandPlan.audience", "portfolio.BrandPlan.proof",
        "portfolio.PlannedAction.title", "portfolio.ActionDone.outcome", "portfolio.ActionDone.link",
        "portfolio.QuarterReview.worked", "portfolio.QuarterReview.keep", "portfolio.QuarterReview.drop",
    },
}  # fmt: skip
BESIDE = {"mentoring.CheckIn.agenda", "mentoring.CheckIn.notes", "mentoring.Goal.title"}
WRITES = {
    "save_draft": {"text": "LATE", "version": "1", "intent": "send"},
    "score": {"correctness": "1", "reasoning": "1", "limits": "1", "clarity": "1"},
    "add_passage": {"quote": "Cq", "text": "LATE", "form_key": KEY},
    "ask_for_more": {"text": "LATE"},
    "pass_on": {"text": "LATE"},
}
HALVES = ({"skills", "projects", "brand"}, {"answers", "applications", "resume"})


@dataclass(frozen=True, slots=True)
class State:
    """How it comes about, what it leaves in force, which kinds are read, and whether their items are."""

    change: Callable[[Filled], object]
    running: bool = False
    unended: bool = False
    own: bool = True
    kinds: frozenset[str] = frozenset()
    items: bool = True
    signed_out: bool = False


def _update(found: Filled, **values: object) -> None:
    Mentorship.objects.filter(pk=found.row.pk).update(**values)


def _invited(found: Filled) -> None:
    _update(found, state="invited", mentor=None, accepted_at=None, token_hash=digest("token"))


def _declined(found: Filled) -> None:
    _invited(found)
    assert invitations.decline(mentorship=found.row, reason="No time")


def _cut_to(half: set[str]) -> Callable[[Filled], object]:
    return lambda found: sharing.share(mentorship=found.row, scopes=sorted(half), until=None)


def _hide_all(found: Filled) -> None:
    for kind in kinds.known():
        for item in kind.items(own_share(found.learner)):
            sharing.hide(mentorship=found.row, kind=kind.scope, item=item.id, label="x")
    sharing.hide(mentorship=found.row, kind="answers", item=f"{ROUND_ITEM}{found.mock}", label="x")


def _end_by(name: str) -> Callable[[Filled], object]:
    return lambda found: sharing.end(mentorship=found.row, by=getattr(found, name))


ALL = frozenset(Scope.values)
STATES = {
    "active": State(lambda _found: None, running=True, unended=True, kinds=ALL),
    "another's": State(lambda found: _update(found, mentor=make_user("another@example.org")), own=False),
    "invited": State(_invited, own=False),
    "declined": State(_declined, own=False),
    "cut to one half": State(_cut_to(HALVES[0]), running=True, unended=True, kinds=frozenset(HALVES[0])),
    "cut to the other half": State(_cut_to(HALVES[1]), running=True, unended=True, kinds=frozenset(HALVES[1])),
    "every item hidden": State(_hide_all, running=True, unended=True, kinds=ALL, items=False),
    "paused": State(lambda found: sharing.pause(mentorship=found.row, paused=True), unended=True),
    "past its day": State(lambda found: _update(found, until=timezone.localdate() - timedelta(days=2)), unended=True),
    "learner switched off": State(lambda found: User.objects.filter(pk=found.learner.pk).update(is_active=False), unended=True),
    "ended by the learner": State(_end_by("learner")),
    "ended by the mentor": State(_end_by("mentor")),
    "learner deleted": State(lambda found: User.objects.get(pk=found.learner.pk).delete(), own=False),
    "mentor deleted": State(lambda found: User.objects.get(pk=found.mentor.pk).delete(), own=False, signed_out=True),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One request of the mentor's, for one kind of data or for what the two have besides."""

    name: str
    path: str
    absent: str
    kind: str = ""
    sent: dict[str, str] | None = None
    fragment: bool = False

    def ask(self, client: Client, path: str) -> HttpResponseBase:
        headers = {"hx-request": "true", "hx-target": "desk"} if self.fragment else {}
        return client.get(path, headers=headers) if self.sent is None else client.post(path, self.sent, headers=headers)

    def allowed(self, state: State) -> bool:
        need = NEEDS[self.name]
        if need in {ITEM, KEEPS, KIND}:
            return self.kind in state.kinds and (state.items or need == KIND)
        return {RUNNING: state.running, UNENDED: state.unended, OWN: state.own, LEARNER: False, ANYBODY: True}[need]

    def __str__(self) -> str:
        return f"{'GET' if self.sent is None else 'POST'} {self.name} {self.kind}{' as a fragment' if self.fragment else ''}"


def _cell(
    name: str, *args: object, kind: str = "", sent: dict[str, str] | None = None, query: str = "", fragment: bool = False
) -> Cell:
    """The cell of an address of mentoring; its absent twin has an id that nobody has."""
    path = reverse(f"mentoring:{name}", args=args) + query
    absent = reverse(f"mentoring:{name}", args=[NOBODY, *args[1:]]) if args and isinstance(args[0], uuid.UUID) else path
    return Cell(name, path, absent, kind, sent, fragment)


def cells(found: Filled) -> Iterator[Cell]:
    """All of them."""
    yield from _of_the_kinds(found)
    yield from _of_the_interview(found)
    yield from _of_the_two(found)
    yield from _for_anybody(found)


def _of_the_kinds(found: Filled) -> Iterator[Cell]:
    pk = found.row.pk
    for kind, item in found.items.items():
        asked = found.requests[kind].pk
        for fragment in (False, True):
            yield _cell("mentee_kind", pk, kind, kind=kind, fragment=fragment)
            yield _cell("mentee_item", pk, kind, item, kind=kind, fragment=fragment)
            yield _cell("review", asked, kind=kind, fragment=fragment)
        for name, sent in WRITES.items():
            yield _cell(name, asked, kind=kind, sent=sent)
        yield _cell("remove_passage", asked, found.comments[kind], kind=kind, sent={})
        yield _cell("withdraw", asked, kind=kind, sent={})
        yield _cell("reply", asked, kind=kind, sent={"text": "LATE"})
        yield _cell("hide", pk, kind=kind, sent={"kind": kind, "item": item})
        yield _cell("ask", kind, item, kind=kind)
    yield _cell("mentee_picture", pk, found.items["projects"], found.image, kind="projects")
    yield _cell("endorse", pk, SKILL, kind="skills", sent={"level": "4", "note": "LATE", "form_key": KEY})


def _of_the_interview(found: Filled) -> Iterator[Cell]:
    pk, points = found.interview, {"correctness": "1", "reasoning": "1", "limits": "1", "clarity": "1"}
    for fragment in (False, True):
        yield _cell("mock_interview", pk, kind="answers", fragment=fragment)
        yield _cell("mock_watch", pk, kind="answers", fragment=fragment)
        yield _cell("mock_sheet", pk, 1, kind="answers", sent={**points, "notes": "LATE", "version": "1"}, fragment=fragment)
        yield _cell("mock_comment", pk, kind="answers", sent={"comment": "LATE", "version": "1"}, fragment=fragment)
    yield _cell("mock_hand_in", pk, kind="answers", sent={"comment": "LATE", "version": "1"})
    yield _cell("mock_decline", pk, kind="answers", sent={})
    yield _cell("mock_withdraw", pk, kind="answers", sent={})
    yield _cell("mock_invite", found.mock)
    yield _cell("mock_invite", found.mock, sent={"mentor": str(found.row.pk)})


def _of_the_two(found: Filled) -> Iterator[Cell]:
    pk = found.row.pk
    for name in ("mentee", "check_ins", "end", "mentorship"):
        yield _cell(name, pk)
        yield _cell(name, pk, fragment=True)
    yield _cell("check_in", pk, found.check_in)
    yield _cell("check_in", pk, found.check_in, sent={"starts_at": "2030-01-01T10:00", "notes": "LATE", "version": "1"})
    yield _cell("check_ins", pk, sent={"starts_at": "2030-01-01T10:00", "agenda": "LATE", "form_key": KEY})
    yield _cell("set_goal", pk, sent={"title": "LATE", "due": "", "form_key": KEY})
    yield _cell("reach_goal", pk, found.goal, sent={})
    yield _cell("add_note", pk, sent={"text": "LATE", "form_key": KEY})
    yield _cell("show_thanks", pk, sent={"intent": "show"})
    yield _cell("mentorship", pk, sent={"scopes": "brand"})
    for name in ("new_link", "revoke", "pause", "thank"):
        yield _cell(name, pk, sent={"thanks": "LATE"})
    yield _cell("end", pk, sent={})


def _for_anybody(_found: Filled) -> Iterator[Cell]:
    yield from (_cell(name) for name in ("home", "review_list", "own_words", "mentor_settings", "invite", "mock_start"))
    yield from (_cell("home", query=f"?sort={sort}", fragment=True) for sort in desk.SORTS)
    yield _cell("invitation_link", "token")
    yield _cell("invitation")
    yield from (_cell(name, sent={}) for name in ("accept", "decline"))


# Ways that are not mentoring's own: notifications, search, and what the mentor takes home.
ELSEWHERE = (
    "/notifications/", "/today/", "/", "/interviews/questions/?q=Cq", "/interviews/answers/?q=Cq", "/portfolio/projects/?q=Cq",
    "/interviews/applications/all/?q=Cq", "/interviews/applications/export/", "/portfolio/resume/", "/portfolio/brand/",
)  # fmt: skip


ELSE = _cell("home")  # they show what the desk may show


def foreign(found: Filled) -> Iterator[str]:
    """The learner's own pages, downloads and pictures, which know owners and no mentors."""
    items = found.items
    yield f"/interviews/answers/{items['answers']}/"
    yield f"/interviews/applications/{items['applications']}/"
    yield f"/portfolio/projects/{items['projects']}/"
    yield f"/portfolio/projects/{items['projects']}/exports/project.md"
    yield f"/portfolio/images/{found.image}/"
    yield f"/portfolio/resume/{items['resume']}/"
    yield f"/portfolio/resume/{items['resume']}.json"


def shown_in(state: State, cell: Cell) -> set[str]:
    """The places whose canaries this answer may carry."""
    if not cell.allowed(state):
        return set()
    places = {"thanks"} if state.own else set()
    places |= BESIDE if state.running else set()
    for kind in {cell.kind} if cell.kind else state.kinds:
        if state.items and kind in state.kinds:
            places |= SHOWN[kind] | {f"mentoring.ReviewRequest.{name} about {kind}" for name in ("label", "text", "question")}
    return places


def text_of(response: HttpResponseBase) -> str:
    """The whole body; a picture or a file is read to its end."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def plain(response: HttpResponseBase, path: str) -> tuple[int, str, str]:
    """An answer without what differs between any two: the address that was asked for, and tokens against forgery."""
    text = re.sub(r'((?:x-csrftoken": |csrfmiddlewaretoken" value=)")\w+', r"\1", text_of(response))
    return response.status_code, response.headers.get("Location", "").replace(path, ""), text.replace(path, "")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written meanwhile is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Refused, one keeps the mentor's own words; the other's refusal is the condition of its UPDATE, which then finds no row.
MAY_WRITE = {KEEPS: {"mentoring_feedback"}, OWN: {"mentoring_mentorship"}}
WRITING = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "((?:mentoring|accounts_notification)\w*)"')


def written(queries_made: CaptureQueriesContext) -> set[str]:
    """The tables of mentoring, and of what people are told, that were written to: the note of what was opened included."""
    return {table for query in queries_made for table in WRITING.findall(query["sql"])}


class Judge:
    """Asks every cell in one state and notes what is not as declared."""

    def __init__(self, found: Filled, client: Client, name: str) -> None:
        self.found, self.client, self.name, self.state = found, client, name, STATES[name]
        self.wrong: list[str] = []
        self.seen: set[str] = set()
        self.absent: dict[tuple[object, ...], tuple[int, str, str]] = {}

    def judge(self) -> None:
        for cell in cells(self.found):
            self.client.cookies.pop("messages", None)  # of the cell before
            with undone():
                with CaptureQueriesContext(connection) as made:
                    response = cell.ask(self.client, cell.path)
                if not cell.allowed(self.state):
                    fine = MAY_WRITE.get(NEEDS[cell.name], set())
                    self.wrong += [f"{self.name}: {cell} writes to {table}" for table in written(made) - fine]
                self._places(str(cell), text_of(response), shown_in(self.state, cell))
                self._status(cell, response)
        for path in (*ELSEWHERE, *foreign(self.found)):
            with undone():
                self._places(path, text_of(self.client.get(path)), shown_in(self.state, ELSE))

    def _places(self, what: str, text: str, allowed: set[str]) -> None:
        places = {self.found.places[canary] for canary in CANARY.findall(text)}
        self.seen |= places
        self.wrong += [f"{self.name}: {what} shows {place}" for place in sorted(places - allowed)]

    def _status(self, cell: Cell, response: HttpResponseBase) -> None:
        status, need = response.status_code, NEEDS[cell.name]
        if need == ANYBODY:
            fine = status in {200, 302, 404, 422}
        elif self.state.signed_out:
            goal = response.headers.get("HX-Redirect") or response.headers.get("Location", "")
            fine = goal.startswith("/accounts/login/")
        elif cell.allowed(self.state):
            fine = status in {200, 302}
        elif need == KEEPS and self.state.own:
            fine = status == 409
        else:
            fine = status == 404 and plain(response, cell.path) == self._absent(cell)
        if not fine:
            self.wrong.append(f"{self.name}: {cell} answers {status}")

    def _absent(self, cell: Cell) -> tuple[int, str, str]:
        key = cell.name, cell.sent is None, cell.fragment
        if key not in self.absent:
            self.absent[key] = plain(cell.ask(self.client, cell.absent), cell.absent)
        return self.absent[key]


def test_every_address_and_every_kind_is_in_the_table() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(NEEDS)
    assert set(Scope.values) == {kind.scope.value for kind in kinds.known()} == set(SHARED) == set(SHOWN)


@pytest.mark.django_db
def test_a_mentor_reaches_what_the_table_allows_and_nothing_else(settings) -> None:
    settings.REVIEWS_OPEN_AT_MOST = 100
    found, client = fill(), Client()
    client.force_login(found.mentor)
    assert {cell.name for cell in cells(found)} == set(NEEDS)
    for name, state in STATES.items():
        with undone():
            client.get(reverse("mentoring:mentee", args=[found.row.pk]))  # a tab that is open already
            state.change(found)
            judge = Judge(found, client, name)
            judge.judge()
        assert judge.wrong == [], "\n".join(judge.wrong)
        if name == "active":
            assert judge.seen >= set().union(*SHOWN.values(), BESIDE)  # the table is no wider than the pages
