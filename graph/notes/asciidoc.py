"""Read AsciiDoc line by line: sections, lists, tables, blocks, attributes, marks within a line.

No AsciiDoc parser for Python is kept up and knows where in the text things stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.notes.code import code_blocks
from graph.notes.outline import Block, Reader, Role, Seam, composed, lines_of
from graph.notes.parser_state import Line
from graph.notes.properties import property_block, says_something
from graph.notes.spans import Plain, finished
from graph.notes.tables import row_of
from graph.records import Mark, MarkKind

_SECTION = re.compile(r"(?P<signs>={1,6})[ \t]+(?P<name>\S.*)")
_ATTRIBUTE = re.compile(r":(?P<key>!?[\w-]+!?):(?:[ \t]+(?P<value>\S.*))?")
_FENCE = re.compile(r"(?P<sign>-{4,}|\.{4,}|/{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|--|```)\w*[ \t]*")
_CODE = "-.+`"
_COMMENT = "/"
_BULLET = re.compile(r"(?P<sign>\*{1,5}|-|\.{1,5}|\d+\.|<\d*>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_TERM = re.compile(r"(?P<term>\S.*?)(?P<sign>:{2,4}|;;)(?:[ \t]+(?P<says>\S.*))?")
_TITLE = re.compile(r"\.(?P<name>[^\s.].*)")
_SILENT = re.compile(
    r"\[.*\]|\[\[.*\]\]|//(?!/).*|(?:include|image|video|audio|toc|ifn?def|ifeval|endif)::.*"
    r"|'{3,}|<{3,}|\+"
)
"""Lines for programs: attributes of blocks, anchors, comments, macros, rules, joints."""
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL = re.compile(r"(?:(?:(?<=\s)|^)[\d.+]*[<^>.]*[aehlmdsv]?)?\|")
_INLINE = re.compile(
    r"(?P<silent>\[\[[^\[\]]+\]\]|image:[^\s\[\]]+\[[^\]]*\]|(?<=\s)\+$|indexterm:\[[^\]]*\]"
    r"|\(\(\([^()]+\)\)\))"
    r"|<<(?P<target>[^<>,]+)(?:,[ \t]*(?P<words>[^<>]+))?>>"
    r"|\b(?:xref|link|mailto):(?P<page>[^\s\[\]]+)\[(?P<named>[^\[\]]*)\]"
    r"|(?P<address>https?://[^\s\[\]<>]+)\[(?P<shown>[^\[\]]+)\]"
    r"|\b(?:kbd|btn|menu|footnote|stem|latexmath):[^\s\[\]]*\[(?P<inner>[^\[\]]+)\]"
    r"|(?<![\w`])`(?P<code>\S|\S[^`]*\S)`(?![\w`])|``(?P<codes>.+?)``"
    r"|(?<![\w*])\*(?P<bold>\S|\S[^*]*\S)\*(?![\w*])|\*\*(?P<bolds>.+?)\*\*"
    r"|(?<![\w_])_(?P<italic>\S|\S[^_]*\S)_(?![\w_])|__(?P<italics>.+?)__"
    r"|(?:\[[^\[\]]*\])?(?<![\w#])#(?P<marked>\S|\S[^#]*\S)#(?![\w#])"
)
_KINDS: dict[str, MarkKind] = {"code": "code", "codes": "code", "bold": "bold", "bolds": "bold"}
_FOR_PROGRAMS = re.compile(
    r"!|toc|sect|icons|source|imagesdir|experimental|doctype|idprefix|idseparator|stem|nofooter"
    r"|showtitle|page-|url-|uri-|ext-|env|compat|linkattrs|xrefstyle|figure-|table-|hardbreaks"
)
_ADDRESS = re.compile(r"https?://|(?:link|mailto|image|xref):")
"""What an attribute only shortens for use in the text."""
_TAGS = ("keywords", "tags", "page-tags")


@dataclass(slots=True)
class _Page:
    """A note while its lines are walked."""

    lines: Sequence[tuple[int, str]]
    blocks: list[Block] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    """The sign of each open item; a sign that is open already closes those in it."""
    text: list[Line] = field(default_factory=list)
    role: Role = "text"
    group: int = 0
    blank: bool = False
    """Whether a blank line stands right above."""

    def begin(self) -> None:
        """Begin something that a blank line parts from the list above it."""
        self.close()
        if self.blank:
            self.items.clear()

    def close(self) -> None:
        """End the open paragraph or item."""
        if self.text:
            self.blocks += _paragraph(self)
            self.text.clear()
        self.role = "text"


def blocks(text: str) -> list[Block]:
    """Return the blocks of an AsciiDoc note."""
    page = _Page(lines_of(text))
    place = 0
    while place < len(page.lines):
        place = _take(page, place)
    page.close()
    return page.blocks


def title(text: str) -> str:
    """Return the title of the document: its one heading of the first level."""
    for _, line in lines_of(text):
        section = _SECTION.fullmatch(line.rstrip())
        if section:
            return _marked(section["name"])[0] if len(section["signs"]) == 1 else ""
    return ""


def _take(page: _Page, place: int) -> int:
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
        page.begin()
        return _fenced(page, place, fence["sign"]) if fence else _table(page, place)
    at = start + len(whole) - len(whole.lstrip())
    _line(page, Line(at, at + len(line), 0, line), indented=whole[0].isspace())
    page.blank = page.blank and line.startswith("[")
    return place + 1


def _line(page: _Page, line: Line, *, indented: bool) -> None:
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
        page.begin()
        page.text.append(_cut(line, 1))
        page.close()
    else:
        _text(page, line)


def _is_titled(page: _Page) -> bool:
    """Tell whether the title stands right above: then its authors and its version follow."""
    last = page.blocks[-1] if page.blocks else None
    in_head = last is not None and last.role in ("heading", "property") and not page.text
    first = next((block for block in page.blocks if block.role == "heading"), None)
    return in_head and first is not None and first.depth == 1 and first.group == page.group


def _text(page: _Page, line: Line) -> None:
    note = _ADMONITION.match(line.text)
    if not page.text:
        page.begin()
    page.text.append(_cut(line, note.end()) if note and not page.text else line)


def _cut(line: Line, at: int) -> Line:
    text = line.text[at:].lstrip()
    return Line(line.end - len(text), line.end, 0, text)


def _item(page: _Page, line: Line, sign: str, cut: int) -> None:
    _open(page, sign)
    page.text.append(_cut(line, cut))


def _open(page: _Page, sign: str) -> None:
    """Open an item; one whose sign is open already is beside that, another sign is in it."""
    if sign in page.items:
        page.close()
        del page.items[page.items.index(sign) :]
    else:
        page.begin()
    page.items.append(sign)
    page.role = "bullet"


def _term(page: _Page, line: Line, term: re.Match[str]) -> None:
    """Take "term:: what it is" as an item, with what it is in it or under it."""
    _open(page, term["sign"])
    if term["says"]:
        page.text.append(line)
        return
    named = term["term"].rstrip()
    page.text.append(Line(line.start, line.start + len(named), 0, named))
    page.close()


def _paragraph(page: _Page) -> Iterator[Block]:
    lines = page.text
    content = " ".join(line.text for line in lines)
    rows, at = [], 0
    for line in lines:
        rows.append((at, line.start))
        at += len(line.text) + 1
    term = _TERM.match(content) if page.role == "bullet" else None
    plain, marks, seams = _marked(content, term if term and term["says"] else None)
    if plain:
        yield Block(
            page.role, lines[0].start, lines[-1].end, plain, len(page.items), page.group, marks,
            composed(seams, rows),
        )  # fmt: skip


def _heading(page: _Page, line: Line, section: re.Match[str]) -> None:
    page.close()
    page.items.clear()
    plain, marks, seams = _marked(section["name"])
    at = line.start + section.start("name")
    if plain:
        level = len(section["signs"])
        placed = composed(seams, [(0, at)])
        page.blocks.append(Block("heading", at, line.end, plain, level, page.group, marks, placed))


def _attribute(page: _Page, line: Line, attribute: re.Match[str]) -> None:
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


def _fenced(page: _Page, place: int, sign: str) -> int:
    """Take a block of code, pass over a comment, or only over the sign around text."""
    if sign[0] not in _CODE + _COMMENT or sign == "--":
        return place + 1
    for number in range(place + 1, len(page.lines)):
        if page.lines[number][1].strip() == sign:
            if sign[0] in _CODE:
                page.blocks += code_blocks(page.lines[place + 1 : number], len(page.items))
            return number + 1
    return place + 1


def _table(page: _Page, place: int) -> int:
    """Take a table: rows of one line each, or one cell a line as many as the first row has."""
    end = place + 1
    while end < len(page.lines) and not page.lines[end][1].strip().startswith(("|===", ",===")):
        end += 1
    rows = list(_rows(page.lines[place + 1 : end]))
    header: tuple[str, ...] = ()
    for number, cells in enumerate(rows):
        said = [_marked(cell.text)[:2] for cell in cells]
        if not number and len(rows) > 1:
            header = tuple(plain or " " for plain, _ in said)
            continue
        plain, marks = row_of(header, said)
        if plain:
            start, last = cells[0].start, max(cell.end for cell in cells)
            page.blocks.append(Block("row", start, last, plain, len(page.items), marks=marks))
    return end + 1


def _rows(lines: Sequence[tuple[int, str]]) -> Iterator[list[Line]]:
    """Yield the cells of each row."""
    width = 0
    row: list[Line] = []
    for start, whole in lines:
        cells = list(_cells(start, whole))
        if row and not cells and whole.strip():
            above = row[-1]  # a cell goes on
            row[-1] = Line(
                above.start, start + len(whole.rstrip()), 0, f"{above.text} {whole.strip()}"
            )
        for cell in cells:
            if width and len(row) == width:
                yield row
                row = []
            row.append(cell)
        width = width or len(row)
    if row:
        yield row


def _cells(start: int, whole: str) -> Iterator[Line]:
    signs = list(_CELL.finditer(whole))
    if not signs:
        return
    ends = [sign.start() for sign in signs[1:]] + [len(whole)]
    for sign, end in zip(signs, ends, strict=True):
        text = whole[sign.end() : end].strip()
        at = start + sign.end() + whole[sign.end() : end].find(text) if text else start + sign.end()
        yield Line(at, at + len(text), 0, text)


def _marked(
    text: str, term: re.Match[str] | None = None
) -> tuple[str, tuple[Mark, ...], list[Seam]]:
    """Return a line in plain form, its marks, and the seams between the two."""
    made = Plain()
    done = 0
    if term:
        made.open()
        _add(term["term"], 0, made)
        made.close("bold")
        made.add(":", term.start("sign"))
        done = term.end("sign")
    _add(text[done:], done, made)
    return finished(made)


def _add(text: str, at: int, made: Plain) -> None:
    done = 0
    for match in _INLINE.finditer(text):
        made.add(text[done : match.start()], at + done)
        done = match.end()
        group = next((name for name, said in match.groupdict().items() if said), "silent")
        if group in ("target", "page", "address"):
            _link(match, group, at, made)
        elif group != "silent":
            _inside(match, group, at, made)
    made.add(text[done:], at + done)


def _inside(match: re.Match[str], group: str, at: int, made: Plain) -> None:
    kind = _KINDS.get(group)
    if kind:
        made.open()
    if kind == "code":
        made.add(match[group], at + match.start(group))
    else:
        _add(match[group], at + match.start(group), made)
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
