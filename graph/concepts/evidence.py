"""What one note offers to the lexicon: names with the way they were found, and pairs of names."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.concepts.definitions import Definition, definition_in, is_initialism, same_names
from graph.concepts.finders import found_in, found_in_heading
from graph.concepts.keys import key_of
from graph.concepts.phrases import Found
from graph.concepts.shape import could_be_name
from graph.notes.pages import is_cover
from graph.records import Fact

SHORT_TITLE = 2
"""Words in a title that names what its note is about; a longer one often says what is done."""
LONGEST_GLOSS = 160
"""Characters of a definition that are kept as a gloss."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A name as one note offers it: how it was found, under which outline, how often."""

    key: str
    surface: str
    finder: str
    under: tuple[str, ...]
    count: int
    others: tuple[str, ...] = ()
    """Shorter names that the outline gives it: "Failover" in a list of policies."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that one note tells about names."""

    offers: tuple[Offer, ...] = ()
    same: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """(short, long, outline): names that the note says are one thing."""
    glosses: tuple[tuple[str, str], ...] = ()
    """(key, what it is): definitions."""

    def to_json(self) -> str:
        """Return the evidence as one line of JSON."""
        places: dict[tuple[str, ...], int] = {}
        offers = [
            (o.key, o.surface, o.finder, places.setdefault(o.under, len(places)), o.count, o.others)
            for o in self.offers
        ]
        same = [(s, n, places.setdefault(u, len(places))) for s, n, u in self.same]
        whole = {"under": list(places), "offers": offers, "same": same, "glosses": self.glosses}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Evidence:
        """Read evidence that `to_json` wrote."""
        whole = json.loads(text)
        under = [tuple(path) for path in whole["under"]]
        return cls(
            tuple(Offer(k, s, f, under[u], n, tuple(o)) for k, s, f, u, n, o in whole["offers"]),
            tuple((s, n, under[u]) for s, n, u in whole["same"]),
            tuple((k, says) for k, says in whole["glosses"]),
        )


@dataclass(slots=True)
class _Tally:
    counts: dict[tuple[str, str, tuple[str, ...]], int] = field(
        default_factory=lambda: defaultdict(int)
    )
    surfaces: dict[tuple[str, str, tuple[str, ...]], tuple[str, tuple[str, ...]]] = field(
        default_factory=dict
    )

    def add(self, found: Iterable[Found], under: tuple[str, ...]) -> None:
        for one in found:
            if one.key:
                place = (one.key, one.finder, under)
                self.counts[place] += 1
                shown = (one.surface, one.others)
                self.surfaces[place] = min(self.surfaces.get(place, shown), shown)

    def offers(self) -> tuple[Offer, ...]:
        return tuple(
            Offer(key, self.surfaces[place][0], finder, under, count, self.surfaces[place][1])
            for place, count in sorted(self.counts.items())
            for key, finder, under in [place]
        )


def evidence_of(facts: Sequence[Fact]) -> Evidence:
    """Return what the facts of one note tell about names."""
    tally = _Tally()
    same: set[tuple[str, str, tuple[str, ...]]] = set()
    glosses: dict[str, str] = {}
    by_id = {fact.id: fact for fact in facts}
    first = facts[0].context[:1] if facts else ()
    roof = first if first and is_cover(facts[0].path, first[0]) else ()
    for path in dict.fromkeys(f.context[: n + 1] for f in facts for n in range(f.headings)):
        short = len(path[-1].split()) <= SHORT_TITLE
        finder = "title" if short and path == facts[0].context[:1] else "heading"
        tally.add(found_in_heading(path[-1], finder), _within(path[:-1], roof))
    for fact in facts:
        if fact.kind in ("link", "code"):
            continue
        if fact.context and any(mark.kind == "alias" for mark in fact.marks):
            same.update((name, fact.context[-1], fact.context) for name in _further(fact))
            continue
        definition = definition_in(fact.plain)
        found = found_in(fact, by_id.get(fact.parent or ""), definition)
        tally.add(found, _within(fact.context, roof))
        same.update((pair.short, pair.long, fact.context) for pair in same_names(fact.plain))
        if definition:
            glosses.setdefault(key_of(definition.name), _gloss(definition))
    return Evidence(tally.offers(), tuple(sorted(same)), tuple(sorted(glosses.items())))


def _within(path: tuple[str, ...], roof: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path without the title of all the notes, of which nothing is a part."""
    return path[len(roof) :] if path[: len(roof)] == roof else path


def _further(fact: Fact) -> list[str]:
    """Return the further names that a line of a note's head gives its page."""
    names = [mark.span.of(fact.plain) for mark in fact.marks if mark.kind == "alias"]
    return [name for name in names if could_be_name(name) or is_initialism(name)]


def _gloss(definition: Definition) -> str:
    return definition.says[:LONGEST_GLOSS]
