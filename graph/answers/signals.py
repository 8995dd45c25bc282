"""The signals: what speaks for a fact as an answer, each a number of about 0 to 1 with a name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.answers.corpus import Corpus, Reading
from graph.answers.multihop import Walk
from graph.answers.question import Question
from graph.answers.retrieve import Candidates
from graph.answers.values import serving

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLAIN = (
    "meaning", "first", "bm25", "words", "words_line", "words_beyond", "rarest", "phrase", "identifier",
    "quoted", "value", "counted", "aspects", "aspects_above", "aspects_missed", "short", "topic", "link",
    "code", "depth", "under_best", "doubt",
)  # fmt: skip
GRAPH = (
    "subject", "owner", "named", "other_subject", "gloss", "gloss_best", "walk", "walk_subject", "bridged",
    "names_best", "siblings",
)  # fmt: skip
SIGNALS = PLAIN + GRAPH
"""All signals; those of GRAPH are 0 where the graph is switched off."""
EMPTY_SHARE = 0.0
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
    gloss: dict[str, float]


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
        self.rarest = max(self.weights, key=self.weights.__getitem__, default="")
        self.asked = {m.concept: m.confidence for m in question.mentions} if view.walk else {}
        names = set() if not view.walk else self._name_words()
        self.beyond = {s: w for s, w in self.weights.items() if s not in names}
        self.beyond_total = sum(self.beyond.values()) or 1.0
        self.pairs = set(zip(question.words, question.words[1:], strict=False))
        self.middle = float(np.mean(list(found.meaning.values()) or [0.0]))
        first = found.first_scores()
        self.top = max(first, key=first.__getitem__, default=None)
        self.best_first = max(first.values(), default=1.0)
        self.first = first
        self.gloss_top = max(view.gloss.values(), default=0.0)
        top = found.readings[self.top] if self.top is not None else None
        self.top_concepts = top.concepts if top else frozenset()
        self.top_id = top.fact.id if top else ""
        self.top_parent = top.fact.parent if top else None
        self.sibling_scores = self._sibling_scores()

    def _name_words(self) -> set[str]:
        from graph.answers.english import telling

        text = self.view.question.text
        return {s for m in self.view.question.mentions for s in telling(m.span.of(text))}

    def _sibling_scores(self) -> dict[str, float]:
        by_parent: dict[str, list[float]] = {}
        for number, reading in self.view.found.readings.items():
            if reading.fact.parent:
                by_parent.setdefault(reading.fact.parent, []).append(self.first[number])
        return {parent: sum(sorted(scores)[-3:]) / 3 for parent, scores in by_parent.items()}

    def row(self, reading: Reading) -> list[float]:
        return [
            *self.plain(reading),
            *(self.graph(reading) if self.view.walk else [0.0] * len(GRAPH)),
        ]

    def plain(self, reading: Reading) -> list[float]:
        question, found, fact = self.view.question, self.view.found, reading.fact
        both = reading.line | reading.above
        number = reading.number
        aspects = question.aspects
        return [
            found.meaning.get(number, self.middle),
            (self.first[number] - self.best_first) * 4,
            found.words.get(number, 0.0),
            sum(w for s, w in self.weights.items() if s in both) / self.total,
            sum(w for s, w in self.weights.items() if s in reading.line) / self.total,
            sum(w for s, w in self.beyond.items() if s in reading.line) / self.beyond_total,
            float(self.rarest in both),
            min(
                1.0,
                sum(p in self.pairs for p in zip(reading.words, reading.words[1:], strict=False))
                / 2,
            ),
            _share(question.identifiers, fact.plain),
            _share(question.quoted, fact.plain),
            self.value(reading),
            self.counted(reading),
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
        ]

    def value(self, reading: Reading) -> float:
        question = self.view.question
        if not question.wants:
            return 0.0
        return float(serving(reading.fact.plain, question.wants[:3]) is not None)

    def counted(self, reading: Reading) -> float:
        question = self.view.question
        if not question.counted:
            return 0.0
        return float(serving(reading.fact.plain, (), counted=question.counted) is not None)

    def graph(self, reading: Reading) -> list[float]:
        view, fact = self.view, reading.fact
        assert view.walk is not None
        subject = fact.subject or ""
        chain = view.corpus.owners(subject) if subject else frozenset()
        asked = self.asked
        about = asked.get(subject, 0.0)
        owner = max((asked.get(one, 0.0) for one in chain), default=0.0)
        named = sum(c for one, c in asked.items() if one in reading.concepts) / max(
            1.0, sum(asked.values())
        )
        gloss = max((view.gloss.get(one, 0.0) for one in (subject, *chain)), default=0.0)
        return [
            about,
            owner,
            named,
            float(bool(asked) and not about and not owner and not named),
            gloss,
            float(bool(gloss) and gloss >= self.gloss_top),
            math.sqrt(view.walk.facts.get(reading.number, 0.0)),
            math.sqrt(view.walk.concepts.get(subject, 0.0)),
            view.walk.bridged.get(subject, 0.0),
            float(bool(reading.concepts & self.top_concepts)),
            self.sibling_scores.get(fact.parent or fact.id, 0.0),
        ]


def _share(wanted: Sequence[str], text: str) -> float:
    if not wanted:
        return EMPTY_SHARE
    lower = text.lower()
    return sum(one.lower() in lower for one in wanted) / len(wanted)
