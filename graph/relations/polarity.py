"""Whether a line states a thing as it is, or denies, doubts, supposes or asks it."""

from __future__ import annotations

from graph.language.words import single_words
from graph.language.words import words as small_words
from graph.relations.tokens import END, START, Line
from graph.relations.words import words

NEGATION_REACH = 6
"""Words before a cue in which a negation still speaks of it."""
_NEGATIONS = small_words("negations") | words("excluding")
_UNCERTAIN = single_words("hedges") | words("supposed")
_UNSTATED = _UNCERTAIN | {"may", "might", "could", "should"}
"""Words of a clause that says what is doubted, possible or wanted."""
_FOLLOWED = small_words("not_only")
_PAST = single_words("lapsed") | words("past")
_BE = frozenset(["is", "are", "was", "were"])
_CLOSED = frozenset([",", ";", ":", "->", "but", "-", "then"])
_ENDS_CLAUSE = frozenset([",", ";", "but"])
_CONTRASTS = words("contrasts")
"""Words that deny what follows them, not what is said before them ("tea instead of milk")."""
_ENDS_BEHIND = _ENDS_CLAUSE | _CONTRASTS


def denied(line: Line, start: int, end: int, cue: tuple[int, ...] = ()) -> bool:
    """Whether what the tokens from `start` to `end` say is denied, doubted, supposed or asked.

    The tokens at the places of `cue` are the words of the relation itself.
    """
    return (
        _negated(line, start)
        or any(_denies(line, place) for place in range(start, end) if place not in cue)
        or _doubted(line, start)
        or _undone(line, end)
    )


def stated(line: Line, place: int) -> bool:
    """Whether the clause of a name says plainly how things are, or were."""
    first, last = _sentence(line, place)
    tokens = line.tokens[first:last]
    if "?" in tokens or tokens[:2] == ["q", ":"]:
        return False
    begin, end = place, place
    while begin > first and line.tokens[begin - 1] not in _ENDS_CLAUSE:
        begin -= 1
    while end < last and line.tokens[end] not in _ENDS_BEHIND:
        end += 1
    return not any(
        _denies(line, at) or _not_sure(line, at) or line.tokens[at] in _UNSTATED
        for at in range(begin, end)
    )


def was_so(line: Line, place: int) -> bool:
    """Whether the sentence of a name tells what was and is no more."""
    first, last = _sentence(line, place)
    return _is_past(line.tokens[first:last])


def _sentence(line: Line, place: int) -> tuple[int, int]:
    """Return the places of the first token of a sentence and of its end."""
    first, last = place, place
    while line.tokens[first - 1] != START:
        first -= 1
    while line.tokens[last] != END:
        last += 1
    return first, last


def _is_past(tokens: list[str]) -> bool:
    """Whether a sentence tells what was and is no more ("used to work", "used it until May")."""
    if not _PAST.isdisjoint(tokens):
        return True
    used = tokens.index("used") if "used" in tokens else 0
    return (
        used > 0 and tokens[used + 1 : used + 2] == ["to"] and tokens[used - 1] not in _BE | {"be"}
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
    """Whether the clause supposes, or the sentence asks or tells what was."""
    place = start
    while line.tokens[place] != START and line.tokens[place] not in (",", "then"):
        if line.tokens[place] in _UNCERTAIN or _not_sure(line, place):
            return True
        place -= 1
    first, last = _sentence(line, start + (line.tokens[start] == START))
    tokens = line.tokens[first:last]
    return "?" in tokens or _is_past(tokens)


def _not_sure(line: Line, place: int) -> bool:
    return line.tokens[place] == "sure" and line.tokens[place - 1] == "not"
