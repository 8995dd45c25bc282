"""What a question asks for and the best lines lack: a number, a price, a number of the thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.answers.question import Question
from graph.answers.rank import Ranked
from graph.answers.values import values_in

LOOKED_AT = 3
"""A value that is not in one of the three best lines is seldom the one that is meant."""
KINDS = frozenset(["count", "duration", "size", "rate", "money", "percent", "date", "phone"])
"""Kinds of value that are written with numbers."""
NUMERIC = KINDS - {"date"} | {"limit", "age"}
"""Wanted kinds that a number serves."""
NO_NUMBER = frozenset(["step", "person", "reason", "place"])
"""Wanted kinds that a line without a number serves, whatever else the question says."""
_HOW_MANY = re.compile(
    r"\b(?:one|single|no limits?|unlimited|infinite(?:ly)?|any number)\b", re.IGNORECASE
)
"""What says how many without a figure; elsewhere "one" is nearly always a pronoun."""


def number_is_missing(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether a number is asked for and no best line gives any, or no address of a mailbox.

    How old somebody is stands in the best line or nowhere: most lines of people have a year.
    """
    if "email" in question.wants:
        return not any("email" in _kinds(one) for one in best[:LOOKED_AT])
    looked_at = best[:1] if "age" in question.wants else best[:LOOKED_AT]
    return _wants_number(question) and not any(
        _numbers(one) or _says_how_many(question, one) for one in looked_at
    )


def price_is_missing(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether a price is asked for and no best line speaks of money."""
    asked = _wants_number(question) and "money" in question.wants
    return asked and not any("money" in _numbers(one) for one in best[:LOOKED_AT])


def count_is_missing(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether it is asked how many of a thing, and no best line gives a number of it.

    A number beside the thing's name will do, there or in the heading: "Read replicas: up to 5".
    """
    return bool(question.counted and _wants_number(question)) and not any(
        one.signal("counted")
        or (
            question.counted & (one.reading.line | one.reading.above)
            and (_numbers(one) or _says_how_many(question, one))
        )
        for one in best[:LOOKED_AT]
    )


def _wants_number(question: Question) -> bool:
    wants = frozenset(question.wants)
    return question.intent == "lookup" and bool(wants & NUMERIC) and not wants & NO_NUMBER


def _numbers(ranked: Ranked) -> frozenset[str]:
    return KINDS & _kinds(ranked)


def _kinds(ranked: Ranked) -> frozenset[str]:
    return frozenset(value.kind for value in values_in(ranked.reading.fact.plain))


def _says_how_many(question: Question, ranked: Ranked) -> bool:
    return bool(question.counted) and _HOW_MANY.search(ranked.reading.fact.plain) is not None
