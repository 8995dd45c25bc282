"""What a new lexicon changes: worked out before anything is written, by reading alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.building.affected import names_in_question, notes_with
from graph.building.lexicon import Words, words_from
from graph.storage.derived import LexiconChange, lexicon_change
from graph.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Settled:
    """The lexicon of all notes, in what it is new, and which notes it reads otherwise."""

    words: Words
    change: LexiconChange
    touched: Sequence[str]


def settled(writer: Writer, paths: Sequence[Path], *, again: bool = False) -> Settled:
    """Work out the lexicon of the notes in the index; with `again` all of them are linked anyway.

    Raises UserFileBroken when a noteloom.toml cannot be read.
    """
    words = words_from(writer.evidence(), paths)
    change = lexicon_change(writer.connection, words.lexicon.concepts, words.names)
    if again:
        return Settled(words, change, ())
    if writer.about().get("worlds") != words.worlds:
        return Settled(words, change, tuple(writer.kept_notes()))
    keys = names_in_question(change, words.lexicon.concepts, words.names)
    return Settled(words, change, tuple(notes_with(keys, writer)))
