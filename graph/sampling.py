"""Random relations and concepts with their lines, by which anyone can judge a collection."""

from __future__ import annotations

import random
from collections.abc import Iterator

from graph.records import Issue, Statement
from graph.storage import Index


def sample(index: Index, *, number: int, seed: int | None = None) -> list[Issue]:
    """Return `number` random typed relations and as many concepts, each with a line and its rule.

    The same `seed` draws the same of the same index.
    """
    draw = random.Random(seed)
    names = {concept.id: concept.name for concept in index.concepts()}
    return [*_relations(index, names, draw, number), *_concepts(index, draw, number)]


def _relations(
    index: Index, names: dict[str, str], draw: random.Random, number: int
) -> Iterator[Issue]:
    said = [
        Statement(source, kind, target, fact, sure, rule)
        for (source, kind, target), lines in sorted(index.statements().items())
        for fact, sure, rule in lines[:1]
        if kind != "related_to"
    ]
    for one in draw.sample(said, min(number, len(said))):
        source, target = (names.get(end, end) for end in (one.source, one.target))
        text = f"{source} — {one.type} → {target}"
        facts = tuple(index.facts([one.fact]))
        yield Issue("relation", text, f"by {one.rule}, {one.confidence:.2f}", facts)


def _concepts(index: Index, draw: random.Random, number: int) -> Iterator[Issue]:
    concepts = sorted(index.concepts(), key=lambda concept: concept.id)
    for concept in draw.sample(concepts, min(number, len(concepts))):
        facts = tuple(index.naming(concept.id)[:1] or index.about(concept.id)[:1])
        yield Issue("concept", concept.name, f"{concept.kind}, by {concept.origin}", facts)
