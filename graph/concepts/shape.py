"""The shape of a name: which words could be the name of a thing, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graph.concepts.english import FOLDED, KIND, is_shaped, singular
from graph.concepts.keys import words_of

LONGEST_FOUND = 4
"""Words in the longest name that notes are believed: longer ones are nearly always clauses."""
_EDGES = " \t\n\r:;,.!?*_`\"'“”‘’-–—=>→|#~"
_ASIDE = re.compile(r"\s*\([^()]*\)?")
_FORMULA = re.compile(r"(?<=[\w)] )\$[A-Za-z\\][^$]*\$(?![\w-])")
"""A formula after a name, "Union $\\cup$", but not in "Case: $a = 0$"; a price is none."""
_CODE = re.compile(r"[{}<>\[\]|\\`$=;]|^www\.|:[ /]")
"""Characters of programs, templates, formulas, addresses, and of a property with its value."""
_FILE = re.compile(r"^\.\w|\w\.[a-z]{2,6}$")
"""A file or a file's ending, which is written as it is written."""
_CAMEL = re.compile(r"[a-z][A-Z]")
"""Two words written as one, whose plural belongs to the name: "ConditionalWrites"."""
_SMALL = frozenset(["of", "to"])
"""Small words that may stand inside a name: "type of service"."""
_INNER = frozenset(["of", "de", "van", "von"])
"""Small words inside a person's or a place's name."""
LONGEST_PROPER = 3
_MANY = re.compile(r"[qegnS](?:[qegynS]|f(?=[qegnS])){0,2}[gneSr]")
"""A name of several words, by their kinds; the small word inside must be "of"."""


def bare(text: str) -> str:
    """Return a text without asides in parentheses, formulas, and marks at its edges."""
    if "$" in text:
        text = _FORMULA.sub(" ", text)
    return " ".join((_ASIDE.sub(" ", text) if "(" in text else text).split()).strip(_EDGES)


@lru_cache(maxsize=65536)
def could_be_name(text: str) -> bool:
    """Whether words could be the name of a thing: a noun phrase with something to say."""
    words = words_of(text)
    if not words.written or len(words.written) > LONGEST_FOUND or _CODE.search(text):
        return False
    if is_said_of(words.written, words.gaps):
        return False
    kinds = words.kinds()
    for place, (word, kind) in enumerate(zip(words.written, kinds, strict=True)):
        if kind == "f" and (word not in _SMALL or _only_sorts(words.written[place - 1])):
            return False
    return tells(kinds) and len(text) > 2


def is_said_of(written: Sequence[str], gaps: Sequence[str]) -> bool:
    """Whether words are one with a small word inside, said of things: "up-to-date"."""
    hyphened = len(written) > 1 and all(gap == "-" for gap in gaps[1:])
    return hyphened and any(KIND[word] == "f" for word in written)


def is_said_to_do(written: str, name: str) -> bool:
    """Whether a text ends in a verb and no name: "AWS supports" is not AWS Support."""
    last = written.rsplit(" ", 1)[-1]
    return last.islower() and KIND[last] in "rv" and name.rsplit(" ", 1)[-1].istitle()


def _only_sorts(word: str) -> bool:
    """Whether a word before "of" says only how much or what sort of a thing it is."""
    return KIND[word] in "xy" or singular(word.lower()) in ("type", "kind", "sort", "list")


def is_proper(name: str) -> bool:
    """Whether several words are a name by their capitals: "Ana Ruiz", "Congress of Vienna"."""
    words = name.split(" ")
    told = [words[0], *(word for word in words[1:-1] if word not in _INNER), words[-1]]
    capital = all(word[:1].isupper() and KIND[word] == "n" for word in told)
    return capital and 1 < len(words) <= LONGEST_PROPER


def tells(kinds: str) -> bool:
    """Whether words of these kinds name something: a telling word, or two like "private key"."""
    if len(kinds) == 1:
        return kinds in "Sn"
    if not _MANY.fullmatch(kinds):
        return False
    return "S" in kinds or "n" in kinds or kinds[-1] in "ger"


def display(text: str) -> str:
    """Return a name as it is shown: singular, the first letter large unless written otherwise."""
    words = words_of(text)
    if not words.written or _FILE.search(text):
        return text
    last = words.written[-1]
    start = words.starts[-1]
    one = last if _CAMEL.search(last) else one_of(last)
    shown = text[:start] + one + text[start + len(last) :]
    first = words.written[0]
    if is_shaped(first) or not first.isalpha() or not first.islower():
        return shown
    return shown[:1].upper() + shown[1:]


def one_of(word: str) -> str:
    """Return the singular of a word, in the letters it is written in."""
    if not word.isascii():
        return word
    folded = FOLDED[word]
    if word.lower() == folded:
        return word
    if word.lower().startswith(folded):
        return word[: len(folded)]
    one = folded if len(folded) > len(word) else singular(word.lower())
    return one.capitalize() if word[0].isupper() else one
