"""Which facts of the notes a question's filters keep, and of which days each fact is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter

from embeddings.terms import folded, plain_numbers
from graph.dates import LONGEST_TITLE, Period, Written, dates_in, periods_in
from graph.notes.properties import is_pair
from graph.notes.tasks import OPEN_WORDS
from graph.question.filters import HAS, KEYS, Filters
from graph.records import Fact, Span

OWN_KEYS = ("date", "day", "datum", "when", "fecha")
"""Properties that say of which day a note is."""
WRITTEN_KEYS = ("created", "date-created", "created-at", "creation-date", "erstellt", "published",
                "updated", "modified", "date-modified", "last-modified")  # fmt: skip
"""Properties that only say when a note was written; its lines may be of any day."""
PLAN_KEYS = ("scheduled", "deadline", "due", "due date")
"""Properties that say on which day a task is to be done: the line above has that day, too."""
LONGEST_LEAD = 4
"""Characters before the day of an entry: "On 3 May", "am 3. Mai", "- 3 May"."""
NamesOf = Callable[[str], Iterable[str]]
_TASK = re.compile(rf"(?:{'|'.join(OPEN_WORDS)})\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a fact: of its own words, of what it stands under, of when it was written."""

    said: tuple[Period, ...] = ()
    under: tuple[Period, ...] = ()
    """Of the nearest heading, else the file's name, else the head of the note."""
    written: tuple[Period, ...] = ()
    is_entry: bool = False
    """Whether it begins with its day, or has one under a label, as lines of a log do."""

    def is_in(self, asked: Period, *, written: bool = True) -> bool:
        """Tell whether any of its days are asked for."""
        days = (*self.said, *self.under, *(self.written if written and not self.under else ()))
        return any(_fits(one, asked) for one in (self.said if self.is_entry else days))

    def is_elsewhere(self, asked: Period, *, strict: bool = False) -> bool:
        """Tell whether it is of other days: its own as an entry, else those that it stands under.

        With `strict`, days in the middle of a line count as those of an entry.
        """
        own = self.is_entry or (strict and bool(self.said))
        if own and all(one.days <= LONGEST_TITLE for one in self.said):
            return not any(_fits(one, asked) for one in self.said)
        return bool(self.under) and not self.is_in(asked, written=False)

    @property
    def newest(self) -> Period | None:
        """The last day that it is of."""
        days = self.said if self.is_entry else self.under or self.said or self.written
        return max(days, key=lambda period: (period.last, period.first), default=None)


def dated_by_title(fact: Fact) -> Period | None:
    """Return the days of what a fact stands under: the nearest heading, or the file's name.

    "15 March" under "March 2020" is of that year.
    """
    under: Period | None = None
    for name in (fact.path.rsplit(".", 1)[0].rpartition("/")[2], *fact.context):
        written = _of_title(name, under.first.year if under else None)
        if written and (written.has_year or (under and under.meets(written.period))):
            under = written.period
    return under


def _fits(one: Period, asked: Period) -> bool:
    return one.meets(asked) and one.days <= max(asked.days, LONGEST_TITLE)


Place = tuple[str, ...]
"""What pairs of key and value are of: a note, a section of it, or one line."""


@dataclass(slots=True)
class _Head:
    """What pairs of key and value say of the lines under them."""

    tags: set[str] = field(default_factory=set)
    properties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def take(self, fact: Fact) -> None:
        """Take in what a pair says."""
        self.tags |= _tags(fact)
        for key, value in _properties(fact):
            self.properties[key].add(value)


