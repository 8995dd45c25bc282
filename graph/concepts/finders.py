"""How names are found in a fact: by its place in the outline, its marks, its letters, its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from graph.concepts.definitions import Definition, is_initialism
from graph.concepts.english import FOREIGN, KIND, LOWER, VERBS, singular
from graph.concepts.items import KINDS, elided, first_cell, is_row_name, item_of, value_items
from graph.concepts.keys import Words, key_of, words_of
from graph.concepts.pages import is_date, target_name
from graph.concepts.phrases import SHORTEST, TERSE, Found, phrases_in
from graph.concepts.shape import bare, could_be_name, is_proper
from graph.records import Fact, Mark

_SEVERAL = re.compile(r"\s*(?:/|\+|&|,|\band\b|\bvs\.?(?=\s)|\bversus\b|\|)\s*")
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,40})[\"”]")
_PLACE = re.compile(r"(?:page|slide|sheet|seite|chapter|part) \d+", re.IGNORECASE)
"""A heading that says where in a document it stands and names nothing."""
_DEFINITION = re.compile(r"^Definition(?: of| von| der| des)?:? (?=\w)", re.IGNORECASE)
_CODE = re.compile(r"^[A-Za-z][\w:.]*[A-Za-z0-9]$")
_FILE = re.compile(
    r"(?<![\w./])(?:\.[a-z][\w-]{4,}|[\w-]{3,}\.(?:ya?ml|json|toml|conf|config|ini|xml))\b"
)
_ADDRESS = re.compile(r"(?<!\S)(?=\S*?(?:://|www\.))\S+")
"""Tried where words begin only: from every letter on, a long line would take its length squared."""
_WITHIN = frozenset([" ", ", ", "/"])
"""What stands before a word in the middle of a sentence."""
_NAMES = re.compile(r"[A-Z][\w'’]*(?:[ -][A-Z0-9][\w'’]*)+")


def named(surface: str, finder: str, others: tuple[str, ...] = ()) -> Found:
    """Return a name found in that way."""
    return Found(key_of(surface), surface, finder, others)


def found_in_heading(text: str, finder: str = "heading") -> Iterator[Found]:
    """Yield the names that a heading gives: one, or several between slashes, commas or "and"."""
    name = defined_name(text)
    if _PLACE.fullmatch(name):
        return
    acts = LOWER[name.split(" ")[0]] in VERBS
    if acts and (finder == "title" or name.count(" ") > 1):
        return  # "List untracked files" is what to do, not what it is done with
    parts = [bare(part) for part in _SEVERAL.split(name)]
    if len(parts) > 1:
        half = elided(name)
        parts = [half, parts[-1]] if half else parts
        sound = [part for part in parts if could_be_name(part)]
        if all(part in sound or is_generic(part) for part in parts):
            yield from (named(part, _surer(part, finder)) for part in sound)
    elif could_be_name(name) and not (
        finder == "topic" and singular(words_of(name).written[-1].lower()) in KINDS
    ):
        yield named(name, _surer(name, finder))


def defined_name(heading: str) -> str:
    """Return what a heading names, without the word that its definition follows."""
    name = bare(heading)
    return _DEFINITION.sub("", name)


def _surer(name: str, finder: str) -> str:
    """Return how a heading is found: a single word nearly always names a thing, as a name does."""
    sure = finder == "heading" and (" " not in name or is_proper(name))
    return "headword" if sure else finder


def is_generic(text: str) -> bool:
    """Whether a text is one general noun: "Versions" of "Versions & aliases"."""
    return text.isalpha() and KIND[text] in "gy"


def found_in(
    fact: Fact, parent: Fact | None, definition: Definition | None, *, on_page: bool = False
) -> list[Found]:
    """Return every name that a fact offers, with what it defines, once for each way it does.

    On a page a plain label is a property of the page, and names no thing.
    """
    text = fact.plain
    found = list(found_in_heading(text, "topic")) if fact.kind == "topic" else []
    labelled = on_page and is_labelled(fact)
    item = item_of(text, parent.plain) if parent is not None and not labelled else None
    if item is not None:
        found.append(named(item.name, item.finder, item.others))
    first = first_cell(fact)
    if first and is_row_name(first):
        found.append(named(first, "row"))
    elif definition:
        found.append(named(definition.name, "label" if labelled else "definition"))
    for mark in fact.marks:
        found += _marked(mark, text)
        if mark.kind == "property":
            values = value_items(mark.span.of(text), mark.target)
            found += [named(value, "value") for value in values if is_proper(value)]
    return found + _written(_beside_labels(fact))


def is_labelled(fact: Fact) -> bool:
    """Whether a line is a plain label with its value, "Phone: 555 12", and defines no term."""
    label = next((mark for mark in fact.marks if mark.kind == "property"), None)
    if label is None or not fact.plain.startswith(f"{label.target}:"):
        return False
    marked = any(m.span.start < len(label.target) for m in fact.marks if m is not label)
    return not marked and " :: " not in fact.text


def _beside_labels(fact: Fact) -> str:
    """Return a line without the label in front of it, which names a kind of value."""
    label = next((mark for mark in fact.marks if mark.kind == "property"), None)
    return (
        fact.plain[label.span.start :]
        if label and fact.plain.startswith(label.target)
        else fact.plain
    )


def _written(text: str) -> list[Found]:
    """Return the names that a text gives by its quotation marks, its letters and its words."""
    words = words_of(text)
    kinds = words.kinds()
    found = phrases_in(words, kinds)
    if "S" in kinds:
        found += _shaped(words)
    capitals = [word[0].isupper() for word in words.written]
    if sum(capitals) > 1:
        found += _capitals(text)
    if any(capitals[1:]):
        found += _capital(words, capitals, kinds)
    if '"' in text or "“" in text:
        quoted = [bare(match[1]) for match in _QUOTED.finditer(text)]
        found += [named(name, "quoted") for name in quoted if could_be_name(name)]
    if "." in text[:-1]:
        files = [match[0] for match in _FILE.finditer(text)]
        found += [named(file, "file") for file in files if KIND[file.strip(".")] not in "gexy"]
    return found


def _marked(mark: Mark, text: str) -> Iterator[Found]:
    name = bare(mark.span.of(text))
    if mark.kind == "link":
        page = target_name(mark.target)
        if page and not is_date(page):
            yield named(page, "page")
        elif "://" not in mark.target and could_be_name(name):
            yield named(name, "bold")
    elif mark.kind == "tag":
        if name and not name.isdigit():
            yield named(name, "tag")
    elif could_be_name(name) and mark.kind in ("bold", "heading"):
        yield named(name, "bold")
    elif mark.kind == "code" and KIND[name] in "Sn" and could_be_name(name) and _CODE.match(name):
        yield named(name, "code")


def _shaped(words: Words) -> Iterator[Found]:
    """Yield words in capitals and words with inner capitals or a number."""
    shaped = "shaped" if len(words.written) <= TERSE else "long shaped"
    addresses = [match.span() for match in _ADDRESS.finditer(words.text)]
    for place, word in enumerate(words.written):
        if KIND[word] == "S" and not _is_inside(words.starts[place], addresses):
            finder = "initials" if is_initialism(word) else shaped
            yield Found(words.key(place, place), word, finder)
            if place == 0 and len(words.written) > 1:
                yield Found(words.key(0, 0), word, "opening")


def _is_inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a place lies in one of the spans, which rise and do not overlap."""
    before = bisect_right(spans, place, key=itemgetter(0)) - 1
    return before >= 0 and place < spans[before][1]


