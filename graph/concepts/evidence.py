"""What one note offers to the lexicon: names with the way they were found, and pairs of names."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.concepts.definitions import Definition, definition_in, is_initialism, same_names
from graph.concepts.finders import defined_name, found_in, found_in_heading, named
from graph.concepts.items import value_items
from graph.concepts.keys import key_of
from graph.concepts.pages import Page, target_name
from graph.concepts.phrases import Found
from graph.concepts.roles import enumerated, roles_in
from graph.concepts.shape import bare, could_be_name
from graph.notes.pages import is_cover
from graph.records import Fact

SHORT_TITLE = 2
"""Words in a title that names what its note is about; a longer one often says what is done."""
LEAST_SAID = 2
"""Times that somebody speaks in a note before the label there is held to be a speaker."""
_SPEAKS = re.compile(r"\b(?:I|we|We|I'm|we'll|my|our|ich|wir|je|nous|yo)\b")
VALUE = "="
"""What stands before the key of a property whose value an item is."""
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
    page: Page | None = None
    """The page that the note is."""
    heads: tuple[tuple[str, str], ...] = ()
    """(kind, key): what stands above lines: "head" for a heading or label, or "bullet"."""
    shown: tuple[tuple[str, str], ...] = ()
    """(target, words): links that show other words than their target."""
    items: tuple[tuple[str, str], ...] = ()
    """(key of a heading, line): short items under a heading that may be a role."""

    def to_json(self) -> str:
        """Return the evidence as one line of JSON."""
        places: dict[tuple[str, ...], int] = {}
        offers = [
            (o.key, o.surface, o.finder, places.setdefault(o.under, len(places)), o.count, o.others)
            for o in self.offers
        ]
        same = [(s, n, places.setdefault(u, len(places))) for s, n, u in self.same]
        whole = {"under": list(places), "offers": offers, "same": same, "glosses": self.glosses}
        whole |= {"heads": self.heads, "shown": self.shown, "items": self.items}
        if self.page is not None:
            whole["page"] = (
                self.page.path,
                self.page.title,
                self.page.aliases,
                self.page.ids,
                self.page.nodes,
            )
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
            _page(whole["page"]) if "page" in whole else None,
            tuple((kind, key) for kind, key in whole["heads"]),
            tuple((target, words) for target, words in whole["shown"]),
            tuple((heading, line) for heading, line in whole["items"]),
        )


def _page(parts: list[Any]) -> Page:
    path, title, aliases, ids, nodes = parts
    return Page(path, title, tuple(aliases), tuple(ids), tuple((n, h) for n, h in nodes))


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


def evidence_of(facts: Sequence[Fact], page: Page | None = None) -> Evidence:
    """Return what the facts of one note tell about names; `page` is the page that the note is."""
    tally = _Tally()
    same: set[tuple[str, str, tuple[str, ...]]] = set()
    glosses: dict[str, str] = {}
    by_id = {fact.id: fact for fact in facts}
    first = facts[0].context[:1] if facts else ()
    roof = first if first and (page or is_cover(facts[0].path, first[0])) else ()
    for path in dict.fromkeys(f.context[: n + 1] for f in facts for n in range(f.headings)):
        short = len(path[-1].split()) <= SHORT_TITLE
        finder = "title" if short and path == first else "heading"
        tally.add(found_in_heading(path[-1], finder), _within(path[:-1], roof))
        if path[-1].endswith(")") and could_be_name(name := defined_name(path[-1])):
            same.add((path[-1], name, path[:-1]))
            same.update((pair.short, pair.long, path[:-1]) for pair in same_names(path[-1]))
    for fact in facts:
        if fact.kind in ("link", "code"):
            continue
        if fact.context and any(mark.kind == "alias" for mark in fact.marks):
            if page is None:
                same.update((name, fact.context[-1], fact.context) for name in _further(fact))
            continue
        definition = definition_in(fact.plain)
        found = found_in(fact, by_id.get(fact.parent or ""), definition, on_page=page is not None)
        tally.add(found, _within(fact.context, roof))
        same.update((pair.short, pair.long, fact.context) for pair in same_names(fact.plain))
        if definition:
            glosses.setdefault(key_of(definition.name), _gloss(definition))
    tally.add((named(name, "speaker") for name in _speakers(facts)), ())
    return Evidence(
        tally.offers(),
        tuple(sorted(same)),
        tuple(sorted(glosses.items())),
        replace(page, aliases=_aliases(facts), nodes=_nodes(page, facts)) if page else None,
        tuple(sorted(set(_heads(facts)))),
        tuple(sorted(set(_shown(facts)))),
        tuple(sorted(set(_items(facts)))),
    )


def _items(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Yield the short items under a heading that may be a role, or in a line that lists them."""
    for heading, items in roles_in(facts).items():
        for item in items:
            yield key_of(heading), item.plain
    for fact in facts:
        listed = enumerated(fact) if ": " in fact.plain else None
        for name in listed[2] if listed else ():
            yield key_of(listed[0] if listed else ""), name
        for mark in fact.marks:
            if mark.kind == "property":
                for name in value_items(mark.span.of(fact.plain), mark.target):
                    yield VALUE + key_of(mark.target), name


def _aliases(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Return the names that the head of a page gives it."""
    marks = (
        mark.span.of(fact.plain)
        for fact in facts
        if fact.parent is None
        for mark in fact.marks
        if mark.kind == "alias"
    )
    return tuple(dict.fromkeys(marks))


def _nodes(page: Page, facts: Sequence[Fact]) -> tuple[tuple[str, str], ...]:
    """Return the headings with ids as they are read, without their state and their tags."""
    headings = {text for fact in facts for text in fact.context[: fact.headings]}
    read = (
        (number, max((one for one in headings if one in line), key=len, default=""))
        for number, line in page.nodes
    )
    return tuple((number, heading) for number, heading in read if heading)


def _speakers(facts: Sequence[Fact]) -> list[str]:
    """Return the labels in front of what people say: repeated, and somewhere saying "I" or "we"."""
    said: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        for mark in fact.marks[:1]:
            if mark.kind == "property" and fact.plain.startswith(f"{mark.target}:"):
                said[mark.target].append(mark.span.of(fact.plain))
    return [
        name
        for name, values in said.items()
        if len(values) >= LEAST_SAID
        and name[0].isupper()
        and any(_SPEAKS.search(value) for value in values)
    ]


def _heads(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Yield what stands above the lines of a note, and the labels in front of them."""
    for above, headings in dict.fromkeys((fact.context, fact.headings) for fact in facts):
        for number, text in enumerate(above):
            yield "head" if number < headings else "bullet", key_of(bare(text))
    for fact in facts:
        for mark in fact.marks:
            if mark.kind in ("property", "heading"):
                yield "head", key_of(mark.target or bare(mark.span.of(fact.plain)))


def _shown(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    for fact in facts:
        for mark in fact.marks:
            words = mark.span.of(fact.plain)
            within = target_name(mark.target) or mark.target.startswith("id:")
            if mark.kind == "link" and words != mark.target and within:
                yield mark.target, words


def _within(path: tuple[str, ...], roof: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path without the title of all the notes, of which nothing is a part."""
    return path[len(roof) :] if path[: len(roof)] == roof else path


def _further(fact: Fact) -> list[str]:
    """Return the further names that a line of a note's head gives its page."""
    names = [mark.span.of(fact.plain) for mark in fact.marks if mark.kind == "alias"]
    return [name for name in names if could_be_name(name) or is_initialism(name)]


def _gloss(definition: Definition) -> str:
    return definition.says[:LONGEST_GLOSS]
