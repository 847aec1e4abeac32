"""Archives of one's own data: made, opened, spoilt, packed again, and taken over."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.models import User
from careerguide.personal_data import exporting, importing
from careerguide.personal_data.report import Report

Document = dict[str, Any]


def exported(person: User) -> bytes:
    with exporting.export(User.objects.get(pk=person.pk), now=timezone.now()) as archive:
        return archive.read()


def opened(content: bytes) -> tuple[Document, dict[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name: packed.read(name) for name in packed.namelist() if name.startswith("files/")}
        return json.loads(packed.read("data.json")), files


def repacked(document: object, files: dict[str, bytes] | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        packed.writestr("data.json", document if isinstance(document, bytes | str) else json.dumps(document))
        for name, content in (files or {}).items():
            packed.writestr(name, content)
    return out.getvalue()


def spoilt(content: bytes, spoil: Callable[[Document], object]) -> bytes:
    document, files = opened(content)
    spoil(document)
    return repacked(document, files)


def take_over(person: User, content: bytes) -> Report:
    return importing.import_archive(person, io.BytesIO(content), len(content), now=timezone.now())
