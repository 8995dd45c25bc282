"""Ranges that a line states, as "up to 2 kg" and "from 2009 to 2012", and what they hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from embeddings.terms import plain_numbers
from graph.answers.english import stem
from graph.answers.rank import Ranked
from graph.answers.values import values_in
from graph.language.tokens import tokens_of
from graph.language.words import ends_with

_AMOUNT = re.compile(r"(?<![\w.,-])(\d+(?:[.,]\d+)?)(?: ?-?([^\W\d_]+|[%°€$£]))?")
_GOES_ON = re.compile(r"\s?[^\W\d_%°]*\s?(?:-|–|to|bis)\s?\d")
"""What follows the first number of "2 to 5 kg"."""
YEAR, YEARS = "year", range(1000, 2100)
LOOKED_AT = 20
"""Ranked lines among which one is looked for whose range holds what is asked."""


class Bounds(NamedTuple):
    """From where to where; the ends belong to it where they are closed."""

    low: float = -math.inf
    high: float = math.inf
    low_closed: bool = True
    high_closed: bool = True

    def __contains__(self, number: object) -> bool:
        """Tell whether a number is inside."""
        if not isinstance(number, float):
            return False
        above = self.low <= number if self.low_closed else self.low < number
        return above and (number <= self.high if self.high_closed else number < self.high)


class Amount(NamedTuple):
    """A number with its unit and its place in a text."""

    number: float
    unit: str
    start: int
    end: int


def _amounts(text: str) -> Iterator[Amount]:
    unit = ""
    measured = {one.span.start for one in values_in(text) if one.kind not in ("count", "date")}
    for found in reversed(list(_AMOUNT.finditer(text))):
        number = float(found[1].replace(",", "."))
        own = stem(found[2].lower()) if found[2] else ""
        is_year = number in YEARS and found.start() not in measured
        unit = YEAR if is_year else own or unit
        yield Amount(number, unit, found.start(), found.end(1))


def bounds_of(line: str, unit: str) -> Bounds | None:
    """Return the range that a line states in a unit; None where it states none."""
    found, line = None, plain_numbers(line)
    for one in _amounts(line):
        if one.unit != unit:
            continue
        before = tokens_of(line[: one.start])
        lower, upper = ends_with("lower_bound", before), ends_with("upper_bound", before)
        closed = not ends_with("open_bound", before)
        if _GOES_ON.match(line, one.end) or (lower and not upper):
            found = (found or Bounds())._replace(low=one.number, low_closed=closed)
        elif upper:
            found = (found or Bounds())._replace(high=one.number, high_closed=closed)
    return found


def holds(question: str, line: str) -> bool | None:
    """Tell whether the range of a line holds the one amount of a question; None without either.

    A question that states a range itself ("above 6 Beaufort") asks for no place in one.
    """
    asked = _asked(question)
    stated = bounds_of(line, asked.unit) if asked else None
    return asked.number in stated if asked and stated else None


@lru_cache(maxsize=64)
def _asked(question: str) -> Amount | None:
    """Return the one amount that a question gives, for all the lines that it is held against."""
    found = [one for one in _amounts(plain_numbers(question)) if one.unit]
    return found[0] if len(found) == 1 and not bounds_of(question, found[0].unit) else None


def holding_first(question: str, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the ranked lines; where the range of one holds what is asked, the others' go last."""
    first = ranked[:LOOKED_AT]
    held = [holds(question, one.reading.fact.plain) for one in first]
    apart = [one for one, own in zip(first, held, strict=True) if own is False and True in held]
    return [*(one for one in ranked if one not in apart), *apart]