class Library:
    """All facts of an index, with what filters ask of them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts: Sequence[Fact] = tuple(facts)
        self._facts = {fact.id: fact for fact in self.facts}
        self._pairs = {
            fact.id for fact in self.facts if fact.marks and is_pair(fact.plain, fact.marks)
        }
        self._heads: Mapping[Place, _Head] = self._read_heads()
        self._dated: dict[str, Dated] = {}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all properties, in small letters."""
        return frozenset(key for fact in self.facts for key, _ in _properties(fact))

    @cached_property
    def tags(self) -> frozenset[str]:
        """All tags, in small letters."""
        return frozenset(tag for fact in self.facts for tag in self._tags_of(fact))

    @cached_property
    def _days(self) -> Sequence[int]:
        every = map(self.dated, self.facts)
        return sorted(day.first.toordinal() for one in every for day in (*one.said, *one.under))

    def kept(self, filters: Filters, names_of: NamesOf = lambda _: frozenset()) -> list[Fact]:
        """Return the facts that the written filters keep, in the order of the notes.

        `names_of` knows the other names of what a property's value names.
        """
        wanted = [
            (key.lower(), {_folded(name) for name in (value, *names_of(value))})
            for key, value in filters.properties
        ]
        return [
            fact
            for fact in self.facts
            if self._keeps(fact, filters)
            and all(self._has_pair(fact, key, values) for key, values in wanted)
        ]

    def unknown(self, filters: Filters) -> Iterator[str]:
        """Yield a remark for each filter that no note could ever meet."""
        for key, value in filters.properties:
            if key.lower() not in self.keys:
                near = _meant(key, (*KEYS, *self.keys))
                said = f"“{key}:{value}” is no filter: no note has a property “{key}”"
                yield f"{said}; did you mean {near}:?" if near else said
        for value in filters.has:
            if not self._is_had(value.lower()):
                known = ", ".join(HAS)
                yield f"“has:{value}” is no filter: say {known} or a property of the notes"
        for tag in filters.tags:
            if not any(_is_under(one, _bare(tag)) for one in self.tags):
                near = _meant(_bare(tag), self.tags)
                said = f"no note has the tag “{tag}”"
                yield f"{said}; did you mean tag:{near}?" if near else said
        for folder in filters.folders:
            if not any(_is_within(path, folder) for path in {fact.path for fact in self.facts}):
                yield f"no note's path begins with “{folder}”"

    def known(self, filters: Filters) -> Filters:
        """Return filters without those of properties that no note has."""
        return replace(
            filters,
            properties=tuple(one for one in filters.properties if one[0].lower() in self.keys),
            has=tuple(one for one in filters.has if self._is_had(one.lower())),
        )

    def _is_had(self, what: str) -> bool:
        return what in HAS or what in self.keys

    def settled(self, asked: Period, *, yearly: bool) -> Period:
        """Return the days that are meant: of any year the last one of which the notes have some."""
        while yearly and self._days and not self._has(asked):
            if asked.first.toordinal() < self._days[0] or asked.first.year < 2:
                break
            try:
                asked = Period(
                    asked.first.replace(year=asked.first.year - 1),
                    asked.last.replace(year=asked.last.year - 1),
                )
            except ValueError:  # 29 February
                break
        return asked

    def _has(self, asked: Period) -> bool:
        place = bisect_left(self._days, asked.first.toordinal())
        return place < len(self._days) and self._days[place] <= asked.last.toordinal()

    def dated(self, fact: Fact) -> Dated:
        """Return the days of a fact."""
        known = self._dated.get(fact.id)
        if known is None:
            known = self._dated[fact.id] = self._read_days(fact)
        return known

    def _read_heads(self) -> dict[Place, _Head]:
        """Return what the pairs at the head of notes and sections, and under lines, say."""
        heads: dict[Place, _Head] = defaultdict(_Head)
        for path, facts in groupby(self.facts, key=attrgetter("path")):
            note = list(facts)
            said = [fact for fact in note if fact.id not in self._pairs]
            tops, begun = {fact.context[:1] for fact in said}, set[Place]()
            for fact in note:
                if fact.id not in self._pairs:
                    begun |= {(path,), (path, *fact.context)}
                elif fact.parent:
                    heads[fact.parent,].take(fact)
                elif (path, *fact.context) not in begun:
                    alone = len(tops) == 1 or fact.context[:1] not in tops
                    of_note = fact.headings <= 1 and alone and (path,) not in begun
                    heads[(path,) if of_note else (path, *fact.context)].take(fact)
        return dict(heads)

    def _heads_of(self, fact: Fact) -> Iterator[_Head]:
        """Yield what pairs say of a fact, the nearest first; of a pair only its own head."""
        if fact.id in self._pairs:
            return
        above: Fact | None = fact
        places: list[Place] = [(fact.path, *fact.context, fact.plain)]
        while above is not None:
            places.append((above.id,))
            above = self._facts.get(above.parent or "")
        places += [(fact.path, *fact.context[:n]) for n in range(fact.headings, -1, -1)]
        yield from (self._heads[place] for place in places if place in self._heads)

    def _values(self, fact: Fact, keys: Iterable[str]) -> set[str]:
        """Return what a fact has under one of some keys: its own, else the nearest above it."""
        own = {said for name, said in _properties(fact) if name in keys}
        heads = self._heads_of(fact)
        given = ({v for key in keys for v in head.properties.get(key, ())} for head in heads)
        return own or next(filter(None, given), set())

    def _read_days(self, fact: Fact) -> Dated:
        title = dated_by_title(fact)
        under = (title,) if title else self._periods(fact, OWN_KEYS)
        year = under[0].first.year if under else None
        written = dates_in(fact.plain, year=year)
        said = tuple(one.period for one in written if one.has_year or year)
        plans: tuple[Place, ...] = ((fact.id,), (fact.path, *fact.context, fact.plain))
        for head in (self._heads[place] for place in plans if place in self._heads):
            planned = (value for key in PLAN_KEYS for value in head.properties.get(key, ()))
            said += tuple(day for value in planned for day in periods_in(value))
        is_entry = bool(written) and _is_entry(fact, written[0])
        return Dated(said, under, self._periods(fact, WRITTEN_KEYS), is_entry)

    def _periods(self, fact: Fact, keys: Sequence[str]) -> tuple[Period, ...]:
        return tuple(day for said in self._values(fact, keys) for day in periods_in(said))

    def _keeps(self, fact: Fact, filters: Filters) -> bool:
        return (
            all(_is_within(fact.path, folder) for folder in filters.folders)
            and all(self._has_tag(fact, tag) for tag in filters.tags)
            and all(self._has_one(fact, one.lower()) for one in filters.has)
            and all(self.dated(fact).is_in(period) for period in filters.periods)
            and not any(_holds_word(fact, word) for word in filters.without)
            and all(_holds(fact, words) for words in filters.exact)
        )

    def _tags_of(self, fact: Fact) -> set[str]:
        own = _tags(fact)
        own |= {_bare(word) for above in fact.context for word in re.findall(r"#[\w/-]+", above)}
        return own.union(*(head.tags for head in self._heads_of(fact)))

    def _has_tag(self, fact: Fact, tag: str) -> bool:
        return any(_is_under(one, _bare(tag)) for one in self._tags_of(fact))

    def _has_one(self, fact: Fact, what: str) -> bool:
        kinds = {mark.kind for mark in fact.marks}
        if what == "tag":
            return bool(self._tags_of(fact))
        if what == "link":
            return what in kinds
        if what == "code":
            return fact.kind == "code" or "code" in kinds
        if what == "date":
            return bool(self.dated(fact).said)
        if what == "task":
            return _TASK.match(fact.plain) is not None
        return bool(self._values(fact, [what]))

    def _has_pair(self, fact: Fact, key: str, wanted: set[str]) -> bool:
        own = self._values(fact, [key])
        return any(_folded(said) in wanted or wanted & _parts(said) for said in own)


