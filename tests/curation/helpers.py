"""Filling in the admin's forms as a browser does."""

import re
from html import unescape
from typing import Any

from django.test import Client

INPUT = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:(.*?)</\1>)?", re.S)


def attribute(attributes: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return unescape(found.group(1)) if found else None


def form_of(client: Client, address: str) -> dict[str, Any]:
    """Every value that the main form of the page would send unchanged."""
    page = client.get(address).content.decode()
    body = page[page.index('<form method="post"' if '<form method="post" id' in page else "<form ") :]
    main = re.search(r'<form [^>]*id="(?!logout)[a-z]+_form".*?</form>|<form id="changelist-form".*?</form>', page, re.S)
    values: dict[str, Any] = {}
    for tag, attributes, inner in INPUT.findall(main.group(0) if main else body):
        name, kind = attribute(attributes, "name"), attribute(attributes, "type")
        if not name or kind in {"submit", "button"}:
            continue
        if tag == "input":
            if kind in {"checkbox", "radio"} and "checked" not in attributes:
                continue
            values[name] = attribute(attributes, "value") or ("on" if kind == "checkbox" else "")
        elif tag == "textarea":
            values[name] = unescape(inner).removeprefix("\n").removeprefix("\r\n")
        else:
            chosen = [attribute(option, "value") for option in re.findall(r"<option\b([^>]*)>", inner) if " selected" in option]
            values[name] = chosen if "multiple" in attributes else (chosen or [""])[0]
    return values
