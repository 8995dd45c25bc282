"""A question with its filters, and the facts of an index that they keep."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from graph.answers.composed_answer import LONGEST_LIST, ComposedAnswer, joined, said
from graph.answers.english import content_terms
from graph.answers.rank import Ranked
from graph.answers.ranked_query import RankedQuery, Scope
from graph.answers.retrieval_context import retrieval_context_of
from graph.concepts.keys import key_of
from graph.dates import MONTH, Period
from graph.language.identify import deeds
from graph.notes.properties import is_pair
from graph.question import Filters, Library, ReadFilters, read_filters
from graph.question.days import ORDER
from graph.question.matching import OWN_KEYS, WRITTEN_KEYS, dated_by_title
from graph.records import Fact

if TYPE_CHECKING:
    from graph.storage import Index

SURE = 0.95
"""How sure an answer is that is made of all facts which the filters keep."""
MOST_SHOWN = 40
"""Facts of a period that are told; a month of a diary has more, of which the first are enough."""
FIRST_READ = 20
"""Ranked facts among which lines are looked for that recur over the notes."""
LEAST_ALIKE, SHARE_ALIKE = 4, 0.25
"""Notes, and the share of all, in which a line stands that is boilerplate: salt is in a sixth of
a collection of recipes, the line under a template in all that were made with it."""
MOST_ALIKE_READ = 2_000
"""Facts with a word of the question among which the newest are looked for: some 50 ms."""
MOST_ALIKE = 8
"""Ranked facts among which a newer line is looked for that says the first one otherwise."""
ONE_VALUE, LEAST_SHARED = 2, 2
"""Stems in which such lines differ (a value and the other), and that they share at least."""
_DID = re.compile(
    r"(?:what|which(?: \w+){1,3}|was|welche[nrs]?(?: \w+){0,3}) (?:did|habe|haben)"
    r" (?:i|we|ich|wir) (?P<deed>.+?)\s*[?.!]*",
    re.IGNORECASE,
)
"""A question for all of one deed, once its days are taken out: its lines of these days answer."""
_ORDER = re.compile("|".join(asked.pattern for asked in ORDER.values()), re.IGNORECASE)
_MONTH = re.compile(rf"\b{MONTH}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filtered:
    """What is looked for, and where."""

    text: str
    scope: Scope
    remarks: tuple[str, ...] = ()


def library_of(index: Index) -> Library:
    """Return the facts of an index with their days, read once for each that is open."""
    known = index.derived.get("library")
    if not isinstance(known, Library):
        known = index.derived["library"] = Library(index.all_facts())
    return known


def filtered(question: str, index: Index, scope: Scope, *, today: date | None = None) -> Filtered:
    """Return a question without its filters, and the scope that they leave.

    Where a filter says nothing and there are no words beside it, nothing is looked for.
    """
    read = read_filters(
        question, today=today or date.today(), is_word=lambda word: _is_written(word, index)
    )
    filters = read.filters
    if not (filters.are_exact or filters.days or filters.order or filters.broken):
        return Filtered(question, scope)
    library = library_of(index)
    remarks = (*filters.broken, *library.unknown(filters), *_unknown_types(filters, index))
    relation = _relation(filters, index) or scope.relation
    text, gathers, strict = read.words, not read.words.strip(" ?!."), filters.are_exact
    if gathers and remarks:
        return Filtered(question, replace(scope, allowed=frozenset()), remarks)
    facts = _within(_kept(filters, library, index), scope.within, relation, index)
    if filters.days:
        days = library.settled(filters.days, yearly=filters.yearly)
        code = retrieval_context_of(index).language_of(read.words)
        text, facts, gathers, limited = _of_days(read, facts, days, library, code)
        strict = strict or limited
    if filters.order and not any(_ORDER.search(fact.plain) for fact in facts):
        text = " ".join(_ORDER.sub("", text).split())  # how to order is no word of the notes
    allowed = frozenset(fact.id for fact in facts) if strict else None
    kept = replace(
        scope, relation=relation, allowed=allowed, gathers=gathers, order=filters.order,
        admitted=_outermost(text, filters.order, library, index),
    )  # fmt: skip
    return Filtered(text or question, kept, remarks)


def _outermost(text: str, order: str, library: Library, index: Index) -> frozenset[str]:
    """Return the newest or the oldest of the facts that hold most of a text's words.

    Of a thousand lines that say the same, words and meaning find any hundred.
    """
    if not order:
        return frozenset()
    asked = frozenset(content_terms(text))
    numbers = [number for number, _ in index.words.search(text, MOST_ALIKE_READ)]
    facts = list(index.by_number(numbers).values())
    held = [len(asked.intersection(content_terms(fact.plain))) for fact in facts]
    most = max(held, default=0)
    alike = (fact for fact, count in zip(facts, held, strict=True) if count == most)
    dated = [(day, fact.id) for fact in alike if (day := library.dated(fact).newest)]
    dated.sort(reverse=order == "latest")
    return frozenset(fact for _, fact in dated[:MOST_SHOWN])


def filters_of(text: str, index: Index) -> tuple[str, frozenset[str] | None, tuple[str, ...]]:
    """Return a name without the filters beside it, the facts that these keep, and remarks.

    A name that the notes know just as it stands has none.
    """
    if index.named([key_of(text)]):
        return text, None, ()
    read = read_filters(text, today=date.today(), is_word=lambda word: _is_written(word, index))
    filters = read.filters
    if not (filters.are_exact or filters.broken):
        return text, None, ()
    library = library_of(index)
    remarks = (*filters.broken, *library.unknown(filters), *_unknown_types(filters, index))
    facts = _within(_kept(filters, library, index), None, _relation(filters, index), index)
    return read.words or text, frozenset(fact.id for fact in facts), remarks


def _kept(filters: Filters, library: Library, index: Index) -> list[Fact]:
    if not filters.are_exact:
        return list(library.facts)
    return library.kept(library.known(filters), lambda value: _names_of(value, index))


def _names_of(value: str, index: Index) -> Iterator[str]:
    """Yield all names of the concepts that a value can mean."""
    key = key_of(value)
    for meant in index.named([key]).get(key, ()):
        concept = index.concept(meant.concept)
        if concept is not None:
            yield from (concept.name, *concept.aliases)


def _within(
    facts: list[Fact], within: str | None, relation: str | None, index: Index
) -> list[Fact]:
    stating = index.stating(relation) if relation else None
    return [
        fact
        for fact in facts
        if (within is None or fact.path.startswith(within))
        and (stating is None or fact.id in stating)
    ]


def _of_days(
    read: ReadFilters, facts: list[Fact], days: Period, library: Library, code: str
) -> tuple[str, list[Fact], bool, bool]:
    """Return the text to look for, the facts, whether all are wanted, whether any is left out."""
    undated, words = read.undated, read.words
    inside = [fact for fact in facts if library.dated(fact).is_in(days)]
    wanted = [fact for fact in inside if not is_head(fact)]
    if _asks_for_all(undated, wanted, code):
        return words, wanted, True, True
    done = _of_deed(undated, wanted)
    if done:
        return words, done, True, True
    month = _MONTH.search(words) if read.filters.yearly else None
    if month and any(month[0] in fact.plain for fact in facts):
        return words, facts, False, False  # what the notes say of every May
    dated_inside = [library.dated(fact) for fact in inside]
    strict = any(dated.said and not dated.under for dated in dated_inside)
    left = [fact for fact in facts if not library.dated(fact).is_elsewhere(days, strict=strict)]
    is_filed = any(dated.under or dated.is_entry for dated in dated_inside)
    limited = len(left) < len(facts)
    return undated if is_filed and limited else words, left, False, limited


def _asks_for_all(undated: str, facts: Iterable[Fact], code: str) -> bool:
    """Tell whether a question, once its days are taken out, is for all of the facts of them.

    "Which sport I did" is, too, where none of them says a word of sport.
    """
    known = deeds(code)
    asked = frozenset(content_terms(undated, code)) - frozenset(content_terms(known, code))
    if not asked or undated.rstrip(" ?!.").rpartition(" ")[2].lower() not in known.split():
        return not asked
    return all(asked.isdisjoint(content_terms(fact.plain, code)) for fact in facts)


def _of_deed(undated: str, facts: list[Fact]) -> list[Fact]:
    """Return the facts of some days that say of each deed that a question asks for: "buy"."""
    did = _DID.fullmatch(undated)
    deed = frozenset(content_terms(did["deed"])) if did else frozenset()
    return [f for f in facts if deed <= frozenset(content_terms(f.plain))] if deed else []


def is_head(fact: Fact) -> bool:
    """Tell whether a fact only says when a note was written, or how it is called."""
    keys = {mark.target.lower() for mark in fact.marks if mark.kind == "property"}
    return bool(keys & {*OWN_KEYS, *WRITTEN_KEYS, "title"}) or (
        fact.kind == "topic" and not fact.marks
    )


def _relation(filters: Filters, index: Index) -> str | None:
    return next((one for one in filters.types if one in index.types()), None)


def _unknown_types(filters: Filters, index: Index) -> Iterator[str]:
    for one in filters.types:
        if one not in index.types():
            yield f"no relation of the notes is of the type “{one}”"


def _is_written(word: str, index: Index) -> bool:
    """Tell whether the notes have a word with a colon or a dash just as it is written."""
    numbers = [number for number, _ in index.words.search(f'"{word}"', 20)]
    return any(word in fact.plain for fact in index.by_number(numbers).values())


def without_boilerplate(finding: RankedQuery) -> RankedQuery:
    """Return a finding with each line that recurs over the notes once, and in `ask` last.

    Such lines are of templates, headers and navigation; those of different days are no such lines.
    """
    if finding.scope.allowed is not None:
        return finding
    paths = defaultdict[str, set[str]](set)
    for one in finding.ranked:
        paths[one.reading.fact.plain].add(one.reading.fact.path)
    first = dict.fromkeys(one.reading.fact.plain for one in finding.ranked[:FIRST_READ])
    index = finding.corpus.index
    recurring = [p for p in first if len(paths[p]) >= LEAST_ALIKE and _recurs(p, index)]
    front, back, seen = list[Ranked](), list[Ranked](), set[str]()
    for one in finding.ranked:
        plain = one.reading.fact.plain
        if plain not in recurring:
            front.append(one)
        elif plain not in seen:
            seen.add(plain)
            (back if finding.view.purpose == "ask" else front).append(one)
    return replace(finding, ranked=[*front, *back]) if recurring else finding


def _recurs(plain: str, index: Index) -> bool:
    """Tell whether a line stands in so many notes of no day that it says nothing of any."""
    notes = len(index.paths())
    numbers = [number for number, _ in index.words.search(f'"{plain}"', notes)]
    alike = {
        fact.path
        for fact in index.by_number(numbers).values()
        if fact.plain == plain and dated_by_title(fact) is None
    }
    return len(alike) >= max(LEAST_ALIKE, SHARE_ALIKE * notes)


def ordered(finding: RankedQuery) -> RankedQuery:
    """Return a finding with only the newest of the first facts, where that one is asked for.

    The first facts are those that hold as much of the question as the very first.
    """
    order, ranked = finding.scope.order, finding.ranked
    if not order or not ranked:
        return _newest_first(finding)
    asked = frozenset(finding.question.words)
    library = library_of(finding.corpus.index)
    held = len(asked & ranked[0].reading.line)
    days = {
        one.reading.fact.id: period
        for one in ranked
        if len(asked & one.reading.line) >= held
        and (period := library.dated(one.reading.fact).newest) is not None
    }
    if ranked[0].reading.fact.id not in days:
        return finding
    wanted = max(days.values()) if order == "latest" else min(days.values())
    left = [one for one in ranked if days.get(one.reading.fact.id, wanted) == wanted]
    left.sort(key=lambda one: one.reading.fact.id not in days)
    return replace(finding, ranked=left)


def _newest_first(finding: RankedQuery) -> RankedQuery:
    """Return a finding with the newest of the lines first that say the first one otherwise."""
    places = {one.reading.fact.id: one for one in finding.ranked}
    facts = newest_first([one.reading.fact for one in finding.ranked])
    return replace(finding, ranked=[places[fact.id] for fact in facts])


def newest_first(facts: list[Fact]) -> list[Fact]:
    """Return facts with the newest of those first that say the first one otherwise.

    "The gate code is 4471" under one day and "the gate code is 9023" under another differ in no
    more than their value.
    """
    day = dated_by_title(facts[0]) if facts else None
    if day is None:
        return facts
    days = [day, *((dated_by_title(fact) or day) if _is_alike(fact, facts[0]) else day
                   for fact in facts[1:MOST_ALIKE])]  # fmt: skip
    newest = days.index(max(days))
    return [facts[newest], *facts[:newest], *facts[newest + 1 :]]


def dates_told(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield of which days the cited lines are, where an older one differs from the first."""
    day = dated_by_title(facts[0]) if facts else None
    for fact in facts[1:MOST_ALIKE]:
        other = dated_by_title(fact)
        if day and other and other < day and _is_alike(fact, facts[0]):
            yield f"The first line is the newest, of {day}; another is of {other}."
            return


