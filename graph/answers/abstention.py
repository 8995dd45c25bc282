"""Abstention: how likely it is that the notes know, and that the answer to be shown is right.

Two logistic models over one table of features of the evidence. *Known* decides whether to answer at
all, *right* decides the tone. `weights.json` is made by `python -m tests.benchmarks.train`, each
collection judged by what was learnt on the others; nothing is added to the scores afterwards.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Literal

import numpy as np

from embeddings import HashEncoder
from embeddings.word_vectors import word_vectors
from graph.answers.answer_types import gives_type, siblings_instead, wanted_types
from graph.answers.composed_answer import ComposedAnswer
from graph.answers.embedded import embedded_text
from graph.answers.english import carries_topic, stems_of, written_words
from graph.answers.lookup import exact_in
from graph.answers.optional_models import weight_of
from graph.answers.ranges import holds
from graph.answers.rank import Ranked
from graph.answers.ranked_query import RankedQuery
from graph.answers.retrieval_context import IndexedFact
from graph.answers.retrieve import cosines_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Sign = Literal[-1, 0, 1]
LOOKED_AT = 5
"""Best lines that are compared with the first."""
MOST_SHOWN = 3
"""Lines of an answer that are looked through for what was asked; later ones are more of a list."""
MANY_WORDS = 12
"""Content words from which on a question surely says all that it is after."""
MOST_ODDS = 8.0
"""Log odds beyond which a reader's judgement is as good as sure."""
READS = "en"
"""The language that the reader was trained in."""


