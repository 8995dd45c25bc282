"""Read plain text: bullets of any mark, outlines by indentation, headings that bear no mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.notes.headings import framed, level_of, with_headings
from graph.notes.inline import marked, spaced
from graph.notes.outline import Block, Reader, composed, lines_of
from graph.notes.paragraphs import is_full
from graph.notes.parser_state import BARE_LEVEL, FactDraft, Level, Line, ParserState

TAB = 4
"""Columns that a tab leads to the next multiple of."""
UNDER = 0.25
"""Columns that an answer stands further in than its question, where it is not indented."""
SHORTEST_WRAPPED = 40
"""Columns: lines broken at less than this were broken on purpose."""
_BULLET = re.compile(
    r"(?P<sign>[•‣◦⁃▪▫●○■□∙·➢➤►▶✓✔✗✘❖◆◇]|(?:[-–—+]|\*{1,6})(?=\s))\s*"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2})+\)|\d{1,3}[.)]|\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})\)|[a-z]\.)\s+"
    r"|(?=\[[ xX/<>!?-]?\]\s)"
)
"""How a bullet begins: with a sign, with a number, or with nothing but its box."""
_BOX = re.compile(r"\[[ xX/<>!?-]?\]\s+")
_ASKS = re.compile(r"(\*\*)?(?P<who>[QA]):(?(1)\*\*)\s+(?=\S)")
"""How a line of questions and answers begins; what answers stands under what asks."""
_RULE = re.compile(r"([=\-_*~#.])(?:\s*\1){2,}")
_UNDERLINE_LEVELS = {"=": 1, "-": 2, "~": 2}


def blocks(text: str) -> list[Block]:
    """Return the blocks of a plain text."""
    return [_block(draft) for draft in with_headings(_drafts(text))]


def title(text: str) -> str:
    """Return the first line, when it stands alone as a title does."""
    head = text[:4000]
    drafts = with_headings(_drafts(head))
    return _plain(drafts[0].lines)[0] if drafts and drafts[0].role == "heading" else ""


def _drafts(text: str) -> list[FactDraft]:
    lines = lines_of(text)
    sheet = ParserState(width=max((len(one) for _, one in lines if "://" not in one), default=0))
    for start, whole in lines:
        stripped = whole.strip()
        if not stripped:
            sheet.group += not sheet.blank
            sheet.blank = True
            continue
        indent = whole[: len(whole) - len(whole.lstrip())]
        column = len(indent.expandtabs(TAB)) if "\t" in indent else len(indent)
        begin = start + len(indent)
        _take(sheet, Line(begin, begin + len(stripped), column, stripped))
    return sheet.drafts


def _take(sheet: ParserState, line: Line) -> None:
    """Put one line where it belongs."""
    bullet, asks = _BULLET.match(line.text), _ASKS.match(line.text)
    frame = framed(line.text)
    if frame:
        _framed(sheet, line, *frame)
    elif asks and (asks["who"] == "Q" or any(level.asks for level in sheet.levels)):
        _exchange(sheet, line, asks)
    elif bullet and not _RULE.fullmatch(line.text):
        _bullet(sheet, line, bullet)
    elif _RULE.fullmatch(line.text) or line.text in "•◦▪*-+–—":
        _rule(sheet, line.text)
    elif level_of(line.text):
        sheet.levels.clear()
        _heading(sheet, line, level_of(line.text))
    else:
        _text(sheet, line)


def _exchange(sheet: ParserState, line: Line, asks: re.Match[str]) -> None:
    """Take a question, or an answer under it, without the letter in front."""
    column = line.column + UNDER * (asks["who"] == "A")
    sheet.close(column)
    sheet.levels.append(Level(column, marked=True, numbered=False, asks=asks["who"] == "Q"))
    sheet.add("bullet", Line(line.start + asks.end(), line.end, column, line.text[asks.end() :]))


def _bullet(sheet: ParserState, line: Line, bullet: re.Match[str]) -> None:
    numbered = bullet["number"] is not None
    deeper = len(bullet["sign"] or "*") - 1  # "**" is an item of "*", as wikis have it
    column = _column_of_bullet(sheet, line.column + deeper, numbered)
    box = _BOX.match(line.text, bullet.end())
    cut = box.end() if box else bullet.end()
    if cut == len(line.text):
        return
    sheet.close(column)
    sheet.levels.append(Level(column, marked=True, numbered=numbered))
    sheet.add("bullet", Line(line.start + cut, line.end, column, line.text[cut:]))


def _column_of_bullet(sheet: ParserState, column: float, numbered: bool) -> float:
    """Return where a bullet stands; dashes right under a number stand under that number."""
    if numbered or not sheet.levels:
        return column
    top = sheet.levels[-1]
    if top.column == column and top.numbered and not sheet.blank:
        return column + 0.5
    return top.column if top.column == column + 0.5 else column


def _rule(sheet: ParserState, text: str) -> None:
    """Take a line of signs: it underlines the line above, or only parts what it stands between."""
    last = sheet.drafts[-1] if sheet.drafts else None
    level = _UNDERLINE_LEVELS.get(text[0], 0)
    if level and last and last.role == "text" and len(last.lines) == 1 and not sheet.blank:
        last.role, last.level, last.depth = "heading", level, 0
        sheet.levels.clear()
    sheet.group += 1
    sheet.blank = True


def _heading(sheet: ParserState, line: Line, level: int) -> None:
    bare = line.text.strip("=*#").strip()
    start = line.start + line.text.find(bare)
    sheet.add("heading", Line(start, start + len(bare), 0, bare))
    sheet.drafts[-1].level = level
    sheet.blank = True


def _framed(sheet: ParserState, line: Line, name: slice, rest: slice | None) -> None:
    """Take a heading between signs; what stands behind it is the first thing that it heads."""
    sheet.levels.clear()
    sheet.add("heading", _part(line, name))
    sheet.drafts[-1].level = BARE_LEVEL
    sheet.blank = rest is None
    if rest:
        sheet.add("text", _part(line, rest))


def _part(line: Line, part: slice) -> Line:
    return Line(line.start + part.start, line.start + part.stop, 0, line.text[part])


def _text(sheet: ParserState, line: Line) -> None:
    """Take a line without a bullet: more of the block above, a line under it, or a new block."""
    last = sheet.drafts[-1] if sheet.drafts and not sheet.blank else None
    if last and _joins(last, line, sheet.width):
        last.lines.append(line)
    elif last and line.column > last.lines[-1].column:
        _under(sheet, last, line)
    else:
        _beside(sheet, line)


def _joins(last: FactDraft, line: Line, width: int) -> bool:
    """Tell whether a line belongs to the block right above it, in a note of `width` columns."""
    above = last.lines[-1]
    if last.role == "bullet":
        return _goes_on(last, line, width)
    if last.role == "text":
        return line.column <= above.column + 1 or (_wraps(above, line) and is_full(above, line, 0))
    return False


def _goes_on(bullet: FactDraft, line: Line, width: int) -> bool:
    """Tell whether a line without a mark goes on with the bullet above it."""
    above = bullet.lines[-1]
    if bullet.bare and line.column < bullet.column:
        return False
    if bullet.bare and bullet.lines[0].text[0].islower():  # so do items begin here, then
        return is_full(above, line, width)
    if line.column > bullet.column and not bullet.bare:
        full = len(above.text) >= SHORTEST_WRAPPED
        return full or line.text[0].islower() or above.column == line.column
    return _wraps(above, line)


def _wraps(above: Line, line: Line) -> bool:
    """Tell whether the text above was broken only because the line was full."""
    if len(above.text) < SHORTEST_WRAPPED or above.text[-1] in ".!?:":
        return False
    return line.text[0].islower() or line.text[0] in "(,;"


def _under(sheet: ParserState, above: FactDraft, line: Line) -> None:
    """Take a line that only its indentation puts under the one above."""
    if above.role == "text":
        if len(above.lines) > 1:
            sheet.add("text", above.lines.pop())
            above = sheet.drafts[-1]
        above.role = "bullet"
        sheet.levels.append(Level(above.column, marked=False, numbered=False))
        above.depth = len(sheet.levels)
    above.bare = True
    sheet.levels.append(Level(line.column, marked=False, numbered=False))
    sheet.add("bullet", line)
    sheet.drafts[-1].bare = True


def _beside(sheet: ParserState, line: Line) -> None:
    """Take a line that begins a block, or a bullet without mark beside others of its column."""
    beside = any(one.column == line.column and not one.marked for one in sheet.levels)
    sheet.close(line.column)
    if beside and not sheet.blank:
        sheet.levels.append(Level(line.column, marked=False, numbered=False))
        sheet.add("bullet", line)
        sheet.drafts[-1].bare = True
    else:
        sheet.add("text", line)


def _block(draft: FactDraft) -> Block:
    whole, lines = _plain(draft.lines)
    plain, marks, seams = marked(whole)
    if seams and lines:
        seams = composed(seams, lines)
    elif seams:
        seams = tuple((place, at + draft.lines[0].start) for place, at in seams)
    depth = draft.level if draft.role == "heading" else draft.depth
    start, end = draft.lines[0].start, draft.lines[-1].end
    return Block(draft.role, start, end, plain, depth, draft.group, marks, seams or lines)


def _plain(lines: Sequence[Line]) -> tuple[str, tuple[tuple[int, int], ...]]:
    if len(lines) == 1:
        return spaced(lines[0].text), ()
    return spaced(" ".join(line.text for line in lines)), tuple(_seams(lines))


def _seams(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    place = 0
    for line in lines:
        yield place, line.start
        place += len(line.text) + 1


READER = Reader(blocks, title)
