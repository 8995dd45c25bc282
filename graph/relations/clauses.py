"""Whether the clause of a cue names its subject, leaves it out, or tells the reader to do it."""

from __future__ import annotations

from graph.concepts.english import VERBS
from graph.relations.cue_scope import PREPOSITIONS
from graph.relations.cues import Hit
from graph.relations.tokens import SLOT, START, Line
from graph.relations.words import words

OPENING = 4
"""Words that may open a clause before its cue, the subject unsaid ("large messages use ...")."""
_LIGHT = words("light")
_PRONOUNS = words("pronouns")
_PERSONS = words("persons")
_BE = frozenset(["is", "are", "was", "were"])
_BEGINS = frozenset([":", "-", "->", "(", ";", START])
_CLAUSES = frozenset(
    [",", ":", "-", "->", "(", ";", "and", "or", "then", "+", "but", "also", START]
)


def unsaid(line: Line, hit: Hit) -> bool:
    """Whether the clause of a cue leaves its subject out, as notes do, or has a pronoun for it."""
    place, words, stated = hit.start - 1, 0, False
    if line.tokens[hit.start] == START or place < 0:
        return not line.prose
    if line.tokens[place] == START and _participle(line.tokens[hit.start]):
        return False  # "Working with time is hard": a doing, not a thing that works
    while line.tokens[place] not in _CLAUSES:
        token = line.tokens[place]
        if token == SLOT or token in _PERSONS:
            return False
        if token in PREPOSITIONS and _participle(line.tokens[hit.start]):
            return False
        words += token not in _LIGHT and token[0].isalpha()
        stated = stated or (token in _BE and words == 0)
        place -= 1
    if words and (stated or _told_of_noun(line, hit) or _participle(line.tokens[hit.start])):
        return False  # "t2.micro is part of": another thing is
    if line.tokens[place + 1] in _PRONOUNS:
        alone = line.tokens[place + 1] == "it" and line.tokens[place] == START
        return words <= OPENING and (alone or not line.prose)
    return words <= (0 if hit.rule.bare else OPENING) and not line.prose


def _told_of_noun(line: Line, hit: Hit) -> bool:
    """Whether a past participle only tells more of the nouns before it ("files stored in ...")."""
    word, before = line.tokens[hit.start], line.tokens[hit.start - 1]
    several = before.endswith("s") and not before.endswith("ss") and before not in _LIGHT
    return word.endswith("ed") and before.isalpha() and several


def opened(line: Line, hit: Hit) -> bool:
    """Whether what leads to a cue begins with a noun that has no name here ("Jellyfin runs in").

    A clause that goes on with "and" has the noun of the one before it.
    """
    place, first = hit.start - 1, ""
    while place >= 0 and line.tokens[place] not in _BEGINS:
        token = line.tokens[place]
        first = token if token[0].isalpha() and token not in _LIGHT else first
        place -= 1
    verb = first in VERBS or first.removesuffix("s") in VERBS or first.endswith("ed")
    return bool(first) and first not in _PRONOUNS and not verb


def imperative(line: Line, hit: Hit) -> bool:
    """Whether the clause of a cue tells the reader to do something ("use a pump")."""
    place = hit.start + (line.tokens[hit.start] == START)
    while place > 0 and line.tokens[place - 1] not in _CLAUSES:
        place -= 1
    word = line.tokens[place]
    return word in VERBS and not word.endswith("ing")


def _participle(word: str) -> bool:
    """Whether a verb only tells more of the noun before it ("for shops requiring ...")."""
    return word.endswith("ing") and word != "using"
