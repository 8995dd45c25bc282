"""Which notes a changed lexicon can touch: those that hold one of the names in question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from graph.concepts.affected_notes import Touching
from graph.records import Concept
from graph.storage.derived import ONLY_ASKED, LexiconChange, Names
from graph.storage.writer import Writer

FEW = 50
"""Names up to which a quick look at every text pays; with more, most notes hold one of them."""


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
