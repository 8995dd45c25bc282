"""Read saved web pages: their main text as Markdown, without menus, forms and scripts."""

from __future__ import annotations

import re
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
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "form",
    "button", "input", "select", "textarea", "nav", "aside", "footer", "dialog", "menu", "link",
    "meta", "picture", "img", "video", "audio", "head",
)  # fmt: skip
"""Elements that hold no text of a page's own."""
_ASIDE_ROLES = ("navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog")
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|sidebar|breadcrumbs?|footer|cookies?|share|social|"
    r"advert(?:isement)?|ads|promo|related|comments?|toc|editsection|pagination|skip-link)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names that pages give to what stands around their text."""
_TO_NOTE = re.compile("#")
"""The address of a footnote."""
_HEADINGS = [f"h{rank}" for rank in range(1, 7)]
_STYLE = "{\\displaystyle "
_PERMALINK = re.compile(r"\s*[¶#§🔗]\s*")
"""The sign beside a heading that gives its address."""
LEAST_MAIN = 0.5
"""Share of a page's text that <main> or <article> must hold to be taken for all of it."""
MOST_LINKED = 0.7
"""Share of the words of a list or a box that are links, from which on it is a menu."""
LEAST_LINKS = 4
"""Links of a menu; a shorter list of links may be what the page is about."""
_TITLE_END = re.compile(r"\s+[|–—·-]\s+[^|–—·-]{1,40}$")


def text_of(data: bytes) -> str:
    """Return the main text of a page as Markdown.

    Raises FileSkipped where nothing is left of it, as of a page that a script fills.
    """
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(decoded_long(data), "html.parser")
    name = _title(soup)
    body = soup.body or soup
    _without_signs(body)
    main = _main(body)
    _without_asides(main)
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
    for element in body.find_all(_NO_TEXT):
        element.decompose()
    for sign in body.find_all("sup"):
        if sign.find("a", href=_TO_NOTE):
            sign.decompose()
    for sign in body.find_all("a", string=_PERMALINK):
        sign.decompose()
    for link in body.find_all("a"):
        if link.find(_HEADINGS):
            link.unwrap()
    for formula in body.find_all("math"):
        formula.replace_with(_formula(formula))


def _title(soup: BeautifulSoup) -> str:
    """Return the page's one main heading, else its title without the name of the site."""
    heads = soup.find_all("h1")
    if len(heads) == 1 and heads[0].get_text(strip=True):
        return ""  # it stands in the text
    said = " ".join(soup.title.get_text(" ").split()) if soup.title else ""
    return _TITLE_END.sub("", said)


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


def _main(body: Tag | BeautifulSoup) -> Tag | BeautifulSoup:
    """Return the element that holds the page's text."""
    whole = len(body.get_text())
    for name in ("main", "article"):
        found = body.find_all(name) or body.find_all(role=name)
        if len(found) == 1 and len(found[0].get_text()) >= LEAST_MAIN * whole:
            return found[0]
    return body


def _without_asides(main: Tag | BeautifulSoup) -> None:
    """Take out what its role, its name or its links show to be no text of the page."""
    for element in main.find_all(True):
        if element.decomposed or element.name in ("body", "html", "main", "article"):
            continue
        named = " ".join([*(element.get("class") or ()), str(element.get("id") or "")])
        aside = element.get("role") in _ASIDE_ROLES or element.get("aria-hidden") == "true"
        small = element.name in ("div", "ul", "ol", "section", "header", "p", "span", "table")
        if aside or (small and (_ASIDE.search(named) or _is_menu(element))):
            element.decompose()


def _is_menu(element: Tag) -> bool:
    if element.name not in ("ul", "ol", "div", "header"):
        return False
    links = element.find_all("a")
    if len(links) < LEAST_LINKS or element.find(["p", "pre", "h1", "h2", "table"]):
        return False
    said = len(element.get_text(strip=True))
    linked = sum(len(link.get_text(strip=True)) for link in links)
    return linked >= MOST_LINKED * said


READER = Reader(markdown.blocks, markdown.title, is_page=True, text=text_of)
