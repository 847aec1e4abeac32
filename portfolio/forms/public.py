"""What a public page says, and what it shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from careerguide.lib.versioned import Difference, VersionedForm
from portfolio import actions, addresses
from portfolio.models import PublicItem, PublicPage
from portfolio.showcase import SECTIONS, Choice, Section

HIDDEN, SHORT, FULL = "", "short", "full"


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
        chosen = {(item.section, item.item_id): item for item in PublicItem.objects.filter(page=page)} if page.pk else {}
        self.choices: dict[str, list[Choice]] = {slug: section.choices(page.owner) for slug, section in SECTIONS.items()}
        for slug, section in SECTIONS.items():
            place = page.sections.index(slug) + 1 if slug in page.sections else 0
            self.fields[f"section-{slug}"] = forms.TypedChoiceField(
                label=_("Place on the page"),
                coerce=int,
                required=False,
                initial=place,
                choices=[(0, _("not shown")), *((number, str(number)) for number in range(1, len(SECTIONS) + 1))],
            )
            for choice in self.choices[slug]:
                item = chosen.get((slug, choice.pk))
                self.fields[f"item-{slug}-{choice.pk}"] = _item_field(section, choice, item)

    def clean_slug(self) -> str:
        """An address that this person can have."""
        slug = addresses.check_form(self.cleaned_data["slug"])
        if not addresses.is_free(slug, self.instance.owner):
            raise forms.ValidationError(_("This address is not free. Choose another one."), code="taken")
        return slug

    def parts(self) -> list[tuple[Section, forms.BoundField, list[forms.BoundField]]]:
        """Every section with its place and its things, as the page lists them."""
        return [
            (section, self[f"section-{slug}"], [self[f"item-{slug}-{choice.pk}"] for choice in self.choices[slug]])
            for slug, section in SECTIONS.items()
        ]

    def items(self) -> list[PublicItem]:
        """What was ticked."""
        found = []
        for slug, choices in self.choices.items():
            for order, choice in enumerate(choices, start=1):
                if shown := self.cleaned_data.get(f"item-{slug}-{choice.pk}"):
                    page, owner = self.instance, self.instance.owner
                    full = shown == FULL
                    found.append(PublicItem(owner=owner, page=page, section=slug, item_id=choice.pk, in_full=full, order=order))
        return found

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


def _item_field(section: Section, choice: Choice, item: PublicItem | None) -> forms.Field:
    label = f"{choice.label} ({choice.note})" if choice.note else choice.label
    if not section.in_full:
        return forms.BooleanField(label=label, required=False, initial=item is not None)
    return forms.ChoiceField(
        label=label,
        required=False,
        initial=(FULL if item.in_full else SHORT) if item else HIDDEN,
        choices=[(HIDDEN, _("not shown")), (SHORT, _("in short")), (FULL, _("in full"))],
    )
