"""Read org-mode and org-roam: headlines by orgparse, what stands under them line by line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orgparse.node import (
    parse_heading_level,
    parse_heading_priority,
    parse_heading_tags,
    parse_heading_todos,
    parse_seq_todo,
)

from graph.notes.code import code_blocks
from graph.notes.org_marks import org_marked
from graph.notes.outline import Block, Reader, Role, composed, lines_of
from graph.notes.parser_state import Line
from graph.notes.properties import TITLE, property_block, says_something
from graph.notes.runs import LIST_SIGNS, is_meant
from graph.notes.tables import row_of
from graph.notes.tasks import DONE_WORDS, OPEN_WORDS
from graph.records import Mark

TAB = 8
"""Columns that a tab leads to the next multiple of, as in Emacs."""
_KEYWORD = re.compile(r"#\+(?P<key>[\w.-]+(?:\[[^\]]*\])?):[ \t]*(?P<value>.*)")
_BEGIN = re.compile(r"#\+begin_(?P<name>\w+)|#\+begin:", re.IGNORECASE)
_END = re.compile(r"#\+end(?:_\w+|:)?", re.IGNORECASE)
_DRAWER = re.compile(r":(?P<name>[\w-]+):\s*")
_PROPERTY = re.compile(r":(?P<key>[^\s:]+):[ \t]+(?P<value>\S.*)")
_SILENT = re.compile(r"#(?:\s|$)|(?:CLOCK|CLOSED):|-{5,}\s*$|%%\(")
"""Lines for programs: comments, logs, rules."""
_PLAN = re.compile(
    r"(?P<key>SCHEDULED|DEADLINE):[ \t]*[<\[](?P<day>\d{4}-\d\d-\d\d[^<>\[\]+]*?)"
    r"(?: [.+-]+\d+\w[^<>\[\]]*)?[>\]]"
)
"""When a task is to be done, as the line under its headline says; repeats are left out."""
_BULLET = re.compile(
    rf"(?:[-+*{LIST_SIGNS}]|(?:\d+|[A-Za-z])[.)])(?:[ \t]+|$)"
    r"(?:\[@\w+\][ \t]+)?(?:\[[ xX-]\](?:[ \t]+|$))?"
)
_COOKIE = re.compile(r"[ \t]*\[(?:\d*/\d*|\d*%)\][ \t]*$")
_FOOTNOTE = re.compile(r"\[fn:[\w-]+\][ \t]+")
_HLINE = re.compile(r"\|[-+|: ]*$")
_ITEM = re.compile(r'"(?P<quoted>[^"]+)"|\[\[(?P<page>[^\[\]]+)\]\]|(?P<word>[^\s:"]+)')
_CODE = ("src", "example", "export", "html", "latex", "ascii")
_LEFT_OUT = ("comment",)
_LOGS = ("LOGBOOK", "CLOCK")
_TAGS = ("filetags", "tags")
_ALIASES = ("roam_aliases", "roam_alias", "alias", "aliases")
_FOR_PROGRAMS = re.compile(
    r"(?:startup|options|setupfile|property|language|(?:latex|html|odt|beamer|reveal|hugo|export|attr"
    r"|tmap|roam_(?:key|exclude)|header|plot|tblfm|results|name|call|index|columns?|archive|link"
    r"|macro|include|bind|(?:seq_|typ_)?todo|category|custom_id|visibility|unnumbered|ordered|style"
    r"|last_repeat|logging|cookie_data|nocite|cite_export|bibliography|print_bibliography"
    r"|(?:exclude|select)_tags|creator|modifier|modified|revision|priorities|constants|noter"
    r"|toc|draw|content-type|x-)[\w.:+-]*(?:\[.*)?)",
    re.IGNORECASE,
)
"""Keywords and properties that say how a file is shown, exported or kept."""
_MIME = re.compile(r"[a-z]+/[\w.+-]+")


@dataclass(slots=True)
class _Page:
    """An org file while its lines are walked."""

    lines: Sequence[tuple[int, str]]
    todos: Sequence[str]
    blocks: list[Block] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    """The column of each open bullet."""
    text: list[Line] = field(default_factory=list)
    """The lines of the paragraph or bullet that is open."""
    role: Role = "text"
    group: int = 0
    blank: bool = True
    header: tuple[str, ...] | None = None
    """The cells of the open table's header; None outside of tables."""

    def close(self) -> None:
        """End the open paragraph or bullet."""
        if self.text:
            self.blocks += _paragraph(self)
            self.text.clear()

    def close_items(self, column: float) -> None:
        """End the bullets that a line at this column does not stand under."""
        while self.items and self.items[-1] >= column:
            self.items.pop()


def blocks(text: str) -> list[Block]:
    """Return the blocks of an org-mode text."""
    lines = lines_of(text)
    page = _Page(lines, _todo_words(lines))
    place = 0
    while place < len(lines):
        place = _take(page, place)
    page.close()
    return page.blocks


