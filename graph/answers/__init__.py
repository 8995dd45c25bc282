"""Answers: question, intention, retrieval, and an answer made of cited facts or a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.answers.embedded import embedded_gloss, embedded_text

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


def __getattr__(name: str) -> object:
    """Load what asks only when something is asked: a build needs none of it."""
    if name in ("ask", "search"):
        from graph.answers import answering

        return getattr(answering, name)
    if name in ("Ambiguous", "ambiguous_names"):
        from graph.answers import ambiguity

        return getattr(ambiguity, name)
    if name == "OptionalModels":
        from graph.answers import optional_models

        return optional_models.OptionalModels
    if name == "filters_of":
        from graph.answers import filtered

        return filtered.filters_of
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
