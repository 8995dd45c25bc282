"""The whole program: build, update, ask, and the memory that they take."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from pathlib import Path

from embeddings import Encoder, load_encoder
from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.benchmarks.made_notes import made_questions, write_notes
from tests.benchmarks.measuring import Clock, Figure, clock, milliseconds, peak_megabytes, spread_of

REAL_LINES = 3_000
"""Lines that the real encoder is run on: enough to compare, and more than a first look costs."""
SHORT = 5
"""Lines in a note of the folder in which one note is edited."""
QUESTIONS = 20


def figures(lines: int) -> Iterator[Figure]:
    """Measure building, editing one note and asking."""
    yield from _beside_the_encoder()
    with tempfile.TemporaryDirectory() as folder:
        yield from _at_size(Path(folder), lines)


def _beside_the_encoder() -> Iterator[Figure]:
    encoder = load_encoder()
    with tempfile.TemporaryDirectory() as folder:
        knowledge = _written(Path(folder), REAL_LINES, encoder=encoder.name)
        with clock() as building:
            report = knowledge.build([Path(folder) / "notes"])
        bare = _bare(knowledge, encoder)
    yield Figure(
        "program", f"build of {report.facts:,} facts, real encoder", f"{building.seconds:.1f} s",
        f"the encoder alone {bare.seconds:.1f} s, {building.seconds / bare.seconds:.2f} times; "
        f"{building.processor / bare.processor:.2f} times in time of the processor",
    )  # fmt: skip


def _bare(knowledge: Knowledge, encoder: Encoder) -> Clock:
    from graph.answers import embedded_text

    index = knowledge.index
    concepts = {concept.id: concept for concept in index.concepts()}
    texts = list({embedded_text(fact, concepts) for fact in index.all_facts()})
    texts += [concept.gloss for concept in concepts.values() if concept.gloss]
    with clock() as taken:
        encoder.encode(texts)
    return taken


def _at_size(folder: Path, lines: int) -> Iterator[Figure]:
    knowledge = _written(folder, lines, encoder="hash", each=SHORT)
    part = f"program {lines:,}"
    with clock() as building:
        report = knowledge.build([folder / "notes"])
    yield Figure(
        part, f"build of {report.files:,} notes without a model", f"{building.seconds:.1f} s",
        f"{building.seconds / report.facts * 1e3:.2f} ms a fact, {report.concepts:,} concepts, "
        f"{report.relations:,} relations",
    )  # fmt: skip
    edited = next((folder / "notes").rglob("*.md"))
    edited.write_text(edited.read_text("utf-8") + "- One more line about a queue\n", "utf-8")
    with clock() as updating:
        knowledge.build()
    yield Figure(part, "one note edited", f"{updating.seconds * 1e3:.0f} ms")
    asked = milliseconds(knowledge.ask, made_questions(lines, QUESTIONS))
    yield Figure(
        part, "ask, beyond the encoder", spread_of(asked), f"{peak_megabytes():.0f} MB at most"
    )


def _written(folder: Path, lines: int, *, encoder: str, each: int = 100) -> Knowledge:
    write_notes(folder / "notes", lines, each=each)
    settings = dataclasses.replace(
        Settings.from_environment(), index=folder / "index", encoder=encoder
    )
    return Knowledge(settings)
