"""One build: from files to a new generation of the index; what did not change is not done again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import rmtree

from filelock import FileLock, Timeout

from graph.building.embedding import OnProgress, encode_waiting
from graph.building.lexicon import Gathered
from graph.building.pipeline_fingerprint import pipeline_fingerprint
from graph.building.scan import Scan, check_not_empty, scan
from graph.building.update import (
    BuildRequest,
    Outcome,
    Plan,
    has_emptied,
    nothing_in,
    update,
)
from graph.errors import DiskFailed, DiskFull, IndexBusy, NotesMissing
from graph.gc_pause import give_memory_back
from graph.notes.files import clean_path, roots_of
from graph.records import Report
from graph.storage import Index
from graph.storage.checksums import seal
from graph.storage.entries import KeptNote
from graph.storage.faults import explained
from graph.storage.vectors import refresh_file, saved_as
from graph.storage.words import refresh_words
from graph.storage.writer import Writer
from graph.writing import keep_private

Check = Callable[[Scan, Mapping[str, KeptNote]], None]
"""Raises NoteloomError where what a scan found may not be done to the notes that are kept."""
LOCK = "build.lock"
OURS = (
    LOCK, "noteloom.db*", "embedded.db*", "encoded.db*", "fresh.db*", "places.db*",
    "asked.txt", "vectors.*", "words.*", "checksums.json", "exports.json", "gaps.jsonl*",
    "views.jsonl*", "server.token",
)  # fmt: skip
"""What an index consists of: nobody but the user may read what the notes say."""
WAIT_SECONDS = 2.0
"""How long a build waits for another: an update of a followed note is over by then."""


def build(order: BuildRequest, *, on_progress: OnProgress) -> Report:
    """Bring the index in line with the notes and return what was done.

    Raises NotesMissing when there is nothing to read and never was, IndexBroken or IndexFormat when
    the index there cannot be read and `order.fresh` is not set, IndexBusy while another build runs,
    DiskFull, DiskFailed or IndexReadOnly where nothing can be written; the last good index stays.
    A folder that was made for nothing is gone again.
    """
    is_new = not order.folder.exists()
    try:
        return _built(order, on_progress=on_progress)
    except NotesMissing:
        if is_new:
            rmtree(order.folder, ignore_errors=True)
        raise


def _built(order: BuildRequest, *, on_progress: OnProgress) -> Report:
    began = time.perf_counter()
    with locked(order.folder, wait=WAIT_SECONDS), Writer(order.folder, fresh=order.fresh) as writer:
        check = _no_check if order.forget else partial(check_not_empty, roots=order.paths)
        outcome = bring_up_to_date(order, writer, on_progress=on_progress, check=check)
        report = with_vectors(order.folder)
        if encoded := encode_drafted(order, writer, on_progress=on_progress):
            report = with_vectors(order.folder)
    return replace(
        report, read=len(outcome.read), removed=len(outcome.removed),
        embedded=outcome.embedded + encoded,
        seconds=time.perf_counter() - began,
    )  # fmt: skip


def bring_up_to_date(
    order: BuildRequest,
    writer: Writer,
    *,
    on_progress: OnProgress,
    check: Check,
    gathered: Gathered | None = None,
) -> Outcome:
    """Bring the index in line with everything that is on disk, whatever was known before.

    `check` may refuse what was found; `gathered` is brought up to date as well where names are
    learnt.
    """
    again = order.fresh or writer.about().get("recipe") != pipeline_fingerprint(order.encoder)
    kept = writer.kept_notes()
    found = scan(order.paths, kept, again=again)
    check(found, kept)
    if not found.to_read and not found.unchanged and not has_emptied(order, writer):
        raise NotesMissing(nothing_in(order, found.skipped))
    lost = ((), ()) if again else writer.without_vectors()
    plan = Plan(found, kept, again=again, gathered=gathered, lost=lost)
    outcome = update(order, writer, plan, on_progress=on_progress)
    writer.put_in_place()
    return outcome


def encode_drafted(order: BuildRequest, writer: Writer, *, on_progress: OnProgress) -> int:
    """Encode what the index has only drafts of; return how many texts that were."""
    return encode_waiting(
        writer, order.encoder, on_commit=lambda: with_vectors(order.folder), on_progress=on_progress
    )


def seal_again(folder: Path) -> None:
    """Seal the index where a reader that has gone kept the end of a build from doing so."""
    with suppress(IndexBusy), locked(folder, wait=0):
        seal(folder)


def _no_check(scan: Scan, kept: Mapping[str, KeptNote]) -> None:
    """Let anything be forgotten."""


def with_vectors(folder: Path) -> Report:
    """Write the files of vectors and words where they are due; return what the index holds."""
    index = Index(folder)
    try:
        refresh_file(folder, index.connection, generation=index.generation)
        refresh_words(folder, index.connection, generation=index.generation)
        report = report_of(index)
    finally:
        index.close()
    with suppress(DiskFull, DiskFailed, IndexBusy):  # the index is whole; only its sums are not new
        seal(folder)
    give_memory_back()  # 30 MB of 0.7 MB of notes, before vectors are encoded
    return report


def report_of(index: Index) -> Report:
    """Return what an index holds."""
    about = index.about_build
    keys = ("encoder", "built", "generation", "lists")
    details = {key: about[key] for key in keys if key in about}
    if share := index.encoded_share:
        details["encoded"] = share
    details["notes"] = "\n".join(clean_path(str(root)) for root in roots_of(about.get("notes", "")))
    details["vectors"] = saved_as(index.folder)
    cut = [f"{path} to line {read:,} of {lines:,}" for path, read, lines in index.tables_cut()]
    if cut:
        details["read in part"] = "; ".join(cut)
    return Report(
        **index.counts(), skipped=index.skipped(), details=details,
        unread=json.loads(about.get("unread", "{}")), empty=_without_facts(index),
    )  # fmt: skip


def _without_facts(index: Index) -> tuple[str, ...]:
    sql = "SELECT path FROM notes WHERE number NOT IN (SELECT note FROM facts) ORDER BY path"
    return tuple(path for (path,) in index.connection.execute(sql))


@contextmanager
def locked(folder: Path, *, wait: float) -> Iterator[None]:
    """Keep other builds away; raises IndexBusy when one runs for longer than `wait` seconds."""
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        keep_private(folder, OURS)
        lock = FileLock(folder / LOCK, timeout=wait)
        try:
            lock.acquire()
        except Timeout as error:
            raise IndexBusy(
                f"another build is writing the index at {folder}: try again when it has ended."
            ) from error
    try:
        yield
    finally:
        keep_private(folder, OURS)
        lock.release()
