"""The features of the ranker: what speaks for or against a candidate, each of about 0 to 1."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.answers.definition_similarity import SAID, Glosses, explained
from graph.answers.english import aspects_of, is_doubtful
from graph.answers.local_context import asks
from graph.answers.multihop import Walk
from graph.answers.optional_models import NONE, OptionalModels
from graph.answers.pages import PAGE
from graph.answers.question import Question
from graph.answers.retrieval_context import IndexedFact, RetrievalContext
from graph.answers.retrieve import Candidates, Purpose
from graph.answers.shared_terms import chained
from graph.answers.values import EXACTLY, PLAINLY, serving, values_in

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Feature:
    """What speaks for or against a candidate."""

    name: str
    why: str
    prior: float = 0.0
    """What a reader would expect of its weight, in its own standard deviations."""
    sign: int = 1
    """What its weight must be: 1 only for a candidate, -1 only against, 0 either."""
    graph: bool = False
    """It needs the graph, and is 0 where that is switched off."""
    search: bool = False
    """Only searching has it: asking gains nothing by it, or loses on notes never seen."""


FEATURES = (
    Feature("meaning", "near the question in meaning", 1.0),
    Feature("asking", "near the clause that asks"),
    Feature("words", "has the content words asked", 0.1),
    Feature("rarest", "has the most telling word", sign=0),
    Feature("note_words", "its note has the content words"),
    Feature("identifier", "has the id or number asked, in the line or above it", 0.15),
    Feature("quoted", "has what is quoted", 0.3),
    Feature("value", "gives the type of value asked", 0.3),
    Feature("aspects", "speaks of the maximum, default or price asked", 0.25),
    Feature("short", "a short line", sign=0),
    Feature("link", "only a link", -0.3, sign=-1),
    Feature("code", "a line of code", sign=0),
    Feature("under_best", "stands under the best line"),
    Feature("adds", "says more than the question does", sign=0),
    Feature("asks", "is itself a question", sign=-1),
    Feature("other_subject", "is about something else than asked", -0.2, sign=-1, graph=True),
    Feature("gloss", "the definition of its subject is near", 0.15, graph=True),
    Feature("gloss_words", "that definition has words asked which the line lacks", 0.1, graph=True),
    Feature("bridged", "a good line names its subject", graph=True),
    Feature("note_meaning", "other lines of its note are as near in meaning", sign=0, search=True),
    Feature("note_bm25", "other lines of its note share the words, too", sign=0, search=True),
    Feature("words_new", "has words asked that the best line lacks", sign=0, search=True),
    Feature("chained", "shares words with the best lines", search=True),
    Feature("counted", "gives a number of what is counted", 0.2, search=True),
    Feature("topic", "only names something", -0.3, sign=-1, search=True),
    Feature("doubt", "says that it is to be checked", -0.1, sign=-1, search=True),
    Feature("page_walk", "a walk from the best lines arrives at its page", 0.1,
            graph=True, search=True),
    Feature("page_bridged", "a good line names its page", 0.1, graph=True, search=True),
    Feature("names_best", "shares a concept with the best line", graph=True, search=True),
)  # fmt: skip
"""All features, each with its reason. What it gains on collections that were left out stands in
docs/ablation.md; with the priors, learning starts five points of hit@1 higher."""
SIGNALS = tuple(feature.name for feature in FEATURES)
GRAPH = tuple(feature.name for feature in FEATURES if feature.graph)
SEARCHING = tuple(feature.name for feature in FEATURES if feature.search)
ENOUGH_NEW = 5
"""New words from which on a line surely says more than the question does."""
LONG_LINE = 40
"""Words from which on a line counts as long."""
BEST = 3
"""Lines by which a note is judged. On two of three public sets more documents are found with it,
each learnt without that set (recall@5 .92 to .94, .71 to .75), on the third as many: it counts
against a line, since a note that says all of it leaves no room for the next one."""

Columns: TypeAlias = "dict[str, Sequence[float]]"
"""Features by name, one number a candidate; one that is not there is 0 for all."""


@dataclass(frozen=True, slots=True)
class View:
    """A question against the index, with what all candidates share."""

    question: Question
    corpus: RetrievalContext
    found: Candidates
    walk: Walk | None
    """None where the graph is switched off."""
    gloss: Glosses | None
    """None where the graph is switched off."""
    purpose: Purpose = "ask"
    models: OptionalModels = NONE


def signals_of(view: View) -> tuple[list[int], NDArray[np.float64]]:
    """Return the numbers of the candidates and their features (n, len(FEATURES))."""
    numbers = list(view.found.readings)
    signals = np.zeros((len(SIGNALS), len(numbers)))
    if numbers:
        table = _Table(view)
        columns = {**table.meaning(), **table.words(), **table.values(), **table.shape()}
        if view.purpose == "search":
            columns |= table.searching()
        if view.walk is not None:
            columns |= table.graph(view.walk)
        for row, name in enumerate(SIGNALS):
            if name in columns:
                signals[row] = columns[name]
    return numbers, signals.T


class _Table:
    """The features of all candidates of a question, worked out column by column.

    Columns, since most of them are 0 for all: what no question asks for costs nothing.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        question, corpus, found = view.question, view.corpus, view.found
        self.readings = list(found.readings.values())
        self.facts = [one.fact for one in self.readings]
        self.weights = {stem: corpus.weight(stem) for stem in question.words}
        self.total = sum(self.weights.values()) or 1.0
        self.heard = frozenset(self.weights)
        self.both = [self.heard & one.said for one in self.readings]
        self.first = found.first_scores()
        self.top = found.readings[max(self.first, key=self.first.__getitem__)]
        self.asked = {m.concept: m.confidence for m in question.mentions} if view.walk else {}
        self.asked |= dict.fromkeys(found.pages, 1.0)

    def meaning(self) -> Columns:
        """Return how near the facts are to the question, and to the clause that asks."""
        found, numbers = self.view.found, [one.number for one in self.readings]
        near = [found.meaning.get(number, 0.0) for number in numbers]
        asking = [found.asking.get(n, own) for n, own in zip(numbers, near, strict=True)]
        return {"meaning": near, "asking": asking}

    def words(self) -> Columns:
        """Return which words of the question the facts and their notes share."""
        question, corpus = self.view.question, self.view.corpus
        known = [stem for stem in question.words if corpus.frequency(stem)]
        rarest = max(known, key=self.weights.__getitem__, default="")
        of_note: dict[str, frozenset[str]] = defaultdict(frozenset)
        for fact, words in zip(self.facts, self.both, strict=True):
            of_note[fact.path] |= words
        columns: Columns = {
            "words": [self.share(words) for words in self.both],
            "rarest": [rarest in words for words in self.both],
            "note_words": [self.share(of_note[fact.path]) for fact in self.facts],
        }
        for name, wanted in (("identifier", question.identifiers), ("quoted", question.quoted)):
            if wanted:
                columns[name] = [_held(wanted, one) for one in self.readings]
        return columns

    def share(self, stems: frozenset[str]) -> float:
        """Return how telling words of the question are together, as a share of all."""
        return sum(self.weights[stem] for stem in stems) / self.total

    def values(self) -> Columns:
        """Return who gives the type of value that is asked for."""
        expected_types = self.view.question.expected_types[:2]
        wanted = next((EXACTLY[want] for want in expected_types if want in PLAINLY), ())
        kinds = ({v.kind for v in values_in(f.plain)} if wanted else set[str]() for f in self.facts)
        return {"value": [not some.isdisjoint(wanted) for some in kinds]}

    def shape(self) -> Columns:
        """Return what kind of line the facts are, and where they stand."""
        facts, asked = self.facts, self.view.question.aspects
        said = [len(asked & aspects_of(f.plain)) / len(asked) for f in facts] if asked else None
        columns: Columns = {"aspects": said} if said else {}
        return columns | {
            "asks": [asks(fact.plain) for fact in facts],
            "adds": [min(1.0, len(o.line - self.heard) / ENOUGH_NEW) for o in self.readings],
            "short": [max(0.0, 1 - len(one.words) / LONG_LINE) for one in self.readings],
            "link": [fact.kind == "link" for fact in facts],
            "code": [fact.kind == "code" for fact in facts],
            "under_best": [fact.parent == self.top.fact.id for fact in facts],
        }

    def searching(self) -> Columns:
        """Return the features that only searching has."""
        found, question = self.view.found, self.view.question
        near = {n: found.meaning.get(n, 0.0) for n in found.readings}
        hanging = chained(found.readings, near, self.heard, weight=self.view.corpus.weight)
        counted_terms = question.counted_terms
        return {
            "note_meaning": self.of_note(near),
            "note_bm25": self.of_note(found.words),
            "words_new": [self.share(words - self.top.said) for words in self.both],
            "chained": [hanging.get(one, 0.0) for one in found.readings],
            "topic": [fact.kind == "topic" for fact in self.facts],
            "doubt": [
                "doubt" not in question.aspects and is_doubtful(fact.plain) for fact in self.facts
            ],
            "counted": [
                bool(counted_terms)
                and serving(fact.plain, (), counted_terms=counted_terms) is not None
                for fact in self.facts
            ],
        }

    def of_note(self, scores: Mapping[int, float]) -> list[float]:
        """Return the mean score of the BEST lines of each fact's note, lacking ones 0."""
        by_note: dict[str, list[float]] = defaultdict(list)
        for one in self.readings:
            by_note[one.fact.path].append(scores.get(one.number, 0.0))
        means = {path: sum(nlargest(BEST, some)) / BEST for path, some in by_note.items()}
        return [means[fact.path] for fact in self.facts]

    def graph(self, walk: Walk) -> Columns:
        """Return the features that need the graph."""
        asked, gloss, owners = self.asked, self.view.gloss, self.view.corpus.owners
        subjects = [fact.subject or "" for fact in self.facts]
        pages = [PAGE + fact.path for fact in self.facts]
        chains = {one: owners(one) if one else frozenset[str]() for one in set(subjects)}
        near = {s: max(map(gloss.get, (s, *up))) for s, up in chains.items()} if gloss else {}
        ties = [
            asked.keys() & (one.concepts | chains[s])
            for one, s in zip(self.readings, subjects, strict=True)
        ]
        columns: Columns = {}
        if not asked or self.view.question.intent != "list":
            said = frozenset[str]().union(*self.both)
            columns["gloss_words"] = [
                self.share(words - said) + SAID * self.share(words & said)
                for words in explained(self.readings, self.both, self.heard, self.view.corpus)
            ]
        return columns | {
            "other_subject": [bool(asked) and not tie for tie in ties],
            "gloss": [near.get(one, 0.0) for one in subjects],
            "bridged": [walk.bridged.get(one, 0.0) for one in subjects],
            "page_walk": [math.sqrt(walk.concepts.get(one, 0.0)) for one in pages],
            "page_bridged": [walk.bridged.get(one, 0.0) for one in pages],
            "names_best": [not one.concepts.isdisjoint(self.top.concepts) for one in self.readings],
        }


def _held(wanted: Sequence[str], reading: IndexedFact) -> float:
    """Return the share of some words that a fact has as written, in its line or above it."""
    lower = " ".join((*reading.fact.context, reading.fact.plain)).lower()
    return sum(one.lower() in lower for one in wanted) / len(wanted)
