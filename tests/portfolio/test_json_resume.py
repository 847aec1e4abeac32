"""JSON Resume: what is written is valid, and what is read is written again."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from accounts.models import User
from portfolio.models import ResumeEntry, ResumeVersion
from portfolio.resume import jsonresume, texts
from portfolio.resume.material import assemble
from tests.portfolio import resumes
from tests.portfolio.resume_schema import problems

LONG = {"summary", "description", "reference", "score", "evidence"}
KNOWN = {
    "basics": {"name", "label", "email", "phone", "url", "summary"},
    "location": {"city", "region", "countryCode"},
}


def exported(version: ResumeVersion) -> dict[str, Any]:
    return assemble(version.owner, version).json_resume()


def without_ours(document: dict[str, Any]) -> dict[str, Any]:
    """The document without what every export of ours adds."""
    meta = {key: value for key, value in document.get("meta", {}).items() if key not in {"careerguide", "version"}}
    rest = {key: value for key, value in document.items() if key not in {"$schema", "meta"}}
    return rest | ({"meta": meta} if meta else {})


def is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def tidied(value: Any, key: str, path: str) -> Any:
    """What reading a document makes of it, said independently: trimmed texts, no empty values, foreign properties untouched."""
    if isinstance(value, str):
        long = key in LONG and not (key == "description" and path == "work")
        return texts.many_lines(value) if long else texts.one_line(value)
    if isinstance(value, list):
        return [item for item in (texts.one_line(item) for item in value) if item]
    return value


PROPERTIES = {kind.json_section: {field.json for field in kind.fields.values()} for kind in jsonresume.KINDS.values()}


def tidied_object(source: dict[str, Any], known: set[str], path: str) -> dict[str, Any]:
    found = {key: tidied(value, key, path) if key in known else value for key, value in source.items()}
    return {key: value for key, value in found.items() if not is_empty(value)}


def expected(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for section, value in document.items():
        if section == "basics":
            basics = tidied_object(
                {k: v for k, v in value.items() if k not in {"location", "profiles"}}, KNOWN["basics"], section
            )
            location = tidied_object(value.get("location", {}), KNOWN["location"], "location")
            profiles = [tidied_object(item, PROPERTIES["profiles"], "profiles") for item in value.get("profiles", [])]
            profiles = [item for item in profiles if item]
            basics |= {"location": location} if location else {}
            basics |= {"profiles": profiles} if profiles else {}
            found[section] = basics
        elif section == "meta":
            dropped = {"careerguide", "version", "lastModified"}
            found[section] = {key: item for key, item in value.items() if key not in dropped and not is_empty(item)}
        elif section != "$schema":
            found[section] = [item for item in (tidied_object(item, PROPERTIES[section], section) for item in value) if item]
    return {key: value for key, value in found.items() if not is_empty(value)}


def test_a_full_file_comes_back_as_it_was(learner: User) -> None:
    version = resumes.imported(learner)
    written = exported(version)
    assert problems(written) == []
    assert without_ours(written) == without_ours(resumes.FULL)
    assert written["meta"]["version"] == "v1.0.0"
    assert ResumeEntry.objects.get(kind="certificate").start == "2021-06"
    assert ResumeEntry.objects.get(title="Machine-learning engineer").current


def test_an_export_read_by_somebody_else_gives_an_equal_export(learner: User, stranger: User) -> None:
    version = resumes.imported(learner)
    ResumeVersion.objects.filter(pk=version.pk).update(
        sections=["skills", "experience", "projects"], language="zh-hans", paper="us-letter", name="给算法岗"
    )
    first = exported(ResumeVersion.objects.get(pk=version.pk))
    theirs = resumes.imported(stranger, first)
    assert exported(theirs) == first
    assert theirs.shown_sections() == ["skills", "experience", "projects"]
    assert (theirs.language, theirs.paper, theirs.name) == ("zh-hans", "us-letter", "给算法岗")
    assert "education" not in first


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=resumes.DOCUMENTS)
def test_any_valid_file_is_read_and_written_again(learner: User, stranger: User, document: dict[str, Any]) -> None:
    assert problems(document) == []  # the strategy makes valid files
    try:
        written = exported(resumes.imported(learner, document))
        assert problems(written) == []
        assert without_ours(written) == expected(document)
        assert exported(resumes.imported(stranger, json.loads(json.dumps(written)))) == written
    finally:
        ResumeVersion.objects.all().delete()
        ResumeEntry.objects.all().delete()


def read(document: Any) -> jsonresume.ReadResume:
    return jsonresume.read(jsonresume.parse(json.dumps(document)))


@pytest.mark.parametrize(
    ("place", "value", "path"),
    [
        (("basics", "url"), "javascript:alert(1)", "basics.url"),
        (("basics", "email"), "not an address", "basics.email"),
        (("basics", "name"), "n" * 121, "basics.name"),
        (("basics", "name"), ["Zoë"], "basics.name"),
        (("basics", "location"), "Berlin", "basics.location"),
        (("basics", "profiles"), [{"url": " JaVaScRiPt:alert(1)"}], "basics.profiles[0].url"),
        (("work",), "x", "work"),
        (("work",), [1], "work[0]"),
        (("work", 0, "startDate"), "2024-13", "work[0].startDate"),
        (("work", 0, "startDate"), "last year", "work[0].startDate"),
        (("work", 0, "endDate"), 2024, "work[0].endDate"),
        (("work", 0, "highlights"), ["a", {"b": 1}], "work[0].highlights[1]"),
        (("work", 1, "url"), "data:text/html,x", "work[1].url"),
        (("projects", 0, "url"), "//example.org", "projects[0].url"),
        (("skills", 0, "x"), "y" * 30_000, "skills[0]"),
        (("interests", 0, "name"), "a\0b", "interests[0].name"),
        (("references", 0, "reference"), "\ud800", "references[0].reference"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_path(place: tuple[Any, ...], value: Any, path: str) -> None:
    document = resumes.full()
    target: Any = document
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    with pytest.raises(jsonresume.ResumeFileError) as caught:
        read(document)
    assert path in [where for where, _what in caught.value.problems]
    assert all(what for _where, what in caught.value.problems)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe{}", b"{}" * 2, b'{"basics": {"x": NaN}}',
        b'{"basics": {"x": 1e999}}',
        b'{"basics": {"x": ' + b"9" * 5000 + b"}}", b'{"basics":' * 20 + b"1" + b"}" * 20, b"[" * 100_000, b'{"a":' * 50_000,
        b'{"basics": {}, "basics": {}}', b"{" + b" " * 1_000_001 + b"}", b'{"basics": {"\\u0000": 1}}',
    ],
)  # fmt: skip
def test_what_is_no_resume_is_refused(content: bytes) -> None:
    with pytest.raises(jsonresume.ResumeFileError):
        jsonresume.read(jsonresume.parse(content))


def test_a_byte_order_mark_does_no_harm() -> None:
    assert jsonresume.parse(b"\xef\xbb\xbf{}") == {}


def test_too_many_entries_are_refused() -> None:
    with pytest.raises(jsonresume.ResumeFileError):
        read({"skills": [{"name": str(number)} for number in range(601)]})


def test_what_the_format_does_not_know_is_named(learner: User) -> None:
    assert read({"hobbies": ["x"], "basics": {}, "empty": []}).left_out == ["hobbies"]
