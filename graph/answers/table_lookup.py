"""Rows of a table by what stands in one of its columns: "which need no permission?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.answers.composed_answer import LONGEST_LIST, ComposedAnswer, joined
from graph.answers.english import content_terms
from graph.answers.ranked_query import RankedQuery
from graph.answers.tabled import cells_of, header_of, rows_of
from graph.records import Fact

LOOKED_AT = 5
"""Ranked facts of which a row brings in its table."""
LEAST_ROWS = 2
_ASKS_FOR_ROWS = re.compile(r"\W*(?:which|what|list|name|all|show)\b", re.IGNORECASE)
_NO = frozenset(["no", "none", "n", "-", "–", "—", "0", "false", "never", "✗", "✘", "❌"])
_YES = frozenset(["yes", "y", "true", "always", "✓", "✔", "✅", "x"])
_LACKS = re.compile(
    r"\b(?:without(?: (?:an?|any|the))?|no|"
    r"(?:do|does|need)(?:n['’]t| not) (?:(?:need|have|require)\w* )?"
    r"(?:an?|any)?)\W*$",
    re.IGNORECASE,
)
"""How a question goes on to the name of a column whose answer is to be no."""
_HAS = re.compile(
    r"\b(?:with|needs?|requires?|has|have|having)(?: (?:an?|the))?\W*$", re.IGNORECASE
)
"""The same of one whose answer is to be yes."""


def matching_rows(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the rows that have in a column what the question says of it; None where none do.

    The question names the column, and either what stands there ("which hosts are on VLAN 30?") or
    whether it is to be yes or no ("which can be built without permission?").
    """
    text = finding.question.text
    if not _ASKS_FOR_ROWS.match(text):
        return None
    facts = (one.reading.fact for one in finding.ranked[:LOOKED_AT])
    row = next((fact for fact in facts if fact.text.startswith("|")), None)
    if row is None:
        return None
    first, header = header_of(finding, row)
    rows = [(fact, cells_of(fact.text)) for fact in rows_of(finding, row, first)]
    whole = [(fact, cells) for fact, cells in rows if len(cells) == len(header)]
    if len(whole) < LEAST_ROWS:
        return None
    for place, before in _columns(text, header):
        column = [cells[place].lower() for _, cells in whole]
        found = _said(text, header[place], before, column)
        if 0 < len(found) < len(whole):
            return _draft([whole[n] for n in found], header[place], place)
    return None


def _columns(text: str, header: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the columns, but the first, that a question names, with its words before the name."""
    for place, name in enumerate(header[1:], start=1):
        found = re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE) if name else None
        if found:
            yield place, text[: found.start()]


def _said(text: str, name: str, before: str, column: Sequence[str]) -> list[int]:
    """Return the places in a column at which stands what the question says of it."""
    if {*_NO, *_YES} & set(column):
        wanted = _NO if _LACKS.search(before) else _YES if _HAS.search(before) else frozenset()
        return [n for n, cell in enumerate(column) if cell in wanted]
    asked = set(content_terms(text)) - set(content_terms(name))
    exact = [
        n
        for n, cell in enumerate(column)
        if cell
        and re.search(rf"\b{re.escape(name)}\W+{re.escape(cell)}(?!\w)", text, re.IGNORECASE)
    ]
    return exact or [
        n for n, cell in enumerate(column) if (own := set(content_terms(cell))) and own <= asked
    ]


def _draft(rows: Sequence[tuple[Fact, tuple[str, ...]]], name: str, place: int) -> ComposedAnswer:
    items = [f"{cells[0]} – {name}: {cells[place]}" for _, cells in rows]
    return ComposedAnswer(joined(items, most=LONGEST_LIST), tuple(fact for fact, _ in rows))
