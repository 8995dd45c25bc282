"""The small words of each language, from the data files beside this one, read once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from embeddings.terms import stem_of
from graph.language.tokens import Token

LANGUAGES = ("en", "de")
"""A note may be in any of them, or in several: their lists are read together."""


@cache
def _tables() -> tuple[dict[str, Any], ...]:
    folder = files("graph.language")
    return tuple(
        tomllib.loads(folder.joinpath(one, "words.toml").read_text("utf-8")) for one in LANGUAGES
    )


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of single words, of all languages."""
    return frozenset(word for table in _tables() for word in table[name].split())


@cache
def stems(name: str) -> frozenset[str]:
    """Return the stems of a list of single words."""
    return frozenset(map(stem_of, words(name)))


STEMMED = frozenset(["excludes", "reports"])
"""Lists of verbs, which are found in each form; of the others "possibly" is not "possible"."""


@cache
def _phrases(name: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return the phrases of a list, longest first, by the first word of each."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in (one for table in _tables() for one in table[name]):
        parts = tuple(map(stem_of, phrase.split()) if name in STEMMED else phrase.split())
        by_first[parts[0]].append(parts)
    return {first: sorted(some, key=len, reverse=True) for first, some in by_first.items()}


def single_words(name: str) -> frozenset[str]:
    """Return those phrases of a list that are one word."""
    return frozenset(first for first, some in _phrases(name).items() if (first,) in some)


def phrase_at(name: str, tokens: Sequence[Token], place: int) -> int:
    """Return how many tokens from a place on are a phrase of a list; 0 if none is."""
    known = _phrases(name)
    first = _form(name, tokens[place])
    for phrase in known.get(first, ()):
        if tuple(_form(name, one) for one in tokens[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def has_phrase(name: str, tokens: Sequence[Token]) -> bool:
    """Tell whether any phrase of a list stands among tokens."""
    return any(phrase_at(name, tokens, place) for place in range(len(tokens)))


def _form(name: str, token: Token) -> str:
    return token.stem if name in STEMMED else token.text.lower().replace("’", "'")


def ends_with(name: str, tokens: Sequence[Token]) -> bool:
    """Tell whether tokens end with a phrase of a list."""
    places = range(len(tokens))
    return any(phrase_at(name, tokens, place) == len(tokens) - place for place in places)
