"""What a reader makes of a note: its blocks in order, each with its place in the outline."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.records import Mark, Span

Role = Literal["heading", "bullet", "text", "row", "code", "property"]

Seam = tuple[int, int]
"""A place in one text and the place in another from which on the two run alike."""
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, bullet, paragraph, row or piece of code; `start` and `end` are in the note."""

    role: Role
    start: int
    end: int
    plain: str
    depth: int = 0
    """Of a heading its level from 1; of anything else in how many bullets it stands."""
    group: int = 0
    """Counts the stretches of a list that blank lines part."""
    marks: tuple[Mark, ...] = ()
    seams: tuple[Seam, ...] = ()
    """(place in `plain`, place in the note) wherever the two part ways; both rise."""

    def source(self, place: int) -> int:
        """Return where in the note the character at `place` of `plain` stands."""
        if not self.seams:
            return self.start + place
        index = bisect_right(self.seams, place, key=_first) - 1
        plain, note = self.seams[max(index, 0)]
        return note + place - plain


@dataclass(frozen=True, slots=True)
class Reader:
    """How notes of one format are read."""

    blocks: Callable[[str], list[Block]]
    title: Callable[[str], str]
    """The title that the note gives itself, or an empty string."""
    is_page: bool = False
    """Whether a file is a page, its name the name of what all of it is about."""
    text: Callable[[bytes], str] | None = None
    """What makes the note's text of the file's bytes, where that is more than decoding."""


def headed(block: Block) -> Block:
    """Return a block that heads what stands under it, whatever its words."""
    whole = Mark(Span(0, len(block.plain)), "heading")
    return Block(
        block.role, block.start, block.end, block.plain, block.depth, block.group,
        (whole, *block.marks), block.seams,
    )  # fmt: skip


def composed(seams: Sequence[Seam], rows: Sequence[Seam]) -> tuple[Seam, ...]:
    """Return seams from a text to a note, given those to a content and those of the content."""
    if len(rows) == 1:
        base = rows[0][1]
        return tuple((plain, base + at) for plain, at in seams)
    placed = []
    for n, (plain, at) in enumerate(seams):
        before = [row for row in rows if row[0] <= at]
        row = before[-1]
        placed.append((plain, row[1] + at - row[0]))
        last = seams[n + 1][0] if n + 1 < len(seams) else None
        for content, source in rows[len(before) :]:
            inside = plain + content - at
            if last is not None and inside >= last:
                break
            placed.append((inside, source))
    return tuple(placed)


def line_starts(text: str) -> list[int]:
    r"""Return where each line begins; only \n, \r\n and a lone \r end a line."""
    return [0, *(match.end() for match in _LINE_BREAK.finditer(text))]


def lines_of(text: str) -> list[tuple[int, str]]:
    """Return each line with its place, without its line break."""
    lines = []
    start = 0
    for match in _LINE_BREAK.finditer(text):
        lines.append((start, text[start : match.start()]))
        start = match.end()
    lines.append((start, text[start:]))
    return lines


def _first(pair: Seam) -> int:
    return pair[0]
