"""What somebody typed into a form that could not be taken, to be shown to them once more."""

from django.http import HttpRequest

SHORTEST = 20
"""Shorter texts are typed again sooner than copied."""
NEVER = ("password", "password1", "password2", "token", "secret", "stamp", "key", "code")
"""How the names of fields end that hold no text of a person's, or one that nobody should read over their shoulder."""


def typed_texts(request: HttpRequest) -> list[str]:
    """The longer texts of a form of ours.

    Nothing when the browser does not vouch that the form stood on our own page: another site's words are not repeated here.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    return [
        text
        for name, texts in request.POST.lists()
        if not name.lower().endswith(NEVER)
        for text in texts
        if isinstance(text, str) and len(text.strip()) >= SHORTEST
    ]
