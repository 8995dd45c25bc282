"""What the encoder sees of a fact and of a concept's gloss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.concepts import key_of
from graph.records import Concept, Fact

LONG = 20
"""Words from which on a line is prose, which is better told by its title first: over two sets of
encyclopedia articles three of 200 documents more are in the first five so."""


def embedded_text(fact: Fact, concepts: Mapping[str, Concept]) -> str:
    """Return a fact with its context: "line (parent, section, subject)".

    A short line stands first: of 100 questions that notes do not answer three more are declined
    by it than with the path in front, at an equal share of answered ones. The subject's full name
    stands farthest, in place of whatever on the path only says the name over again.
    """
    subject = concepts.get(fact.subject) if fact.subject else None
    path: Sequence[str] = fact.context
    if subject is not None:
        names = {key_of(name) for name in (subject.name, *subject.aliases)}
        path = (subject.name, *(step for step in fact.context if key_of(step) not in names))
    if len(fact.plain.split()) > LONG:
        return " > ".join((*path, fact.plain))
    return f"{fact.plain} ({', '.join(reversed(path))})" if path else fact.plain


def embedded_gloss(concept: Concept) -> str:
    """Return a concept with its gloss: a question which names nothing finds it by meaning."""
    return f"{concept.name}: {concept.gloss}"
