"""Full text at a size: writing, asking, and what asking for rare words first leaves out."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from embeddings import FullText, words
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
    patient = words.PATIENCE
    fast = {question: text.search(question, FOUND) for question in questions}
    taken = milliseconds(lambda question: text.search(question, FOUND), questions)
    try:
        words.PATIENCE = 10**12
        slow = milliseconds(lambda question: text.search(question, FOUND), questions)
        full = {question: text.search(question, FOUND) for question in questions}
    finally:
        words.PATIENCE = patient
    kept = [
        sum(score for _, score in fast[q][:10]) / sum(score for _, score in full[q][:10])
        for q in questions
        if full[q]
    ]
    yield Figure(
        part, "asked", spread_of(taken),
        f"looking through all texts {spread_of(slow)}; "
        f"{sum(kept) / len(kept):.0%} of the first ten's score",
    )  # fmt: skip
