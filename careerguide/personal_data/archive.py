"""Opening an archive that anybody may have made: never more read than allowed, and nothing ever unpacked to a path."""

from __future__ import annotations

import hashlib
import json
import math
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any

from django.utils.translation import gettext as _

from careerguide.lib import images
from careerguide.personal_data import kinds
from careerguide.personal_data.exporting import FORMAT, VERSION

MAX_BYTES = 60_000_000
"""Fifty pictures at their quota, and the texts."""
MAX_DIRECTORY = 100_000
"""Bytes of the zip's list of files, about a thousand of them; the list is read into memory whole."""
MAX_TEXT = 32_000_000
MAX_MARKS = 2_000_000
"""Commas and brackets in `data.json`: each may become an object that takes fifty times its place in the file."""
MAX_ROWS = 20_000
_DATA = "data.json"
_END = struct.Struct("<4s4H2LH")  # the record at the end of a zip file
_PICTURE = re.compile(r"files/[a-z]+(?:-[0-9]{1,20})?\.webp")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the other methods unpack without a limit
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, IndexError, RuntimeError, NotImplementedError,
    struct.error, OverflowError, RecursionError,
)  # fmt: skip
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

Row = dict[str, Any]


class ArchiveError(Exception):
    """The archive cannot be taken over at all; its text says why, in words for its owner."""


def is_storable(text: str) -> bool:
    """Whether every database can hold it."""
    return _UNSTORABLE.search(text) is None


def digest_of(upload: IO[bytes]) -> str:
    """What an archive is known by between the preview and the confirmation."""
    upload.seek(0)
    return hashlib.file_digest(upload, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary file will do


@dataclass(frozen=True)
class Archive:
    """An archive whose outline is sound. What its rows say is not judged yet."""

    packed: zipfile.ZipFile
    document: Row

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """The rows by the name of their kind."""
        return dict(self.document["rows"])

    def picture(self, name: object) -> bytes | None:
        """A picture that a row names; None when it is not there, is too large, or cannot be read."""
        if not (isinstance(name, str) and _PICTURE.fullmatch(name)):
            return None
        try:
            return _read(self.packed, name, most=images.MAX_BYTES)
        except (ArchiveError, *_BROKEN):
            return None


def open_archive(upload: IO[bytes], size: int) -> Archive:
    """The archive in this file; raises ArchiveError for anything else."""
    if size > MAX_BYTES:
        raise ArchiveError(_("The archive is larger than 60 MB."))
    try:
        _check_end(upload, size)
        upload.seek(0)
        packed = zipfile.ZipFile(upload)
        document = parse(_read(packed, _DATA, most=MAX_TEXT))
    except _BROKEN as error:
        raise ArchiveError(_("This is not an archive from Careerguide, or it is damaged.")) from error
    _check_outline(document)
    return Archive(packed, document)


def _check_end(upload: IO[bytes], size: int) -> None:
    """The size of the list of files, before anything reads that list. Archives from here have no comment at their end."""
    upload.seek(max(0, size - _END.size))
    magic, _disk, _first, here, _all, directory, _offset, comment = _END.unpack(upload.read(_END.size))
    if magic != b"PK\5\6" or comment or directory > MAX_DIRECTORY or here == 0xFFFF:
        raise zipfile.BadZipFile


def _read(packed: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    entry = packed.getinfo(name)
    if entry.compress_type not in _PACKED or entry.flag_bits & 1:
        raise zipfile.BadZipFile
    with packed.open(entry) as file:
        content = file.read(most + 1)  # what the zip says of its size is a claim
    if len(content) > most:
        raise ArchiveError(_("A file in the archive is larger than allowed."))
    return content


def parse(content: bytes) -> Any:
    """The values of `data.json`, free of numbers that no column holds; raises ValueError or RecursionError."""
    if sum(content.count(mark) for mark in (b",", b"[", b"{")) > MAX_MARKS:
        raise ArchiveError(_("The archive holds more entries than can be taken over at once."))
    return json.loads(content.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)


def _refuse(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _check_outline(document: Any) -> None:
    """Format, version, and rows that are rows."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ArchiveError(_("This is not an archive from Careerguide, or it is damaged."))
    if document.get("version") != VERSION or isinstance(document.get("version"), bool):
        raise ArchiveError(_("The archive is of another version than this site reads."))
    rows = document.get("rows")
    if not isinstance(rows, dict) or not all(isinstance(found, list) and _are_rows(found) for found in rows.values()):
        raise ArchiveError(_("This is not an archive from Careerguide, or it is damaged."))
    if sum(len(found) for found in rows.values()) > MAX_ROWS:
        raise ArchiveError(_("The archive holds more entries than can be taken over at once."))
    if set(rows) - {kinds.label(model) for model in kinds.kinds()}:
        raise ArchiveError(_("The archive is of another version than this site reads."))


def _are_rows(found: list[Any]) -> bool:
    keys = [row.get("id") for row in found if isinstance(row, dict)]
    sound = all(isinstance(key, int) and not isinstance(key, bool) for key in keys)
    return sound and len(keys) == len(found) == len(set(keys))
