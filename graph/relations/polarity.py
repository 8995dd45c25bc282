"""Whether a line says a thing or denies, doubts or supposes it."""

from __future__ import annotations

from graph.relations.cues import Hit
from graph.relations.tokens import END, START, Line
from graph.relations.words import words

NEGATION_REACH = 6
"""Words before a cue in which a negation still speaks of it."""
_NEGATIONS = words("negations")
_SUPPOSED = words("supposed")
_UNSURE = words("unsure")
_BE = frozenset(["is", "are", "was", "were"])
_CLOSED = frozenset([",", ";", ":", "->", "but", "-", "then"])
_FOLLOWED = frozenset(["only", "just", "merely"])
"""Words after which "not" denies nothing: more is said."""


def denied(line: Line, hit: Hit, end: int) -> bool:
    """Whether what a cue says, up to the token at `end`, is denied, doubted or supposed."""
    return (
        _negated(line, hit.start)
        or any(_denies(line, place) for place in range(hit.start, end) if place not in hit.words)
        or _doubted(line, hit.start)
        or _undone(line, hit.end)
    )


def _undone(line: Line, place: int) -> bool:
    """Whether what a cue named is denied right after it ("the link is no longer there")."""
    said = line.tokens[place : place + 2]
    return len(said) == 2 and said[0] in _BE and _denies(line, place + 1)


def _denies(line: Line, place: int) -> bool:
    word = line.tokens[place]
    if word.endswith(("n't", "n’t")):
        return True
    return word in _NEGATIONS and not (word == "not" and line.tokens[place + 1] in _FOLLOWED)


def _negated(line: Line, start: int) -> bool:
    depth = line.depths[start]
    for place in range(start - 1, max(start - 1 - NEGATION_REACH, 0), -1):
        if (
            line.tokens[place] in _CLOSED
            or line.tokens[place] == START
            or line.depths[place] < depth
        ):
            return False
        if _denies(line, place):
            return True
    return False


def _doubted(line: Line, start: int) -> bool:
    """Whether the clause supposes, or the sentence asks."""
    place = start
    while line.tokens[place] != START and line.tokens[place] not in (",", "then"):
        word = line.tokens[place]
        if word in _SUPPOSED or word in _UNSURE or _not_sure(line, place):
            return True
        place -= 1
    place = start
    while line.tokens[place] != END:
        if line.tokens[place] == "?":
            return True
        place += 1
    return False


def _not_sure(line: Line, place: int) -> bool:
    return line.tokens[place] == "sure" and line.tokens[place - 1] == "not"
