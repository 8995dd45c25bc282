"""Opposites: a line that says "private" answers No to a question after "public"."""

from __future__ import annotations

import re
from functools import cache

from graph.answers.english import language, stem

_WORD = re.compile(r"[^\W_]+")
_LATER = re.compile(r"\b(?:later|afterwards?|existing|already|subsequently|in hindsight)\b")
_AT_FIRST = re.compile(r"\bonly (?:at|on|during|before) \w+|\b(?:creation|start)[\w ]* only\b")
"""What a line says of something that must be settled at the beginning."""


def opposes(question: str, clause: str) -> bool:
    """Tell whether a clause says the opposite of what a question asks after."""
    asked, said = _stems(question), _stems(clause)
    if _LATER.search(question.lower()) and _AT_FIRST.search(clause.lower()):
        return True
    return any(
        (one & asked and other & said and not (one & said or other & asked))
        for pair in _sides()
        for one, other in (pair, pair[::-1])
    )


@cache
def _sides() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((_stems(one), _stems(other)) for one, other in language().opposites)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.lower()))
