"""English as far as finding names needs it: plurals, and what kind of word a word is.

Each word has one letter for its kind:

    f  a small word ("the", "can", "also") or an adverb       d  a number or a single letter
    v  a verb                     e  a verb that is a noun as often ("read", "launch")
    q  a quality ("global")       x  an empty one ("new", "many")
    g  a general noun ("policy")  y  an empty one ("thing", "example")
    r  a form of e that ends in s: a verb before another noun, a plural at the end of a name
    n  any other word             S  one that is written as only names are ("PutItem", "IAM")
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads(
    (files("graph") / "concepts" / "words" / "english.toml").read_text("utf-8")
)


def _list(name: str) -> frozenset[str]:
    return frozenset(_WORDS[name].split())


FUNCTION, INNER, EITHER, QUALITIES = (
    _list(name) for name in ("function", "inner", "either", "qualities")
)
FOREIGN = _list("foreign")
FUNCTION |= FOREIGN
GENERIC, EMPTY_QUALITIES, EMPTY_NOUNS = (
    _list(name) for name in ("generic", "empty_qualities", "empty_nouns")
)
NO_ROLES = _list("no_roles")
VERBS, DEGREES, COMMON_HEADS = _list("verbs"), _list("degrees"), _list("common_heads")
_AS_THEY_ARE = _list("as_they_are")
_SHORT: dict[str, str] = _WORDS["short"]
_IRREGULAR: dict[str, str] = _WORDS["irregular"]
_ES_AFTER = ("sses", "shes", "xes", "zzes", "ches")
_SHAPED = re.compile(
    r"[a-z][A-Z]|[A-Z]{2,}[a-z]|^[A-Z][A-Z0-9&+]*[A-Z][A-Z0-9&+]*s?$|^[A-Za-z]{2,}\d+$"
)
_VERSION = re.compile(r"^(?:v|ver|version|rev|part|day|week|step|chapter|section|fig)\d+$", re.I)
_NUMBERED = re.compile(r"^([A-Za-z]{3,})\d+$")
_INVENTED = re.compile(r"^(?:[Mm]y|[Ss]ome|[Yy]our)[A-Z][a-z]|[Ss]omething")
"""The beginning of what a writer makes up for an example: "MyComponent", "doSomething"."""
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
LONGEST_SHORT, SMALLEST_PIECE = 7, 2.3
"""A longer word in smaller pieces on average is no name but drawn at random: a key, an id."""
_QUALITY = re.compile(r"..(?:[^e]ed|[ai]ble|ful|ous|less|[^u]est)$")
_NO_QUALITIES = _list("no_qualities")
LONGEST_OE = 5
"""Letters in the longest plural of a word in "oe": "shoes", "toes", but "potatoes"."""
_GERMAN_PLURALS = ("ungen", "schaften", "heiten", "keiten", "ionen")
SMALLEST_FOLDED = 4
"""Shorter words keep their s: "EBS" is not the plural of "EB"."""


def singular(word: str) -> str:
    """Return the singular of a lower-case English word, as far as its ending tells."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < SMALLEST_FOLDED or word[-1] != "s" or word in _AS_THEY_ARE:
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    es = word.endswith(_ES_AFTER) or (word.endswith("oes") and len(word) > LONGEST_OE)
    return word[:-2] if es else word[:-1]


def is_plural(word: str) -> bool:
    """Whether a word is a plural by its ending, of English or of a German abstract noun."""
    lower = word.lower()
    return singular(lower) != lower or lower.endswith(_GERMAN_PLURALS)


