"""`manage.py send_reminders`: for cron, once a day or more often."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mentoring.actions import mocks, reviews, sharing
from mentoring.models import Mentorship, ReviewRequest


class Command(BaseCommand):
    """Reminds of reviews and scores, closes what waited too long, ends what has reached its day. Twice is as good as once."""

    help = "Reminds of waiting reviews and scores, times out old ones, ends mentorships whose day has come. For cron, daily."

    def handle(self, *args: Any, **options: Any) -> None:
        """One short transaction a row, so that one that fails leaves the others done."""
        now, counts = timezone.now(), Counter[str]()
        for request in ReviewRequest.objects.filter(state__in=ReviewRequest.WITH_MENTOR).only("pk").iterator():
            counts[reviews.remind(request=request, now=now)] += 1
        for invitation in mocks.waiting(now).only("pk", "mentorship_id").select_related(None).iterator():
            counts[mocks.remind(invitation=invitation, now=now)] += 1
        running = Mentorship.objects.running().filter(until__isnull=False).select_related("learner", "mentor")
        for mentorship in running.iterator():
            if mentorship.until and mentorship.until < mentorship.today:
                counts["ended"] += sharing.end(mentorship=mentorship, by=None)
        self.stdout.write(", ".join(f"{what}: {counts[what]}" for what in ("reminded", "timed out", "ended")))
