"""Read tables of commas or tabs: each row as a person reads it out, under the first one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from graph.notes.inline import bare_marks, spaced
from graph.notes.outline import Block, Reader, lines_of
from graph.notes.tables import row_of

CUT = re.compile(r"<!-- read to row (\d+) of (\d+) -->")
"""Stands where a sheet of a workbook was cut; it is no fact."""
MOST_ROWS = 5_000
"""Rows that are read; a longer table is data for a program, and would drown the notes."""
SAMPLE = 8_192
"""Characters by which the sign between cells is told."""
SIGNS = ",;\t|"


def blocks(text: str) -> list[Block]:
    """Return a block for each row of a table but the first, which heads the others."""
    header: tuple[str, ...] = ()
    found: list[Block] = []
    for start, end, cells in _rows(text):
        plains = [spaced(" ".join(cell.split())) for cell in cells]
        if not header:
            header = tuple(plain or " " for plain in plains)
            continue
        plain, marks = row_of(header, [(one, bare_marks(one)) for one in plains])
        if plain.strip():
            found.append(Block("row", start, end, plain, marks=marks))
    return found


def _rows(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield each row with its place; one may go on over several lines."""
    lines = lines_of(text)
    reader = csv.reader((line + "\n" for _, line in lines), delimiter=_sign(text))
    first = 0
    while first < MOST_ROWS:
        try:
            cells = next(reader)
        except (StopIteration, csv.Error):
            return
        while first < reader.line_num and not lines[first][1].strip():
            first += 1
        last = lines[min(reader.line_num, len(lines)) - 1]
        if any(cell.strip() for cell in cells):
            start, line = lines[first]
            begin = start + len(line) - len(line.lstrip())
            yield begin, last[0] + len(last[1].rstrip()), cells
        first = reader.line_num


def _sign(text: str) -> str:
    """Return the sign between cells: the one that the first line has most of."""
    head = text[:SAMPLE].lstrip().split("\n", 1)[0]
    return max(SIGNS, key=head.count)


def title(text: str) -> str:
    """Return nothing: a table has no title of its own."""
    return ""


READER = Reader(blocks, title, is_page=True)
