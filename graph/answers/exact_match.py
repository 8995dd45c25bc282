"""What a line or a heading says word for word: it comes first, and what answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.answers.english import language, stem, written_words
from graph.answers.rank import Ranked
from graph.answers.retrieval_context import IndexedFact, RetrievalContext
from graph.records import Fact, Intent

LEAST_WORDS = 4
"""Fewer words stand side by side by chance."""
LEAST_ASKED = 3
"""Words of a question that a heading or a line asks as a whole."""
MOST_HOLDING = 3
"""What more lines hold is a way of speaking and tells none of them."""
_WORD = re.compile(r"[\w-]+")
_MARKED = re.compile(r"^(?:q(?:uestion)?|f|frage) ", re.IGNORECASE)
"""What stands before a question in lists of questions: "Q: Who ...?"."""


def written_first(text: str, ranked: Sequence[Ranked], replies: Iterable[str]) -> list[Ranked]:
    """Return the ranked lines with those first that answer a text as the notes ask it.

    These are the `replies` (ids of facts) and what stands right under a line or heading of the same
    words; then come lines that hold all of the text, word after word.
    """
    words, known = _words(text), set(replies)
    if len(words) < LEAST_ASKED:
        return list(ranked)
    under = [one for one in ranked if is_asked_above(text, one.reading.fact)]
    first = under or [one for one in ranked if one.reading.fact.id in known]
    if not first:
        told = set(written_words(" ".join(words))) - language().stop
        stems = set(map(stem, told))
        near = (one for one in ranked if stems <= one.reading.line)
        first = [one for one in near if holds_as_written(text, one.reading.fact.plain)]
        first = first if len(first) <= MOST_HOLDING else []
    return [*first, *(one for one in ranked if one not in first)] if first else list(ranked)


def answers_first(ranked: Sequence[Ranked], intent: Intent) -> list[Ranked]:
    """Return the ranked lines; what stands under a line that asks comes before it.

    So it does under a line that only names something, where a single line is to answer.
    """
    first = ranked[0].reading.fact if ranked else None
    names = first is not None and first.kind == "topic" and intent in ("lookup", "yesno")
    if first is None or not (names or first.plain.rstrip().endswith("?")):
        return list(ranked)
    below = [one for one in ranked if one.reading.fact.parent == first.id]
    return [*below, *(one for one in ranked if one not in below)] if below else list(ranked)


def replies_to(text: str, readings: Iterable[IndexedFact], corpus: RetrievalContext) -> list[Fact]:
    """Return what follows on a line that asks just what a text does, beside or right below it."""
    words = _words(text)
    if len(words) < LEAST_ASKED:
        return []
    asking = [
        one.fact for one in readings
        if one.fact.plain.rstrip().endswith("?") and _words(one.fact.plain) == words
    ]  # fmt: skip
    after = [corpus.index.neighbours(fact, before=0)[-1] for fact in asking]
    return [
        other for fact, other in zip(asking, after, strict=True)
        if fact != other and other.path == fact.path and other.line <= fact.end_line + 1
        and not other.plain.rstrip().endswith("?")
    ]  # fmt: skip


def is_asked_above(text: str, fact: Fact) -> bool:
    """Tell whether a fact stands right under a heading, or a line that asks, of the same words."""
    if not fact.context:
        return False
    above, words = fact.context[-1], _words(text)
    heads = fact.headings == len(fact.context) or above.rstrip().endswith("?")
    return heads and len(words) >= LEAST_ASKED and _words(above) == words


def holds_as_written(text: str, plain: str) -> bool:
    """Tell whether a line holds all of a text of several words.

    A line that asks does not count: who asks the same wants what stands under it.
    """
    words = _words(text)
    if len(words) < LEAST_WORDS or plain.rstrip().endswith("?"):
        return False
    return f" {' '.join(words)} " in f" {' '.join(_words(plain))} "


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_MARKED.sub("", " ".join(_WORD.findall(text.casefold())))))
