"""Answers: question, intention, retrieval, and an answer made of cited facts or a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.answers.embedded import embedded_gloss, embedded_text
from graph.lazy import lazily

if TYPE_CHECKING:
    from graph.answers.ambiguity import Ambiguous, ambiguous_names
    from graph.answers.answering import ask, search
    from graph.answers.filtered import filters_of
    from graph.answers.optional_models import OptionalModels

__all__ = [
    "Ambiguous",
    "OptionalModels",
    "ambiguous_names",
    "ask",
    "embedded_gloss",
    "embedded_text",
    "filters_of",
    "search",
]
__getattr__ = lazily(
    __name__,
    {
        "Ambiguous": "ambiguity",
        "OptionalModels": "optional_models",
        "ambiguous_names": "ambiguity",
        "ask": "answering",
        "filters_of": "filtered",
        "search": "answering",
    },
)
