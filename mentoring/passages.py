"""A text with the passages that comments are attached to."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mentoring.models import PassageComment


def mark(text: str, comments: Iterable[PassageComment]) -> SafeString:
    """The text with each commented stretch marked and numbered; where passages overlap, each keeps what no earlier one took."""
    parts: list[SafeString] = []
    place = 0
    for number, comment in enumerate(sorted(comments, key=lambda row: (row.start, row.pk)), start=1):
        start, end = max(place, min(comment.start, len(text))), min(comment.end, len(text))
        parts.append(format_html("{}", text[place:start]))
        link = format_html('<a class="mark" href="#comment-{}" id="passage-{}">{}</a>', comment.pk, comment.pk, number)
        parts.append(format_html("<mark>{}</mark>{}", text[start:end], link) if end > start else link)
        place = max(place, end)
    parts.append(format_html("{}", text[place:]))
    return format_html_join("", "{}", ((part,) for part in parts))
