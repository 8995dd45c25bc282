"""Which of its meanings a name has: decided by the fact, its outline and its neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.concepts.english import FOLDED, KIND
from graph.concepts.keys import words_of

STEM = 5
"""Letters by which words of one family are held alike: "create", "creates", "creation"."""
SELF_ABOVE = 3.0
"""Votes for a meaning that the outline above names: CF in a section about CloudFront."""
OWNER_ABOVE = 2.5
"""Votes for a feature of what the outline above names."""
OWNER_HERE = 2.8
"""Votes for a feature of what the fact itself names: "Lambda alias" in any section."""
SELF_NEAR = 1.5
"""Votes for a meaning that a neighbouring fact names without doubt."""
WORD = 0.9
"""Votes for each word of the fact that what is known of a meaning shares."""
MOST_WORDS = 3
"""Shared words that count; more of them are a long line, not a stronger sign."""
LEAST_SURE = 0.2
"""Below this a meaning is not stated at all."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a name."""

    concept: str
    exact: frozenset[str] = frozenset()
    """The only ways in which the name counts as this; empty when every way does."""
    scope: str = ""
    """The concept whose outline must stand around the name, or be named beside it."""
    world: str = ""
    """The word list of whose things the note must speak: a "load balancer" need not be ELB."""
    confidence: float = 1.0

    @property
    def strict(self) -> bool:
        """Whether nothing around a name makes up for how it is written: a tag, a link."""
        return bool(self.scope) or any(name.startswith(("#", "[[")) for name in self.exact)

    @property
    def free(self) -> bool:
        """Whether the name means this wherever and however it stands."""
        return not (self.exact or self.scope or self.world)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a name."""

    above: Sequence[str] = ()
    """Concepts that the outline names, nearest first."""
    here: frozenset[str] = frozenset()
    """Concepts that the fact names elsewhere, without doubt."""
    near: frozenset[str] = frozenset()
    """Concepts that the neighbouring facts name."""
    stems: frozenset[str] = frozenset()
    worlds: frozenset[str] = frozenset()
    """The word lists of whose things the note speaks."""


@dataclass(slots=True)
class Knowledge:
    """What is known of meanings: what each belongs to, and the words that go with it."""

    part_of: Mapping[str, tuple[str, ...]]
    stems: dict[str, frozenset[str]] = field(default_factory=dict)
    worlds: frozenset[str] = frozenset()
    """The word lists of whose things the notes as a whole speak."""


def stems_of(text: str) -> frozenset[str]:
    """Return the telling words of a text, cut to their first letters."""
    return frozenset(
        [FOLDED[word][:STEM] for word in words_of(text).written if KIND[word] not in "fd"]
    )


def decide(
    senses: Iterable[Sense], surface: str, around: Surroundings, known: Knowledge
) -> tuple[str, float] | None:
    """Return the meaning of a name and how sure it is, or None where it means none of them."""
    votes: dict[str, float] = {}
    for sense in senses:
        vote = _vote(sense, surface, around, known)
        if vote is not None:
            votes[sense.concept] = max(vote, votes.get(sense.concept, vote))
    if not votes:
        return None
    total = sum(math.exp(vote) for vote in votes.values())
    best = min(votes, key=lambda concept: (-votes[concept], concept))
    sure = math.exp(votes[best]) / total
    return (best, round(sure, 3)) if sure >= LEAST_SURE else None


def _vote(sense: Sense, surface: str, around: Surroundings, known: Knowledge) -> float | None:
    """Return the votes for one meaning; None where it cannot be meant."""
    if sense.exact and sense.strict and not _as_written(surface, sense.exact):
        return None
    vote = math.log(sense.confidence)
    backed = False
    owners = {*known.part_of.get(sense.concept, ()), sense.scope} - {""}
    if sense.concept in around.above:
        vote, backed = vote + SELF_ABOVE / (1 + around.above.index(sense.concept)), True
    elif owners & set(around.above):
        vote, backed = vote + OWNER_ABOVE, True
    if sense.concept in around.here or owners & around.here:
        vote, backed = vote + OWNER_HERE, True
    if sense.concept in around.near:
        vote, backed = vote + SELF_NEAR, True
    if not backed and not _stands_alone(sense, surface, around, known):
        return None
    shared = len(known.stems.get(sense.concept, frozenset()) & around.stems)
    return vote + WORD * min(shared, MOST_WORDS)


def _stands_alone(sense: Sense, surface: str, around: Surroundings, known: Knowledge) -> bool:
    """Whether a name can mean this though nothing around it says so."""
    if sense.scope:
        return False
    spoken = not sense.world or sense.world in around.worlds
    if not spoken and not (sense.world in known.worlds and surface[0].isupper()):
        return False
    return not sense.exact or _as_written(surface, sense.exact)


def _as_written(surface: str, exact: frozenset[str]) -> bool:
    return surface in exact or (surface[-1:] == "s" and surface[:-1] in exact)
