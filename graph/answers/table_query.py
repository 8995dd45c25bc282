"""Questions over records: rows of a table, and sections that have the same properties.

A question selects records by what stands in them, then asks for their names, for how many they are,
for what one has in a column, or for the one that has most or least there. Words that stand nowhere
in the table are taken as a sign that something else is asked: at most one may be left over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from embeddings.word_vectors import alike
from graph.answers.composed_answer import LONGEST_LIST, ComposedAnswer, joined
from graph.answers.english import content_terms, language, written_words
from graph.answers.ranked_query import RankedQuery
from graph.answers.record_tables import (
    LEAST_RECORDS,
    VALUE,
    Range,
    Record,
    RecordTable,
    ranges_in,
    tables_near,
)

MOST_UNCOVERED = 1
"""Terms of a question that may stand nowhere in the table: "which pieces do we sing in Latin?"."""
NUMERIC = 0.7
"""The share of records that must have a number in a column for its most and least to be told."""
LEAST_ALIKE = 0.25
"""How near a word of a question must be to a column's name, as a cosine of word vectors."""
SHORT = 4
"""Words of a cell that classes its record; more tell a story."""
SURE = 0.9
"""Of an answer that leaves no word of the question over."""
NOTHING = ComposedAnswer("", ())
"""The table is the one that is asked about, and has no such record, column or value."""
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_ASKS_FOR_NAMES = re.compile(
    r"\W*(?:(?:in|of|on|at|for|from|with) )?(?:which|(?P<what>what)|list|name|all|show|whom?)\b",
    re.IGNORECASE,
)
_TURNS = frozenset(["first", "last", "recent", "recently"])
"""What tells of a time only after "when": "who is on call first?"."""
_KIND = re.compile(r"\b(?:[Ww]hich|[Ww]hat|[Hh]ow many) ([a-z]\w+)")
"""What the records are, in small letters: of "which bolts" one called crank bolt is none alone."""
_NO = frozenset(["no", "none", "n", "-", "–", "—", "0", "false", "never", "✗", "✘", "❌"])
_YES = frozenset(["yes", "y", "true", "always", "✓", "✔", "✅", "x"])
_LACKS = re.compile(
    r"\b(?:without(?: (?:an?|any|the))?|no|"
    r"(?:do|does|need)(?:n['’]t| not) (?:(?:need|have|require)\w* )?"
    r"(?:an?|any)?|(?:not|n['’]t)(?: (?:yet|to be|be))*)\W*$",
    re.IGNORECASE,
)
"""How a question goes on to the name of a column whose answer is to be no."""
_HAS = re.compile(
    r"\b(?:with|needs?|requires?|has|have|having|is|are|was|were)(?: (?:an?|the|to be))?\W*$",
    re.IGNORECASE,
)
"""The same of one whose answer is to be yes."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """What a question asks for the most or the least of."""

    of: str
    """The adjective or noun after "most" and "least"; the word itself where it says both."""
    sign: int
    of_days: bool
    """Whether it is the newest or the oldest: of numbers only years tell."""


def answered_by_table(finding: RankedQuery) -> ComposedAnswer | None:
    """Return what a table near the best lines answers by its records; None where none does.

    An answer without a fact says that the table has none: its cell is empty, or no record has all
    that the question names.
    """
    extreme = _extreme_in(finding)
    answers = (TableQuestion(finding, one, extreme).answer() for one in tables_near(finding))
    return next((one for one in answers if one is not None), None)


class TableQuestion:
    """A question read against one table."""

    def __init__(self, finding: RankedQuery, table: RecordTable, extreme: Extreme | None) -> None:
        self.table, self.text = table, finding.question.text
        kind = _KIND.search(self.text)
        self.kind = kind[1] if kind else ""
        self.counted = finding.question.counted_terms
        self.extreme, self.ranges = extreme, ranges_in(self.text)
        held = frozenset[str]().union(*(one.terms for one in table.records))
        of = set(content_terms(self.extreme.of)) - held if self.extreme else set[str]()
        telling = (word for word in language().extremes if self.extreme)
        words = {term for word in telling for term in content_terms(word)}
        skipped = {*words, *of, *(term for one in self.ranges for term in one.terms)}
        self.terms = tuple(term for term in finding.question.words if term not in skipped)

    def answer(self) -> ComposedAnswer | None:
        """Return the answer, by what is asked of the records."""
        if len(self.uncovered) <= MOST_UNCOVERED:
            if self._is_beyond():
                return NOTHING
            if self.extreme:
                return self._with_most(self.extreme)
            if self.table.is_listing:
                return self._in_range()
        if self.extreme or self.table.is_listing:
            return None
        if self.holders.keys() & self._terms_of_names:
            return self._cells()
        if _HOW_MANY.search(self.text):
            return self._count()
        asks = _ASKS_FOR_NAMES.match(self.text)
        # "What is the number of the tuner?" asks for what no column is called.
        return self._with_cells() if asks and not (asks["what"] and self.uncovered) else None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The keys that the question names by all of their words, or by their number."""
        numbers = {digits for one in self.ranges for digits in one.terms if digits[0].isdigit()}
        own = {key: set(content_terms(key)) for key in self.table.keys}
        asked = set(self.terms)
        return tuple(k for k, terms in own.items() if terms and (terms <= asked or terms & numbers))

    @cached_property
    def holders(self) -> dict[str, frozenset[int]]:
        """By term the records that hold it, for terms that some but not all of them hold."""
        held = [one.terms for one in self.table.records]
        of_keys = {term for key in self.columns for term in content_terms(key)}
        of_keys |= set(content_terms(self.kind))
        found = {
            term: frozenset(n for n, one in enumerate(held) if term in one)
            for term in self.terms if term not in of_keys
        }  # fmt: skip
        return {term: at for term, at in found.items() if 0 < len(at) < len(held)}

    @cached_property
    def uncovered(self) -> tuple[str, ...]:
        """Terms that stand neither in a record, nor in a key, nor above the table."""
        titles = (*self.table.keys, self.table.above)
        known = {term for text in titles for term in content_terms(text)}
        known = known.union(*(one.terms for one in self.table.records))
        left = tuple(term for term in self.terms if term not in known)
        # An id that is not there is another's: it counts as more than may be left over.
        exact = any(not term.isalpha() for term in left)
        return left * (1 + MOST_UNCOVERED) if exact else left

    @cached_property
    def selected(self) -> list[Record]:
        """The records that hold all of the telling terms; all records where there is none."""
        numbers = set(range(len(self.table.records))).intersection(*self.holders.values())
        return [self.table.records[n] for n in sorted(numbers)]

    @property
    def _terms_of_names(self) -> set[str]:
        return {term for one in self.table.records for term in content_terms(one.name)}

    def _composed(
        self, records: Sequence[Record], key: str, *, known: bool = True, sure: bool = False
    ) -> ComposedAnswer:
        """Return records with what they have under a key, and in the column asked for by name."""
        text = joined([one.said(self._kind_column, key) for one in records], most=LONGEST_LIST)
        facts = {one.facts[key].id: one.facts[key] for one in records}
        return ComposedAnswer(text, tuple(facts.values()), known=known, sure=SURE * sure)

    @property
    def _kind_column(self) -> str:
        """The column that holds what "which lodging ..." asks for, where that is not the first."""
        kind = content_terms(self.kind)
        return next((key for key in self.table.keys if kind and content_terms(key) == kind), "")

    def _is_beyond(self) -> bool:
        """Tell whether the table has no record, column or pair of them that is asked for.

        Records are called by years and 2021 is none of them; columns are temperatures, and 22 °C is
        none; a name and a cell, or two cells, are asked for that stand in no record together.
        """
        records = self.table.records
        labelled = (one for one in records if VALUE in one.fields)
        names = [one.name for one in (labelled if self.table.is_listing else records)]
        measured = [key for key in self.table.keys if any(one.whole for one in ranges_in(key))]
        cells = ([one.fields[key] for one in records if key in one.fields] for key in self.columns)
        if any(_lacks(self.ranges, among) for among in (names, measured, *cells)):
            return True
        having, asked = defaultdict[str, dict[str, set[int]]](dict), set(self.terms)
        for number, one in enumerate(records if not self.table.is_listing else ()):
            for key, cell in (("", one.name), *one.fields.items()):
                if _is_asked(cell, asked, named=False):
                    having[key].setdefault(cell, set()).add(number)
        single = [next(iter(cells.values())) for cells in having.values() if len(cells) == 1]
        return 1 < len(single) == len(having) and not set.intersection(*single)

    def _with_most(self, extreme: Extreme) -> ComposedAnswer | None:
        """Return the records with the most or the least in the column that is meant."""
        chosen = self.selected or self.table.records
        key = self._compared(chosen, extreme)
        if key is None:
            return None
        is_age = key.lower() in language().ages  # who is oldest has the highest
        sign = -extreme.sign if is_age else extreme.sign
        days = extreme.of_days and not is_age
        numbered = ((one.number(key, days=days), one) for one in chosen)
        numbers = [(sign * number, one) for number, one in numbered if number is not None]
        if len(numbers) < LEAST_RECORDS:
            return None
        best = max(number for number, _ in numbers)
        found = [one for number, one in numbers if number == best]
        return self._composed(found, key, sure=not self.uncovered)

    def _compared(self, chosen: Sequence[Record], extreme: Extreme) -> str | None:
        """Return the key whose numbers are compared: named, the only one, or nearest in meaning."""
        least = max(1.0, NUMERIC * len(chosen))
        keys = [
            key for key in (*self.table.keys, *([""] if extreme.of_days else []))
            if sum(one.number(key, days=extreme.of_days) is not None for one in chosen) >= least
        ]  # fmt: skip
        ages = [key for key in self.table.keys if key.lower() in language().ages]
        if extreme.of_days and ages:
            return ages[0]
        meant, of = language().dimensions.get(extreme.of, frozenset()), content_terms(extreme.of)
        named = (
            [key for key in keys if not meant.isdisjoint(map(str.lower, written_words(key)))]
            or [key for key in keys if set(of) & set(content_terms(key))]
            or [key for key in keys if key in self.columns]
            or (keys if len(keys) == 1 and not meant else [])
        )
        said = [word for word in (extreme.of, *self.terms) if word]
        if named or meant or not keys or not said:
            return named[0] if named else None
        near, best = max((alike(said, written_words(key) or [key]), key) for key in keys)
        return best if near >= LEAST_ALIKE else None

    def _in_range(self) -> ComposedAnswer | None:
        """Return the records into whose range a value falls that is asked for."""
        if len(self.ranges) != 1:
            return None
        labelled = (one for one in self.table.records if VALUE in one.fields)
        found = [one for one in labelled if self.ranges[0].is_in(ranges_in(one.name))]
        return self._composed(found, VALUE) if found else None

    def _count(self) -> ComposedAnswer | None:
        """Return how many records hold what the question says."""
        # "How many indexes per table" asks for a limit of what some record is.
        left = self.counted & {*self.uncovered, *self._terms_of_names}
        over = len(self.uncovered) > MOST_UNCOVERED or left
        if not self.table.is_rows or over or not self.holders or not self._are_short():
            return None
        found = self._composed(self.selected, "", sure=not self.uncovered)
        return replace(found, text=f"{len(self.selected)}: {found.text}")

    def _with_cells(self) -> ComposedAnswer | None:
        """Return the records that have what the question says in one of their columns."""
        covered = len(self.uncovered) <= MOST_UNCOVERED
        for key in self.table.keys:
            cells = [one.fields.get(key, "") for one in self.table.records]
            found = _said(self.text, key, cells) if covered or key in self.columns else []
            if 0 < len(found) < len(cells):
                others = [one for one in self.columns if one not in (key, self._kind_column)]
                records = [self.table.records[n] for n in found]
                if len(others) == 1 and all(others[0] in one.fields for one in records):
                    return self._composed(records, others[0], known=covered)
                if others and key not in self.columns:
                    return self._cells()
                return self._composed(records, key, known=covered)
        if not self.holders or not covered or self.columns or not self._are_short():
            return None
        return self._composed(self.selected, "")

    def _are_short(self) -> bool:
        """Tell whether the telling terms stand in cells of few words in all selected records."""
        short = [
            frozenset(term for cell in one.fields.values() if len(cell.split()) <= SHORT
                      for term in content_terms(cell))
            for one in self.selected
        ]  # fmt: skip
        return bool(short) and all(self.holders.keys() <= terms for terms in short)

    def _cells(self) -> ComposedAnswer | None:
        """Return what the records that are named have in the column that is named."""
        if len(self.columns) != 1 or len(self.uncovered) > MOST_UNCOVERED:
            return None
        key = self.columns[0]
        having = [one for one in self.selected if key in one.fields]
        if not having:
            return NOTHING if self.selected else None
        return None if self.uncovered else self._composed(having, key)


