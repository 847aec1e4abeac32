"""Parts of pages that show guidance alone, drawn once per version of the guidance and language, and then only placed."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from careerguide.lib.kept import Kept
from roles.guidance import Guidance

_kept: Kept[dict[tuple[str, str], SafeString]] = Kept()


def kept(known: Guidance, name: str, make: Callable[[], SafeString]) -> SafeString:
    """What was made under this name for this version and language, or is made now; it may hold nothing of a person's."""
    if known.token is None or settings.DEBUG:  # nothing tells of changes, or templates are being written
        return make()
    fragments, key = _kept.get(known.token, dict), (name, get_language() or "")
    if key not in fragments:
        fragments[key] = make()
    return fragments[key]


def draw(known: Guidance, template: str, context: Callable[[], Mapping[str, object]]) -> SafeString:
    """A template as drawn before, or drawn now; `context` is asked only then."""
    return kept(known, template, lambda: render_to_string(template, dict(context())))
