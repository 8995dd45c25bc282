"""A walk from the best facts over what they name: the second fact of a question that needs two.

The facts and the concepts that they are about or name make a two-sided graph; personalised
PageRank with a low damping starts from the few best facts and from what the question names, and is
divided by the root of each end's ties, so that what everything names does not win (HippoRAG,
Gutierrez et al., 2024, walks so between texts and phrases).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.answers.question import Question
from graph.answers.retrieval_context import RetrievalContext
from graph.answers.retrieve import Candidates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.float64]

SEEDS = 5
"""Facts that the walk starts from: more bring in what the question is not about."""
BRIDGES = 8
"""Best facts whose named concepts are followed to their own facts."""
FACTS_EACH = 12
"""Facts about one concept that a step brings in."""
HUB = 60
"""A concept with more facts than this is not followed: it says nothing of where to go."""
DAMPING = 0.5
ROUNDS = 8
"""0.5 to the eighth: what further rounds would move is below a two-hundredth."""
ASKED_SHARE = 0.5
"""How much of the start lies on what the question names, the rest on the best facts."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a walk arrives, as shares of the best."""

    facts: Mapping[int, float] = field(default_factory=dict)
    concepts: Mapping[str, float] = field(default_factory=dict)
    bridged: Mapping[str, float] = field(default_factory=dict)
    """Concepts that a good fact about something else names, with how good it is."""


def walk_from(question: Question, corpus: RetrievalContext, found: Candidates) -> Walk:
    """Take in the facts one step away from the best, and rank all by where the walk arrives."""
    first = found.first_scores()
    best = heapq.nlargest(BRIDGES, first, key=first.__getitem__)
    if not best:
        return Walk()
    bridged = {
        concept: good for concept, good in _bridges(best, first, found).items()
        if corpus.facts_count(concept) <= HUB and len(corpus.about(concept)) <= HUB
    }  # fmt: skip
    found.admit(corpus, [number for one in bridged for number in corpus.about(one)[:FACTS_EACH]])
    facts, concepts = _pagerank(_start(question, found.pages, first), found)
    return Walk(facts, concepts, bridged)


def _bridges(
    best: Iterable[int], first: Mapping[int, float], found: Candidates
) -> dict[str, float]:
    top = max(first.values()) or 1.0
    bridged: dict[str, float] = {}
    for number in best:
        reading = found.readings[number]
        for concept in reading.concepts - reading.about:
            bridged[concept] = max(bridged.get(concept, 0.0), first[number] / top)
    return bridged


def _start(
    question: Question, pages: Iterable[str], first: Mapping[int, float]
) -> dict[int | str, float]:
    seeds = heapq.nlargest(SEEDS, first.items(), key=lambda item: item[1])
    low = seeds[-1][1] - 0.05
    start: dict[int | str, float] = {n: score - low for n, score in seeds}
    total = sum(start.values()) or 1.0
    asked = {m.concept: m.confidence for m in question.mentions}
    asked |= dict.fromkeys(pages, 1.0)
    share = ASKED_SHARE if asked else 0.0
    start = {n: (1 - share) * score / total for n, score in start.items()}
    weight = sum(asked.values())
    start.update({c: share * confidence / weight for c, confidence in asked.items()})
    return start


def _pagerank(
    start: Mapping[int | str, float], found: Candidates
) -> tuple[dict[int, float], dict[str, float]]:
    """Return where a walk between facts and concepts arrives, as shares of the best of each."""
    numbers = list(found.readings)
    named = {c for reading in found.readings.values() for c in reading.concepts}
    concepts = sorted(named | {key for key in start if isinstance(key, str)})
    columns = {concept: column for column, concept in enumerate(concepts)}
    pairs = [(r, columns[c]) for r, n in enumerate(numbers) for c in found.readings[n].concepts]
    if not pairs:
        return {}, {}
    row, column = np.array(pairs).T
    fact_ties = np.maximum(np.bincount(row, minlength=len(numbers)), 1)
    concept_ties = np.maximum(np.bincount(column, minlength=len(concepts)), 1)
    first_facts = np.array([start.get(number, 0.0) for number in numbers])
    first_concepts = np.array([start.get(concept, 0.0) for concept in concepts])
    facts, at_concepts = first_facts, first_concepts
    for _ in range(ROUNDS):
        to_facts = np.bincount(row, (at_concepts / concept_ties)[column], len(numbers))
        to_concepts = np.bincount(column, (facts / fact_ties)[row], len(concepts))
        facts = first_facts * (1 - DAMPING) + DAMPING * to_facts
        at_concepts = first_concepts * (1 - DAMPING) + DAMPING * to_concepts
    return (
        dict(zip(numbers, _shares(facts, fact_ties), strict=True)),
        dict(zip(concepts, _shares(at_concepts, concept_ties), strict=True)),
    )


def _shares(scores: Numbers, ties: NDArray[np.int64]) -> list[float]:
    normal = scores / np.sqrt(ties)
    shares: list[float] = (normal / (normal.max() or 1.0)).tolist()
    return shares
