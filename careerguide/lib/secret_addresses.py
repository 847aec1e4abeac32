"""Addresses that only their holders know: 256 bits of chance, of which nothing but a digest is stored."""

import hashlib
import secrets


def new_token() -> str:
    """A token that nobody can guess. It is told once and kept nowhere."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token: enough to recognise it, not enough to make it."""
    return hashlib.sha256(token.encode()).hexdigest()
