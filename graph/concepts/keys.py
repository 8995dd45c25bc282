"""The key of a name: what all its spellings have in common.

"Route 53", "route53" and "Route-53" have one key, and so have "Read replicas" and "read-replica".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST_NAME = 7
"""Words in the longest name looked for: "AWS Systems Manager Parameter Store" has five."""

SMALLEST_FOLDED = 4
"""Shorter words keep their s: "EBS" is not the plural of "EB"."""

_WORD = re.compile(r"[A-Za-z](?:\+\+|#)(?![\w+#])|[^\W_]+")
_GAPS = frozenset([" ", "-", "_", ".", "/", "'", "’", "@", "‑", "–", ":", "\u00a0", " & ", "  "])
_AS_THEY_ARE = frozenset(
    """https kubernetes redis jenkins alias atlas canvas bias pandas always previous axis basis news
    chaos macos ios postgres series species kudos https windows athena sas aws has was does this
    pods3 lens gas plus minus versus perhaps besides sans""".split()
)
_IRREGULAR = {
    "indices": "index", "indexes": "index", "indexs": "index", "caches": "cache",
    "aliases": "alias", "statuses": "status", "buses": "bus", "viruses": "virus",
    "cookies": "cookie", "movies": "movie", "ties": "tie", "vertices": "vertex",
    "matrices": "matrix", "queries": "query", "lenses": "lens", "canvases": "canvas",
    "analyses": "analysis", "biases": "bias", "children": "child", "people": "people",
    "gases": "gas", "axes": "axis", "atlases": "atlas", "caches'": "cache", "headaches": "headache",
}  # fmt: skip
_ES_AFTER = ("sses", "shes", "xes", "zzes", "ches")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where it stands."""

    text: str
    key: str
    """Lower case."""
    start: int
    end: int


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return the singular of a lower-case English word, as far as its ending tells."""
    if len(word) < SMALLEST_FOLDED or word[-1] != "s":
        return _IRREGULAR.get(word, word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _AS_THEY_ARE or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_ES_AFTER) else word[:-1]


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    """Fold the last word of a name as written: plural and case go, "EBS" and "HTTPS" stay."""
    lower = text.lower()
    if text.isupper():
        return lower
    if text[-1] == "s" and text[:-1].isupper() and len(text) > 1:
        return lower[:-1]
    return singular(lower)


def words_of(text: str) -> list[Word]:
    """Split a text into its words."""
    return [Word(m[0], m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text)]


def key_of(words: str | Sequence[Word]) -> str:
    """Return the key of a name."""
    found = words_of(words) if isinstance(words, str) else words
    if not found:
        return ""
    return "".join([w.key for w in found[:-1]]) + _folded(found[-1].text)


def grams(text: str, words: Sequence[Word], first: int) -> Iterator[tuple[int, str]]:
    """Yield (words, key) of each run that could be one name from word `first` on, shortest first."""
    stem, before = "", -1
    for count, word in enumerate(words[first : first + LONGEST_NAME], 1):
        if before >= 0 and text[before : word.start] not in _GAPS and before != word.start:
            return
        yield count, stem + _folded(word.text)
        stem, before = stem + word.key, word.end
