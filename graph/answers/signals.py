"""The signals: what speaks for a fact as an answer, each a number of about 0 to 1 with a name."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.answers.around import asks, wishes
from graph.answers.chain import chained
from graph.answers.corpus import Corpus, Reading, above_text
from graph.answers.english import aspects_of, is_doubtful
from graph.answers.glosses import SAID, Glosses, explained
from graph.answers.multihop import Walk
from graph.answers.pages import PAGE
from graph.answers.question import Question
from graph.answers.retrieve import Candidates, Purpose
from graph.answers.terms import TermGlosses
from graph.answers.values import EXACTLY, NUMBERS, PLAINLY, serving, values_in

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Feature:
    """What speaks for or against a candidate: a number of about 0 to 1."""

    name: str
    why: str
    prior: float = 0.0
    """What a reader would expect of its weight, in its own standard deviations."""
    sign: int = 1
    """What its weight must be: 1 only for a candidate, -1 only against, 0 either."""
    graph: bool = False
    """It needs the graph, and is 0 where that is switched off."""
    search: bool = False
    """Only searching has it: asking gains nothing by it."""


FEATURES = (
    Feature("meaning", "near the question in meaning", 1.0),
    Feature("small", "near in meaning to the small model alone"),
    Feature("asking", "near the clause that asks"),
    Feature("stands_out", "nearer than its section usually is"),
    Feature("note_meaning", "the best three lines of its note are near", 0.1),
    Feature("words", "has the content words asked", 0.1),
    Feature("rarest", "has the most telling word", sign=0),
    Feature("note_words", "its note has the content words"),
    Feature("title", "the content words stand in its page's title", 0.1),
    Feature("title_asked", "all of its page's title is asked for", 0.1),
    Feature("identifier", "has the id or number asked, in the line or above it", 0.15),
    Feature("quoted", "has what is quoted", 0.3),
    Feature("value", "gives the type of value asked", 0.3),
    Feature("value_loose", "gives a number where one is asked", 0.1),
    Feature("counted", "gives a number of what is counted", 0.2),
    Feature("aspects", "speaks of the maximum, default or price asked", 0.25),
    Feature("aspects_above", "stands under it"),
    Feature("aspects_missed", "speaks of no such thing", sign=-1),
    Feature("short", "a short line", sign=0),
    Feature("topic", "only names something", -0.3, sign=-1),
    Feature("link", "only a link", -0.3, sign=-1),
    Feature("code", "a line of code", sign=0),
    Feature("depth", "stands deep down", sign=0),
    Feature("under_best", "stands under the best line"),
    Feature("doubt", "says that it is to be checked", -0.1, sign=-1),
    Feature("introduces", "introduces a list where one is asked"),
    Feature("listed", "is an item of a list where one is asked"),
    Feature("words_new", "has words asked that the best line lacks", sign=0),
    Feature("adds", "says more than the question does", sign=0),
    Feature("asks", "is itself a question", sign=-1),
    Feature("chained", "shares words with the best lines", search=True),
    Feature("wishes", "says what somebody wants", sign=-1, search=True),
    Feature("subject", "is about what is asked", 0.15, graph=True),
    Feature("owner", "is about a part of what is asked", 0.1, graph=True),
    Feature("named", "names what is asked", 0.1, graph=True),
    Feature("other_subject", "is about something else", -0.2, sign=-1, graph=True),
    Feature("gloss", "the definition of its subject is near", 0.15, graph=True),
    Feature("gloss_words", "that definition has words asked", 0.1, graph=True),
    Feature("term_gloss", "the definition of a term in it is near", graph=True),
    Feature("walk", "a walk from the best lines arrives there", 0.1, graph=True),
    Feature("walk_subject", "it arrives at its subject", graph=True),
    Feature("bridged", "a good line names its subject", graph=True),
    Feature("page_walk", "the walk arrives at its page", 0.1, graph=True),
    Feature("page_bridged", "a good line names its page", 0.1, graph=True),
    Feature("names_best", "shares a concept with the best line", graph=True),
    Feature("value_about", "gives the value, of what is asked", 0.2, graph=True),
)
"""All features of the ranker. With the priors, learning starts five points of hit@1 higher."""
SIGNALS = tuple(feature.name for feature in FEATURES)
GRAPH = tuple(feature.name for feature in FEATURES if feature.graph)
SEARCHING = tuple(feature.name for feature in FEATURES if feature.search)
OF_PAGE = ("page_walk", "page_bridged")
BEST_OF_NOTE = 3
"""Lines of a note whose mean meaning speaks for the note."""
ENOUGH_NEW = 5
"""New words from which on a line surely says more than the question does."""
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
        columns |= self.notes(columns["meaning"])
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
            "small": [found.small.get(number, 0.0) for number in numbers],
            "asking": [found.asking.get(n, own) for n, own in zip(numbers, near, strict=True)],
            "stands_out": [own - usual[s] for s, own in zip(sections, near, strict=True)],
        }

    def words(self) -> Columns:
        """Return which words of the question the facts share, and how."""
        question, corpus = self.view.question, self.view.corpus
        share = [self.weight(both) / self.total for both in self.both]
        known = [stem for stem in question.words if corpus.frequency(stem)]
        rarest = max(known, key=self.weights.__getitem__, default="")
        top = self.top.said
        columns: Columns = {
            "words": share,
            "rarest": [rarest in both for both in self.both],
            "words_new": [self.weight(both - top) / self.total for both in self.both],
        }
        for name, wanted in (("identifier", question.identifiers), ("quoted", question.quoted)):
            if wanted:
                columns[name] = [_share(wanted, _with_above(one)) for one in self.readings]
        return columns

    def notes(self, near: Sequence[float]) -> Columns:
        """Return what all facts of a note share: its best lines, its words, its title."""
        by_note: dict[str, list[int]] = defaultdict(list)
        for row, one in enumerate(self.readings):
            by_note[one.fact.path].append(row)
        shared: dict[str, tuple[float, ...]] = {}
        for path, rows in by_note.items():
            best = sorted((near[row] for row in rows), reverse=True)[:BEST_OF_NOTE]
            heard = frozenset[str]().union(*(self.both[row] for row in rows))
            title = self.view.corpus.title_stems(path)
            whole = sum(map(self.view.corpus.weight, title)) or 1.0
            asked = self.weight(self.heard & title)
            shared[path] = (
                sum(best) / BEST_OF_NOTE, self.weight(heard) / self.total,
                asked / self.total, asked / whole,
            )  # fmt: skip
        names = ("note_meaning", "note_words", "title", "title_asked")
        rows_of = zip(*(shared[one.fact.path] for one in self.readings), strict=True)
        return dict(zip(names, rows_of, strict=True))

    def searching(self) -> Columns:
        """Return the features that only searching has."""
        found, weight = self.view.found, self.view.corpus.weight
        hanging = chained(found.readings, found.meaning, self.heard, weight=weight)
        return {
            "chained": [hanging.get(one, 0.0) for one in found.readings],
            "wishes": [wishes(one.fact.plain) for one in self.readings],
        }

    def weight(self, stems: frozenset[str]) -> float:
        """Return how telling words of the question are together."""
        known = self.weighed.get(stems)
        if known is None:
            known = self.weighed[stems] = sum(self.weights[stem] for stem in stems)
        return known

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
            "asks": [asks(fact.plain) for fact in facts],
            "adds": [min(1.0, len(o.line - self.heard) / ENOUGH_NEW) for o in self.readings],
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
        """Return the signals that need the graph, from the others."""
        walk, asked = self.view.walk or Walk(), self.asked
        subjects = [self.subject(one.fact.subject or "") for one in self.readings]
        pages = [self.page(one.fact.path) for one in self.readings]
        about, owner, gloss, onward, bridged = map(list, zip(*subjects, strict=True))
        sure, top = max(1.0, sum(asked.values())), self.top.concepts
        named = [
            sum(c for concept, c in asked.items() if concept in one.concepts) / sure
            for one in self.readings
        ]
        valued = [plain[name] for name in ("value", "value_loose", "counted") if name in plain]
        columns: Columns = {
            "subject": about, "owner": owner, "named": named, "gloss": gloss,
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
        """Return what all facts on a page share: where the walk arrives."""
        known = self.of_page.get(path)
        if known is None:
            page, walk = PAGE + path, self.view.walk or Walk()
            known = self.of_page[path] = (
                math.sqrt(walk.concepts.get(page, 0.0)),
                walk.bridged.get(page, 0.0),
            )
        return known


def _share(wanted: Sequence[str], text: str) -> float:
    lower = text.lower()
    return sum(one.lower() in lower for one in wanted) / len(wanted)


def _with_above(reading: Reading) -> str:
    return " ".join((*reading.fact.context, reading.fact.plain))
