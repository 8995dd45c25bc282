"""The topics of a collection: things that belong together, named as a person would name them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from threading import Lock

from graph.network import communities
from graph.records import Concept, Relation
from graph.storage import Index
from graph.views.map import short_name
from graph.views.overview import WHOLE
from graph.views.pictures import edge_id

COMMON_KINDS = ("thing", "tag")
SMALLEST = 3
"""Two things are a relation, not a group."""
MOST_TOPICS = 24
"""More groups than these are seldom more than a pair and a straggler."""
LABELLED = 0.4
"""How well a tag or a folder must agree with a topic to name it, as an F-score."""
LOOKED_AT = 12
"""Members that must agree with a label: the others are mostly mentioned in passing."""
LONGEST = 40
"""Characters of a name of two things."""
SECOND = 0.6
"""What the second thing must weigh beside the first to be named with it."""

BUSY = Lock()
"""Held while topics are found: page and warming want them at once, and once is enough."""
ORDERED = re.compile(r"^\d+[.)]? +")
"""A number before the name of a folder only orders it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Things that belong together, those that name them first."""

    name: str
    members: tuple[Concept, ...]
    facts: int

    @property
    def id(self) -> str:
        """Return the id of its node on the map."""
        return WHOLE + self.members[0].id


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics, and the relations that the notes state inside each and between two of them."""

    topics: tuple[Topic, ...]
    relations: Mapping[tuple[str, str], tuple[Relation, ...]]

    def named(self, topic: str) -> Topic | None:
        """Return the topic with an id."""
        return next((one for one in self.topics if one.id == topic), None)


def topics_of(index: Index) -> Topics:
    """Return the largest topics, each with its name; who asks meanwhile waits for the first."""
    with BUSY:
        return _topics(index)


@lru_cache(maxsize=1)
def _topics(index: Index) -> Topics:
    sizes = {name: facts for name, (facts, _) in index.sizes().items()}
    found = communities(index.ties)[:MOST_TOPICS]
    groups = [_biggest_first(members, index, sizes) for members in found]
    groups = [members for members in groups if len(members) >= SMALLEST]
    labels = _labels(groups, index)
    topics = tuple(
        Topic(
            labels.get(number) or _by_members(members, sizes),
            tuple(members),
            sum(sizes.get(one.id, 0) for one in members),
        )
        for number, members in enumerate(groups)
    )
    return Topics(topics, _between(topics, index.stated()))


def _between(
    topics: Sequence[Topic], relations: Iterable[Relation]
) -> dict[tuple[str, str], tuple[Relation, ...]]:
    """Return the stated relations by the topics of their ends, the surest first."""
    home = {member.id: topic.id for topic in topics for member in topic.members}
    found: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for one in relations:
        source, target = home.get(one.source), home.get(one.target)
        if source and target:
            found[min(source, target), max(source, target)].append(one)
    return {
        pair: tuple(
            sorted(members, key=lambda one: (-len(one.facts), -one.confidence, edge_id(one)))
        )
        for pair, members in sorted(found.items())
    }


def _by_members(members: Sequence[Concept], sizes: Mapping[str, int]) -> str:
    """Return the name of the biggest member, with the second where it is nearly as big."""
    first, second = members[:2]
    small = sizes.get(second.id, 0) < SECOND * sizes.get(first.id, 0)
    both = " and ".join(map(short_name, (first, second)))
    alone = small or second.kind in COMMON_KINDS or len(both) > LONGEST
    return short_name(first) if alone else both


def _labels(groups: Sequence[Sequence[Concept]], index: Index) -> dict[int, str]:
    """Return the tag or the folder that agrees best with a group, each for one group only."""
    home = {one.id: number for number, members in enumerate(groups) for one in members[:LOOKED_AT]}
    scored: list[tuple[float, str, int]] = []
    for label, members in (*_tagged(index), *_in_folders(groups, index)):
        held = Counter(home[member] for member in members if member in home)
        for number, count in held.items():
            score = 2 * count / (held.total() + len(groups[number][:LOOKED_AT]))
            if len(members) >= SMALLEST and score >= LABELLED:
                scored.append((score, label, number))
    chosen: dict[int, str] = {}
    for _, label, number in sorted(scored, key=lambda one: (-one[0], one[1])):
        if number not in chosen and label not in chosen.values():
            chosen[number] = label
    return chosen


def _tagged(index: Index) -> Iterator[tuple[str, Collection[str]]]:
    for tag in index.concepts():
        if tag.kind == "tag":
            ends = {end for one in index.relations(tag.id) for end in (one.source, one.target)}
            yield _readable(tag.name), ends - {tag.id}


def _in_folders(
    groups: Sequence[Sequence[Concept]], index: Index
) -> Iterator[tuple[str, Collection[str]]]:
    folders: dict[str, set[str]] = defaultdict(set)
    for members in groups:
        for member in members[:LOOKED_AT]:
            parents = Counter(
                PurePosixPath(fact.path).parent.name for fact in index.about(member.id)[:LOOKED_AT]
            )
            if parents:
                folders[parents.most_common(1)[0][0]].add(member.id)
    return ((_readable(name), members) for name, members in folders.items() if name)


def _readable(label: str) -> str:
    plain = label.strip("#/ ").rpartition("/")[2].replace("-", " ").replace("_", " ")
    plain = ORDERED.sub("", plain)
    return plain[:1].upper() + plain[1:]


def _biggest_first(members: Iterable[str], index: Index, sizes: Mapping[str, int]) -> list[Concept]:
    concepts = [index.by_id[member] for member in members if member in index.by_id]
    return sorted(
        concepts, key=lambda one: (one.kind in COMMON_KINDS, -sizes.get(one.id, 0), one.name)
    )
