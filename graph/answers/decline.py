"""Declining: how likely it is that the notes answer at all, from several signals.

A logistic model over a few named signals; its weights are learnt together with the ranker's from
questions that the notes answer, questions that they do not, and questions whose right lines were
taken away.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources

from graph.answers.english import language, stems_of, written_words
from graph.answers.finding import Finding
from graph.answers.rank import Ranked

DOUBTS = (
    "bias", "meaning", "meaning_best", "coverage", "coverage_best", "unheard", "unheard_name", "margin", "top_share",
    "agreement", "value_missing", "subject", "named_apart", "line_coverage", "gloss", "rare_missed",
    "kind_relates", "kind_yesno", "kind_list",
)  # fmt: skip
"""The signals that speak for or against an answer."""
LEAST_SURE = 0.5
"""Below this probability an answer is declined."""
LOOKED_AT = 5
_VALUES = frozenset(["duration", "size", "rate", "count", "money", "percent", "limit"])


def confidence(finding: Finding) -> float:
    """Return the probability that the notes answer the question."""
    if not finding.ranked:
        return 0.0
    total = sum(w * s for w, s in zip(_weights(), doubts_of(finding), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def doubts_of(finding: Finding, *, ranked: Sequence[Ranked] | None = None) -> list[float]:
    """Return the signals of `DOUBTS` for a question and its ranked facts."""
    order = list(finding.ranked if ranked is None else ranked)[: 4 * LOOKED_AT]
    best, top = order[0], order[:LOOKED_AT]
    question = finding.question
    unheard = unheard_words(finding)
    telling = [finding.corpus.weight(stem) for stem in question.words]
    missed = _missed(finding, best)
    wanted = bool(_VALUES & set(question.wants[:2]))
    return [
        1.0,
        best.signal("meaning"),
        max(one.signal("meaning") for one in order),
        best.signal("words"),
        max(one.signal("words") for one in order),
        len(unheard) / max(1, len(question.words)),
        float(any(_is_name(word, question.text) for word in unheard)),
        best.score - order[min(LOOKED_AT, len(order) - 1)].score,
        best.share,
        float(best.signal("bm25") > 0.5),  # noqa: PLR2004 - half of what the best line by words has
        float(wanted and not any(one.signal("value") for one in top[:2])),
        best.signal("subject") + best.signal("owner"),
        best.signal("other_subject"),
        best.signal("words_beyond"),
        best.signal("gloss"),
        missed / (max(telling, default=1.0) or 1.0),
        float(question.intent == "relates"),
        float(question.intent == "yesno"),
        float(question.intent in ("list", "compare", "path")),
    ]


def _missed(finding: Finding, best: Ranked) -> float:
    """Return the weight of the most telling word that the best fact lacks."""
    has = best.reading.line | best.reading.above
    return max(
        (finding.corpus.weight(s) for s in finding.question.words if s not in has), default=0.0
    )


def unheard_words(finding: Finding) -> list[str]:
    """Return the question's telling words that stand nowhere in the notes."""
    words = [w for w in written_words(finding.question.text) if w.lower() not in language().stop]
    stems = {word: stems_of(word) for word in words}
    known = finding.corpus.index.words.frequency([s for found in stems.values() for s in found])
    return [
        word for word, found in stems.items() if found and not any(known.get(s, 0) for s in found)
    ]


def _is_name(word: str, text: str) -> bool:
    """Tell whether a word is written as a name: capitals inside a question, or with a digit."""
    begins = text.startswith(word)
    return any(c.isdigit() for c in word) or word.isupper() or (word[0].isupper() and not begins)


@cache
def _weights() -> tuple[float, ...]:
    text = resources.files("graph.answers").joinpath("weights.json").read_text("utf-8")
    known = json.loads(text)["decline"]
    return tuple(float(known.get(name, 0.0)) for name in DOUBTS)
