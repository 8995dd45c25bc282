"""Read canvases of Obsidian: the text of each card, and each arrow with its label as a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from graph.errors import FileSkipped
from graph.notes import markdown
from graph.notes.json_text import loaded
from graph.notes.outline import Reader

LONGEST_NAME = 60
"""Characters of the first line of a card by which an arrow names it."""
_HEADING = re.compile(r"^(?=#{1,5} )", re.MULTILINE)
Card = Mapping[str, Any]


def text_of(data: bytes) -> str:
    """Return the cards and the arrows of a canvas as Markdown, group by group."""
    canvas = loaded(data)
    if not isinstance(canvas, dict):
        raise FileSkipped("is no canvas: it has no cards")
    nodes = [one for one in canvas.get("nodes") or () if isinstance(one, dict)]
    groups = [one for one in nodes if one.get("type") == "group" and one.get("label")]
    cards = [one for one in nodes if one.get("type") != "group"]
    parts = ["\n".join(_arrows(nodes, canvas.get("edges") or ()))]
    parts += _shown([one for one in cards if _group_of(one, groups) is None])
    for group in groups:
        inside = _shown([one for one in cards if _group_of(one, groups) is group])
        parts += [f"## {group['label']}", *(_HEADING.sub("##", said) for said in inside)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _shown(cards: Sequence[Card]) -> list[str]:
    """Return what cards show; those with a heading last, since all that follows stands under it."""
    return sorted((_said(card) for card in cards), key=lambda said: said.startswith("#"))


def _said(card: Card) -> str:
    """Return what a card shows."""
    if card.get("type") == "file":
        return f"[[{_page(card)}{card.get('subpath') or ''}]]"
    return str(card.get("text") or card.get("url") or "").strip()


def _page(card: Card) -> str:
    return PurePosixPath(str(card.get("file", ""))).with_suffix("").name


def _group_of(card: Card, groups: Sequence[Card]) -> Card | None:
    """Return the smallest group that a card lies in."""
    around = [group for group in groups if _holds(group, card)]
    return min(around, key=lambda one: one.get("width", 0) * one.get("height", 0), default=None)


def _holds(group: Card, card: Card) -> bool:
    return all(
        group.get(at, 0) <= card.get(at, 0) <= group.get(at, 0) + group.get(size, 0)
        for at, size in (("x", "width"), ("y", "height"))
    )


def _arrows(nodes: Sequence[Card], edges: Sequence[Card]) -> Iterator[str]:
    names = {one.get("id"): _name(one) for one in nodes}
    for edge in edges:
        ends = [names.get(edge.get(end), "") for end in ("fromNode", "toNode")]
        if all(ends):
            label = " ".join(str(edge.get("label") or "→").split())
            yield f"- {ends[0]} {label} {ends[1]}"


def _name(card: Card) -> str:
    """Return what an arrow calls a card: its page, or its first line."""
    if card.get("type") == "file":
        return f"[[{_page(card)}]]"
    said = str(card.get("label") or card.get("text") or card.get("url") or "").strip()
    line = said.split("\n", 1)[0].strip("#*-_> ")
    is_name = len(line) <= LONGEST_NAME and "[" not in line and re.search(r"\w\w", line)
    return f"[[{line}]]" if is_name else line


READER = Reader(markdown.blocks, markdown.title, is_page=True, text=text_of)
