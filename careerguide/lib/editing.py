"""The Markdown editor: how a page with many of them draws it, and what it asks the server for while somebody writes."""

import secrets
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from careerguide.lib import markdown

MAX_PREVIEW = 50_000
_MARK = secrets.token_hex(8)
"""Random, so that no text can hold it."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """Stands where the field of an editor belongs, when the editor is drawn for all fields at once."""

    label: str = f"label-{_MARK}"
    id_for_label: str = f"id-{_MARK}"
    errors: str = f"errors-{_MARK}"
    address: str = f"address-{_MARK}"
    control: str = f"control-{_MARK}"

    def __str__(self) -> str:
        return self.control


_SLOT = _Slot()


def editor(field: BoundField, autosave_url: str) -> SafeString:
    """`_editor.html` for one of many fields; the page says once what Markdown is."""
    if settings.DEBUG:
        _shell.cache_clear()  # templates are being written
    values = (
        (_SLOT.label, escape(field.label)),
        (_SLOT.id_for_label, escape(field.id_for_label)),
        (_SLOT.address, escape(autosave_url)),
        (_SLOT.errors, str(field.errors) if field.errors else ""),
        (_SLOT.control, str(field)),
    )
    drawn = _shell(get_language() or settings.LANGUAGE_CODE)
    for slot, value in values:
        drawn = drawn.replace(slot, value)
    return mark_safe(drawn)  # noqa: S308  (a rendered template; every value was escaped)


@lru_cache(maxsize=8)
def _shell(_language: str) -> str:
    return render_to_string("_editor.html", {"field": _SLOT, "autosave_url": _SLOT.address, "one_of_many": True})


@require_POST
def markdown_preview(request: HttpRequest) -> HttpResponse:
    """The posted text as safe HTML, exactly as it will be shown once it is saved."""
    text = request.POST.get("text", "")
    if len(text) > MAX_PREVIEW:
        return HttpResponse(_("The text is too long for a preview."), status=413, content_type="text/plain; charset=utf-8")
    return HttpResponse(markdown.render(text))


@require_safe
def form_token(request: HttpRequest) -> HttpResponse:
    """A fresh form token: signing in again in another tab makes that of an open page invalid."""
    return HttpResponse(get_token(request), content_type="text/plain; charset=utf-8")
