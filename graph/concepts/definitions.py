"""What a line says about names: "Long Name (LN)", "LN = long name", "X: what it is"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.concepts.keys import words_of
from graph.concepts.shape import bare, could_be_name

MOST_WORDS = 5
"""Words that an initialism stands for at most."""
_PAREN = re.compile(r"\(([^()]{2,60})\)")
_ALSO = re.compile(
    r"\(?,?\s*\b(?:also (?:called|known as|named|referred to as)|a\.?k\.?a\.?|"
    r"formerly(?: known as)?|short for|abbreviated(?: as)?)\s+"
    r"([\w@&./ -]{2,40}?)(?=[),.;:]|\s(?:is|are|which|that)\b|$)",
    re.IGNORECASE,
)
_HINTS = ("also ", "a.k.a", "aka ", "ormerly", "hort for", "bbreviated")
_EQUALS = re.compile(r"^\s*([^=:(]{2,48}?)\s*(?:\([^()]*\)\s*)?={1,2}\s*(\S.{1,})$", re.DOTALL)
_COLON = re.compile(r"^\s*([^:=]{2,48}?)\s*(?::|\s[-–—]|\s?->|→)\s+(\S.{2,})$", re.DOTALL)
_TERM = re.compile(r"^\s*([^:=]{2,48}?) :: (\S.*)$", re.DOTALL)
_SIGN = re.compile(r": |\s[-–—→]|->")
_IS = re.compile(
    r"^\s*(?:(?:A|An|The)\s+)?([^,:;=]{2,48}?)\s+(?:is|are)\s+((?:an?|the)\s.{2,})$", re.DOTALL
)
_SMALL = frozenset(["of", "and", "the", "for", "as", "a", "in", "to", "s"])
"""With the "s" of "King's": none of them need be in an initialism."""


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


def initials(words: Sequence[str]) -> set[str]:
    """Return the initialisms of words: of all, without the small ones, with the inner capitals."""
    telling = [word for word in words if word.lower() not in _SMALL]
    inner = [word[0] + "".join(c for c in word[1:] if c.isupper()) for word in telling]
    ways = (
        "".join(word[0] for word in words),
        "".join(word[0] for word in telling),
        "".join(
            word[0] if word.isupper() else part for word, part in zip(telling, inner, strict=True)
        ),
    )
    return {way.upper() for way in ways}


def stands_for(short: str, long: str) -> bool:
    """Whether an initialism stands for words."""
    body = short[:-1] if short.endswith("s") else short
    return body.upper() in initials(words_of(long).written)


def same_names(text: str) -> Iterator[Same]:
    """Yield the pairs of names that a line says are one thing."""
    if "(" in text:
        for match in _PAREN.finditer(text):
            yield from _in_parentheses(text[: match.start()], match[1].strip())
    for match in _ALSO.finditer(text) if any(hint in text for hint in _HINTS) else ():
        before, name = bare(text[: match.start()].rstrip(" (,")), bare(match[1])
        if could_be_name(before) and (could_be_name(name) or is_initialism(name)):
            yield Same(name, before)
    equal = _EQUALS.match(text) if "=" in text else None
    if equal:
        short, long = bare(equal[1]), bare(equal[2])
        if (
            is_initialism(short)
            and len(words_of(long).written) <= MOST_WORDS
            and stands_for(short, long)
        ):
            yield Same(short, long)


def _in_parentheses(before: str, inner: str) -> Iterator[Same]:
    words = words_of(before)
    if not words.written or before[words.end(len(words.written) - 1) :].strip():
        return
    last = len(words.written) - 1
    if is_initialism(inner):
        for count in range(1, min(MOST_WORDS, len(words.written)) + 1):
            name = words.name(last - count + 1, last)
            if stands_for(inner, name):
                yield Same(inner, name)
                return
    elif is_initialism(words.written[last]) and stands_for(words.written[last], inner):
        yield Same(words.written[last], inner)


def definition_in(text: str) -> Definition | None:
    """Return what a line defines, if it begins with a name and says what it is."""
    if "=" in text:
        found = _defined(_EQUALS.match(text))
        if found and not found.name.islower():
            return found
    if " :: " in text:
        return _defined(_TERM.match(text))
    if _SIGN.search(text):
        found = _defined(_COLON.match(text))
        if found and not found.name.islower():
            return found
    return _defined(_IS.match(text)) if " is " in text or " are " in text else None


def _defined(match: re.Match[str] | None) -> Definition | None:
    if match is None:
        return None
    name = bare(match[1])
    return Definition(name, match[2].strip()) if could_be_name(name) else None
