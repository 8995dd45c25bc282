"""The graph at a size: routes between two concepts."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

from graph.network import Ties
from graph.records import Concept, Relation
from graph.routes import paths
from tests.benchmarks.made_notes import SEED, zipf
from tests.benchmarks.measuring import Figure, clock, milliseconds, peak_megabytes, spread_of

CONCEPTS_PER_RELATION = 0.3
TYPES = ("uses", "stores_in", "triggers", "part_of", "encrypted_with", "related_to")
ASKED = 60


def figures(lines: int) -> Iterator[Figure]:
    """Measure walks in a graph of `lines` relations in which a few concepts have most of them."""
    chance = random.Random(SEED)
    concepts = [Concept(f"c{n}", f"C{n}") for n in range(int(lines * CONCEPTS_PER_RELATION))]
    relations = _relations(chance, concepts, lines)
    with clock() as packing:
        ties = Ties((one.source, one.target, one.strength) for one in relations)
    between = defaultdict[frozenset[str], list[Relation]](list)
    for relation in relations:
        between[frozenset((relation.source, relation.target))].append(relation)
    part = f"graph {lines:,}"
    yield Figure(
        part,
        "packed for routes",
        f"{packing.seconds:.2f} s",
        f"{peak_megabytes():.0f} MB in the process",
    )
    asked = [chance.choice(relations).source for _ in range(ASKED)]
    pairs = [(one, chance.choice(relations).target) for one in asked]
    walked = milliseconds(lambda p: paths(ties, lambda *both: between[frozenset(both)], *p), pairs)
    yield Figure(part, "path", spread_of(walked))


def _relations(chance: random.Random, concepts: list[Concept], count: int) -> list[Relation]:
    weights, found = zipf(len(concepts)), dict[tuple[str, str, str], Relation]()
    while len(found) < count:
        one, other = chance.choices(concepts, cum_weights=weights)[0], chance.choice(concepts)
        kind = chance.choice(TYPES)
        if one.id != other.id:
            key = (one.id, kind, other.id)
            found[key] = Relation(*key, confidence=0.8, rule="made", facts=(f"f{len(found)}",))
    return list(found.values())
