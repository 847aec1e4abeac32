"""The matrix of requirements on one screen: staged cell by cell, weighed, published as a release."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from accounts.views import signed_in
from careerguide.lib.curation import texts
from careerguide.lib.curation.inlines import TABLE
from careerguide.lib.curation.sheets import MOST_BYTES, read_sheet, sheet_response
from careerguide.lib.form_fields import answer_with
from roles import matrix_sheet, releases
from roles.models import Release, ReleaseChange, Role, Skill, SkillArea, StagedRequirement


class ReleaseForm(forms.ModelForm[Release]):
    """The change note in both languages."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = Release
        fields = ("title_en", "title_zh_hans", "note_en", "note_zh_hans")
        help_texts = {
            "title_en": _("One line. Example: Evaluation of language models joins four roles"),
            "note_en": _("Why it changed, for learners. Example: Most adverts of the last year ask for it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._meta.fields or ():
            self.fields[name].required = True
            original, language = name.split("_", 1)
            label = {"title": gettext("Title"), "note": gettext("Note")}[original]
            self.fields[name].label = f"{label} · {texts.LANGUAGE_NAMES[language]}"
            self.fields[name].widget.attrs["lang"] = texts.HTML_LANGUAGES[language]


class SheetForm(forms.Form):
    """The spreadsheet of the matrix."""

    sheet = forms.FileField(label=_("File (XLSX or CSV)"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}))

    def read(self) -> matrix_sheet.Reading | None:
        """What the file says; None, with the reason beside the field, when it cannot be read."""
        if not self.is_valid():
            return None
        file = self.cleaned_data["sheet"]
        try:
            # One byte more than allowed is enough to see that it is too large.
            return matrix_sheet.read(read_sheet(file.read(MOST_BYTES + 1)))
        except ValueError as error:
            self.add_error("sheet", str(error))
            return None


@admin.register(StagedRequirement)
class MatrixAdmin(admin.ModelAdmin[StagedRequirement]):
    """In the list's place stands the matrix."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Cells are staged in the matrix."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Set a cell back instead."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The matrix, its cells, and the publication."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.matrix), name="roles_stagedrequirement_changelist"),
            path("cells/", view(self.cells), name="roles_stagedrequirement_cells"),
            path("publish/", view(self.publish), name="roles_stagedrequirement_publish"),
            path("download/<str:kind>/", view(self.download), name="roles_stagedrequirement_download"),
            path("import/", view(self.import_sheet), name="roles_stagedrequirement_import"),
        ]

    def _may_stage(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and request.user.has_perm("roles.change_requirement")

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        back = reverse("admin:roles_stagedrequirement_changelist")
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "back": back}

    def matrix(self, request: HttpRequest) -> HttpResponse:
        """Roles across, skills down; one area at a time or all; of one role, when it is named, every area."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        every, areas = list(Role.objects.published()), list(SkillArea.objects.published())
        role = next((candidate for candidate in every if candidate.slug == request.GET.get("role")), None)
        roles = [role] if role else every
        wanted = request.GET.get("area") or ("all" if role else "")
        area = next((candidate for candidate in areas if candidate.slug == wanted), None)
        skills = Skill.objects.published().select_related("area")
        if area or wanted != "all":
            area = area or (areas[0] if areas else None)
            skills = skills.filter(area=area)
        levels = releases.published_levels()
        staged = {(cell.role_id, cell.skill_id): cell.level for cell in StagedRequirement.objects.all()}
        rows = [
            {
                "skill": skill,
                "cells": [
                    {
                        "role": column,
                        "level": staged.get((column.pk, skill.pk), levels.get((column.pk, skill.pk), 0)),
                        "published": levels.get((column.pk, skill.pk), 0),
                        "staged": (column.pk, skill.pk) in staged,
                    }
                    for column in roles
                ],
            }
            for skill in skills
        ]
        context = self._context(request, gettext("Requirements: roles and skills")) | {
            "roles": roles, "every_role": every, "role": role, "areas": areas, "area": area, "rows": rows,
            "count": releases.staged_count(), "may": self._may_stage(request),
        }  # fmt: skip
        return render(request, "curation/matrix.html", context)

    def cells(self, request: HttpRequest) -> HttpResponse:
        """Stage the levels that were sent for one skill: one cell from the keyboard, or a whole row without scripts."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self._may_stage(request):
            raise PermissionDenied
        # Compared in memory: a NUL in the query would be a 500 on PostgreSQL.
        skills = {skill.slug: skill for skill in Skill.objects.published().select_related("area")}
        skill = skills.get(request.POST.get("skill", ""))
        roles = {role.slug: role for role in Role.objects.published()}
        sent = {name[6:]: str(value) for name, value in request.POST.items() if name.startswith("level-")}
        wrong = [slug for slug, value in sent.items() if slug not in roles or value not in {"0", "1", "2", "3", "4"}]
        if skill is None or wrong:
            return JsonResponse({"problem": gettext("A level is a whole number from 0 to 4.")}, status=422)
        releases.stage(levels={(roles[slug], skill): int(value) for slug, value in sent.items()}, by=signed_in(request))
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"count": releases.staged_count()})
        base = reverse("admin:roles_stagedrequirement_changelist")
        one = request.POST.get("role", "")
        where = f"role={one}" if one in roles else f"area={skill.area.slug}"
        return redirect(f"{base}?{where}#{skill.slug}")

    def download(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The whole matrix as it is shown, staged levels included."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return sheet_response(kind, matrix_sheet.write(), "requirements")

    def import_sheet(self, request: HttpRequest) -> HttpResponse:
        """Read a sheet, show every cell that would change, stage them all when confirmed."""
        if not self._may_stage(request):
            raise PermissionDenied
        if request.method == "POST" and "seal" in request.POST:
            return self._stage_sheet(request)
        form = SheetForm(request.POST or None, request.FILES or None)
        reading = form.read() if request.method == "POST" else None
        return self._sheet_page(request, form, reading)

    def _sheet_page(
        self, request: HttpRequest, form: SheetForm, reading: matrix_sheet.Reading | None, problem: str = ""
    ) -> HttpResponse:
        context = self._context(request, gettext("Import the matrix")) | {"form": form, "reading": reading, "problem": problem}
        if reading and reading.changes:
            context["seal"] = matrix_sheet.sealed(reading.changes)
        wrong = problem or form.errors or (reading and reading.problems)
        return render(request, "curation/matrix_import.html", context, status=422 if wrong else 200)

    def _stage_sheet(self, request: HttpRequest) -> HttpResponse:
        try:
            changes = matrix_sheet.opened(request.POST["seal"])
        except signing.BadSignature:
            problem = gettext("What was shown is too old to be staged. Choose the file again.")
            return self._sheet_page(request, SheetForm(), None, problem)
        except matrix_sheet.MovedOnError as error:
            problem = gettext(
                "The matrix changed while you were reading. This is what the sheet changes now; nothing was staged."
            )
            return self._sheet_page(request, SheetForm(), error.reading, problem)
        releases.stage(levels={(change.role, change.skill): change.after for change in changes}, by=signed_in(request))
        count = len(changes)
        text = ngettext("%(count)s cell is staged.", "%(count)s cells are staged.", count) % {"count": count}
        messages.success(request, f"{text} {gettext('Look at what it means for learners, then publish.')}")
        return redirect("admin:roles_stagedrequirement_publish")

    def publish(self, request: HttpRequest) -> HttpResponse:
        """Show what would change and for how many; publish it under a note."""
        if not self._may_stage(request) or not request.user.has_perm("roles.add_release"):
            raise PermissionDenied
        cells = releases.staged_cells()
        seen = releases.fingerprint(cells)
        form = ReleaseForm(request.POST or None, initial={"seen": seen})
        problem = ""
        if request.method == "POST" and form.is_valid():
            try:
                release = releases.publish(
                    release=form.save(commit=False), seen=form.cleaned_data["seen"], by=signed_in(request)
                )
            except releases.StagedMeanwhileError:
                problem = gettext("What is staged changed while you were reading. Look at it once more; your note is kept.")
                answer_with(form, "seen", seen)
            else:
                self.log_addition(request, release, gettext("Published."))  # type: ignore[arg-type]
                count = len(cells)
                text = ngettext("%(count)s change is public.", "%(count)s changes are public.", count)
                messages.success(request, text % {"count": count})
                return redirect("admin:roles_release_change", release.pk)
        context = self._context(request, gettext("Publish the staged changes")) | {
            "cells": cells, "impacts": releases.impacts(cells), "form": form, "problem": problem,
            "fewest": releases.FEWEST_SHOWN, "withheld": releases.withheld_cells(),
        }  # fmt: skip
        return render(request, "curation/publish.html", context)


class ChangeInline(admin.TabularInline[ReleaseChange, Release]):
    """What the release changed; history is not edited."""

    model = ReleaseChange
    template = TABLE
    extra = 0
    fields = ("role", "skill", "before", "after")
    readonly_fields = fields
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the names, in one query."""
        return super().get_queryset(request).select_related("role", "skill")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Changes come from the matrix."""
        return False


@admin.register(Release)
class ReleaseAdmin(TranslationAdmin[Release]):
    """Change notes; their words can be mended, what they changed cannot."""

    list_display = ("title", "published_at")
    readonly_fields = ("published_at",)
    inlines = (ChangeInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Releases come from the matrix."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Learners have been told."""
        return False
