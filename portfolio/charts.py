"""A number before and after as a small picture: two dots, the way between them, and the interval of the latter."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portfolio.models import Metric

WIDTH, LEFT, RIGHT, HEIGHT, MIDDLE = 320, 16, 304, 56, 26


def number(value: Decimal | None) -> str:
    """As short as it is exact: 0.790000 is 0.79, 1E+2 is 100."""
    if value is None:
        return ""
    text = f"{value.normalize():f}"
    return text.replace("-", "−")


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric as the pages place it."""

    name: str
    before: str
    after: str
    interval: str
    interval_note: str
    verdict: str
    """`better`, `worse`, `same`, or nothing where there are not two values."""
    change: str
    metric: Metric

    @property
    def direction(self) -> str:
        """Which way is good."""
        return _("higher is better") if self.metric.higher_is_better else _("lower is better")

    @property
    def picture(self) -> SafeString:
        """Drawn when it is asked for: a résumé has the words of a hundred numbers and no picture."""
        return _draw(self.metric, self.before, self.after, self.interval, self.verdict)

    @property
    def words(self) -> str:
        """The verdict in words, so that it does not hang on a colour."""
        return words(self.verdict)


def measured(metric: Metric) -> Measured:
    """A metric with its numbers as text, what became of it, and its picture."""
    unit = f" {metric.unit}" if metric.unit else ""
    before, after = (f"{number(value)}{unit}" if value is not None else "" for value in (metric.before, metric.after))
    interval = f"{number(metric.low)}–{number(metric.high)}" if metric.low is not None and metric.high is not None else ""
    verdict = _verdict(metric)
    return Measured(
        name=metric.name,
        before=before,
        after=after,
        interval=interval,
        interval_note=metric.interval_note,
        verdict=verdict,
        change=_change(metric),
        metric=metric,
    )


def _verdict(metric: Metric) -> str:
    if metric.before is None or metric.after is None:
        return ""
    if metric.before == metric.after:
        return "same"
    return "better" if (metric.after > metric.before) == metric.higher_is_better else "worse"


def _change(metric: Metric) -> str:
    if metric.before is None or metric.after is None:
        return ""
    difference = metric.after - metric.before
    return f"{'+' if difference > 0 else ''}{number(difference)}{f' {metric.unit}' if metric.unit else ''}"


def words(verdict: str) -> str:
    """What became of a number."""
    return {"better": _("better"), "worse": _("worse"), "same": _("unchanged")}.get(verdict, "")


def _draw(metric: Metric, before: str, after: str, interval: str, verdict: str) -> SafeString:
    """The picture; empty without two values. It begins at the smallest value, not at zero: the numbers stand beside it."""
    if metric.before is None or metric.after is None:
        return SafeString("")
    values = [value for value in (metric.before, metric.after, metric.low, metric.high) if value is not None]
    least, span = min(values), (max(values) - min(values)) or Decimal(1)

    def place(value: Decimal) -> str:
        return f"{LEFT + (RIGHT - LEFT) * float((value - least) / span):.1f}"

    start, end = place(metric.before), place(metric.after)
    band: str = ""
    if metric.low is not None and metric.high is not None:
        low, high = place(metric.low), place(metric.high)
        wide = f"{max(2.0, float(high) - float(low)):.1f}"
        band = format_html('<rect class="band" x="{}" y="{}" width="{}" height="16" rx="4"/>', low, MIDDLE - 8, wide)
    title = _("%(name)s: %(before)s before, %(after)s after") % {"name": metric.name, "before": before, "after": after}
    title += f" ({interval})" if interval else ""
    return format_html(
        '<svg class="change {}" viewBox="0 0 {} {}" role="img" aria-label="{}"><path class="axis" d="M{},{m}H{}"/>{}'
        '<path class="way" d="M{s},{m}H{e}"/><circle class="from" cx="{s}" cy="{m}" r="6"/>'
        '<circle class="to" cx="{e}" cy="{m}" r="7"/></svg>',
        verdict, WIDTH, HEIGHT - 4, f"{title} · {words(verdict)}", LEFT, RIGHT, band, s=start, e=end, m=MIDDLE,
    )  # fmt: skip
