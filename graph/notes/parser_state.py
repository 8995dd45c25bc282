"""The blocks of a plain text while its lines are still being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.notes.outline import Role

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
