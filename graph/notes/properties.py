"""What a note says of itself in pairs of key and value: its aliases, its tags, its owner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.notes.inline import FIELD
from graph.notes.outline import Block
from graph.records import Mark, MarkKind, Span

TITLE = "title"
"""The key whose value is the name of the whole note."""
MOST_KEY_WORDS = 4
"""Words of the longest label that is a key; what is longer before a colon is a clause."""
_FOR_PROGRAMS = frozenset(
    [
        "layout", "permalink", "cssclass", "cssclasses", "collapsed", "id", "uid", "toc",
        "kanban-plugin", "excalidraw-plugin", "background-color",
    ]
)  # fmt: skip
"""Keys by which a program is told how to show or to find a note or a block."""
_OF_PROGRAMS = ("logseq.", "card-", "query-", "hl-", "ls-")
"""Beginnings of keys that a program sets for itself."""
_ITEM = re.compile(r"[^,\s][^,]*")
_TAG = re.compile(r"[^,\s:]+(?:[ -][^,\s:#]+)*")
_SPECIAL: dict[str, tuple[MarkKind, re.Pattern[str]]] = {
    **dict.fromkeys(
        [
            "alias",
            "aliases",
            "aka",
            "also known as",
            "nickname",
            "nicknames",
            "synonyms",
            "other name",
            "other names",
            "alternate name",
            "alternate names",
            "alternative names",
        ],
        ("alias", _ITEM),
    ),
    **dict.fromkeys(("tag", "tags", "keywords", "filetags"), ("tag", _TAG)),
}
"""Keys of which each value is an alias of the page, or a tag."""
_LABEL = re.compile(r"(?P<key>[^\W\d_][\w'’&/()., -]{0,38}?) ?::? +(?P<value>\S.*)", re.DOTALL)
_SENTENCE = re.compile(
    r"[.,] |\b(?:is|are|was|were|has|have|can|will|that|which|said|says)\b"
    r"|^(?:the|an?|this|these|i|we|you|he|she|it|they)\b",
    re.IGNORECASE,
)
"""What a label does not hold and the beginning of a sentence may."""


def says_something(key: str, value: str) -> bool:
    """Tell whether a pair has a value, and one that is not for a program alone."""
    name = key.strip().lower()
    return bool(value.strip()) and name not in _FOR_PROGRAMS and not name.startswith(_OF_PROGRAMS)


def property_block(
    start: int, end: int, key: str, values: Sequence[tuple[str, Sequence[Mark]]], *, depth: int = 0
) -> Block:
    """Return the block of one key with its values, as "key: one, two"; each value is marked."""
    key = key.strip()
    plain, marks = f"{key}: ", []
    for number, (value, own) in enumerate(values):
        plain += ", " if number else ""
        at = len(plain)
        plain += value
        marks += [
            Mark(Span(mark.span.start + at, mark.span.end + at), mark.kind, mark.target)
            for mark in (Mark(Span(0, len(value)), "property", key), *own)
        ]
        marks += _named(key, value, at)
    return Block("property", start, end, plain, depth, marks=tuple(marks))


def _named(key: str, value: str, at: int) -> Iterator[Mark]:
    """Yield marks for the names or tags that a value holds; it stands at `at`."""
    kind, item = _SPECIAL.get(key.lower(), (None, _ITEM))
    if kind is not None:
        for found in item.finditer(value):
            start = at + found.start()
            yield Mark(Span(start, start + len(found[0].rstrip())), kind)


def is_pair(plain: str, marks: Sequence[Mark]) -> bool:
    """Tell whether a line is nothing but a key and its values: "Owner: Mara Vell"."""
    values = [mark for mark in marks if mark.kind == "property"]
    if not values or values[-1].span.end != len(plain):
        return False
    key, first = values[0].target, values[0].span.start
    return plain.startswith(key) and not plain[len(key) : first].strip(" :")


def labelled(block: Block) -> Block:
    """Return a line with the values marked that it gives under a label.

    "Owner: Mara Vell", and inside any line "[due:: May]".
    """
    plain = block.plain
    if ":" not in plain or any(mark.kind == "property" for mark in block.marks):
        return block
    found = [
        Mark(Span(*field.span("value")), "property", field["key"].strip())
        for field in FIELD.finditer(plain)
    ]
    label = _LABEL.fullmatch(plain)
    if label and not found and _is_key(label["key"]):
        found.append(Mark(Span(*label.span("value")), "property", label["key"].strip()))
        found += _named(label["key"].strip(), label["value"], label.start("value"))
    marks = sorted([*found, *block.marks], key=_place)
    return replace(block, marks=tuple(marks)) if found else block


def _is_key(key: str) -> bool:
    return len(key.split()) <= MOST_KEY_WORDS and not _SENTENCE.search(key)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.span.start, -mark.span.end
