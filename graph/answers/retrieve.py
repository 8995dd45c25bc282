"""Which facts come into question: near in meaning, sharing words, about or naming what is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from graph.answers.corpus import Corpus, Reading
from graph.answers.question import Question

if TYPE_CHECKING:
    from numpy.typing import NDArray

BY_MEANING = 80
"""Of 100 questions the right line is for 99 among the eighty nearest; more only costs time."""
BY_WORDS = 40
BY_NAME = 60
"""Facts about or naming an asked concept that are looked at, by each of the two."""


@dataclass(slots=True)
class Candidates:
    """The facts that come into question, with how near they are in meaning and in words."""

    vector: NDArray[np.float32]
    """Of the question, (d,), unit length."""
    readings: dict[int, Reading] = field(default_factory=dict)
    meaning: dict[int, float] = field(default_factory=dict)
    """Cosine of question and fact."""
    words: dict[int, float] = field(default_factory=dict)
    """BM25, as a share of the best fact's; absent is 0."""

    def admit(self, corpus: Corpus, numbers: Iterable[int]) -> None:
        """Take in more facts by number, with their meaning."""
        new = [number for number in dict.fromkeys(numbers) if number not in self.readings]
        self.readings.update(corpus.readings(new))
        unknown = [number for number in new if number not in self.meaning]
        if unknown:
            vectors = corpus.index.vectors_of(unknown)
            for number, vector in vectors.items():
                self.meaning[number] = float(vector @ self.vector)

    def first_scores(self) -> dict[int, float]:
        """Return the plain hybrid score: meaning, and a tenth of the words' score."""
        words = self.words
        return {
            n: self.meaning.get(n, 0.0) + FIRST_WORDS * words.get(n, 0.0) for n in self.readings
        }


FIRST_WORDS = 0.1
"""Words count lightly before the signals are known: equal shares lose 14 points of hit@1."""


def candidates_for(question: Question, corpus: Corpus, *, use_graph: bool) -> Candidates:
    """Return the facts that come into question."""
    index = corpus.index
    vector = np.asarray(index.encoder.encode([question.text])[0], dtype=np.float32)
    scores, ids = index.vectors.search(vector[None, :], BY_MEANING)
    meaning = {int(i): float(s) for s, i in zip(scores[0], ids[0], strict=True) if i >= 0}
    by_words = index.words.search(question.text.replace('"', " "), BY_WORDS)
    best = max((score for _, score in by_words), default=1.0) or 1.0
    words = {number: score / best for number, score in by_words}
    found = Candidates(vector, {}, meaning, words)
    found.admit(corpus, [*meaning, *words])
    if use_graph:
        for concept in question.asked:
            facts = [*index.about(concept)[:BY_NAME], *index.naming(concept)[:BY_NAME]]
            found.admit(corpus, corpus.readings_of(facts))
    return found
