"""A question as lists show it: plain values and prepared markup."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interviews.models import Question, Round, Topic

COLUMNS = (
    "pk", "order", "slug", "topic_id", "round_id", "difficulty", "asked_at", "owner_id", "prompt_en", "prompt_zh_hans",
)  # fmt: skip
"""What an item is made of, as `values_list` takes it: a model instance for each line of a list costs ten times as much."""
Row = tuple[int, int, str, int | None, int | None, int, str, int | None, str | None, str | None]


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


class ItemMaker:
    """Makes items in the language that is active now, and keeps what they share."""

    def __init__(self, topics: Mapping[int, Topic], rounds: Mapping[int, Round]) -> None:
        self.topics, self.rounds = topics, rounds
        self.chinese_first = (get_language() or "").startswith("zh")
        self.start = reverse("interviews:question_list")
        self.levels = {value: str(label) for value, label in Question.Difficulty.choices}
        words = _("yours")
        self.own = f'<span class="tag ok">{escape(words)}</span> '

    def make(self, row: Row, skills: tuple[int, ...] = ()) -> Item:
        """One question, from its `COLUMNS`; one that is written in one language reads the same in the other."""
        pk, order, slug, topic_pk, round_pk, difficulty, asked_at, owner, english, chinese = row
        prompt = (chinese or english if self.chinese_first else english or chinese) or ""
        topic, round_ = self.topics.get(topic_pk or 0), self.rounds.get(round_pk or 0)
        about = [topic.name if topic else "", round_.name if round_ else "", self.levels[difficulty]]
        if asked_at:
            about.append(_("asked at %(place)s") % {"place": asked_at})
        facts, href = " · ".join(filter(None, about)), f"{self.start}{slug}/"
        return Item(
            pk=pk,
            order=order,
            own=owner is not None,
            topic=topic_pk,
            round=round_pk,
            difficulty=difficulty,
            skills=skills,
            prompt=prompt,
            href=href,
            facts=facts,
            head=f'<a href="{href}">{escape(prompt)}</a><p class="soft">{self.own if owner else ""}{escape(facts)}',
            searched=f"{english}\n{chinese}\n{asked_at}".casefold(),
        )
