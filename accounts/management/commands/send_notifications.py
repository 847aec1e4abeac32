"""`manage.py send_notifications`: for cron, every minute or few."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import outbox


class Command(BaseCommand):
    """Sends mails that wait. Safe to run at any time, and by several at once."""

    help = "Sends notification mails that could not be sent at once. Run it from cron every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and tell the counts."""
        sent, failed = outbox.send_waiting()
        self.stdout.write(f"sent {sent}, failed {failed}")
