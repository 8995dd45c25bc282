"""One build: from files to a new generation of the index; what did not change is not done again."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from graph.building.embedding import Embedded, embed
from graph.building.linking import lexicon_for, linked_notes
from graph.building.scan import Scan, scan
from graph.concepts import Lexicon
from graph.errors import NoteloomError, NotesMissing
from graph.records import Report
from graph.relations import gather
from graph.storage import Index, Writer
from graph.storage.vectors import make_vectors

if TYPE_CHECKING:
    from embeddings import Encoder

Tell = Callable[[str, int, int, str], None]
"""Called with the stage, how much of it is done, out of how much, and a name to show."""
LOCK = "build.lock"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, where, and with what."""

    paths: Sequence[Path]
    folder: Path
    encoder: Encoder
    fresh: bool = False


def build(order: Order, *, tell: Tell) -> Report:
    """Bring the index in line with the notes and return what was done.

    Raises NotesMissing when there is nothing to read, IndexBroken or IndexFormat when the index
    there cannot be read and `order.fresh` is not set, NoteloomError while another build runs.
    """
    began = time.perf_counter()
    order.folder.mkdir(parents=True, exist_ok=True)
    try:
        with (
            FileLock(order.folder / LOCK, timeout=0),
            Writer(order.folder, fresh=order.fresh) as writer,
        ):
            report = _build(order, writer, tell)
    except Timeout as error:
        raise NoteloomError(
            f"another build is writing the index at {order.folder}: try again when it has ended."
        ) from error
    return replace(report, seconds=time.perf_counter() - began)


def report_of(index: Index) -> Report:
    """Return what an index holds."""
    about = index.about_build
    details = {
        key: about[key] for key in ("encoder", "built", "generation", "notes") if key in about
    }
    return Report(**index.counts(), skipped=index.skipped(), details=details)


def _build(order: Order, writer: Writer, tell: Tell) -> Report:
    kept = writer.kept_notes()
    found = scan(order.paths, kept, fresh=order.fresh, tell=partial(tell, "reading"))
    if not found.files:
        raise NotesMissing(_nothing_in(order, found))
    lexicon, evidence = lexicon_for(writer, found, order.paths, fresh=order.fresh)
    linked = linked_notes(
        writer, found, lexicon, evidence, fresh=order.fresh, tell=partial(tell, "linking")
    )
    again = order.fresh or writer.about().get("encoder") != order.encoder.name
    embedded = embed(
        writer, linked, lexicon.concepts, order.encoder, again=again, tell=partial(tell, "encoding")
    )
    tell("writing", 0, 1, "the index")
    _publish(order, writer, found, lexicon, embedded)
    index = Index(order.folder)
    try:
        make_vectors(order.folder, index.connection, generation=index.generation)
        report = report_of(index)
    finally:
        index.close()
    return replace(
        report, read=len(found.changed), removed=len(found.gone), embedded=embedded.encoded
    )


def _publish(
    order: Order, writer: Writer, found: Scan, lexicon: Lexicon, embedded: Embedded
) -> None:
    with writer.publishing() as publication:
        for path in found.gone:
            publication.remove_note(path)
        for touched in found.touched:
            publication.touch_note(touched.path, size=touched.size, modified=touched.modified)
        for entry in embedded.entries:
            publication.put_note(entry)
        concepts = lexicon.concepts.values()
        publication.put_lexicon(concepts, lexicon.names(), glosses=embedded.glosses)
        publication.put_relations(gather(publication.statements()))
        publication.put_skipped(found.skipped)
        publication.put_about(
            {
                "encoder": order.encoder.name,
                "built": datetime.now(UTC).isoformat(timespec="seconds"),
                "notes": "\n".join(str(path.resolve()) for path in order.paths),
            }
        )


def _nothing_in(order: Order, found: Scan) -> str:
    places = ", ".join(str(path) for path in order.paths)
    if found.skipped:
        first = found.skipped[0]
        return f"no notes could be read in {places}: {first.path}: {first.reason}"
    return f"there are no notes in {places}: name a folder with .txt or .md files."
