"""Full text at a size: writing, packing, asking the packed words and FTS5 itself."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from embeddings import FullText
from embeddings.bm25 import Packed, Part
from embeddings.postings import COLUMNS, packed
from tests.benchmarks.made_notes import made_lines, made_questions
from tests.benchmarks.measuring import Figure, clock, milliseconds, spread_of

QUESTIONS = 60
FOUND = 50


def figures(lines: int) -> Iterator[Figure]:
    """Measure the full-text index of `lines` made-up lines."""
    part = f"words {lines:,}"
    texts = list(enumerate(made_lines(lines), 1))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "words.db"
        connection = sqlite3.connect(file, isolation_level=None)
        text = FullText(connection)
        with clock() as writing:
            connection.execute("BEGIN")
            text.add_all(texts)
            connection.execute("COMMIT")
        size = file.stat().st_size / 1e6
        yield Figure(part, "written", f"{writing.seconds:.1f} s", f"{size:.0f} MB")
        yield from _asked(part, text, made_questions(lines, QUESTIONS))
        typos = milliseconds(text.nearest, ["gatewya", "qeueu", "monitosr", "encrytped"])
        yield Figure(part, "a typo mended", spread_of(typos))


def _asked(part: str, text: FullText, questions: list[str]) -> Iterator[Figure]:
    with clock() as packing:
        arrays = packed(text.worded())
    size = sum(getattr(arrays, name).nbytes for name in COLUMNS) / 1e6
    yield Figure(part, "packed", f"{packing.seconds:.1f} s", f"{size:.0f} MB")
    quick = FullText(text.connection, packed=Packed((Part(arrays),)))
    taken = [
        milliseconds(lambda question, one=one: one.search(question, FOUND), questions)
        for one in (quick, text)
    ]
    yield Figure(part, "asked", spread_of(taken[0]), f"by FTS5 {spread_of(taken[1])}")