def is_verb(word: str) -> bool:
    """Whether a lower-case word is one of the verbs, in any form."""
    if word in VERBS:
        return True
    for ending, put in (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and word[: -len(ending)] + put in VERBS:
            return True
    if word.endswith(("ize", "ise", "ify", "izes", "ises", "ifies", "izing", "ising", "ifying")):
        return len(word) > LONGEST_INITIALS  # "democratize", but not "size" and "prize"
    doubled = word[-3:] == "ing" and word[-5:-4] == word[-4:-3]
    return doubled and word[:-4] in VERBS  # "getting", "running"


def is_shaped(word: str) -> bool:
    """Whether a word is written as only names are: "PutItem", "IAM", "ext4"."""
    return bool(_SHAPED.search(word)) and not _VERSION.match(word) and not _is_made_up(word)


def _is_made_up(word: str) -> bool:
    """Whether a word only stands for any name: "folder1", "MyComponent", "UCz7EgrAosr5FRF3"."""
    numbered = _NUMBERED.match(word)
    if numbered and _kind_of_plain(numbered[1].lower()) in "gexyq":
        return True
    pieces = _PIECES.findall(word) if len(word) > LONGEST_SHORT else ()
    drawn = len(pieces) > 2 and len(word) < SMALLEST_PIECE * len(pieces)
    return drawn or bool(_INVENTED.search(word))


def _kind(word: str) -> str:
    """Return the letter for a word as written."""
    lower = word.lower()
    plain = _kind_of_plain(lower) if word.isupper() else "n"
    if is_shaped(word) and lower not in FUNCTION and (plain == "n" or plain == "g"):
        if word.isupper() and len(word) > LONGEST_INITIALS:
            return plain
        return "g" if lower in GENERIC or singular(lower) in GENERIC else "S"
    if len(lower) < 2 or lower[0].isdigit():
        return "d"
    if lower in FUNCTION or (lower.endswith("ly") and lower != "family"):
        return "f"
    return _kind_of_plain(lower)


def _kind_of_plain(lower: str) -> str:
    one = singular(lower)
    if lower != one and one in EITHER and one in VERBS:
        return "v" if one in EMPTY_NOUNS else "r"
    if lower in EMPTY_QUALITIES:
        return "x"
    if one in EMPTY_NOUNS or lower in EMPTY_NOUNS:
        return "y"
    if lower in QUALITIES:
        return "q"
    if one in EITHER or lower in EITHER:
        return "e"
    if lower in GENERIC or one in GENERIC:
        return "g"
    if is_verb(lower):
        return "v"
    return "x" if _QUALITY.search(lower) and lower not in _NO_QUALITIES else "n"


class _Memory(dict[str, str]):
    """What is known of words, found once a word."""

    def __init__(self, find: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.find = find

    def __missing__(self, word: str) -> str:
        found: str = self.find(word)
        if len(self) < MOST_REMEMBERED:
            self[word] = found
        return found


_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i"})
"""Letters that are no letter with an accent, and are written so where a keyboard lacks them."""


def lowered(text: str) -> str:
    """Return a text in small letters without accents: "Müller" and "Muller" are one name."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower()).translate(_LETTERS)
    return "".join([letter for letter in parts if not unicodedata.combining(letter)])


def _folded(word: str) -> str:
    """Fold the last word of a name as written: plural and case go, "EBS" and "HTTPS" stay."""
    lower = LOWER[word]
    if word.isupper():
        return lower
    if word[-1] == "S":
        return lower  # "PaaS"
    if word[-1] == "s" and word[-2:-1].isupper():
        return lower[:-1]  # "APIs", "vCPUs"
    one = singular(lower) if len(lower) > SMALLEST_FOLDED or lower not in _SHORTS else lower[:-1]
    return _SHORT.get(one, one)


_SHORTS = frozenset(f"{word}s" for word in _SHORT)
LONGEST_INITIALS = 6
"""Letters in the longest word of capitals that is an initialism; a longer one is shouted."""
MOST_REMEMBERED = 200_000
"""Words remembered: more than any person's notes hold, and still only some 40 MB."""
KIND = _Memory(_kind)
FOLDED = _Memory(_folded)
LOWER = _Memory(lowered)
FORMS: tuple[tuple[str, str], ...] = (*_IRREGULAR.items(), *_SHORT.items())
"""Words that fold into others by list, each with what it becomes."""
