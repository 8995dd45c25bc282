"""Whether the amount that a question asks for is the one, or in the limit, that a line states."""

from __future__ import annotations

import re

from graph.answers.english import aspects_of
from graph.answers.values import values_in

_UNITS: dict[str, float] = {
    "ms": 0.001, "millisecond": 0.001, "s": 1, "sec": 1, "second": 1, "m": 60, "min": 60,
    "minute": 60, "h": 3600, "hr": 3600, "hour": 3600, "day": 86_400, "week": 604_800,
    "month": 2_592_000, "year": 31_536_000,
    "bit": 0.125, "b": 1, "byte": 1, "kb": 1e3, "kib": 1024, "mb": 1e6, "mib": 2**20,
    "gb": 1e9, "gib": 2**30, "tb": 1e12, "tib": 2**40, "pb": 1e15, "pib": 2**50,
}  # fmt: skip
"""Of durations in seconds, of sizes in bytes."""
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?-?([A-Za-z]*)")
_ONE = re.compile(
    r"\b(?:an?|one) (?=(?:second|minute|hour|day|week|month|year|[kmgt]i?b|byte)\b)", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:more|longer|larger|bigger|greater|over|above|beyond)\b(?: than)?")
_IS_IT = re.compile(r"(?:is|are|was|were|isn't|aren't)\b(?!.*\b(?:than|enough|ok|possible))", re.I)
"""How a question begins that asks for just its amount."""
MEASURED = ("duration", "size")
"""Kinds of value that can be told apart by their amount, whatever they are of."""


def allows(question: str, line: str) -> bool | None:
    """Tell whether a line's amount leaves room for the question's; None where none is said.

    Only where the question gives one amount and the line gives the most, or the least, of its kind,
    or where it is asked whether that is the amount: "is the default one hour?".
    """
    text = _ONE.sub("1 ", question)
    wanted = [value for value in values_in(text) if value.kind in MEASURED]
    if len(wanted) != 1:
        return None
    kind, amount = wanted[0].kind, _largest(wanted[0].span.of(text))
    given = [value.span.of(line) for value in values_in(line) if value.kind == kind]
    sides = aspects_of(line)
    amounts = [found for one in given if (found := _largest(one)) is not None]
    if amount is None or not amounts:
        return None
    if not {"maximum", "minimum"} & sides:
        return amount in amounts if _IS_IT.match(question) else None
    if "maximum" not in sides:
        return amount >= min(amounts)
    more = _MORE.search(question.lower()) is not None
    return amount < max(amounts) if more else amount <= max(amounts)


def _largest(written: str) -> float | None:
    """Return the larger end of an amount in its smallest unit: "1-35 days" in seconds."""
    found = _AMOUNT.findall(written)
    units = [unit.lower() for _, unit in found if unit]
    unit = next((u for u in reversed(units) if u in _UNITS or u.rstrip("s") in _UNITS), None)
    if unit is None:
        return None
    size = _UNITS.get(unit) or _UNITS[unit.rstrip("s")]
    return max(float(number.replace(",", "")) for number, _ in found) * size
