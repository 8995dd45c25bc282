"""Read Markdown: CommonMark with tables, by markdown-it-py; the outline is its tokens' order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from graph.notes import front_matter
from graph.notes.code import code_blocks
from graph.notes.hidden import without_hidden
from graph.notes.html_rows import HtmlRow, html_rows
from graph.notes.inline import bare_marks, spaced
from graph.notes.outline import Block, Reader, Role, composed, headed, lines_of
from graph.notes.properties import property_block, says_something
from graph.notes.runs import LIST_SIGNS, Run, above_list, has_runs, runs_of
from graph.notes.shapes import tokens_of
from graph.notes.spans import plain_of
from graph.notes.tables import row_of
from graph.notes.unmarked import is_outline, outline_blocks
from graph.notes.wiki import with_bars, with_pages
from graph.records import Mark

DEEPEST = 1_000
"""Levels of nesting that are followed, more than Python does: so no level is lost unsaid."""
_TITLE = re.compile(
    r"^ {0,3}(?:#[ \t]+(?P<hash>.+?)[ \t#]*$|(?P<fence>`{3,}|~{3,})"
    r"|(?P<line>[^\s>#*+-].*)(?:\r\n|\n|\r)=+[ \t]*$)",
    re.MULTILINE,
)
_SAYS_NOTHING = re.compile(r"\s*(?:$|<|!\[|\[!\[|[\w-]+::)")
"""How a line begins that may stand above a title: blank, markup, an image, a page's property."""
_BULLET = re.compile(r"[-*+•][ \t]+\S")
_BOX = re.compile(r"\[(?:[^\w\s\[\]^#]|[ a-zA-Z])\]\s+")
"""The box of a task: open, done, or with the sign of one of the many states that people use."""
_CALLOUT = re.compile(r"\[![\w |/-]+\][+-]?[ \t]*(?P<title>[^\n]*)")
_BLOCK_ID = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]{3,}\s*$")
"""The name by which another note points to a block, at its end."""
_SIGN = re.compile(rf"(?:[{LIST_SIGNS}]\s*|[-–*]\s+)(?=\S)")
_MARKUP = re.compile(r"[*_`]+|\[|\]\([^)]*\)|\]\]")
_TAKEN = re.compile(r"[^\n]")
_FIELDS = re.compile(r"\n|::\s|^[*_]*\w[\w ]*:[*_]* ")
_PARAGRAPH = Token("paragraph_open", "p", 1)
_HIDDEN = re.compile(r"\s*<(?:script|style|!|\?)", re.IGNORECASE)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"]).use(front_matter_plugin)
    parser.use(dollarmath_plugin, allow_labels=False).use(amsmath_plugin)
    parser.inline.ruler.disable("math_inline")  # formulas in a line are kept by a rule of our own
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.inline.ruler2.disable("fragments_join")  # it forgets where the fragments stood
    return with_pages(parser)


PARSER = _parser()


@dataclass(slots=True)
class Page:
    """A Markdown note while its tokens are walked."""

    lines: Sequence[tuple[int, str]]
    env: dict[str, object]
    last: int
    """The number of the last line, from 0."""
    groups: Sequence[int]
    blocks: list[Block] = field(default_factory=list)
    depth: int = 0
    rank: int = 0
    """Of the heading that is open."""
    fresh: bool = False
    """Whether a bullet has just opened and nothing of it was taken yet."""
    header: tuple[str, ...] = ()
    cells: list[Token] | None = None
    valueless: list[int] = field(default_factory=list)
    """Which blocks are keys without a value, kept where a list under them gives it."""
    quotes: list[bool] = field(default_factory=list)
    """For each open quote whether it is a callout, which stands under its title."""


def blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text."""
    env: dict[str, object] = {}
    text = front_matter.without_false_head(with_bars(without_hidden(text)))
    tokens = tokens_of(text, PARSER, env)
    lines = lines_of(text)
    page = Page(lines, env, len(lines) - 1, _groups(lines))
    _walk(page, tokens)
    for place in reversed(page.valueless):
        below = page.blocks[place + 1 : place + 2]
        if not (below and below[0].role == "bullet" and below[0].depth > page.blocks[place].depth):
            del page.blocks[place]
    return page.blocks


def title(text: str) -> str:
    """Return the title that the note's head gives, else its only first-level heading.

    A heading under lines that say something heads a part of the note and does not name it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    named = front_matter.title(text)
    if named:
        return named
    body = front_matter.body(text)
    fence, found, above = "", list[str](), ""
    for match in _TITLE.finditer(body):
        if match["fence"]:
            fence = "" if fence else match["fence"]
        elif not fence:
            above = above if found else body[: match.start()]
            found.append(match["hash"] or match["line"])
    names_it = len(found) == 1 and all(map(_SAYS_NOTHING.match, above.split("\n")))
    return _MARKUP.sub("", found[0]).strip() if names_it else ""


def _walk(page: Page, tokens: Sequence[Token]) -> None:
    for place, token in enumerate(tokens):
        take = _TAKERS.get(token.type)
        if take:
            take(page, token, tokens[place - 1])


def _inline(page: Page, token: Token, opener: Token) -> None:
    """Take the inside of a heading, a paragraph or a cell."""
    if opener.markup == "-" and _FIELDS.search(token.content):
        opener = _PARAGRAPH  # a line of dashes that parts, and does not underline
    callout = _CALLOUT.match(token.content) if page.quotes and not page.quotes[-1] else None
    if page.cells is not None:
        page.cells.append(token)
    elif callout:
        _callout(page, token, opener, callout)
    elif opener.type == "paragraph_open" and _is_outline(page, token):
        first, last = token.map or [0, 0]
        lines, group = page.lines[first:last], page.groups[first]
        page.blocks += outline_blocks(lines, depth=page.depth, fresh=page.fresh, group=group)
        page.fresh = False
    elif opener.type == "paragraph_open" and has_runs(token.content):
        text, listed = above_list(token.content)
        runs = list(runs_of(text))
        for run in runs:
            _run(page, token, opener, run, is_bullet=page.fresh and len(runs) == 1)
        if listed:
            _indented_list(page, listed, (token.map or [0])[0] + text.count("\n") + 1)
    else:
        _text(page, token, opener)


def _callout(page: Page, token: Token, opener: Token, callout: re.Match[str]) -> None:
    """Take the title of a callout as what the rest of it stands under."""
    first, last = token.map or [0, 0]
    inner = Token("inline", "", 0, content=callout["title"], map=[first, first + 1])
    block = _block(page, inner, "bullet", page.depth + 1) if callout["title"].strip() else None
    if block is not None:
        page.blocks.append(block)
        page.quotes[-1] = True
        page.depth += 1
    rest = token.content[callout.end() :].lstrip("\n")
    if rest.strip():
        _inline(page, Token("inline", "", 0, content=rest, map=[first + 1, last]), opener)


def _quote(page: Page, token: Token, opener: Token) -> None:
    page.quotes.append(False)


def _quote_end(page: Page, token: Token, opener: Token) -> None:
    page.depth -= page.quotes.pop()


def _is_outline(page: Page, token: Token) -> bool:
    if not is_outline(token.content, nested=page.depth > 0):
        return False
    return not page.lines[(token.map or [0])[0]][1].lstrip().startswith(">")


def _text(page: Page, token: Token, opener: Token) -> None:
    role: Role = "bullet" if page.fresh else "text"
    depth = page.depth
    rank = int(opener.tag[1:]) if opener.type == "heading_open" else 0
    if rank and (not page.depth or (page.depth == 1 and rank <= page.rank)):
        role, depth = "heading", rank  # an outline whose first heading bears no mark of a list
        page.rank = rank
    block = _block(page, token, role, depth)
    if block is not None:
        in_bullet = role == "bullet" and opener.type == "heading_open"
        page.fresh = False
        page.blocks.append(headed(block) if in_bullet else block)


