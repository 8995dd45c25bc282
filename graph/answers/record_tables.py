"""Tables near the best lines of a question: rows, and sections or lines that give values by key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from embeddings.terms import plain_numbers
from graph.answers.english import content_terms
from graph.answers.ranked_query import RankedQuery
from graph.answers.tabled import header_of, rows_of
from graph.answers.values import values_in
from graph.dates import dates_in, periods_in
from graph.notes.pages import page_name
from graph.notes.properties import is_pair
from graph.records import Fact

LOOKED_AT = 5
"""Ranked facts whose tables are looked at."""
LEAST_RECORDS, MOST_LINES, MOST_NOTES = 2, 1_000, 200
"""Of a larger note or table nothing is said about all of it."""
DENSE = 0.5
"""The share of cells that must be filled: sections that have little in common are no table."""
VALUE = "="
"""The key of what stands after a label; with a unit, of what a line measures."""
MEASURES = ("measure", "duration", "size", "money")
"""Kinds of value that a line gives of its section under the name of their unit."""
_NUMBER = re.compile(r"^\W*(\d+(?:\.\d+)?)")
"""What a cell begins with that is compared: "T25" is a name."""
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_CLOCK = re.compile(r"(\d+):(\d\d)\b")
_YEAR = re.compile(r"\b(1\d{3}|20\d\d)\b")
_BEFORE_UNIT = re.compile(r"^.*[\d\s]")
_AFTER_NAME = re.compile(r" – |; ")
"""What the first cell of a row ends with: "; " where that cell is empty."""


@dataclass(frozen=True, slots=True)
class Range:
    """A year or a measure, from its least to its most."""

    kind: str
    low: float
    high: float
    whole: bool
    """Whether the text says nothing else."""
    terms: tuple[str, ...]

    def is_in(self, others: Sequence[Range]) -> bool:
        """Tell whether its least is in one of others."""
        return any(one.kind == self.kind and one.low <= self.low <= one.high for one in others)


@dataclass(frozen=True)
class Record:
    """A thing with what its row, section or line gives under each key."""

    name: str
    fields: Mapping[str, str]
    facts: Mapping[str, Fact]
    """By key the line that gives the field; under "" the one that names the record."""

    @cached_property
    def terms(self) -> frozenset[str]:
        """The stems of the name and of all fields."""
        return frozenset(content_terms(" . ".join((self.name, *self.fields.values()))))

    def number(self, key: str, *, days: bool = False) -> float | None:
        """Return the number under a key, of a day its ordinal; "" is the key of the name.

        With `days` only days and years count.
        """
        cell = self.fields.get(key, "") if key else self.name
        periods = periods_in(cell)
        if periods:
            return float(periods[0].first.toordinal())
        plain = plain_numbers(_CLOCK.sub(r"\1.\2", cell))
        found = _YEAR.search(plain) if days else _NUMBER.search(plain)
        return float(found[1]) if found else None

    def said(self, *keys: str) -> str:
        """Return the name with what stands under keys; all of a row that a number or day names."""
        is_number = not any(map(str.isalpha, self.name)) or bool(dates_in(self.name))
        if is_number or any(key.startswith(VALUE) for key in keys):
            return self.facts[keys[-1]].plain
        given = dict.fromkeys(key for key in keys if key in self.fields)
        told = "; ".join(f"{key}: {self.fields[key]}" for key in given)
        return f"{self.name} – {told}" if told else self.name


@dataclass(frozen=True)
class RecordTable:
    """Records of one kind."""

    records: tuple[Record, ...]
    above: str
    """What the table stands under, and what its first column is called."""
    is_rows: bool = False
    is_listing: bool = False
    """Whether the records are lines of one section, each with a VALUE alone."""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all records, in order."""
        return tuple(dict.fromkeys(key for one in self.records for key in one.fields))


def tables_near(finding: RankedQuery) -> Iterator[RecordTable]:
    """Yield the tables of the best lines, each once."""
    seen = set[tuple[object, ...]]()
    for one in finding.ranked[:LOOKED_AT]:
        fact = one.reading.fact
        place = (fact.path, fact.context, is_row(fact))
        if place not in seen:
            seen.add(place)
            near = (_of_rows(finding, fact),) if is_row(fact) else _of_sections(finding, fact)
            yield from (table for table in near if len(table.records) >= LEAST_RECORDS)


def is_row(fact: Fact) -> bool:
    """Tell whether a fact is a row: a name, then what it has in each column."""
    first = next((mark for mark in fact.marks if mark.kind == "property"), None)
    return first is not None and _AFTER_NAME.search(fact.plain, 1, first.span.start) is not None


def ranges_in(text: str) -> list[Range]:
    """Return the years and measures that a text gives; of other numbers none tells what it is."""
    found = []
    for value in values_in(text):
        said = plain_numbers(value.span.of(text))
        numbers = [float(number) for number in _DIGITS.findall(said)]
        kind = "year" if _YEAR.fullmatch(said) else value.kind
        if numbers and kind in ("year", "measure"):
            whole = said == plain_numbers(text).strip()
            found.append(Range(kind, min(numbers), max(numbers), whole, content_terms(said)))
    return found


