"""The signals of doubt: what speaks for or against that the notes answer a question at all."""

from __future__ import annotations

import math
from collections.abc import Sequence

from graph.answers.english import language, stems_of, written_words
from graph.answers.finding import Finding
from graph.answers.glosses import explained
from graph.answers.kinds import kinds_asked
from graph.answers.lacking import (
    colour_is_missing,
    count_is_missing,
    date_is_missing,
    deed_is_missing,
    number_is_apart,
    number_is_missing,
    person_is_missing,
    price_is_missing,
    way_is_missing,
)
from graph.answers.question import BY_LINES, Question
from graph.answers.rank import Ranked
from graph.answers.values import PLAINLY

DOUBTS = (
    "bias", "meaning", "meaning_best", "stands_out", "coverage", "unheard_many", "unheard_rare",
    "top_share", "rival", "together", "crowded", "adds_nothing", "value_missing", "number_missing",
    "number_apart", "price_missing", "date_missing", "deed_missing", "count_missing",
    "counted_missing", "person_missing", "way_missing", "colour_missing", "subject",
    "other_subject", "gloss", "described", "aspects_missed", "few_words", "many_words",
    "missed_most", "relates", "path", "compare", "yesno", "list",
)  # fmt: skip
"""The signals that speak for or against an answer."""
LOOKED_AT = 5
MANY_FACTS = 150
"""Facts of what is asked for from which on it is sure that one is near by chance."""
MANY_WORDS = 12
"""Telling words from which on a question surely says all that it is after."""


def doubts_of(finding: Finding, *, ranked: Sequence[Ranked] | None = None) -> list[float]:
    """Return the signals of `DOUBTS` for a question and its ranked facts."""
    order = list(finding.ranked if ranked is None else ranked)[: 4 * LOOKED_AT]
    best, top = order[0], order[:LOOKED_AT]
    section = best.reading.section()
    question = finding.question
    unheard = unheard_words(finding)
    rival = order[1].share if len(order) > 1 else 0.0
    values = {
        "bias": 1.0,
        "meaning": best.signal("meaning"),
        "meaning_best": max(one.signal("meaning") for one in order),
        "stands_out": max(one.signal("stands_out") for one in top[:2]),
        "coverage": best.signal("words"),
        "unheard_many": min(3, len(unheard)) / 3,
        "unheard_rare": max(map(finding.corpus.index.encoder.rarity, unheard), default=0.0),
        "top_share": best.share,
        "rival": rival / (best.share + rival),
        "together": sum(one.reading.section() == section for one in top) / len(top),
        "crowded": math.log1p(_crowd(finding)) / math.log1p(MANY_FACTS),
        "adds_nothing": float(
            question.intent in BY_LINES and best.reading.line <= set(question.words)
        ),
        "subject": max(best.signal("subject"), best.signal("owner"), best.signal("named")),
        "other_subject": best.signal("other_subject"),
        "gloss": best.signal("gloss"),
        "described": _described(finding, best),
        "aspects_missed": best.signal("aspects_missed"),
        "few_words": 1 / (1 + len(question.words)),
        "many_words": min(MANY_WORDS, len(question.words)) / MANY_WORDS,
        "missed_most": _missed(finding, best) / math.log(2 + finding.corpus.size),
        question.intent: 1.0,
    } | _missing(question, order)
    return [float(values.get(name, 0.0)) for name in DOUBTS]


def _missing(question: Question, order: Sequence[Ranked]) -> dict[str, float]:
    """Return which kinds of thing a question asks for and the best facts do not give."""
    best = order[0]
    exact = bool(set(PLAINLY) & set(question.wants[:2]))
    return {
        "value_missing": float(exact and not best.signal("value")),
        "number_missing": float(number_is_missing(question, order)),
        "number_apart": float(number_is_apart(question, order)),
        "price_missing": float(price_is_missing(question, best)),
        "date_missing": float(date_is_missing(question, best)),
        "deed_missing": float(deed_is_missing(question, best)),
        "count_missing": float(count_is_missing(question, order)),
        "person_missing": float(person_is_missing(question, order)),
        "way_missing": float(way_is_missing(question, order)),
        "colour_missing": float(colour_is_missing(question, order)),
        "counted_missing": float(bool(question.counted)) * (1 - best.signal("counted")),
    }


def _missed(finding: Finding, best: Ranked) -> float:
    """Return the weight of the most telling word that the best fact lacks."""
    has = best.reading.said | kinds_asked(finding.question)
    return max(
        (finding.corpus.weight(s) for s in finding.question.words if s not in has), default=0.0
    )


def unheard_words(finding: Finding) -> list[str]:
    """Return the question's telling words that stand nowhere in the notes and ask for no list."""
    words = [w for w in written_words(finding.question.text) if w.lower() not in language().stop]
    stems = {word: stems_of(word) for word in words}
    known = finding.corpus.index.words.frequency([s for found in stems.values() for s in found])
    clear = kinds_asked(finding.question)
    return [
        word for word, found in stems.items()
        if found and not any(known.get(s, 0) for s in found) and clear.isdisjoint(found)
    ]  # fmt: skip


def _described(finding: Finding, best: Ranked) -> float:
    """Return how much of the question the gloss of a thing explains that it does not name.

    Of what it names, every line has the gloss, be it on what is asked or not.
    """
    if not finding.scope.use_graph:
        return 0.0
    question, corpus, reading = finding.question, finding.corpus, best.reading
    heard = frozenset(question.words)
    (words,) = explained([reading], [reading.said], heard, corpus, named=question.asked)
    total = sum(map(corpus.weight, question.words)) or 1.0
    return sum(map(corpus.weight, words)) / total


def _crowd(finding: Finding) -> int:
    """Return how many facts there are of what is asked for, MANY_FACTS at most."""
    counts = (finding.corpus.facts_count(one) for one in finding.question.asked)
    return min(MANY_FACTS, max(counts, default=0))
