"""Following a folder of notes: how soon an edit is found, and how soon deleted notes are gone."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.benchmarks.made_notes import write_notes
from tests.benchmarks.measuring import Figure, clock, spread_of

LINES_PER_NOTE = 10
EDITS = 8
DELETED = 85
APART_SECONDS = 1.5
"""Between two edits: the second must not wait for the first."""
PATIENCE_SECONDS = 600.0


def figures(lines: int) -> Iterator[Figure]:
    """Measure edits and deletions while another process follows `lines` lines in notes of ten."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_notes(folder / "notes", lines, each=LINES_PER_NOTE)
        yield from _followed(folder)


def _followed(folder: Path) -> Iterator[Figure]:
    settings = dataclasses.replace(
        Settings.from_environment(), index=folder / "index", encoder="hash"
    )
    knowledge, told, following = Knowledge(settings), list[dict[str, Any]](), _watching(folder)
    Thread(target=_listen, args=(following, told), daemon=True).start()
    _until(lambda: bool(told))
    notes = sorted((folder / "notes").rglob("*.md"))
    part = f"following {len(notes):,} notes"
    yield Figure(part, "brought up to date", f"{told[0]['seconds']:.1f} s")
    knowledge.search("warm")
    edits = [_edit(note, number, knowledge) for number, note in enumerate(notes[:EDITS])]
    own = sorted(news["seconds"] * 1e3 for news in told[1:] if news["read"])
    yield Figure(part, "one note edited, until it is found", spread_of(sorted(edits)),
                 f"of which the update {spread_of(own)}")  # fmt: skip
    before = len(knowledge.index.paths())
    with clock() as deleting:
        for note in notes[-DELETED:]:
            note.unlink()
        _until(lambda: len(knowledge.index.paths()) == before - DELETED)
    yield Figure(part, f"{DELETED} notes deleted, until they are gone", f"{deleting.seconds:.2f} s")
    with clock() as settling:
        _until(lambda: knowledge.index.about_build["settled"] == "1")
    yield Figure(part, "then settled", f"{settling.seconds:.1f} s")
    following.terminate()
    following.wait()
    knowledge.close()


def _watching(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from graph.cli import main; main()", "watch"]
    command += [str(folder / "notes"), "--index", str(folder / "index")]
    return subprocess.Popen(
        [*command, "--encoder", "hash", "--json"], stdout=subprocess.PIPE, text=True
    )


def _listen(following: subprocess.Popen[str], told: list[dict[str, Any]]) -> None:
    for line in following.stdout or ():
        told.append(json.loads(line))


def _edit(note: Path, number: int, knowledge: Knowledge) -> float:
    """Return the milliseconds until a new line of a note is the first that a search finds."""
    line = f"Okapi {number} keeps {number} unheard ledgers"
    with clock() as taken:
        note.write_text(note.read_text("utf-8") + f"- {line}\n", "utf-8")
        _until(lambda: any(line in one.fact.text for one in knowledge.search(line, limit=3)))
    time.sleep(APART_SECONDS)
    return taken.seconds * 1e3


def _until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for never happened")
        time.sleep(0.01)
