"""Names in a question that mean two things, and the question as each of them would be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.concepts import key_of
from graph.records import Concept
from graph.storage import Index

WORD = re.compile(r"[\w'-]+")
LONGEST_NAME = 4
"""Words of a name with two meanings: longer ones are never ambiguous."""


def meanings_of(question: str, index: Index) -> list[tuple[str, Concept, str]]:
    """Return each meaning of the first ambiguous name: name, concept and clearer question."""
    spans = list(_spans(question))
    known = index.named(key_of(question[start:end]) for start, end in spans)
    for start, end in spans:
        name = question[start:end]
        meant = dict.fromkeys(one.concept for one in known.get(key_of(name), ()))
        concepts = [concept for concept in map(index.concept, meant) if concept]
        if len(concepts) > 1:
            rest = (question[:start], question[end:])
            return [(name, one, f"{rest[0]}{one.name}{rest[1]}") for one in concepts]
    return []


def _spans(question: str) -> Iterator[tuple[int, int]]:
    words = [match.span() for match in WORD.finditer(question)]
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            yield words[at][0], words[at + length - 1][1]