def _capital(words: Words, capitals: list[bool], kinds: str) -> Iterator[Found]:
    """Yield single words that have a capital in the middle of a sentence: "she moved to Vienna"."""
    finder = "capital" if _capitals_tell_little(words, capitals) else "proper"
    alone = zip(capitals, [*capitals[1:], False], strict=True)
    for place, (capital, after) in enumerate(alone):
        word = words.written[place]
        if not place or not capital or after or capitals[place - 1] or kinds[place] != "n":
            continue
        if word[1:].islower() and len(word) >= SHORTEST and words.gaps[place] in _WITHIN:
            yield Found(words.key(place, place), word, finder)


def _capitals_tell_little(words: Words, capitals: list[bool]) -> bool:
    """Whether a line writes nouns, or nearly all words, with a capital: German, or a title."""
    if not FOREIGN.isdisjoint(words.written):
        return True
    return sum(capitals) * 2 > sum(len(word) >= SHORTEST for word in words.written)


def _capitals(text: str) -> Iterator[Found]:
    """Yield runs of words that begin with a capital."""
    for match in _NAMES.finditer(text):
        name = match[0]
        before = text[: match.start()].rstrip(" \"'(")[-1:]
        if before.isdigit() and name[:2].isupper():
            name = name.partition(" ")[2]  # "32 GB RAM"
        if (not before or before in ".:!?") and KIND[name.split(" ")[0].split("-")[0]] != "S":
            name = name.partition(" ")[2]  # at the beginning of a sentence a capital says nothing
        if (" " in name or "-" in name) and could_be_name(name):
            yield named(name, "capitals")
