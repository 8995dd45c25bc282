"""Which technical terms a text uses, and what they are for.

Who asks seldom uses the term that the note has: "people are cut off when a server is taken out" is
answered by a line on connection draining. Terms are no concepts: they make no part of the graph and
only help to find lines.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

LIST = "terms.csv"
SHORTEST_PLURAL = 4
"""Letters of the shortest word that loses an "s" at its end: DNS is no plural."""
_HUMP = re.compile(r"([a-z])([A-Z])")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A term, the ways in which it is written, and what it is for."""

    name: str
    names: tuple[str, ...]
    """Other ways to write it."""
    gloss: str


class Glossary:
    """Terms, found in texts by any of their names, in the singular or the plural."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._starting: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for place, term in enumerate(self.terms):
            for words in {_words(name) for name in (term.name, *term.names)}:
                self._starting.setdefault(words[0], []).append((words, place))

    def found_in(self, text: str) -> frozenset[int]:
        """Return the places in `terms` of those that a text uses."""
        words = _words(text)
        return frozenset(
            place
            for start, word in enumerate(words)
            for name, place in self._starting.get(word, ())
            if words[start : start + len(name)] == name
        )


@cache
def glossary() -> Glossary:
    """Return the terms of the list that comes with the program."""
    text = resources.files("graph.glossary").joinpath(LIST).read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return Glossary(
        Term(row["term"], tuple(filter(None, row["names"].split(";"))), row["gloss"])
        for row in rows
    )


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case and the singular, humps of camels apart."""
    words = _WORD.findall(_HUMP.sub(r"\1 \2", text).lower())
    return tuple(w[:-1] if len(w) >= SHORTEST_PLURAL and w[-1] == "s" else w for w in words)
