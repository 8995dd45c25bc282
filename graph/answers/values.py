"""Values in a fact: numbers with their unit, identifiers, addresses; and which is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graph.answers.english import stem, stems_of
from graph.records import Span

_NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?|"
    r"[½⅓⅔¼¾])"
)
"""In figures, with a point or a comma before its fraction."""
_RANGE = rf"{_NUMBER}(?:\s?(?:-|–|to|\.\.)\s?{_NUMBER})?"
NUMBER_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNTED = f"(?:{NUMBER_WORDS})(?: (?:hundred|thousand|million))?|dozens?"
"""Numbers in words; "one" counts nothing by itself, it is nearly always a pronoun."""
_SPAN_OF_TIME = "seconds?|minutes?|hours?|days?|weeks?|months?|years?"
_OFTEN = r"(?:once|twice) (?:per|an?|each|every) \w+|hourly|daily|nightly|weekly|monthly"
_SIGN, _CODE = "[$€£¥]", "eur|usd|gbp|chf|jpy"
_CURRENCY = f"{_CODE}|euros?|dollars?|pounds?|yen|francs?|cents?|quid|bucks?"
_SIZED = rf"{_NUMBER}\s?(?:[kmgtp]i?b|bytes?|bits?)?"
_UNIT = (
    "tbsps?|tsps?|cups?|tablespoons?|teaspoons?|pinch(?:es)?|[km]?g|lbs?|oz|[ckm]m|miles?|met(?:re|er)s?|feet|ft|inch(?:es)?|[cm]?l|lit(?:re|er)s?|kcal|"
    "calories|k?w|kwh|m?ah|ma|[km]?v|volts?|watts?|[kmg]?hz|bar|psi|hpa|nm|rpm|mph|knots?|dbm?|"
    "ohms?|ha|sqm|m²|m2|c|degrees?"
)
"""Units of what is weighed or measured."""
_YEAR = r"(?:1\d|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\b\\.?"
)
_SINCE = "|".join(rf"(?<=\b{word} )" for word in ("in", "since", "until", "till", "born", "c."))
"""What makes a year of a number."""
_PRICED = "|".join(
    rf"(?<=\b{word}{sign})"
    for word in (
        "rent", "fee", "fare", "price", "cost", "costs", "salary", "pay", "deposit", "entry",
    )
    for sign in (" ", ": ", " is ", " eur: ", " usd: ", " gbp: ", " €: ", " $: ", " £: ")
)  # fmt: skip
"""What makes an amount of money of a number that bears no currency."""
_WHEN = "|".join([_SINCE, *(rf"(?<=\b{word} )" for word in ("by", "from", "of", "every"))])
"""What makes a month of "May" or "March"."""
AS_CAPITALS = frozenset(["identifier", "date"])
"""Kinds that capitals tell: "may" and "march" are verbs."""

_BEGINS = {
    "date": r"[\dADFJMNOSTWhq]",
    "rate": r"[\d½⅓⅔¼¾]|\b[othdnwm]",
    "duration": r"[\d½⅓⅔¼¾]|\b[aofhtsend]",
    "money": r"[$€£¥\d½⅓⅔¼¾]|\b[eugcjfpbs]",
}
"""What the values of a kind begin with: most places in a line are passed over by it alone."""

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        kind,
        re.compile(
            f"(?={_BEGINS[kind]})(?:{pattern})" if kind in _BEGINS else pattern,
            re.NOFLAG if kind in AS_CAPITALS else re.IGNORECASE,
        ),
    )
    for kind, pattern in (
        ("email", r"\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
        (
            "phone",
            r"(?<![\w.,-])(?!\d\d?/\d\d?/\d\d\b)"
            r"(?:\+\d{1,3}|\(?0\d{1,4}\)?)[ /-]?\d[\d /-]{3,}\d\b|"
            r"(?<![\w-])(?:\(\d{3}\) |\d{3}-)\d{3}-\d{4}\b",
        ),
        ("address", r"https?://[^\s)\]>]+|\b\d{1,3}(?:\.\d{1,3}){3}\b"),
        (
            "date",
            rf"\b{_YEAR}-\d\d-\d\d\b|\b\d\d?[./]\d\d?[./](?:{_YEAR}|\d\d)\b|"
            rf"\b(?:half|quarter) (?:past|to) (?:one|{NUMBER_WORDS}|\d\d?)\b|"
            rf"\b{_DAY} {_MONTH}(?:,? {_YEAR}\b)?|\b{_MONTH} (?:{_DAY}\b,? )?{_YEAR}\b|"
            rf"\b{_MONTH} {_DAY}\b|(?:{_WHEN}){_MONTH}|"
            r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?: ?[ap]m\b)?|\b\d{1,2} ?[ap]m\b|"
            r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|"
            rf"\b{_YEAR}[-–](?:\d\d)?\d\d\b(?! ?[A-Za-z])|"
            rf"(?:(?<=, )|(?<=\()|{_SINCE}){_YEAR}(?![.,]?\d| ?[a-zA-Z%])",
        ),
        (
            "rate",
            rf"{_RANGE}\s?[\w.]*(?: [\w.]+)?\s?/\s?(?:s|secs?|seconds?|minutes?|hours?|days?|"
            rf"months?|shard)\b"
            r"(?:/\w+)?|"
            rf"{_RANGE}\s?(?:[rtq]ps|iops|[kmgt]?bps|[kmgt]bit/s)\b|"
            rf"{_RANGE}(?: [^\s\d]+){{0,3}} (?:per|an?|each) (?:second|sec|minute|hour|day)\b|"
            rf"\b(?:{_OFTEN})\b",
        ),
        (
            "duration",
            rf"{_RANGE}\s?-?(?:milliseconds?|ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|"
            rf"days?|weeks?|months?|years?|m(?= |$|[.,;)]))\b|"
            rf"\b(?:an?(?! second)|one|half an?|few|{_COUNTED}) (?:{_SPAN_OF_TIME})\b",
        ),
        (
            "size",
            rf"{_SIZED}\s?(?:-|–|to)\s?{_NUMBER}\s?[kmgtp]i?b\b|{_NUMBER}\s?(?:[kmgtp]i?b|"
            rf"bytes?|bits?|[kmgt]i)\b|\([kmgtp]i?b\):? {_NUMBER}|"
            rf"{_NUMBER}(?:\s?[x×]\s?{_NUMBER})?\s?(?:px|pixels?|dpi|megapixels?)\b",
        ),
        ("measure", rf"{_RANGE}\s?(?:°\s?[CF]?|(?:{_UNIT})\b)"),
        ("percent", rf"{_RANGE}\s?%|\b\d+ 9'?s\b"),
        (
            "money",
            rf"{_SIGN}\s?{_NUMBER}(?:[km]\b)?|{_NUMBER}\s?(?:{_SIGN}|(?:{_CURRENCY})\b)|"
            rf"\b(?:{_CODE}) {_NUMBER}|(?:{_PRICED}){_NUMBER}(?![\w%])|"
            rf"\b(?:bought|sold|paid)(?: [\w']+){{0,4}} for (?P<amount>{_NUMBER})(?![\w%])|"
            r"\bfree\b|\bcheap\w*|\bcharged\b|\bcostly\b|\bexpensive\b|\bpay\b",
        ),
        (
            "count",
            rf"(?<![\w.$-]){_RANGE}(?![\w-]*[A-Za-z]\d)(?:st|nd|rd|th)?\b|\b(?:{_COUNTED})\b",
        ),
        (
            "identifier",
            r"\$?(?<![A-Za-z])[A-Za-z][^\W_]*(?:[-_:./]+[^\W_]+){2,}_*|"
            r"(?<![a-z])[a-z]+[A-Z]\w*|(?:[A-Z][a-z0-9]+){2,}|"
            r"\b\w+\.(?:ya?ml|json|config|conf|toml|md|txt|py|js|sh|xml|ini|cfg|zip)\b|\$\w+|"
            r"--?[a-z][\w-]+|"
            r"/\w+(?:/[\w.]+)*|\b[A-Z]{2,}\b",
        ),
    )
)
"""How values are written, by kind; the first that covers a stretch names it."""

_UNIT_WORDS = frozenset(
    map(stem, ["second", "minute", "hour", "day", "week", "month", "year", "time"])
)
NEAR_COUNT = 3
"""How many words after a number what it counts may stand: '20 nodes', '1000 open connections'."""


_UP_TO_NEXT = re.compile(r"[^\d.;()]{0,40}")


_NUMERIC = re.compile(rf"[\d½⅓⅔¼¾]|\b(?:{_COUNTED}|{_SPAN_OF_TIME}|{_OFTEN})\b", re.IGNORECASE)
_PLAIN_KINDS = ("email", "address", "date", "money", "identifier")
WITHOUT_NUMBER = tuple(kind for kind in KINDS if kind[0] in _PLAIN_KINDS)
"""Kinds that need no number: most lines have none, and are not looked through for the others."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text, with its kind."""

    kind: str
    span: Span


