"""Lines that say of each of several things something of its own: "roses need sun, ferns shade".

A question about one of them is answered by its own clause. What stands in another's clause is not
said of it: that Ana is vegetarian and Tom eats meat makes Tom no vegetarian.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.answers.english import stem, stems_of, telling, written_words
from graph.answers.question import Question
from graph.notes.english import STATES, STATES_OF

_PARTS = re.compile(r"(?:[;,]|\bwhereas\b)(?:\s+(?:and|but|while|whereas)\b)?\s+")
_AND = re.compile(r",?\s+(?:and|but)\s+")
_LABEL = re.compile(r"^[^:;,]{2,40}: ")
_PLACES = re.compile(r"\b(?:in|on|at|by|for|with|from|to|under|over|through)\b")
_WHERE = re.compile(rf"^{_PLACES.pattern} .*? (?=(?:the|an?|my|our) )", re.IGNORECASE)
_NEVER = frozenset(["not", "no", "never"])
_INHERITS = re.compile(r"\b(?:it|they|this|that)\b", re.IGNORECASE)
"""A clause that speaks of what the one before it is about."""
_OWN = re.compile(
    r"(?:(?:the|an?|my|our|his|her|their) )?(?:[\w'’-]+ ){1,4}?"
    rf"(?:not|ones?|(?:{'|'.join(sorted((STATES | STATES_OF) - {'there', 'this', 'that'}))}))\b"
)
"""How a clause begins that names its own thing."""
_NAMED = re.compile(r"[A-Z][\w'’-]* (?!and\b|or\b)[a-z]+s \w+(?! (?:and|or)\b)")
"""A clause that begins with a name and says something of it: "Tom eats meat"."""
_ECHO = re.compile(r"\b(?:do|does|did|is|are|was|were|can|has|have|will)$", re.IGNORECASE)
"""How a clause ends that only says of its thing what was said of another: "brown ones do"."""
_MOST = 4
"""Clauses of a line beyond which it is a list of things, not several statements."""


@dataclass(frozen=True, slots=True)
class Home:
    """The clause that speaks of what a question is about."""

    clause: str
    elsewhere: str = ""
    """A word of the question that stands only in a clause on another thing."""

    @property
    def echoes(self) -> bool:
        """Whether the clause says of its own thing just what was said of another."""
        return _ECHO.search(self.clause.rstrip(" .")) is not None


def home_of(question: Question, line: str) -> Home | None:
    """Return the clause of a line that a question is about; None where the line has but one.

    It is the clause that is asked whole, else that of the first word which a question has of the
    line. Where that is said of all clauses, the last word decides: it tells when, where, for whom.
    """
    clauses = _clauses(line)
    if not clauses:
        return None
    label = _LABEL.match(line)
    shared = telling(label[0]) if label else ()
    stems = _said_by(clauses)
    asked = [word for word in question.words if word not in shared]
    sole = {word: owner for word in asked if (owner := _sole_owner(word, stems)) is not None}
    owners = list(sole.values())
    if len(set(owners)) < 2:  # all of it that the line has is in one clause, or in each
        heard = sum(any(word in some for some in stems) for word in asked)
        return Home(clauses[owners[0]]) if owners and len(owners) == heard else None
    whole = [
        n for n in set(owners)
        if stems[n] - _NEVER <= set(asked) and n and not _names_own(clauses[n])
    ]  # fmt: skip
    if len(whole) == 1:
        return Home(clauses[whole[0]])
    first = next(word for word in question.words if word in shared or any(word in s for s in stems))
    numbered = [word for word in written_words(question.text) if word.isdigit() and word in sole]
    place = sole.get((numbered or [first])[0], owners[-1])
    away = [word for word, owner in sole.items() if owner != place and _is_own(clauses, owner)]
    written = {s: word for word in written_words(question.text) for s in stems_of(word)}
    return Home(clauses[place], written.get(away[0], "") if away else "")


def _clauses(line: str) -> list[str]:
    """Return the clauses of a line of which at least one after the first names its own thing."""
    label = _LABEL.match(line)
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    if len(parts) == 1:
        parts = _AND.split(line)
        return parts if len(parts) == 2 and _same_places(*parts) else []
    owned = label or any(_is_own(parts, place) for place in range(1, len(parts)))
    return parts if 1 < len(parts) <= _MOST and owned else []


def _same_places(one: str, other: str) -> bool:
    return not set(_PLACES.findall(one)).isdisjoint(_PLACES.findall(other))


def _is_own(clauses: Sequence[str], place: int) -> bool:
    """Tell whether a clause names a thing of its own to say something of, as the first does.

    What speaks of the one before it is of that one's thing, and so is what only denies.
    """
    clause, before = clauses[place], clauses[place - 1]
    if not place or _names_own(clause):
        return True
    if clause.split(None, 1)[0].lower() in _NEVER:
        return False
    if _INHERITS.search(clause):
        return place > 1 and _is_own(clauses, place - 1)
    return _same_places(before, clause) or not _words(before).isdisjoint(_words(clause))


def _names_own(clause: str) -> bool:
    return (_NAMED.match(clause) or _OWN.match(clause)) is not None


def _said_by(clauses: Sequence[str]) -> list[set[str]]:
    """Return the stems of each clause; one with "it" has those of the clause before it too."""
    found: list[set[str]] = []
    for clause in clauses:
        own = set(telling(clause))
        if found and _INHERITS.search(clause):
            own.update(_subject(clauses[len(found) - 1]))
        found.append(own)
    return found


def _subject(clause: str) -> tuple[str, ...]:
    """Return the stems of what a clause is about: all before its verb, after where it holds."""
    words = written_words(_WHERE.sub("", clause))
    verb = next((n for n, word in enumerate(words) if word.lower() in STATES), len(words))
    return telling(" ".join(words[:verb]))


def _sole_owner(word: str, stems: Sequence[set[str]]) -> int | None:
    owners = [place for place, some in enumerate(stems) if word in some]
    return owners[0] if len(owners) == 1 else None


def _words(text: str) -> set[str]:
    """Return the words of a text, each as one: "IPv4" and "IPv6" share none."""
    return {stem(word.lower()) for word in written_words(text) if stems_of(word)}
