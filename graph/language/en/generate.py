"""Write opposites.txt, kindred.txt and broader.txt from the files of WordNet 3.0.

    python graph/language/en/generate.py FOLDER VOCABULARY

FOLDER holds `data.*` and `index.*` for noun, verb, adj and adv (Debian's package `wordnet-base`).
VOCABULARY lists common words, one a line (the encoder's vocab.txt): others are left out.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
FIRST_SENSES, MOST_SENSES = 2, 6
"""Of two words of one meaning it is among the first senses of one, and the first six of both."""
OPPOSITE, DERIVED, BROADER = "!", "+", "@"


class Word(NamedTuple):
    """A word in one of its senses: the kind and offset of the synset, and its place there."""

    kind: str
    offset: str
    place: int


class WordNet:
    """The words of all synsets that are common, with the pointers between them."""

    def __init__(self, folder: Path, vocabulary: frozenset[str]) -> None:
        self.words: dict[Word, str] = {}
        self.pointers: list[tuple[str, Word, Word]] = []
        self.members: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.rank: dict[tuple[str, str, str], int] = {}
        for name, kind in FILES.items():
            for line in _lines(folder / f"index.{name}"):
                word, _, _, pointers, *rest = line.split()
                offsets = rest[int(pointers) + 2 :]
                self.rank |= {(word, kind, one): n for n, one in enumerate(offsets, start=1)}
            for line in _lines(folder / f"data.{name}"):
                self._read(kind, line, vocabulary)

    def _read(self, kind: str, line: str, vocabulary: frozenset[str]) -> None:
        offset, _, _, size, *parts = line.partition(" | ")[0].split()
        count = int(size, 16)
        for place in range(count):
            word = parts[2 * place].partition("(")[0].lower()
            if word in vocabulary:
                self.words[Word(kind, offset, place + 1)] = word
                self.members[kind, offset].append(word)
        first = 2 * count + 1
        for at in range(first, first + 4 * int(parts[first - 1]), 4):
            sign, target, other, ends = parts[at : at + 4]
            start, end = int(ends[:2], 16), int(ends[2:], 16)
            self.pointers.append((sign, Word(kind, offset, start), Word(other, target, end)))

    def sense(self, word: str, kind: str, offset: str) -> int:
        """Return which of a word's senses a synset is, the commonest being 1."""
        return self.rank.get((word, kind, offset), MOST_SENSES + 1)

    def pairs(self, sign: str) -> Iterator[tuple[str, str]]:
        """Yield the words that a pointer joins, where one of them is in a common sense."""
        for found, one, other in self.pointers:
            if found == sign and one in self.words and other in self.words:
                pair = self.words[one], self.words[other]
                ranks = (
                    self.sense(word, at.kind, at.offset)
                    for word, at in zip(pair, (one, other), strict=True)
                )
                if min(ranks) <= FIRST_SENSES:
                    yield pair

    def synonyms(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs of words of one meaning."""
        for (kind, offset), members in self.members.items():
            for pair in combinations(members, 2):
                ranks = sorted(self.sense(word, kind, offset) for word in pair)
                if ranks[0] <= FIRST_SENSES and ranks[1] <= MOST_SENSES:
                    yield pair

    def broader(self) -> Iterator[tuple[str, str]]:
        """Yield each noun with the nouns of the synset right above its first senses."""
        for sign, one, other in self.pointers:
            if sign == BROADER and one.kind == "n":
                for word in self.members[one.kind, one.offset]:
                    for above in self.members[other.kind, other.offset]:
                        first = self.sense(word, one.kind, one.offset) <= FIRST_SENSES
                        if first and self.sense(above, other.kind, other.offset) <= FIRST_SENSES:
                            yield word, above


def _lines(file: Path) -> Iterator[str]:
    return (line for line in file.read_text("utf-8").splitlines() if not line.startswith(" "))


def _write(name: str, pairs: Iterator[tuple[str, str]], *, both_ways: bool) -> None:
    by_first: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        if first != second:
            one, other = sorted((first, second)) if both_ways else (first, second)
            by_first[one].add(other)
    lines = (f"{first} {' '.join(sorted(rest))}\n" for first, rest in sorted(by_first.items()))
    (HERE / f"{name}.txt").write_text("".join(lines), "utf-8")


def main() -> None:
    """Write the three files."""
    vocabulary = frozenset(Path(sys.argv[2]).read_text("utf-8").split())
    net = WordNet(Path(sys.argv[1]), frozenset(filter(str.isalpha, vocabulary)))
    _write("opposites", net.pairs(OPPOSITE), both_ways=True)
    _write(
        "kindred",
        (pair for some in (net.synonyms(), net.pairs(DERIVED)) for pair in some),
        both_ways=True,
    )
    _write("broader", net.broader(), both_ways=False)


if __name__ == "__main__":
    main()
