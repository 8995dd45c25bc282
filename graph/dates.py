"""Dates as people and programs write them: in lines, headings and names of files, and in questions.

A date is a period from its first to its last day: "May 2024" has 31 days, "12 May 2024" one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_TITLE = 31
"""Days of a period, as a heading or a file's name gives it, that stands for each of its days."""
CENTURY = 2000
"""Of a year of two figures, as in "12.5.24"."""
_MONTHS = (
    "january jan januar jänner janvier enero gennaio januari janeiro",
    "february feb februar février febrero febbraio februari fevereiro",
    "march mar märz mars marzo maart março",
    "april apr avril abril aprile",
    "may mai mayo maggio mei maio",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug août agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre diciembre dicembre dezembro",
)
"""Names of the months in English, German, French, Spanish, Italian, Dutch and Portuguese."""
MONTHS = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19|20)\d\d"
THROUGH = (
    r" ?(?:-|–|—|\b(?:to|until|till|through|bis(?: zum)?|and|und|et|y|e|al?|au|en|tot|até)\b)"
    r" ?(?:(?:the|le|el|il|o|dem|den) )?"
)
"""What stands between the first and the last day or month of one year."""
_DATE = re.compile(
    rf"(?<![\d.])(?P<y1>{_YEAR})(?P<s1>[-_/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?!\d)"
    rf"|(?<!\d)(?P<y2>{_YEAR})(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d|\d{{6,}})"
    rf"|(?<!\d)(?P<y9>{_YEAR})(?P<m9>0[1-9]|1[0-2])(?P<d9>0[1-9]|[12]\d|3[01])(?=T?\d{{4,9}}(?!\d))"
    rf"|(?<!\d)(?P<wy>{_YEAR})-?W(?P<week>\d\d)(?!\d)"
    rf"|(?<![\d-])(?P<y3>{_YEAR})[-_/](?P<m3>0[1-9]|1[0-2])(?![\d/-])"
    rf"|\bQ(?P<quarter>[1-4])[ /-]?(?P<qy>{_YEAR})\b"
    rf"|(?<![\d.])(?P<d4>\d\d?)(?:st|nd|rd|th|\.|º|er)?"
    rf"(?:{THROUGH}(?P<e4>\d\d?)(?:st|nd|rd|th|\.|º|er)?)?"
    rf" (?:of |de |di )?(?P<n4>{MONTH}),?(?: (?:de )?(?P<y4>{_YEAR}))?(?!\d)"
    rf"|\b(?P<n5>{MONTH}) (?P<d5>\d\d?)(?:st|nd|rd|th)?(?: ?[-–—] ?(?P<e5>\d\d?)(?:st|nd|rd|th)?)?"
    rf"(?:,? (?P<y5>{_YEAR}))?(?![\d:])"
    rf"|\b(?:(?P<f6>{MONTH}){THROUGH})?(?P<n6>{MONTH}),? (?:de )?(?P<y6>{_YEAR})\b"
    rf"|\b(?:week|kw|woche|semaine|semana|settimana) (?P<w0>\d\d?)(?: of| del?| von|,)?"
    rf" (?P<wy0>{_YEAR})\b"
    rf"|(?<![\d.])(?P<d7>\d\d?)\.(?P<m7>\d\d?)\.(?P<y7>{_YEAR}|\d\d)(?![\d.]*\d)"
    rf"|(?<![\d/])(?P<a8>\d\d?)/(?P<b8>\d\d?)/(?P<y8>{_YEAR})(?![\d/])"
    rf"|(?<![\w.,:/#$€£-])(?P<y0>{_YEAR})(?![\w%]|[.,:]\d|/)",
    re.IGNORECASE,
)
_SURE = re.compile(rf"{_YEAR}|\d\.\d\d?\.\d\d")
"""What every date has that names no month."""
_TO = re.compile(r"\s*(?:-|–|—|\.\.+|to|until|till|through|bis|and|und|/|--)\s*", re.IGNORECASE)
"""What stands between the first and the last day of a period."""


