"""The days that a question means: "in May", "last week", "since 2023", "on 3 January"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates import MONTH, Period, dates_in, month_of, of_month, of_week, of_year

EARLIEST, LATEST = date.min, date.max
_SINCE = ("since", "from", "seit", "ab", "depuis", "desde", "dal", "sinds")
_UNTIL = ("until", "till", "up to", "through", "bis", "jusqu'en", "hasta", "fino a", "tot")
_BEFORE = ("before", "prior to", "vor", "avant", "antes de", "prima di", "voor")
_AFTER = ("after", "nach", "après", "después de", "dopo", "na")
_WITHIN = ("in", "on", "during", "at", "of", "for", "im", "am", "vom", "en", "el", "à", "le", "op")
_LEADS = "|".join(
    sorted((*_SINCE, *_UNTIL, *_BEFORE, *_AFTER, *_WITHIN, "between", "zwischen"), key=len)[::-1]
)
_LED = re.compile(rf"(?:\b(?P<lead>{_LEADS})\s+)?(?:the\s+|dem\s+|der\s+)?$", re.IGNORECASE)
_DAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_OF_YEARS = {*_SINCE, *_UNTIL, *_BEFORE, *_AFTER, "in", "during", "of", "im", "en", "between"}
_ENDS = re.compile(
    r"\s*(?:$|[?.!,;:)]|(?:and|or|about|with|on|at|in|to|did|do|was|were|we|i|when|for|from|by|the)\b)",
    re.IGNORECASE,
)
"""What follows on a year, and not on a number of things."""
_RELATIVE = re.compile(
    r"\b(?:(?P<day>the day before yesterday|yesterday|today|tomorrow|vorgestern|gestern|heute)"
    r"|(?:the )?(?P<which>this|last|past|previous|next|diese[nrs]?|letzte[nrs]?|nächste[nrs]?) "
    r"(?:(?P<count>\d{1,3}) )?(?P<unit>day|week|month|year|tag|woche|monat|jahr)(?:e?n|s)?"
    r"|(?P<ago>\d{1,3}) (?P<agos>day|week|month|year)s? ago"
    rf"|(?:on |last )(?P<on>{_DAY}))\b",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"\b(?P<lead>in|during|since|until|till|before|after|last|this|of|im|seit|en|à) "
    rf"(?P<name>{MONTH})(?![ ]?\d)(?=\W|$)",
    re.IGNORECASE,
)
_SHIFT = {"day": 1, "tag": 1, "week": 7, "woche": 7}
_DAYS = {
    "the day before yesterday": -2,
    "vorgestern": -2,
    "yesterday": -1,
    "gestern": -1,
    "today": 0,
    "heute": 0,
    "tomorrow": 1,
}
_BACK = ("last", "past", "previous", "letzte")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


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
    if relative:
        start = _led(text, relative.start()).start()
        lead = (_led(text, relative.start())["lead"] or "").lower()
        return Asked(start, relative.end(), _bounded(lead, _relative(relative, today)))
    month = _MONTH_ALONE.search(text)
    written = dates_in(text, year=today.year)
    if written:
        return _of_written(text, written[0].start, written[0].end, written[0].period,
                           yearly=not written[0].has_year, today=today)  # fmt: skip
    if month and not (month["name"].lower() == "may" and month["lead"].lower() in ("this", "of")):
        number = month_of(month["name"])
        period = of_month(today.year - (number > today.month), number)
        return Asked(month.start(), month.end(), _bounded(month["lead"].lower(), period), True)
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
    if period == of_year(period.first.year) and not (lead in _OF_YEARS and _ENDS.match(text, end)):
        return None  # a bare number, as of a version or a price
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
    if lead in _SINCE:
        return Period(period.first, LATEST if period.days <= 366 else period.last)
    if lead in _UNTIL:
        return Period(EARLIEST, period.last)
    if lead in _BEFORE:
        return before(period)
    return after(period) if lead in _AFTER else period


def before(period: Period) -> Period:
    """Return all days before a period."""
    return Period(EARLIEST, period.first - timedelta(days=1))


def after(period: Period) -> Period:
    """Return all days after a period."""
    return Period(period.last + timedelta(days=1), LATEST)


def _relative(match: re.Match[str], today: date) -> Period:
    if match["day"]:
        shift = _DAYS[match["day"].lower()]
        return _one(today + timedelta(days=shift))
    if match["on"]:
        back = (today.weekday() - _WEEKDAYS.index(match["on"].lower())) % 7
        return _one(today - timedelta(days=back or 7))
    if match["ago"]:
        return _units(match["agos"].lower(), -int(match["ago"]), today)
    which, unit = match["which"].lower(), match["unit"].lower()
    back = which.startswith(_BACK)
    if match["count"] and back:
        return Period(_units(unit, -int(match["count"]), today).first, today)
    return _units(unit, -1 if back else int(not which.startswith(("this", "diese"))), today)


def _units(unit: str, count: int, today: date) -> Period:
    """Return the day, week, month or year so many after today's."""
    if unit in _SHIFT:
        day = today + timedelta(days=_SHIFT[unit] * count)
        return of_week(day) if _SHIFT[unit] > 1 else _one(day)
    if unit in ("month", "monat"):
        months = today.year * 12 + today.month - 1 + count
        return of_month(months // 12, months % 12 + 1)
    return of_year(today.year + count)


def _one(day: date) -> Period:
    return Period(day, day)
