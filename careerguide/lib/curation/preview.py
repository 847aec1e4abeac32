"""The real page of something that is not public yet, for the curator who asks and for nobody else."""

import copy
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from careerguide.lib.curated import Curated
from careerguide.lib.curation.history import curator, sign


def page_of(request: HttpRequest, row: Curated) -> HttpResponseBase:
    """Draw the public page as if the row were published, within a transaction that is always undone.

    The whole site's own code draws it, so the page is the real one; what the transaction made is gone before anybody else
    could read it, and the answer may not be stored by any cache.
    """
    address: str = row.get_absolute_url()  # type: ignore[attr-defined]
    with transaction.atomic():
        row.agree(row.behind)
        row.status = Curated.Status.PUBLISHED
        sign(row, by=curator(request), at=timezone.now())
        row.save()
        response = _draw(request, address)
        transaction.set_rollback(True)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _draw(request: HttpRequest, address: str) -> HttpResponseBase:
    address = address.partition("#")[0]
    match = resolve(address)
    asked: Any = copy.copy(request)
    asked.method, asked.path, asked.path_info, asked.resolver_match = "GET", address, address, match
    asked.GET = asked.POST = QueryDict()
    asked.META = {key: value for key, value in request.META.items() if not key.startswith(("HTTP_IF_", "HTTP_HX_"))}
    vars(asked).pop("headers", None)  # made from META at first use, which was the curator's own request
    messages.warning(asked, _("Preview: only you see this page. Close it to go on editing."))
    response = match.func(asked, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response = response.render()
    result: HttpResponseBase = response
    return result
