"""A text with the passages that comments are attached to."""

from collections.abc import Iterable, Sequence
from html import escape

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from mentoring.models import PassageComment, ReviewRequest

_COMMENT = ('<li id="comment-{}"><blockquote><a href="#passage-{}">{}</a></blockquote><p>{}</p>{}</li>').format
_REMOVE = (
    '<form method="post" action="{}passages/{}/remove/"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<button class="button quiet small" aria-label="{}">{}</button></form>'
).format


def mark(text: str, comments: Iterable[PassageComment]) -> SafeString:
    """The text with each commented stretch marked and numbered; where passages overlap, each keeps what no earlier one took."""
    parts: list[str] = []
    place = 0
    for number, comment in enumerate(sorted(comments, key=lambda row: (row.start, row.pk)), start=1):
        start, end = max(place, min(comment.start, len(text))), min(comment.end, len(text))
        link = f'<a class="mark" href="#comment-{comment.pk}" id="passage-{comment.pk}">{number}</a>'
        marked = f"<mark>{escape(text[start:end])}</mark>" if end > start else ""
        parts += (escape(text[place:start]), marked, link)
        place = max(place, end)
    return SafeString("".join((*parts, escape(text[place:]))))


def comment_lines(request: ReviewRequest, comments: Sequence[PassageComment], token: str = "") -> SafeString:
    """The comments in their order, each with a link to its passage; with the page's token, a button that removes it."""
    remove, named = escape(_("Remove")), escape(_("Remove comment %(number)s"))
    base = reverse("mentoring:review", args=[request.pk])
    lines = []
    for number, comment in enumerate(comments, start=1):
        quote, text = escape(Truncator(comment.quote).chars(160)), linebreaksbr(comment.text)
        button = _REMOVE(base, comment.pk, token, named % {"number": number}, remove) if token else ""
        lines.append(_COMMENT(comment.pk, comment.pk, quote, text, button))
    return SafeString("".join(lines))
