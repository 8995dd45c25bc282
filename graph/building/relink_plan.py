"""What a new lexicon changes: worked out before anything is written, by reading alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.answers import embedded_text
from graph.building.affected import names_in_question, notes_with
from graph.building.embedding import digest_of
from graph.building.lexicon import Gathered, Words, offered_in, words_from
from graph.storage.derived import LexiconChange, lexicon_change
from graph.storage.writer import Writer

if TYPE_CHECKING:
    from embeddings import Encoder


@dataclass(frozen=True, slots=True)
class RelinkPlan:
    """The lexicon of all notes, in what it is new, and which notes it reads otherwise."""

    words: Words
    change: LexiconChange
    touched: Sequence[str]


def settled(
    writer: Writer,
    paths: Sequence[Path],
    *,
    gathered: Gathered | None = None,
    again: bool = False,
    pause: Callable[[], None] = lambda: None,
) -> RelinkPlan:
    """Work out the lexicon of the notes in the index; with `again` all of them are linked anyway.

    `gathered` knows what they offered before. What `pause` raises ends the work. Raises
    UserFileBroken when a noteloom.toml cannot be read.
    """
    known = gathered.look(writer.evidence(), pause=pause) if gathered else None
    words = words_from(known or offered_in(writer.evidence), paths, pause=pause)
    pause()
    change = lexicon_change(writer.connection, words.lexicon.concepts, words.names)
    if again:
        return RelinkPlan(words, change, ())
    if writer.about().get("worlds") != words.worlds:
        return RelinkPlan(words, change, tuple(writer.kept_notes()))
    keys = names_in_question(change, words.lexicon.concepts, words.names)
    return RelinkPlan(words, change, tuple(notes_with(keys, writer, pause=pause)))


def narrowed(
    found: RelinkPlan, writer: Writer, encoder: Encoder, *, pause: Callable[[], None]
) -> RelinkPlan:
    """Return the same with only those notes that link, say or embed otherwise.

    Links every note that is touched, without writing; what `pause` raises ends the work.
    """
    touched = []
    for path in found.touched:
        pause()
        if _reads_otherwise(path, found.words, writer, encoder):
            touched.append(path)
    return replace(found, touched=touched)


def _reads_otherwise(path: str, words: Words, writer: Writer, encoder: Encoder) -> bool:
    before = writer.facts_of(path)
    bare = [replace(fact, subject=None, mentions=()) for fact in before]
    facts, concepts = words.lexicon.link(bare), words.lexicon.concepts
    if facts != before:
        return True
    if words.statements_of(path, facts) != writer.statements_of(path):
        return True
    seen = [digest_of(embedded_text(fact, concepts), encoder.digest) for fact in facts]
    return seen != writer.embedded_of(path)
