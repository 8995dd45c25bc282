"""Filters in the text of a question: in:folder/, tag:x, before:2024, has:link, key:value, -word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from graph.dates import Period
from graph.question.days import ORDER, after, before, day_of, days_asked

_VALUE = r"(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>[^\s\"]+))"
_FILTER = re.compile(rf"(?<!\S)(?P<not>-)?(?P<key>[^\W\d_][\w-]{{0,30}}):(?!/)(?P<value>{_VALUE})")
_WITHOUT = re.compile(r"(?<!\S)-(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>[^\W\d_]\w+))(?=[\s?!.,]|$)")
_EXACT = re.compile(r"(?<!\S)[\"“„](?P<words>[^\"“”„]+)[\"“”](?=[\s?!.,;:]|$)")
SENTENCE = 4
"""Words from which on a text is a sentence: what it quotes is a name, not what every line must say
("who wrote the book behind “Act of War”?"); with it nine more documents of 200 are found."""
_WHEN = re.compile(r"when\b.*?\b(?P<which>last|first)\b", re.IGNORECASE)
_DATED: dict[str, Callable[[Period], Period]] = {
    "before": before,
    "after": after,
    "on": lambda period: period,
}
HAS = ("link", "tag", "date", "code", "task")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the facts of an answer must have, and must not have."""

    folders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    """Of before:, after: and on:: a fact must be dated in each."""
    days: Period | None = None
    """What the question says in words: "in May"."""
    yearly: bool = False
    """Whether `days` are meant of whichever year."""
    order: str = ""
    """"latest" or "earliest" where only that is asked for."""
    broken: tuple[str, ...] = ()
    """Remarks on filters that say nothing."""

    @property
    def are_exact(self) -> bool:
        """Whether any of them is a filter that is written as one."""
        return any(
            (self.folders, self.tags, self.types, self.has, self.properties, self.without,
             self.exact, self.periods)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadFilters:
    """A question's words, those without its days, and its filters."""

    words: str
    undated: str
    filters: Filters


def read_filters(
    text: str, *, today: date, is_word: Callable[[str], bool] = lambda _: False
) -> ReadFilters:
    """Return the words of a question and its filters; `is_word` knows what the notes say as it is.

    "s3:GetObject" and "-v" are words where they stand in the notes. A filter of an unknown key is
    taken for a property of that name.
    """
    filters = Filters()

    def take(match: re.Match[str]) -> str:
        nonlocal filters
        if _key(match) not in {*_TAKES, *_DATED} and is_word(match[0]):
            return match[0]
        filters = _taken(filters, match, today)
        return " "

    def leave_out(match: re.Match[str]) -> str:
        nonlocal filters
        if is_word(match[0]):
            return match[0]
        filters = replace(filters, without=(*filters.without, match["quoted"] or match["bare"]))
        return " "

    rest = _WITHOUT.sub(leave_out, _FILTER.sub(take, text))
    sentence = len(_EXACT.sub(" ", rest).split()) >= SENTENCE
    exact = () if sentence else tuple(match["words"].strip() for match in _EXACT.finditer(rest))
    asked = days_asked(_blanked(rest), today)
    words = " ".join(rest.split())
    undated = rest if asked is None else f"{rest[: asked.start]} {rest[asked.end :]}"
    filters = replace(filters, exact=exact, order=_order(undated))
    if asked:
        filters = replace(filters, days=asked.period, yearly=asked.yearly)
    return ReadFilters(words, " ".join(undated.replace(" ?", "?").split()), filters)


def _order(undated: str) -> str:
    """Return "latest" or "earliest" where that is asked for: "when did I last see Ana"."""
    when = _WHEN.match(undated)
    if when:
        return "latest" if when["which"].lower() == "last" else "earliest"
    return next((order for order, asked in ORDER.items() if asked.search(undated)), "")


def _blanked(text: str) -> str:
    """Return a text with blanks in place of exact words, in which no days are meant."""
    return _EXACT.sub(lambda match: " " * len(match[0]), text)


def _key(match: re.Match[str]) -> str:
    return match["key"].lower()


def _taken(filters: Filters, match: re.Match[str], today: date) -> Filters:
    key, value = _key(match), (match["quoted"] or match["bare"]).rstrip("?!,;")
    if match["not"]:
        remark = f"“{match[0]}” was left out: only words can be excluded"
        return replace(filters, broken=(*filters.broken, remark))
    if key in _TAKES:
        return _TAKES[key](filters, value)
    if key in _DATED:
        period = day_of(value, today)
        if period is None:
            remark = f"“{match[0]}” was left out: write the date like 2024-05-12, 2024-05 or 2024"
            return replace(filters, broken=(*filters.broken, remark))
        return replace(filters, periods=(*filters.periods, _DATED[key](period)))
    return replace(filters, properties=(*filters.properties, (match["key"], value)))


_TAKES: dict[str, Callable[[Filters, str], Filters]] = {
    "in": lambda filters, value: replace(filters, folders=(*filters.folders, value)),
    "tag": lambda filters, value: replace(filters, tags=(*filters.tags, value)),
    "type": lambda filters, value: replace(filters, types=(*filters.types, value)),
    "has": lambda filters, value: replace(filters, has=(*filters.has, value)),
}
KEYS = (*_TAKES, *_DATED)
"""Filters that are no property of the notes."""
