"""Find the rows of a table that stands as HTML in a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Cell = TypeVar("Cell")

_ROW = re.compile(
    r"<tr\b[^>]*>(?P<cells>.*?)(?:</tr\s*>|(?=<tr\b|</table|</tbody)|\Z)", re.I | re.S
)
_CELL = re.compile(
    r"<(?P<kind>t[hd])\b(?P<has>[^>]*)>(?P<says>.*?)(?=</?(?:t[hdr]|table|tbody)\b|\Z)", re.I | re.S
)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?(\d{1,2})", re.I)
MOST_SPANNED = 50
"""Rows or columns that a cell reaches over; more are a fault of the page."""


@dataclass(frozen=True, slots=True)
class HtmlRow:
    """A row, its place in the text, and what its cells hold."""

    start: int
    end: int
    cells: tuple[str, ...]
    heads: bool
    """Whether all its cells head the ones below."""


def html_rows(text: str) -> Iterator[HtmlRow]:
    """Yield the rows of the tables in a text, in order."""
    rows = list(_ROW.finditer(text))
    cells = [list(_CELL.finditer(row["cells"])) for row in rows]
    spread = merged([[(one, _span(one["has"])) for one in own] for own in cells])
    for row, own, every in zip(rows, cells, spread, strict=True):
        says = tuple(" ".join(cell["says"].split()) for cell in every)
        heads = bool(own) and all(cell["kind"].lower() == "th" for cell in own)
        yield HtmlRow(row.start(), row.end(), says, heads)


def _span(attributes: str) -> tuple[int, int]:
    given = {name.lower(): int(number) for name, number in _SPAN.findall(attributes)}
    return given.get("row", 1), given.get("col", 1)


def merged(
    rows: Iterable[Sequence[tuple[Cell, tuple[int, int]]]],
) -> Iterator[list[Cell]]:
    """Yield the cells of each row, one that reaches over rows or columns in each of them.

    Each cell is given with how many rows and columns it takes. One alone in its row is a title.
    """
    above: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        own: dict[int, Cell] = {at: cell for at, (cell, left) in above.items() if left}
        above = {at: (cell, left - 1) for at, (cell, left) in above.items() if left > 1}
        at, alone = 0, len(row) + len(own) == 1
        for cell, (down, across) in row:
            for _ in range(1 if alone else min(across, MOST_SPANNED)):
                while at in own:
                    at += 1
                own[at] = cell
                if down > 1:
                    above[at] = (cell, min(down, MOST_SPANNED) - 1)
        yield [own[place] for place in sorted(own)]
