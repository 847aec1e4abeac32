"""One's own data: what there is, out as one file, and gone for good."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views import signed_in
from careerguide.data_forms import DeleteForm
from careerguide.personal_data import erasing, exporting, kinds


@require_GET
def own_data(request: HttpRequest) -> HttpResponse:
    """What there is, and what can be done with it."""
    return render(request, "careerguide/data/own_data.html", {"counts": kinds.counts(signed_in(request))})


@require_POST
def own_data_export(request: HttpRequest) -> HttpResponseBase:
    """Everything as one archive, read back before it is offered."""
    now = timezone.now()
    archive = exporting.export(signed_in(request), now=now)
    name = f"careerguide-{timezone.localdate(now).isoformat()}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def own_data_delete(request: HttpRequest) -> HttpResponseBase:
    """Say what goes and what stays; delete the account once its address has been typed."""
    user = signed_in(request)
    last = erasing.is_last_superuser(user)
    form = DeleteForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid() and not last:
        try:
            erasing.erase(user)
        except erasing.LastSuperuserError:
            last = True
        else:
            logout(request)
            messages.success(request, _("Your account and everything in it are gone. A mail confirms it."))
            return redirect("home")
    context = {"form": form, "counts": kinds.counts(user), "last": last}
    return render(request, "careerguide/data/delete.html", context, status=422 if request.method == "POST" else 200)
