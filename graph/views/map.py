"""The map: relations in, a picture of nodes and edges out, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from graph.concepts.wordlist import SHIPPED
from graph.records import RELATED_TO, Concept, Relation
from graph.views.labels import ELLIPSIS, fitted, width_of
from graph.views.layout import arrange
from graph.views.neighbourhood import Choice, Pick, RelationsOf, choose, groups_of
from graph.views.pictures import SEAM, Count, Edge, Node, Picture, edge_id, view_of
from graph.views.sheet import LANE, ROW, Box, Kept, Place, Point

NODE_TEXT = 12.0
EDGE_TEXT = 12.0
"""Sizes of text in pixels at zoom 1; the browser draws with the same, and never below zoom 0.75."""
NODE_AIR = 34.0
"""What a node is wider than its name: the sign of its kind and air on both sides."""
NARROWEST = 54.0
WIDEST_NAME = 150.0
"""Names are cut here, at some 24 characters; hover and the list show the whole name."""
WIDEST_FOCUS = 112.0
"""The focus stands between two columns of rows and gets less."""
WIDEST_TYPE = 98.0
ROUNDING = 0.01
"""A name that fits exactly is not cut."""
FOCUS_SCALE = 1.15
"""The focus is set larger."""
TALL_FOCUS = 32.0
FROM_LIST = "from Noteloom’s list"
"""What is said of a gloss that no note gives."""
FOLD_EDGE = f"{SEAM}edge"
"""What the id of a fold's edge has more than that of the fold."""
MOST_CROSSING = 60
"""Relations drawn among the neighbours themselves: more of them would hide the others."""


def readable(relation_type: str) -> str:
    """Return how a relation's type is written on an edge."""
    return "is mentioned with" if relation_type == RELATED_TO else relation_type.replace("_", " ")


def picture(
    focus: Sequence[str],
    *,
    concept: Callable[[str], Concept],
    relations_of: RelationsOf,
    depth: int = 1,
    opened: Sequence[str] = (),
    similar: bool = False,
    kept: Kept | None = None,
    label: Callable[[str], str] = readable,
    tall: Callable[[str], float] = lambda _: ROW,
) -> Picture:
    """Return the picture of `focus` and what is around it.

    `opened` holds ids of concepts to open in place and of folds to unfold; `kept` the places of
    earlier pictures of this view, which are not changed.
    """
    concept, relations_of = cache(concept), cache(relations_of)
    kept = kept or Kept()
    steps = choose(focus, relations_of, depth=depth, opened=opened, similar=similar)
    choice = steps[-1]
    boxes = [_boxes(step, concept, label, tall) for step in steps]
    places = arrange(boxes, pinned=kept.pinned, before=kept.before)
    edges = _edges(choice, places, label)
    picks = choice.picks.values()
    drawn = (_node(pick, _name(pick, concept), places[pick.id], choice) for pick in picks)
    nodes = tuple(_with_concept(node, concept, kept.pinned, opened) for node in drawn)
    return Picture(
        view=view_of(focus),
        focus=tuple(dict.fromkeys(focus)),
        nodes=nodes,
        edges=edges,
        types=types_of(edges, label, choice=choice),
        kinds=kinds_of(nodes, concept),
        total=len(choice.met),
        depth=depth,
        held=bool(kept.before),
        places=places,
    )


def _edges(
    choice: Choice, places: Mapping[str, Place], label: Callable[[str], str]
) -> tuple[Edge, ...]:
    """Return the edges that hold each thing, then those among what is shown."""
    held = {
        pick.id: tuple(_holding(pick, label, quiet=not places[pick.id].labelled))
        for pick in choice.picks.values()
    }
    return (*chain.from_iterable(held.values()), *_crossing(choice, held, label))


