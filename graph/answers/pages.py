"""Pages: a note of its own is a thing too, found under its title wherever a text names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from graph.concepts.keys import grams, key_of, words_of

PAGE = "page:"
"""Begins the id of a note that stands for a thing."""
LEAST_KEY = 4
"""Shorter titles are words like any other."""
_ASIDE = re.compile(r"\s*[(,].*$")


def pages_of(titles: Mapping[str, str]) -> dict[str, str]:
    """Return the page ids by the keys of their titles, with and without what stands in brackets."""
    found: dict[str, str] = {}
    for path, title in titles.items():
        found.setdefault(key_of(title), PAGE + path)
    for path, title in titles.items():
        short = _ASIDE.sub("", title)
        if " " in short:
            found.setdefault(key_of(short), PAGE + path)
    return {key: page for key, page in found.items() if len(key) >= LEAST_KEY}


def named_pages(text: str, pages: Mapping[str, str]) -> Iterable[str]:
    """Yield the ids of the pages that a text names, the longest title first where two overlap.

    A title of one word must be written as a name.
    """
    words = words_of(text)
    place = 0
    while place < len(words):
        longest = 0
        for count, key in grams(text, words, place):
            if key in pages and (count > 1 or words[place].text[0].isupper()):
                longest, page = count, pages[key]
        if longest:
            yield page
        place += longest or 1
