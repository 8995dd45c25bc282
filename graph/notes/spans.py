"""Parse the inside of a Markdown block, and know where in the note each character came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from graph.notes.inline import bare_marks, spaced
from graph.notes.wiki import BAR
from graph.records import Mark, MarkKind, Span

SPECIAL = re.compile(r"[\\`*_\[<&]|~~|==|\{\{|\(\(|%%|\ue002")
_SIMPLE = re.compile(
    r"(?<!`)`(?P<code>[^`\s](?:[^`]*[^`\s])?)`(?!`)"
    r"|(?<!\*)\*\*(?P<bold>[A-Za-z0-9](?:[^\\`*_\[\]<&]*[A-Za-z0-9])?)\*\*(?!\*)"
    r"|(?<!!)\[(?P<link>[^\\`*_\[\]<&\s!^][^\\`*_\[\]<&!]*)\]"
    r"\((?P<target>(?!//)(?:https?://[a-z0-9.-]+/)?[A-Za-z0-9/._?=#-]+)\)"
    r"|(?<!!)\[\[(?P<page>[^\\`*_\[\]<&\s|#](?:[^\\`*_\[\]<&\n|#]*[^\\`*_\[\]<&\s|#])?)\]\]"
)
"""Marks that mean the same wherever they stand, and whose inside holds no others."""
_BROKEN = re.compile(r"\s\n|\n\s")
"""A line break with blanks at it, which are no part of the text."""
_FILE_NAME = re.compile(r"\.\w{2,4}\s*$|^(?:image|img|screenshot|picture)?\s*$", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class PlacedState(StateInline):
    """The parser's own state, which also notes at which place every token was made."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Make a token and note its place; signs pushed in a run stand one after the other."""
        before = self.tokens[-1] if self.tokens else None
        token = super().push(ttype, tag, nesting)
        at = self.pos
        if ttype == "text" and before is not None and before.meta["at"] >= self.pos:
            at = before.meta["at"] + 1
        token.meta = {"at": at}
        return token

    def pushPending(self) -> Token:
        """Make a token of the text so far and note where that text began."""
        token = super().pushPending()
        start = self.pos - len(token.content)
        if not self.src.startswith(token.content, max(start, 0)):
            start = max(self.src.rfind(token.content, 0, self.pos), 0)
        token.meta = {"at": start}
        return token


