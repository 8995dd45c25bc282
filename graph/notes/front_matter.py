"""The head of a note between two lines of dashes: title, other names, tags and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.notes.inline import bare_marks, spaced
from graph.notes.outline import Block
from graph.records import Mark, MarkKind, Span

_FRONT = re.compile(
    r"\A---[ \t]*(?:\r\n|\n|\r)(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_TITLE = re.compile(r"^title:[ \t]*(\S.*?)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_PAIR = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]+(\S.*?)\s*$")
_KEY = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:\s*$")
_ITEM = re.compile(r"\s*-[ \t]+(\S.*?)\s*$")
_VALUE = re.compile(r"[^,\[\]\"'\s](?:[^,\[\]\"']|'(?=\w))*")
_MACHINE = re.compile(r"(?:true|false|null|\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.I)
_MARKED: dict[str, MarkKind] = {
    "title": "heading",
    "alias": "alias",
    "aliases": "alias",
    "tag": "tag",
    "tags": "tag",
    "keywords": "tag",
}


def title(text: str) -> str:
    """Return the title that the front matter gives, or an empty string."""
    if not text.startswith("---"):
        return ""
    front = _FRONT.match(text)
    found = _TITLE.search(front[1]) if front else None
    return found[1].strip("\"'") if found else ""


def blocks(lines: Sequence[tuple[int, str]]) -> Iterator[Block]:
    """Yield a block for each line that says something; the values of tags and names are marked."""
    key = ""
    for start, line in lines:
        pair, item, opened = _PAIR.match(line), _ITEM.match(line), _KEY.match(line)
        if opened:
            key = opened[1].lower()
        elif item and key:
            yield _block(start + item.start(1), item[1], key, item[1], 0)
        elif pair:
            key = pair[1].lower()
            if not _MACHINE.fullmatch(pair[2]):
                yield _block(start + pair.start(), pair[0].strip(), key, pair[2], pair.start(2))


def _block(start: int, text: str, key: str, value: str, at: int) -> Block:
    plain = spaced(text)
    kind = _MARKED.get(key)
    if kind is None:
        marks = bare_marks(plain)
    elif kind == "heading":
        bare = value.strip("\"'")
        first = plain.find(bare, at)
        marks = (Mark(Span(first, first + len(bare)), kind),)
    else:
        found = _VALUE.finditer(plain, at)
        marks = tuple(Mark(Span(m.start(), m.start() + len(m[0].rstrip())), kind) for m in found)
    return Block("property", start, start + len(text), plain, marks=marks)
