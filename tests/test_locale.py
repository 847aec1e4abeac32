"""Both languages, always."""

import os
import re
import shutil

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from modeltranslation.translator import translator

from careerguide.lib.curated import Curated

CATALOGUE = settings.BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def has_han(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def test_every_text_of_the_interface_is_translated() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    assert len(catalogue) > 250
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_the_catalogue_holds_every_text_of_templates_and_code() -> None:
    from django.core.management import call_command

    if not shutil.which("xgettext"):
        assert not os.environ.get("CI"), "gettext must be installed in CI"
        pytest.skip("xgettext is not installed, so texts cannot be collected")
    before = {entry.msgid for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}
    original = CATALOGUE.read_bytes()
    try:
        call_command(
            "makemessages", locale=["zh_Hans"], no_wrap=True, no_location=True, verbosity=0,
            ignore_patterns=[".venv/*", "tests/*", "bench/*"],
        )  # fmt: skip
        after = {entry.msgid for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}
    finally:
        CATALOGUE.write_bytes(original)
    assert after <= before, after - before


@pytest.mark.django_db
def test_every_curated_text_has_english_and_chinese() -> None:
    gaps = []
    for model in apps.get_models():
        if not issubclass(model, Curated):
            continue
        fields = translator.get_options_for_model(model).fields
        for row in model._default_manager.all():
            for name in fields:
                english, chinese = getattr(row, f"{name}_en"), getattr(row, f"{name}_zh_hans")
                if not english or not chinese:
                    gaps.append(f"{row.slug}.{name}")
                elif not has_han(chinese) and name not in {"name", "short_name", "title", "publisher", "channel"}:
                    gaps.append(f"{row.slug}.{name}: no Chinese in “{chinese}”")
    assert gaps == []


@pytest.mark.django_db
def test_chinese_pages_are_chinese(client: Client) -> None:
    response = client.get("/roles/", headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert 'lang="zh-hans"' in response.content.decode()
    assert "机器学习工程师" in response.content.decode()


@pytest.mark.django_db
def test_the_account_remembers_the_language(signed_in: Client, learner) -> None:
    signed_in.post("/language/", {"language": "zh-hans", "next": "/roles/"})
    learner.refresh_from_db()
    assert learner.language == "zh-hans"
    assert "哪份工作适合你" in signed_in.get("/roles/").content.decode()


SPACED_PERCENT = re.compile(r"(?:\d|\)s|\}\}) %%?(?![\w}(])")


def test_a_percentage_stands_close_to_its_number() -> None:
    files = [*settings.BASE_DIR.glob("templates/**/*.html"), *settings.BASE_DIR.glob("content/**/*.*"), CATALOGUE]
    found = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if SPACED_PERCENT.search(line)
    ]
    assert found == [], "write 62%, in both languages"


@pytest.mark.parametrize(("language", "between"), [("en", " "), ("zh-hans", "")])
def test_between_two_sentences_stands_what_the_language_writes_there(language: str, between: str) -> None:
    with translation.override(language):
        assert Template("a{% gap %}b").render(Context()) == f"a{between}b"


TEXT_AND_SPACE = re.compile(r"""\{% translate (?:"([^"]*)"|'([^']*)') %\}(?:</\w+>)* (?=\S)""")


def test_no_template_puts_a_space_after_a_full_width_mark() -> None:
    chinese = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    found = [
        f"{path.relative_to(settings.BASE_DIR)}: {text}"
        for path in settings.BASE_DIR.glob("templates/**/*.html")
        for pair in TEXT_AND_SPACE.findall(path.read_text(encoding="utf-8"))
        if chinese.get(text := pair[0] or pair[1], "").endswith(("。", "：", "；", "！", "？", "，"))
    ]
    assert found == [], "write {% gap %} instead of the space"
