"""Roles: headings that recur over notes and under which short items stand, "Ingredients", "Crew".

The items are things: what stands under "Ingredients" is named there, without its amount.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from graph.concepts.english import KIND, NO_ROLES, singular
from graph.concepts.keys import key_of
from graph.records import Fact

LONGEST_ITEM = 9
"""Words of an item that only names something, with its amount."""
MOST_TELLING = 0.25
"""Of the items under a role, those that may say more than a name."""
NEAREST = 2
"""Headings above an item that may be its role: "Ingredients", and there "For the sauce"."""
LONGEST_ROLE = 2
"""Words of a heading that is a role ("Team members")."""
LEAST_UNIT = 3
"""Different items in which a word follows a number before it is held to be a unit."""
LONGEST_NAME = 4
"""Words of an item's name."""
_ASIDE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_CUT = re.compile(r"[,;:–—]|\s-\s|\b(?:or|and|oder|und|ou|et)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:[~.]?\d[\d./,½¼¾⅓⅔-]*|[½¼¾⅓⅔]|an?|ein|eine|half|some|few)(?=\s|$)", re.IGNORECASE
)
_GLUED = re.compile(r"[~.]?\d[\d./,-]*[^\W\d_]{1,3}\b\.?")
"""A number with its unit: "500g"."""
_ENUMERATES = re.compile(r"\b(?P<role>[^\W\d_]{4,}): ")
_COMMA = re.compile(r",\s*(?:(?:and|or|und|oder|et|e|y)\s)?|\s(?:and|or|und|oder|et|e|y)\s")
LEAST_LISTED = 3
"""Things of a line that lists them."""
_STATING = frozenset(
    ["is", "are", "was", "were", "can", "will", "has", "have", "must", "ist", "sind", "hat", "kann"]
)
"""Verbs of a sentence, however short."""
_OF = frozenset(["of", "de", "von", "d"])
_INNER = frozenset(["of", "in", "with", "de", "and", "&"])
"""Small words inside a name."""
_WORD = re.compile(r"[^\W_][\w'’-]*")


def roles_in(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Return the items of a note under each heading whose items only name something."""
    under: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind not in ("fact", "topic") or any(m.kind == "property" for m in fact.marks):
            continue
        for heading in fact.context[: fact.headings][-NEAREST:]:
            if role_of(heading):
                under.setdefault(heading, []).append(fact)
    return {
        heading: [item for item in items if not tells(item)]
        for heading, items in under.items()
        if sum(map(tells, items)) <= MOST_TELLING * len(items)
    }


def role_of(heading: str) -> str:
    """Return the role that a heading gives its items, in the singular; nothing where it is none."""
    words = [word.lower() for word in heading.strip(" :*").split()]
    if not 0 < len(words) <= LONGEST_ROLE or not words[-1].isalpha():
        return ""
    last = singular(words[-1])
    if last.endswith("ing"):
        return ""
    if len(words) > 1 and last == words[-1]:
        return ""
    if last in NO_ROLES or words[0] in NO_ROLES or (last == words[-1] and KIND[last] in "vef"):
        return ""
    return " ".join((*words[:-1], last))


def enumerated(fact: Fact) -> tuple[str, int, list[str]] | None:
    """Return the role of a line that lists its things, where its list begins, and the things.

    "It is made of four parts: hull, mast, sail and keel."
    """
    match = _ENUMERATES.search(fact.plain)
    if any(mark.kind == "tag" for mark in fact.marks):
        return None
    if match is None or (role := role_of(match["role"])) in ("", match["role"].lower()):
        return None
    rest = fact.plain[match.end() :].rstrip(" .")
    items = [item for item in map(str.strip, _COMMA.split(rest)) if item]
    if len(items) < LEAST_LISTED or any(len(item.split()) > LONGEST_NAME for item in items):
        return None
    return role, match.end(), items


def tells(fact: Fact) -> bool:
    """Whether an item says something: it is long, a sentence, or begins with what to do."""
    said = _ASIDE.sub("", fact.plain).split()
    if "\\" in fact.plain or any("://" in mark.target for mark in fact.marks):
        return True
    if len(said) > LONGEST_ITEM or fact.plain.rstrip().endswith(("!", "?", ":")):
        return len(said) > LONGEST_ROLE
    if fact.plain.rstrip().endswith(".") and not (fact.plain[0].isdigit() or "," in fact.plain):
        return len(said) > LONGEST_ROLE
    return bool(said) and (KIND[said[0].lower()] == "v" or not _STATING.isdisjoint(said))


def item_names(items: Mapping[tuple[str, str], int], captions: Container[str]) -> Iterator[str]:
    """Yield the names of the items under captions; `items` has the key of a heading and a line."""
    lines = sorted({text for heading, text in items if heading in captions})
    counted = [found for text in lines if (found := _counted(text))]
    units = _units(counted)
    for numbered, words in counted:
        rest = list(words)
        amount = len(rest) > 2 and singular(rest[0].lower()) in units and rest[1].lower() in _OF
        if amount or (numbered and len(rest) > 1 and singular(rest[0].lower()) in units):
            rest = rest[1:]
        if len(rest) > 1 and rest[0].lower() in _OF:
            rest = rest[1:]
        while len(rest) > 1 and rest[0].endswith("ed") and len(rest[0]) > len("dried") - 1:
            rest = rest[1:]  # "chopped parsley"
        name = " ".join(rest)
        small = [word for word in rest if KIND[word.lower()] in "fd" and word not in _INNER]
        if (
            len(rest) <= LONGEST_NAME
            and key_of(name)
            and not small
            and (len(rest) > 1 or KIND[name] != "v")
        ):
            yield name


def _counted(text: str) -> tuple[bool, Sequence[str]] | None:
    """Return whether an item begins with a number, and its words up to the first sign."""
    said, numbered = _ASIDE.sub(" ", text).strip(" *_"), False
    while match := _NUMBER.match(said) or _GLUED.match(said):
        said, numbered = said[match.end() :].lstrip(" ./-–"), True
    cut = _CUT.search(said)
    words = _WORD.findall(said[: cut.start()] if cut else said)
    amount = next((at for at, word in enumerate(words) if word[0].isdigit()), len(words))
    return (numbered, words[:amount]) if amount else None


def _units(counted: Iterable[tuple[bool, Sequence[str]]]) -> frozenset[str]:
    """Return the words that follow numbers in front of several things, or stand before "of"."""
    after: dict[str, set[str]] = {}
    for numbered, words in counted:
        if numbered and len(words) > 1:
            after.setdefault(singular(words[0].lower()), set()).add(words[-1].lower())
    of = {
        singular(words[0].lower())
        for _, words in counted
        if len(words) > 1 and words[1].lower() in _OF
    }
    return frozenset(of | {word for word, things in after.items() if len(things) >= LEAST_UNIT})