@lru_cache(maxsize=20_000)
def values_in(text: str) -> tuple[Value, ...]:
    """Return the values that a text gives, in order; one stretch is one value."""
    found, taken = list[Value](), bytearray(len(text))
    for kind, pattern in KINDS if _NUMERIC.search(text) else WITHOUT_NUMBER:
        for match in pattern.finditer(text):
            start, end = match.span("amount") if match.lastgroup == "amount" else match.span()
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                found.append(Value(kind, Span(start, end)))
    return tuple(sorted(found, key=lambda value: value.span.start))


_SAME = (
    "duration", "size", "rate", "money", "percent", "identifier", "address", "date", "email",
    "phone",
)  # fmt: skip
"""Wanted kinds that have the name of the kind of value that serves them."""
EXACTLY: dict[str, tuple[str, ...]] = {want: (want,) for want in _SAME} | {
    "expiry": ("date", "duration")
}
"""Wanted kinds, and the kinds of value without which nothing serves them."""
PLAINLY = tuple(want for want in EXACTLY if want != "identifier")
"""Those that a question asks for plainly; it can say "code" or "key" and want no identifier."""
NUMBERS = ("count", "size", "rate", "duration", "measure")
"""Kinds of value that a limit or a number may be, the likeliest first."""
_LOOSELY: dict[str, tuple[str, ...]] = {
    **EXACTLY,
    "count": NUMBERS,
    "limit": NUMBERS,
    "measure": ("measure", "size", "percent", "count", "rate", "duration"),
    "code": ("count", "identifier"),
    "moment": ("date", "duration"),
    "age": ("duration", "date", "count"),
}
"""Which kinds of value serve a wanted kind, the best first."""


def serving(
    text: str, expected_types: Iterable[str], *, counted_terms: Iterable[str] = ()
) -> Value | None:
    """Return the value in `text` that serves best; a number of what is counted before all."""
    values = values_in(text)
    nouns = frozenset(counted_terms)
    if nouns:
        for value in values:
            if counts(text, value, nouns):
                return value
    for want in expected_types:
        for kind in _LOOSELY.get(want, ()):
            for value in values:
                if value.kind == kind:
                    return value
    return None


def counts(text: str, value: Value, nouns: frozenset[str]) -> bool:
    """Tell whether a number is a number of one of these things (stems)."""
    if value.kind not in ("count", "rate", "size", "measure"):
        return False
    after = _UP_TO_NEXT.match(text, value.span.end)
    words = re.findall(r"[A-Za-z]+", value.span.of(text) + (after[0] if after else ""))
    return any(nouns & set(stems_of(word)) for word in words[: NEAR_COUNT + 1])


def units_only(nouns: Iterable[str]) -> bool:
    """Tell whether what is counted is a unit of time: 'how many days' wants a duration."""
    return bool(set(nouns) & _UNIT_WORDS)
