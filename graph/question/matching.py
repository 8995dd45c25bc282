"""Which facts of the notes a question's filters keep, and of which days each fact is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from graph.dates import LONGEST_TITLE, Period, periods_in
from graph.notes.tasks import OPEN_WORDS
from graph.question.filters import HAS, Filters
from graph.records import Fact

OWN_KEYS = ("date", "day", "datum", "when", "fecha")
"""Properties that say of which day a note is."""
WRITTEN_KEYS = ("created", "date-created", "created-at", "creation-date", "erstellt", "published",
                "updated", "modified", "date-modified", "last-modified")  # fmt: skip
"""Properties that only say when a note was written; its lines may be of any day."""
_TASK = re.compile(rf"(?:{'|'.join(OPEN_WORDS)})\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a fact: of its own words, of what it stands under, of when it was written."""

    said: tuple[Period, ...] = ()
    under: tuple[Period, ...] = ()
    """Of the nearest heading, else the file's name, else the head of the note."""
    written: tuple[Period, ...] = ()

    def is_in(self, asked: Period, *, written: bool = True) -> bool:
        """Tell whether any of its days are asked for."""
        days = (*self.said, *self.under, *(self.written if written and not self.under else ()))
        return any(_fits(one, asked) for one in days)

    def is_elsewhere(self, asked: Period) -> bool:
        """Tell whether what it stands under is of other days, and its words name none of those."""
        return bool(self.under) and not self.is_in(asked, written=False)

    @property
    def newest(self) -> Period | None:
        """The last day that it is of."""
        days = self.under or self.said or self.written
        return max(days, key=lambda period: (period.last, period.first), default=None)


def dated_by_title(fact: Fact) -> Period | None:
    """Return the days of what a fact stands under: the nearest heading, or the file's name."""
    for name in (*reversed(fact.context), fact.path.rsplit(".", 1)[0].rpartition("/")[2]):
        under = _of_title(name)
        if under:
            return under[0]
    return None


def _fits(one: Period, asked: Period) -> bool:
    return one.meets(asked) and one.days <= max(asked.days, LONGEST_TITLE)


@dataclass(slots=True)
class _Page:
    """What the head of a note says of all its facts."""

    tags: set[str] = field(default_factory=set)
    own: tuple[Period, ...] = ()
    written: tuple[Period, ...] = ()
    properties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Library:
    """All facts of an index, with what filters ask of them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts: Sequence[Fact] = tuple(facts)
        self._pages: Mapping[str, _Page] = self._heads()
        self.keys = frozenset(
            key for page in self._pages.values() for key in page.properties
        ) | frozenset(key for fact in self.facts for key, _ in _properties(fact))
        self.dated = {fact.id: self._dated(fact) for fact in self.facts}
        self._days = sorted(
            day.first.toordinal() for one in self.dated.values() for day in (*one.said, *one.under)
        )

    def kept(self, filters: Filters) -> list[Fact]:
        """Return the facts that the written filters keep, in the order of the notes."""
        return [fact for fact in self.facts if self._keeps(fact, filters)]

    def unknown(self, filters: Filters) -> Iterator[str]:
        """Yield a remark for each filter that no note could ever meet."""
        for key, value in filters.properties:
            if key.lower() not in self.keys:
                yield f"“{key}:{value}” is no filter: no note has a property “{key}”"
        for value in filters.has:
            if value.lower() not in HAS and value.lower() not in self.keys:
                known = ", ".join(HAS)
                yield f"“has:{value}” is no filter: say {known} or a property of the notes"

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

    def _heads(self) -> dict[str, _Page]:
        pages: dict[str, _Page] = defaultdict(_Page)
        for fact in self.facts:
            page = pages[fact.path]
            if fact.headings > 1 or fact.parent:
                continue
            for mark in fact.marks:
                if mark.kind == "tag" and any(m.kind == "property" for m in fact.marks):
                    page.tags.add(_bare(mark.span.of(fact.plain)))
            for key, value in _properties(fact):
                page.properties[key].add(value)
                if key in OWN_KEYS:
                    page.own += periods_in(value)
                elif key in WRITTEN_KEYS:
                    page.written += periods_in(value)
        return pages

    def _dated(self, fact: Fact) -> Dated:
        page = self._pages[fact.path]
        said = periods_in(fact.plain)
        under = dated_by_title(fact)
        return Dated(said, (under,) if under else page.own, page.written)

    def _keeps(self, fact: Fact, filters: Filters) -> bool:
        dated = self.dated[fact.id]
        return (
            all(_is_within(fact.path, folder) for folder in filters.folders)
            and all(self._has_tag(fact, tag) for tag in filters.tags)
            and all(self._has_one(fact, one.lower()) for one in filters.has)
            and all(self._has_pair(fact, key, value) for key, value in filters.properties)
            and all(dated.is_in(period) for period in filters.periods)
            and not any(_holds_word(fact, word) for word in filters.without)
            and all(_holds(fact, words) for words in filters.exact)
        )

    def _has_tag(self, fact: Fact, tag: str) -> bool:
        wanted = _bare(tag)
        own = {_bare(m.span.of(fact.plain)) for m in fact.marks if m.kind == "tag"}
        own |= self._pages[fact.path].tags
        own |= {_bare(word) for above in fact.context for word in re.findall(r"#[\w/-]+", above)}
        return any(one == wanted or one.startswith(f"{wanted}/") for one in own)

    def _has_one(self, fact: Fact, what: str) -> bool:
        kinds = {mark.kind for mark in fact.marks}
        if what in ("link", "tag"):
            return what in kinds or (what == "tag" and bool(self._pages[fact.path].tags))
        if what == "code":
            return fact.kind == "code" or "code" in kinds
        if what == "date":
            return bool(self.dated[fact.id].said)
        if what == "task":
            return _TASK.match(fact.plain) is not None
        return any(key == what for key, _ in _properties(fact)) or bool(
            self._pages[fact.path].properties.get(what)
        )

    def _has_pair(self, fact: Fact, key: str, value: str) -> bool:
        wanted = _folded(value)
        own = {said for name, said in _properties(fact) if name == key.lower()}
        own |= self._pages[fact.path].properties.get(key.lower(), set())
        return any(wanted == _folded(said) or wanted in _parts(said) for said in own)


def _properties(fact: Fact) -> Iterator[tuple[str, str]]:
    for mark in fact.marks:
        if mark.kind == "property":
            yield mark.target.lower(), mark.span.of(fact.plain)


def _parts(said: str) -> set[str]:
    return {_folded(part) for part in re.split(r"[,;]", said)}


@lru_cache(maxsize=20_000)
def _of_title(name: str) -> tuple[Period, ...]:
    """Return the days that a heading or a file's name gives to what stands under it."""
    found = periods_in(name.replace("_", "-"))
    return found[:1]


def _is_within(path: str, folder: str) -> bool:
    wanted = folder.casefold().lstrip("./").rstrip("*")
    there = path.casefold()
    return there.startswith(wanted) or there.rpartition("/")[2].rpartition(".")[0] == wanted


def _holds(fact: Fact, words: str) -> bool:
    return f" {_spaced(words)} " in f" {_spaced(' '.join((*fact.context, fact.plain)))} "


def _holds_word(fact: Fact, word: str) -> bool:
    return f" {_spaced(word)} " in f" {_spaced(fact.plain)} "


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _bare(tag: str) -> str:
    return tag.lstrip("#").strip().casefold().rstrip("/*")


def _folded(value: str) -> str:
    return " ".join(value.casefold().strip("[]#\"' ").split())
