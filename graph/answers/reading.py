"""A question read against an index: its words, and the concepts that they name there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.answers.english import language
from graph.answers.question import Question, negated_context, read_question
from graph.answers.retrieval_context import retrieval_context_of
from graph.concepts.lexicon import names_in
from graph.records import Intent, Mention

if TYPE_CHECKING:
    from graph.storage import Index

LEAST_SURE = 0.15
"""A meaning less likely than this is not followed: a name of many meanings asks for none."""


def read_for(text: str, index: Index, *, intent: Intent | None = None) -> Question:
    """Read a question in its language, with the concepts of the index that it names."""
    clean = " ".join(text.split())
    code = retrieval_context_of(index).language_of(clean)
    _, aside = negated_context(clean)
    mentions = [m for m in mentions_in(clean, index) if m.span.start >= aside]
    return read_question(clean, mentions=mentions, intent=intent, code=code)


def mentions_in(text: str, index: Index) -> list[Mention]:
    """Return the concepts that a question names; a common word of asking is none of them."""
    found = names_in(text, index.named)
    return [m for m in found if m.confidence >= LEAST_SURE and not _only_asks(m, text)]


def _only_asks(mention: Mention, text: str) -> bool:
    words: Sequence[str] = mention.span.of(text).lower().split()
    return all(word in language().stop for word in words)