def _is_entry(fact: Fact, first: Written) -> bool:
    """Tell whether a fact begins with its day, or a label or a column gives nothing but that."""
    if first.start <= LONGEST_LEAD or fact.plain[: first.start].strip("[(< ") == "":
        return True
    whole = Span(first.start, first.end)
    return any(mark.kind == "property" and mark.span == whole for mark in fact.marks)


def _properties(fact: Fact) -> Iterator[tuple[str, str]]:
    for mark in fact.marks:
        if mark.kind == "property":
            yield mark.target.lower(), mark.span.of(fact.plain)


def _tags(fact: Fact) -> set[str]:
    return {_bare(mark.span.of(fact.plain)) for mark in fact.marks if mark.kind == "tag"}


def _is_under(tag: str, wanted: str) -> bool:
    return tag == wanted or tag.startswith(f"{wanted}/")


def _meant(said: str, known: Iterable[str]) -> str:
    """Return what of the known words is nearly written so, "" where nothing is."""
    return next(iter(get_close_matches(said.lower(), sorted(known), n=1)), "")


def _parts(said: str) -> set[str]:
    return {_folded(part) for part in re.split(r"[,;]", said)}


@lru_cache(maxsize=20_000)
def _of_title(name: str, year: int | None) -> Written | None:
    """Return the days that a heading or a file's name gives to what stands under it."""
    return next(iter(dates_in(name.replace("_", "-"), year=year)), None)


def _is_within(path: str, folder: str) -> bool:
    wanted = folded(folder).lstrip("./").rstrip("*")
    there = folded(path)
    return there.startswith(wanted) or there.rpartition("/")[2].rpartition(".")[0] == wanted


def _holds(fact: Fact, words: str) -> bool:
    return f" {_spaced(words)} " in f" {_spaced(' '.join((*fact.context, fact.plain)))} "


def _holds_word(fact: Fact, word: str) -> bool:
    return f" {_spaced(word)} " in f" {_spaced(fact.plain)} "


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(plain_numbers(text))))


def _bare(tag: str) -> str:
    return folded(tag.lstrip("#").strip()).rstrip("/*")


def _folded(value: str) -> str:
    return " ".join(folded(value).strip("[]#\"' ").split())
