"""What all notes offer to the lexicon, added up: a changed note is counted again, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from graph.concepts.candidates import Candidate
from graph.concepts.evidence import Evidence, Offer
from graph.concepts.keys import key_of
from graph.concepts.pages import Page

Told = TypeVar("Told")


@dataclass(slots=True)
class NameEvidence:
    """The names that notes offer, by key; what a list calls by its class is one name.

    "Failover", an item under "Routing policies", is "Failover routing policy" from there on.
    """

    candidates: dict[str, Candidate] = field(default_factory=dict)
    same: Counter[tuple[str, str, tuple[str, ...]]] = field(default_factory=Counter)
    """(short, long, outline): names that notes say are one thing."""
    glosses: dict[str, Counter[str]] = field(default_factory=dict)
    """By key: what notes say that it is."""
    pages: dict[str, Page] = field(default_factory=dict)
    """By path."""
    heads: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(kind, key): in how many notes it stands above lines."""
    shown: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(path, target, words): links that show other words than their target."""
    items: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(key of a heading, line): in how many notes the line is an item under the heading."""
    notes: int = 0
    _classed: dict[tuple[str, ...], str] = field(default_factory=dict)
    """By the key of an item and its outermost line: the key of the item with its class."""

    def add(self, offers: Iterable[Offer]) -> None:
        """Count offers."""
        for offer in offers:
            key = self._key(offer)
            found = self.candidates.get(key)
            if found is None:
                found = self.candidates[key] = Candidate(key)
            found.add(offer)

    def change(self, before: Evidence, after: Evidence) -> bool:
        """Count what a note offers now in place of what it did; tell whether that can be done.

        Where lists give or take names of their items, all notes must be counted anew.
        """
        gone = Counter(before.offers)
        came = Counter(after.offers)
        gone, came = gone - came, came - gone
        if any(offer.others for offer in (*gone, *came)):
            return False
        for offer in gone:
            key = self._key(offer)
            self.candidates[key].take_back(offer)
            if not self.candidates[key].finders:
                del self.candidates[key]
        self.add(came)
        self.tell(before, -1)
        self.tell(after)
        return True

    def tell(self, evidence: Evidence, times: int = 1) -> None:
        """Count what a note tells beside the names that it offers."""
        _count(self.same, evidence.same, times)
        _count(self.heads, evidence.heads, times)
        _count(self.items, evidence.items, times)
        self.say(evidence, times)
        self.notes += times * (evidence != Evidence())
        page = evidence.page
        if page is None:
            return
        if times > 0:
            self.pages[page.path] = page
        elif self.pages.get(page.path) == page:
            del self.pages[page.path]
        _count(self.shown, [(page.path, *pair) for pair in evidence.shown], times)

    def say(self, evidence: Evidence, times: int = 1) -> None:
        """Count what a note says that things are."""
        for key, says in evidence.glosses:
            self.glosses.setdefault(key, Counter())[says] += times

    def gloss(self, key: str) -> str:
        """Return what notes say that a thing is, the first by its letters; "" for nothing."""
        return min((says for says, count in self.glosses.get(key, {}).items() if count), default="")

    def explained(self) -> set[tuple[str, str, tuple[str, ...]]]:
        """Return the names that notes say are one thing."""
        return set(self.same)

    def _key(self, offer: Offer) -> str:
        return self._classed.get((offer.key, *offer.under[:1]), offer.key)


def _count(counts: Counter[Told], told: Iterable[Told], times: int) -> None:
    for one in told:
        counts[one] += times
        if not counts[one]:
            del counts[one]


def name_evidence_of(
    evidence: Iterable[Evidence], *, pause: Callable[[], None] = lambda: None
) -> NameEvidence:
    """Return what all notes offer; their order does not matter.

    They are gone through twice; of what can be read only once all is kept in memory meanwhile.
    `pause` is called after each note; what it raises ends the work.
    """
    every = list(evidence) if isinstance(evidence, Iterator) else evidence
    listed = (offer for one in every for offer in one.offers if offer.others)
    classed = {
        (key_of(other), *offer.under[:1]): offer.key
        for offer in sorted(listed, key=lambda o: (o.key, o.under))
        for other in offer.others
    }
    found = NameEvidence(_classed=classed)
    for one in every:
        pause()
        found.add(one.offers)
        found.tell(one)
    return found
