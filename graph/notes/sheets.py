"""Read workbooks, and the rows of any sheet, as tables of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graph.notes.delimited import MOST_ROWS

MOST = 256
"""Columns of a sheet that are read."""
LABEL = 3
"""Words of a label beside its value."""
_YEAR = re.compile(r"(?:19|20)\d\d")
FIGURES = re.compile(r"[-+−(]?[$€£]?\d[\d.,'’ ]*%?\)?")


def workbook(file: Path) -> Iterator[str]:
    """Yield the sheets of a workbook, each table under the row that heads its columns."""
    from openpyxl import load_workbook

    for sheet in load_workbook(file, data_only=True).worksheets:
        last = {"max_row": min(sheet.max_row, MOST_ROWS), "max_col": min(sheet.max_column, MOST)}
        rows = [[_cell(one) for one in row] for row in sheet.iter_rows(values_only=True, **last)]
        for area in sheet.merged_cells.ranges:
            across = slice(area.min_col - 1, area.max_col)
            for row in rows[area.min_row - 1 : area.max_row]:
                row[across] = rows[area.min_row - 1][across][:1] * len(row[across])
        yield f"\n\n## {sheet.title}\n"
        yield from tables([["" for _ in row] for row in rows[:1]] + rows)
        end = max(
            (row for (row, _), cell in sheet._cells.items() if cell.value is not None), default=0
        )
        yield f"\n<!-- read to row {MOST_ROWS} of {end} -->\n" if end > MOST_ROWS else ""


def _cell(value: object) -> str:
    said = f"{value:.15g}" if isinstance(value, float) else "" if value is None else str(value)
    return " ".join(said.removesuffix(" 00:00:00").split()).replace("|", "\\|")


def tables(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows of a sheet as tables of Markdown, what stands alone in a row between them.

    Rows that no row heads, since the first has a figure itself, are lines.
    """
    widest = max((sum(map(bool, row)) for row in rows), default=0)
    header: Sequence[str] = ()
    is_open = is_used = True
    for above, row, below in zip(rows, rows[1:], [*rows[2:], ()], strict=False):
        said = list(filter(None, row))
        alone = len(said) < 2 or (len(set(said)) == 1 and not FIGURES.fullmatch(said[0]))
        if alone or (not header and 2 * len(said) < widest):
            yield f"\n\n{' – '.join(dict.fromkeys(said))}\n" if said else ""
            is_open = is_open and not said
        elif _heads(said) and (
            not header or not (any(above) or not any(map(FIGURES.fullmatch, below)))
        ):
            yield "" if is_used else f"\n{line(filter(None, header))}\n"
            header, is_open, is_used = row, False, False
        elif header:
            yield "" if is_open else f"\n{_row(header)}{_row(['---'] * len(header))}"
            yield _row(row)
            is_open = is_used = True
        else:
            yield f"\n\n{line(said)}\n"
    yield "" if is_used else f"\n{line(filter(None, header))}\n"


def _heads(said: Sequence[str]) -> bool:
    """Tell whether cells can head columns: none is a figure, or those that are are years."""
    figures = list(filter(FIGURES.fullmatch, said))
    return not figures or (len(figures) > 1 and all(map(_YEAR.fullmatch, figures)))


def line(cells: Iterable[str]) -> str:
    """Return what cells say by themselves: a label and its value, or one after the other."""
    first, *others = cells
    is_label = len(others) == 1 and len(first.split()) <= LABEL
    return f"{first.removesuffix(':')}: {others[0]}" if is_label else " – ".join([first, *others])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
