"""The interview questions about a skill, on its page: the bank's and one's own, with where one stands with each."""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from interviews import bank
from interviews.bank_items import Item, ItemMaker
from interviews.calendar_days import today_of
from interviews.guidance import frame
from interviews.models import Question, ReviewCard
from interviews.queries.questions import Standing
from interviews.review_record import as_date
from roles import fragments
from roles.guidance import Guidance
from roles.texts import SkillText

SHOWN, SHOWN_OWN = 8, 3
"""What fits beside the rest of the page; own questions come first, as in the bank."""


def panel(request: HttpRequest, known: Guidance, skill: SkillText) -> SafeString:
    """The section for a skill; for a guest, drawn once, without states."""
    kept = bank.current(known)
    if not isinstance(request.user, User):
        return fragments.kept(known, f"questions of skill {skill.pk}", lambda: _guest(kept, skill))
    published = kept.about(skill.pk)
    own, total, standings = _own_part(request.user, known, skill.pk, [item.pk for item in published[:SHOWN]])
    shown, tags = [*own, *published][:SHOWN], _Tags(request.user)
    items = "".join(f"<li>{item.head}</p>{tags.of(standings.get(item.pk))}</li>\n" for item in shown)
    return _section(skill, items, len(published) + total, more=len(published) + total > len(shown))


def _guest(kept: bank.Bank, skill: SkillText) -> SafeString:
    published = kept.about(skill.pk)
    items = "".join(f"<li>{item.head}</p></li>\n" for item in published[:SHOWN])
    return _section(skill, items, len(published), more=len(published) > SHOWN)


def _section(skill: SkillText, items: str, count: int, *, more: bool) -> SafeString:
    drawn = mark_safe(items)  # noqa: S308  (items and tags are escaped where they are made)
    context = {"skill": skill, "items": drawn, "count": count, "more": more}
    return SafeString(render_to_string("interviews/_skill_questions.html", context))


class _Tags:
    """Where the learner stands with a question, in one word."""

    def __init__(self, owner: User) -> None:
        self.today = today_of(owner)
        self.words = {
            "": pgettext("question", "new"),
            "due": _("due"),
            "weak": _("weak"),
            "done": pgettext("question", "done"),
            "rest": _("set aside"),
        }

    def of(self, standing: Standing | None) -> str:
        kind = standing.kind(self.today) if standing else ""
        return f'<span class="tag {kind}">{escape(self.words[kind])}</span>'


@lru_cache(maxsize=4)
def _statement(_vendor: str) -> str:
    """Own questions of a skill, the newest first, with their cards, and the cards of some published ones: one round trip."""
    question, links, card = (
        connection.ops.quote_name(model._meta.db_table) for model in (Question, Question.skills.through, ReviewCard)
    )
    order = connection.ops.quote_name("order")
    columns = f"""q.id, q.{order}, q.slug, q.topic_id, q.round_id, q.difficulty, q.asked_at, q.owner_id, q.prompt_en,
        q.prompt_zh_hans"""
    return f"""
        SELECT * FROM (SELECT COUNT(*) OVER () AS total, c.due, c.last_grade, c.suspended_at, {columns} FROM {question} q
            JOIN {links} l ON l.question_id = q.id LEFT JOIN {card} c ON c.question_id = q.id AND c.owner_id = q.owner_id
            WHERE q.owner_id = %s AND l.skill_id = %s ORDER BY q.id DESC LIMIT {SHOWN_OWN}) own
        UNION ALL
        SELECT 0, c.due, c.last_grade, c.suspended_at, {columns} FROM {card} c JOIN {question} q ON q.id = c.question_id
            WHERE c.owner_id = %s AND q.owner_id IS NULL AND c.question_id IN """  # noqa: S608  (only names of our own)


def _own_part(owner: User, known: Guidance, skill: int, published: list[int]) -> tuple[list[Item], int, dict[int, Standing]]:
    """One's own questions about a skill, how many there are, and where one stands with them and with the published ones."""
    places = ", ".join(["%s"] * len(published)) or "NULL"
    with connection.cursor() as cursor:
        statement = f"{_statement(connection.vendor)}({places})"
        cursor.execute(statement, [owner.pk, skill, owner.pk, *published])
        rows = cursor.fetchall()
    kept, own, standings = frame(known), [], {}
    maker = ItemMaker(kept.topics, kept.rounds)
    for _total, due, grade, aside, *row in rows:
        item: tuple[Any, ...] = tuple(row)
        if due is not None:
            standings[item[0]] = Standing(as_date(due), grade, aside is not None)
        if item[7] is not None:
            own.append(maker.make(item))
    own.sort(key=lambda one: -one.pk)
    return own, max((row[0] for row in rows), default=0), standings
