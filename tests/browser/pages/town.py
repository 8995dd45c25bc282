"""A made-up town of things and relations: small cases by name, and one with busy concepts."""

from __future__ import annotations

from itertools import count

from graph.records import RELATED_TO, Concept, Relation

KINDS = ("service", "feature", "tool", "format", "protocol", "language", "platform", "thing")
TYPES = ("uses", "part_of", "alternative_to", "encrypted_with", "triggers", "stores_in")
NAMES = (
    "Harbour", "Mill", "Town Hall", "Night Market", "Lighthouse", "Ferry", "Signal Tower", "Bakery",
    "Grain Store", "Old Bridge", "Clock", "Railway Station", "Post Office", "Fire Brigade", "Well",
    "Library of the Guild of Printers", "School", "Hospital", "Water Works", "Gas Lamp", "Tram",
    "Registry", "Coin Press", "Guard House", "Archive", "Theatre", "Dry Dock", "Rope Walk", "Inn",
    "Weather Vane", "Observatory", "Glass House", "Brick Kiln", "Tannery", "Smithy", "Orchard",
)  # fmt: skip
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "javascript:alert(2)",
    '"><script>alert(3)</script>',
    "constructor",
)


class Town:
    """Concepts and relations by id, as an index would give them."""

    def __init__(self, concepts: list[Concept], relations: list[Relation]) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        self.all = relations

    def concept(self, name: str) -> Concept:
        """Return the concept of an id."""
        return self.concepts[name]

    def relations_of(self, name: str) -> list[Relation]:
        """Return the relations from or to a concept."""
        return [relation for relation in self.all if name in (relation.source, relation.target)]

    def busiest(self, number: int) -> list[str]:
        """Return the concepts with most relations."""
        order = sorted(self.concepts, key=lambda name: (-len(self.relations_of(name)), name))
        return order[:number]


def relation(source: str, kind: str, target: str, *facts: str) -> Relation:
    """Return a relation with one fact or more."""
    return Relation(source, kind, target, 0.9, "made", facts or (f"{source}{target}",))


def star(number: int, *, kind: str = "uses") -> Town:
    """Return a hub with so many things around it, all by one relation."""
    concepts = [Concept("hub", "Hub", kind="service")]
    concepts += [Concept(f"n{at:02}", f"Thing {at}", kind="tool") for at in range(number)]
    return Town(concepts, [relation("hub", kind, f"n{at:02}") for at in range(number)])


def hostile() -> Town:
    """Return a hub whose things have names that would run if they were drawn as HTML."""
    concepts = [Concept("hub", HOSTILE[0], kind=HOSTILE[2], gloss=HOSTILE[2])]
    concepts += [Concept(f"n{at}", name, kind=name, gloss=name) for at, name in enumerate(HOSTILE)]
    return Town(concepts, [relation("hub", HOSTILE[0], one.id) for one in concepts[1:]])


def busy() -> Town:
    """Return a town of 180 things, some of them with dozens of relations, always the same."""
    concepts = [
        Concept(f"c{at}", _name(at), kind=KINDS[at * 7 % 11 % len(KINDS)], gloss=f"Made thing {at}")
        for at in range(180)
    ]
    relations = {}
    for at in count():
        source, target = at * at * 31 % 23, (at * 53 + at // 7) % 180
        kind = RELATED_TO if at % 5 == 4 else TYPES[(source + at * at) % len(TYPES)]
        ends = (source, target) if at % 3 else (target, source)
        made = relation(
            f"c{ends[0]}", kind, f"c{ends[1]}", *(f"f{at}{n}" for n in range(at % 4 + 1))
        )
        if source != target:
            relations[(made.source, made.type, made.target)] = made
        if at > 700:
            return Town(concepts, list(relations.values()))
    raise AssertionError("the loop above ends")


def _name(at: int) -> str:
    name = NAMES[at % len(NAMES)]
    return name if at < len(NAMES) else f"{name} {at // len(NAMES) + 1}"
