"""The head of a note between two lines of dashes, read by PyYAML; each entry keeps its place.

A head that is no YAML is read entry by entry, and an entry that is none is taken as it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from graph.notes.inline import spaced
from graph.notes.outline import Block
from graph.notes.properties import TITLE, property_block, says_something
from graph.records import Mark

Inline = Callable[[str], tuple[str, tuple[Mark, ...]]]
"""What reads the links of a value: its plain form and its marks."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRONT = re.compile(
    r"\A---[ \t]*(?:\r\n|\n|\r)(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_PAGE_TITLE = re.compile(
    r"\A(?:[\w-]+::.*(?:\r\n|\n|\r))*title::[ \t]+(\S.*?)[ \t]*$", re.MULTILINE
)
_ENTRY = re.compile(r"(?P<key>[^\W\d][\w /.-]*?)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t]*")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*?)[ \t]*")
_QUOTES = "[]\"' "


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its values; `start` and `end` are in the head's text."""

    key: str
    values: tuple[str, ...]
    start: int
    end: int


def title(text: str) -> str:
    """Return the title that the head of a note gives, or an empty string."""
    front = _FRONT.match(text) if text.startswith("---") else None
    if front is None:
        named = _PAGE_TITLE.match(text)
        return _plain(named[1]) if named else ""
    entries = _entries(front[1]) if TITLE in front[1].lower() else ()
    return next((_plain(e.values[0]) for e in entries if e.key.lower() == TITLE and e.values), "")


def body(text: str) -> str:
    """Return a note without its head."""
    front = _FRONT.match(text) if text.startswith("---") else None
    return text[front.end() :] if front else text


def without_false_head(text: str) -> str:
    """Return a text whose first line is blank where it begins no head but a letterhead.

    Between its two lines of dashes stands no key, so that a head would lose all of it.
    """
    front = _FRONT.match(text) if text.startswith("---") else None
    if front is None or ":" in front[1] or not front[1].strip():
        return text
    return text.replace("---", "   ", 1)


def blocks(lines: Sequence[tuple[int, str]], inline: Inline) -> Iterator[Block]:
    """Yield a block for each entry of a head, and for each item of a list in lines of its own.

    `lines` are those between the dashes, each with its place in the note.
    """
    text = "\n".join(line for _, line in lines)
    begins = [0]
    for _, line in lines:
        begins.append(begins[-1] + len(line) + 1)

    def placed(at: int) -> int:
        number = min(bisect_right(begins, at) - 1, len(lines) - 1)
        return lines[number][0] + at - begins[number]

    for entry in _entries(text):
        said = [inline(_plain(value)) for value in entry.values]
        said = [(plain, marks) for plain, marks in said if says_something(entry.key, plain)]
        if said:
            end = placed(entry.start + len(text[entry.start : entry.end].rstrip()))
            yield property_block(placed(entry.start), end, entry.key, said)


def _entries(text: str) -> list[Entry]:
    """Return the entries of a head, whatever is wrong with it."""
    try:
        return _Reading(text).entries()
    except (yaml.YAMLError, RecursionError, ValueError):
        return list(_piecewise(text))


def _piecewise(text: str) -> Iterator[Entry]:
    """Yield the entries of a broken head: each is YAML by itself, or taken as it is written."""
    at, key = 0, ""
    for line in text.split("\n"):
        entry, item = _ENTRY.fullmatch(line.rstrip("\r")), _ITEM.fullmatch(line.rstrip("\r"))
        key = entry["key"] if entry else key
        found = item if item and key else entry
        if found and found["value"]:
            start, end = (at + place for place in found.span("value"))
            yield Entry(key, _values(found["value"]), start, end)
        at += len(line) + 1


def _values(written: str) -> tuple[str, ...]:
    """Return the values that a piece of YAML gives, or the piece itself where it is none."""
    try:
        node = yaml.compose(written, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError):
        return (written if written.startswith("[[") else written.strip(_QUOTES),)
    return tuple(_Reading(written).values(node)) if node is not None else (written,)


@dataclass(slots=True)
class _Reading:
    """The nodes of a head while they are walked; one that is referred to again is taken once."""

    text: str
    seen: set[int] = field(default_factory=set)

    def entries(self) -> list[Entry]:
        node = yaml.compose(self.text, Loader=_LOADER)
        return list(self._mapping(node, "")) if isinstance(node, yaml.MappingNode) else []

    def _mapping(self, node: yaml.MappingNode, above: str) -> Iterator[Entry]:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                own = str(key.value).rstrip(":")  # "alias:: Tea", as Logseq writes it
                name = f"{above}.{own}" if above else own
                yield from self._entry(name, key.start_mark.index, value)

    def _entry(self, key: str, start: int, node: yaml.Node) -> Iterator[Entry]:
        if self._is_seen(node):
            return
        if isinstance(node, yaml.MappingNode):
            yield from self._mapping(node, key)
        elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
            for item in node.value:
                yield from self._entry(key, item.start_mark.index, item)
        else:
            end, line_end = node.end_mark.index, self._line_end(start)
            values = tuple(self.values(node))
            if not values:  # "tags: #tea #green", a comment to YAML
                values = tuple(re.findall(r"(?<=\s)#[^\W\d][^\n]*", self.text[start:line_end]))
            yield Entry(key, values, start, end if end > line_end else line_end)

    def values(self, node: yaml.Node) -> Iterator[str]:
        """Yield what a value says: of a list in brackets each item; a [[page]] as it is written."""
        written = self.text[node.start_mark.index : node.end_mark.index]
        if isinstance(node, yaml.ScalarNode):
            yield from [str(node.value)] if node.value else []
        elif written.startswith("[[") and not written.startswith("[[["):
            yield written
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from () if self._is_seen(item) else self.values(item)
        else:
            yield written

    def _is_seen(self, node: yaml.Node) -> bool:
        """Whether a list or mapping is only referred to again; such ones can multiply endlessly."""
        if isinstance(node, yaml.ScalarNode):
            return False
        known = id(node) in self.seen
        self.seen.add(id(node))
        return known

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end


def _plain(value: str) -> str:
    return spaced(" ".join(value.split()))
