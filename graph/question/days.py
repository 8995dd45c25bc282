"""The days that a question means: "in May", "last week", "since 2023", "on 3 January"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import chain

from graph.dates import MONTH, THROUGH, Period, dates_in, month_of, of_month, of_week, of_year
from graph.language.identify import ENGLISH, language_of

EARLIEST, LATEST = date.min, date.max
_WORDS = tomllib.loads((files(__package__) / "days.toml").read_text("utf-8"))
ORDER = {
    order: re.compile(rf"\b(?:{'|'.join(words).replace('N', r'[a-zß]{0,2}')})\b", re.IGNORECASE)
    for order, words in _WORDS["order"].items()
}
"""By order, what asks for the newest or the oldest of several lines."""


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_MEANT: dict[str, str] = {
    word: name
    for kind in ("leads", "units", "which")
    for name, words in _WORDS[kind].items()
    for word in words
}
"""The plain name of each word: "seit" is "since", "Wochen" is "week"."""
_LEADS = _any([*chain(*_WORDS["leads"].values()), "between", "zwischen", "entre", "tra"])
_UNITS, _WHICH = (_any(chain(*_WORDS[kind].values())) for kind in ("units", "which"))
_LED = re.compile(
    rf"(?:\b(?P<lead>{_LEADS})\s+)?"
    r"(?:\b(?:the|de[mnr]|die|het|l[aei]s?|el|los|il|gli|de|os?|as?)\s+|\bl['’])?$",
    re.IGNORECASE,
)
_NAMES = _WORDS["weekdays"]["names"]
_BARE = _WORDS["weekdays"]["alone"]
_WEEKDAYS = {
    name: day for days in (_NAMES, _BARE) for day, names in enumerate(days) for name in names
}
_NUMBERS = {
    word: number for number, words in enumerate(_WORDS["numbers"]["words"], 1) for word in words
}
_COUNT = rf"\d{{1,3}}|{_any(_NUMBERS)}"
_ALONE = _any(chain(*_BARE))
_BOUNDS = {word for name in ("since", "until", "before", "after") for word in _WORDS["leads"][name]}
_OF_YEARS = {*_BOUNDS, *_WORDS["of_years"]}
_ENDS = re.compile(
    r"\s*(?:$|[?.!,;:)]|(?:and|or|about|with|on|at|in|to|did|do|was|were|we|i|when|for|from|by|the)\b)",
    re.IGNORECASE,
)
"""What follows on a year, and not on a number of things."""
_VERB = re.compile(r" (?-i:[a-zà-ÿ])")
"""So does a word in small letters where nouns have capitals or stand before their number."""
_RANGE = re.compile(THROUGH, re.IGNORECASE)
_RELATIVE = re.compile(
    rf"\b(?:(?P<day>{_any(_WORDS['days'])})"
    rf"|(?:the )?(?:(?P<many>{_COUNT}) )?(?P<which>{_WHICH}) (?:(?P<count>{_COUNT}) )?"
    rf"(?P<unit>{_UNITS})|(?P<thing>{_UNITS}) (?P<behind>{_WHICH})"
    rf"|(?:(?:{_any(_WORDS['ago']['before'])}) )(?P<back>{_COUNT}) (?P<backs>{_UNITS})"
    rf"|(?P<ago>{_COUNT}) (?P<agos>{_UNITS}) (?:{_any(_WORDS['ago']['behind'])})"
    rf"|(?:(?:(?:{_any(_WORDS['weekdays']['leads'])}) )+(?P<on>{_any(_WEEKDAYS)})"
    rf"|(?P<alone>{_ALONE}))(?: (?:{_WHICH}))?)(?!\w)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"\b(?P<lead>in|during|since|until|till|before|after|last|this|of|im|seit|en|à|em|a|nel|desde|depuis"
    rf"|dal|sinds|bis|hasta|vor|nach|avant|après|from|von|between|zwischen|entre|tra|de|da) "
    rf"(?:(?:{_WHICH}) )?(?:(?P<first>{MONTH}){THROUGH})?(?P<name>{MONTH})(?![ ]?\d)(?=\W|$)",
    re.IGNORECASE,
)
_SHIFT = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Asked:
    """A period as a question says it: where, and of which days."""

    start: int
    end: int
    period: Period
    yearly: bool = False
    """Whether no year is said: the latest one is meant in which the notes have such days."""


def days_asked(text: str, today: date) -> Asked | None:
    """Return the days that a question means; None where it names none."""
    relative = _RELATIVE.search(text)
    if relative and _WORDS["only_in"].get(relative[0].lower()) in (None, language_of(text)):
        start = _led(text, relative.start()).start()
        lead = (_led(text, relative.start())["lead"] or "").lower()
        return Asked(start, relative.end(), _bounded(lead, _relative(relative, today)))
    month = _MONTH_ALONE.search(text)
    written = dates_in(text, year=today.year)
    if written:
        return _of_written(text, written[0].start, written[0].end, written[0].period,
                           yearly=not written[0].has_year, today=today)  # fmt: skip
    if month and not (month["name"].lower() == "may" and month["lead"].lower() in ("this", "of")):
        number, first = month_of(month["name"]), month_of(month["first"] or month["name"])
        year = today.year - (number > today.month)
        begun = of_month(year - (first > number), first)
        period = Period(begun.first, of_month(year, number).last)
        lead = "" if month["first"] else month["lead"].lower()
        return Asked(month.start(), month.end(), _bounded(lead, period), True)
    return None


def day_of(said: str, today: date) -> Period | None:
    """Return the period that the value of a filter names: "2023", "2024-05", "yesterday"."""
    written = dates_in(said, year=today.year)
    if written and (written[0].start, written[0].end) == (0, len(said)):
        return written[0].period
    relative = _RELATIVE.fullmatch(said.replace("-", " ").replace("_", " "))
    return _relative(relative, today) if relative else None


def _of_written(
    text: str, start: int, end: int, period: Period, *, yearly: bool, today: date
) -> Asked | None:
    led = _led(text, start)
    lead = (led["lead"] or "").lower()
    if period == of_year(period.first.year) and not (lead in _OF_YEARS and (
        _ENDS.match(text, end) or (_VERB.match(text, end) and language_of(text) != ENGLISH)
    )):  # fmt: skip
        return None  # a bare number, as of a version or a price
    if _MEANT.get(lead) == "since" and _RANGE.search(text, start, end):
        lead = ""  # "from 3 to 9 May"
    if yearly and period.first > today:
        period = _a_year_before(period)
    return Asked(led.start(), end, _bounded(lead, period), yearly)


def _led(text: str, start: int) -> re.Match[str]:
    found = _LED.search(text[:start])
    assert found is not None  # it matches nothing, too
    return found


def _a_year_before(period: Period) -> Period:
    shift = timedelta(days=365)
    year = period.first.year - 1
    try:
        return Period(period.first.replace(year=year), period.last.replace(year=year))
    except ValueError:  # 29 February
        return Period(period.first - shift, period.last - shift)


def _bounded(lead: str, period: Period) -> Period:
    """Return the days that a word in front of a period makes of it."""
    match _MEANT.get(lead):
        case "since":
            return Period(period.first, LATEST if period.days <= 366 else period.last)
        case "until":
            return Period(EARLIEST, period.last)
        case "before":
            return before(period)
        case "after":
            return after(period)
        case _:
            return period


def before(period: Period) -> Period:
    """Return all days before a period."""
    return Period(EARLIEST, period.first - timedelta(days=1))


def after(period: Period) -> Period:
    """Return all days after a period."""
    return Period(period.last + timedelta(days=1), LATEST)


def _relative(match: re.Match[str], today: date) -> Period:
    said = {name: word.lower() for name, word in match.groupdict().items() if word}
    if "day" in said:
        return _one(today + timedelta(days=_WORDS["days"][said["day"]]))
    if "on" in said or "alone" in said:
        back = (today.weekday() - _WEEKDAYS[said.get("on") or said["alone"]]) % 7
        return _one(today - timedelta(days=back or 7))
    unit = _MEANT[next(said[name] for name in ("unit", "thing", "backs", "agos") if name in said)]
    ago = said.get("back") or said.get("ago")
    if ago:
        return _units(unit, -_number(ago), today)
    which = _MEANT[said.get("which") or said["behind"]]
    count = said.get("count") or said.get("many")
    if count and which == "last":
        return Period(_units(unit, -_number(count), today).first, today)
    return _units(unit, {"last": -1, "this": 0}.get(which, 1), today)


def _number(said: str) -> int:
    return _NUMBERS.get(said) or int(said)


def _units(unit: str, count: int, today: date) -> Period:
    """Return the day, week, month or year so many after today's."""
    if unit in _SHIFT:
        day = today + timedelta(days=_SHIFT[unit] * count)
        return of_week(day) if _SHIFT[unit] > 1 else _one(day)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + count
        return of_month(months // 12, months % 12 + 1)
    return of_year(today.year + count)


def _one(day: date) -> Period:
    return Period(day, day)
