"""What a new lexicon changes: worked out before anything is written, by reading alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.answers import embedded_text
from graph.building.embedding import digest_of
from graph.building.lexicon import Gathered, Words, offered_in, words_from
from graph.concepts.affected_notes import Touching
from graph.records import Concept
from graph.storage.derived import ONLY_ASKED, LexiconChange, Names, lexicon_change
from graph.storage.writer import Writer

if TYPE_CHECKING:
    from embeddings import Encoder

FEW = 50
"""Names up to which a quick look at every text pays; with more, most notes hold one of them."""


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


def names_in_question(
    change: LexiconChange, concepts: Mapping[str, Concept], names: Names
) -> set[str]:
    """Return the keys whose reading a change of the lexicon can alter.

    These are the keys that mean something else, and every key of a concept that is described
    otherwise or belongs, by whatever chain, to one that is.
    """
    described = set(change.concepts)
    grown = True
    while grown:
        more = {
            one.id
            for one in concepts.values()
            if one.id not in described and not described.isdisjoint(one.part_of)
        }
        described |= more
        grown = bool(more)
    keys = {
        key for (key, concept), (*_, sense) in names.items()
        if concept in described and sense != ONLY_ASKED
    }  # fmt: skip
    return keys | change.keys


def notes_with(
    keys: Collection[str], writer: Writer, *, pause: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """Yield the paths of the notes that hold a name with one of the keys.

    `pause` is called before each note that is looked at; what it raises ends the work.
    """
    if not keys:
        return
    touching = Touching(keys)
    if len(keys) <= FEW:
        paths = [path for path, text in writer.texts() if touching.may_be_in(f"{path} {text}")]
    else:
        paths = list(writer.kept_notes())
    for path in paths:
        pause()
        if touching.are_in(writer.facts_of(path)):
            yield path
