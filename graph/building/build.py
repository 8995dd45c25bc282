"""One build: from files to a new generation of the index; what did not change is not done again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from graph.building.lexicon import Gathered
from graph.building.recipe import recipe_of
from graph.building.scan import scan
from graph.building.update import Order, Outcome, Plan, Tell, nothing_in, update
from graph.errors import NoteloomError, NotesMissing
from graph.records import Report
from graph.storage import Index
from graph.storage.vectors import refresh_file, saved_as
from graph.storage.words import refresh_words
from graph.storage.writer import Writer

LOCK = "build.lock"
WAIT_SECONDS = 2.0
"""How long a build waits for another: an update of a followed note is over by then."""


def build(order: Order, *, tell: Tell) -> Report:
    """Bring the index in line with the notes and return what was done.

    Raises NotesMissing when there is nothing to read, IndexBroken or IndexFormat when the index
    there cannot be read and `order.fresh` is not set, NoteloomError while another build runs.
    """
    began = time.perf_counter()
    with locked(order.folder, wait=WAIT_SECONDS), Writer(order.folder, fresh=order.fresh) as writer:
        outcome = bring_up_to_date(order, writer, tell=tell)
        report = with_vectors(order.folder)
    return replace(
        report, read=len(outcome.read), removed=len(outcome.removed), embedded=outcome.embedded,
        seconds=time.perf_counter() - began,
    )  # fmt: skip


def bring_up_to_date(
    order: Order, writer: Writer, *, tell: Tell, gathered: Gathered | None = None
) -> Outcome:
    """Bring the index in line with everything that is on disk, whatever was known before.

    `gathered` is brought up to date as well where names are learnt.
    """
    writer.forget_vectors()
    again = order.fresh or writer.about().get("recipe") != recipe_of(order.encoder)
    kept = writer.kept_notes()
    found = scan(order.paths, kept, again=again)
    if not found.to_read and not found.unchanged:
        raise NotesMissing(nothing_in(order, found.skipped))
    return update(order, writer, Plan(found, kept, again=again, gathered=gathered), tell=tell)


def with_vectors(folder: Path) -> Report:
    """Write the files of vectors and words where they are due; return what the index holds."""
    index = Index(folder)
    try:
        refresh_file(folder, index.connection, generation=index.generation)
        refresh_words(folder, index.connection, generation=index.generation)
        return report_of(index)
    finally:
        index.close()


def report_of(index: Index) -> Report:
    """Return what an index holds."""
    about = index.about_build
    keys = ("encoder", "built", "generation", "notes", "lists")
    details = {key: about[key] for key in keys if key in about}
    details["vectors"] = saved_as(index.folder)
    return Report(**index.counts(), skipped=index.skipped(), details=details)


@contextmanager
def locked(folder: Path, *, wait: float) -> Iterator[None]:
    """Keep other builds away; raises NoteloomError when one runs for longer than `wait` seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        raise NoteloomError(
            f"another build is writing the index at {folder}: try again when it has ended."
        ) from error
    try:
        yield
    finally:
        lock.release()
