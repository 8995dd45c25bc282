"""Names that notes offer, and how much each is worth believing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from graph.concepts.english import EITHER, VERBS
from graph.concepts.keys import key_of
from graph.concepts.shape import display
from graph.records import Concept

if TYPE_CHECKING:
    from graph.concepts.evidence import Offer

WEIGHTS = {
    "title": 100,
    "heading": 80,
    "headword": 100,
    "topic": 100,
    "page": 100,
    "tag": 100,
    "role": 100,
    "listed": 100,
    "definition": 100,
    "row": 100,
    "value": 100,
    "label": 15,
    "item": 80,
    "bold": 100,
    "speaker": 100,
    "shaped": 100,
    "long shaped": 70,
    "cued": 80,
    "aside": 80,
    "file": 70,
    "long cued": 50,
    "leading": 100,
    "code": 100,
    "quoted": 50,
    "capitals": 50,
    "opening": 50,
    "initials": 100,
    "common": 40,
    "noun": 50,
    "phrase": 34,
    "word": 100,
    "proper": 50,
    "capital": 50,
}
"""What one sight of a name is worth, in hundredths, by the way it was found: set by reading what
came of it. Whole numbers, so that the order of the notes cannot matter."""
AS_WRITTEN = frozenset(["page", "file"])
"""Finders of names that are one's own or a machine's: their case and number are part of them."""
BELIEVED = 100
"""The worth from which a name is believed to be one."""
MOST_SIGHTS = 5
"""Sights of one kind in one note that count: a word on every line is a habit, not a name."""
STRUCTURE = frozenset(
    [
        *("title", "heading", "headword", "topic", "definition"),
        *("row", "label", "item", "listed", "bold"),
    ]
)
"""Finders that say where a name belongs: the outline puts it there."""
BY_LETTERS = frozenset(
    ["shaped", "long shaped", "initials", "capitals", "capital", "proper", "file", "code"]
)
"""Finders that go by how a name is written and say nothing of where it belongs."""
OF_WORDS = frozenset(["noun", "phrase", "word", "common", "aside", "long cued"])
"""Finders of what lines just say: a "programming language" is no part of where it is spoken of."""
_ACTS = re.compile(
    rf"(?:{'|'.join(sorted(word.capitalize() for word in VERBS | EITHER))})(?=[A-Z])"
)
"""The beginning of an operation's name: "PutItem"."""


_NO_SIGHTS: Counter[Any] = Counter()
"""Of most names, which then need none of their own; never changed."""


@dataclass(slots=True)
class Candidate:
    """Everything that all notes say of one name."""

    key: str
    worth: int = 0
    surfaces: Counter[str] = field(default_factory=Counter)
    finders: Counter[str] = field(default_factory=Counter)
    placed: Counter[tuple[str, ...]] = field(default_factory=lambda: _NO_SIGHTS)
    """Sights by outline, where the outline itself puts the name there."""
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    others: frozenset[str] = frozenset()
    pages: Counter[str] = field(default_factory=lambda: _NO_SIGHTS)
    """The ways it is written as a page of the notes or a file: shown just so."""
    mixed: int = 0
    """How many offers of it have another key."""
    shown: str = field(default="", compare=False)

    def add(self, offer: Offer) -> None:
        """Count one offer."""
        self.shown = ""
        self.mixed += offer.key != self.key
        self.worth += WEIGHTS[offer.finder] * min(offer.count, MOST_SIGHTS)
        for counts, what in self._counted(offer):
            counts[what] += offer.count
        if offer.others:
            self.others |= frozenset(offer.others)

    def take_back(self, offer: Offer) -> None:
        """Count one offer no more that was counted; shorter names stay."""
        self.shown = ""
        self.mixed -= offer.key != self.key
        self.worth -= WEIGHTS[offer.finder] * min(offer.count, MOST_SIGHTS)
        for counts, what in self._counted(offer):
            counts[what] -= offer.count
            if not counts[what]:
                del counts[what]

    def _counted(self, offer: Offer) -> list[tuple[Counter[Any], Any]]:
        """Return where an offer is counted, and under what."""
        counted: list[tuple[Counter[Any], Any]] = [
            (self.surfaces, offer.surface), (self.finders, offer.finder), (self.seen, offer.under),
        ]  # fmt: skip
        if offer.finder in STRUCTURE:
            self.placed = self.placed or Counter()
            counted.append((self.placed, offer.under))
        if offer.finder in AS_WRITTEN:
            self.pages = self.pages or Counter()
            counted.append((self.pages, offer.surface))
        return counted

    def worth_more(self, times: int = 1) -> Candidate:
        """Return the same for one that something else speaks for as well, so many times."""
        return replace(self, worth=self.worth + times * BELIEVED // 2)

    def joined(self, other: Candidate) -> Candidate:
        """Return all that is known of two names for the same thing, under the first."""
        return Candidate(
            self.key, self.worth + other.worth, self.surfaces + other.surfaces,
            self.finders + other.finders, self.placed + other.placed, self.seen + other.seen,
            self.others | other.others, self.pages + other.pages, mixed=1,
        )  # fmt: skip

    @property
    def surface(self) -> str:
        """The way it is written most, for showing."""
        if not self.shown:
            self.shown = self._shown()
        return self.shown

    def _shown(self) -> str:
        if self.pages or self.kind == "tag":
            return min(self.pages or self.surfaces, key=lambda one: (-self.surfaces[one], one))
        own = list(self.surfaces)
        if self.mixed:
            own = [one for one in own if key_of(one) == self.key] or own
        spaced = [one for one in own if "-" not in one and "_" not in one] or own
        best = min(spaced, key=lambda one: (one.isupper(), -self.surfaces[one], one))
        return best if self._is_proper(best) else display(best)

    def _is_proper(self, name: str) -> bool:
        """Whether a word is written just so in all places, with a capital inside sentences too.

        One that ends as names do keeps its last letter then: "Jonas" is no "Jona".
        """
        inside = (
            bool({"capital", "proper"} & self.finders.keys())
            and " " not in name
            and name.endswith(("as", "os"))
        )
        return inside and all(one == name for one in self.surfaces)

    @property
    def is_capital(self) -> bool:
        """Whether no line writes it in small letters."""
        return not any(surface.islower() for surface in self.surfaces)

    @property
    def kind(self) -> str:
        """A page or a tag when that is how it was found, else a thing."""
        if "page" in self.finders:
            return "page"
        return "tag" if set(self.finders) == {"tag"} else "thing"

    @property
    def spoken_of(self) -> int:
        """How many lines name it that are not made to."""
        return sum(count for finder, count in self.finders.items() if finder not in STRUCTURE)

    @property
    def is_term(self) -> bool:
        """Whether it is a term of its section: several lines name it, or one begins with it."""
        if "shaped" in self.finders and _ACTS.match(self.surface):
            return True
        found = self.finders.keys()
        opens = bool({"leading", "opening"} & found)
        told = not (found <= BY_LETTERS or found <= OF_WORDS)
        return opens or (sum(self.seen.values()) > 2 and told)

    @property
    def outlines(self) -> set[str]:
        """The outermost lines that it stands under."""
        return {path[0] for path in self.seen if path}


def is_learnt(concept: Concept) -> bool:
    """Tell whether a concept was learnt from the notes: no word list and no user brought it."""
    return concept.origin in WEIGHTS
