"""Texts by their words, packed into arrays: made once, read from a file without loading it."""

from __future__ import annotations

import json
import os
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import StoreBroken

MAGIC = b"words 1 "
"""How a file of postings begins; the number changes with the form."""
HEAD = 512
"""Bytes before the arrays: what they are and how long."""
COLUMNS: dict[str, type[np.generic]] = {
    "numbers": np.int64, "ends": np.int64, "starts": np.int64, "lengths": np.int32,
    "places": np.int32, "times": np.uint16, "spelt": np.uint8,
}  # fmt: skip
"""What is kept, the widest numbers first, so that each array begins at a multiple of its width."""
Worded: TypeAlias = tuple[int, Sequence[str], int]
"""A text's number, its words, and its length as ranking counts it."""
Places: TypeAlias = NDArray[np.int32]
Times: TypeAlias = NDArray[np.uint16]


class Spelt(Sequence[bytes]):
    """The words, sorted, as they lie one after the other."""

    def __init__(self, spelt: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._spelt, self._ends = spelt.data, ends

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._ends)

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]  # no slices are needed
        """Return the word at a place."""
        start = int(self._ends[place - 1]) if place else 0
        return bytes(self._spelt[start : int(self._ends[place])])


@dataclass(frozen=True)
class Postings:
    """In which texts each word stands, and how often; never changed."""

    numbers: NDArray[np.int64]
    """Of the texts, ascending; a text's place here is its place below."""
    ends: NDArray[np.int64]
    """Where in `spelt` each word ends."""
    starts: NDArray[np.int64]
    """Where in `places` those of each word start, and last of all where they end."""
    lengths: NDArray[np.int32]
    places: Places
    """Of the texts that hold a word, ascending, word by word."""
    times: Times
    spelt: NDArray[np.uint8]

    def of(self, word: str) -> tuple[Places, Times]:
        """Return the places of the texts that hold a word, and how often each does."""
        spelt = word.encode("utf-8", "surrogatepass")
        found = bisect_left(self._words, spelt)
        if found == len(self._words) or self._words[found] != spelt:
            return self.places[:0], self.times[:0]
        some = slice(int(self.starts[found]), int(self.starts[found + 1]))
        return self.places[some], self.times[some]

    @cached_property
    def _words(self) -> Spelt:
        return Spelt(self.spelt, self.ends)

    @cached_property
    def total(self) -> int:
        """The lengths of all texts together."""
        return int(self.lengths.sum(dtype=np.int64))

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.numbers)

    def save(self, path: Path) -> None:
        """Write everything to the file `path`, all of it or nothing."""
        arrays = [getattr(self, name) for name in COLUMNS]
        head = MAGIC + json.dumps([len(one) for one in arrays]).encode()
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with beside.open("wb") as file:
                file.write(head.ljust(HEAD))
                for one in arrays:
                    one.tofile(file)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def read_postings(path: Path) -> Postings:
    """Return the postings at `path`, which are read as they are needed, or raise StoreBroken."""
    try:
        whole = np.memmap(path, np.uint8, "r")
        head = whole[:HEAD].tobytes()
        counts = json.loads(head.removeprefix(MAGIC)) if head.startswith(MAGIC) else ()
        found, start = [], HEAD
        for kind, count in zip(COLUMNS.values(), counts, strict=True):
            found.append(np.frombuffer(whole, kind, count, start))
            start += found[-1].nbytes
    except (OSError, ValueError) as error:
        raise StoreBroken(f"{path} cannot be read: build the index again.") from error
    return Postings(*found)


def packed(texts: Iterable[Worded]) -> Postings:
    """Return texts, in the order of their numbers, by their words."""
    known: dict[str, int] = {}
    numbers, lengths, counts, words = array("q"), array("i"), array("i"), array("i")
    for number, said, length in texts:
        numbers.append(number)
        lengths.append(length)
        counts.append(len(said))
        words.extend([known.setdefault(word, len(known)) for word in said])
    spelt = [word.encode("utf-8", "surrogatepass") for word in known]
    order = sorted(range(len(spelt)), key=spelt.__getitem__)
    place_of = np.empty(len(order), np.int32)
    place_of[order] = np.arange(len(order), dtype=np.int32)
    held = place_of[np.array(words, np.int32)]
    texts_of = np.repeat(np.arange(len(counts), dtype=np.int32), np.array(counts, np.int32))
    return _sorted(held, texts_of, [spelt[one] for one in order], numbers, lengths)


def _sorted(
    held: Places, texts_of: Places, spelt: Sequence[bytes], numbers: array[int], lengths: array[int]
) -> Postings:
    """Return postings from pairs of word and text, those of a text together, texts ascending."""
    by_word = np.argsort(held, kind="stable")
    held, texts_of = held[by_word], texts_of[by_word]
    new = np.ones(len(held), bool)
    new[1:] = (held[1:] != held[:-1]) | (texts_of[1:] != texts_of[:-1])
    first = np.flatnonzero(new)
    often = np.diff(first, append=len(held))
    return Postings(
        numbers=np.array(numbers, np.int64),
        ends=np.cumsum([len(one) for one in spelt], dtype=np.int64),
        starts=np.searchsorted(held[first], np.arange(len(spelt) + 1)).astype(np.int64),
        lengths=np.array(lengths, np.int32),
        places=texts_of[first],
        times=np.minimum(often, np.iinfo(np.uint16).max).astype(np.uint16),
        spelt=np.array(bytearray(b"".join(spelt)), np.uint8),
    )
