"""What a line says about names: "Long Name (LN)", "LN = long name", "X: what it is"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.concepts.keys import Word, words_of
from graph.concepts.shape import bare, could_be_name, is_shaped

MOST_WORDS = 5
"""Words that an initialism stands for at most."""
_PAREN = re.compile(r"\(([^()]{2,60})\)")
_ALSO = re.compile(
    r"\(?,?\s*\b(?:also (?:called|known as|named|referred to as)|a\.?k\.?a\.?|formerly(?: known as)?|"
    r"short for|abbreviated(?: as)?)\s+([\w@&./ -]{2,40}?)(?=[),.;:]|\s(?:is|are|which|that)\b|$)",
    re.IGNORECASE,
)
_EQUALS = re.compile(r"^\s*([^=:(]{2,48}?)\s*={1,2}\s*(\S.{1,})$")
_COLON = re.compile(r"^\s*([^:=]{2,48}?)\s*(?::|\s[-–—]|\s?->|→)\s+(\S.{2,})$")
_IS = re.compile(r"^\s*(?:(?:A|An|The)\s+)?([^,:;=]{2,48}?)\s+(?:is|are)\s+((?:an?|the)\s.{2,})$")


@dataclass(frozen=True, slots=True)
class Same:
    """Two names of one thing, as a line says it."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A name and what a line says it is."""

    name: str
    says: str


def is_initialism(text: str) -> bool:
    """Whether a word is written like one: two to six characters, mostly large."""
    body = text[:-1] if text.endswith("s") else text
    return 2 <= len(body) <= 6 and body[0].isupper() and sum(map(str.isupper, body)) * 2 > len(body)


def initials(words: list[Word]) -> str:
    """Return the first letters of words, inner capitals counted, small words left out."""
    letters = ""
    for word in words:
        if word.key in ("of", "and", "the", "for", "as", "a", "in", "to"):
            continue
        inner = [c for c in word.text[1:] if c.isupper()] if not word.text.isupper() else []
        letters += word.text[0] + "".join(inner)
    return letters.upper()


def stands_for(short: str, words: list[Word]) -> bool:
    """Whether an initialism stands for words, with or without the inner capitals."""
    body = (short[:-1] if short.endswith("s") else short).upper()
    plain = "".join(w.text[0] for w in words if w.key not in ("of", "and", "the", "for"))
    full = "".join(w.text[0] for w in words)
    return body in {initials(words), plain.upper(), full.upper()}


def same_names(text: str) -> Iterator[Same]:
    """Yield the pairs of names that a line says are one thing."""
    for match in _PAREN.finditer(text):
        yield from _in_parentheses(text, match)
    for match in _ALSO.finditer(text):
        before = _name_before(text, match.start())
        if before and could_be_name(bare(match[1])):
            yield Same(bare(match[1]), before)
    match = _EQUALS.match(text)
    if match:
        short, long = bare(match[1]), bare(match[2])
        words = words_of(long)
        if is_initialism(short) and len(words) <= MOST_WORDS and stands_for(short, words):
            yield Same(short, long)


def _in_parentheses(text: str, match: re.Match[str]) -> Iterator[Same]:
    inner = match[1].strip()
    before = words_of(text[: match.start()])
    if not before or text[before[-1].end : match.start()].strip():
        return
    if is_initialism(inner):
        for count in range(2, min(MOST_WORDS, len(before)) + 1):
            words = before[-count:]
            if stands_for(inner, words):
                yield Same(inner, text[words[0].start : words[-1].end])
                return
    elif is_initialism(before[-1].text) and stands_for(before[-1].text, words_of(inner)):
        yield Same(before[-1].text, inner)


def _name_before(text: str, end: int) -> str:
    """Return the name that ends at a place: the longest that could be one, from the line's start."""
    head = text[:end].rstrip(" (,")
    name = bare(head)
    return name if could_be_name(name) else ""


def definition_in(text: str) -> Definition | None:
    """Return what a line defines, if it begins with a name and says what it is."""
    for pattern in (_EQUALS, _COLON, _IS):
        match = pattern.match(text)
        if match:
            name = bare(match[1])
            if could_be_name(name) and (is_shaped(name) or not name.islower() or pattern is _IS):
                return Definition(name, match[2].strip())
    return None
