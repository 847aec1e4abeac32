"""Sends what waits to be mailed: at least once, and always under the same Message-ID.

A row is claimed for some minutes before it is sent and marked afterwards. A process that dies in between leaves it claimed; the
claim runs out and the next run sends it again, which a mail program shows as one, since the Message-ID is the same.
"""

import logging
import smtplib
import zoneinfo
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Notification, User

CLAIM = timedelta(minutes=5)
MOST_TRIES = 12
SALT = "accounts.unsubscribe"
DOWN_KEY, DOWN_SECONDS = "mail-is-down", 120
logger = logging.getLogger(__name__)


def try_now(pk: int) -> None:
    """Send one right after the commit, unless the mail server was just found to be down: then the command sends it later."""
    if not cache.get(DOWN_KEY):
        send_one(pk)


def send_waiting(*, most: int = 500) -> tuple[int, int]:
    """Send what is due, oldest first; how many were sent and how many failed."""
    due = Notification.objects.filter(
        owner__is_active=True, by_mail=True, mailed_at__isnull=True, next_try_at__lte=timezone.now(), tries__lt=MOST_TRIES
    )
    outcomes = [send_one(pk) for pk in due.order_by("next_try_at").values_list("pk", flat=True)[:most]]
    return outcomes.count(True), outcomes.count(False)


def send_one(pk: int) -> bool | None:
    """Send one; None when it is no longer waiting or another process has it."""
    now = timezone.now()
    due = Notification.objects.filter(pk=pk, by_mail=True, mailed_at__isnull=True, next_try_at__lte=now)
    waiting = due.filter(owner__is_active=True)  # somebody who was switched off is written to by nobody
    if not waiting.update(next_try_at=now + CLAIM, tries=F("tries") + 1):
        return None
    row = Notification.objects.select_related("owner", "about").filter(pk=pk).first()
    if row is None:
        return None  # its owner left at this moment
    try:
        compose(row).send()
    except Exception as error:  # one mail that cannot be sent, for whatever reason, must not hold up those behind it
        # No address and no text in the log: the row says which one it was.
        logger.warning("Mail %s could not be sent (try %s): %s.", row.message_id, row.tries, type(error).__name__)
        Notification.objects.filter(pk=pk).update(next_try_at=now + CLAIM * min(2**row.tries, 288))
        if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPRecipientsRefused):
            cache.set(DOWN_KEY, True, DOWN_SECONDS)  # a refused address says nothing of the server
        return False
    Notification.objects.filter(pk=pk).update(mailed_at=timezone.now())
    return True


def compose(row: Notification) -> EmailMessage:
    """The mail, in its receiver's language and time zone."""
    from accounts.notifications import sentence

    owner = row.owner
    off = settings.SITE_URL + reverse("unsubscribe", args=[unsubscribe_token(owner, row.kind)])
    with translation.override(owner.language or settings.LANGUAGE_CODE), timezone.override(zoneinfo.ZoneInfo(owner.time_zone)):
        text = sentence(row) or _("There is news for you.")
        context = {"owner": owner, "text": text, "link": settings.SITE_URL + row.url, "off": off, "when": row.created_at}
        body = render_to_string("accounts/notification_mail.txt", context)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{row.message_id}@{domain}>",
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return EmailMessage(" ".join(text.split())[:150], body, to=[owner.email], headers=headers)


def unsubscribe_token(owner: User, kind: str) -> str:
    """Opens nothing but the switch for mails of this kind."""
    return signing.dumps([owner.pk, kind], salt=SALT)


def read_unsubscribe_token(token: str) -> tuple[int, str]:
    """Whom and which kind the token names; raises `signing.BadSignature`."""
    pk, kind = signing.loads(token, salt=SALT)
    return int(pk), str(kind)
