"""Which things a picture shows: a concept, what is around it, and what is folded away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from math import ceil

from graph.records import RELATED_TO, Relation
from graph.views.pictures import SEAM
from graph.views.sheet import LANE, ROW

GROUP_SHOWN = 6
"""Things of one relation that are shown before the rest is folded: seen at one look."""
FIRST_HOP = 40
"""Things around the focus at depth 1: what a screen holds with every label readable."""
DEEPER = 50
"""Things in a picture of two or three hops, before any is opened: as many rows as fit on a laptop's
screen with names of 9 px."""
WHOLE_PICTURE = 120
"""Things in any picture; beyond it no layout can be read."""

FOLD = "fold"
RelationsOf = Callable[[str], Sequence[Relation]]


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours that one concept has by one relation in one direction."""

    anchor: str
    type: str
    outward: bool
    members: tuple[tuple[str, tuple[Relation, ...]], ...]
    """Each neighbour with all relations that it has with the anchor, the strongest first."""

    @property
    def fold(self) -> str:
        """Return the id under which the rest of the group is folded."""
        return SEAM.join((FOLD, self.anchor, self.type, "out" if self.outward else "in"))


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing that is shown, and what it hangs on."""

    id: str
    depth: int
    anchor: str = ""
    type: str = ""
    outward: bool = True
    relations: tuple[Relation, ...] = ()
    folded: tuple[str, ...] = ()
    """Ids of the concepts that this fold stands for; empty for a concept."""


@dataclass(slots=True)
class Choice:
    """The things chosen so far; grows while one picture is chosen."""

    relations_of: RelationsOf
    similar: bool
    picks: dict[str, Pick] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    """Every concept that the picture could show, folded and left-out ones too."""

    @property
    def room(self) -> int:
        """Return how many things may still come."""
        return WHOLE_PICTURE - len(self.picks)

    def groups(self, anchor: str) -> list[Group]:
        """Return the neighbours of a concept that are not shown yet, as groups."""
        groups = groups_of(anchor, self.relations_of(anchor), similar=self.similar)
        self.met.update(member for group in groups for member, _ in group.members)
        taken = self.picks.keys() | self.direct
        return [kept for group in groups if (kept := _without(group, taken)).members]

    @property
    def direct(self) -> set[str]:
        """Return the neighbours of the focus that are folded: they never stand farther out."""
        folds = (pick for pick in self.picks.values() if pick.depth == 1)
        return {member for pick in folds for member in pick.folded}

    def take(self, picks: Iterable[Pick], *, most: int = WHOLE_PICTURE) -> None:
        """Add things, as many as there is room for."""
        for pick in list(picks)[: max(min(self.room, most), 0)]:
            self.picks.setdefault(pick.id, pick)


def choose(
    focus: Sequence[str],
    relations_of: RelationsOf,
    *,
    depth: int = 1,
    opened: Sequence[str] = (),
    similar: bool = False,
) -> list[Choice]:
    """Return what the picture of `focus` shows, step by step; the last one is the picture.

    The first step is what was read in a line, then comes what is only similar, then each of
    `opened`: concepts whose neighbours are shown in place, and folds that are unfolded.
    """
    steps = [_around(focus, relations_of, depth=depth, similar=False)]
    if similar:
        steps.append(_around(focus, relations_of, depth=depth, similar=True))
    for name in opened:
        grown = replace(steps[-1], picks=dict(steps[-1].picks), met=set(steps[-1].met))
        _open(grown, name)
        grown.met -= set(focus)
        steps.append(grown)
    return steps


def _around(
    focus: Sequence[str], relations_of: RelationsOf, *, depth: int, similar: bool
) -> Choice:
    choice = Choice(relations_of, similar)
    choice.take(Pick(concept, 0) for concept in dict.fromkeys(focus))
    for concept in focus:
        _surround(choice, concept, 1, most=FIRST_HOP)
    for hop in range(2, depth + 1):
        room = max(DEEPER - ceil(sum(map(_rows, choice.picks.values()))), 0)
        _widen(choice, hop, most=room // (depth + 1 - hop))
    choice.met -= set(focus)
    return choice


def _open(choice: Choice, name: str) -> None:
    """Add what is around a thing, or put the things of a fold in its place."""
    pick = choice.picks.get(name)
    if pick is None:
        return
    if not pick.folded:
        _surround(choice, name, pick.depth + 1, most=choice.room)
        return
    del choice.picks[name]
    for group in choice.groups(pick.anchor):
        for member, relations in group.members:
            if member in pick.folded:
                way = group.type, group.outward
                choice.take([Pick(member, pick.depth, pick.anchor, *way, relations)])


def groups_of(anchor: str, relations: Iterable[Relation], *, similar: bool) -> list[Group]:
    """Return the neighbours of `anchor` by relation: the most numerous first, similar ones last."""
    sorted_pairs = sorted(_pairs(anchor, relations, similar=similar), key=_strongest_pair_first)
    members: dict[tuple[str, bool], list[tuple[str, tuple[Relation, ...]]]] = {}
    for other, between in sorted_pairs:
        first = between[0]
        outward = first.source == anchor or first.type == RELATED_TO
        members.setdefault((first.type, outward), []).append((other, between))
    groups = [Group(anchor, *key, tuple(found)) for key, found in members.items()]
    return sorted(
        groups,
        key=lambda group: (
            group.type == RELATED_TO,
            -len(group.members),
            group.type,
            group.outward,
        ),
    )


def _pairs(
    anchor: str, relations: Iterable[Relation], *, similar: bool
) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    """Yield each neighbour with its relations; one that only stands nearby yields to a read one."""
    by_other: dict[str, list[Relation]] = {}
    for relation in relations:
        if relation.source != relation.target:
            other = relation.target if relation.source == anchor else relation.source
            by_other.setdefault(other, []).append(relation)
    for other, between in by_other.items():
        read = [relation for relation in between if relation.type != RELATED_TO]
        if read or similar:
            yield other, tuple(sorted(read, key=_strongest_first)) or _one(between)


def _one(between: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return one of the relations that say no more than that two things stand together."""
    return (min(between, key=lambda one: (-len(one.facts), one.source, one.target)),)


