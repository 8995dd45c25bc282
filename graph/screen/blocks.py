"""What the reading column is made of: cards, groups and rows, as plain records.

Python says what stands where; the browser draws every `text` as text, never as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from graph.records import Fact, Span

Tone = Literal["plain", "similar", "near"]
Deed = Literal["pick", "ask", "about", "keep", "drop", "leave", "visit", "forget", "enter", "note"]
CRUMB = " › "
SHOWN = 5
"""Rows of a group before "show all": five can be read at one look."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a strong one is what the answer is about."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A small button: what it says, and what it does."""

    label: str
    deed: Deed
    value: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, and what is picked by it."""

    key: str
    pieces: tuple[Piece, ...] = ()
    name: str = ""
    crumb: str = ""
    line: int = 0
    label: str = ""
    """Why it is here, or how it was found."""
    fact: str = ""
    node: str = ""
    edge: str = ""
    kind: str = ""
    question: str = ""
    """What a click asks, where the row is a question."""
    about: str = ""
    """Whose card a click opens, where the row is a thing."""
    visit: str = ""
    """The address that a click goes to, where the row is a kept view."""
    enter: str = ""
    """The folder that a click goes into, where the row is one."""
    why: tuple[str, ...] = ()
    """Why it is here, in words."""
    numbers: tuple[tuple[str, float], ...] = ()
    """The parts of its score, shown on demand."""
    cloze: str = ""
    """The words to be remembered, where the row is a question to learn by."""
    deeds: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]
    count: int = 0
    note: str = ""
    tone: Tone = "plain"
    shown: int = SHOWN
    """Rows before "show all"; none where the whole group is off at first."""
    is_group: Literal["yes"] = "yes"


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """The answer itself, above the lists."""

    kicker: str
    headline: tuple[Piece, ...] = ()
    quotes: tuple[Row, ...] = ()
    before: str = ""
    after: str = ""
    hedge: str = ""
    """Stands before what is only the nearest that the notes say."""
    remarks: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """One respect in which two things are compared; a side that says nothing of it is empty."""

    title: str
    left: tuple[Row, ...] = ()
    right: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Two things side by side."""

    left: str
    right: str
    aspects: tuple[Aspect, ...]
    is_columns: Literal["yes"] = "yes"


Block = AnswerCard | Group | Columns


def drawable(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return the blocks as the browser reads them."""
    return [asdict(block) for block in blocks]


def crumb_of(fact: Fact) -> str:
    """Return where a fact stands: its file and the path of headings and bullets."""
    return CRUMB.join((fact.path, *fact.context))


def pieces_of(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the text cut so that the spans are strong; spans that overlap are joined."""
    pieces: list[Piece] = []
    at = 0
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        pieces += [Piece(text[at:start]), Piece(text[start:end], strong=True)]
        at = end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def spans_of(words: str, text: str) -> list[Span]:
    """Return where `words` stand in `text`, whatever their case; the first time only.

    Inside a longer word or number they do not: "no" is not said by "not".
    """
    folded = text.casefold()
    if not words or len(folded) != len(text):
        return []
    found = re.search(rf"(?<![a-z0-9]){re.escape(words.casefold())}(?![a-z0-9])", folded)
    return [Span(*found.span())] if found else []


def row_of(fact: Fact, *, spans: Sequence[Span] = (), label: str = "", name: str = "") -> Row:
    """Return a fact as a row of a list."""
    return Row(
        key=fact.id,
        pieces=pieces_of(fact.plain, spans),
        name=name,
        crumb=crumb_of(fact),
        line=fact.line,
        label=label,
        fact=fact.id,
    )
