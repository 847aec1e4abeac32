"""Names of people, as they may stand beside other text."""

import unicodedata

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks, embeddings, overrides and isolates: they would turn round what stands after the name; pages isolate it by `<bdi>`."""


def tidy_name(text: str) -> str:
    """The name in NFC, on one line, without what steers the direction of text.

    Joiners stay: scripts and emoji need them.
    """
    kept = (" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in text if sign not in _DIRECTION)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
