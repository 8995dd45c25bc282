"""Find the rows of a table that stands as HTML in a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ROW = re.compile(
    r"<tr\b[^>]*>(?P<cells>.*?)(?:</tr\s*>|(?=<tr\b|</table|</tbody)|\Z)", re.I | re.S
)
_CELL = re.compile(
    r"<(?P<kind>t[hd])\b[^>]*>(?P<says>.*?)(?=</?(?:t[hdr]|table|tbody)\b|\Z)", re.I | re.S
)


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
    for row in _ROW.finditer(text):
        cells = list(_CELL.finditer(row["cells"]))
        says = tuple(" ".join(cell["says"].split()) for cell in cells)
        heads = bool(cells) and all(cell["kind"].lower() == "th" for cell in cells)
        yield HtmlRow(row.start(), row.end(), says, heads)
