"""The tokens of Markdown, those of its simplest shapes made line by line and without the parser.

Most notes hold little but headings, paragraphs, bullets and fences. For those this makes the very
tokens that markdown-it-py would, in a quarter of the time. A stretch with a line of another shape,
from the heading or outermost bullet before it to the next one, is read by the parser. A property
test holds the two together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 12
"""Bullets within bullets; deeper outlines are the parser's, which knows where nesting ends."""
CODE = 4
"""Columns further in than what it stands under, from which on a line is code or goes on."""
_SAFE = (
    r"(?:[^\W\d_]|[\"'(!/.@{&%,;?\[]|\$(?!\$)|[^\x00-\x7f\s]|`(?!``)|\*\*?(?=[^\s*])|__?(?=[^\s_])"
    r"|[0-9]+(?![0-9]|[.)](?:\s|$)))"
)
"""The beginning of a line that is text, whatever comes before and after it."""
_LINE = re.compile(rf"(?:(?P<sign>[-*+]|(?P<number>[0-9]{{1,2}})[.)])(?P<gap> {{1,2}}))?{_SAFE}")
_HEADING = re.compile(r"(#{1,6}) +([^\s#](?:.*[^\s#])?)\s*")
_BEGINS = re.compile(rf"#{{1,6}} +[^\s#]|[-*+] {{1,2}}{_SAFE}")
"""A line that ends whatever stands before it, unless that is code or the like."""
_FENCE = re.compile(r"(`{3,}|~{3,})[^`~]*")
_RULE = "---"
"""What opens the head of a note, as the first line of it."""
_REFERENCE = "]:"
"""What a note has that explains its links at another place: any line may depend on it."""
_PROBE = "# x"
"""Put after a stretch that the parser reads, to see whether it was over."""
_ITEM, _ITEM_END = Token("list_item_open", "li", 1), Token("list_item_close", "li", -1)
_PARAGRAPH = Token("paragraph_open", "p", 1)
_HEADINGS = {level: Token("heading_open", f"h{level}", 1) for level in range(1, 7)}


class _OtherShape(Exception):
    """A line that only the parser can read."""


@dataclass(slots=True)
class _Walk:
    """Where the walk through the lines stands."""

    parser: MarkdownIt
    env: dict[str, object]
    lines: list[str]
    tokens: list[Token] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    """The column at which the content of each open bullet stands."""
    text: list[str] = field(default_factory=list)
    """The lines of the paragraph that is open."""
    began: int = 0
    """The line on which that paragraph began."""
    begun: tuple[int, int] = (0, 0)
    """The last line at which nothing was open, and how many tokens stood before it."""

    def close_text(self, place: int) -> None:
        """End the paragraph that is open, in front of a line."""
        if self.text:
            self.add(_PARAGRAPH, "\n".join(self.text).strip(), self.began, place)
            self.text.clear()

    def close_items(self, column: int) -> None:
        """End the bullets that a line at this column does not stand under."""
        while self.items and column < self.items[-1]:
            self.items.pop()
            self.tokens.append(_ITEM_END)

    def close(self, place: int) -> None:
        """End everything that is open, in front of a line."""
        self.close_text(place)
        self.close_items(0)
        self.begun = (place, len(self.tokens))

    def add(self, opener: Token, content: str, start: int, end: int) -> None:
        """Add a heading or a paragraph."""
        self.tokens.append(opener)
        self.tokens.append(Token("inline", "", 0, map=[start, end], content=content))


def tokens_of(text: str, parser: MarkdownIt, env: dict[str, object]) -> list[Token]:
    """Return the tokens of a Markdown text, as far as a reader takes them."""
    if "\r" in text or "\0" in text or _REFERENCE in text:
        return parser.parse(text, env)
    walk = _Walk(parser, env, text.split("\n"))
    place, last = 0, len(walk.lines)
    while place < last:
        try:
            place = _take(walk, place)
        except _OtherShape:
            place = _parsed(walk, place)
    walk.close(last - (walk.lines[-1] == ""))
    return walk.tokens


