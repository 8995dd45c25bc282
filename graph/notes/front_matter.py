"""The head of a note between two lines of dashes: title, other names, tags and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.notes.inline import spaced
from graph.notes.outline import Block
from graph.notes.properties import property_block, says_something

_FRONT = re.compile(
    r"\A---[ \t]*(?:\r\n|\n|\r)(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_TITLE = re.compile(r"^title:[ \t]*(\S.*?)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_PAGE_TITLE = re.compile(
    r"\A(?:[\w-]+::.*(?:\r\n|\n|\r))*title::[ \t]+(\S.*?)[ \t]*$", re.MULTILINE
)
_PAIR = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(\S.*?))?\s*$")
_ITEM = re.compile(r"\s*-[ \t]+(\S.*?)\s*$")
_QUOTES = re.compile(r"[\[\]\"]|(?<!\w)'|'(?!\w)")


def title(text: str) -> str:
    """Return the title that the head of a note gives, or an empty string."""
    front = _FRONT.match(text) if text.startswith("---") else None
    found = _TITLE.search(front[1]) if front else _PAGE_TITLE.match(text)
    return _bare(found[1]) if found else ""


def blocks(lines: Sequence[tuple[int, str]]) -> Iterator[Block]:
    """Yield a block for each line that says something."""
    key = ""
    for start, line in lines:
        pair, item = _PAIR.match(line), _ITEM.match(line)
        match, value = (item, item[1]) if item else (pair, pair[2] or "" if pair else "")
        if pair and not item:
            key = pair[1]
        value = _bare(value)
        if match and key and says_something(key, value):
            first = start + (match.start(1) if item else match.start())
            yield property_block(first, start + len(line.rstrip()), key, value)


def _bare(value: str) -> str:
    """Return a value without the brackets and quotes of its notation."""
    return spaced(" ".join(_QUOTES.sub("", value).split()))
