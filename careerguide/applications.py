"""A page that needs the job search and the portfolio at once: which résumé went with an application."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.form_fields import row_field
from interviews.actions.resume_copy import keep_resume
from interviews.models import Application
from portfolio.models import ResumeVersion
from portfolio.resume.queries import frozen_copy


class ResumeForm(forms.Form):
    """Which of one's own résumés was sent."""

    resume = forms.ModelChoiceField(
        label=gettext_lazy("Which one did you send?"),
        queryset=ResumeVersion.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose one of your résumés.")},
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = ResumeVersion.objects.owned_by(owner).order_by("-updated_at", "-pk")
        row_field(self, "resume").queryset = own


@require_http_methods(["GET", "POST"])
def attach_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep with an application a copy of the résumé that was sent, as it reads now."""
    owner = signed_in(request)
    application = get_object_or_404(Application.objects.owned_by(owner), pk=pk)
    form = ResumeForm(request.POST or None, owner=owner)
    if request.method == "POST":
        form = ResumeForm(request.POST, owner=owner)
        if form.is_valid() and _keep(form, owner, application):
            messages.success(request, _("The copy is kept. It stays as it is, whatever you change in the résumé."))
            return redirect(application)
    context = {"application": application, "form": form, "choices": ResumeVersion.objects.owned_by(owner).exists()}
    return render(request, "careerguide/attach_resume.html", context, status=422 if form.errors else 200)


def _keep(form: ResumeForm, owner: User, application: Application) -> bool:
    """Store the copy; False with the reason in the form when it does not fit. 404 for what was deleted meanwhile."""
    copy = frozen_copy(owner, form.cleaned_data["resume"].pk)
    if copy is None:
        raise Http404
    try:
        keep_resume(owner=owner, pk=application.pk, label=copy["name"], text=copy["text"])
    except Application.DoesNotExist:
        raise Http404 from None
    except ValidationError as error:
        form.add_error("resume", error.messages)
        return False
    return True
