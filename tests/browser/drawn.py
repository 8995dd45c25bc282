"""What can be seen of a drawn map: what is outside, what overlaps, how small its text is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from playwright.sync_api import Page

from graph.records import RELATED_TO, Relation

MAP = ".map[data-ready]"
SLACK = 1.5
"""Pixels that two outlines may share: a border is one pixel wide."""
LEAST_TEXT = 9.0
"""Pixels of the smallest label at any zoom that the program chooses."""
SMALLEST = """host => host.__cy.zoom() * Math.min(...host.__cy.elements(":visible")
    .filter(one => one.data("label")).map(one => one.numericStyle("font-size")))"""
OUTSIDE = """host => {
    const { clientWidth, clientHeight } = host.querySelector(".canvas");
    return host.__cy.nodes(":visible").filter(one => {
        const { x1, y1, x2, y2 } = one.renderedBoundingBox(
            { includeOverlays: false, includeUnderlays: false });
        return x1 < -1 || y1 < -1 || x2 > clientWidth + 1 || y2 > clientHeight + 1;
    }).map(one => one.id());
}"""
BEHIND = """host => {
    const between = (a, b) => [...Array(61).keys()].map(i =>
        ({ x: a.x + (b.x - a.x) * i / 60, y: a.y + (b.y - a.y) * i / 60 }));
    const bent = (a, c, b) => [...Array(61).keys()].map(i => { const u = i / 60, v = 1 - u;
        return { x: v * v * a.x + 2 * v * u * c.x + u * u * b.x,
                 y: v * v * a.y + 2 * v * u * c.y + u * u * b.y }; });
    const points = edge => {
        const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
        const turns = edge.controlPoints() ?? [];
        if (!turns.length) {
            const all = [from, ...(edge.segmentPoints() ?? []), to];
            return all.slice(1).flatMap((point, at) => between(all[at], point));
        }
        return turns.flatMap((turn, at) => {
            const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
            return bent(at ? middle(turns[at - 1], turn) : from, turn,
                at + 1 < turns.length ? middle(turn, turns[at + 1]) : to);
        });
    };
    const found = [];
    host.__cy.edges().not(".out").forEach(edge => host.__cy.nodes(":visible")
        .difference(edge.connectedNodes()).forEach(node => {
            const { x, y } = node.position();
            if (points(edge).some(at => Math.abs(at.x - x) < node.width() / 2 - 1
                && Math.abs(at.y - y) < node.height() / 2 - 1)) found.push([edge.id(), node.id()]);
        }));
    return found;
}"""
BOXES = """host => {
    const found = [];
    const zoom = host.__cy.zoom();
    const add = (id, { x1, y1, x2, y2 }) =>
        found.push([id, x1 * zoom, y1 * zoom, x2 * zoom, y2 * zoom]);
    host.__cy.nodes(":visible").forEach(one =>
        add(one.id(), one.boundingBox({ includeLabels: true, includeOverlays: false })));
    host.__cy.edges(":visible").forEach(one => one.data("label") && add(one.id(), one.boundingBox(
        { includeNodes: false, includeEdges: false, includeOverlays: false })));
    return found;
}"""
Box = tuple[str, float, float, float, float]


def boxes(page: Page) -> list[Box]:
    """Return the box of every visible thing and of every visible label, in pixels."""
    found: list[Box] = page.eval_on_selector(MAP, BOXES)
    return found


def meeting(found: list[Box]) -> list[tuple[str, str]]:
    """Return the pairs of boxes that overlap."""
    return [
        (one[0], other[0])
        for one, other in combinations(found, 2)
        if min(one[3], other[3]) - max(one[1], other[1]) > SLACK
        and min(one[4], other[4]) - max(one[2], other[2]) > SLACK
    ]


def faults(page: Page) -> dict[str, list[object]]:
    """Return what a reader of the map would miss or misread; all empty where nothing is wrong."""
    smallest = page.eval_on_selector(MAP, SMALLEST)
    return {
        "nodes out of view": page.eval_on_selector(MAP, OUTSIDE),
        "labels that overlap": [*meeting(boxes(page))],
        "edges under other nodes": page.eval_on_selector(MAP, BEHIND),
        "labels below 9 px": [smallest] if smallest < LEAST_TEXT else [],
    }


def busiest(relations: Iterable[Relation], number: int) -> list[str]:
    """Return the concepts with most relations that were read in a line."""
    ends = [(one.source, one.target) for one in relations if one.type != RELATED_TO]
    numbers = Counter(end for pair in ends for end in pair)
    return [name for name, _ in numbers.most_common(number)]
