"""Markdown that people write, as HTML that is safe to place on a page.

Tables, task lists, footnotes, code with colours, and LaTeX as MathML. Colours are classes: the policy forbids inline styles.
"""

import re
from functools import lru_cache
from html import unescape
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

MAX_FORMULA = 2_000
"""Longer formulas are shown as typed: conversion takes more than linear time."""
MAX_NESTING = 20
"""Deeper quotes and lists are shown as text: 150 kB of nested quotes cost more than a second."""
ID_PREFIX = "md-"

_MATHML = {
    "math", "mi", "mo", "mn", "mtext", "ms", "mspace", "mrow", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder",
    "mover", "munderover", "mmultiscripts", "mtable", "mtr", "mtd", "mpadded", "mphantom", "menclose", "mstyle",
}  # fmt: skip
_MATHML_ATTRIBUTES = {
    "*": {"mathvariant", "stretchy", "fence", "form", "separator", "lspace", "rspace", "minsize", "maxsize", "columnalign",
          "rowspacing", "columnspacing", "linethickness", "accent", "accentunder", "width",
          "notation", "largeop", "movablelimits"},
    "math": {"display"},
}  # fmt: skip
_TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "pre", "code",
    "span", "div", "table", "thead", "tbody", "tr", "th", "td", "sup", "section", "input",
}  # fmt: skip
_CLASSES = {
    "th": {"end", "center"}, "td": {"end", "center"}, "ul": {"contains-task-list"}, "li": {"task-list-item", "footnote-item"},
    "input": {"task-list-item-checkbox"}, "section": {"footnotes"}, "ol": {"footnotes-list"}, "sup": {"footnote-ref"},
    "hr": {"footnotes-sep"}, "a": {"footnote-backref"}, "code": {"math-error"}, "div": {"math"},
}  # fmt: skip
_ATTRIBUTES = {
    **_MATHML_ATTRIBUTES,
    "a": {"href", "title", "id"},
    "li": {"id", "value"},
    "ol": {"start"},
    "input": {"type", "checked", "disabled"},
    "pre": {"class"},
    "span": {"class"},
}
_ALIGNMENT = {"text-align:right": "end", "text-align:center": "center"}


def _formula(text: str, options: dict[str, Any]) -> str:
    """One formula as MathML, cleaned by itself: `\\text{}` is not escaped by the converter and would smuggle in elements."""
    if len(text) > MAX_FORMULA:
        return f'<code class="math-error">{escape(text)}</code>'
    try:
        raw = convert(text, display="block" if options.get("display_mode") else "inline")
    except Exception:  # the converter raises many kinds, for input that people type
        return f'<code class="math-error">{escape(text)}</code>'
    return nh3.clean(raw, tags=_MATHML, attributes=_MATHML_ATTRIBUTES, clean_content_tags={"script", "style", "svg"})


def _coloured(code: str, language: str, _attributes: str) -> str:
    """Code with colours as classes; an unknown language is plain."""
    try:
        lexer = get_lexer_by_name(language) if language else None
    except ClassNotFound:
        lexer = None
    return highlight(code, lexer, HtmlFormatter(nowrap=True)) if lexer else escape(code)


def _lower_headings_and_name_alignment(state: StateCore) -> None:
    """A page has one h1, which is never the text's; the alignment of a cell is a class."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
        alignment = _ALIGNMENT.get(str(token.attrs.pop("style", "")))
        if alignment:
            token.attrs["class"] = alignment


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "linkify": True, "maxNesting": MAX_NESTING, "highlight": _coloured, "typographer": False}
    )
    parser.enable(["table", "strikethrough", "linkify"]).disable("image")
    parser.use(dollarmath_plugin, double_inline=True, allow_labels=False, renderer=_formula)
    parser.use(footnote_plugin).use(tasklists_plugin)
    parser.core.ruler.push("house", _lower_headings_and_name_alignment)
    return parser


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Let a link within the text find its prefixed target; keep only the classes that Pygments writes."""
    if name == "href" and value.startswith("#"):
        return f"#{ID_PREFIX}{value[1:]}"
    if tag in {"pre", "span"} and name == "class" and not re.fullmatch(r"[a-z0-9]{1,4}( [a-z0-9]{1,4})*", value):
        return None
    return "checkbox" if tag == "input" and name == "type" else value


def render(text: str) -> SafeString:
    """HTML of a Markdown text. Raw HTML and pictures in it are shown as text; links open no doors (`nofollow noopener`)."""
    cleaned = nh3.clean(
        _parser().render(text),
        tags=_TAGS | _MATHML,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
        id_prefix=ID_PREFIX,
        clean_content_tags={"script", "style"},
    )
    return mark_safe(cleaned)  # noqa: S308  (cleaned by an allow-list in the line above)


def plain(text: str, *, most: int) -> str:
    """The first `most` characters of what a reader would see, on one line."""
    without_marks = re.sub(r"</?(?:strong|em|s|a|code|span|sup)\b[^>]*>", "", render(text[: most * 8]))
    words = re.sub(r"<[^>]+>", " ", without_marks)
    return " ".join(unescape(words).split())[:most]
