"""The first view of a guest is small: the page and its stylesheets, compressed, as they are delivered."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from careerguide.lib.stylesheets import Storage, without_spare

MOST = 12_000
PAGES = {
    "/": MOST,
    "/roles/": MOST,
    "/portfolio/": MOST,
    "/portfolio/brand/actions/": MOST,
    # Not there yet; these keep them from growing.
    "/interviews/": 17_800,
    "/interviews/questions/": 13_300,
}


def small(data: bytes) -> int:
    return len(gzip.compress(data, 9))


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "most"), PAGES.items())
def test_page_and_stylesheets_are_small(client: Client, path: str, most: int) -> None:
    page = client.get(path).content
    sheets = re.findall(r'href="/static/(css/[\w-]+\.css)"', page.decode())
    sizes = [small(without_spare((Path(settings.BASE_DIR) / "static" / sheet).read_text()).encode()) for sheet in sheets]
    assert small(page) + sum(sizes) <= most, (small(page), sheets, sizes)


@pytest.mark.parametrize(
    ("css", "smaller"),
    [
        ("a { color: red; }\n\n/* why\n */\nb, i { top: 0; }\n", "a{color:red;}b,i{top:0;}"),
        ('a::before { content: "/* { a ;  b */ : " / ""; }', 'a::before{content:"/* { a ;  b */ : " / "";}'),
        ("a :is(b, i) > u { margin: calc(-1 * var(--s)) 0; }", "a :is(b,i) > u{margin:calc(-1 * var(--s)) 0;}"),
        ("a /* beside */ b { top: 0 }", "a b{top:0}"),
        (
            "@media (max-width: 40rem) and (hover) { a :hover { top: 0; } }",
            "@media (max-width:40rem) and (hover){a :hover{top:0;}}",
        ),
    ],
)
def test_what_has_no_meaning_goes_and_the_rest_stays(css: str, smaller: str) -> None:
    assert without_spare(css) == smaller
    assert without_spare(smaller) == smaller


def test_only_our_own_stylesheets_are_touched(tmp_path: Path) -> None:
    storage, css = Storage(location=tmp_path, base_url="/static/"), "a { top: 0; } /* licence */"
    for name in ("css/own.css", "admin/css/base.css", "css/notes.txt"):
        storage.save(name, ContentFile(css.encode()))
    assert list(storage.post_process({name: (storage, name) for name in ("css/own.css", "admin/css/base.css")}))
    assert {path.read_text() for path in tmp_path.glob("css/own*.css")} == {"a{top:0;}"}
    assert len(list(tmp_path.glob("css/own*.css"))) == 2, "the file and its copy under a name with a hash"
    assert (tmp_path / "admin/css/base.css").read_text() == (tmp_path / "css/notes.txt").read_text() == css
