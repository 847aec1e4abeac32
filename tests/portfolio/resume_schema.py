"""JSON Resume 1.0.0 as its published schema has it, without the descriptions.

Written from the schema of the `resume-schema` package, version 1.0.0 (MIT licence, © JSON Resume): same sections, properties,
types, patterns and formats. `format` is taken as a demand here, which is stricter than most validators are.
"""

from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft7Validator, FormatChecker

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
LINK = {"type": "string", "format": "uri"}
DATE = {"type": "string", "pattern": "^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$"}
DAY = {"type": "string", "format": "date"}
SPAN = {"startDate": DATE, "endDate": DATE}


def an_object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": True, "properties": properties}


def a_list(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": an_object(**properties)}


SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "$schema": LINK,
        "basics": an_object(
            name=TEXT, label=TEXT, image=TEXT, email={"type": "string", "format": "email"}, phone=TEXT, url=LINK, summary=TEXT,
            location=an_object(address=TEXT, postalCode=TEXT, city=TEXT, countryCode=TEXT, region=TEXT),
            profiles=a_list(network=TEXT, username=TEXT, url=LINK),
        ),
        "work": a_list(
            name=TEXT, location=TEXT, description=TEXT, position=TEXT, url=LINK, **SPAN, summary=TEXT, highlights=TEXTS
        ),
        "volunteer": a_list(organization=TEXT, position=TEXT, url=LINK, **SPAN, summary=TEXT, highlights=TEXTS),
        "education": a_list(institution=TEXT, url=LINK, area=TEXT, studyType=TEXT, **SPAN, score=TEXT, courses=TEXTS),
        "awards": a_list(title=TEXT, date=DATE, awarder=TEXT, summary=TEXT),
        "certificates": a_list(name=TEXT, date=DAY, url=LINK, issuer=TEXT),
        "publications": a_list(name=TEXT, publisher=TEXT, releaseDate=DATE, url=LINK, summary=TEXT),
        "skills": a_list(name=TEXT, level=TEXT, keywords=TEXTS),
        "languages": a_list(language=TEXT, fluency=TEXT),
        "interests": a_list(name=TEXT, keywords=TEXTS),
        "references": a_list(name=TEXT, reference=TEXT),
        "projects": a_list(
            name=TEXT, description=TEXT, highlights=TEXTS, keywords=TEXTS, **SPAN, url=LINK, roles=TEXTS, entity=TEXT, type=TEXT
        ),
        "meta": an_object(canonical=LINK, version=TEXT, lastModified=TEXT),
    },
}  # fmt: skip
_FORMATS = FormatChecker(["email", "date"])


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme and " " not in value)


def problems(document: object) -> list[str]:
    """What the schema has against a document."""
    found = Draft7Validator(SCHEMA, format_checker=_FORMATS).iter_errors(document)
    return [f"{error.json_path}: {error.message}" for error in found]