@dataclass(slots=True)
class Plain:
    """Plain text while it is put together: its parts, its seams with the source, its marks."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    seams: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    opened: list[tuple[int, str]] = field(default_factory=list)
    is_parted: bool = False
    """Whether something was left out right before what is added next."""

    def add(self, text: str, at: int) -> None:
        """Add characters that stand at `at` in the source."""
        if self.is_parted and text[:1] == " " and (not self.parts or self.parts[-1][-1] == " "):
            text, at = text[1:], at + 1  # what stood between two blanks leaves one
        self.is_parted = False
        if text:
            self.seams.append((self.length, at))
            self.parts.append(text)
            self.length += len(text)

    def open(self, target: str = "") -> None:
        """Begin a mark here."""
        self.opened.append((self.length, target))

    def close(self, kind: MarkKind) -> None:
        """End the mark begun last."""
        start, target = self.opened.pop()
        if start < self.length:
            self.marks.append(Mark(Span(start, self.length), kind, target))


def plain_of(
    parser: MarkdownIt, content: str, env: dict[str, object]
) -> tuple[str, tuple[Mark, ...], list[tuple[int, int]]]:
    """Return plain text, marks, and seams between the plain text and `content`."""
    broken = _BROKEN.search(content) is not None
    if not (broken or SPECIAL.search(content) or content[:1].isspace()):
        plain = spaced(content)
        return plain, bare_marks(plain), [(0, 0)]
    made = Plain()
    if broken or not (_only_code(content, made) or _only_simple(content, made)):
        _parse(parser, content, env, made)
    return finished(made)


def _only_code(content: str, made: Plain) -> bool:
    """Read a content whose one kind of mark is `code`, by far the most frequent, without parser."""
    parts = content.split("`")
    if len(parts) % 2 == 0 or "" in parts[1::2] or SPECIAL.search(" ".join(parts[::2])):
        return False
    if any(part[0].isspace() for part in parts[1::2]) or "" in parts[2:-1:2]:
        return False
    at = 0
    for number, part in enumerate(parts):
        if number % 2:
            made.open()
        made.add(part, at)
        if number % 2:
            made.close("code")
        at += len(part) + 1
    return True


def _only_simple(content: str, made: Plain) -> bool:
    """Read a content whose marks are simple ones, beside each other, without parser."""
    marks = list(_SIMPLE.finditer(content))
    if not marks:
        return False
    ends = [0, *(mark.end() for mark in marks)]
    between = [content[end : mark.start()] for end, mark in zip(ends, marks, strict=False)]
    rest = content[ends[-1] :]
    inner = [mark["link"] or mark["page"] or mark["bold"] or "" for mark in marks]
    if SPECIAL.search("\n".join([*between, *inner, rest])):
        return False
    for before, end, mark in zip(between, ends, marks, strict=False):
        group = "link" if mark["link"] else "page" if mark["page"] else str(mark.lastgroup)
        made.add(before, end)
        made.open(mark["target"] or mark["page"] or "")
        made.add(mark[group], mark.start(group))
        made.close(_KINDS[group])
    made.add(rest, ends[-1])
    return True


def _parse(parser: MarkdownIt, content: str, env: dict[str, object], made: Plain) -> None:
    state = PlacedState(content, parser, env, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    depths = list(accumulate(_STRUCK.get(token.type, 0) for token in state.tokens))
    said = (at for at, token in enumerate(state.tokens) if re.search(r"\w", token.content))
    keeps = any(depths) and all(depths[at] for at in said)  # nothing else would be left
    made.open()
    for token, struck in zip(state.tokens, depths, strict=True):
        if keeps or not struck:
            _take(token, token.meta["at"], content, made)
    if keeps:
        made.close("struck")


def finished(made: Plain) -> tuple[str, tuple[Mark, ...], list[tuple[int, int]]]:
    """Trim the plain text and add the marks that need no sign."""
    whole = spaced("".join(made.parts)).replace(BAR, "|")
    plain = whole.strip()
    cut = len(whole) - len(whole.lstrip())
    marks = [m for m in (_shifted(mark, cut, len(plain)) for mark in made.marks) if m]
    links = [m.span for m in marks if m.kind in ("link", "code")]
    for mark in bare_marks(plain):
        if not any(s.start < mark.span.end and mark.span.start < s.end for s in links):
            marks.append(mark)
    marks.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    seams = [(max(place - cut, 0), at + max(cut - place, 0)) for place, at in made.seams]
    return plain, tuple(marks), seams or [(0, 0)]


def _shifted(mark: Mark, cut: int, length: int) -> Mark | None:
    start, end = max(mark.span.start - cut, 0), min(mark.span.end - cut, length)
    return Mark(Span(start, end), mark.kind, mark.target) if start < end else None


def _take(token: Token, at: int, content: str, made: Plain) -> None:
    """Add what one token says to the plain text."""
    kind = token.type
    if kind == "text" or kind == "text_special":
        made.add(token.content, at)
    elif kind == "s_close":
        made.is_parted = True
    elif kind in ("softbreak", "hardbreak"):
        made.add(" ", at)
    elif kind == "code_inline":
        _code(token, at, content, made)
    elif kind == "image":
        _picture(token, max(content.find(token.content, at), at), made)
    elif kind == "html_inline" and _BREAK.fullmatch(token.content):
        made.add(" ", at)
    elif kind in _MARKS:
        _MARKS[kind](made, token)


def _code(token: Token, at: int, content: str, made: Plain) -> None:
    start = at + len(token.markup)
    if not content.startswith(token.content[:1], start):
        start += 1
    elif len(token.content.strip()) and content[start : start + 1].isspace():
        start += content[start : start + len(token.content) + 1].find(token.content[:1])
    made.open()
    made.add(token.content, start)
    made.close("code")


def _picture(token: Token, at: int, made: Plain) -> None:
    """Add what a picture is said to show, unless that is only the name of a file."""
    if not _FILE_NAME.search(token.content):
        made.open(str(token.attrs.get("src", "")))
        made.add(token.content.replace("\n", " "), at)
        made.close("link")


def _open_link(made: Plain, token: Token) -> None:
    made.open(str(token.attrs.get("href", "")))


def _open(made: Plain, token: Token) -> None:
    made.open()


def _close(kind: MarkKind, made: Plain, token: Token) -> None:
    made.close(kind)


_STRUCK = {"s_open": 1, "s_close": -1}
_KINDS: dict[str, MarkKind] = {"code": "code", "bold": "bold", "link": "link", "page": "link"}
_MARKS: dict[str, Callable[[Plain, Token], None]] = {
    "strong_open": _open,
    "strong_close": partial(_close, "bold"),
    "link_open": _open_link,
    "link_close": partial(_close, "link"),
}
