"""Names in a question of which no meaning is sure, and how each of them would be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.answers.question import Question
from graph.answers.reading import read_for
from graph.answers.retrieval_context import RetrievalContext, retrieval_context_of
from graph.answers.spelling import spell_corrected
from graph.records import Concept, Span

if TYPE_CHECKING:
    from graph.storage import Index

SURE_MEANING = 0.8
"""A name of which no meaning is as likely as this has two, which the reader is told."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name in a question that may mean several things of the notes."""

    text: str
    """The question."""
    span: Span
    concepts: tuple[Concept, ...]

    @property
    def name(self) -> str:
        """Return the name as the question has it."""
        return self.span.of(self.text)

    def asked_of(self, concept: Concept) -> str:
        """Return the question as it would be asked of one of the things."""
        return f"{self.text[: self.span.start]}{concept.name}{self.text[self.span.end :]}"


def ambiguous_names(question: str, index: Index) -> list[Ambiguous]:
    """Return the names of a question that may mean several things."""
    corpus = retrieval_context_of(index)
    text, _ = spell_corrected(question, corpus)
    return list(ambiguous(read_for(text, index), corpus))


def ambiguous(read: Question, corpus: RetrievalContext) -> Iterator[Ambiguous]:
    """Yield each name of a question of which no meaning is sure."""
    for span in dict.fromkeys(mention.span for mention in read.mentions):
        meant = [m for m in read.mentions if m.span == span and corpus.facts_count(m.concept)]
        concepts = [c for c in (corpus.concept(m.concept) for m in meant) if c is not None]
        if len(concepts) > 1 and max(m.confidence for m in meant) < SURE_MEANING:
            yield Ambiguous(read.text, span, tuple(concepts))
