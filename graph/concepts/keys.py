"""The key of a name: what all its spellings have in common.

"Route 53", "route53" and "Route-53" have one key, and so have "Read replicas" and "read-replica".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from graph.concepts.english import FOLDED, KIND, LOWER

LONGEST_NAME = 10
"""Words in the longest name looked for: titles of pages are the longest."""
JOINTS = frozenset(
    [" ", "-", "_", ".", "/", "'", "’", "@", "‑", "–", ":", "\u00a0", " & ", "  ", "\n", ""]
)
"""What may stand between two words of one name."""
_WORD = re.compile(r"((?<![^\W_])[A-Za-z](?:\+\+|#)(?![\w+#])|(?:[^\W_]|[\u0300-\u036f])+)")
_PLAIN_WORD = re.compile(r"([A-Za-z0-9]+)")
"""The same for texts of ASCII without "+" and "#", nearly all of them: twice as fast."""


class Words(NamedTuple):
    """The words of a text, and where they stand in it; one list entry a word.

    A named tuple, since one is made for every fact and a frozen dataclass takes four times as long.
    """

    text: str
    written: list[str]
    gaps: list[str]
    """What stands before each word."""
    starts: list[int]

    def end(self, place: int) -> int:
        """Return where a word ends."""
        return self.starts[place] + len(self.written[place])

    def kinds(self) -> str:
        """Return the letters of the words' kinds."""
        kinds = "".join([KIND[word] for word in self.written])
        return _hyphened(kinds, self.gaps) if "f" in kinds and "-" in self.gaps else kinds

    def name(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self.text[self.starts[first] : self.end(last)]

    def key(self, first: int, last: int) -> str:
        """Return the key of the name from one word to another, both included."""
        stem = [LOWER[word] for word in self.written[first:last]]
        return "".join(stem) + FOLDED[self.written[last]]


def _hyphened(kinds: str, gaps: list[str]) -> str:
    """Take small words before a hyphen for qualities: "on-demand capacity", "in-memory cache"."""
    after = [*gaps[1:], ""]
    return "".join(["q" if k == "f" and g == "-" else k for k, g in zip(kinds, after, strict=True)])


def words_of(text: str) -> Words:
    """Split a text into its words."""
    plain = text.isascii() and "+" not in text and "#" not in text
    parts = (_PLAIN_WORD if plain else _WORD).split(text)
    ends = list(accumulate(map(len, parts)))
    return Words(text, parts[1::2], parts[:-1:2], ends[:-1:2])


def key_of(text: str) -> str:
    """Return the key of a name."""
    words = words_of(text)
    return words.key(0, len(words.written) - 1) if words.written else ""


def grams(words: Words, first: int) -> Iterator[tuple[int, str]]:
    """Yield (words, key) of each run from word `first` on that could be a name, shortest first."""
    stem = ""
    for place in range(first, min(first + LONGEST_NAME, len(words.written))):
        if place > first and words.gaps[place] not in JOINTS:
            return
        word = words.written[place]
        yield place - first + 1, stem + FOLDED[word]
        stem += LOWER[word]
