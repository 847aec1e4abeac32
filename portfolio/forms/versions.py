"""The version that a page with several rows was drawn from."""

from django.http import QueryDict


def expected_version(data: QueryDict) -> int:
    """The version in the form; 0, which no row has, for anything that is none."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
