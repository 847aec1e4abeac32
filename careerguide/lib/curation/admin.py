"""The admin that every curated model gets: both languages side by side, states, history, preview, order by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import Media
from django.forms.models import inlineformset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise
from modeltranslation.admin import TranslationAdmin

from careerguide.lib.curated import Curated
from careerguide.lib.curation import preview, states, texts
from careerguide.lib.curation.filters import TextsFilter
from careerguide.lib.curation.forms import CuratedForm
from careerguide.lib.curation.going_back import PartStep, Return
from careerguide.lib.curation.history import Parts, curator, has_history, sign, time_of, versions
from careerguide.lib.curation.inlines import KnownRows

PLACING = ("slug", "status", "order", "credit")
COMMON_HELP: Mapping[str, str | StrPromise] = {
    "slug": gettext_lazy("Part of the address; never changes. Example: model-serving"),
    "order": gettext_lazy("Its place in lists; the smallest comes first. In the list you can also drag. Example: 12"),
    "credit": gettext_lazy("Who suggested it, if that person wants to be named. Example: Li Lei"),
}


def side_by_side(names: Sequence[Any]) -> list[Any]:
    """Put the English and the Chinese field of a text on one line."""
    lines: list[Any] = []
    for name in names:
        if isinstance(name, str) and name.endswith("_zh_hans") and lines and lines[-1] == f"{name[:-8]}_en":
            lines[-1] = (lines[-1], name)
        else:
            lines.append(name)
    return lines


def _action(verb_name: str) -> Callable[..., HttpResponse]:
    @admin.action(description=states.VERBS[verb_name].label, permissions=["change"])
    def run(modeladmin: "CuratedAdmin", request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        keys = "&".join(f"pk={pk}" for pk in queryset.values_list("pk", flat=True))
        return redirect(f"{modeladmin.address('state', verb_name)}?{keys}")

    run.__name__ = f"{verb_name}_chosen"
    return run


class CuratedAdmin(TranslationAdmin[Any]):
    """Subclasses name `examples` (help by field), `name_field`, filters and inlines, and may tell `consequences`."""

    form = CuratedForm
    change_form_template = "curation/change_form.html"
    change_list_template = "curation/change_list.html"
    list_display = ["__str__", "status", "texts_state", "order", "updated_at"]
    list_filter = ["status", TextsFilter]
    list_editable = ("order",)
    list_per_page = 100
    ordering = ("order", "slug")
    search_fields: ClassVar[tuple[str, ...]] = ("slug",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    actions = tuple(_action(name) for name in states.VERBS)
    name_field: ClassVar[str] = "name"
    examples: ClassVar[Mapping[str, str | StrPromise]] = {}

    # --- Lists ---------------------------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("texts"))
    def texts_state(self, row: Curated) -> str:
        """Whether both languages are there, and which is behind."""
        if gaps := texts.missing(row):
            return format_html('<span class="mark missing">{}</span>', _languages_missing(gaps))
        if marks := texts.marks_of(row):
            named = ", ".join(sorted({str(texts.LANGUAGE_NAMES[language]) for _label, language in marks}))
            return format_html('<span class="mark behind">{}</span>', _("%(language)s is behind") % {"language": named})
        return format_html('<span class="mark complete">{}</span>', _("complete"))

    def get_list_display(self, request: HttpRequest) -> Any:
        """What the list names, with the state of the texts beside the status."""
        shown = list(super().get_list_display(request))
        if "texts_state" not in shown and "status" in shown:
            shown.insert(shown.index("status") + 1, "texts_state")
        return shown

    def get_list_filter(self, request: HttpRequest) -> Any:
        """What the list names, with the state of the texts beside the status."""
        filters = list(super().get_list_filter(request))
        if TextsFilter not in filters:
            filters.insert(1, TextsFilter)
        return filters

    def get_search_fields(self, request: HttpRequest) -> Any:
        """The slug and every text in both languages, unless a subclass names its own."""
        return (*self.search_fields, *texts.columns(self.model)) if list(self.search_fields) == ["slug"] else self.search_fields

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Never the deletion of many."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Saving the order of a long list does not ask for each row again."""
        return super().get_changelist_formset(request, **{"formset": KnownRows, **kwargs})

    @property
    def media(self) -> Media:
        """Rows of a list sorted by order can be dragged; fields that are chosen by typing have names."""
        return super().media + Media(js=["js/admin_order.js", "js/admin_names.js"])

    # --- The form --------------------------------------------------------------------------------------------------------

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A slug is part of addresses that people have kept; the status changes by its own buttons."""
        own = tuple(super().get_readonly_fields(request, obj))
        return (*own, "slug", "status") if obj else (*own, "status")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """A new slug follows the English name while it is typed."""
        return {} if obj else {"slug": (f"{self.name_field}_en",)}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Texts first, both languages on one line; then where it stands."""
        names = [name for _title, options in super().get_fieldsets(request, obj) for name in options["fields"]]
        names = list(dict.fromkeys(names))
        placing = [name for name in PLACING if name in names]
        hidden = () if obj is not None and obj.behind else ("still_fits",)
        own = [name for name in names if name not in placing and name not in hidden]
        return [
            (None, {"fields": side_by_side(own)}),
            (_("Address, state and place"), {"fields": placing}),
        ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Say which language a field wants, and give an example of what goes in."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        original = getattr(db_field, "translated_field", None)
        name = original.name if original is not None else db_field.name
        if help_text := self.examples.get(name) or COMMON_HELP.get(name):
            field.help_text = help_text
        if name == "order":  # in a list it has no label of its own
            field.widget.attrs["aria-label"] = str(db_field.verbose_name)
        if original is not None:
            language = db_field.name.removeprefix(f"{original.name}_")
            field.required = False  # the form asks for both languages once the row is public
            field.label = f"{original.verbose_name} · {texts.LANGUAGE_NAMES[language]}"
            field.widget.attrs["lang"] = texts.HTML_LANGUAGES[language]
        return field

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save under the curator's name; a new row is a draft; a list saves nothing but the order."""
        sign(obj, by=curator(request), at=timezone.now())
        if not isinstance(form, CuratedForm):
            obj.save(update_fields=["order", "updated_at"])
            return
        if not change:
            obj.status = Curated.Status.DRAFT
        if form.cleaned_data.get("still_fits"):
            obj.agree()
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Parts are changed under the curator's name too, and in the same version."""
        for part in formset.forms:
            sign(part.instance, by=curator(request), at=form.instance._history_date)
        super().save_formset(request, form, formset, change)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> Any:
        """Show a preview of what was typed, on wish; otherwise stay with the draft, whose next step is a preview."""
        return self._unsaved_preview(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        """Show a preview of what was typed, on wish."""
        return self._unsaved_preview(request, obj) or super().response_change(request, obj)

    def _unsaved_preview(self, request: HttpRequest, obj: Any) -> HttpResponseBase | None:
        """The page of what was typed, parts included; the admin's transaction that saved it is undone."""
        if "_preview" not in request.POST or not hasattr(obj, "get_absolute_url"):
            return None
        response = preview.page_of(request, obj)
        transaction.set_rollback(True)
        return response

    def has_delete_permission(self, *_args: object, **_kwargs: object) -> bool:
        """Nobody: retire it."""
        return False

    # --- States, preview, history ------------------------------------------------------------------------------------------

    def address(self, name: str, *args: object) -> str:
        """The address of one of this admin's pages."""
        options = self.model._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=args)

    def get_urls(self) -> list[URLPattern]:
        """The usual pages and ours."""
        options, view = self.model._meta, self.admin_site.admin_view
        prefix = f"{options.app_label}_{options.model_name}"
        return [
            path("state/<str:verb_name>/", view(self.state_view), name=f"{prefix}_state"),
            path("<int:pk>/preview/", view(self.preview_view), name=f"{prefix}_preview"),
            path("<int:pk>/history/<int:moment>/restore/", view(self.restore_view), name=f"{prefix}_restore"),
            *super().get_urls(),
        ]

    def consequences(self, rows: Sequence[Any], verb_name: str) -> list[str]:
        """What the step means for learners beyond its general meaning; counts only, never a person."""
        return []

    def obstacles(self, rows: Sequence[Any]) -> dict[int, str]:
        """What else keeps a row from becoming public, by primary key."""
        return {}

    def state_view(self, request: HttpRequest, verb_name: str) -> HttpResponse:
        """Ask before a step, telling what it means; take it when confirmed."""
        verb = states.VERBS.get(verb_name)
        if verb is None:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        keys = [int(key) for key in request.GET.getlist("pk")[:1000] if key.isdecimal() and len(key) < 19]
        rows = list(self.get_queryset(request).filter(pk__in=keys))
        chosen = states.steps(rows, verb, self.obstacles(rows))
        possible = [step for step in chosen if not step.problem]
        if request.method == "POST" and possible:
            for row in states.take(chosen, verb, by=curator(request)):
                self.log_change(request, row, str(verb.done))
            messages.success(request, f"{verb.done} {', '.join(step.name for step in possible[:5])}")
            one = len(keys) == 1
            return redirect(self.address("change", keys[0]) if one else self.address("changelist"))
        context = self._context(request, title=verb.question) | {
            "verb": verb,
            "steps": chosen,
            "possible": possible,
            "consequences": self.consequences([step.row for step in possible], verb_name) if possible else [],
            "back": self.address("changelist"),
        }
        return render(request, "curation/state.html", context)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The public page of a stored row, whatever its state."""
        return preview.page_of(request, self._row(request, pk))

    def parts(self) -> Parts:
        """What is edited with a row in the same form."""
        return [(each.model, _key_name(self.model, each)) for each in self.inlines]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Who changed what, when; with the way back to each version."""
        if not has_history(self.model) or not object_id.isdecimal():
            return super().history_view(request, object_id, extra_context)
        row = self._row(request, int(object_id))
        context = self._context(request, title=_("History: %(name)s") % {"name": row}) | {
            "row": row,
            "versions": versions(row, self.parts()),
            "back": self.address("change", row.pk),
            "restore_base": self.address("history", row.pk),
            "may_restore": self.has_change_permission(request, row),
        }
        return render(request, "curation/history.html", context)

    def restore_view(self, request: HttpRequest, pk: int, moment: int) -> HttpResponse:
        """Go back to a version, parts and links included: shown first, done when confirmed."""
        row, when = self._row(request, pk), time_of(moment)
        if not self.has_change_permission(request, row) or not has_history(self.model):
            raise PermissionDenied
        if when is None or not any(version.when == when for version in versions(row, self.parts())):
            raise Http404
        back = Return(row, self.parts(), when)
        seen, problem, status = back.fingerprint(), "", 200
        if request.method == "POST":
            if request.POST.get("seen") == seen:
                problem, status = self._go_back(request, back), 422
            else:
                problem, status = _("It changed while you were reading. Look at the differences once more."), 409
            if not problem:
                messages.success(request, _("The earlier version is back. The one it replaced is still in the history."))
                return self.after_return(request, back)
            back = Return(self._row(request, pk), self.parts(), when)
        context = self._context(request, title=_("Go back to this version?")) | {
            "row": row,
            "way_back": back,
            "changes": back.changes(),
            "seen": seen,
            "problem": problem,
            "consequences": self.consequences_of_return(back),
            "back": self.address("history", row.pk),
        }
        return render(request, "curation/restore.html", context, status=status)

    def consequences_of_return(self, back: Return) -> list[str]:
        """What going back means beyond what the differences tell."""
        return []

    def staged_parts(self, back: Return) -> list[PartStep]:
        """The parts that may not come back at once, because learners are to be told of them."""
        return []

    def stage_parts(self, back: Return, steps: Sequence[PartStep], *, by: Any) -> None:
        """Prepare such parts instead, in the same transaction."""

    def after_return(self, request: HttpRequest, back: Return) -> HttpResponse:
        """Where the curator goes on."""
        return redirect(self.address("change", back.row.pk))

    def _go_back(self, request: HttpRequest, back: Return) -> str:
        """Take the way back; or leave everything as it is and tell why it cannot be taken."""
        row: Any = back.row
        try:
            with transaction.atomic():
                day, staged = date_format(timezone.localtime(back.when), "DATE_FORMAT"), self.staged_parts(back)
                reason = _("went back to the version of %s") % day
                back.take(by=curator(request), reason=reason, without=staged)
                self.stage_parts(back, staged, by=curator(request))
                if row.status == Curated.Status.PUBLISHED and (problem := self._not_fit(row)):
                    raise ValidationError(problem)
                self.log_change(request, row, _("Went back to an earlier version."))
        except ValidationError as error:
            return _("It is public and cannot be as it was then: %(why)s") % {"why": " ".join(error.messages)}
        return ""

    def _not_fit(self, row: Any) -> str:
        """Why the row, as it is stored now, may not be public."""
        return states.lacking(row) or self.obstacles([row]).get(row.pk, "")

    def _row(self, request: HttpRequest, pk: int) -> Any:
        row = self.get_queryset(request).filter(pk=pk).first() if pk < 2**63 else None
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def _context(self, request: HttpRequest, *, title: str | StrPromise) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.model._meta, "title": title}

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Add the buttons of the row's state, the marks, and what a lost race was about."""
        row = context.get("original")
        shows_page = hasattr(self.model, "get_absolute_url")
        context |= {"shows_page": shows_page, "conflict": getattr(context["adminform"].form, "conflict", [])}
        if isinstance(row, Curated) and self.has_change_permission(request, row):
            context["marks"] = [(label, texts.LANGUAGE_NAMES[language]) for label, language in texts.marks_of(row)]
            context["preview_href"] = self.address("preview", row.pk) if shows_page else ""
            context["state_links"] = [
                (verb.label, f"{self.address('state', name)}?pk={row.pk}")
                for name, verb in states.VERBS.items()
                if row.status in verb.start
            ]
        return super().render_change_form(request, context, *args, **kwargs)


def _key_name(model: type[models.Model], inline: type[InlineModelAdmin[Any, Any]]) -> str:
    """By which column a part belongs to its row: what the inline itself will find."""
    made: Any = inlineformset_factory(model, inline.model, fk_name=inline.fk_name, fields=())
    return str(made.fk.name)


def _languages_missing(gaps: list[tuple[str, str]]) -> str:
    named = ", ".join(sorted({str(texts.LANGUAGE_NAMES[language]) for _name, language in gaps}))
    return _("%(language)s is missing") % {"language": named}