def _boxes(
    choice: Choice,
    concept: Callable[[str], Concept],
    label: Callable[[str], str],
    tall: Callable[[str], float],
) -> list[Box]:
    """Return how much room each thing takes; the labels of one group are as wide as its widest."""
    widest: dict[str, float] = {}
    for pick in choice.picks.values():
        kinds = [relation.type for relation in pick.relations] or [pick.type]
        wide = max(width_of(_edge_label(label(kind)), size=EDGE_TEXT) for kind in kinds)
        widest[_group(pick)] = max(widest.get(_group(pick), 0.0), wide if pick.depth else 0.0)
    return [
        Box(
            id=pick.id,
            anchor=pick.anchor,
            group=_group(pick),
            width=node_width(_drawn(pick, concept), focus=not pick.depth),
            label=widest[_group(pick)],
            lanes=max(len(pick.relations), 1),
            tall=tall(pick.id) if pick.depth else TALL_FOCUS,
        )
        for pick in choice.picks.values()
    ]


def _group(pick: Pick) -> str:
    return SEAM.join((pick.anchor, pick.type, f"{pick.outward:d}"))


def _name(pick: Pick, concept: Callable[[str], Concept]) -> str:
    return folded(len(pick.folded)) if pick.folded else concept(pick.id).name


def _drawn(pick: Pick, concept: Callable[[str], Concept]) -> str:
    """Return the name for which a thing is given room."""
    return folded(len(pick.folded)) if pick.folded else label_of(concept(pick.id))


def folded(number: int) -> str:
    """Return the name of a fold."""
    return f"{number} more…"


def _node(pick: Pick, name: str, place: Place, choice: Choice) -> Node:
    return Node(
        id=pick.id,
        name=name,
        label=name,
        kind="",
        role="fold" if pick.folded else "concept" if pick.depth else "focus",
        x=place.point.x,
        y=place.point.y,
        narrow=(place.narrow.x, place.narrow.y),
        way=place.way,
        width=place.width,
        height=place.tall,
        depth=pick.depth,
        anchor=pick.anchor,
        more=_more(pick, choice),
        holds=pick.folded,
    )


def is_listed(concept: Concept) -> bool:
    """Say whether the gloss of a concept is ours and not the notes'."""
    return f"{concept.origin}.csv" in SHIPPED


def _with_concept(
    node: Node, concept: Callable[[str], Concept], pinned: Collection[str], opened: Collection[str]
) -> Node:
    """Return the node with what the concept and the reader say of it."""
    node = replace(node, pinned=node.id in pinned, opened=node.id in opened)
    if node.role == "fold":
        return replace(node, finds=tuple(concept(one).name for one in node.holds))
    found = concept(node.id)
    room = node.width - NODE_AIR + ROUNDING if node.depth else WIDEST_FOCUS
    gloss = f"{found.gloss} ({FROM_LIST})" if found.gloss and is_listed(found) else found.gloss
    return replace(node, label=label_of(found, most=room), kind=found.kind, gloss=gloss)


def _crossing(
    choice: Choice, held: Mapping[str, Sequence[Edge]], label: Callable[[str], str]
) -> Iterator[Edge]:
    """Yield the read relations among what is shown that hold nothing, the strongest first."""
    known = {edge.id for edges in held.values() for edge in edges}
    crossing = {edge_id(one): one for one in _among(choice) if edge_id(one) not in known}
    order = sorted(crossing.values(), key=lambda one: (-len(one.facts), edge_id(one)))
    for relation in order[:MOST_CROSSING]:
        yield edge_of(relation, label(relation.type))


def _holding(pick: Pick, label: Callable[[str], str], *, quiet: bool) -> Iterator[Edge]:
    """Yield the edges between a thing and its anchor, each on a lane of its own."""
    if pick.folded:
        ends = (pick.anchor, pick.id) if pick.outward else (pick.id, pick.anchor)
        text = _edge_label(label(pick.type))
        yield Edge(
            pick.id + FOLD_EDGE,
            *ends,
            pick.type,
            text,
            width_of(text, size=EDGE_TEXT),
            similar=pick.type == RELATED_TO,
            quiet=quiet,
            outer=pick.id,
        )
    middle = (len(pick.relations) - 1) / 2
    for number, relation in enumerate(pick.relations):
        lane = LANE * (number - middle)
        yield edge_of(relation, label(relation.type), outer=pick.id, lane=lane, quiet=quiet)


