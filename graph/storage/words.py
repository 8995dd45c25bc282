"""The file of packed words beside the database: derived from it, patched while a little behind."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph.storage.numbers import in_order
from graph.storage.saved import WORDS, behind, is_due, keep, last_of, patchable, since_of

if TYPE_CHECKING:
    from embeddings import FullText
    from embeddings.postings import Postings


@dataclass(frozen=True, slots=True)
class SavedWords:
    """The words of one generation, as a file holds them; never changed."""

    generation: int
    last: int
    """The highest number that was given by then: whatever came later has a higher one."""
    postings: Postings


def load_words(
    folder: Path,
    connection: sqlite3.Connection,
    *,
    generation: int,
    known: SavedWords | None = None,
) -> tuple[FullText, SavedWords]:
    """Return the words of a generation; `known` are saved ones that are in memory already.

    Made from the database where nothing that is saved can be brought up to date.
    """
    from embeddings import FullText
    from embeddings.bm25 import Packed, Part
    from embeddings.postings import packed

    if known is None or not since_of(connection) <= known.generation <= generation:
        known = _read(folder, connection, generation)
    if known is None:
        known = make_words(folder, connection, generation=generation)
    gone, came = behind(connection, known.generation, known.last)
    parts = [Part(known.postings, gone)]
    if came:
        parts.append(Part(packed(FullText(connection).worded(known.last))))
    ordered = partial(in_order, connection)
    return FullText(connection, packed=Packed(tuple(parts)), ordered=ordered), known


def refresh_words(folder: Path, connection: sqlite3.Connection, *, generation: int) -> None:
    """Write the file of a generation where there is none, or the newest has fallen behind."""
    if is_due(folder, WORDS, connection, generation):
        make_words(folder, connection, generation=generation)


def make_words(folder: Path, connection: sqlite3.Connection, *, generation: int) -> SavedWords:
    """Pack the words of a generation from the database and keep them in its file."""
    from embeddings import FullText
    from embeddings.postings import packed

    made = packed(FullText(connection).worded())
    for file in keep(folder, WORDS, connection, save=made.save):
        file.path.unlink(missing_ok=True)
    return SavedWords(generation, last_of(connection), made)


def _read(folder: Path, connection: sqlite3.Connection, generation: int) -> SavedWords | None:
    from embeddings import EmbeddingError
    from embeddings.postings import read_postings

    for file in patchable(folder, WORDS, connection, generation):
        with suppress(EmbeddingError):
            return SavedWords(file.generation, file.last, read_postings(file.path))
    return None
