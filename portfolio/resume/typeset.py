"""The PDF: Typst, with fonts that come with the site, so that every script they have looks the same on every machine."""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import fontpkg_noto_sans_arabic
import rendercv_fonts
import typst
from PIL import ImageFont

from portfolio.resume.document import Document

FOLDER = Path(__file__).resolve().parent.parent / "typst"


_FAMILIES = Path(rendercv_fonts.__file__).parent
_ARABIC = fontpkg_noto_sans_arabic.ROOT / "files"
FOLDERS = (_FAMILIES / "Noto Sans", _FAMILIES / "Open Sans", _ARABIC)
"""Noto Sans has Latin, Greek, Cyrillic, Devanagari, Chinese, Japanese and Korean; Open Sans lends Hebrew."""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read once per process: finding the fonts takes longer than setting a page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in FOLDERS])


@lru_cache(maxsize=1)
def _faces() -> list[tuple[ImageFont.FreeTypeFont, bytes]]:
    """Each font that the template names, with the picture it draws for a character that it lacks."""
    files = [FOLDERS[0] / f"{name}-Regular.ttf" for name in ("NotoSans", "NotoSansSC", "NotoSansJP", "NotoSansKR")]
    files += [FOLDERS[1] / "OpenSans-Regular.ttf", *_ARABIC.glob("*.ttf")]
    faces = [ImageFont.truetype(file, 16) for file in files]
    return [(face, bytes(face.getmask("\U0010fffd"))) for face in faces]


@lru_cache(maxsize=4096)
def _is_drawn(character: str) -> bool:
    return any(bytes(face.getmask(character)) != missing for face, missing in _faces())


def missing_characters(document: Document) -> str:
    """What the PDF would show as an empty box, since no font has it: emoji, some scripts."""
    text = json.dumps(document.as_plain(), ensure_ascii=False)
    unusual = {character for character in text if character > "\u024f" and not "\u4e00" <= character <= "\u9fa5"}
    return "".join(
        sorted(
            character for character in unusual if unicodedata.category(character)[0] not in "CZM" and not _is_drawn(character)
        )
    )


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
    return cast("bytes", _set(document, "pdf"))  # a list is given only where each page is a file


def pages(document: Document) -> int:
    """How many pages the PDF has."""
    result = _set(document, "svg")
    return len(result) if isinstance(result, list) else 1
