"""What stands around a fact under the same first heading, and whether a line answers at all.

A question's words are often spread over a heading's lines, of which one gives the answer: "to lose
no commit" above, the command below. A line that only asks, wishes or says the question over again
is near in words and meaning, and answers nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from graph.answers.corpus import Reading

AROUND = ("asks", "wishes", "adds", "around_best", "around_words")
"""Signals, in the order in which `Around.row` gives them."""
FEW_WORDS = 5
"""New words from which on a line surely says more than the question does."""
_ASKS = re.compile(r"\?[\s*_\"')\]]*$")
_WISHES = re.compile(
    r"\b(?:i|we|you) (?:want|need|wish)(?:ed)?\b|\b(?:i|we|you)['’]d like\b"
    r"|^(?:but |and |so )?(?:what|how) (?:if|about)\b|^(?:but|and|so) (?:what|how)\b",
    re.IGNORECASE,
)
"""How a text says what it is going to solve: "I want to undo it", "But what if it is pushed?"."""
_MAY_WISH = ("want", "need", "wish", "d like", "what", "how")
"""One of these stands in every such text; most texts hold none, and looking for them is fast."""

Place: TypeAlias = tuple[str, str]
"""A note's path and the first heading in it."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the candidates under one heading have together."""

    best: tuple[float, float]
    """The first scores of the two best."""
    words: float
    """How telling the words of the question are that stand in any of them."""


class Around:
    """The candidates of one question by the heading that they stand under."""

    def __init__(
        self,
        readings: Mapping[int, Reading],
        first: Mapping[int, float],
        weights: Mapping[str, float],
    ) -> None:
        self._first, self._heard = first, frozenset(weights)
        self._best = max(first.values(), default=1.0) or 1.0
        total = sum(weights.values()) or 1.0
        together: dict[Place, list[Reading]] = defaultdict(list)
        for reading in readings.values():
            together[_place(reading)].append(reading)
        self._shared: dict[Place, _Shared] = {}
        for place, some in together.items():
            scores = sorted((first[one.number] for one in some), reverse=True)
            words = set[str]().union(*(self._heard & one.said for one in some))
            second = scores[1] if len(scores) > 1 else 0.0
            share = sum(map(weights.__getitem__, words)) / total
            self._shared[place] = _Shared((scores[0], second), share)

    def row(self, reading: Reading) -> tuple[float, ...]:
        """Return the signals of AROUND."""
        shared, text = self._shared[_place(reading)], reading.fact.plain
        best, second = shared.best
        other = second if self._first[reading.number] == best else best
        return (
            float(asks(text)),
            float(wishes(text)),
            min(1.0, len(reading.line - self._heard) / FEW_WORDS),
            other / self._best,
            shared.words,
        )


@lru_cache(maxsize=20_000)
def asks(text: str) -> bool:
    """Tell whether a line is itself a question."""
    return _ASKS.search(text) is not None


@lru_cache(maxsize=20_000)
def wishes(text: str) -> bool:
    """Tell whether a line says what somebody wants, which the lines after it may give."""
    lower = text.lower()
    return any(map(lower.__contains__, _MAY_WISH)) and _WISHES.search(text) is not None


def _place(reading: Reading) -> Place:
    context = reading.fact.context
    return reading.fact.path, context[0] if context else ""
