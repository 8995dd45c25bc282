"""Which of the shipped lists act on a collection: those of whose field its notes are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from graph.concepts.candidates import Candidate
from graph.concepts.lexicon_builder import SHORT_NAME, drafted
from graph.concepts.wordlist import WordList

State = Literal["off", "on", "by hand"]
"""`on`: short names need evidence in their own note; `by hand`: the user says that it acts."""
LEAST_THINGS, LEAST_LONG = 3, 2
"""Things of a list that notes name, and how many of them by a long name, before it acts: initials
and short words mean something else in other fields."""
LEAST_SHARE = 0.01
"""The part of all names that must be of a list. Notes on its subject have a quarter, notes that
touch it now and then a four-hundredth."""


def states_of(
    found: Mapping[str, Candidate], lists: Sequence[WordList], by_hand: Mapping[str, bool]
) -> dict[str, State]:
    """Return whether each list acts on notes that name what was `found`."""
    total = sum(sum(one.finders.values()) for one in found.values())
    states: dict[str, State] = {}
    for words in lists:
        acts = by_hand.get(words.name)
        if acts is None:
            states[words.name] = "on" if _is_about(found, words, total) else "off"
        else:
            states[words.name] = "by hand" if acts else "off"
    return states


def _is_about(found: Mapping[str, Candidate], words: WordList, total: int) -> bool:
    senses = drafted((words,), frozenset([words.name])).senses
    sights: dict[str, int] = {}
    long = set()
    for key in found.keys() & senses.keys():
        for sense in senses[key].values():
            if sense.free:
                sights[sense.concept] = sights.get(sense.concept, 0) + sum(
                    found[key].finders.values()
                )
                long |= {sense.concept} if len(key) > SHORT_NAME else set()
    several = len(sights) >= LEAST_THINGS and len(long) >= LEAST_LONG
    return several and sum(sights.values()) >= LEAST_SHARE * total
