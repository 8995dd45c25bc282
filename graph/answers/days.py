"""Weekdays and months: whether a line speaks of other days than the question asks for."""

from __future__ import annotations

import re

NAMED_TIME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|"
    r"september|october|november|december",
    re.IGNORECASE,
)
"""Weekdays and months: names of nothing else, which notes shorten."""
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL = r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?days?"
_DAY = re.compile(rf"\b{_FULL}\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.? ?(?:-|–|to|till|until|through) ?"
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
    re.IGNORECASE,
)
_GROUPS = (
    (re.compile(r"\bweekends?\b", re.IGNORECASE), frozenset({5, 6})),
    (re.compile(r"\b(?:weekdays?|working days?)\b", re.IGNORECASE), frozenset(range(5))),
    (re.compile(r"\b(?:daily|every ?day|each day|all week)\b", re.IGNORECASE), frozenset(range(7))),
)


def on_another_day(question: str, line: str) -> bool:
    """Tell whether a line names weekdays, and none of those that the question names."""
    asked, said = days_of(question), days_of(line)
    return bool(asked and said) and not asked & said


def days_of(text: str) -> frozenset[int]:
    """Return the weekdays that a text names, Monday being 0; a range counts with all between."""
    found = {_NAMES.index(match[1].lower()) for match in _DAY.finditer(text)}
    for match in _RANGE.finditer(text):
        first, last = (_NAMES.index(name.lower()) for name in match.groups())
        found.update((first + n) % 7 for n in range((last - first) % 7 + 1))
    return frozenset(found).union(*(days for cue, days in _GROUPS if cue.search(text)))
