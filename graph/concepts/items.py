"""The names that the items of a list give, with what the line above says that they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.concepts.english import FUNCTION, GENERIC, INNER, KIND, NO_ROLES, VERBS, singular
from graph.concepts.keys import Words, words_of
from graph.concepts.pages import is_date
from graph.concepts.shape import bare, could_be_name, one_of
from graph.records import Fact

LONGEST_ITEM = 4
"""Words in the longest item that is a name; a longer one says something."""
LONGEST_CLASS = 3
LONGEST_NAME = 5
LONGEST_VALUE = 3
"""Words in a value of a property that is a thing: "Material: oak"."""
_LISTED = re.compile(r"\s*[,;]\s*(?:and\s+|und\s+)?")
ROW = " – "
"""What stands between the first cell of a row and the others."""
AFTER_EMPTY = "; "
"""The same where the cell after the first is empty."""
LONGEST_HEADER = 5
"""Words in a line that only says what its items are: "Storage classes", "4 routing policies"."""
_TELL = frozenset(["including", "following", "these", "are", "as"])
KINDS = frozenset(["type", "kind", "option", "sort", "category", "form", "variant", "flavour"])
_END = re.compile(r"\s*(?:\(|:\s|\s[-–—=]|\s?->|→|,|;|$)")
_ELIDED = re.compile(r"(\w+)(?:\s*[/&+,]\s*|\s+(?:and|or)\s+)(\w+)\s+(\w+(?:[ -]\w+)?)$")
_INSIDE = FUNCTION - INNER - {"all", "once", "a"}


@dataclass(frozen=True, slots=True)
class Item:
    """A name from a list."""

    name: str
    finder: str
    others: tuple[str, ...] = ()
    """Shorter forms: "Failover" and "Failover routing" of "Failover routing policy"."""


def item_of(text: str, header: str) -> Item | None:
    """Return the name that a short item of a list gives."""
    end = _END.search(text)
    name = bare(text[: end.start()] if end else text)
    words = words_of(name)
    if not 1 <= len(words.written) <= LONGEST_ITEM:
        return None
    group = class_of(header)
    if group and singular(group.split(" ")[-1].lower()) != singular(words.written[-1].lower()):
        short = (
            not _is_plural(words.written[-1])
            and len(words.written) + len(group.split(" ")) <= LONGEST_NAME
        )
        return _listed(name, group) if short and _may_be_item(words) else None
    imperative = len(words.written) > 1 and words.written[0].lower() in VERBS
    if imperative or not could_be_name(name):
        return None
    return Item(name, "item")


def elided(text: str) -> str | None:
    """Return the name that a line leaves half out: "Short / long polling" has "Short polling"."""
    match = _ELIDED.match(bare(text))
    if match and KIND[match[1]] in "qxe" and KIND[match[2]] in "qxe":
        return f"{match[1]} {match[3]}"
    return None


def _listed(name: str, group: str) -> Item:
    """Return an item with its class: "Failover routing policy", for short "Failover"."""
    *modifiers, head = group.split(" ")
    middle = (f"{name} {' '.join(modifiers)}",) if modifiers and head in GENERIC else ()
    return Item(f"{name} {group}", "listed", (name, *middle))


def _may_be_item(words: Words) -> bool:
    return (
        not any(word.lower() in _INSIDE or word[0].isdigit() for word in words.written)
        and _opens_item(words.written)
        and singular(words.written[0].lower()) not in VERBS
        and words.text[0].isalnum()
        and not words.text[0].islower()
    )


def _opens_item(words: list[str]) -> bool:
    kind = KIND[words[0]]
    return words[0] == "All" or (kind not in "vf" and (kind != "x" or len(words) == 1))


@lru_cache(maxsize=8192)
def class_of(header: str) -> str:
    """Return what a line says its items are: "4 types of records supported" gives "record"."""
    words = words_of(bare(header))
    written = [word.lower() for word in words.written]
    for place, word in enumerate(written[:-1]):
        if singular(word) in KINDS and written[place + 1] == "of":
            return _phrase(_forward(words.written[place + 2 :]))
    kept = words.written
    while len(kept) > 1 and singular(kept[-1].lower()) in KINDS:
        kept = kept[:-1]
    if len(kept) < len(words.written):
        return _phrase(_back(kept))
    if kept and _is_plural(kept[-1]):
        run = _back(kept)
        told = len(kept) <= LONGEST_HEADER or kept[-len(run) - 1].lower() in _TELL
        return _phrase(run) if len(run) > 1 and told else ""
    return ""


def _is_plural(word: str) -> bool:
    return word[-1] == "s" and one_of(word) != word


def _forward(words: list[str]) -> list[str]:
    run: list[str] = []
    for word in words[:LONGEST_CLASS]:
        if KIND[word] in "fdx":
            break
        run.append(word)
        if _is_plural(word):
            break
    return run


def _back(words: list[str]) -> list[str]:
    run: list[str] = []
    for word in reversed(words[-LONGEST_CLASS:]):
        if KIND[word] in "fdx" or (run and KIND[word] in "vS"):
            break
        run.insert(0, word)
    return run


def _phrase(run: list[str]) -> str:
    if not run or KIND[run[-1]] in "vfdy":
        return ""
    words = [*run[:-1], one_of(run[-1])]
    return " ".join(word.lower() if word.istitle() else word for word in words)


def first_cell(fact: Fact) -> str:
    """Return the first cell of a row of a table ("Heron" of "Heron – built: 1998"), or nothing."""
    first = next((mark for mark in fact.marks if mark.kind == "property"), None)
    before = fact.plain[: first.span.start] if first else ""
    for sign in (ROW, AFTER_EMPTY):
        label = f"{sign}{first.target}: " if first else ""
        if label and before.endswith(label):
            return before.removesuffix(label)
    return ""


def is_row_name(cell: str) -> bool:
    """Whether the first cell of a row names what the row is about: no number, date or sentence."""
    words = words_of(bare(cell)).written
    letters = [w for w in words if not w[0].isdigit() and w.lower() not in FUNCTION]
    return bool(letters) and len(words) <= LONGEST_NAME and not is_date(cell)


def tells_of_first_cell(fact: Fact) -> bool:
    """Whether a row says several things, or a sentence, of what its first cell names.

    Other rows of two cells are often a property of the page, or an item with its amount.
    """
    cells = [mark for mark in fact.marks if mark.kind == "property"]
    return len(cells) > 1 or any(len(c.span.of(fact.plain).split()) > LONGEST_ITEM for c in cells)


def value_items(value: str, key: str) -> list[str]:
    """Return the things that the value of a property is; none where it says something.

    Several where the key stands for several: "Domains: Forge, Life", but not "Voice: soft, slow".
    """
    if singular(key.split(" ")[-1].lower()) in NO_ROLES:
        return []
    items = [bare(item) for item in _LISTED.split(value)]
    if len(items) > 1 and not is_plural_key(key):
        return []
    return items if all(map(_is_thing, items)) else []


def is_plural_key(key: str) -> bool:
    """Whether a key stands for several things; else a list describes one: "Voice: soft, slow"."""
    return key[-1:].casefold() == "s" and key[-2:].casefold() != "ss"


def _is_thing(item: str) -> bool:
    words = words_of(item).written
    if not 0 < len(words) <= LONGEST_VALUE or is_date(item):
        return False
    capital = item.istitle() and all(word.isalpha() for word in words)
    return could_be_name(item) or (capital and not set("fd") & set(words_of(item).kinds()))