def title(text: str) -> str:
    """Return what `#+title` says, or an empty string."""
    for _, line in lines_of(text):
        match = _KEYWORD.match(line.strip())
        if match and match["key"].lower() == TITLE and match["value"].strip():
            return org_marked(match["value"].strip())[0]
    return ""


def _todo_words(lines: Sequence[tuple[int, str]]) -> list[str]:
    """Return the words for the states of tasks: the file's own, and those that people use."""
    own: list[str] = []
    for _, line in lines:
        match = _KEYWORD.match(line)
        if match and match["key"].upper() in ("TODO", "SEQ_TODO", "TYP_TODO"):
            opened, done = parse_seq_todo(match["value"])
            own += [*opened, *done]
    return [*own, *OPEN_WORDS, *DONE_WORDS]


def _take(page: _Page, place: int) -> int:
    """Take a line, or a whole drawer or block, and return the number of the next line."""
    start, whole = page.lines[place]
    line = whole.strip()
    if not line:
        _blank(page)
        return place + 1
    if whole[0] == "*" and parse_heading_level(whole):
        _heading(page, start, whole)
        return place + 1
    begin, drawer = _BEGIN.match(line), _DRAWER.fullmatch(line)
    if begin:
        return _fenced(page, place, (begin["name"] or "").lower())
    end = _end_of_drawer(page, place) if drawer else 0
    if drawer and end:
        return _drawer(page, place, end, drawer["name"].upper())
    if line[0] == "|":
        _row(page, start, whole)
    elif line.startswith((": ", ":\n")) or line == ":":
        return _fixed(page, place)
    else:
        page.header = None
        _line(page, start, whole, line)
    return place + 1


def _blank(page: _Page) -> None:
    page.close()
    page.header = None
    page.group += not page.blank
    if page.blank:
        page.items.clear()  # two blank lines end a list
    page.blank = True


def _line(page: _Page, start: int, whole: str, line: str) -> None:
    """Take a line of text, a bullet or a keyword."""
    keyword, plans = _KEYWORD.match(line), list(_PLAN.finditer(line))
    if plans and (plans[0].start() == 0 or _SILENT.match(line)):
        page.close()
        at = start + whole.find(line)
        for plan in plans:
            page.blocks.append(
                property_block(at + plan.start(), at + plan.end(), plan["key"], [(plan["day"], ())])
            )
    elif keyword:
        page.close()
        _keyword(page, start + whole.find(line), keyword)
    elif _SILENT.match(line) or _END.match(line) or line.startswith("#+"):
        page.close()
    else:
        indent = whole[: len(whole) - len(whole.lstrip())]
        column = len(indent.expandtabs(TAB))
        bullet = _BULLET.match(line)
        if bullet and not (line[0] == "*" and not column) and _counts(page, bullet[0]):
            _bullet(page, start + len(indent), line, column, bullet.end())
        else:
            _text(page, Line(start + len(indent), start + len(whole.rstrip()), column, line))
    page.blank = False


def _counts(page: _Page, sign: str) -> bool:
    """Tell whether a sign opens a bullet; a letter or a year may end a wrapped sentence."""
    return not page.text or not sign[0].isalnum() or (sign[0].isdigit() and len(sign.strip()) < 4)


def _bullet(page: _Page, start: int, line: str, column: int, cut: int) -> None:
    page.close()
    page.close_items(column)
    page.items.append(column)
    page.role = "bullet"
    cut = len(line) - len(line[cut:].lstrip())
    if line[cut:]:
        page.text.append(Line(start + cut, start + len(line), column, line[cut:]))


def _text(page: _Page, line: Line) -> None:
    """Take a line of text: more of the open paragraph, or the first of a new one."""
    above = [one.text for one in page.text]
    inside = page.role == "text" or not page.items or line.column > page.items[-1]
    if above and inside and not is_meant(above, line.text):
        page.text.append(line)
        return
    page.close()
    page.close_items(line.column)
    page.role = "text"
    footnote = _FOOTNOTE.match(line.text)
    cut = len(line.text) - len(line.text[footnote.end() if footnote else 0 :].lstrip())
    page.text.append(Line(line.start + cut, line.end, line.column, line.text[cut:]))


def _paragraph(page: _Page) -> Iterator[Block]:
    """Yield the block of the lines that are open."""
    lines = page.text
    content = " ".join(line.text for line in lines)
    rows, at = [], 0
    for line in lines:
        rows.append((at, line.start))
        at += len(line.text) + 1
    plain, marks, seams = org_marked(content)
    if plain:
        depth, placed = len(page.items), composed(seams, rows)
        start, end = lines[0].start, lines[-1].end
        yield Block(page.role, start, end, plain, depth, page.group, marks, placed)


