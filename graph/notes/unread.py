"""What is said of the files among the notes whose format is not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

PANDOC = "convert them to Markdown, for example with pandoc"
TEXT = "save their text as .txt"
WOULD_READ = {
    **dict.fromkeys((".tex", ".odt", ".rtf", ".textile", ".mediawiki"), PANDOC),
    **dict.fromkeys((".doc", ".ppt", ".xls"), TEXT),
}
"""By ending, what makes a format one that is read; a format that READERS gains goes here."""
MOST_ENDINGS = 8
"""Told one by one; of the rest only the number is."""


def unread_lines(unread: Mapping[str, int]) -> Iterator[str]:
    """Yield how many files of which ending are not read, the most first, and what would help."""
    from graph.notes.formats import READERS

    counts = {ending: n for ending, n in unread.items() if ending not in READERS}
    ranked = sorted(counts, key=lambda ending: (-counts[ending], ending))
    for ending in ranked[:MOST_ENDINGS]:
        advice = WOULD_READ.get(ending, "")
        kind = ending or "without an ending"
        yield f"{counts[ending]} {kind}: not read" + (f"; {advice}" if advice else "")
    rest = ranked[MOST_ENDINGS:]
    if rest:
        files = sum(counts[ending] for ending in rest)
        yield f"{files} of {len(rest)} other endings: not read"
