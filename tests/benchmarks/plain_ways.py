"""The plain ways to find facts: by the encoder alone, by words alone, and by both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from graph.answers import embedded_text
from graph.records import Fact
from graph.storage import Index
from tests.benchmarks.fusion import fused_by_rank, fused_by_score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEEP = 100
"""Facts of a ranking: enough for ten documents, of which each has several."""
WORDS_SHARE = 0.1
"""Of BM25 beside meaning, the best on real notes; equal shares lose."""


class Plain:
    """The facts of an index under their paths, without anything that the graph knows of them."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def facts(self) -> dict[int, Fact]:
        """The facts by number."""
        facts = {fact.id: fact for fact in self.index.all_facts()}
        return {number: facts[key] for key, number in self.index.numbers_of(facts).items()}

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return self.index.encoder.encode([embedded_text(f, {}) for f in self.facts.values()])

    def meaning(self, question: str) -> list[tuple[int, float]]:
        """Rank by cosine."""
        near = self._vectors @ self.index.encoder.encode_questions([question])[0]
        ranked = zip(self.facts, near.tolist(), strict=True)
        return sorted(ranked, key=lambda one: (-one[1], one[0]))[:DEEP]

    def words(self, question: str) -> list[tuple[int, float]]:
        """Rank by BM25."""
        return self.index.words.search(question.replace('"', " "), DEEP)

    def by_score(self, question: str) -> list[tuple[int, float]]:
        """Rank by standardised scores, words counting lightly."""
        shares = (1.0, WORDS_SHARE)
        return fused_by_score(self.meaning(question), self.words(question), weights=shares)

    def by_rank(self, question: str) -> list[tuple[int, float]]:
        """Rank by reciprocal ranks in equal shares."""
        return fused_by_rank(self.meaning(question), self.words(question))

    def found(self, way: str, question: str) -> list[Fact]:
        """Return the facts that one of WAYS finds, best first."""
        return [self.facts[number] for number, _ in WAYS[way](self, question)[:DEEP]]


WAYS: dict[str, Callable[[Plain, str], Sequence[tuple[int, float]]]] = {
    "encoder": Plain.meaning,
    "BM25": Plain.words,
    "fused by rank": Plain.by_rank,
    "fused by score": Plain.by_score,
}