class Evidence:
    """A ranked query with the answer that is composed of it, as the features see it."""

    def __init__(self, query: RankedQuery, answer: ComposedAnswer) -> None:
        self.query, self.answer, self.question = query, answer, query.question
        self.corpus = query.corpus

    @property
    def best(self) -> Ranked:
        """The ranker's first line."""
        return self.query.ranked[0]

    @cached_property
    def shown(self) -> list[IndexedFact]:
        """The lines that the answer is made of, the first few."""
        facts = self.answer.facts[:MOST_SHOWN] or (self.best.reading.fact,)
        return list(self.corpus.readings_of(facts).values())

    @cached_property
    def words(self) -> dict[str, float]:
        """The question's content words as written, each with its inverse document frequency."""
        code = self.question.language
        words = (word for word in written_words(self.question.text) if carries_topic(word, code))
        return {word: max(map(self.corpus.weight, self.stems(word)), default=0.0) for word in words}

    def stems(self, word: str) -> tuple[str, ...]:
        """Return the stems of a word of the question."""
        return stems_of(word, self.question.language)

    @cached_property
    def said(self) -> frozenset[str]:
        """Stems of the lines shown and of what they stand under."""
        return frozenset[str]().union(*(one.said for one in self.shown))

    @cached_property
    def score_scaling(self) -> dict[str, float]:
        """How near the most alike word shown is to each content word, 1 if the same."""
        texts = (" ".join((one.fact.plain, *one.fact.context)) for one in self.shown)
        there = list(dict.fromkeys(word for text in texts for word in written_words(text)))
        if not there or not self.words:
            return dict.fromkeys(self.words, 0.0)
        near = (word_vectors(list(self.words)) @ word_vectors(there).T).max(axis=1)
        return {
            word: 1.0 if not self.said.isdisjoint(self.stems(word)) else max(0.0, float(cosine))
            for word, cosine in zip(self.words, near, strict=True)
        }

    @cached_property
    def read(self) -> float:
        """How far a line shown answers the question to the reader; 0 where it does not read."""
        if not is_read(self.query):
            return 0.0
        texts = [embedded_text(one.fact, {}) for one in self.shown]
        return self.query.scope.models.read(self.question.text, texts) / MOST_ODDS

    @property
    def margin(self) -> float:
        """By how much the first line beats the best one of another section."""
        own = self.best.reading.section
        others = (one for one in self.query.ranked if one.reading.section != own)
        rival = next(others, None)
        return 1.0 if rival is None else math.tanh((self.best.score - rival.score) / 2)


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for or against an answer, about 0 to 1."""

    name: str
    why: str
    value: Callable[[Evidence], float]
    sign: Sign = 0
    """What its weight must be: 1 only for an answer, -1 only against, 0 either."""


def _multilingual(e: Evidence) -> float:
    number, (part, score_scaling) = e.best.reading.number, e.corpus.multilingual
    line = e.corpus.vectors([number])[number]
    return score_scaling.of(float(cosines_of(line[None, part], e.query.view.found.vector[part])[0]))


def _missing(e: Evidence) -> float:
    most = max((w * (1 - e.score_scaling[word]) for word, w in e.words.items()), default=0.0)
    return most / math.log(2 + e.corpus.size)


def _unknown(e: Evidence) -> Iterable[str]:
    return (w for w in e.words if not any(map(e.corpus.frequency, e.stems(w))))


def _type(e: Evidence) -> bool:
    wanted = wanted_types(e.question)
    return bool(wanted) and any(gives_type(e.question, one.fact) for one in e.shown)


def _is_verdict(e: Evidence) -> bool:
    return e.answer.value in ("Yes", "No")


FEATURES: tuple[Feature, ...] = (
    Feature("reader", "a model that reads question and line together finds it answered",
            lambda e: e.read, 1),
    Feature("multilingual", "the first line is near to the multilingual model", _multilingual, 1),
    Feature("margin_section", "it beats the best line of other sections",
            lambda e: e.margin, 1),
    Feature("top_share", "the ranker has no doubt", lambda e: e.best.share, 1),
    Feature("missing_alike", "a telling word is missing, and any like it",
            _missing, -1),
    Feature("unknown_rare", "a word asked stands in no note and is rare in any text",
            lambda e: max(map(e.corpus.index.encoder.rarity, _unknown(e)), default=0.0), -1),
    Feature("type_wanted", "a type of value is asked for",
            lambda e: bool(wanted_types(e.question))),
    Feature("type_shown", "some line shown gives it", _type, 1),
    Feature("facts_shown", "the answer is made of many lines",
            lambda e: math.log1p(len(e.answer.facts)) / 3),
    Feature("verdict", "it says yes or no", _is_verdict),
    Feature("long_question", "many content words",
            lambda e: min(MANY_WORDS, len(e.words)) / MANY_WORDS),
    *(Feature(intent, f"the question is read as {intent}",
              lambda e, intent=intent: e.question.intent == intent)  # type: ignore[misc]
      for intent in ("list", "yesno")),
)  # fmt: skip
"""Each with its reason; those that gain nothing on collections left out are not here."""
READER_AT = next(place for place, one in enumerate(FEATURES) if one.name == "reader")
"""Where the reader stands among them: without its judgement other weights count."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Two probabilities, and what they are enough for."""

    known: float
    """That the notes answer the question."""
    right: float
    """That the answer shown is right."""
    plain: str = ""
    """What the names of the models that told it end with."""

    @property
    def answers(self) -> bool:
        """Tell whether to answer at all."""
        return self.known >= model(f"known{self.plain}").least

    @property
    def sure(self) -> bool:
        """Tell whether to say it without a hedge."""
        return self.right >= model(f"right{self.plain}").least


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A logistic model over FEATURES, and the least probability that is enough."""

    bias: float
    weights: NDArray[np.float64]
    least: float

    def chance(self, values: NDArray[np.float64], besides: float = 0.0) -> float:
        """Return the probability of what was learnt; `besides` is what an optional model adds."""
        odds = float(self.bias + values @ self.weights) + besides
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def is_read(query: RankedQuery) -> bool:
    """Tell whether the reader judges: a question in its language, over notes with real vectors."""
    understood = not isinstance(query.corpus.index.encoder, HashEncoder)
    return understood and bool(query.scope.models.reader) and query.question.language == READS


def features_of(query: RankedQuery, answer: ComposedAnswer) -> NDArray[np.float64]:
    """Return the values of FEATURES (n,)."""
    evidence = Evidence(query, answer)
    return np.array([float(feature.value(evidence)) for feature in FEATURES])


def confidence_in(query: RankedQuery, answer: ComposedAnswer) -> Confidence:
    """Return how likely it is that the notes know, and that an answer is right.

    Three rules are exact and not learnt: an id that is not there is not answered by its sibling,
    nor what was in 2010 by what is "since 2015"; without a content word, nothing is asked for.
    """
    question = query.question
    asks = question.words or question.mentions or question.quoted or exact_in(question.text)
    polar = question.intent == "yesno"
    beyond = not polar and holds(question.text, query.ranked[0].reading.fact.plain) is False
    if not asks or beyond or siblings_instead(question, query.ranked[:LOOKED_AT]):
        return Confidence(0.0, 0.0)
    values, said = features_of(query, answer), entailed(query, answer)
    plain = "" if values[READER_AT] else "_plain"
    known, right = model(f"known{plain}"), model(f"right{plain}")
    return Confidence(
        known.chance(values, weight_of("known") * said),
        right.chance(values, weight_of("right") * said),
        plain,
    )


def entailed(query: RankedQuery, answer: ComposedAnswer) -> float:
    """Return how far an entailment model finds the answer in the lines shown; 0 without one."""
    if not query.scope.models.entailment:
        return 0.0
    shown = " ".join(embedded_text(fact, {}) for fact in answer.facts[:MOST_SHOWN])
    said = f"{query.question.text} {answer.value or answer.text}"
    return query.scope.models.entailed(shown, said)


@cache
def model(name: str) -> Model:
    """Return a model that was learnt: "known" or "right"; "_plain" where the reader is silent."""
    text = resources.files("graph.answers").joinpath("weights.json").read_text("utf-8")
    learnt: dict[str, float] = json.loads(text)[name]
    weights = np.array([learnt.get(one.name, 0.0) for one in FEATURES])
    return Model(learnt["bias"], weights, learnt["least"])