_FIGURES = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        """As short as it can be said without naming a day that nobody wrote: "2024-05"."""
        if self.days == 1:
            return self.first.isoformat()
        if self == of_year(self.first.year):
            return f"{self.first.year}"
        if self == of_month(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        return f"{self.first} to {self.last}"

    def meets(self, other: Period) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in a text; of one without a year the period is that in `year`."""

    start: int
    end: int
    period: Period
    has_year: bool = True


def dates_in(text: str, *, year: int | None = None) -> list[Written]:
    """Return the dates in a text, in order; those without a year where `year` stands in for it."""
    if not any(map(str.isdigit, text)):
        return []
    if _SURE.search(text) is None and MONTHS.keys().isdisjoint(re.split(r"[\W\d_]+", text.lower())):
        return []
    found: list[Written] = []
    for match in _DATE.finditer(text):
        written = _written(match, year)
        if written is None:
            continue
        if found and _TO.fullmatch(text, found[-1].end, written.start):
            joined = _joined(found[-1], written)
            if joined:
                found[-1] = joined
                continue
        found.append(written)
    return found


def periods_in(text: str) -> tuple[Period, ...]:
    """Return the periods that a text names, those without a year left out."""
    return tuple(written.period for written in dates_in(text) if written.has_year)


def is_day(text: str) -> bool:
    """Tell whether a line is nothing but a date, or a day behind the name of the weekday."""
    said = text.strip()
    written = dates_in(said)
    if len(written) != 1 or written[0].end < len(said) or said.isdecimal():
        return _FIGURES.fullmatch(said) is not None
    before = said[: written[0].start].split()
    return not before or (len(before) == written[0].period.days == 1)


def of_year(year: int) -> Period:
    """Return a whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def of_month(year: int, month: int) -> Period:
    """Return a whole month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def of_week(day: date) -> Period:
    """Return the week of a day, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def month_of(name: str) -> int:
    """Return the number of a month by its name."""
    return MONTHS[name.rstrip(".").lower()]


def _joined(first: Written, last: Written) -> Written | None:
    if first.period.first > last.period.last:
        return None
    period = Period(first.period.first, last.period.last)
    return Written(first.start, last.end, period, first.has_year and last.has_year)


def _written(match: re.Match[str], year: int | None) -> Written | None:
    try:
        found = _period(match, year)
    except ValueError:  # no such day
        return None
    if found is None:
        return None
    period, has_year = found
    return Written(match.start(), match.end(), period, has_year)


def _period(match: re.Match[str], year: int | None) -> tuple[Period, bool] | None:
    groups = {name: said for name, said in match.groupdict().items() if said is not None}
    for n in "1297":
        if f"d{n}" in groups:
            own = int(groups[f"y{n}"])
            day = date(
                own if own > 99 else own + CENTURY, int(groups[f"m{n}"]), int(groups[f"d{n}"])
            )
            return Period(day, day), True
    for n in "45":
        if f"n{n}" in groups:
            own_year = groups.get(f"y{n}")
            whose = int(own_year) if own_year else year
            if whose is None:
                return None
            return _days(groups, n, whose), own_year is not None
    return next(_coarse(groups), None)


def _days(groups: dict[str, str], n: str, year: int) -> Period:
    month = month_of(groups[f"n{n}"])
    first = date(year, month, int(groups[f"d{n}"]))
    last = date(year, month, int(groups.get(f"e{n}", groups[f"d{n}"])))
    return Period(first, max(first, last))


def _coarse(groups: dict[str, str]) -> Iterator[tuple[Period, bool]]:
    """Yield the period of a week, month, quarter or year, or of figures that are unambiguous."""
    if "week" in groups or "w0" in groups:
        week, year = (int(groups.get(n) or groups[o]) for n, o in (("week", "w0"), ("wy", "wy0")))
        yield of_week(date.fromisocalendar(year, week, 1)), True
    elif "m3" in groups:
        yield of_month(int(groups["y3"]), int(groups["m3"])), True
    elif "quarter" in groups:
        first = 3 * int(groups["quarter"]) - 2
        own = int(groups["qy"])
        yield Period(of_month(own, first).first, of_month(own, first + 2).last), True
    elif "n6" in groups:
        year, last = int(groups["y6"]), month_of(groups["n6"])
        first = month_of(groups.get("f6", groups["n6"]))
        yield Period(of_month(year - (first > last), first).first, of_month(year, last).last), True
    elif "a8" in groups:
        one, two = int(groups["a8"]), int(groups["b8"])
        if max(one, two) > 12 or one == two:
            day = date(int(groups["y8"]), min(one, two), max(one, two))
            yield Period(day, day), True
    elif "y0" in groups:
        yield of_year(int(groups["y0"])), True
