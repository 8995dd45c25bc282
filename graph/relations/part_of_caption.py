"""Who is named above an item, and whether as the owner of parts."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.concepts.english import is_verb, singular
from graph.concepts.keys import grams, key_of, words_of
from graph.records import Concept, Fact
from graph.relations.captions import lists_no_parts
from graph.relations.note_context import NoteContext
from graph.relations.words import words

LONGEST_CAPTION = 6
"""Words of a line that can be a caption of parts; a longer one says something of its own."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LEFT_OPEN = words("prepositions") | words("light")
_LISTING = words("listing")
_NO_CAPTION = words("no_caption")


def makes_parts(scene: NoteContext, fact: Fact, part: str, owner: str) -> bool:
    """Whether an item in this place can be a part of an owner.

    A heading or bullet above names it, and nothing between says that problems or reasons follow.
    """
    path, whole, item = fact.context, scene.concepts.get(owner), scene.concepts.get(part)
    named = [place for place, text in enumerate(path) if whole and _names(whole, text)]
    if whole is None or not named:
        return False
    place = named[-1]
    heading, between = path[place], path[place + 1 :]
    if place and _tells_other(path[place - 1]):
        return False  # "Benefits", then one of them, then what it comes from
    if item is not None and _names(item, heading):
        return False
    return _may_head_parts(heading, whole) and all(_may_head_parts(text) for text in between)


def named_above(scene: NoteContext, fact: Fact, concept: str) -> bool:
    """Whether a heading or a bullet above a fact names a concept, or the note has none."""
    known = scene.concepts.get(concept)
    return known is None or not fact.context or any(_names(known, text) for text in fact.context)


@lru_cache(maxsize=4096)
def _named_in(text: str) -> frozenset[str]:
    found = words_of(text)
    return frozenset(key for at in range(len(found.written)) for _, key in grams(found, at))


def _names(concept: Concept, text: str) -> bool:
    """Whether a text names a concept by any of its names."""
    named = _named_in(text)
    return any(key_of(name) in named for name in (concept.name, *concept.aliases))


def _tells_other(text: str) -> bool:
    """Whether a line says that problems, prices, reasons or other things than parts follow."""
    found = [word.lower() for word in _WORD.findall(text)]
    return lists_no_parts(text) or any(singular(word) in _NO_CAPTION for word in found)


def _may_head_parts(text: str, owner: Concept | None = None) -> bool:
    """Whether a line above an item can be a caption of parts."""
    if lists_no_parts(text):
        return False
    found = [word.lower() for word in _WORD.findall(text)]
    if not found or not _LISTING.isdisjoint(found):
        return True
    if _tells_other(text) or text.endswith((".", "?")):
        return False
    if found[-1] in _LEFT_OPEN:
        return False
    return owner is not None or (len(found) <= LONGEST_CAPTION and not is_verb(found[0]))
