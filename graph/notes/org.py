"""Read org-mode and org-roam: headlines by orgparse, what stands under them line by line."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain

from orgparse.node import (
    parse_heading_level,
    parse_heading_priority,
    parse_heading_tags,
    parse_heading_todos,
    parse_seq_todo,
)

from graph.notes.code import code_blocks
from graph.notes.inline import spaced
from graph.notes.org_marks import org_marked
from graph.notes.outline import Block, Reader, Role, lines_of
from graph.notes.parser_state import Line, Marked, Walk, walked
from graph.notes.properties import TITLE, property_block, says_something
from graph.notes.runs import LIST_SIGNS, is_meant
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


def blocks(text: str) -> list[Block]:
    """Return the blocks of an org-mode text."""
    return walked(text, _marked, _take)


def _marked(text: str, role: Role) -> Marked:
    return org_marked(text)


def title(text: str) -> str:
    """Return what `#+title` says above the first headline, or an empty string."""
    for _, line in lines_of(text):
        if line[:1] == "*" and parse_heading_level(line):
            break
        match = _KEYWORD.match(line.strip())
        if match and match["key"].lower() == TITLE and match["value"].strip():
            return org_marked(match["value"].strip())[0]
    return ""


def _take(page: Walk, place: int) -> int:
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
    formula = _end_of_formula(page, place, line)
    if formula:
        return _formula(page, place, formula)
    if line[0] == "|":
        _row(page, start, whole)
    elif line.startswith((": ", ":\n")) or line == ":":
        return _fixed(page, place)
    else:
        page.header = None
        _line(page, start, whole, line)
    return place + 1


def _blank(page: Walk) -> None:
    page.close()
    page.header = None
    page.group += not page.blank
    if page.blank:
        page.items.clear()  # two blank lines end a list
    page.blank = True


def _line(page: Walk, start: int, whole: str, line: str) -> None:
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


def _counts(page: Walk, sign: str) -> bool:
    """Tell whether a sign opens a bullet; a letter or a year may end a wrapped sentence."""
    return not page.text or not sign[0].isalnum() or (sign[0].isdigit() and len(sign.strip()) < 4)


def _bullet(page: Walk, start: int, line: str, column: int, cut: int) -> None:
    page.close()
    _close_items(page, column)
    page.items.append(column)
    page.role = "bullet"
    cut = len(line) - len(line[cut:].lstrip())
    if line[cut:]:
        page.text.append(Line(start + cut, start + len(line), column, line[cut:]))


def _close_items(page: Walk, column: float) -> None:
    """End the bullets that a line at this column does not stand under."""
    while page.items and float(page.items[-1]) >= column:
        page.items.pop()


def _text(page: Walk, line: Line) -> None:
    """Take a line of text: more of the open paragraph, or the first of a new one."""
    above = [one.text for one in page.text]
    inside = page.role == "text" or not page.items or line.column > float(page.items[-1])
    if above and inside and not is_meant(above, line.text):
        page.text.append(line)
        return
    page.close()
    _close_items(page, line.column)
    page.role = "text"
    footnote = _FOOTNOTE.match(line.text)
    cut = len(line.text) - len(line.text[footnote.end() if footnote else 0 :].lstrip())
    page.text.append(Line(line.start + cut, line.end, line.column, line.text[cut:]))


def _heading(page: Walk, start: int, whole: str) -> None:
    """Take a headline: its state, priority and tags are no part of its name."""
    level = len(whole) - len(whole.lstrip("*"))  # one stands under the title, so it is one deeper
    said = _COOKIE.sub("", whole.rstrip())
    named, tags = parse_heading_tags(said)
    words = _COOKIE.sub("", named)[level:].strip()
    words, _ = parse_heading_todos(words, [*page.declared, *OPEN_WORDS, *DONE_WORDS])
    words = parse_heading_priority(words)[0].strip()
    page.head(level + 1, start + whole.rfind(words, 0, len(named)), words)
    if tags:
        at = start + whole.index(":" + ":".join(tags) + ":", len(named))
        end = start + len(said.rstrip())
        page.blocks.append(property_block(at, end, "tags", [(tag, ()) for tag in tags]))
    page.blank = True


def _keyword(page: Walk, start: int, keyword: re.Match[str]) -> None:
    """Take a line such as "#+title: Tea", without the sign in front."""
    if keyword["key"].upper() in ("TODO", "SEQ_TODO", "TYP_TODO"):
        page.declared += chain(*parse_seq_todo(keyword["value"]))
    begin, end = start + keyword.start("key"), start + len(keyword[0].rstrip())
    _pair(page, begin, end, keyword["key"], keyword["value"].strip())


def _pair(page: Walk, start: int, end: int, key: str, value: str) -> None:
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


def _end_of_drawer(page: Walk, place: int) -> int:
    """Return the line that closes a drawer, 0 where none does before the next headline."""
    for number in range(place + 1, len(page.lines)):
        line = page.lines[number][1]
        if line.strip().upper() == ":END:":
            return number
        if parse_heading_level(line):
            break
    return 0


def _drawer(page: Walk, place: int, end: int, name: str) -> int:
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


def _fenced(page: Walk, place: int, name: str) -> int:
    """Take a block of code, or only its first line where text stands in it."""
    page.close()
    if name not in (*_CODE, *_LEFT_OUT):
        return place + 1
    return page.code(
        place, lambda line: line.lower() == f"#+end_{name}", keeps=name not in _LEFT_OUT
    )


def _end_of_formula(page: Walk, place: int, line: str) -> int:
    """Return the line after a formula of several lines that begins here, 0 where none does."""
    ends = {"$$": "$$", "\\[": "\\]", "\\b": f"\\end{line[6:].partition('}')[0]}}}"}
    end = ends.get(line[:2], "")
    if not end or (line[1] == "b" and not line.startswith("\\begin{")) or end in line[2:]:
        return 0
    for number in range(place + 1, len(page.lines)):
        below = page.lines[number][1].strip()
        if below.endswith(end):
            return number + 1
        if not below:
            break
    return 0


def _formula(page: Walk, place: int, end: int) -> int:
    """Take a formula of several lines whole, as it is written."""
    page.close()
    start, first = page.lines[place]
    last, whole = page.lines[end - 1]
    plain = spaced(" ".join(line.strip() for _, line in page.lines[place:end]))
    at = start + len(first) - len(first.lstrip())
    page.blocks.append(Block("row", at, last + len(whole.rstrip()), plain, len(page.items)))
    return end


def _fixed(page: Walk, place: int) -> int:
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


def _row(page: Walk, start: int, whole: str) -> None:
    """Take a row of a table; the first one heads the others where a line is drawn under it."""
    page.close()
    line = whole.strip()
    if _HLINE.fullmatch(line):
        return
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    begin = start + whole.find(line)
    heads = page.header is None and _is_headed(page, start)
    page.header = page.header or ()
    page.row(begin, begin + len(line), cells, heads=heads)


def _is_headed(page: Walk, start: int) -> bool:
    """Tell whether the row that begins at `start` has a line drawn under it, and rows below."""
    number = bisect_left(page.lines, start, key=_start) + 1
    below = [line.strip() for _, line in page.lines[number : number + 2]]
    return len(below) > 1 and _HLINE.fullmatch(below[0]) is not None and below[1][:1] == "|"


def _start(line: tuple[int, str]) -> int:
    return line[0]


READER = Reader(blocks, title, is_page=True)
