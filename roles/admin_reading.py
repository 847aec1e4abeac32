"""Curation of what there is to read."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curation.admin import CuratedAdmin
from roles.attention import OLD, old_sources
from roles.models import Resource, ResourceReport, Trend


class CheckedFilter(admin.SimpleListFilter):
    """Whether a source was looked at within the last year."""

    title = _("check of the source")
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """One choice."""
        return [(OLD, _("not within a year"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Only what nobody has looked at for a year."""
        return queryset.filter(old_sources()) if self.value() == OLD else queryset


class ReportedFilter(admin.SimpleListFilter):
    """Whether learners have reported it."""

    title = _("reports")
    parameter_name = "reported"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """One choice."""
        return [("open", _("reported by learners"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Only what is reported and not yet looked at."""
        return queryset.filter(reports__handled_at=None, reports__isnull=False).distinct() if self.value() else queryset


@admin.action(description=_("Mark as checked today"), permissions=["change"])
def mark_checked(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    """Note that somebody has looked at these today; reports about them are settled."""
    for row in queryset:
        row.checked_on = timezone.localdate()
        row._history_user = request.user
        row.save(update_fields=["checked_on", "updated_at"])
        modeladmin.log_change(request, row, gettext("Checked."))
    if queryset.model is Resource:
        ResourceReport.settle(queryset)
    count = len(queryset)
    messages.success(request, ngettext("%(count)s is checked.", "%(count)s are checked.", count) % {"count": count})


@admin.register(Trend)
class TrendAdmin(CuratedAdmin):
    """Trends and standards."""

    name_field = "title"
    list_display = ["__str__", "kind", "published_on", "status", "verification", "checked_on", "order"]
    list_filter = ["status", "kind", "verification", CheckedFilter]
    autocomplete_fields = ("roles", "skills")
    actions = (*CuratedAdmin.actions, mark_checked)
    examples = {
        "kind": _("Example: Standard"),
        "title": _("What people call it. Example: ISO/IEC 42001: management system for AI"),
        "summary": _("What it is, in two or three sentences, without praise. Example: Published in December 2023. …"),
        "what_it_changes": _("What follows for the reader. Example: Keep records of decisions as you go."),
        "publisher": _("Who issued it. Example: ISO/IEC"),
        "source_url": _("Where you read it, best at the publisher. Example: https://www.iso.org/standard/81230.html"),
        "published_on": _("For a month or a year, take its first day. Example: 2023-12-01"),
        "precision": _("What of the date is known. Example: month"),
        "checked_on": _("When you last made sure that the source says what we say. Example: 2026-11-24"),
        "verification": _("Honestly: did you read it at the publisher, or others who cite it, or somebody's report of it?"),
        "roles": _("Whose work it changes. Example: Test engineer"),
        "skills": _("Which skills it changes. Example: Testing of ML systems"),
    }


@admin.register(Resource)
class ResourceAdmin(CuratedAdmin):
    """Resources."""

    name_field = "note"
    list_display = ["__str__", "kind", "language", "level", "status", "open_reports", "checked_on", "order"]
    list_filter = ["status", "kind", "language", "level", "free", CheckedFilter, ReportedFilter]
    search_fields = ("slug", "title", "url", "note_en", "note_zh_hans")
    autocomplete_fields = ("skills",)
    actions = (*CuratedAdmin.actions, mark_checked)
    readonly_fields = ("what_learners_report",)
    examples = {
        "title": _("In the language that it is in. Example: 动手学深度学习"),
        "url": _("The address itself, without tracking. Example: https://zh.d2l.ai/"),
        "kind": _("Example: Book"),
        "language": _("What one has to read. Example: Chinese"),
        "level": _("The level that it helps to reach. Example: 2"),
        "hours": _("An honest guess, or empty. Example: 20"),
        "free": _("Whether all of it can be used without paying."),
        "note": _("Why this one, in a sentence. Example: A textbook whose every section runs."),
        "skills": _("The skills that it serves. Example: Convolutional networks"),
        "checked_on": _("When you last made sure that it is there and is what we say. Example: 2026-11-24"),
    }

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new slug follows the title."""
        return {} if obj else {"slug": ("title",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Resource]:
        """With the number of reports that nobody has looked at."""
        rows: QuerySet[Resource] = super().get_queryset(request)
        return rows.annotate(open_count=Count("reports", filter=Q(reports__handled_at=None)))

    @admin.display(description=_("reports"), ordering="open_count")
    def open_reports(self, row: Any) -> str:
        """How many learners have said that it is broken."""
        return format_html('<span class="mark missing">{}</span>', row.open_count) if row.open_count else "–"

    @admin.display(description=_("what learners report"))
    def what_learners_report(self, row: Any) -> str:
        """Their words; who said them is not shown."""
        notes = [
            note or gettext("(no words)") for note in row.reports.filter(handled_at=None).values_list("note", flat=True)[:50]
        ]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((note,) for note in notes))) if notes else "–"