def _heading(page: _Page, start: int, whole: str) -> None:
    """Take a headline: its state, priority and tags are no part of its name."""
    page.close()
    page.items.clear()
    page.header = None
    level = len(whole) - len(whole.lstrip("*"))  # one stands under the title, so it is one deeper
    said = _COOKIE.sub("", whole.rstrip())
    named, tags = parse_heading_tags(said)
    words = _COOKIE.sub("", named)[level:].strip()
    words, _ = parse_heading_todos(words, list(page.todos))
    words = parse_heading_priority(words)[0].strip()
    plain, marks, seams = org_marked(words)
    if plain:
        at = start + whole.rfind(words, 0, len(named))
        page.blocks.append(
            Block("heading", at, at + len(words), plain, level + 1, page.group, marks,
                  composed(seams, [(0, at)]))
        )  # fmt: skip
    if tags:
        at = start + whole.index(":" + ":".join(tags) + ":", len(named))
        end = start + len(said.rstrip())
        page.blocks.append(property_block(at, end, "tags", [(tag, ()) for tag in tags]))
    page.blank = True


def _keyword(page: _Page, start: int, keyword: re.Match[str]) -> None:
    """Take a line such as "#+title: Tea", without the sign in front."""
    begin, end = start + keyword.start("key"), start + len(keyword[0].rstrip())
    _pair(page, begin, end, keyword["key"], keyword["value"].strip())


def _pair(page: _Page, start: int, end: int, key: str, value: str) -> None:
    """Take a key with its value, of a keyword or of a drawer."""
    name = key.lower()
    said: list[tuple[str, tuple[Mark, ...]]]
    if name in _TAGS or name in _ALIASES:
        key = "aliases" if name in _ALIASES else key
        items = (item["quoted"] or item["page"] or item["word"] for item in _ITEM.finditer(value))
        said = [(item.strip(), ()) for item in items]
    else:
        said = [org_marked(value)[:2]]
    if _FOR_PROGRAMS.fullmatch(name) or (said and _MIME.fullmatch(said[0][0])):
        return
    if said and says_something(key, said[0][0]):
        page.blocks.append(property_block(start, end, key, said))


def _end_of_drawer(page: _Page, place: int) -> int:
    """Return the line that closes a drawer, 0 where none does before the next headline."""
    for number in range(place + 1, len(page.lines)):
        line = page.lines[number][1]
        if line.strip().upper() == ":END:":
            return number
        if parse_heading_level(line):
            break
    return 0


def _drawer(page: _Page, place: int, end: int, name: str) -> int:
    """Take a drawer: properties, or text; what a program logs in one is left out."""
    page.close()
    if name == "PROPERTIES":
        for start, line in page.lines[place + 1 : end]:
            pair = _PROPERTY.fullmatch(line.strip())
            if pair:
                first = start + line.index(pair["key"])
                last = start + len(line.rstrip())
                _pair(page, first, last, pair["key"].rstrip("+"), pair["value"])
        return end + 1
    return end + 1 if name in _LOGS else place + 1


def _fenced(page: _Page, place: int, name: str) -> int:
    """Take a block of code, or only its first line where text stands in it."""
    page.close()
    if name not in (*_CODE, *_LEFT_OUT):
        return place + 1
    for number in range(place + 1, len(page.lines)):
        end = _END.match(page.lines[number][1].strip())
        if end and end[0].lower() == f"#+end_{name}":
            if name in _CODE:
                page.blocks += code_blocks(page.lines[place + 1 : number], len(page.items))
            return number + 1
    return place + 1


def _fixed(page: _Page, place: int) -> int:
    """Take lines with a colon in front, which are shown as they are."""
    page.close()
    last = place
    while last < len(page.lines) and re.match(r"\s*:(?: |$)", page.lines[last][1]):
        last += 1
    rows = [
        (start + (at := line.find(":") + 1), line[at:]) for start, line in page.lines[place:last]
    ]
    page.blocks += code_blocks(rows, len(page.items))
    return last


def _row(page: _Page, start: int, whole: str) -> None:
    """Take a row of a table; the first one heads the others where a line is drawn under it."""
    page.close()
    line = whole.strip()
    if _HLINE.fullmatch(line):
        return
    cells = [org_marked(cell.strip()) for cell in line.strip("|").split("|")]
    if page.header is None:
        page.header = ()
        if _is_headed(page, start):
            page.header = tuple(plain or " " for plain, _, _ in cells)
            return
    plain, marks = row_of(page.header, [(plain, marks) for plain, marks, _ in cells])
    if plain:
        begin = start + whole.find(line)
        page.blocks.append(
            Block("row", begin, begin + len(line), plain, len(page.items), marks=marks)
        )


def _is_headed(page: _Page, start: int) -> bool:
    """Tell whether the row that begins at `start` has a line drawn under it, and rows below."""
    number = bisect_left(page.lines, start, key=_start) + 1
    below = [line.strip() for _, line in page.lines[number : number + 2]]
    return len(below) > 1 and _HLINE.fullmatch(below[0]) is not None and below[1][:1] == "|"


def _start(line: tuple[int, str]) -> int:
    return line[0]


READER = Reader(blocks, title, is_page=True)