def _said(text: str, name: str, column: Sequence[str]) -> list[int]:
    """Return the places in a column at which stands what a question says of it."""
    telling = next((word for word in reversed(written_words(name)) if content_terms(word)), name)
    either = "|".join(map(re.escape, (name, telling)))
    at = re.search(rf"\b(?:{either})s?\b", text, re.IGNORECASE)
    low = [cell.lower() for cell in column]
    if at and {*_NO, *_YES} & set(low):
        before = text[: at.start()]
        wanted = _NO if _LACKS.search(before) else _YES if _HAS.search(before) else frozenset()
        return [n for n, cell in enumerate(low) if cell in wanted]
    asked = set(content_terms(text)) - set(content_terms(name))
    beside = rf"\b{re.escape(name)}\W+"
    exact = [
        n for n, cell in enumerate(low)
        if cell and at and re.search(rf"{beside}{re.escape(cell)}(?!\w)", text, re.IGNORECASE)
    ]  # fmt: skip
    return exact or [
        n for n, cell in enumerate(low)
        if any(_is_asked(one, asked, named=bool(at)) for one in (cell, *cell.split(", ")))
    ]  # fmt: skip


def _is_asked(cell: str, asked: set[str], *, named: bool) -> bool:
    """Tell whether a cell is what is asked for; a bare number only where its column is named."""
    own = set(content_terms(cell))
    return bool(own) and own <= asked and (named or any(map(str.isalpha, cell)))


def _lacks(asked: Sequence[Range], among: Sequence[str]) -> bool:
    """Tell whether a value is asked for of the kind that all of some names are, and is in none."""
    ranges = [found[0] for one in among if (found := ranges_in(one)) and found[0].whole]
    if len(ranges) < len(among) or len(ranges) < LEAST_RECORDS:
        return False
    same = [one for one in asked if all(one.kind == other.kind for other in ranges)]
    return any(not one.is_in(ranges) for one in same)


def _extreme_in(finding: RankedQuery) -> Extreme | None:
    """Return what of a kind a question asks for: the most, the newest, ..."""
    if finding.scope.order:
        return Extreme("", 1 if finding.scope.order == "latest" else -1, of_days=True)
    words = [word.lower() for word in written_words(finding.question.text)]
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        way = language().extremes.get(word)
        if way and before != "at" and (word not in _TURNS or words[0] == "when"):
            of = after if word in ("most", "least", "fewest") else word
            return Extreme(of, 1 if way in ("most", "late") else -1, way in ("late", "early"))
    return None
