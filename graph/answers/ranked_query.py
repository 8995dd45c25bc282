"""From a question to ranked facts: candidates, a walk, signals, ranks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.answers.answer_types import without_siblings_first
from graph.answers.exact_match import answers_first, replies_to, written_first
from graph.answers.multihop import walk_from
from graph.answers.optional_models import NONE, OptionalModels
from graph.answers.question import Question
from graph.answers.ranges import holding_first
from graph.answers.rank import Ranked, rank
from graph.answers.ranker_features import View
from graph.answers.retrieval_context import IndexedFact, RetrievalContext
from graph.answers.retrieve import Candidates, Purpose, candidates_for

MOST_ALLOWED = 200
"""Facts that filters keep which come into question beside those that words and meaning found."""
NOTE_SHARE, NOTE_SPREAD = 0.5, 2.0
"""How much a note's other lines count, and how far below its best they still do, in scores: over
33 collections the first line is right for .746 of questions, without them .745; on the help pages
of a note-taking program, 58 questions, for .724 and .603."""
EACH, FIRST = 2, 20
"""Facts of one note among the first that a search gives: twenty facts came from five notes."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search keeps to."""

    within: str | None = None
    """The beginning of a note's path."""
    relation: str | None = None
    """A type of relation that the fact must state."""
    use_graph: bool = True
    allowed: frozenset[str] | None = None
    """The ids of the facts that filters keep; None without filters."""
    gathers: bool = False
    """Whether all of these facts are asked for, in the order of their days."""
    most: int = 0
    """How many of these are shown; 0 for as many as fit."""
    admitted: frozenset[str] = frozenset()
    """The ids of facts that come into question beside those that words and meaning find."""
    order: str = ""
    """"latest" or "earliest" where of facts that say the same only that one is asked for."""
    models: OptionalModels = NONE
    """What else judges, where the user has brought it."""


@dataclass(frozen=True, slots=True)
class RankedQuery:
    """A question with its ranked facts."""

    question: Question
    corpus: RetrievalContext
    scope: Scope
    view: View
    ranked: list[Ranked]
    replies: frozenset[str] = frozenset()
    """Ids of the facts that follow on a line of the notes that asks the same."""


def find(
    question: Question, corpus: RetrievalContext, scope: Scope, *, purpose: Purpose
) -> RankedQuery:
    """Return the facts that come into question, best first."""
    found = candidates_for(question, corpus, use_graph=scope.use_graph, purpose=purpose)
    walk = walk_from(question, corpus, found) if scope.use_graph else None
    following = replies_to(question.text, found.readings.values(), corpus)
    found.admit(corpus, corpus.readings_of(following))
    replies = frozenset(fact.id for fact in following)
    stating = None if scope.relation is None else corpus.index.stating(scope.relation)
    if stating is not None:
        found.admit(corpus, corpus.readings_of(corpus.index.facts(stating)))
    if scope.admitted:
        found.admit(corpus, corpus.readings_of(corpus.index.facts(scope.admitted)))
    if scope.allowed is not None:
        _admit_allowed(corpus, found, scope.allowed)
    if stating is not None or scope.within is not None or scope.allowed is not None:
        found.readings = {
            number: reading
            for number, reading in found.readings.items()
            if _inside(reading, scope) and (stating is None or reading.fact.id in stating)
        }
    gloss = corpus.gloss_scores(found.vector) if scope.use_graph else None
    view = View(question, corpus, found, walk, gloss, purpose, scope.models)
    ranked = answers_first(rank(view), question.intent)
    ranked = written_first(question.text, ranked, replies)
    if purpose == "ask":
        ranked = holding_first(question.text, without_siblings_first(question, ranked))
        ranked.sort(key=lambda one: one.reading.fact.is_struck)
    if purpose == "search" and corpus.pages:
        ranked = at_most_each(with_notes(ranked))
    return RankedQuery(question, corpus, scope, view, ranked, replies)


def _admit_allowed(corpus: RetrievalContext, found: Candidates, allowed: frozenset[str]) -> None:
    """Take in the facts that filters keep: of many those nearest in meaning."""
    numbers = corpus.index.numbers_of(allowed).values()
    found.admit(corpus, found.nearest(corpus, numbers, MOST_ALLOWED))


def with_notes(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the ranked facts by their own score and what else their notes say, best first.

    A note that is about what is looked for has many lines on it; an index page has one on each
    thing. Each fact gets NOTE_SHARE of by how much the soft maximum of its note's scores is above
    their maximum.
    """
    scores = defaultdict[str, list[float]](list)
    for one in ranked:
        scores[one.reading.fact.path].append(one.score)
    more = {
        path: float(np.logaddexp.reduce(np.subtract(own, max(own)) / NOTE_SPREAD))
        for path, own in scores.items()
    }
    own_weight = NOTE_SHARE * NOTE_SPREAD
    return sorted(ranked, key=lambda one: -one.score - own_weight * more[one.reading.fact.path])


def at_most_each(ranked: list[Ranked]) -> list[Ranked]:
    """Return the ranked facts with no more than EACH of one note among the FIRST."""
    first, rest, taken = list[Ranked](), list[Ranked](), Counter[str]()
    for one in ranked:
        path = one.reading.fact.path
        fits = len(first) < FIRST and taken[path] < EACH
        taken[path] += fits
        (first if fits else rest).append(one)
    return first + rest


def _inside(reading: IndexedFact, scope: Scope) -> bool:
    if scope.allowed is not None and reading.fact.id not in scope.allowed:
        return False
    return scope.within is None or reading.fact.path.startswith(scope.within)
