"""From files to relations, stage by stage and without an index, beside what the encoder takes.

All of it in processor time, which other programs on the machine disturb least: the encoder counts
with all of its threads.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from embeddings import load_encoder
from graph.answers import embedded_text
from graph.concepts.evidence import evidence_of
from graph.concepts.learning import lexicon_of
from graph.concepts.name_evidence import name_evidence_of
from graph.concepts.usernames import UserNames
from graph.concepts.wordlist import shipped_lists
from graph.gc_pause import gc_paused
from graph.notes.files import Found, find_files
from graph.notes.reading import facts_of, read_note
from graph.records import Concept, Fact
from graph.relations import statements_of
from tests.benchmarks.encoding import SAMPLE
from tests.benchmarks.made_notes import write_notes
from tests.benchmarks.measuring import Figure

T = TypeVar("T")
ENCODED = 600
"""Texts that the encoder is run on: enough to compare, two seconds."""
EACH = 10


class Stages:
    """Seconds of processor time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, stage: str, call: Callable[[], T]) -> T:
        """Return what a stage makes."""
        start = time.process_time()
        made = call()
        self.seconds[stage] = time.process_time() - start
        return made


def figures(lines: int) -> Iterator[Figure]:
    """Measure the sample notes, and `lines` made-up lines in notes of ten."""
    yield from _measured("data/notes", SAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        write_notes(Path(folder), lines, each=EACH)
        yield from _measured(f"{lines:,} made lines", Path(folder))


def _measured(part: str, folder: Path) -> Iterator[Figure]:
    stages = Stages()
    with gc_paused():
        facts, concepts = _read(stages, folder)
    count, together = len(facts), sum(stages.seconds.values())
    encoded = _encoder_seconds(facts, concepts)
    each = ", ".join(f"{name} {s / count * 1e6:.0f}" for name, s in stages.seconds.items())
    yield Figure(
        f"reading {part}", "facts a second of processor time", f"{count / together:,.0f}",
        f"the encoder {1 / encoded:,.0f}, {encoded * count / together:.0f} times as long; "
        f"µs a fact: {each}",
    )  # fmt: skip


def _read(stages: Stages, folder: Path) -> tuple[list[Fact], dict[str, Concept]]:
    found = [one for one in find_files([folder]) if isinstance(one, Found)]
    notes = stages.timed("files", lambda: [read_note(one.file, one.path) for one in found])
    bare = stages.timed("facts", lambda: [facts_of(note) for note in notes])
    offered = stages.timed("names", lambda: [evidence_of(facts) for facts in bare])
    lexicon = stages.timed(
        "lexicon",
        lambda: lexicon_of(name_evidence_of(offered), lists=shipped_lists(), user=UserNames()),
    )
    linked = stages.timed("linking", lambda: [lexicon.link(facts) for facts in bare])
    stages.timed("relations", lambda: [statements_of(facts, lexicon.concepts) for facts in linked])
    return [fact for facts in linked for fact in facts], dict(lexicon.concepts)


def _encoder_seconds(facts: Sequence[Fact], concepts: dict[str, Concept]) -> float:
    """Return what the encoder takes for one fact, all threads together."""
    encoder = load_encoder()
    texts = [embedded_text(fact, concepts) for fact in facts[:ENCODED]]
    encoder.encode(texts[:50])
    start = time.process_time()
    encoder.encode(texts)
    return (time.process_time() - start) / len(texts)
