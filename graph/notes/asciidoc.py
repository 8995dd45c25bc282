"""Read AsciiDoc line by line: sections, lists, tables, blocks, attributes, marks within a line.

No AsciiDoc parser for Python is kept up and knows where in the text things stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import unescape

from graph.notes.html_rows import MOST_SPANNED, merged
from graph.notes.outline import Block, Reader, Role, lines_of
from graph.notes.parser_state import Line, Marked, Walk, walked
from graph.notes.properties import property_block, says_something
from graph.notes.spans import Plain, finished
from graph.records import Mark, MarkKind

_SECTION = re.compile(r"(?P<signs>={1,6})[ \t]+(?P<name>\S.*)")
_ATTRIBUTE = re.compile(r":(?P<key>!?[\w-]+!?):(?:[ \t]+(?P<value>\S.*))?")
_FENCE = re.compile(r"(?P<sign>-{4,}|\.{4,}|/{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|--|```)\w*[ \t]*")
_CODE = "-.+`"
_COMMENT = "/"
_BULLET = re.compile(r"(?P<sign>\*{1,5}|-|\.{1,5}|\d+\.|<[\d.]*>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_TERM = re.compile(r"(?P<term>\S.*?)(?P<sign>:{2,4}|;;)(?:[ \t]+(?P<says>\S.*))?")
_TITLE = re.compile(r"\.(?P<name>[^\s.].*)")
_SILENT = re.compile(
    r"\[.*\](?:[ \t]*<[\d.]+>)?|//(?!/).*"
    r"|(?:include|image|video|audio|toc|ifn?def|ifeval|endif)::.*"
    r"|'{3,}|<{3,}|\+"
)
"""Lines for programs: attributes of blocks, anchors, comments, macros, rules, joints."""
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL = re.compile(
    r"(?:(?:(?<=\s)|^)(?:(?P<across>\d+)?(?:\.(?P<down>\d+))?[+*])?[<^>.]*[aehlmdsv]?)?\|"
)
_INLINE = re.compile(
    r"(?P<silent>\[\[[^\[\]]+\]\]|image:[^\s\[\]]+\[[^\]]*\]|(?<=\s)\+$|indexterm:\[[^\]]*\]"
    r"|\(\(\([^()]+\)\)\)|(?<=[\"'])`(?=\S.*`[\"'])|(?<=\S)`(?=[\"'](?!\w)))"
    r"|(?P<entity>&(?:\#\d+|\#x[\da-fA-F]+|[a-zA-Z]{2,8});)"
    r"|<<(?P<target>[^<>,]+)(?:,[ \t]*(?P<words>[^<>]+))?>>"
    r"|\b(?:xref|link|mailto):(?P<page>[^\s\[\]]+)\[(?P<named>[^\[\]]*)\]"
    r"|(?P<address>(?:https?://|\{[\w-]+\})[^\s\[\]<>]+)\[(?P<shown>[^\[\]]+)\]"
    r"|\{(?P<attribute>[\w-]+)\}"
    r"|\b(?:kbd|btn|menu|footnote|stem|latexmath):[^\s\[\]]*\[(?P<inner>[^\[\]]+)\]"
    r"|(?<![\w`])`\+(?P<literal>\S|\S[^`]*?\S)\+`(?![\w`])"
    r"|(?<![\w`])`(?P<code>\S|\S[^`]*\S)`(?![\w`])|``(?P<codes>.+?)``"
    r"|(?<![\w*])\*(?P<bold>\S|\S[^*]*\S)\*(?![\w*])|\*\*(?P<bolds>.+?)\*\*"
    r"|(?<![\w_])_(?P<italic>\S|\S[^_]*\S)_(?![\w_])|__(?P<italics>.+?)__"
    r"|(?<![\w+])\+(?P<passed>\S|\S[^+]*\S)\+(?![\w+])"
    r"|(?:\[[^\[\]]*\])?##(?P<markeds>.+?)##"
    r"|(?:\[[^\[\]]*\])?(?<![\w#])#(?P<marked>\S|\S[^#]*\S)#(?![\w#])"
)
_KINDS: dict[str, MarkKind] = {
    "code": "code",
    "codes": "code",
    "literal": "code",
    "bold": "bold",
    "bolds": "bold",
}
_FOR_PROGRAMS = re.compile(
    r"!|toc|sect|icons|source|imagesdir|experimental|doctype|idprefix|idseparator|stem|nofooter"
    r"|showtitle|page-|url-|uri-|ext-|env|compat|linkattrs|xrefstyle|figure-|table-|hardbreaks"
)
_ADDRESS = re.compile(r"https?://|(?:link|mailto|image|xref):")
"""What an attribute only shortens for use in the text."""
_TAGS = ("keywords", "tags", "page-tags")
NONE: Mapping[str, str] = {}


def blocks(text: str) -> list[Block]:
    """Return the blocks of an AsciiDoc note."""
    said = (_ATTRIBUTE.fullmatch(line.rstrip()) for _, line in lines_of(text))
    known = {one["key"]: one["value"] for one in said if one and one["value"]}
    return walked(text, partial(_marked, known=known), _take)


def _begin(page: Walk) -> None:
    """Begin something that a blank line parts from the list above it."""
    page.close()
    if page.blank:
        page.items.clear()


def title(text: str) -> str:
    """Return the title of the document: its one heading of the first level."""
    for _, line in lines_of(text):
        section = _SECTION.fullmatch(line.rstrip())
        if section:
            return _marked(section["name"])[0] if len(section["signs"]) == 1 else ""
    return ""


def _take(page: Walk, place: int) -> int:
    """Take a line, or a whole block, and return the number of the next line."""
    start, whole = page.lines[place]
    line = whole.strip()
    if not line:
        page.close()
        page.group += 1
        page.blank = True
        return place + 1
    fence = _FENCE.fullmatch(line)
    if fence or line.startswith(("|===", ",===", ":===")):
        _begin(page)
        return _fenced(page, place, fence["sign"]) if fence else _table(page, place)
    at = start + len(whole) - len(whole.lstrip())
    _line(page, Line(at, at + len(line), 0, line), indented=whole[0].isspace())
    page.blank = page.blank and line.startswith("[")
    return place + 1


def _line(page: Walk, line: Line, *, indented: bool) -> None:
    section, attribute = _SECTION.fullmatch(line.text), _ATTRIBUTE.fullmatch(line.text)
    bullet, term = _BULLET.match(line.text), _TERM.fullmatch(line.text)
    if section and not indented:
        _heading(page, line, section)
    elif attribute and not indented:
        page.close()
        _attribute(page, line, attribute)
    elif _SILENT.fullmatch(line.text) or _is_titled(page):
        page.close()
    elif bullet:
        _item(page, line, bullet["sign"].lstrip("0123456789"), bullet.end())
    elif term:
        _term(page, line, term)
    elif not page.text and not indented and _TITLE.fullmatch(line.text):
        _begin(page)
        page.text.append(_cut(line, 1))
        page.close()
    else:
        _text(page, line)


def _is_titled(page: Walk) -> bool:
    """Tell whether the title stands right above: then its authors and its version follow."""
    last = page.blocks[-1] if page.blocks else None
    in_head = last is not None and last.role in ("heading", "property") and not page.text
    first = next((block for block in page.blocks if block.role == "heading"), None)
    return in_head and first is not None and first.depth == 1 and first.group == page.group


def _text(page: Walk, line: Line) -> None:
    note = _ADMONITION.match(line.text)
    if not page.text:
        _begin(page)
    page.text.append(_cut(line, note.end()) if note and not page.text else line)


def _cut(line: Line, at: int) -> Line:
    text = line.text[at:].lstrip()
    return Line(line.end - len(text), line.end, 0, text)


def _item(page: Walk, line: Line, sign: str, cut: int) -> None:
    _open(page, sign)
    page.text.append(_cut(line, cut))


def _open(page: Walk, sign: str) -> None:
    """Open an item; one whose sign is open already is beside that, another sign is in it."""
    if sign in page.items:
        page.close()
        del page.items[page.items.index(sign) :]
    else:
        _begin(page)
    page.items.append(sign)
    page.role = "bullet"


def _term(page: Walk, line: Line, term: re.Match[str]) -> None:
    """Take "term:: what it is" as an item, with what it is in it or under it."""
    _open(page, term["sign"])
    if term["says"]:
        page.text.append(line)
        return
    named = term["term"].rstrip()
    page.text.append(Line(line.start, line.start + len(named), 0, named))
    page.close()


def _heading(page: Walk, line: Line, section: re.Match[str]) -> None:
    page.head(len(section["signs"]), line.start + section.start("name"), section["name"])


def _attribute(page: Walk, line: Line, attribute: re.Match[str]) -> None:
    key, value = attribute["key"], attribute["value"] or ""
    if key in _TAGS:
        said: list[tuple[str, tuple[Mark, ...]]]
        said = [(one.strip(), ()) for one in value.split(",") if one.strip()]
        key = "tags"
    elif _FOR_PROGRAMS.match(key) or _ADDRESS.match(value):
        return
    else:
        said = [_marked(value)[:2]]
    if said and says_something(key, said[0][0]):
        page.blocks.append(property_block(line.start, line.end, key, said))


def _fenced(page: Walk, place: int, sign: str) -> int:
    """Take a block of code, pass over a comment, or only over the sign around text."""
    if sign[0] not in _CODE + _COMMENT or sign == "--":
        return place + 1
    return page.code(place, lambda line: line == sign, keeps=sign[0] in _CODE)


def _table(page: Walk, place: int) -> int:
    """Take a table: rows of one line each, or one cell a line as many as there are columns."""
    end = place + 1
    while end < len(page.lines) and not page.lines[end][1].strip().startswith(("|===", ",===")):
        end += 1
    width = max(_columns(line) for _, line in page.lines[max(0, place - 2) : place + 1])
    rows = list(_rows(page.lines[place + 1 : end], width))
    page.header = None
    for number, (own, cells) in enumerate(zip(rows, list(merged(rows)), strict=True), start=1):
        heads = page.header is None and len(cells) > 1 and number < len(rows)
        said = [cell.text for cell in cells]
        page.row(own[0][0].start, max(cell.end for cell, _ in own), said, heads=heads)
    return end + 1


def _columns(attributes: str) -> int:
    """Return how many columns the line above a table gives it; 0 where it does not say."""
    said = attributes.partition("cols=")[2] if attributes.startswith("[") else ""
    widths = said[1:].partition(said[0])[0] if said[:1] in ("'", '"') else said.split("]")[0]
    counts = (part.strip().partition("*") for part in widths.replace(";", ",").split(",") if part)
    return sum(int(count) if sign and count.isdecimal() else 1 for count, sign, _ in counts)


Cell = tuple[Line, tuple[int, int]]
"""A cell of a table, and how many rows and columns it takes."""


def _rows(lines: Sequence[tuple[int, str]], width: int) -> Iterator[list[Cell]]:
    """Yield the cells of each row."""
    row: list[Cell] = []
    taken, reaching = 0, [0] * MOST_SPANNED  # columns of this row, and of those below it
    for start, whole in lines:
        if whole.startswith("//"):
            continue  # a comment
        cells = list(_cells(start, whole))
        if row and not cells and whole.strip():
            row[-1] = (_longer(row[-1][0], start + len(whole.rstrip()), whole.strip()), row[-1][1])
        for cell, (down, across) in cells:
            if width and taken >= width:
                yield row
                row, taken, reaching = [], reaching[0], [*reaching[1:], 0]
            row.append((cell, (down, across)))
            taken += across
            reaching = [n + across * (at < down - 1) for at, n in enumerate(reaching)]
        width = width or taken
    if row:
        yield row


def _longer(cell: Line, end: int, said: str) -> Line:
    """Return a cell with one more line, of a list in it without the sign."""
    if _SILENT.fullmatch(said) or _FENCE.fullmatch(said):
        return cell
    bullet = _BULLET.match(said)
    joint = "; " if bullet and cell.text else " "
    return Line(cell.start, end, 0, f"{cell.text}{joint}{said[bullet.end() if bullet else 0 :]}")


def _cells(start: int, whole: str) -> Iterator[Cell]:
    signs = list(_CELL.finditer(whole))
    if not signs:
        return
    ends = [sign.start() for sign in signs[1:]] + [len(whole)]
    for sign, end in zip(signs, ends, strict=True):
        text = whole[sign.end() : end].strip()
        at = start + sign.end() + whole[sign.end() : end].find(text) if text else start + sign.end()
        down, across = (min(int(sign[name] or 1), MOST_SPANNED) for name in ("down", "across"))
        yield Line(at, at + len(text), 0, text), (down, across)


def _marked(text: str, role: Role = "text", known: Mapping[str, str] = NONE) -> Marked:
    """Return a line in plain form; an item may begin with a term that it explains."""
    term = _TERM.match(text) if role == "bullet" else None
    made = Plain()
    done = 0
    if term and term["says"]:
        made.open()
        _add(term["term"], 0, made, known)
        made.close("bold")
        made.add(":", term.start("sign"))
        done = term.end("sign")
    _add(text[done:], done, made, known)
    return finished(made)


def _add(text: str, at: int, made: Plain, known: Mapping[str, str]) -> None:
    done = 0
    for match in _INLINE.finditer(text):
        made.add(text[done : match.start()], at + done)
        done = match.end()
        group = next((name for name, said in match.groupdict().items() if said), "silent")
        if group in ("target", "page", "address"):
            _link(match, group, at, made)
        elif group == "entity":
            made.add(unescape(match[0]), at + match.start())
        elif group == "attribute":
            made.add(known.get(match[group], match[0]), at + match.start())
        elif group != "silent":
            _inside(match, group, at, made, known)
    made.add(text[done:], at + done)


def _inside(
    match: re.Match[str], group: str, at: int, made: Plain, known: Mapping[str, str]
) -> None:
    kind = _KINDS.get(group)
    if kind:
        made.open()
    if kind == "code" or group == "passed":
        made.add(match[group], at + match.start(group))
    else:
        _add(match[group], at + match.start(group), made, known)
    if kind:
        made.close(kind)


def _link(match: re.Match[str], group: str, at: int, made: Plain) -> None:
    words = {"target": "words", "page": "named", "address": "shown"}[group]
    made.open(match[group])
    shown = words if match[words] else group
    said = match[shown].split(",window=")[0].rstrip("^")
    made.add(said, at + match.start(shown))
    made.close("link")


READER = Reader(blocks, title, is_page=True)