def _run(page: Page, token: Token, opener: Token, run: Run, *, is_bullet: bool) -> None:
    """Take some lines of a paragraph."""
    first = (token.map or [0])[0] + run.first
    lines = page.lines[first : first + run.last - run.first]
    if run.kind == "code":
        page.blocks.extend(code_blocks(lines, page.depth))
    elif run.kind == "text":
        content = run.text.strip(" \t\n").rstrip("\\ \t\n")
        _text(page, Token("inline", "", 0, content=content, map=[first, first + 1]), opener)
    elif not run.value and says_something(run.key, run.key):
        start = lines[0][0] + lines[0][1].find(run.key)
        role: Role = "bullet" if is_bullet else "text"
        page.valueless.append(len(page.blocks))
        page.blocks.append(Block(role, start, start + len(run.key), run.key, page.depth))
        page.fresh = page.fresh and not is_bullet
    elif says_something(run.key, run.value):
        said = plain_of(PARSER, run.value, page.env)[:2]
        start = lines[0][0] + lines[0][1].find(run.text.strip())
        end = lines[0][0] + len(lines[0][1].rstrip())
        if said[0]:
            block = property_block(start, end, run.key, [said], depth=page.depth)
            page.blocks.append(replace(block, role="bullet") if is_bullet else block)
            page.fresh = page.fresh and not is_bullet


def _block(page: Page, token: Token, role: Role, depth: int) -> Block | None:
    """Return the block of a token's content, in places of the note."""
    content = _BLOCK_ID.sub("", token.content).strip()
    box = (_BOX if role == "bullet" else _SIGN).match(content)
    if box:
        content = content[box.end() :]
    skipped = len(token.content) - len(token.content.lstrip())
    first = (token.map or [0])[0] + token.content.count("\n", 0, skipped)
    while content.split("\n", 1)[0].strip() not in page.lines[first][1] and first < page.last:
        first += 1  # the parser leaves out odd blanks in front, with their lines
    rows = _rows(page, content, first)
    plain, marks, seams = plain_of(PARSER, content, page.env)
    if not plain:
        return None
    if box:  # a task that is struck out is done
        marks = tuple(mark for mark in marks if mark.kind != "struck")
    start, end = rows[0][1], rows[-1][1] + len(content) - rows[-1][0]
    placed = composed(seams, rows)
    return Block(role, start, end, plain, depth, page.groups[first], marks, placed)


def _rows(page: Page, content: str, first: int) -> list[tuple[int, int]]:
    """Return where each line of `content` begins, there and in the note."""
    rows = []
    at = 0
    for n, line in enumerate(content.split("\n")):
        start, source = page.lines[min(first + n, page.last)]
        wanted = line.strip() or line
        offset = source.rfind(wanted) if wanted else len(source)
        offset -= len(line) - len(line.lstrip())
        missing = max(-offset, 0)  # blanks that the parser made out of a part of a tab
        rows.append((at + missing, start + max(offset, 0)))
        at += len(line) + 1
    return rows


def _groups(lines: Sequence[tuple[int, str]]) -> list[int]:
    """Return, for each line, how many blank lines come before it."""
    return list(accumulate((not line.strip() for _, line in lines), initial=0))


def _item(page: Page, token: Token, opener: Token) -> None:
    page.depth += 1
    page.fresh = True


def _item_end(page: Page, token: Token, opener: Token) -> None:
    page.depth -= 1
    page.fresh = False


def _code(page: Page, token: Token, opener: Token) -> None:
    first, last = token.map or [0, 0]
    if token.type == "code_block" and _BULLET.match(token.content):
        _indented_list(page, token.content, first)
        return
    if token.type == "fence":
        first += 1
        closed = page.lines[last - 1][1].strip(" \t>").startswith(token.markup)
        last -= closed and last - 1 >= first
    page.blocks.extend(code_blocks(page.lines[first:last], page.depth))


def _math(page: Page, token: Token, opener: Token) -> None:
    """Take a formula in lines of its own, whole and as it is written."""
    first, last = token.map or [0, 0]
    last += token.type == "amsmath"  # whose map ends before its last line
    lines = [(start, line) for start, line in page.lines[first:last] if line.strip()]
    start = lines[0][0] + len(lines[0][1]) - len(lines[0][1].lstrip(" \t>"))
    end = lines[-1][0] + len(lines[-1][1].rstrip())
    plain = spaced(" ".join(" ".join(line.lstrip(" \t>") for _, line in lines).split()))
    page.blocks.append(Block("row", start, end, plain, page.depth))


