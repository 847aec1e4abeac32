"""A question as lists show it: plain values and prepared markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext as _

from interviews.models import Question, Round, Topic


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `head` is its link and what it is about, escaped: what no learner changes is put together once."""

    pk: int
    order: int
    own: bool
    topic: int | None
    round: int | None
    difficulty: int
    skills: tuple[int, ...]
    prompt: str
    href: str
    facts: str
    head: str
    searched: str

    @property
    def cursor(self) -> str:
        """Its place in the bank, as addresses name it."""
        return f"own-{self.pk}" if self.own else f"{self.order}-{self.pk}"


def make_item(question: Question, topic: Topic | None, round_: Round | None, skills: Sequence[int] = ()) -> Item:
    """The question in the language that is active now."""
    about = [topic and topic.name, round_ and round_.name, question.get_difficulty_display()]
    if question.asked_at:
        about.append(_("asked at %(place)s") % {"place": question.asked_at})
    facts = " · ".join(str(part) for part in about if part)
    href, prompt = question.get_absolute_url(), question.prompt
    own = f'<span class="tag ok">{escape(_("yours"))}</span> ' if question.is_private else ""
    both = (getattr(question, f"prompt_{language}") or "" for language in ("en", "zh_hans"))
    return Item(
        pk=question.pk,
        order=question.order,
        own=question.is_private,
        topic=question.topic_id,
        round=question.round_id,
        difficulty=question.difficulty,
        skills=tuple(skills),
        prompt=prompt,
        href=href,
        facts=facts,
        head=f'<a href="{escape(href)}">{escape(prompt)}</a><p class="soft">{own}{escape(facts)}',
        searched="\n".join((*both, question.asked_at)).casefold(),
    )
