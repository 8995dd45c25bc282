"""The type of answer that a question asks for, and whether a line gives one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from embeddings.terms import plain_numbers
from graph.answers.english import content_terms
from graph.answers.question import Question
from graph.answers.rank import Ranked
from graph.answers.values import serving, values_in
from graph.records import Fact

NO_VALUE = frozenset(["step", "person", "reason", "place", "identifier"])
"""Wanted types that a line without any value can give."""
TIMES = frozenset(["date", "duration", "rate", "count"])
"""Kinds of value that may say when."""
_ASKS_WHEN = re.compile(r"\b(?:when|wann)\b", re.IGNORECASE)
_SAYS_WHEN = re.compile(
    r"\b(?:noon|midnight|mornings?|afternoons?|evenings?|nights?|spring|summer|autumn|winter|"
    r"weekends?|today|tomorrow|yesterday|immediately|after|before|during|until|till|since|once|"
    r"when|while|every|each|if|upon|first|last|next|nach|vor|seit|bis|wenn|sobald)\b",
    re.IGNORECASE,
)
"""Words that say when without a date."""
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zä]*"
_DAY_OF_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.)? {_MONTH}\b|\b{_MONTH} (\d{{1,2}})\b", re.I
)
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"(?:(?<!\S)--)?\w+(?:[-.:/@]+\w+)*")
_SIGNED = re.compile(r"--|.*@")
"""An option of a command or an address: its sign is its shape."""


def wanted_types(question: Question) -> tuple[str, ...]:
    """Return the types of value that would answer, the likeliest first; none where a line would."""
    expected_types = tuple(want for want in question.expected_types if want not in NO_VALUE)
    return expected_types or (("moment",) if _ASKS_WHEN.search(question.text) else ())


def gives_type(question: Question, fact: Fact) -> bool:
    """Tell whether a line gives a value of a type that is asked for."""
    wanted = wanted_types(question)
    if serving(fact.plain, wanted, counted_terms=question.counted_terms) is not None:
        return True
    when = "date" in wanted or "moment" in wanted
    return when and (
        _SAYS_WHEN.search(fact.plain) is not None
        or not TIMES.isdisjoint(value.kind for value in values_in(fact.plain))
    )


def siblings_instead(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether the first line has another id, number, version, date or section than asked for.

    Nor is a row of a table by another. The one that is asked for stands in none of the best lines:
    "RFC 7232" is not answered by RFC 7231, nor 15 March by the 14th. A number that only measures
    ("larger than 400 KB") is none of these: what stands before it is no name.
    """
    asked, lines = _asked_exactly(question), [_exact_of(one) for one in best]
    written = {one for line in lines for one, _ in line}
    first = {shape for _, shape in lines[0]} if lines else set[str]()
    return _is_other_row(question, best) or any(
        one not in written and shape in first for one, shape in asked.items()
    )


def without_siblings_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the ranked lines, those of a sibling of what is asked for last.

    Where some line is about the id, number or section asked for, one that has another instead is
    about something else: of section 1.3 nothing of 3.1 is said.
    """
    asked = _asked_exactly(question)
    lines = [_exact_of(one) for one in ranked] if asked else []
    held = [any(one in asked for one, _ in line) for line in lines]
    if not any(held):
        return list(ranked)
    shapes = set(asked.values())
    siblings = [
        not own and any(shape in shapes for _, shape in line)
        for own, line in zip(held, lines, strict=True)
    ]
    return [one for _, one in sorted(zip(siblings, ranked, strict=True), key=lambda pair: pair[0])]


def _asked_exactly(question: Question) -> dict[str, str]:
    """Return what a question asks for exactly, with its shape, without what only measures."""
    measured = " ".join(
        plain_numbers(value.span.of(question.text)) for value in values_in(question.text)
        if value.kind not in ("count", "identifier", "date", "address", "email")
    )  # fmt: skip
    return {one: shape for one, shape in _exact(question.text) if one not in measured}


def _exact_of(line: Ranked) -> list[tuple[str, str]]:
    return list(_exact(". ".join((*line.reading.fact.context, line.reading.fact.plain))))


def _is_other_row(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether the first line is a row of a table of which another row is asked for by name."""
    facts = [one.reading.fact for one in best]
    rows = [fact for fact in facts if fact.text.startswith("|") and fact.path == facts[0].path]
    words = set(question.words)
    called = [set(content_terms(row.plain.partition(" – ")[0].partition("; ")[0])) for row in rows]
    named = [bool(name) and name <= words for name in called]
    return bool(rows) and rows[0] is facts[0] and not named[0] and any(named)


def _exact(text: str) -> Iterator[tuple[str, str]]:
    """Yield each id, number with a name, version and date of a text, with its shape."""
    text = plain_numbers(text)
    for one, month, other, day in _DAY_OF_MONTH.findall(text):
        yield f"{one or day} {(month or other).lower()}", "date"
    tokens = _TOKEN.findall(_DAY_OF_MONTH.sub("", text.lower()))
    for before, token in zip(["", *tokens], tokens, strict=False):
        signed = _SIGNED.match(token)
        shape = _DIGITS.sub("9", "".join("x" if one.isalpha() else one for one in token))
        if signed:
            yield token, signed[0][-1]
        elif shape == "9" and before:
            yield f"{before} {token}", f"{before} 9"
        elif shape != "9" and _DIGITS.search(token):
            yield token, shape
