"""The clock of a mock round: stamps of the server and nothing else.

What a browser shows is a display of `remaining`; nothing that a browser sends goes into the arithmetic. The clock informs: when
it has run out the round goes on, and the learner extends or finishes.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

EXTENSIONS = (5, 10, 15)
"""Minutes that may be added at once."""
MOST_SECONDS = 60 * 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class Clock:
    """When a round began, whether it stands still, and how long it may take."""

    started_at: datetime
    allowed_seconds: int
    paused_seconds: int = 0
    paused_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Neither paused nor finished."""
        return self.paused_at is None and self.finished_at is None

    def elapsed(self, now: datetime) -> int:
        """Seconds spent so far, pauses left out."""
        until = self.finished_at or self.paused_at or now
        spent = int((until - self.started_at).total_seconds()) - self.paused_seconds
        return min(max(0, spent), MOST_SECONDS)

    def remaining(self, now: datetime) -> int:
        """Seconds left; 0 once the time is over, however long ago that was."""
        return max(0, self.allowed_seconds - self.elapsed(now))

    def ends_at(self, now: datetime) -> datetime:
        """The moment at which a running clock reaches 0."""
        return now + timedelta(seconds=self.remaining(now))

    def pause(self, now: datetime) -> Self:
        """Stand still; a clock that does already, or has finished, is left alone."""
        return replace(self, paused_at=now) if self.is_running else self

    def resume(self, now: datetime) -> Self:
        """Go on; the time since the pause does not count."""
        if self.paused_at is None or self.finished_at is not None:
            return self
        pause = max(0, int((now - self.paused_at).total_seconds()))
        return replace(self, paused_at=None, paused_seconds=min(self.paused_seconds + pause, MOST_SECONDS))

    def extend(self, minutes: int, now: datetime) -> Self:
        """Add minutes to what is left. Extended long after the end, it is from now on that they count."""
        if minutes not in EXTENSIONS:
            raise ValueError(f"A round is extended by {EXTENSIONS} minutes.")
        if self.finished_at is not None:
            return self
        left = max(self.allowed_seconds, self.elapsed(now)) + minutes * 60
        return replace(self, allowed_seconds=min(left, MOST_SECONDS))

    def finish(self, now: datetime) -> Self:
        """End the round; what was paused at the end does not count."""
        return self if self.finished_at is not None else replace(self.resume(now), finished_at=now)
