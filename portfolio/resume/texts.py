"""One way to store texts, for what is typed and what is imported alike, so that a file written here reads back the same."""


def one_line(text: str) -> str:
    """Trimmed, without line breaks."""
    return " ".join(part for line in text.splitlines() if (part := line.strip()))


def many_lines(text: str) -> str:
    """Trimmed, with one kind of line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def items(text: str) -> list[str]:
    """The items of a text that has one a line."""
    return [part for line in text.splitlines() if (part := line.strip())]
