"""Read saved web pages: their main text as Markdown, without menus, forms and scripts.

`trafilatura` judges what of a site's page is its text; headings, tables, terms, code and formulas
of that are read from the page itself, which it would flatten.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from typing import TYPE_CHECKING

from graph.errors import FileSkipped
from graph.notes import markdown
from graph.notes.decoding import decoded_long
from graph.notes.html_rows import merged
from graph.notes.outline import Reader

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NO_TEXT = (
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object",
    "button", "input", "select", "textarea", "nav", "aside", "footer", "dialog", "menu", "link",
    "meta", "picture", "img", "video", "audio", "head",
)  # fmt: skip
"""Elements that hold no text of a page's own; a form may hold the whole page."""
_ASIDES = (
    "[role=navigation], [role=banner], [role=contentinfo], [role=complementary], [role=search], "
    "[role=menu], [role=dialog], .mw-editsection"
)
_OF_SITES = ("script", "nav", "aside", "header", "footer")
"""What pages of a site have, and notes that a program wrote as HTML have not."""
_BLOCKS = ("div", "section", "ul", "ol", "p", "header", "span")
_TEXTS = ("p", "li", "td", "pre", "dd", "blockquote")
_KEPT_WHOLE = ("table", "pre", "dl", "math")
_HEADINGS = [f"h{rank}" for rank in range(1, 7)]
_STYLE = "{\\displaystyle "
_PERMALINK = re.compile(r"\s*[¶#§🔗]\s*")
"""The sign beside a heading that gives its address."""
LEAST_KEPT = 250
"""Characters of text that are enough to tell it from what stands around it."""
SHARE_KEPT = 0.95
"""Share of that text which the element of a page must hold that is read alone."""
LEAST_SAID = 14
"""Letters of a text that is found by itself: "Read more" stands anywhere."""
_WORD = re.compile(r"[^\W_]+")
_TITLE_END = re.compile(r"\s+[|–—·-]\s+[^|–—·-]{1,40}$")


def text_of(data: bytes) -> str:
    """Return the main text of a page as Markdown.

    Raises FileSkipped where nothing is left of it, as of a page that a script fills.
    """
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(decoded_long(data), "html.parser")
    name, is_of_site = _title(soup), soup.find(_OF_SITES) is not None
    body = soup.body or soup
    _without_signs(body)
    main = _main(body) if is_of_site else body
    if len(main.find_all("h1")) == 1:
        name = ""  # it stands in the text
    for definitions in main.find_all("dl"):
        _listed(definitions, soup)
    _unmerge(main)
    converter = MarkdownConverter(heading_style="ATX", bullets="-", escape_misc=False, wrap=False)
    text = str(converter.convert_soup(main))
    text = re.sub(r"[ \t]+$", "", text.replace("\u00ad", ""), flags=re.MULTILINE)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if not re.search(r"\w", text):
        raise FileSkipped("has no text: save the page when its text is shown")
    return f"# {name}\n\n{text}\n" if name and not text.startswith(f"# {name}") else f"{text}\n"


def _unmerge(main: Tag | BeautifulSoup) -> None:
    """Put a cell that reaches over rows or columns into each of them."""
    for table in main.find_all("table"):
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [
            [(cell, _span(cell)) for cell in row.find_all(["td", "th"], recursive=False)]
            for row in rows
        ]
        if any(span != (1, 1) for row in cells for _, span in row):
            for row, every in zip(rows, list(merged(cells)), strict=True):
                copies = [copy(cell) for cell in every]
                row.clear()
                row.extend(copies)


def _span(cell: Tag) -> tuple[int, int]:
    rows, columns = (str(cell.attrs.pop(f"{name}span", "1")) for name in ("row", "col"))
    return int(rows) if rows.isdecimal() else 1, int(columns) if columns.isdecimal() else 1


def _without_signs(body: Tag | BeautifulSoup) -> None:
    """Take out what holds no text, signs of footnotes and addresses; write formulas as TeX."""
    for element in [*body.find_all(_NO_TEXT), *body.select(_ASIDES)]:
        element.decompose()
    for sign in body.select("sup:has(a[href*='#'])"):  # of a footnote
        sign.decompose()
    for sign in body.find_all("a", string=_PERMALINK):
        sign.decompose()
    for link in body.find_all("a"):
        if link.find(_HEADINGS):
            link.unwrap()
    for formula in body.find_all("math"):
        formula.replace_with(_formula(formula))


def _title(soup: BeautifulSoup) -> str:
    """Return the page's title without the name of the site, else its first heading."""
    titled = soup.title or soup.find("h1")
    return _TITLE_END.sub("", " ".join(titled.get_text(" ").split())) if titled else ""


def _formula(element: Tag) -> str:
    """Return a formula as the page's author wrote it in TeX, else its signs in one line."""
    written = element.find("annotation")
    said = str(element.get("alttext") or (written or element).get_text(" "))
    said = " ".join(said.split())
    if said.startswith(_STYLE):
        said = said.removeprefix(_STYLE).removesuffix("}")
    return f"${said}$" if said else ""


def _listed(definitions: Tag, soup: BeautifulSoup) -> None:
    """Make a list of terms one of items with their definitions under them."""
    under: Tag | None = None
    for element in definitions.find_all(["dt", "dd"]):
        if element.name == "dt":
            element.name, under = "li", soup.new_tag("ul")
            element.append(under)
        elif under is None:  # only set in from the margin
            element.name = "p"
        else:
            element.name = "li"
            under.append(element.extract())
    definitions.name = "ul" if under else "div"


def _words(text: str) -> str:
    return " ".join(["", *_WORD.findall(text.lower()), ""])


def _main(body: Tag | BeautifulSoup) -> Tag | BeautifulSoup:
    """Return the element that holds the text of a site's page, without what stands beside it."""
    from trafilatura import extract

    page = str(body.find_parent("html") or body)
    kept = _words(extract(page, include_comments=False, favor_recall=True) or "")
    held: Counter[int] = Counter()
    for string in body.find_all(string=True):
        words = _words(string)
        if len(words) >= LEAST_SAID and words in kept:
            held.update({id(element): len(words) for element in string.parents})
    least, main = SHARE_KEPT * held[id(body)], body
    if not least or len(kept) < LEAST_KEPT:
        return body
    while inner := [one for one in main.find_all(True, recursive=False) if held[id(one)] >= least]:
        main = inner[0]
    for element in main.find_all([*_BLOCKS, *_HEADINGS]):
        led_to = element.find_next(_TEXTS) if element.name in _HEADINGS else element
        is_text = element.decomposed or held[id(led_to)] or element.find(_KEPT_WHOLE)
        if not is_text and _words(element.get_text(" ")) not in kept:
            element.decompose()
    return main


READER = Reader(markdown.blocks, markdown.title, is_page=True, text=text_of)
