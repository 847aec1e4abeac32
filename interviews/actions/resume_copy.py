"""The résumé that went with an application, as it was when it was sent."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from interviews.models import Application


@transaction.atomic
def keep_resume(*, owner: User, pk: int, label: str, text: str) -> Application:
    """Store name and text on the application in place of a former copy; raises ValidationError for one that does not fit.

    The version rises: an edit that is open in another tab is then told, instead of putting the former copy back.
    """
    longest = Application._meta.get_field("resume_text").max_length or 0
    if len(text) > longest:
        raise ValidationError(_("The résumé is too long to be kept: at most %(most)d characters."), params={"most": longest})
    application = Application.objects.owned_by(owner).select_for_update().get(pk=pk)
    application.resume_label, application.resume_text = label, text
    application.version = F("version") + 1
    application.save(update_fields=["resume_label", "resume_text", "version", "updated_at"])
    application.refresh_from_db(fields=["version"])
    return application
