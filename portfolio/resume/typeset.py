"""The PDF: Typst, with fonts that come with the site, so that Latin and Chinese look the same on every machine."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Literal

import rendercv_fonts
import typst

from portfolio.resume.document import Document

FOLDER = Path(__file__).resolve().parent.parent / "typst"


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read once per process: finding the fonts takes longer than setting a page."""
    folder = Path(rendercv_fonts.__file__).parent / "Noto Sans"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _set(document: Document, form: Literal["pdf", "svg"]) -> bytes | list[bytes]:
    # The person's texts are data, never source: a `#` or `$` in a name stays a character. The template reads no file.
    return typst.compile(
        str(FOLDER / "resume.typ"),
        root=str(FOLDER),
        font_paths=_fonts(),
        format=form,
        sys_inputs={"resume": json.dumps(document.as_plain(), ensure_ascii=False)},
    )


def pdf(document: Document) -> bytes:
    """The résumé as a PDF file."""
    return bytes(_set(document, "pdf"))  # type: ignore[arg-type]  # the stubs do not tell that a PDF is never a list


def pages(document: Document) -> int:
    """How many pages the PDF has."""
    result = _set(document, "svg")
    return len(result) if isinstance(result, list) else 1
