"""Drawing a public page: from what was chosen alone, never from the request of whoever looks at it."""

import json
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from accounts.models import Profile
from careerguide.lib.markdown import plain, render
from portfolio.models import ProjectImage, PublicItem, PublicPage
from portfolio.showcase import SECTIONS, ShownSkill

_HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def draw(page: PublicPage, origin: str) -> str:
    """The page as HTML, the same for everybody who reads the same language. `origin` is the scheme and host that serve it."""
    profile = Profile.objects.filter(user_id=page.owner_id).first() or Profile()
    address = page.get_absolute_url()
    sections = shown_sections(page)
    links = _links(profile) if page.show_links else []
    picture = f"{origin}{address}picture/" if page.show_picture and profile.avatar else ""
    about = page.headline or plain(page.intro, most=160)
    context = {
        "page": page,
        "language": get_language() or "en",
        "address": f"{origin}{address}",
        "home": reverse("home"),
        "about": about,
        "intro": render(page.intro),
        "picture": picture,
        "picture_path": f"{address}picture/" if picture else "",
        "images": f"{address}images/",
        "links": links,
        "sections": sections,
        "metadata": _metadata(
            page.display_name, f"{origin}{address}", description=about, image=picture, sameAs=links, knowsAbout=_known(sections)
        ),
    }
    return render_to_string("portfolio/public/page.html", context)


def shown_sections(page: PublicPage) -> list[tuple[str, str, str, list[Any]]]:
    """Slug, label, template and entries of every section that is shown and has something to show."""
    items: dict[str, list[PublicItem]] = {}
    for item in PublicItem.objects.filter(owner_id=page.owner_id, page=page):
        items.setdefault(item.section, []).append(item)
    found = []
    for slug in page.sections:
        section = SECTIONS.get(slug)
        if section and (entries := section.entries(page.owner, items.get(slug, []))):
            found.append((slug, str(section.label), section.template, entries))
    return found


def _links(profile: Profile) -> list[str]:
    return [link for link in (profile.website, profile.code_link, profile.network_link) if link]


def _known(sections: list[tuple[str, str, str, list[Any]]]) -> list[str]:
    return [entry.name for *_rest, entries in sections for entry in entries if isinstance(entry, ShownSkill)]


def _metadata(name: str, address: str, **optional: str | list[str]) -> SafeString:
    """JSON-LD about the person, safe inside a script element; what is empty is left out."""
    person: dict[str, Any] = {"@context": "https://schema.org", "@type": "Person", "name": name, "url": address}
    person |= {key: value for key, value in optional.items() if value}
    text = json.dumps(person, ensure_ascii=False).translate(_HARMLESS)
    return mark_safe(text)  # noqa: S308  (no < > & is left that could end the element)


def shown_image(page: PublicPage, pk: int) -> ProjectImage | None:
    """The picture of a project that the page shows in full."""
    if "projects" not in page.sections:
        return None
    full = PublicItem.objects.filter(page=page, owner_id=page.owner_id, section="projects", in_full=True).values("item_id")
    return ProjectImage.objects.filter(owner_id=page.owner_id, pk=pk, project__in=full).first()
