"""Small pictures as SVG. Colours come from the stylesheet, so they follow the theme; every picture has its words."""

import math
from collections.abc import Sequence

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

RADIUS = 150


def _spoke(index: int, count: int, value: float) -> tuple[float, float]:
    """Where `value` (0–4) lies on the spoke, the first one pointing up."""
    angle = 2 * math.pi * index / count - math.pi / 2
    return RADIUS * value / 4 * math.cos(angle), RADIUS * value / 4 * math.sin(angle)


def _polygon(kind: str, values: Sequence[float]) -> SafeString:
    points = " ".join("{:.1f},{:.1f}".format(*_spoke(index, len(values), value)) for index, value in enumerate(values))
    return format_html('<polygon class="{}" points="{}"/>', kind, points)


def radar(labels: Sequence[str], need: Sequence[float], have: Sequence[float] | None, *, title: str) -> SafeString:
    """A radar of levels 0–4, one spoke a label; `have` is left out for a guest.

    `title` is the text alternative: the page gives the same numbers as a table or as meters beside it.
    """
    count = len(labels)
    web = format_html_join("", "{}", ((_polygon("web", [ring] * count),) for ring in (1, 2, 3, 4)))
    names = []
    for index, label in enumerate(labels):
        x, y = _spoke(index, count, 4.4)
        anchor = "middle" if abs(x) < 20 else "start" if x > 0 else "end"
        names.append((f"{x:.0f}", f"{y + 5:.0f}", anchor, label))
    return format_html(
        '<svg class="radar" viewBox="-255 -185 510 372" role="img" aria-label="{}">{}{}{}{}</svg>',
        title,
        web,
        _polygon("need", need),
        _polygon("have", have) if have is not None else "",
        format_html_join("", '<text x="{}" y="{}" text-anchor="{}">{}</text>', names),
    )


def line(points: Sequence[tuple[float, float]], *, title: str, start: str, end: str) -> SafeString:
    """A line over time: `points` are (0–1 along the period, 0–1 upward); `start` and `end` label the period."""
    path = " ".join(f"{'L' if index else 'M'}{20 + 560 * x:.1f},{150 - 130 * y:.1f}" for index, (x, y) in enumerate(points))
    last_x, last_y = points[-1]
    return format_html(
        '<svg class="line" viewBox="0 0 600 180" role="img" aria-label="{}">'
        '<path class="web" d="M20,150H580M20,85H580M20,20H580"/><path class="have" d="{}"/>'
        '<circle class="dot" cx="{}" cy="{}" r="4"/>'
        '<text x="20" y="172">{}</text><text x="580" y="172" text-anchor="end">{}</text>'
        '<text x="20" y="14">100%</text></svg>',
        title,
        path,
        f"{20 + 560 * last_x:.1f}",
        f"{150 - 130 * last_y:.1f}",
        start,
        end,
    )


def columns(values: Sequence[tuple[float, str]], *, title: str, most: float | None = None) -> SafeString:
    """Upright bars, one a day or the like, each with its words as a tooltip; they stretch to the width of their place.

    There is no text inside, which would be squeezed on a phone: the page sets the scale and the dates around it.
    """
    most = most or max((value for value, _words in values), default=0) or 1
    # Put together by hand, as a year of practice has hundreds: apart from the words there are only numbers.
    bars = "".join(
        f'<rect x="{10 * index + 1}" y="{100 - 100 * value / most:.1f}" width="8" height="{100 * value / most:.1f}">'
        f"<title>{escape(words)}</title></rect>"
        for index, (value, words) in enumerate(values)
    )
    return format_html(
        '<svg class="columns" viewBox="0 0 {} 100" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path class="web" d="M0,0H{}M0,50H{}M0,100H{}"/>{}</svg>',
        10 * len(values),
        title,
        *[10 * len(values)] * 3,
        mark_safe(bars),  # noqa: S308  (the words were escaped)
    )


def shares(first: float, second: float) -> SafeString:
    """Two lying bars of 0–1, one under the other. Decoration: the numbers stand beside them as text."""
    back, have, later = ('width="100"', f'width="{100 * first:.1f}"', f'width="{100 * second:.1f}"')
    return mark_safe(  # noqa: S308  (only numbers are put in)
        '<svg class="shares" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="web" {back} height="5"/><rect class="have" {have} height="5"/>'
        f'<rect class="web" y="7" {back} height="5"/><rect class="later" y="7" {later} height="5"/></svg>'
    )
