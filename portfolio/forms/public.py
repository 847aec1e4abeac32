"""What a public page says, and what it shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from careerguide.lib.versioned import Difference, VersionedForm
from portfolio import actions, addresses
from portfolio.models import PublicItem, PublicPage
from portfolio.showcase import SECTIONS, Section, choices_of
from portfolio.things import FULL, HIDDEN, SHORT, item_name, things


def suggested_address(owner: User) -> str:
    """An address to begin with: the name if it makes one that is free."""
    slug = slugify(owner.name)[:36]
    try:
        slug = addresses.check_form(slug)
    except forms.ValidationError:
        return ""
    return slug if addresses.is_free(slug, owner) else ""


class PublicPageForm(VersionedForm[PublicPage]):
    """The page, section by section and thing by thing; nothing is shown that was not ticked."""

    class Meta:
        model = PublicPage
        fields = ("display_name", "headline", "intro", "slug", "show_picture", "show_links", "allow_indexing")
        widgets: ClassVar[dict[str, forms.Widget]] = {"intro": forms.Textarea(attrs={"rows": 6})}
        help_texts: ClassVar[dict[str, Any]] = {
            "display_name": gettext_lazy("As strangers see it; it need not be your full name."),
            "headline": gettext_lazy("One line: what you do, and what for."),
            "intro": gettext_lazy("A few sentences, in Markdown."),
            "slug": gettext_lazy("The end of the page's address: letters a–z, digits and hyphens."),
            "allow_indexing": gettext_lazy("Without this, only people who have the address find the page."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = self.fields["slug"].required = True
        page = self.instance
        self.choices = choices_of(page.owner)
        stored = _by_section(PublicItem.objects.filter(page=page)) if page.pk else {}
        self.shown = {slug: self._shown(slug, stored.get(slug, {})) for slug in SECTIONS}
        places = [(0, _("not shown")), *((number, str(number)) for number in range(1, len(SECTIONS) + 1))]
        for slug in SECTIONS:
            self.fields[f"section-{slug}"] = forms.TypedChoiceField(
                label=_("Place on the page"),
                coerce=int,
                required=False,
                initial=page.sections.index(slug) + 1 if slug in page.sections else 0,
                choices=places,
            )

    def _shown(self, slug: str, stored: Mapping[int, bool]) -> dict[int, str]:
        """How each thing of a section is shown: as it was sent, else as it is stored. Anything unknown is not shown.

        No form field for each: somebody who has written for years chooses from hundreds.
        """
        if not self.is_bound:
            return {pk: FULL if in_full else SHORT for pk, in_full in stored.items()}
        found = {}
        for choice in self.choices[slug]:
            sent = self.data.get(item_name(slug, choice.pk), HIDDEN)
            if sent and (sent in {SHORT, FULL} or not SECTIONS[slug].in_full):
                found[choice.pk] = FULL if SECTIONS[slug].in_full and sent == FULL else SHORT
        return found

    def clean_slug(self) -> str:
        """An address that this person can have."""
        slug = addresses.check_form(self.cleaned_data["slug"])
        if not addresses.is_free(slug, self.instance.owner):
            raise forms.ValidationError(_("This address is not free. Choose another one."), code="taken")
        return slug

    def parts(self) -> list[tuple[Section, forms.BoundField, SafeString]]:
        """Every section with its place and its things to choose from, as the page lists them."""
        return [
            (section, self[f"section-{slug}"], things(section, self.choices[slug], self.shown[slug]))
            for slug, section in SECTIONS.items()
        ]

    def items(self) -> list[PublicItem]:
        """What was ticked."""
        page, owner = self.instance, self.instance.owner
        return [
            PublicItem(owner=owner, page=page, section=slug, item_id=choice.pk, in_full=shown == FULL, order=order)
            for slug, choices in self.choices.items()
            for order, choice in enumerate(choices, start=1)
            if (shown := self.shown[slug].get(choice.pk))
        ]

    def differences(self, stored: PublicPage) -> list[Difference]:
        """As everywhere; what is shown belongs to the differences, thing by thing."""
        return [*super().differences(stored), *self._differently_shown()]

    def _differently_shown(self) -> list[Difference]:
        """The sections whose things or place are not as in the form, each with the names of what the stored page shows."""
        page = PublicPage.objects.get(pk=self.instance.pk)
        mine, theirs = _by_section(self.items()), _by_section(PublicItem.objects.filter(page=page))
        found = []
        for slug, section in SECTIONS.items():
            stored, typed = theirs.get(slug, {}), mine.get(slug, {})
            is_stored, is_typed = slug in page.sections, slug in self.instance.sections
            if stored != typed or is_stored != is_typed:
                said = (self._names(slug, stored, is_stored), self._names(slug, typed, is_typed))
                found.append(Difference(str(section.label), *said))
        if not found and page.sections != self.instance.sections:
            found.append(Difference(_("Place on the page"), _labels(page.sections), _labels(self.instance.sections)))
        return found

    def _names(self, slug: str, items: Mapping[int, bool], has_place: bool) -> str:
        """The things of a section in words, one a line."""
        names = {choice.pk: choice.label for choice in self.choices[slug]}
        lines = [] if has_place else [_("This section is not shown.")]
        for pk, full in items.items():
            lines.append(names.get(pk, "–") + (f" ({_('in full')})" if full else ""))
        return "\n".join(lines)

    def write(self, fields: Sequence[str], *, expected: int) -> bool:
        """Save with what is shown, and hold the former address where a published page moves."""
        places = [(self.cleaned_data.get(f"section-{slug}") or 0, slug) for slug in SECTIONS]
        self.instance.sections = [slug for place, slug in sorted(places, key=lambda pair: pair[0]) if place]
        return actions.save_page(page=self.instance, fields=fields, expected=expected, items=self.items())


def _by_section(items: Iterable[PublicItem]) -> dict[str, dict[int, bool]]:
    """What is shown, by section: keys, and whether in full."""
    found: dict[str, dict[int, bool]] = {}
    for item in items:
        found.setdefault(item.section, {})[item.item_id] = item.in_full
    return found


def _labels(slugs: Iterable[str]) -> str:
    return ", ".join(str(SECTIONS[slug].label) for slug in slugs if slug in SECTIONS)
