"""Answering learners' suggestions."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.views import signed_in
from curation import actions, targets
from curation.forms import DecisionForm
from curation.models import Suggestion


class KindFilter(admin.SimpleListFilter):
    """What suggestions are about."""

    title = gettext_lazy("kind")
    parameter_name = "target_model"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every kind that there are suggestions about."""
        labels = Suggestion.objects.order_by("target_model").values_list("target_model", flat=True).distinct()
        models = ((label, targets.model_of(label)) for label in labels)
        return [(label, str(model._meta.verbose_name_plural) if model else label) for label, model in models]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
        """Only those about the chosen kind."""
        return queryset.filter(target_model=self.value()) if self.value() else queryset


@admin.register(Suggestion)
class SuggestionAdmin(admin.ModelAdmin[Suggestion]):
    """Reads like a letter: what stands there, what is proposed, why; answered by accepting or declining."""

    list_display = ("__str__", "kind", "which_text", "language", "status", "created_at")
    list_filter = ("status", KindFilter, "language")
    search_fields = ("target_slug", "proposed", "why")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        """Who suggested it is fetched only for the name beside a text."""
        return super().get_queryset(request).select_related("owner")

    @admin.display(description=gettext_lazy("kind"), ordering="target_model")
    def kind(self, suggestion: Suggestion) -> str:
        """In the curator's language."""
        return suggestion.kind_label

    @admin.display(description=gettext_lazy("which text"), ordering="field")
    def which_text(self, suggestion: Suggestion) -> str:
        """In the curator's language."""
        return suggestion.text_label

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Learners suggest on the pages themselves."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is the learner's."""
        return False

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """One suggestion, and the curator's answer to it."""
        known = object_id if object_id and object_id.isdecimal() and len(object_id) < 19 else None
        suggestion = self.get_queryset(request).filter(pk=known).first() if known else None
        if suggestion is None:
            raise Http404
        if not self.has_view_permission(request, suggestion):
            raise PermissionDenied
        form = DecisionForm(request.POST or None)
        if request.method == "POST":
            if not self._may_decide(request, suggestion):
                raise PermissionDenied
            if form.is_valid() and (answer := self._answer(request, suggestion, form)):
                return answer
        return self._page(request, suggestion, form)

    def _may_decide(self, request: HttpRequest, suggestion: Suggestion) -> bool:
        """Accepting changes the guidance, so it needs the right to change that kind too."""
        model = targets.model_of(suggestion.target_model)
        if not self.has_change_permission(request, suggestion):
            return False
        if request.POST.get("verdict") != "accept" or model is None:
            return True
        return request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")

    def _answer(self, request: HttpRequest, suggestion: Suggestion, form: DecisionForm) -> HttpResponse | None:
        reason, by = form.cleaned_data["reason"], signed_in(request)
        try:
            with transaction.atomic():
                if form.cleaned_data["verdict"] == "decline":
                    actions.decline(suggestion=suggestion, by=by, reason=reason)
                    self.log_change(request, suggestion, _("Declined."))
                    messages.success(request, _("Declined; the learner reads your reason."))
                    return redirect("admin:curation_suggestion_changelist")
                row = actions.accept(suggestion=suggestion, by=by, reason=reason)
                self.log_change(request, suggestion, _("Accepted."))
        except actions.DecidedMeanwhileError:
            messages.error(request, _("It has been answered already; nothing was changed."))
            return redirect("admin:curation_suggestion_changelist")
        except actions.CannotBeTakenOverError:
            form.add_error(None, _("What it is about is not there any more. Decline it with a word of thanks."))
            return None
        except actions.TooLongError as error:
            problem = _("The proposed text does not fit: at most %(longest)s characters go there.") % {"longest": error.longest}
            form.add_error(None, problem)
            return None
        messages.success(request, _("Accepted. Look it over, and write the other language."))
        return redirect(reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]))

    def _page(self, request: HttpRequest, suggestion: Suggestion, form: DecisionForm) -> HttpResponse:
        row = suggestion.target
        now = getattr(row, f"{suggestion.field}_{suggestion.language}", "") if row else ""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Suggestion: %(about)s") % {"about": row or suggestion},
            "suggestion": suggestion,
            "row": row,
            "kind": suggestion.kind_label,
            "now": now,
            "moved_on": bool(row and (now or "") != suggestion.current),
            "form": form,
            "open": suggestion.status == Suggestion.Status.WAITING and self.has_change_permission(request, suggestion),
            "back": reverse("admin:curation_suggestion_changelist"),
        }
        return render(request, "curation/suggestion.html", context, status=422 if form.errors else 200)
