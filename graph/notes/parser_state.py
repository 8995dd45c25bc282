"""The blocks of a note while its lines are still being gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from graph.notes.code import code_blocks
from graph.notes.outline import Block, Role, Seam, composed, lines_of
from graph.notes.tables import row_of
from graph.records import Mark

Marked = tuple[str, tuple[Mark, ...], list[Seam]]
"""A line in plain form, its marks, and the seams between the two."""

BARE_LEVEL = 2
"""Of a heading without marks: below an underlined title, beside every other such heading."""


@dataclass(slots=True)
class Line:
    """One line that is not blank: its text from `start` to `end` and where it stands."""

    start: int
    end: int
    column: float
    text: str


@dataclass(slots=True)
class FactDraft:
    """A block that may still grow by lines."""

    role: Role
    lines: list[Line]
    depth: int
    group: int
    after_blank: bool
    level: int = 0
    """Of a heading, from 1."""
    column: float = 0
    bare: bool = False
    """Whether only its indentation makes it a bullet."""


@dataclass(slots=True)
class Level:
    """An open bullet: what stands further right belongs to it."""

    column: float
    marked: bool
    numbered: bool
    asks: bool = False
    """Whether it is a question, with the letter Q in front."""


@dataclass(slots=True)
class ParserState:
    """The drafts so far and the bullets that are open."""

    width: int = 0
    """Columns of the longest line of the note, addresses left out."""
    drafts: list[FactDraft] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    group: int = 0
    blank: bool = True
    """Whether the line before was blank, or there is none."""

    def add(self, role: Role, line: Line) -> None:
        """Begin a new block with a line."""
        self.drafts.append(
            FactDraft(role, [line], len(self.levels), self.group, self.blank, column=line.column)
        )
        self.blank = False

    def close(self, column: float) -> None:
        """Close the bullets that stand at `column` or further right."""
        while self.levels and self.levels[-1].column >= column:
            self.levels.pop()


@dataclass(slots=True)
class Walk:
    """A note of a format with a sign before each line while its lines are walked."""

    lines: Sequence[tuple[int, str]]
    marked: Callable[[str, Role], Marked]
    """Reads what stands inside a line."""
    blocks: list[Block] = field(default_factory=list)
    items: list[float | str] = field(default_factory=list)
    """The column or the sign of each open item."""
    text: list[Line] = field(default_factory=list)
    """The lines of the paragraph or item that is open."""
    role: Role = "text"
    group: int = 0
    blank: bool = True
    """Whether a blank line stands right above."""
    declared: list[str] = field(default_factory=list)
    """Words that the note itself declares to be the states of tasks."""
    header: tuple[str, ...] | None = None
    """The cells of the open table's header; None outside of tables."""

    def close(self) -> None:
        """End the open paragraph or item."""
        lines, role = self.text, self.role
        self.text, self.role = [], "text"
        content = " ".join(line.text for line in lines)
        plain, marks, seams = self.marked(content, role) if content else ("", (), [])
        if not plain:
            return
        rows, at = [], 0
        for line in lines:
            rows.append((at, line.start))
            at += len(line.text) + 1
        start, end, depth = lines[0].start, lines[-1].end, len(self.items)
        placed = composed(seams, rows)
        self.blocks.append(Block(role, start, end, plain, depth, self.group, marks, placed))

    def head(self, level: int, at: int, words: str) -> None:
        """Add a heading that stands at `at`, and end what is open."""
        self.close()
        self.items.clear()
        self.header = None
        plain, marks, seams = self.marked(words, "heading")
        if plain:
            end, placed = at + len(words), composed(seams, [(0, at)])
            self.blocks.append(Block("heading", at, end, plain, level, self.group, marks, placed))

    def row(self, start: int, end: int, cells: Iterable[str], *, heads: bool) -> None:
        """Add a row of a table, or keep it as what heads the columns of the others."""
        said = [self.marked(cell, "row")[:2] for cell in cells]
        if heads:
            self.header = tuple(plain or " " for plain, _ in said)
            return
        plain, marks = row_of(self.header or (), said)
        if plain:
            self.blocks.append(Block("row", start, end, plain, len(self.items), marks=marks))

    def code(self, place: int, is_end: Callable[[str], bool], *, keeps: bool) -> int:
        """Take the code below a line up to its end, and return the number of the next line.

        Code that has no end is read as text; what is not to be kept is passed over.
        """
        for number in range(place + 1, len(self.lines)):
            if is_end(self.lines[number][1].strip()):
                if keeps:
                    self.blocks += code_blocks(self.lines[place + 1 : number], len(self.items))
                return number + 1
        return place + 1


def walked(
    text: str, marked: Callable[[str, Role], Marked], take: Callable[[Walk, int], int]
) -> list[Block]:
    """Return the blocks of a text; `take` takes some lines and returns the number of the next."""
    walk = Walk(lines_of(text), marked)
    place = 0
    while place < len(walk.lines):
        place = take(walk, place)
    walk.close()
    return walk.blocks