def _indented_list(page: Page, content: str, first: int) -> None:
    """Take a list that is code by the letter of the law, but only stands too far to the right."""
    tokens = PARSER.parse(content, page.env)
    for inner in tokens:
        if inner.map:
            inner.map = [inner.map[0] + first, inner.map[1] + first]
    _walk(page, tokens)


def _html(page: Page, token: Token, opener: Token) -> None:
    """Take the text that stands between tags; scripts, styles and comments say nothing."""
    if _HIDDEN.match(token.content):
        return
    content = token.content
    rows = list(html_rows(content)) if "<tr" in content.lower() else []
    for row in rows:
        content = (
            content[: row.start]
            + _TAKEN.sub("\0", content[row.start : row.end])
            + content[row.end :]
        )
        _html_row(page, token, row)
    page.header = ()
    first = (token.map or [0])[0]
    for n, line in enumerate(content.split("\n")):
        for piece in filter(None, (part.strip() for part in line.split("\0"))):
            inner = Token("inline", "", 0, content=piece, map=[first + n, first + n + 1])
            block = _block(page, inner, "text", page.depth)
            if block is not None:
                page.blocks.append(block)


def _html_row(page: Page, token: Token, row: HtmlRow) -> None:
    """Take a row of a table in HTML, in places of the note."""
    parts = [plain_of(PARSER, cell, page.env)[:2] for cell in row.cells]
    if row.heads and not page.header:
        page.header = tuple(plain or " " for plain, _ in parts)
        return
    plain, marks = row_of(page.header, parts)
    start, end = (_place(page, token, at) for at in (row.start, row.end))
    if plain:
        page.blocks.append(Block("row", start, end, plain, page.depth, marks=marks))


def _place(page: Page, token: Token, at: int) -> int:
    """Return where in the note a place of a token's content stands."""
    before = token.content[:at]
    begin, source = page.lines[(token.map or [0])[0] + before.count("\n")]
    line = token.content[before.rfind("\n") + 1 :].split("\n", 1)[0]
    return begin + max(source.rfind(line), 0) + at - before.rfind("\n") - 1


def _front(page: Page, token: Token, opener: Token) -> None:
    first, last = token.map or [0, 0]
    page.blocks.extend(front_matter.blocks(page.lines[first + 1 : last - 1], _value))


def _value(value: str) -> tuple[str, tuple[Mark, ...]]:
    """Return a value of the note's head in plain form, with its links."""
    if "[[" in value or "](" in value:
        return plain_of(PARSER, value, {})[:2]
    return value, bare_marks(value)


def _row(page: Page, token: Token, opener: Token) -> None:
    page.cells = []


def _row_end(page: Page, token: Token, opener: Token) -> None:
    cells, page.cells = page.cells or [], None
    if not cells:
        return
    if _BLOCK_ID.fullmatch(cells[0].content) and not any(cell.content for cell in cells[1:]):
        return  # the name of the table, right below it
    parts = [plain_of(PARSER, cell.content.strip(), page.env) for cell in cells]
    if not page.header:
        page.header = tuple(plain or " " for plain, _, _ in parts)
        return
    plain, marks = row_of(page.header, [(plain, marks) for plain, marks, _ in parts])
    start, source = page.lines[(cells[0].map or [0])[0]]
    stripped = source.strip(" \t>")
    begin = start + source.find(stripped)
    if plain:
        page.blocks.append(
            Block("row", begin, begin + len(stripped), plain, page.depth, marks=marks)
        )


def _table_end(page: Page, token: Token, opener: Token) -> None:
    page.header = ()


_TAKERS: dict[str, Callable[[Page, Token, Token], None]] = {
    "inline": _inline,
    "blockquote_open": _quote,
    "blockquote_close": _quote_end,
    "list_item_open": _item,
    "list_item_close": _item_end,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "amsmath": _math,
    "html_block": _html,
    "front_matter": _front,
    "tr_open": _row,
    "tr_close": _row_end,
    "table_close": _table_end,
}

READER = Reader(blocks, title, is_page=True)
