"""How names are found in a fact: by its place in the outline, its marks, its letters, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.concepts.definitions import definition_in, is_initialism
from graph.concepts.english import FOLDED, GENERIC, KIND, singular
from graph.concepts.items import KINDS, item_of
from graph.concepts.keys import Words, key_of, words_of
from graph.concepts.shape import bare, could_be_name, tells
from graph.records import Fact, Mark

LONGEST_PHRASE = 3
"""Words in the longest phrase that is taken for a name by its repetition alone."""
LONGEST_PAGE = 6
"""Words in the longest name of a page; a longer link text is a sentence."""
_SEVERAL = re.compile(r"\s*(?:/|\+|&|,|\band\b|\bvs\.?(?=\s)|\bversus\b|\|)\s*")
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,40})[\"”]")
_CODE_NAME = re.compile(r"^[A-Za-z][\w:.]*[A-Za-z0-9]$")
_RUN = re.compile(r"[qegnS](?:[ -][qegynS])*")
"""Words of a noun phrase in a line of kinds, with what joins them."""
_LEADING = re.compile(r"\s?(?:\(|,|(?:is|are|can|may|has|have|supported|also)\b)")
_FILE = re.compile(
    r"(?<![\w./])(?:\.[a-z][\w-]{4,}|[\w-]{3,}\.(?:ya?ml|json|toml|conf|config|ini|xml))\b"
)
_IDENTIFIED = re.compile(r"S[ -][gye]$")
"""An identifier and what it is, "WaitTimeSeconds parameter": the identifier alone is the name."""
_BETWEEN = frozenset([",", "and", "/", "+", "&", "or", ", and", ",and", "as well as"])
TERSE = 15
"""Words in a line that is a note more than a sentence: what it names is more likely a term."""
_PAGE = re.compile(r"(?!\.{0,2}/|#|mailto:)(?!.*(?:://|\.\w{1,8}(?:#|$))).")
"""The name of a page between double brackets, not the address of a file."""
_NAMES = re.compile(r"[A-Z][\w'’]*(?:[ -][A-Z0-9][\w'’]*)+")
_TWO_CAPITALS = re.compile(r"[A-Z][\w'’]*[ -][A-Z0-9]")
_LEADS = frozenset(["a", "an", "the", "each", "every", "per", "this"])
_CUES = frozenset(
    [
        *("support", "supports", "supported", "use", "uses", "using", "used", "via", "with", "by"),
        *("need", "needs", "require", "requires", "create", "creates", "create a", "provide"),
        *("provides", "called", "named", "setup", "enable", "enables", "manage", "manages"),
        *("define", "defines", "attach", "has", "have", "handles", "includes", "through"),
        *("do", "run", "runs", "configure", "contains", "generate", "generates"),
    ]
)
"""Words after which a thing is named."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name and the way it was found."""

    key: str
    surface: str
    finder: str
    others: tuple[str, ...] = ()


def named(surface: str, finder: str, others: tuple[str, ...] = ()) -> Found:
    """Return a name found in that way."""
    return Found(key_of(surface), surface, finder, others)


def found_in_heading(text: str, finder: str = "heading") -> Iterator[Found]:
    """Yield the names that a heading gives: one, or several between slashes, commas or "and"."""
    name = bare(text)
    parts = [bare(part) for part in _SEVERAL.split(name)]
    if len(parts) > 1:
        parts = _shared_head(parts)
        sound = [part for part in parts if could_be_name(part)]
        if all(part in sound or is_generic(part) for part in parts):
            yield from (named(part, finder) for part in sound)
    elif could_be_name(name) and not (
        finder == "topic" and singular(words_of(name).written[-1].lower()) in KINDS
    ):
        yield named(name, finder)


def is_generic(text: str) -> bool:
    """Whether a text is one general noun: "Versions" of "Versions & aliases"."""
    return text.isalpha() and KIND[text] in "gy"


def _shared_head(parts: list[str]) -> list[str]:
    """Give the head of the last to the ones before: "Short / long polling" names two pollings."""
    last = words_of(parts[-1])
    lone = [part for part in parts[:-1] if len(words_of(part).written) == 1 and KIND[part] in "qxe"]
    if len(last.written) < 2 or len(lone) < len(parts) - 1:
        return parts
    head = last.name(1, len(last.written) - 1)
    return [f"{part} {head}" for part in parts[:-1]] + parts[-1:]


def found_in(fact: Fact, parent: Fact | None) -> Iterator[Found]:
    """Yield every name that a fact offers."""
    text = fact.plain
    if fact.kind == "topic":
        yield from found_in_heading(text, "topic")
    if parent is not None:
        item = item_of(text, parent.plain)
        if item is not None:
            yield named(item.name, item.finder, item.others)
    definition = definition_in(text)
    if definition:
        yield named(definition.name, "definition")
    for mark in fact.marks:
        yield from _marked(mark, text)
    yield from _written(text)


def _written(text: str) -> Iterator[Found]:
    """Yield the names that a text gives by its quotation marks, its letters and its words."""
    if '"' in text or "“" in text:
        quoted = [bare(match[1]) for match in _QUOTED.finditer(text)]
        yield from (named(name, "quoted") for name in quoted if could_be_name(name))
    words = words_of(text)
    kinds = words.kinds()
    if "S" in kinds:
        yield from _shaped(words)
    if _TWO_CAPITALS.search(text):
        yield from _capitals(text)
    if "." in text:
        yield from (named(match[0], "file") for match in _FILE.finditer(text))
    yield from _phrases(words, kinds)


