"""Names that notes offer, and how much each is worth believing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.concepts.english import EITHER, VERBS
from graph.concepts.evidence import Evidence, Offer
from graph.concepts.keys import key_of
from graph.concepts.shape import display

WEIGHTS = {
    "title": 100,
    "heading": 80,
    "headword": 100,
    "topic": 100,
    "page": 100,
    "tag": 100,
    "command": 100,
    "listed": 100,
    "definition": 70,
    "item": 80,
    "bold": 70,
    "shaped": 100,
    "long shaped": 70,
    "cued": 80,
    "aside": 80,
    "file": 70,
    "long cued": 50,
    "leading": 80,
    "code": 60,
    "quoted": 50,
    "capitals": 50,
    "made": 60,
    "opening": 50,
    "initials": 50,
    "common": 40,
    "noun": 35,
    "phrase": 20,
}
"""What one sight of a name is worth, in hundredths, by the way it was found: set by reading what
came of it. Whole numbers, so that the order of the notes cannot matter."""
AS_WRITTEN = frozenset(["page", "command", "file"])
"""Finders of names that are one's own or a machine's: their case and number are part of them."""
BELIEVED = 100
"""The worth from which a name is believed to be one."""
MOST_SIGHTS = 5
"""Sights of one kind in one note that count: a word on every line is a habit, not a name."""
STRUCTURE = frozenset(
    ["title", "heading", "headword", "topic", "definition", "item", "listed", "bold"]
)
"""Finders that say where a name belongs: the outline puts it there."""
BY_LETTERS = frozenset(["shaped", "long shaped", "initials", "capitals", "file", "code"])
"""Finders that go by how a name is written and say nothing of where it belongs."""
_ACTS = re.compile(
    rf"(?:{'|'.join(sorted(word.capitalize() for word in VERBS | EITHER))})(?=[A-Z])"
)
"""The beginning of an operation's name: "PutItem"."""


@dataclass(slots=True)
class Candidate:
    """Everything that all notes say of one name."""

    key: str
    worth: int = 0
    surfaces: Counter[str] = field(default_factory=Counter)
    finders: Counter[str] = field(default_factory=Counter)
    placed: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """Sights by outline, where the outline itself puts the name there."""
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    """The ways it is written as a page of the notes, a command or a file: shown just so."""
    mixed: bool = False
    """Whether some of its ways to be written have another key."""
    shown: str = ""

    def add(self, offer: Offer) -> None:
        """Count one offer."""
        self.shown = ""
        self.mixed |= offer.key != self.key
        self.worth += WEIGHTS[offer.finder] * min(offer.count, MOST_SIGHTS)
        self.surfaces[offer.surface] += offer.count
        self.finders[offer.finder] += offer.count
        self.seen[offer.under] += offer.count
        if offer.finder in STRUCTURE:
            self.placed[offer.under] += offer.count
        self.others.update(offer.others)
        if offer.finder in AS_WRITTEN:
            self.pages.add(offer.surface)

    def take(self, other: Candidate) -> None:
        """Add what is known of another name for the same thing."""
        self.shown, self.mixed = "", True
        self.worth += other.worth
        self.surfaces += other.surfaces
        self.finders += other.finders
        self.placed += other.placed
        self.seen += other.seen
        self.others |= other.others
        self.pages |= other.pages

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
        return display(best)

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
        opens = bool({"leading", "opening", "made"} & self.finders.keys())
        return opens or (sum(self.seen.values()) > 2 and not self.finders.keys() <= BY_LETTERS)

    @property
    def outlines(self) -> set[str]:
        """The outermost lines that it stands under."""
        return {path[0] for path in self.seen if path}


def candidates_of(offered: Iterable[Evidence]) -> dict[str, Candidate]:
    """Return the names that notes offer, by key; what a list calls by its class is one name.

    "Failover", an item under "Routing policies", is "Failover routing policy" from there on.
    """
    every = [offer for evidence in offered for offer in evidence.offers]
    classed = {
        (key_of(other), *offer.under[:1]): offer.key
        for offer in sorted((o for o in every if o.others), key=lambda o: (o.key, o.under))
        for other in offer.others
    }
    found: dict[str, Candidate] = {}
    for offer in every:
        key = classed.get((offer.key, *offer.under[:1]), offer.key)
        found.setdefault(key, Candidate(key)).add(offer)
    return found
