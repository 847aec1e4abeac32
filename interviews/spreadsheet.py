"""Applications as CSV, out and in.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break as a formula. Such a cell is written with
an apostrophe before it, and so is one that begins with an apostrophe; reading takes exactly that one off again.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    "company", "post", "role", "stage", "since", "applied", "company says", "own decision", "source", "link", "résumé",
    "silent after", "history", "notes", "résumé text",
)  # fmt: skip
MAX_BYTES = 1_000_000
MAX_ROWS = 1_000
_STEP = re.compile(r"([a-z0-9-]{1,80})\s+(\d{4}-\d{2}-\d{2})")


class BrokenFileError(Exception):
    """The file as a whole cannot be read; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def unguard(cell: str) -> str:
    """What `guard` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell


def write(rows: Iterable[Mapping[str, str]]) -> bytes:
    """A file that spreadsheets open as it is: UTF-8 with its mark, so that Chinese is Chinese in Excel too."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guard(row.get(column, "")) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def decode(content: bytes) -> str:
    """The text of an uploaded file; UTF-16 is what some spreadsheets call “Unicode text”."""
    if len(content) > MAX_BYTES:
        raise BrokenFileError("too_large")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BrokenFileError("encoding") from error


def read(text: str) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells by column of every row that is not empty; raises BrokenFileError."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise BrokenFileError("encoding")
    heading_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        heading = [name.strip().casefold() for name in next(reader, [])]
        _check_heading(heading)
        rows: list[tuple[int, dict[str, str]]] = []
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(heading):
                    raise BrokenFileError("cells", str(line))
                rows.append((line, {name: unguard(cell).strip() for name, cell in zip(heading, cells, strict=False)}))
            if len(rows) > MAX_ROWS:
                raise BrokenFileError("rows")
            line = reader.line_num + 1
    except csv.Error as error:
        raise BrokenFileError("csv", str(reader.line_num)) from error
    if not rows:
        raise BrokenFileError("empty")
    return rows


def _check_heading(heading: list[str]) -> None:
    if "company" not in heading or "post" not in heading:
        raise BrokenFileError("heading")
    named = [name for name in heading if name]
    if len(set(named)) < len(named):
        raise BrokenFileError("twice")


def write_history(steps: Iterable[tuple[str, date]]) -> str:
    """The steps of an application in one cell: `applied 2026-01-02; screening 2026-01-09`."""
    return "; ".join(f"{stage} {day.isoformat()}" for stage, day in steps)


def read_history(cell: str) -> list[tuple[str, date]]:
    """The steps of such a cell; raises ValueError."""
    steps: list[tuple[str, date]] = []
    for part in cell.split(";"):
        if not part.strip():
            continue
        found = _STEP.fullmatch(part.strip())
        if not found:
            raise ValueError(part.strip())
        steps.append((found[1], date.fromisoformat(found[2])))
    return steps