def _marked(mark: Mark, text: str) -> Iterator[Found]:
    name = bare(mark.span.of(text))
    if mark.kind == "link":
        if _PAGE.match(mark.target) and 0 < len(words_of(name).written) <= LONGEST_PAGE:
            yield named(name, "page")
        elif "://" not in mark.target and could_be_name(name):
            yield named(name, "bold")
    elif mark.kind == "tag":
        if name and not name.isdigit():
            yield named(name, "tag")
    elif could_be_name(name):
        if mark.kind != "code":
            yield named(name, "bold")
        elif KIND[name] == "S" and _CODE_NAME.match(name):
            yield named(name, "code")


def _shaped(words: Words) -> Iterator[Found]:
    """Yield words in capitals and words with inner capitals or a number."""
    shaped = "shaped" if len(words.written) <= TERSE else "long shaped"
    for place, word in enumerate(words.written):
        if KIND[word] == "S":
            finder = "initials" if is_initialism(word) else shaped
            yield Found(words.key(place, place), word, finder)
            if place == 0 and len(words.written) > 1:
                yield Found(words.key(0, 0), word, "opening")


def _capitals(text: str) -> Iterator[Found]:
    """Yield runs of words that begin with a capital."""
    for match in _NAMES.finditer(text):
        name = match[0]
        before = text[: match.start()].rstrip(" \"'(")[-1:]
        if (not before or before in ".:!?") and KIND[name.split(" ")[0].split("-")[0]] != "S":
            name = name.partition(" ")[2]  # at the beginning of a sentence a capital says nothing
        if (" " in name or "-" in name) and could_be_name(name):
            yield named(name, "capitals")


def _phrases(words: Words, kinds: str) -> Iterator[Found]:
    """Yield the noun phrases: runs of words between small words, verbs and stops."""
    joints = [gap if gap in (" ", "-") else "|" for gap in words.gaps]
    line = "".join([joint + kind for joint, kind in zip(joints, kinds, strict=True)])
    cued = -1
    for match in _RUN.finditer(line):
        first, last = match.start() // 2, match.end() // 2 - (0 if match.end() % 2 else 1)
        if _is_cued(words, first) or _goes_on(words, cued, first) or _leads(words, first, last):
            cued = last
        if last == first:
            yield from _single(words, first)
        elif last - first < LONGEST_PHRASE and tells(match[0][::2]):
            identified = _IDENTIFIED.match(match[0]) and not is_initialism(words.written[first])
            yield from () if identified else _phrase(words, first, last, cued=cued == last)


def _phrase(words: Words, first: int, last: int, *, cued: bool) -> Iterator[Found]:
    key, name = words.key(first, last), words.name(first, last)
    before = words.written[first - 1].lower() if first and words.gaps[first] == " " else ""
    sure = before in _LEADS or words.written[last].lower() == f"{FOLDED[words.written[last]]}s"
    yield Found(key, name, "noun" if sure else "phrase")
    after = words.text[words.end(last) :]
    if words.gaps[first].endswith("(") and after.startswith(")"):
        yield Found(key, name, "aside")
    elif cued and first == 0:
        yield Found(key, name, "leading")
    elif cued:
        yield Found(key, name, "cued" if len(words.written) <= TERSE else "long cued")


def _leads(words: Words, first: int, last: int) -> bool:
    """Whether a phrase opens a line that says something of it: "Signed URLs are ..."."""
    return first == 0 and bool(_LEADING.match(words.text, words.end(last)))


def _is_cued(words: Words, first: int) -> bool:
    """Whether the word before a phrase, small words left out, is one that names come after."""
    place = first - 1
    if place > 0 and words.written[place].lower() in _LEADS:
        place -= 1
    return (
        place >= 0
        and words.gaps[place + 1] in (" ", ' "')
        and words.written[place].lower() in _CUES
    )


def _goes_on(words: Words, last: int, first: int) -> bool:
    """Whether a phrase goes on a list that began with a named thing: ", ", " and ", " / "."""
    if last < 0:
        return False
    between = words.text[words.end(last) : words.starts[first]].strip().lower()
    return between in _BETWEEN


def _single(words: Words, place: int) -> Iterator[Found]:
    """Yield one plain word where it opens a line that says what it does, or where it is made."""
    word = words.written[place]
    key = words.key(place, place)
    if KIND[word] not in "en" or key in GENERIC or len(key) < SHORTEST:
        return
    if place == 0 and len(words.written) > 1 and _does(words):
        yield Found(key, word, "opening")
    if place > 1 and (words.written[place - 2].lower(), words.written[place - 1].lower()) in _MAKES:
        yield Found(key, word, "made")


def _does(words: Words) -> bool:
    """Whether the second word says what the first does: "Scan examines ...", "Stages can ..."."""
    after = words.written[1].lower()
    if words.gaps[1] != " " or not words.written[0][0].isupper():
        return False
    plural = words.written[0][-1] == "s" and KIND[after] == "v"
    return after in _MODALS or plural or (KIND[after] == "v" and after[-1] == "s")


SHORTEST = 4
"""Letters in the shortest plain word that is taken for a name."""
_MAKES = frozenset(
    [
        *(
            (verb, small)
            for small in ("a", "an")
            for verb in ("create", "define", "setup", "called")
        ),
        ("up", "of"),
        ("consists", "of"),
    ]
)
_MODALS = frozenset(["can", "may", "must", "should", "will", "are", "is", "has", "have"])
