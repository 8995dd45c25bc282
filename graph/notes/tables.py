"""Say a row of a table as a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from graph.records import Mark, Span


def row_of(
    header: Sequence[str], cells: Sequence[tuple[str, Sequence[Mark]]]
) -> tuple[str, tuple[Mark, ...]]:
    """Return a row as a person reads it out: its first cell, then each other under its header."""
    text = ""
    marks: list[Mark] = []
    for n, (plain, own) in enumerate(cells):
        if not plain:
            continue
        named = header[n].strip() if n and n < len(header) else ""
        text += ("; " if n > 1 and text else " – " if text else "") + (
            f"{named}: " if named else ""
        )
        if named:
            marks.append(Mark(Span(len(text), len(text) + len(plain)), "property", named))
        marks += [
            Mark(Span(m.span.start + len(text), m.span.end + len(text)), m.kind, m.target)
            for m in own
        ]
        text += plain
    return text, tuple(marks)
