"""What the Markdown editor asks the server for while somebody writes."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from careerguide.lib import markdown

MAX_PREVIEW = 50_000


@require_POST
def markdown_preview(request: HttpRequest) -> HttpResponse:
    """The posted text as safe HTML, exactly as it will be shown once it is saved."""
    text = request.POST.get("text", "")
    if len(text) > MAX_PREVIEW:
        return HttpResponse(_("The text is too long for a preview."), status=413, content_type="text/plain; charset=utf-8")
    return HttpResponse(markdown.render(text))


@require_safe
def form_token(request: HttpRequest) -> HttpResponse:
    """A fresh form token: signing in again in another tab makes that of an open page invalid."""
    return HttpResponse(get_token(request), content_type="text/plain; charset=utf-8")