def _parsed(walk: _Walk, place: int) -> int:
    """Let the parser read the stretch around a line, and return the line after the stretch."""
    start, count = walk.begun
    del walk.tokens[count:]
    walk.text.clear()
    walk.items.clear()
    end, step = place if start else max(place, _head_end(walk.lines)), 1
    while True:
        end = _next_beginning(walk.lines, end + step)
        lines = [*([""] if start else []), *walk.lines[start:end]]  # a first line may open a head
        over = end == len(walk.lines)
        tokens = walk.parser.parse("\n".join(lines if over else [*lines, _PROBE]), walk.env)
        if over or _is_heading(tokens, len(lines)):
            break
        step *= 2  # code or a comment goes on: look further, without reading it all too often
    moved = max(start - 1, 0)
    for token in tokens if over else tokens[:-3]:
        if token.map:
            token.map = [token.map[0] + moved, token.map[1] + moved]
        walk.tokens.append(token)
    walk.begun = (end, len(walk.tokens))
    return end


def _head_end(lines: list[str]) -> int:
    """Return the line that closes a head which the first line opens, 0 where there is none.

    Whatever the head holds, the stretch must reach that line for the parser to see a head.
    """
    opened = len(lines[0]) - len(lines[0].lstrip("-"))
    if opened < len(_RULE):
        return 0
    closing = re.compile(rf" {{0,3}}-{{{opened},}}[ \t]*|\.\.\.[ \t]*")
    return next((n for n, line in enumerate(lines) if n and closing.fullmatch(line)), 0)


def _next_beginning(lines: list[str], place: int) -> int:
    while place < len(lines) and not _BEGINS.match(lines[place]):
        place += 1
    return min(place, len(lines))


def _is_heading(tokens: list[Token], line: int) -> bool:
    """Whether a stretch ended before the heading that was put after it."""
    last = tokens[-3] if len(tokens) > 2 else None
    return last is not None and last.type == "heading_open" and last.map == [line, line + 1]


def _take(walk: _Walk, place: int) -> int:
    """Take a line, or a whole fence, and return the number of the next line."""
    line = walk.lines[place]
    stripped = line.lstrip(" \t")
    if not stripped:
        walk.close_text(place)
        return place + 1
    match = _LINE.match(stripped)
    if match is None or (place == 0 and _RULE in line):
        return _other(walk, place)
    white = line[: len(line) - len(stripped)]
    column = len(white.expandtabs(4)) if "\t" in white else len(white)
    if match["sign"]:
        _bullet(walk, place, column, match)
        stripped = stripped[match.end("gap") :]
    elif walk.text:
        if "\t" in white:
            raise _OtherShape
        inner = walk.items[-1] if walk.items else 0
        walk.text.append(" " * (column - inner) + stripped)
        return place + 1
    else:
        walk.close_items(column)
        if column - (walk.items[-1] if walk.items else 0) >= CODE:
            raise _OtherShape
    walk.text.append(stripped)
    walk.began = place
    return place + 1


def _bullet(walk: _Walk, place: int, column: int, match: re.Match[str]) -> None:
    """Open a bullet where its sign stands."""
    inner = walk.items[-1] if walk.items else 0
    goes_on = bool(walk.text) and column >= inner
    if goes_on and (column - inner >= CODE or (match["number"] or "1").lstrip("0") != "1"):
        raise _OtherShape
    if column == 0:
        walk.close(place)
    walk.close_text(place)
    walk.close_items(column)
    if column - (walk.items[-1] if walk.items else 0) >= CODE or len(walk.items) > DEEPEST:
        raise _OtherShape
    walk.items.append(column + match.end("gap"))
    walk.tokens.append(_ITEM)


def _other(walk: _Walk, place: int) -> int:
    """Take a heading or a fence that begins its line."""
    line = walk.lines[place]
    heading = _HEADING.fullmatch(line)
    if heading:
        walk.close(place)
        walk.add(_HEADINGS[len(heading[1])], heading[2].strip(), place, place + 1)
        return place + 1
    fence = _FENCE.fullmatch(line)
    if not fence:
        raise _OtherShape
    closing = re.compile(rf" {{0,3}}{re.escape(fence[1])}{fence[1][0]}*[ \t]*")
    for end in range(place + 1, len(walk.lines)):
        if closing.fullmatch(walk.lines[end]):
            walk.close(place)
            walk.tokens.append(Token("fence", "code", 0, map=[place, end + 1], markup=fence[1]))
            return end + 1
    raise _OtherShape
