"""Words of which a thing is only one: public or private, root or non-root."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from graph.answers.english import language, stems_of
from graph.answers.question import Question

_OPPOSED = re.compile(r"\b(?:non|un|in|im)-?([a-z]{3,})\b(?:\W+([a-z]+))?", re.IGNORECASE)
_JOINED = re.compile(r"\b(multi|single)-?(?=[a-z]{3})", re.IGNORECASE)


def opposes(question: Question, clause: str) -> bool:
    """Tell whether a clause says the opposite of a word of the question: 'non-root' to 'root'."""
    asked, own = set(question.words), dict(_prefixed(question.text))
    for word, after in _prefixed(clause):
        if word in asked and word not in own:
            return True
        if word in own and after and own[word] != after and f"{word} {after}" in _pairs(question):
            return True
    said, wanted = f" {_plain(clause)} ", f" {_plain(question.text)} "
    return any(
        _holds(wanted, one) and not _holds(wanted, other) and _holds(said, other)
        and not _holds(said, one)
        for one, other in _opposites()
    )  # fmt: skip


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return each pair of opposites both ways round, each side with all its words."""
    sides = [
        tuple(re.compile(rf"\b(?:{words})\b") for words in pair) for pair in language().opposites
    ]
    return tuple(way for one, other in sides for way in ((one, other), (other, one)))


def _holds(text: str, word: re.Pattern[str]) -> bool:
    return word.search(text) is not None


def _plain(text: str) -> str:
    return _JOINED.sub(r"\1 ", text.lower())


def _prefixed(text: str) -> Iterable[tuple[str, str]]:
    """Yield the stems of words that a prefix turns round, each with the stem after it."""
    for word, after in _OPPOSED.findall(text):
        following = stems_of(after)[-1:] if after else ()
        for stem in stems_of(word):
            yield stem, following[0] if following else ""


def _pairs(question: Question) -> set[str]:
    """Return the question's words in twos, those with a turning prefix left out."""
    words = re.findall(r"\w+", question.text)
    stems = [(stems_of(word) or ("",))[-1] for word in words]
    return {f"{one} {other}" for one, other in pairwise(stems)}
