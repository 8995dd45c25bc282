"""Questions that ask which kinds of a thing there are: "what are the different flavours of it?"."""

from __future__ import annotations

from graph.answers.english import aspect, stem
from graph.answers.question import Question

ANY = frozenset(map(stem, ("all", "available", "different", "existing", "possible", "various")))
"""What is said of a list and of none in particular."""


def kinds_asked(question: Question) -> frozenset[str]:
    """Return the stems of what lists are asked by, which no line need say: "different kinds"."""
    return aspect("group").stems | ANY if question.intent == "list" else frozenset()


def asks_for_kinds(question: Question) -> bool:
    """Tell whether a question asks for the kinds of what it names and for nothing more."""
    kinds = kinds_asked(question)
    return bool(kinds and question.asked) and kinds | question.name_words >= set(question.words)
