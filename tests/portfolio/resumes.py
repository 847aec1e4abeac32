"""Résumés for tests: one that is full, and a strategy for any."""

import copy
import uuid
from datetime import date
from typing import Any

from hypothesis import strategies as st

from accounts.models import User
from portfolio.models import ResumeEntry, ResumeVersion
from portfolio.resume import actions, jsonresume

KEY = "6a3f0a0e-5d0e-4b6a-9a44-0d6a0c5f9d11"
FULL: dict[str, Any] = {
    "$schema": jsonresume.SCHEMA,
    "basics": {
        "name": "Zoë Müller",
        "label": "Machine-learning engineer",
        "image": "https://example.org/zoe.png",
        "email": "zoe@example.org",
        "phone": "+49 30 000000",
        "url": "https://zoe.example.org",
        "summary": "Five years of ranking models.\nI also run what I train.",
        "location": {"city": "Berlin", "countryCode": "DE", "postalCode": "10115", "region": "Berlin"},
        "profiles": [{"network": "GitHub", "username": "zoe", "url": "https://github.com/zoe"}],
    },
    "work": [
        {
            "name": "Example Shop", "position": "Machine-learning engineer", "location": "Berlin", "url": "https://example.org",
            "startDate": "2022-03", "summary": "Owns the ranking model.", "description": "An online shop",
            "highlights": ["Cut p99 latency from 120 ms to 38 ms.", "Improved the team spirit."],
        },
        {"name": "Example Rides", "position": "Data analyst", "startDate": "2019-07", "endDate": "2022-02"},
    ],
    "volunteer": [{"organization": "Code club", "position": "Mentor", "startDate": "2020", "endDate": "2021"}],
    "education": [
        {
            "institution": "Example University", "area": "Computer science", "studyType": "M.Sc.", "startDate": "2016-09",
            "endDate": "2019-06", "score": "1.3", "courses": ["Statistics", "Optimisation"],
        },
    ],
    "awards": [{"title": "First of 800 teams", "date": "2023-11-05", "awarder": "Example Cup", "summary": "Ranking track"}],
    "certificates": [{"name": "Cloud engineer", "date": "2021-06-01", "datePrecision": "month", "issuer": "Example"}],
    "publications": [{"name": "Small rankers", "publisher": "Example Conf", "releaseDate": "2024", "url": "https://example.org/p"}],
    "skills": [{"name": "Ranking", "level": "expert", "keywords": ["LambdaMART", "two towers"], "evidence": "The shop"}],
    "languages": [{"language": "German", "fluency": "native"}],
    "interests": [{"name": "Climbing", "keywords": ["bouldering"]}],
    "references": [{"name": "A. Boss", "reference": "Does what she says."}],
    "projects": [
        {
            "name": "Defects", "description": "Few labels", "highlights": ["mAP from 0.61 to 0.78"], "keywords": ["PyTorch"],
            "startDate": "2024-01", "endDate": "2024-04", "url": "https://github.com/zoe/defects", "roles": ["Author"],
            "entity": "Own", "type": "application",
        },
    ],
    "meta": {"canonical": "https://example.org/resume.json", "version": "v1.0.0", "theme": "even"},
}  # fmt: skip


def full() -> dict[str, Any]:
    """A copy that a test may spoil."""
    return copy.deepcopy(FULL)


def imported(owner: User, document: dict[str, Any] | None = None, language: str = "en") -> ResumeVersion:
    """A version made of a document."""
    read = jsonresume.read(jsonresume.parse(_dumped(FULL if document is None else document)))
    name = read.version.get("name", "Imported")
    return actions.import_resume(
        owner=owner, read=read, name=name, language=read.version.get("language", language), form_key=uuid.uuid4()
    )


def _dumped(document: dict[str, Any]) -> str:
    import json

    return json.dumps(document, ensure_ascii=False)


def entry(owner: User, kind: str = "experience", **fields: Any) -> ResumeEntry:
    """One fact."""
    values = {"language": "en", "title": "Engineer", "organisation": "Example", **fields}
    return ResumeEntry.objects.create(owner=owner, kind=kind, **values)


# Any letter that can be stored, and the ones that usually make trouble: direction marks, emoji, markup of four languages.
_LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(
    "\u202e\u200b\u2067e\u0301\U0001f469\U0001f3fd\u200d\U0001f4bb<>&\"'#$*_[]()=+-@\\عب林"
)
WORDS = st.text(_LETTERS, max_size=30)
LONG = st.text(_LETTERS | st.just("\n"), max_size=120)
LINKS = st.sampled_from(
    ["https://example.org", "http://example.org/a?b=c#d", "https://例子.中国/路", "https://example.org/(x)"]
)
YEARS = st.integers(1950, 2035).map(str)
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(str)
DATES = st.one_of(YEARS, DAYS, st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12)))
MORE = st.dictionaries(
    st.sampled_from(["x-tool", "icon", "rating"]), WORDS | st.integers(-9, 9) | st.booleans() | st.lists(WORDS, max_size=2),
    max_size=1,
)  # fmt: skip


def _objects(**properties: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda known, more: {**more, **known}, st.fixed_dictionaries({}, optional=properties), MORE)


def _lists(**properties: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(_objects(**properties), max_size=3)


TEXTS = st.lists(LONG, max_size=3)
SPAN = {"startDate": DATES, "endDate": DATES}
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "basics": _objects(
            name=WORDS, label=WORDS, image=WORDS, email=st.just("zoe@example.org"), phone=WORDS, url=LINKS, summary=LONG,
            location=_objects(address=WORDS, postalCode=WORDS, city=WORDS, countryCode=WORDS, region=WORDS),
            profiles=_lists(network=WORDS, username=WORDS, url=LINKS),
        ),
        "work": _lists(
            name=WORDS, location=WORDS, description=WORDS, position=WORDS, url=LINKS, **SPAN, summary=LONG, highlights=TEXTS
        ),
        "volunteer": _lists(organization=WORDS, position=WORDS, url=LINKS, **SPAN, summary=LONG, highlights=TEXTS),
        "education": _lists(institution=WORDS, url=LINKS, area=WORDS, studyType=WORDS, **SPAN, score=WORDS, courses=TEXTS),
        "awards": _lists(title=WORDS, date=DATES, awarder=WORDS, summary=LONG),
        "certificates": _lists(name=WORDS, date=DAYS, url=LINKS, issuer=WORDS),
        "publications": _lists(name=WORDS, publisher=WORDS, releaseDate=DATES, url=LINKS, summary=LONG),
        "skills": _lists(name=WORDS, level=WORDS, keywords=TEXTS),
        "languages": _lists(language=WORDS, fluency=WORDS),
        "interests": _lists(name=WORDS, keywords=TEXTS),
        "references": _lists(name=WORDS, reference=LONG),
        "projects": _lists(
            name=WORDS, description=LONG, highlights=TEXTS, keywords=TEXTS, **SPAN, url=LINKS, roles=TEXTS, entity=WORDS,
            type=WORDS,
        ),
        "meta": _objects(canonical=LINKS, version=WORDS, lastModified=WORDS),
    },
)  # fmt: skip