def _strongest_first(relation: Relation) -> tuple[int, float, str, str]:
    return (-len(relation.facts), -relation.confidence, relation.type, relation.source)


def _strongest_pair_first(
    pair: tuple[str, tuple[Relation, ...]],
) -> tuple[int, float, str]:
    other, between = pair
    facts = {fact for relation in between for fact in relation.facts}
    return (-len(facts), -max(relation.confidence for relation in between), other)


def _without(group: Group, shown: Collection[str]) -> Group:
    members = tuple(member for member in group.members if member[0] not in shown)
    return Group(group.anchor, group.type, group.outward, members)


def _surround(choice: Choice, anchor: str, depth: int, *, most: int) -> None:
    """Add what is around a thing; what is only similar gets the room that the others leave."""
    groups = choice.groups(anchor)
    for late in (False, True):
        level = [group for group in groups if (group.type == RELATED_TO) is late]
        before = len(choice.picks)
        choice.take(_folded(level, depth, most=most))
        most -= len(choice.picks) - before


def _folded(groups: Sequence[Group], depth: int, *, most: int) -> list[Pick]:
    """Return the groups' things, each group cut to as many as leave room for all groups."""
    for shown in range(GROUP_SHOWN, -1, -1):
        picks = [pick for group in groups for pick in _cut(group, depth, shown)]
        if len(picks) <= most:
            return picks
    return picks[:most]


def _cut(group: Group, depth: int, shown: int) -> Iterator[Pick]:
    """Yield `shown` members and a fold for the rest; a fold never hides a single thing."""
    rest = len(group.members) - shown
    if rest <= 0 or len(group.members) == 1:
        shown = len(group.members)
    elif rest == 1:
        shown -= 1
    for member, relations in group.members[:shown]:
        yield Pick(member, depth, group.anchor, group.type, group.outward, relations)
    if folded := tuple(member for member, _ in group.members[shown:]):
        yield Pick(group.fold, depth, group.anchor, group.type, group.outward, (), folded)


def _widen(choice: Choice, hop: int, *, most: int) -> None:
    """Add the next hop: one thing for each outer one in turn, at most so many."""
    outer = [pick.id for pick in choice.picks.values() if pick.depth == hop - 1]
    reach = [_nearest(choice, concept, hop) for concept in outer if concept not in _folds(choice)]
    turns = [pick for turn in zip_longest(*reach) for pick in turn if pick]
    fresh: dict[str, Pick] = {}
    rows = 0.0
    for pick in turns:
        if pick.id not in fresh and rows + _rows(pick) <= most:
            fresh[pick.id] = pick
            rows += _rows(pick)
    order = {concept: number for number, concept in enumerate(outer)}
    choice.take(sorted(fresh.values(), key=lambda pick: order[pick.anchor]))


def _rows(pick: Pick) -> float:
    """Return how many rows a thing takes: one, or more where several relations end on it."""
    return max(1.0, len(pick.relations) * LANE / ROW)


def _folds(choice: Choice) -> set[str]:
    return {pick.id for pick in choice.picks.values() if pick.folded}


def _nearest(choice: Choice, concept: str, hop: int) -> list[Pick]:
    """Return a few of the strongest neighbours of a concept that are not shown yet."""
    return [
        Pick(member, hop, concept, group.type, group.outward, relations)
        for group in choice.groups(concept)
        for member, relations in group.members[:GROUP_SHOWN]
    ][:GROUP_SHOWN]
