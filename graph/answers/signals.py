"""The signals: what speaks for a fact as an answer, each a number of about 0 to 1 with a name."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.answers.corpus import Corpus, above_text
from graph.answers.english import aspects_of, is_doubtful
from graph.answers.glosses import SAID, Glosses, explained
from graph.answers.multihop import Walk
from graph.answers.pages import PAGE
from graph.answers.question import Question
from graph.answers.retrieve import Candidates, Purpose
from graph.answers.searching import SEARCHING, searched
from graph.answers.terms import TermGlosses
from graph.answers.values import EXACTLY, NUMBERS, PLAINLY, serving, values_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLAIN = (
    "meaning", "asking", "stands_out", "bm25", "words", "words_line", "words_beyond",
    "rarest", "phrase", "identifier", "quoted", "value", "value_loose", "counted", "aspects",
    "aspects_above", "aspects_missed", "short", "topic", "link", "code", "depth", "under_best",
    "doubt", "introduces", "listed", "words_new", *SEARCHING,
)  # fmt: skip
OF_PAGE = ("page_asked", "page_walk", "page_bridged")
GRAPH = (
    "subject", "owner", "named", "other_subject", "gloss", "gloss_best", "gloss_words",
    "term_gloss", "walk", "walk_subject", "bridged", *OF_PAGE, "names_best", "value_about",
)  # fmt: skip
SIGNALS = PLAIN + GRAPH
"""All signals; those of GRAPH are 0 where the graph is switched off."""
GLOSS_SCALE = 2.0
"""A gloss half a cosine above the usual stands for the thing itself."""
LEAST_LIST = 2
"""Candidates under one line from which on it introduces a list."""
LONG_LINE = 40
"""Words from which on a line counts as long."""
DEEP = 4
"""Steps above a line from which on it counts as deep down."""


Columns: TypeAlias = "dict[str, Sequence[float]]"
"""Signals by name, one number a candidate; one that is not there is 0 for all."""


@dataclass(frozen=True, slots=True)
class View:
    """A question against the index, with what all candidates share."""

    question: Question
    corpus: Corpus
    found: Candidates
    walk: Walk | None
    """None where the graph is switched off."""
    gloss: Glosses | None
    """None where the graph is switched off."""
    terms: TermGlosses | None = None
    """None where the graph is switched off, and with it all that is known beside the notes; and
    for a search, where it costs a third of a point of nDCG over sentences of science."""
    purpose: Purpose = "ask"


def signals_of(view: View) -> tuple[list[int], NDArray[np.float64]]:
    """Return the numbers of the candidates and their signals (n, len(SIGNALS))."""
    numbers = list(view.found.readings)
    signals = np.zeros((len(SIGNALS), len(numbers)))
    if numbers:
        table = _Table(view)
        columns = table.plain()
        if view.walk is not None:
            columns |= table.graph(columns)
        for row, name in enumerate(SIGNALS):
            if name in columns:
                signals[row] = columns[name]
    return numbers, signals.T


class _Table:
    """The signals of all candidates of a question, worked out column by column.

    Columns, since most of them are 0 for all: what no question asks for costs nothing.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        question, corpus, found = view.question, view.corpus, view.found
        self.readings = list(found.readings.values())
        self.weights = {stem: corpus.weight(stem) for stem in question.words}
        self.total = sum(self.weights.values()) or 1.0
        self.weighed: dict[frozenset[str], float] = {}
        self.heard = frozenset(self.weights)
        self.lines = [self.heard & one.line for one in self.readings]
        above = {path: self.heard & path for path in {one.above for one in self.readings}}
        self.both = [
            line | above[one.above] for line, one in zip(self.lines, self.readings, strict=True)
        ]
        self.first = found.first_scores()
        self.top = found.readings[max(self.first, key=self.first.__getitem__)]
        self.asked = {m.concept: m.confidence for m in question.mentions} if view.walk else {}
        self.asked |= dict.fromkeys(found.pages, 1.0)
        self.of_subject: dict[str, tuple[float, ...]] = {}
        self.of_page: dict[str, tuple[float, ...]] = {}

    def plain(self) -> Columns:
        """Return the signals that need no graph."""
        columns = {**self.meaning(), **self.words(), **self.values(), **self.shape()}
        return columns | (self.searching() if self.view.purpose == "search" else {})

    def meaning(self) -> Columns:
        """Return how near the facts are to the question, by vectors and by BM25."""
        found, numbers = self.view.found, [one.number for one in self.readings]
        middle = float(np.mean(list(found.meaning.values()) or [0.0]))
        near = [found.meaning.get(number, middle) for number in numbers]
        together: dict[str, list[float]] = defaultdict(list)
        by_subject = self.view.walk is not None
        sections = [one.section(by_subject=by_subject) for one in self.readings]
        for section, number in zip(sections, numbers, strict=True):
            together[section].append(found.meaning.get(number, 0.0))
        usual = {section: sum(some) / len(some) for section, some in together.items()}
        return {
            "meaning": near,
            "asking": [found.asking.get(n, own) for n, own in zip(numbers, near, strict=True)],
            "stands_out": [own - usual[s] for s, own in zip(sections, near, strict=True)],
            "bm25": [found.words.get(number, 0.0) for number in numbers],
        }

    def words(self) -> Columns:
        """Return which words of the question the facts share, and how."""
        question, corpus = self.view.question, self.view.corpus
        share = [self.weight(both) / self.total for both in self.both]
        names = question.name_words if self.view.walk else frozenset[str]()
        beyond = self.heard - names
        beyond_total = self.weight(beyond) or 1.0
        known = [stem for stem in question.words if corpus.frequency(stem)]
        rarest = max(known, key=self.weights.__getitem__, default="")
        top = self.top.said
        columns: Columns = {
            "words": share,
            "words_line": [self.weight(line) / self.total for line in self.lines],
            "words_beyond": [self.weight(beyond & line) / beyond_total for line in self.lines],
            "rarest": [rarest in both for both in self.both],
            "phrase": self.phrase(),
            "words_new": [self.weight(both - top) / self.total for both in self.both],
        }
        for name, wanted in (("identifier", question.identifiers), ("quoted", question.quoted)):
            if wanted:
                columns[name] = [_share(wanted, one.fact.plain) for one in self.readings]
        return columns

    def searching(self) -> Columns:
        """Return the signals of SEARCHING."""
        found, weight = self.view.found, self.view.corpus.weight
        return searched(found.readings, self.first, found.meaning, self.weights, weight=weight)

    def weight(self, stems: frozenset[str]) -> float:
        """Return how telling words of the question are together."""
        known = self.weighed.get(stems)
        if known is None:
            known = self.weighed[stems] = sum(self.weights[stem] for stem in stems)
        return known

    def phrase(self) -> list[float]:
        """Return how telling the pairs of the question's words are that facts have side by side."""
        asked = self.view.question.words
        pairs = {
            (one, other): self.weights[one] + self.weights[other] for one, other in pairwise(asked)
        }
        return [
            min(1.0, sum(map(pairs.__getitem__, pairs.keys() & pairwise(one.words))) / self.total)
            if len(line) > 1 else 0.0
            for one, line in zip(self.readings, self.lines, strict=True)
        ]  # fmt: skip

    def values(self) -> Columns:
        """Return who gives the kind of value, any number, a number of what is counted."""
        question = self.view.question
        if not question.wants:
            return {}
        texts = [one.fact.plain for one in self.readings]
        kinds = [{value.kind for value in values_in(text)} for text in texts]
        wanted = [EXACTLY[want] for want in question.wants[:2] if want in PLAINLY]
        columns: Columns = {}
        if wanted:
            columns["value"] = [not some.isdisjoint(wanted[0]) for some in kinds]
        if not {"limit", "count", "measure"}.isdisjoint(question.wants):
            columns["value_loose"] = [not some.isdisjoint(NUMBERS) for some in kinds]
        if counted := question.counted:
            columns["counted"] = [serving(t, (), counted=counted) is not None for t in texts]
        return columns

    def shape(self) -> Columns:
        """Return what kind of line the facts are, and where they stand."""
        question, facts = self.view.question, [one.fact for one in self.readings]
        columns = self.aspects() if question.aspects else {}
        if "doubt" not in question.aspects:
            columns["doubt"] = [is_doubtful(fact.plain) for fact in facts]
        if question.intent == "list":
            below = Counter(fact.parent for fact in facts if fact.parent)
            columns["introduces"] = [below[fact.id] >= LEAST_LIST for fact in facts]
            columns["listed"] = [below[fact.parent or ""] >= LEAST_LIST for fact in facts]
        return columns | {
            "short": [max(0.0, 1 - len(one.words) / LONG_LINE) for one in self.readings],
            "topic": [fact.kind == "topic" for fact in facts],
            "link": [fact.kind == "link" for fact in facts],
            "code": [fact.kind == "code" for fact in facts],
            "depth": [min(1.0, len(fact.context) / DEEP) for fact in facts],
            "under_best": [fact.parent == self.top.fact.id for fact in facts],
        }

    def aspects(self) -> Columns:
        """Return which of the sides that the question asks for the facts and their paths say."""
        asked = self.view.question.aspects
        own = [asked & aspects_of(one.fact.plain) for one in self.readings]
        above = [asked & aspects_of(above_text(one.fact.context)) for one in self.readings]
        return {
            "aspects": [len(said) / len(asked) for said in own],
            "aspects_above": [len(said) / len(asked) for said in above],
            "aspects_missed": [not one and not up for one, up in zip(own, above, strict=True)],
        }

    def graph(self, plain: Columns) -> Columns:
        """Return the signals of GRAPH, from the others."""
        walk, asked = self.view.walk or Walk(), self.asked
        subjects = [self.subject(one.fact.subject or "") for one in self.readings]
        pages = [self.page(one.fact.path) for one in self.readings]
        about, owner, gloss, onward, bridged = map(list, zip(*subjects, strict=True))
        sure, top = max(1.0, sum(asked.values())), self.top.concepts
        named = [
            sum(c for concept, c in asked.items() if concept in one.concepts) / sure
            for one in self.readings
        ]
        nearest = self.view.gloss.nearest if self.view.gloss else None
        least = nearest[1] if nearest else 0.0
        valued = [plain[name] for name in ("value", "value_loose", "counted") if name in plain]
        columns: Columns = {
            "subject": about, "owner": owner, "named": named, "gloss": gloss,
            "gloss_best": [bool(near) and near >= least for near in gloss],
            "walk": [math.sqrt(walk.facts.get(one.number, 0.0)) for one in self.readings],
            "walk_subject": onward, "bridged": bridged,
            "names_best": [not one.concepts.isdisjoint(top) for one in self.readings],
        }  # fmt: skip
        columns |= zip(OF_PAGE, zip(*pages, strict=True), strict=True)
        ties = [max(some) for some in zip(about, owner, named, strict=True)]
        if not asked or self.view.question.intent != "list":
            said = frozenset[str]().union(*self.both)
            columns["gloss_words"] = [
                (self.weight(words - said) + SAID * self.weight(words & said)) / self.total
                for words in explained(self.readings, self.both, self.heard, self.view.corpus)
            ]
            if self.view.terms is not None:  # each item of a list has terms of its own
                columns["term_gloss"] = self.view.terms.near(self.readings)
        if asked:
            columns["other_subject"] = [not tie for tie in ties]
        if valued:
            near = [max(tie, one * GLOSS_SCALE) for tie, one in zip(ties, gloss, strict=True)]
            gives = [max(some) for some in zip(*valued, strict=True)]
            columns["value_about"] = [a * b for a, b in zip(near, gives, strict=True)]
        return columns

    def subject(self, subject: str) -> tuple[float, ...]:
        """Return what all facts about a thing share: asked for, by its owner, gloss, the walk."""
        known = self.of_subject.get(subject)
        if known is None:
            asked, walk, gloss = self.asked, self.view.walk or Walk(), self.view.gloss
            chain = self.view.corpus.owners(subject) if subject else frozenset()
            known = self.of_subject[subject] = (
                asked.get(subject, 0.0),
                max((asked.get(one, 0.0) for one in chain), default=0.0),
                max(gloss.get(one) for one in (subject, *chain)) if gloss else 0.0,
                math.sqrt(walk.concepts.get(subject, 0.0)),
                walk.bridged.get(subject, 0.0),
            )
        return known

    def page(self, path: str) -> tuple[float, ...]:
        """Return what all facts on a page share: asked for, and where the walk arrives."""
        known = self.of_page.get(path)
        if known is None:
            page, walk = PAGE + path, self.view.walk or Walk()
            known = self.of_page[path] = (
                self.asked.get(page, 0.0),
                math.sqrt(walk.concepts.get(page, 0.0)),
                walk.bridged.get(page, 0.0),
            )
        return known


def _share(wanted: Sequence[str], text: str) -> float:
    lower = text.lower()
    return sum(one.lower() in lower for one in wanted) / len(wanted)