def _of_rows(finding: RankedQuery, row: Fact) -> RecordTable:
    rows, head = _rows_beside(finding, row)
    records = (
        Record(_AFTER_NAME.split(one.plain, maxsplit=1)[0], own, dict.fromkeys(["", *own], one))
        for one in rows[:MOST_LINES] if (own := _fields(one))
    )  # fmt: skip
    return RecordTable(tuple(records), " . ".join((row.path, *row.context, head)), is_rows=True)


def _rows_beside(finding: RankedQuery, row: Fact) -> tuple[Sequence[Fact], str]:
    """Return all rows of the table of one, and what its first column is called."""
    index = finding.corpus.index
    if row.text.startswith("|"):
        first, header = header_of(finding, row)
        return [one for one in rows_of(finding, row, first) if is_row(one)], header[0]
    rows = [f for f in index.facts_of(row.path) if f.context == row.context and is_row(f)]
    is_delimited = row.path.lower().endswith((".csv", ".tsv"))
    head = index.lines(row.path, 1, 1)[0][1] if is_delimited else ""
    return rows, re.split(r"[,;\t]", head)[0]


def _of_sections(finding: RankedQuery, fact: Fact) -> Iterator[RecordTable]:
    """Yield two tables of what stands around a line.

    Its own section, where each `Key: value` line is a record, and the sections beside it, each a
    record of what such lines give.
    """
    level = max(fact.headings, 1)
    above = fact.context[: level - 1]
    index, corpus = finding.corpus.index, finding.corpus
    around = (
        corpus.facts(one.number for one in index.headed(fact.path, above)[:MOST_LINES])
        if above else index.facts_of(fact.path)[:MOST_LINES]
    )  # fmt: skip
    facts = [one for one in around if one.headings >= level]
    pairs = (_pair(one) for one in facts if one.context == fact.context)
    own = tuple(one for one in pairs if one is not None)
    yield RecordTable(own, " . ".join((fact.path, *fact.context)), is_listing=True)
    sections = groupby(facts, key=lambda one: one.context[level - 1])
    records = [_section(name, list(lines)) for name, lines in sections]
    yield from _dense(records, " . ".join((fact.path, *above)))
    if len(records) == 1 and is_pair(fact.plain, fact.marks):
        yield from _of_notes(finding, fact)


def _of_notes(finding: RankedQuery, fact: Fact) -> Iterator[RecordTable]:
    """Yield the notes of a folder as records of the properties that stand at their heads."""
    index, folder = finding.corpus.index, fact.path.rpartition("/")[0]
    paths = [path for path in index.paths() if path.rpartition("/")[0] == folder]
    records = []
    for path in paths if len(paths) <= MOST_NOTES else ():
        pairs = [f for f in index.facts_of(path) if f.headings <= 1 and is_pair(f.plain, f.marks)]
        if pairs:
            records.append(_section(" ".join(pairs[0].context) or page_name(path), pairs))
    yield from _dense(records, folder)


def _dense(records: Sequence[Record], above: str) -> Iterator[RecordTable]:
    table = RecordTable(tuple(one for one in records if one.fields), above)
    if sum(len(one.fields) for one in table.records) >= DENSE * len(table.records) * len(
        table.keys
    ):
        yield table


def _pair(fact: Fact) -> Record | None:
    """Return a line as a record, called by its label or by what it is for: "10 to 15 kg: 5 ml".

    A line without a label is one if it measures one thing: "the ridge walk is 22 km".
    """
    name, colon, value = fact.plain.partition(": ")
    if colon and (is_pair(fact.plain, fact.marks) or any(one.whole for one in ranges_in(name))):
        return Record(name, {VALUE: value}, {VALUE: fact, "": fact})
    measures = {VALUE + unit: said for unit, said in _measures(fact).items()}
    if len(measures) != 1:
        return None
    return Record(fact.plain, measures, dict.fromkeys(["", *measures], fact))


def _section(name: str, facts: Sequence[Fact]) -> Record:
    fields, given = dict[str, str](), {"": facts[0]}
    for fact in facts:
        found = _fields(fact) if is_pair(fact.plain, fact.marks) else _measures(fact)
        for key, value in found.items():
            fields.setdefault(key, value)
            given.setdefault(key, fact)
    return Record(name, fields, given)


def _fields(fact: Fact) -> dict[str, str]:
    """Return what a line gives by key, the values of one key together: "soup, vegan"."""
    fields = dict[str, str]()
    for mark in fact.marks:
        if mark.kind == "property":
            before = f"{fields[mark.target]}, " if mark.target in fields else ""
            fields[mark.target] = before + mark.span.of(fact.plain)
    return fields


def _measures(fact: Fact) -> dict[str, str]:
    """Return what a line measures by unit: "about 665 g" gives 665 g under "g"."""
    values = (one.span.of(fact.plain) for one in values_in(fact.plain) if one.kind in MEASURES)
    return {_BEFORE_UNIT.sub("", value): value for value in values}
