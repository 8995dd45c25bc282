"""A part of the graph, such as what a page shows, to be exported like the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.records import Concept, Fact, Relation
from graph.storage import Index


@dataclass(frozen=True)
class Part:
    """Some facts and relations of an index, with the concepts that they name."""

    index: Index
    shown: tuple[Relation, ...] = ()
    cited: tuple[Fact, ...] = ()
    more: tuple[str, ...] = field(default=())
    """Ids of concepts that are shown by themselves."""

    def relations(self) -> list[Relation]:
        """Return the relations that are shown."""
        return sorted(self.shown, key=lambda one: (one.source, one.type, one.target))

    def all_facts(self) -> Iterator[Fact]:
        """Yield the facts that are shown and those that the relations rest on, each once."""
        yield from self._facts

    def concepts(self) -> list[Concept]:
        """Return the concepts at the ends of the relations and those shown by themselves, by id."""
        ends = {end for one in self.shown for end in (one.source, one.target)}
        subjects = {fact.subject for fact in self.cited if fact.subject}
        wanted = sorted(ends | subjects | set(self.more))
        return [concept for one in wanted if (concept := self.index.concept(one))]

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Return how many facts and neighbours each concept has in the whole index."""
        return self.index.sizes()

    @cached_property
    def _facts(self) -> Sequence[Fact]:
        evidence = self.index.facts(fact for one in self.shown for fact in one.facts)
        return tuple({fact.id: fact for fact in (*self.cited, *evidence)}.values())
