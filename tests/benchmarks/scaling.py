"""The whole program at a size: building and asking, each in a process of its own.

Everything is as in use but the encoder, whose own time is measured elsewhere: a million real
vectors would take hours. Questions are measured in time of the processor: they run on one core.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.benchmarks.made_notes import SEED, made_questions, write_notes
from tests.benchmarks.made_vectors import with_made_vectors
from tests.benchmarks.measuring import Figure, clock, milliseconds, peak_megabytes, spread_of

QUESTIONS = 60
WARMING = 5
"""Questions before those that are timed: the first one opens files."""


def figures(lines: int) -> Iterator[Figure]:
    """Measure a build of `lines` facts, opening it, and asking."""
    part = f"program {lines:,}"
    with tempfile.TemporaryDirectory() as folder:
        write_notes(Path(folder) / "notes", lines)
        built = _in_a_process("build", folder, lines)
        yield Figure(
            part, f"build of {built['facts']:,} facts, beyond the encoder",
            f"{built['seconds']:.0f} s", f"{built['seconds'] / built['facts'] * 1e3:.2f} ms a "
            f"fact, {built['megabytes']:.0f} MB at most, {built['disk']:.0f} MB on disk; "
            f"{built['concepts']:,} concepts, {built['relations']:,} relations, "
            f"vectors {built['vectors']}",
        )  # fmt: skip
        asked = _in_a_process("ask", folder, lines)
    yield Figure(part, "the first question of a process", f"{asked['first']:.2f} s")
    yield Figure(part, "ask, beyond the encoder", asked["ask"])
    yield Figure(part, "relates", asked["relates"])
    yield Figure(
        part, "path", asked["path"],
        f"the first {asked['first_path']:.1f} s; {asked['megabytes']:.0f} MB at most",
    )  # fmt: skip


def _in_a_process(verb: str, folder: str, lines: int) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.scaling", verb, folder, str(lines)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def _opened(folder: Path) -> Knowledge:
    return Knowledge(Settings(index=folder / "index", encoder=with_made_vectors()))


def built(folder: Path) -> dict[str, object]:
    """Build and say what came of it and what it took."""
    knowledge = _opened(folder)
    with clock() as taken:
        report = knowledge.build([folder / "notes"])
    return {
        "facts": report.facts, "concepts": report.concepts, "relations": report.relations,
        "vectors": report.details["vectors"], "seconds": taken.seconds,
        "megabytes": peak_megabytes(),
        "disk": sum(file.stat().st_size for file in (folder / "index").iterdir()) / 1e6,
    }  # fmt: skip


def asked(folder: Path, lines: int) -> dict[str, object]:
    """Ask, and say how long it took."""
    knowledge = _opened(folder)
    questions = made_questions(lines, QUESTIONS + WARMING)
    with clock() as first:
        knowledge.ask(questions[0])
    for question in questions[:WARMING]:
        knowledge.ask(question)
    taken = milliseconds(knowledge.ask, questions[WARMING:], processor=True)
    chance = random.Random(SEED)
    known = knowledge.index.connection.execute("SELECT source, target FROM relations")
    said = chance.sample(known.fetchall(), QUESTIONS)
    ends = [target for _, target in chance.sample(said, QUESTIONS)]
    pairs = [(one, end) for (one, _), end in zip(said, ends, strict=True) if one != end]
    with clock() as first_path:
        knowledge.path(*pairs[0])
    related = milliseconds(lambda one: knowledge.relates(one[0]), said, processor=True)
    routes = milliseconds(lambda pair: knowledge.path(*pair), pairs, processor=True)
    return {
        "first": first.seconds, "ask": spread_of(taken),
        "relates": spread_of(related), "path": spread_of(routes),
        "first_path": first_path.processor, "megabytes": peak_megabytes(),
    }  # fmt: skip


if __name__ == "__main__":
    _, given, place, size = sys.argv
    done = built(Path(place)) if given == "build" else asked(Path(place), int(size))
    sys.stdout.write(json.dumps(done))
