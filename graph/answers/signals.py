"""The signals: what speaks for a fact as an answer, each a number of about 0 to 1 with a name."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.answers.around import AROUND, Around
from graph.answers.chain import chained
from graph.answers.corpus import Corpus, Reading
from graph.answers.glosses import Glosses
from graph.answers.multihop import Walk
from graph.answers.pages import PAGE
from graph.answers.question import Question
from graph.answers.retrieve import Candidates, Purpose
from graph.answers.values import EXACTLY, NUMBERS, PLAINLY, serving, values_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLAIN = (
    "meaning", "asking", "stands_out", "bm25", "words", "words_line", "words_beyond",
    "rarest", "phrase", "identifier", "quoted", "value", "value_loose", "counted", "aspects",
    "aspects_above", "aspects_missed", "short", "topic", "link", "code", "depth", "under_best",
    "doubt", "introduces", "listed", "words_new", "chained", *AROUND,
)  # fmt: skip
GRAPH = (
    "subject", "owner", "named", "other_subject", "gloss", "gloss_best", "walk", "walk_subject",
    "bridged", "page_asked", "page_walk", "page_bridged", "names_best", "value_about",
)  # fmt: skip
SIGNALS = PLAIN + GRAPH
"""All signals; those of GRAPH are 0 where the graph is switched off."""
GLOSS_SCALE = 2.0
"""A gloss half a cosine above the usual stands for the thing itself."""
EMPTY_SHARE = 0.0
LEAST_LIST = 2
"""Candidates under one line from which on it introduces a list."""
LONG_LINE = 40
"""Words from which on a line counts as long."""


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
    purpose: Purpose = "ask"


def signals_of(view: View) -> tuple[list[int], NDArray[np.float64]]:
    """Return the numbers of the candidates and their signals (n, len(SIGNALS))."""
    numbers = list(view.found.readings)
    shared = _Shared(view)
    rows = [shared.row(view.found.readings[number]) for number in numbers]
    return numbers, np.array(rows, dtype=np.float64).reshape(len(numbers), len(SIGNALS))


class _Shared:
    """What is worked out once a question."""

    def __init__(self, view: View) -> None:
        self.view = view
        question, corpus, found = view.question, view.corpus, view.found
        self.weights = {stem: corpus.weight(stem) for stem in question.words}
        self.total = sum(self.weights.values()) or 1.0
        heard = [s for s in question.words if corpus.frequency(s)]
        self.rarest = max(heard, key=self.weights.__getitem__, default="")
        self.asked = {m.concept: m.confidence for m in question.mentions} if view.walk else {}
        self.asked |= dict.fromkeys(found.pages, 1.0)
        names = question.name_words if view.walk else frozenset[str]()
        self.beyond = {s: w for s, w in self.weights.items() if s not in names}
        self.beyond_total = sum(self.beyond.values()) or 1.0
        self.heard, self.heard_beyond = frozenset(self.weights), frozenset(self.beyond)
        self.pairs = set(zip(question.words, question.words[1:], strict=False))
        self.of_subject: dict[str, tuple[float, ...]] = {}
        self.of_page: dict[str, tuple[float, ...]] = {}
        self.usual = self._usual()
        self.middle = float(np.mean(list(found.meaning.values()) or [0.0]))
        first = found.first_scores()
        self.top = max(first, key=first.__getitem__, default=None)
        self.first = first
        self.gloss_top = view.gloss.nearest[1] if view.gloss and view.gloss.nearest else 0.0
        top = found.readings[self.top] if self.top is not None else None
        self.top_concepts = top.concepts if top else frozenset()
        self.top_id = top.fact.id if top else ""
        parents = (reading.fact.parent for reading in found.readings.values())
        self.below = Counter(parent for parent in parents if parent)
        self.top_words = (top.line | top.above) if top else frozenset()
        self.chained = self._chained()
        self.around = Around(found.readings, first, self.weights)

    def _chained(self) -> dict[int, float]:
        """Return how facts hang together; who asks for one line is not helped by their likes."""
        if self.view.purpose != "search":
            return {}
        found, weight = self.view.found, self.view.corpus.weight
        return chained(found.readings, found.meaning, self.heard, weight=weight)

    def _usual(self) -> dict[str, float]:
        """Return how near the facts of each section usually are to the question."""
        found, by_section = self.view.found, defaultdict[str, list[float]](list)
        for number, reading in found.readings.items():
            by_section[self.section(reading)].append(found.meaning.get(number, 0.0))
        return {section: sum(near) / len(near) for section, near in by_section.items()}

    def section(self, reading: Reading) -> str:
        """Return what a fact shares with its neighbours: its subject, else its heading or note."""
        fact = reading.fact
        subject = fact.subject if self.view.walk else None
        return subject or (fact.context[0] if fact.context else fact.path)

    def row(self, reading: Reading) -> list[float]:
        """Return all signals of a candidate, in the order of SIGNALS."""
        values = self.values(reading)
        row = self.plain(reading, values)
        row += self.graph(reading, values) if self.view.walk else [0.0] * len(GRAPH)
        return row

    def plain(self, reading: Reading, values: tuple[float, ...]) -> list[float]:
        question, found, fact = self.view.question, self.view.found, reading.fact
        number, aspects = reading.number, question.aspects
        meaning = found.meaning.get(number, self.middle)
        line = self.heard & reading.line
        both = line | (self.heard & reading.above)
        return [
            meaning,
            found.asking.get(number, meaning),
            meaning - self.usual[self.section(reading)],
            found.words.get(number, 0.0),
            self.weight(both) / self.total,
            self.weight(line) / self.total,
            self.weight(self.heard_beyond & line) / self.beyond_total,
            float(self.rarest in both),
            self.phrase(reading) if len(line) > 1 else 0.0,
            _share(question.identifiers, fact.plain),
            _share(question.quoted, fact.plain),
            *values,
            len(aspects & reading.aspects) / max(1, len(aspects)),
            len(aspects & reading.aspects_above) / max(1, len(aspects)),
            float(bool(aspects) and not aspects & (reading.aspects | reading.aspects_above)),
            max(0.0, 1 - len(reading.words) / LONG_LINE),
            float(fact.kind == "topic"),
            float(fact.kind == "link"),
            float(fact.kind == "code"),
            min(1.0, len(fact.context) / 4),
            float(fact.parent is not None and fact.parent == self.top_id),
            float("doubt" in reading.aspects and "doubt" not in aspects),
            float(question.intent == "list" and self.below[fact.id] >= LEAST_LIST),
            float(question.intent == "list" and self.below[fact.parent or ""] >= LEAST_LIST),
            self.weight(both - self.top_words) / self.total,
            self.chained.get(number, 0.0),
            *self.around.row(reading),
        ]

    def weight(self, stems: Iterable[str]) -> float:
        """Return how telling words of the question are together."""
        return sum(map(self.weights.__getitem__, stems))

    def phrase(self, reading: Reading) -> float:
        """Return how telling the pairs of the question's words are that a fact has side by side."""
        pairs = self.pairs & set(zip(reading.words, reading.words[1:], strict=False))
        found = sum(self.weights[one] + self.weights[other] for one, other in pairs)
        return min(1.0, found / self.total)

    def values(self, reading: Reading) -> tuple[float, float, float]:
        """Tell whether a fact gives the kind of value, any number, a number of what is counted."""
        question = self.view.question
        if not question.wants:
            return (0.0, 0.0, 0.0)
        kinds = {value.kind for value in values_in(reading.fact.plain)}
        wanted = [EXACTLY[want] for want in question.wants[:2] if want in PLAINLY]
        loosely = "limit" in question.wants or "count" in question.wants
        counted = bool(question.counted) and serving(
            reading.fact.plain, (), counted=question.counted
        )
        return (
            float(bool(wanted) and wanted[0] in kinds),
            float(loosely and bool(kinds & set(NUMBERS))),
            float(bool(counted)),
        )

    def graph(self, reading: Reading, values: tuple[float, ...]) -> list[float]:
        """Return the signals of GRAPH."""
        fact, asked = reading.fact, self.asked
        walk = self.view.walk or Walk()
        about, owner, gloss, *onward = self.subject(fact.subject or "")
        named = sum(c for one, c in asked.items() if one in reading.concepts)
        named /= max(1.0, sum(asked.values()))
        return [
            about,
            owner,
            named,
            float(bool(asked) and not about and not owner and not named),
            gloss,
            float(bool(gloss) and gloss >= self.gloss_top),
            math.sqrt(walk.facts.get(reading.number, 0.0)),
            *onward,
            *self.page(fact.path),
            float(not reading.concepts.isdisjoint(self.top_concepts)),
            max(about, owner, named, gloss * GLOSS_SCALE) * max(values),
        ]

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
    if not wanted:
        return EMPTY_SHARE
    lower = text.lower()
    return sum(one.lower() in lower for one in wanted) / len(wanted)
