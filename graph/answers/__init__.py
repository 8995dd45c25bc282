"""Answers: question, intention, retrieval, and an answer made of cited facts or a refusal."""

from __future__ import annotations

from graph.answers.embedded import embedded_gloss, embedded_text

__all__ = ["embedded_gloss", "embedded_text"]
