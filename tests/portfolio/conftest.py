"""Projects of the cast."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from portfolio import actions, guidance
from portfolio.models import Project, ProjectSection


def start(owner: User, title: str = "Night photos", kind: str = "model-tuning") -> Project:
    return actions.start_project(owner=owner, kind=guidance.kind_by_slug(kind), title=title, form_key=uuid.uuid4())


def section_of(project: Project, name: str = "problem") -> ProjectSection:
    return ProjectSection.objects.get(project=project, section=name)


def written(section: ProjectSection, text: str, **changes: str) -> dict[str, str]:
    """What the editor sends."""
    prefix = f"s{section.pk}"
    fields = {"text": text, "version": str(section.version), "writer": str(uuid.uuid4()), **changes}
    return {f"{prefix}-{name}": value for name, value in fields.items()}


def picture(size: tuple[int, int] = (400, 300), fmt: str = "PNG", mode: str = "RGB", **save: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else (0, 0, 0, 0)).save(out, fmt, **save)
    return out.getvalue()


def upload(content: bytes, **changes: object) -> dict[str, object]:
    return {"picture": SimpleUploadedFile("a.png", content), "alt": "A chart", "form_key": str(uuid.uuid4()), **changes}


def rows(*values: dict[str, str], version: int = 1, **extra: str) -> dict[str, str]:
    """A set of rows as the browser sends it."""
    sent = {"form-TOTAL_FORMS": str(len(values)), "form-INITIAL_FORMS": str(len(values)), "version": str(version), **extra}
    return sent | {f"form-{index}-{name}": value for index, row in enumerate(values) for name, value in row.items()}


@pytest.fixture
def project(learner: User) -> Project:
    return start(learner)
