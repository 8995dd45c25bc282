"""Pages: a note of its own is a thing too, found under its title wherever a text names it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from graph.answers.english import stem, written_words

PAGE = "page:"
"""Begins the id of a note that stands for a thing."""
LEAST_LETTERS = 4
"""Shorter titles are words like any other."""
REMEMBERED = 200_000
"""Titles whose words are kept from one generation of an index to the next."""
Pages: TypeAlias = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""By the first word of a title: all its words and the page's id, the longest title first."""

_ASIDE = re.compile(r"\s*[(,].*$")


def pages_of(titles: Mapping[str, str]) -> Pages:
    """Return the pages by the words of their titles, with and without what stands in brackets."""
    by_words: dict[tuple[str, ...], str] = {}
    for path, title in titles.items():
        by_words.setdefault(_folded(title), PAGE + path)
    for path, title in titles.items():
        short = _folded(_ASIDE.sub("", title))
        if len(short) > 1:
            by_words.setdefault(short, PAGE + path)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, page in by_words.items():
        if len("".join(words)) >= LEAST_LETTERS:
            found[words[0]].append((words, page))
    return {first: tuple(sorted(some, key=_longest_first)) for first, some in found.items()}


def named_pages(
    written: Sequence[str], pages: Pages, *, in_any_case: bool = False
) -> Iterable[str]:
    """Yield the ids of the pages that words name, the longest title where two overlap.

    In a line a title of one word must be written as a name; a question may have it `in_any_case`.
    """
    words = tuple(map(_stem, written))
    if pages.keys().isdisjoint(words):
        return
    after = 0
    for place, word in enumerate(words):
        if word not in pages or place < after:
            continue
        for title, page in pages[word]:
            fits = words[place : place + len(title)] == title
            if fits and (in_any_case or len(title) > 1 or written[place][0].isupper()):
                yield page
                after = place + len(title)
                break


@lru_cache(REMEMBERED)
def _folded(title: str) -> tuple[str, ...]:
    return tuple(map(_stem, written_words(title)))


def _stem(word: str) -> str:
    return stem(word.lower())


def _longest_first(one: tuple[tuple[str, ...], str]) -> tuple[int, str]:
    return (-len(one[0]), one[1])
