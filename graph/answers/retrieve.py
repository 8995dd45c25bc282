"""Which facts come into question: near in meaning, sharing words, about or naming what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from graph.answers.english import written_words
from graph.answers.pages import named_pages
from graph.answers.question import Question, negated_context
from graph.answers.retrieval_context import IndexedFact, RetrievalContext

if TYPE_CHECKING:
    from numpy.typing import NDArray

Purpose: TypeAlias = Literal["ask", "search"]
"""`ask` wants the one right line first, `search` everything that helps near the top."""
BY_MEANING: Mapping[Purpose, int] = {"ask": 60, "search": 80}
"""Of 616 answerable questions over nine collections the right line is for 611 among what comes
into question with sixty, for 613 with eighty; none of the two is ever ranked first, and eighty
lines take a third more time to read and leave more of them to be mistaken for an answer."""
BY_WORDS: Mapping[Purpose, int] = {"ask": 30, "search": 40}
BY_NAME = 60
"""Facts about or naming an asked concept that come into question, by each of the two."""
NAMED: Mapping[Purpose, int] = {"ask": 20, "search": 200}
"""Of them those that are looked at: the nearest in meaning that neither it nor words brought.

Twenty are enough for questions over nine collections, and of more the reading alone costs; who
searches wants all that helps, and loses a third of a point of recall already with thirty.
"""


@dataclass(slots=True)
class Candidates:
    """The facts that come into question, with how near they are in meaning and in words."""

    vector: NDArray[np.float32]
    """Of the question, (d,), unit length."""
    clause: NDArray[np.float32] | None = None
    """Of the clause that asks, where it is not the whole question."""
    readings: dict[int, IndexedFact] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    """Ids of the pages whose titles the question names."""
    meaning: dict[int, float] = field(default_factory=dict)
    """Cosine of question and fact, on the scale of all encoders."""
    asking: dict[int, float] = field(default_factory=dict)
    """The same of the clause that asks and the fact."""
    words: dict[int, float] = field(default_factory=dict)
    """BM25, as a share of the best fact's; absent is 0."""

    def admit(self, corpus: RetrievalContext, numbers: Iterable[int]) -> None:
        """Take in more facts by number, with their meaning."""
        read = corpus.readings({number for number in numbers if number not in self.readings})
        new = sorted(read, key=lambda number: _place(read[number]))
        self.readings.update((number, read[number]) for number in new)
        vectors = corpus.vectors(new)
        if not vectors:
            return
        rows, score_scaling = np.stack(list(vectors.values())), corpus.index.encoder.score_scaling
        alike = score_scaling.of(rows @ self.vector).tolist()
        self.meaning = dict(zip(vectors, alike, strict=True)) | self.meaning
        if self.clause is not None:
            self.asking |= zip(vectors, score_scaling.of(rows @ self.clause).tolist(), strict=True)

    def nearest(self, corpus: RetrievalContext, numbers: Iterable[int], most: int) -> list[int]:
        """Return the `most` of some facts that are nearest in meaning, in no promised order."""
        vectors = corpus.vectors(numbers)
        if len(vectors) <= most:
            return list(vectors)
        cosines = np.stack(list(vectors.values())) @ self.vector
        order = np.argsort(-cosines, kind="stable")[:most]
        known = list(vectors)
        return [known[place] for place in order]

    def first_scores(self) -> dict[int, float]:
        """Return the plain hybrid score: meaning, and a tenth of the words' score."""
        words = self.words
        return {
            n: self.meaning.get(n, 0.0) + FIRST_WORDS * words.get(n, 0.0) for n in self.readings
        }


def _place(reading: IndexedFact) -> tuple[str, int, int]:
    """Return where a fact stands: an order of candidates that no edit elsewhere changes."""
    return reading.fact.path, reading.fact.span.start, reading.fact.span.end


def cosines_of(rows: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the cosine of each row and a vector; 0 where either is nought."""
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(vector)
    cosines = (rows @ vector) / np.where(lengths, lengths, 1.0)
    return cosines.astype(np.float32)


FIRST_WORDS = 0.1
"""Words count lightly before the signals are known: equal shares lose 14 points of hit@1."""


def candidates_for(
    question: Question, corpus: RetrievalContext, *, use_graph: bool, purpose: Purpose
) -> Candidates:
    """Return the facts that come into question."""
    index = corpus.index
    meant = question.asking if negated_context(question.text)[1] else question.text
    texts = list(dict.fromkeys((meant, question.asking)))
    vector, *clause = np.asarray(index.encoder.encode_questions(texts), dtype=np.float32)
    cosines, ids = index.vectors.search(vector[None, :], BY_MEANING[purpose])
    alike = index.encoder.score_scaling.of(cosines[0])
    near = {int(i): float(c) for i, c in zip(ids[0], alike, strict=True) if i >= 0}
    by_words = index.words.search(question.text.replace('"', " "), BY_WORDS[purpose])
    best = max((score for _, score in by_words), default=1.0) or 1.0
    words = {number: score / best for number, score in by_words}
    found = Candidates(vector, clause[0] if clause else None, meaning=near, words=words)
    quotes = (index.words.search(f'"{one}"', BY_WORDS[purpose]) for one in question.quoted)
    quoted = [number for one in quotes for number, _ in one]
    named: list[int] = []
    if use_graph:
        named_here = named_pages(written_words(question.text), corpus.pages, in_any_case=True)
        found.pages = tuple(dict.fromkeys(named_here))
        for concept in (*question.asked, *found.pages):
            named += corpus.about(concept)[:BY_NAME]
            named += corpus.naming(concept)[:BY_NAME]
    numbers = [*near, *words, *quoted]
    more = dict.fromkeys(number for number in named if number not in numbers)
    numbers += found.nearest(corpus, more, NAMED[purpose])
    found.admit(corpus, numbers)
    index.encode_first(numbers)
    return found