def _is_alike(fact: Fact, first: Fact) -> bool:
    """Tell whether two lines say the same of one thing, but for a value."""
    words, others = frozenset(content_terms(fact.plain)), frozenset(content_terms(first.plain))
    return len(words ^ others) <= ONE_VALUE and len(words & others) >= LEAST_SHARED


def gathered(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the facts that the filters keep, where a question asks for no more than that."""
    scope = finding.scope
    if not scope.gathers or not scope.allowed:
        return None
    library = library_of(finding.corpus.index)
    found = [fact for fact in library.facts if fact.id in scope.allowed]
    found.sort(key=lambda fact: (_first_day(library, fact), fact.path, fact.line))
    shown = found[: scope.most or MOST_SHOWN]
    several = len({library.dated(fact).newest for fact in found}) > 1
    parts = [_shown(fact, library, several=several) for fact in shown]
    remarks = (
        (f"{len(found)} lines, of which the first {len(shown)} are shown.",)
        if len(found) > len(shown)
        else ()
    )
    text = joined(parts, most=LONGEST_LIST, between="\n")
    return ComposedAnswer(text, tuple(shown), remarks=remarks, sure=SURE, intent="list")


def _shown(fact: Fact, library: Library, *, several: bool) -> str:
    day = library.dated(fact).newest if several else None
    text = said(fact) if is_pair(fact.plain, fact.marks) else fact.plain
    return text if day is None or day in library.dated(fact).said else f"{day}: {text}"


def _first_day(library: Library, fact: Fact) -> date:
    newest = library.dated(fact).newest
    return newest.first if newest else date.max
