"""Tables: one whose columns are what a question compares, and rows by what stands in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.answers.english import content_terms
from graph.answers.question import Question
from graph.answers.ranked_query import RankedQuery
from graph.records import Fact

LOOKED_AT = 10
"""Ranked facts of which a row brings in its table."""
_MARKS = re.compile(r"[*_`]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the notes: its rows as facts."""

    rows: tuple[Fact, ...]
    side: str = ""
    """What its first column is called, where that is one of the sides."""

    def said(self, row: Fact) -> str:
        """Return a row as it reads alone, each side with its name."""
        return f"{self.side}: {row.plain}" if self.side else row.plain


def table_of(finding: RankedQuery, sides: Sequence[Question]) -> Table | None:
    """Return the table that compares two sides, if a row of one is among the best facts."""
    rows = (one.reading.fact for one in finding.ranked[:LOOKED_AT])
    for row in (fact for fact in rows if fact.text.startswith("|")):
        first, header = header_of(finding, row)
        places = [_column(finding, side, header) for side in sides]
        if None in places or len(set(places)) < len(places):
            continue
        return Table(rows_of(finding, row, first), header[0] if 0 in places else "")
    return None


def rows_of(finding: RankedQuery, row: Fact, first: int) -> tuple[Fact, ...]:
    """Return all rows of the table of one, which begins on the line `first`."""
    facts = finding.corpus.index.facts_of(row.path)
    own = [f for f in facts if f.text.startswith("|") and f.context == row.context]
    return _unbroken([f for f in own if f.line >= first])


def header_of(finding: RankedQuery, row: Fact) -> tuple[int, tuple[str, ...]]:
    """Return the line on which the table of a row begins, and the cells of its head."""
    lines = finding.corpus.index.lines(row.path, 1, row.line)
    first = row.line
    while first > 1 and lines[first - 2][1].lstrip().startswith("|"):
        first -= 1
    return first, cells_of(lines[first - 1][1])


def cells_of(line: str) -> tuple[str, ...]:
    """Return the cells of a line of a table, without marks of bold or code."""
    return tuple(cell.strip() for cell in _MARKS.sub("", line).strip().strip("|").split("|"))


def _column(finding: RankedQuery, side: Question, header: Sequence[str]) -> int | None:
    """Return the column that is headed by a side, under any of its names."""
    concepts = (finding.corpus.concept(one) for one in side.asked)
    names = [side.text, *(name for one in concepts if one for name in (one.name, *one.aliases))]
    wanted = [words for name in names if (words := set(content_terms(name)))]
    for place, cell in enumerate(header):
        has = set(content_terms(cell))
        if any(words <= has for words in wanted):
            return place
    return None


def _unbroken(rows: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return rows up to the first line that is none: there the table ends."""
    return tuple(row for place, row in enumerate(rows) if row.line == rows[0].line + place)
