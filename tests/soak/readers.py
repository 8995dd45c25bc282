"""One writer and several readers, in processes and threads: no error, no torn answer, no wait."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage import opening
from tests.soak.crashes import write_notes

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

THREADS = 2
"""Readers of one process, which share a Knowledge."""
MOST_LOCKED = 0.2
"""Seconds that a reader may wait for a writer's lock."""
PATIENCE = 300
"""Seconds for a process to start, on a machine that does much else."""
QUESTION = "how many grams has part 3 of thing 2?"


@dataclass
class Read:
    """What the readers saw."""

    answers: int = 0
    generations: int = 0
    longest: float = 0.0
    """Seconds to see the newest generation, on a machine whose cores the writer shares."""
    wrong: list[str] = field(default_factory=list)


def read_and_write(root: Path, *, seconds: float, processes: int) -> Read:
    """Build again and again, while `processes` times THREADS readers look; return what they saw."""
    write_notes(root, 0)
    writer = Knowledge(Settings(root / "index", "hash"))
    writer.build(root / "notes")
    context = multiprocessing.get_context("spawn")
    seen: Queue[tuple[int, float, list[str]]] = context.Queue()
    ready = context.Barrier(processes + 1)
    readers = [
        context.Process(target=_read, args=(root, seconds, ready, seen), daemon=True)
        for _ in range(processes)
    ]
    for reader in readers:
        reader.start()
    ready.wait(PATIENCE)
    found, end = Read(), time.monotonic() + seconds
    while time.monotonic() < end:
        found.generations += 1
        write_notes(root, found.generations)
        writer.build(root / "notes", fresh=found.generations % 10 == 0)
        writer.close()
    for answers, longest, wrong in (seen.get(timeout=PATIENCE) for _ in range(processes * THREADS)):
        found.answers += answers
        found.longest = max(found.longest, longest)
        found.wrong += wrong
    return found


def _read(
    root: Path, seconds: float, ready: Barrier, seen: Queue[tuple[int, float, list[str]]]
) -> None:
    opening.BUSY_SECONDS = MOST_LOCKED  # whoever is locked for longer gets an error
    knowledge = Knowledge(Settings(root / "index", "hash"))
    knowledge.ask(QUESTION)
    ready.wait(PATIENCE)
    end = time.monotonic() + seconds
    threads = [Thread(target=_look, args=(knowledge, end, seen)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _look(knowledge: Knowledge, end: float, seen: Queue[tuple[int, float, list[str]]]) -> None:
    answers, longest, wrong = 0, 0.0, list[str]()
    while time.monotonic() < end:
        try:
            began = time.perf_counter()
            index = knowledge.index
            index.counts()
            longest = max(longest, time.perf_counter() - began)
            wrong += _torn([fact.plain for fact in index.all_facts()], "facts")
            answer = knowledge.ask(QUESTION)
            wrong += _torn([one.fact.plain for one in answer.citations], "citations")
            answers += 1
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")
    seen.put((answers, longest, wrong))


def _torn(lines: list[str], what: str) -> Iterator[str]:
    versions = {line.split()[-2] for line in lines}
    if len(versions) != 1:
        yield f"{what} of the versions {versions}"