def edge_of(
    relation: Relation, label: str, *, outer: str = "", lane: float = 0.0, quiet: bool = False
) -> Edge:
    """Return the edge that draws a relation, with its label beside its outer end."""
    text = _edge_label(label)
    return Edge(
        id=edge_id(relation),
        source=relation.source,
        target=relation.target,
        type=relation.type,
        label=text,
        width=width_of(text, size=EDGE_TEXT),
        similar=relation.type == RELATED_TO,
        crossing=not outer,
        quiet=quiet,
        outer=outer,
        lane=lane,
        facts=relation.facts,
    )


def _edge_label(text: str) -> str:
    return fitted(text, size=EDGE_TEXT, most=WIDEST_TYPE)


def _among(choice: Choice) -> Iterator[Relation]:
    """Yield every read relation between two things that are shown, once."""
    for pick in choice.picks.values():
        if not pick.folded:
            for relation in choice.relations_of(pick.id):
                inside = relation.source == pick.id and relation.target in choice.picks
                if inside and relation.target != pick.id and relation.type != RELATED_TO:
                    yield relation


def node_width(name: str, *, focus: bool) -> float:
    """Return how wide the node of that name is drawn where there is room."""
    text = node_label(name, most=WIDEST_FOCUS if focus else WIDEST_NAME)
    wide = width_of(text, size=NODE_TEXT) + NODE_AIR
    return max(NARROWEST, wide * FOCUS_SCALE if focus else wide)


def node_label(name: str, *, most: float = WIDEST_NAME) -> str:
    """Return the name as it is drawn."""
    return fitted(name, size=NODE_TEXT, most=most)


def label_of(found: Concept, *, most: float = WIDEST_NAME) -> str:
    """Return a concept's name as it is drawn: its short name where the whole must be cut."""
    label = node_label(found.name, most=most)
    return node_label(short_name(found), most=most) if label.endswith(ELLIPSIS) else label


def short_name(found: Concept) -> str:
    """Return the shortest other name that the name itself holds: "Lambda" for "AWS Lambda"."""
    name = f" {found.name} ".casefold()
    held = (alias for alias in found.aliases if f" {alias} ".casefold() in name)
    return min((found.name, *held), key=len)


def _more(pick: Pick, choice: Choice) -> int:
    """Return how many neighbours of a thing are not shown."""
    if pick.folded:
        return len(pick.folded)
    groups = groups_of(pick.id, choice.relations_of(pick.id), similar=choice.similar)
    return sum(member not in choice.picks for group in groups for member, _ in group.members)


def types_of(
    edges: Sequence[Edge], label: Callable[[str], str], *, choice: Choice | None = None
) -> tuple[Count, ...]:
    """Return how many relations of each type are drawn, those of folded things too; most first."""
    numbers: Counter[str] = Counter()
    for edge in edges:
        fold = choice.picks.get(edge.id.removesuffix(FOLD_EDGE)) if choice else None
        numbers[edge.type] += len(fold.folded) if fold else not (choice and edge.crossing)
    order = sorted(+numbers, key=lambda name: (name == RELATED_TO, -numbers[name], name))
    return tuple(
        Count(name, label(name), numbers[name], similar=name == RELATED_TO) for name in order
    )


def pinned_at(nodes: Iterable[Node], places: Mapping[str, Point] | None) -> tuple[Node, ...]:
    """Return the nodes, each that the reader moved where it was put."""
    return tuple(
        replace(node, x=places[node.id].x, y=places[node.id].y, pinned=True)
        if places and node.id in places
        else node
        for node in nodes
    )


def kinds_of(nodes: Sequence[Node], concept: Callable[[str], Concept]) -> tuple[Count, ...]:
    """Return how many things of each kind there are around the focus, folded ones too."""
    kinds = [node.kind for node in nodes if node.role == "concept"]
    kinds += [concept(name).kind for node in nodes for name in node.holds]
    numbers = Counter(kind for kind in kinds if kind)
    order = sorted(numbers, key=lambda name: (-numbers[name], name))
    return tuple(Count(name, readable(name), numbers[name]) for name in order)
