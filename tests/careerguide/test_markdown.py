"""Markdown: what people may write, and what never gets through."""

import re
import time

import pytest

from careerguide.lib.markdown import plain, render


def test_tables_code_tasks_footnotes_and_formulas() -> None:
    html = render(
        "# Head\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n\n```python\ndef f(): ...\n```\n\n"
        "Text[^1] and $a^2$.\n\n[^1]: note"
    )
    for part in (
        "<h2>Head</h2>",
        '<th class="end">b</th>',
        "task-list-item-checkbox",
        '<span class="k">def</span>',
        "<math ",
        "md-fn1",
    ):
        assert part in html, part


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<svg/onload=alert(1)>",
    r"$\text{<svg/onload=alert(1)>}$",
    r"$\text{<img src=x onerror=alert(1)>}$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\style{background:url(//evil)}{x}$",
    '```x" onclick=alert(1)\n<script>alert(1)</script>\n```',
    "<div hx-get=/profile/ hx-trigger=load style='position:fixed' id=main>x</div>",
    "![pixel](https://evil.example/pixel.png)",
    "[x]: javascript:alert(1)\n\n[x]",
    '<https://example.org/" onmouseover=alert(1)>',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_or_loads_gets_through(text: str) -> None:
    tags = re.findall(r"<[^>]*>", render(text))
    assert not [
        tag for tag in tags if re.search(r"<(script|svg|img|iframe|style)|\son\w+=|\shx-|\sstyle=|javascript:|data:", tag, re.I)
    ]


def test_ids_cannot_shadow_the_pages_own() -> None:
    assert re.findall(r'id="(?!md-)', render("Text[^main]\n\n[^main]: note")) == []


def test_a_broken_formula_is_shown_as_typed() -> None:
    assert '<code class="math-error">' in render(r"$\begin{nothing}$")


@pytest.mark.parametrize(
    "text", [">" * 50_000, "- " * 25_000, "[" * 50_000, "*a_" * 16_000, "$" * 50_000, "`" * 50_000, "$x$" * 3_000]
)
def test_pathological_texts_end_soon(text: str) -> None:
    started = time.process_time()
    render(text)
    assert time.process_time() - started < 10  # seconds of this process alone: others at work do not count


def test_plain_text_for_lists_and_mails() -> None:
    assert plain("**Bold** and `code` & more", most=40) == "Bold and code & more"
    assert plain("word " * 1_000, most=9) == "word word"
