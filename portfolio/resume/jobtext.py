"""Which skills a job text names: by name and by alias, in both languages. What is not written there is not found."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from careerguide.lib.kept import Kept
from roles import guidance
from roles.models import Skill

_TOKEN = re.compile(r"[A-Za-z0-9]+[+#]*|[\u3400-\u9fff]")
_SEPARATOR = re.compile(r"[\s\-‐-―/._·&]{1,3}")
"""What may stand between two words of a name: “CI/CD”, “CI-CD” and “CI CD” are the same."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text; `skills` are the keys of those that it names, none for what lies between."""

    text: str
    skills: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    skill: int
    exact: tuple[str, ...] | None
    """The words as they must be written; None when case does not matter."""


class Finder:
    """Looks all names up at once, word by word; a Chinese character is a word of its own."""

    def __init__(self, skills: dict[int, Skill]) -> None:
        self.names: dict[tuple[str, ...], set[_Name]] = defaultdict(set)
        for skill in skills.values():
            for title in (skill.name_en, skill.name_zh_hans):
                self._add(skill.pk, title, cased=False)
            for aliases in (skill.aliases_en, skill.aliases_zh_hans):
                for alias in (aliases or "").splitlines():
                    # A Latin alias with a capital is one whose lower-case form is an ordinary word: “RAG”.
                    self._add(skill.pk, alias, cased=alias != alias.lower() and alias.isascii())
        self.longest = max(map(len, self.names), default=0)

    def _add(self, skill: int, name: str | None, *, cased: bool) -> None:
        words = tuple(_TOKEN.findall(name or ""))
        if words:
            self.names[tuple(word.lower() for word in words)].add(_Name(skill, words if cased else None))

    def segments(self, text: str) -> list[Segment]:
        """The text in pieces; where names overlap, the longer one counts."""
        found, done = [], 0
        for start, end, skills in self._matches(text):
            if start > done:
                found.append(Segment(text[done:start]))
            found.append(Segment(text[start:end], skills))
            done = end
        return [*found, Segment(text[done:])] if done < len(text) else found

    def _matches(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        tokens = list(_TOKEN.finditer(text))
        joined = [_belong(text, first, second) for first, second in pairwise(tokens)]
        index = 0
        while index < len(tokens):
            length, skills = self._longest_at(tokens, joined, index)
            if skills:
                yield tokens[index].start(), tokens[index + length - 1].end(), skills
            index += length

    def _longest_at(self, tokens: list[re.Match[str]], joined: list[bool], index: int) -> tuple[int, tuple[int, ...]]:
        """How many words to step over, and the skills that they name."""
        best: tuple[int, tuple[int, ...]] = (1, ())
        words: list[str] = []
        for position in range(index, min(index + self.longest, len(tokens))):
            if position > index and not joined[position - 1]:
                break
            words.append(tokens[position].group())
            named = self.names.get(tuple(word.lower() for word in words), ())
            if skills := sorted({name.skill for name in named if name.exact is None or name.exact == tuple(words)}):
                best = (len(words), tuple(skills))
        return best


def _belong(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two neighbouring words can be part of one name."""
    between = text[first.end() : second.start()]
    latin = first.group()[0].isascii() + second.group()[0].isascii()
    if latin == 2:
        return bool(_SEPARATOR.fullmatch(between))
    return between == "" or (latin == 1 and between in {" ", "\u00a0"})


_kept: Kept[Finder] = Kept()


def finder() -> Finder:
    """The finder for the guidance as it is now; building it anew for each request would take longer than searching."""
    known = guidance.current()
    return _kept.get(known.token, lambda: Finder(known.skills))
