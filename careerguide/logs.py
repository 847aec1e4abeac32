"""How a line of the log reads: without what an address keeps secret."""

import logging
import re

SECRET_PATHS = ("calendar", "mentoring/invitations", "notifications/off")
"""Where the rest of the path is a token; whoever reads it could use it."""
_SECRET = re.compile(rf"(/(?:{'|'.join(SECRET_PATHS)})/)[^/\s?\"']+")


class Formatter(logging.Formatter):
    """Takes tokens out of the whole line, traceback included: Django names the path with every answer of 400 and above."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as usual, with dots in the place of tokens."""
        return _SECRET.sub(r"\1…", super().format(record))
