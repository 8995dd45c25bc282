"""What a note says of itself in pairs of key and value: its other names, its tags, its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.notes.outline import Block
from graph.records import Mark, MarkKind, Span

_MACHINE = re.compile(
    r"(?:true|false|null|none|[\d.:TZ+-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?",
    re.IGNORECASE,
)
"""Values that a program wrote for itself."""
_ITEM = re.compile(r"[^,\s][^,]*")
TITLE = "title"
"""The key whose value stands above every fact of the note, and so is no fact of its own."""
_FOR_PROGRAMS = frozenset(
    [
        TITLE, "layout", "permalink", "slug", "id", "uid", "published", "draft", "weight", "toc",
        "nav_order", "sidebar_position", "cssclass", "cssclasses", "theme", "template", "image",
        "cover", "collapsed", "logseq.order-list-type",
    ]
)  # fmt: skip
"""Keys by which a program is told how to show the note."""
_MARKED: dict[str, MarkKind] = {
    "alias": "alias",
    "aliases": "alias",
    "tag": "tag",
    "tags": "tag",
    "keywords": "tag",
}


def says_something(key: str, value: str) -> bool:
    """Tell whether a pair is for a reader: no title, switch, number or identifier."""
    return key.strip().lower() not in _FOR_PROGRAMS and not _MACHINE.fullmatch(value.strip())


def property_block(
    start: int, end: int, key: str, value: str, *, depth: int = 0, marks: Sequence[Mark] = ()
) -> Block:
    """Return the block of one pair, as "key: value"; names and tags among the values are marked."""
    name = key.strip().lower()
    first = len(name) + 2
    kind = _MARKED.get(name)
    own = [
        Mark(Span(mark.span.start + first, mark.span.end + first), mark.kind, mark.target)
        for mark in marks
    ]
    if kind is not None:
        own = [
            Mark(Span(first + item.start(), first + item.start() + len(item[0].rstrip())), kind)
            for item in _ITEM.finditer(value)
        ]
    return Block("property", start, end, f"{name}: {value}", depth, marks=tuple(own))
