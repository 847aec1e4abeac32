"""What stands around every page, drawn once per language, theme and place; a page only fills in what is its own.

`templates/_head.html`, `_bar.html` and `_foot.html` are ordinary templates. They see `place` (the name of the view), `theme`
and `person` (guest, learner or staff), nothing of the request: where a page's own value belongs, they place a slot. A section's
tabs, `templates/<section>/_nav.html`, see the beginning of the address as their place: `interviews/questions`.
"""

import secrets
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from accounts.context_processors import chosen_theme
from careerguide.lib.tokens import page_token


class Slots(NamedTuple):
    """Marks that are replaced by a page's own values; random, so that no value can hold another one's mark."""

    token: str
    address: str
    after_sign_in: str
    initial: str
    name: str
    news: str


_MARK = secrets.token_hex(8)
SLOTS = Slots(*(f"{field}-{_MARK}" for field in Slots._fields))


@lru_cache(maxsize=1024)
def _draw(template: str, language: str, theme: str, place: str, person: str) -> str:
    context = {"LANGUAGE_CODE": language, "theme": theme, "place": place, "person": person, "slot": SLOTS._asdict()}
    return render_to_string(template, context)


def _news(unread: int) -> str:
    """The way to what is new; nothing when nothing is."""
    if not unread:
        return ""
    words = ngettext("%(unread)s new notification", "%(unread)s new notifications", unread) % {"unread": unread}
    link = '<a class="plain" href="{}" aria-label="{}"><span class="tag ok">{}</span></a>'
    return format_html(link, reverse("notifications"), words, unread)


class Frame:
    """The parts around one page; each is made when the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def _part(self, template: str, place: str | None = None) -> str:
        if settings.DEBUG:
            _draw.cache_clear()  # templates are being written
        match, user = self.request.resolver_match, getattr(self.request, "user", None)
        person = "guest" if user is None or not user.is_authenticated else "staff" if user.is_staff else "learner"
        language = get_language() or settings.LANGUAGE_CODE
        if place is None:
            place = match.view_name if match else ""
        return _draw(template, language, chosen_theme(self.request), place, person)

    @property
    def token(self) -> str:
        """The token for the forms of this page."""
        return page_token(self.request)

    @property
    def head(self) -> SafeString:
        """What every page puts into its head."""
        return mark_safe(self._part("_head.html"))  # noqa: S308  (a rendered template without values)

    @property
    def bar(self) -> SafeString:
        """The links and tools at the top."""
        user = getattr(self.request, "user", None)
        drawn = (
            self._part("_bar.html")
            .replace(SLOTS.token, self.token)
            .replace(SLOTS.address, escape(self.request.get_full_path()))
            .replace(SLOTS.after_sign_in, escape(f"next={quote(self.request.path)}"))
        )
        if user is not None and user.is_authenticated:
            drawn = drawn.replace(SLOTS.initial, escape(user.get_short_name()[:1].upper()))
            drawn = drawn.replace(SLOTS.name, escape(str(user)))
            drawn = drawn.replace(SLOTS.news, _news(user.unread))
        return mark_safe(drawn)  # noqa: S308  (every value was escaped)

    @property
    def tabs(self) -> SafeString:
        """The links inside the section that this page belongs to."""
        match = self.request.resolver_match
        section, _slash, rest = (match.route if match else "").partition("/")
        place = f"{section}/{rest.partition('/')[0]}"
        return mark_safe(self._part(f"{section}/_nav.html", place))  # noqa: S308  (a rendered template without values)

    @property
    def foot(self) -> SafeString:
        """What stands below every page."""
        return mark_safe(self._part("_foot.html"))  # noqa: S308  (a rendered template without values)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Give templates the frame; the context processor."""
    return {"frame": Frame(request)}
