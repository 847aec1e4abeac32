"""House rules that imports alone do not show."""

import re
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
BELOW = {
    "accounts": set(),
    "roles": {"accounts"},
    "interviews": {"accounts", "roles"},
    "portfolio": {"accounts", "roles"},
    "mentoring": {"accounts", "roles", "interviews", "portfolio"},
    "careerguide": {"accounts", "roles", "interviews", "portfolio", "mentoring"},
}
# Rows that belong to another row, or to everybody, rather than to one learner or to the guidance.
PARTS = {"Requirement", "GuidanceVersion", "ProjectPrompt", "HeldAddress", "KeyPoint"}


def test_import_contracts_hold() -> None:
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def test_foreign_keys_point_the_way_that_imports_do() -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in BELOW
        for field in model._meta.get_fields()
        if field.many_to_one and field.related_model
        if (label := field.related_model._meta.app_label) in BELOW
        if label != model._meta.app_label and label not in BELOW[model._meta.app_label]
    ]
    assert not wrong


def test_every_learner_model_is_owned() -> None:
    from accounts.models import OwnedModel
    from careerguide.lib.curated import Curated

    for label in ("roles", "interviews", "portfolio"):
        for model in apps.get_app_config(label).get_models():
            assert issubclass(model, OwnedModel | Curated) or model.__name__ in PARTS, model


EXTERNAL = r"[^>]*\bsrc="
# Metadata for search engines: browsers never run a block of this type, and the content-security policy does not cover it.
DATA = r'\s+type="application/ld\+json">'


def test_no_inline_script_or_style_in_templates() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        # A block of application/ld+json is data for search engines: browsers never run it, and the policy does not ask about it.
        assert not re.search(r"""\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=|\s+type="application/ld\+json">)""", text), (
            path
        )


def test_forms_name_their_fields() -> None:
    for path in (*ROOT.glob("*/forms.py"), *ROOT.glob("*/forms/*.py")):
        text = path.read_text(encoding="utf-8")
        assert "__all__" not in text, path
        assert "exclude =" not in text, path
