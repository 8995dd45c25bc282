"""What answers derive from an index once and keep: word weights, readings, vectors, glosses."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING
from weakref import ref

import numpy as np

from embeddings.ensemble import EnsembleEncoder
from graph.answers.definition_similarity import Glosses, KeptGlosses
from graph.answers.embedded import steps_above
from graph.answers.english import content_terms, stems_of, written_words
from graph.answers.pages import PAGE, Pages, named_pages, pages_of
from graph.concepts.candidates import is_learnt
from graph.language.identify import ENGLISH, language_of, language_of_all
from graph.records import Concept, Fact
from graph.storage.schema import GLOSSED, TITLED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from embeddings.score_scaling import ScoreScaling
    from graph.storage import Index

MOST_READINGS = 20_000
"""Readings kept in memory: some 40 MB; a larger index reads facts again."""
REMEMBERED = 200_000
"""Names whose initials are kept from one generation of an index to the next."""
MOST_LISTED = 60
"""Facts of a concept that are told apart; of more, whoever asks takes the first or none."""
MOST_SAMPLED = 20
"""Notes, and facts of each, by which the language of a collection is told: some 5 ms."""
LEAST_PAGES = 3
"""With fewer notes a note is a collection, not a page on one thing."""
MOST_OWNERS = 4
"""How far up a chain of parts a subject is followed: 'backup window' < 'backups' < 'RDS'."""


@dataclass(frozen=True, slots=True)
class IndexedFact:
    """A fact as ranking sees it."""

    number: int
    fact: Fact
    words: tuple[str, ...]
    """Stems of the line's words in order, stop words left out."""
    line: frozenset[str]
    above: frozenset[str]
    """Stems of the words on the fact's path."""
    concepts: frozenset[str]
    """Ids of the subject, of what the line names, and of pages."""

    @property
    def said(self) -> frozenset[str]:
        """Stems of the line and of its path."""
        return self.line | self.above

    @property
    def section(self) -> str:
        """What a fact shares with its neighbours: its subject, else its heading or note."""
        fact = self.fact
        return fact.subject or (fact.context[0] if fact.context else fact.path)

    @property
    def about(self) -> frozenset[str]:
        """The ids under which the fact itself stands: its subject and its page."""
        own = {PAGE + self.fact.path} & self.concepts
        return frozenset(own | ({self.fact.subject} if self.fact.subject else set()))


class RetrievalContext:
    """One generation of an index, with what answers have derived from it so far.

    It does not keep the index, which keeps it: what nobody asks any more is let go at once.
    """

    def __init__(self, index: Index) -> None:
        self._index = ref(index)
        self.size = max(1, len(index.words))
        self._readings: dict[int, IndexedFact] = {}
        self._about: dict[str, tuple[int, ...]] = {}
        self._naming: dict[str, tuple[int, ...]] = {}
        self._vectors: dict[int, NDArray[np.float32]] = {}
        self._concepts: dict[str, Concept | None] = {}
        self._owners: dict[str, frozenset[str]] = {}
        self._glossed: dict[str, frozenset[str]] = {}
        self._weights: dict[str, float] = {}

    @property
    def index(self) -> Index:
        """The index, as long as somebody has it."""
        index = self._index()
        if index is None:
            raise ReferenceError("the index of this corpus has been let go")
        return index

    def readings(self, numbers: Iterable[int]) -> dict[int, IndexedFact]:
        """Return the facts of these numbers as ranking sees them."""
        wanted = list(dict.fromkeys(int(n) for n in numbers))
        missing = [number for number in wanted if number not in self._readings]
        if len(self._readings) + len(missing) > MOST_READINGS:
            self._readings.clear()
            missing = wanted
        for number, fact in self.index.by_number(missing).items() if missing else ():
            self._readings[number] = self.read(number, fact)
        return {number: self._readings[number] for number in wanted if number in self._readings}

    def facts(self, numbers: Iterable[int]) -> list[Fact]:
        """Return the facts of these numbers, in order, without looking at their words."""
        wanted = list(numbers)
        known = {n: self._readings[n].fact for n in wanted if n in self._readings}
        missing = [number for number in wanted if number not in known]
        known |= self.index.by_number(missing) if missing else {}
        return [known[number] for number in wanted]

    def readings_of(self, facts: Iterable[Fact]) -> dict[int, IndexedFact]:
        """Return facts that are already at hand as ranking sees them."""
        by_id = {fact.id: fact for fact in facts}
        numbers = self.index.numbers_of(by_id)
        for fact_id, number in numbers.items():
            if number not in self._readings:
                self._readings[number] = self.read(number, by_id[fact_id])
        return {numbers[fact_id]: self._readings[numbers[fact_id]] for fact_id in by_id}

    def read(self, number: int, fact: Fact) -> IndexedFact:
        """Return a fact as ranking sees it, with the pages that it stands on and names."""
        abroad = self.language != ENGLISH
        code = language_of(fact.plain, usual=self.language) if abroad else ENGLISH
        return read_fact(number, fact, pages=self.pages, code=code)

    def language_of(self, text: str) -> str:
        """Return the language of a question: that of the notes where it does not tell."""
        return language_of(text, usual=self.language)

    @cached_property
    def language(self) -> str:
        """The language of most notes, by the first facts of some of them."""
        paths = self.index.paths()
        some = paths[:: max(1, len(paths) // MOST_SAMPLED)][:MOST_SAMPLED]
        numbers = (self.index.numbers_on(path)[:MOST_SAMPLED] for path in some)
        return language_of_all(" ".join(f.plain for f in self.facts(found)) for found in numbers)

    @cached_property
    def pages(self) -> Pages:
        """The notes that stand for a thing, by the words of their titles; none in a single file."""
        return self.index.lasting(TITLED, self._pages)

    def _pages(self) -> Pages:
        titles = self.index.titles()
        return pages_of(titles) if len(titles) >= LEAST_PAGES else {}

    def about(self, concept_id: str) -> tuple[int, ...]:
        """Return the numbers of the facts about a concept or on a page, looked up once."""
        known = self._about.get(concept_id)
        if known is None:
            if concept_id.startswith(PAGE):
                known = self.index.numbers_on(concept_id.removeprefix(PAGE))
            else:
                known = self.index.numbers_about(concept_id, most=MOST_LISTED)
            self._about[concept_id] = known
        return known

    def naming(self, concept_id: str) -> tuple[int, ...]:
        """Return the numbers of the facts that name a concept, looked up once."""
        known = self._naming.get(concept_id)
        if known is None:
            known = self.index.numbers_naming(concept_id, most=MOST_LISTED)
            self._naming[concept_id] = known
        return known

    def vectors(self, numbers: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        """Return the vectors of facts by number, each read once."""
        wanted = list(numbers)
        missing = [number for number in wanted if number not in self._vectors]
        if len(self._vectors) + len(missing) > MOST_READINGS:
            self._vectors.clear()
            missing = wanted
        if missing:
            self._vectors.update(self.index.vectors.held(missing))
        return {number: self._vectors[number] for number in wanted if number in self._vectors}

    @cached_property
    def multilingual(self) -> tuple[slice, ScoreScaling]:
        """The part of a vector that is of the model which knows many languages, and its scale."""
        encoder = self.index.encoder
        if isinstance(encoder, EnsembleEncoder):
            return encoder.first, encoder.both[0].score_scaling
        return slice(None), encoder.score_scaling

    def concept(self, concept_id: str) -> Concept | None:
        """Return a concept, looked up once."""
        if concept_id not in self._concepts:
            self._concepts[concept_id] = self.index.concept(concept_id)
        return self._concepts[concept_id]

    def gloss_words(self, concept_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Return the stems of names and gloss of those concepts that a word list or the user knows.

        A gloss that was learnt is itself a line of the notes, which is found as every other: with
        its words three of 100 questions less are declined that the notes do not answer.
        """
        missing = [one for one in concept_ids if one not in self._glossed]
        if missing:
            self._glossed |= dict.fromkeys(missing, frozenset())
            for one in self.index.glossed(missing):
                if not is_learnt(one):
                    said = content_terms(" . ".join((one.name, *one.aliases, one.gloss)))
                    self._glossed[one.id] = frozenset(said)
        return {one: words for one in concept_ids if (words := self._glossed[one])}

    def facts_count(self, concept_id: str) -> int:
        """Return how many facts are about a concept or name it."""
        return self._sizes.get(concept_id, (0, 0))[0]

    @cached_property
    def _sizes(self) -> dict[str, tuple[int, int]]:
        return self.index.sizes()

    @cached_property
    def initials(self) -> dict[str, tuple[str, ...]]:
        """The names that a row of initials can stand for: "gsi" for "global secondary index"."""
        found: dict[str, set[str]] = defaultdict(set)
        for surface in self.index.surfaces():
            if letters := _initials(surface):
                found[letters].add(surface)
        return {letters: tuple(sorted(names)) for letters, names in found.items()}

    def owners(self, concept_id: str) -> frozenset[str]:
        """Return the concepts that one belongs to, up its chain of parts."""
        known = self._owners.get(concept_id)
        if known is None:
            known = self._owners[concept_id] = frozenset(self._climb(concept_id))
        return known

    def _climb(self, concept_id: str) -> set[str]:
        found: set[str] = set()
        front = {concept_id}
        for _ in range(MOST_OWNERS):
            owned = (self.concept(one) for one in front)
            front = {owner for one in owned if one for owner in one.part_of} - found - {concept_id}
            found |= front
        return found

    def weight(self, stem: str) -> float:
        """Return how telling a word is: its inverse document frequency, log(1 + N / (1 + df))."""
        known = self._weights.get(stem)
        if known is None:
            known = math.log(1 + self.size / (1 + self.frequency(stem)))
            self._weights[stem] = known
        return known

    def frequency(self, stem: str) -> int:
        """Return in how many facts, paths included, a word stands."""
        return self.index.words.frequency([stem]).get(stem, 0)

    def gloss_scores(self, vector: NDArray[np.float32]) -> Glosses:
        """Return how near a question's meaning is to the gloss of each concept, 0 being usual."""
        return Glosses(self._kept_glosses, vector, self.index.encoder.score_scaling)

    @cached_property
    def _kept_glosses(self) -> KeptGlosses:
        return self.index.lasting(GLOSSED, lambda: KeptGlosses(*self.index.glosses))


@lru_cache(REMEMBERED)
def _initials(name: str) -> str:
    """Return the first letters of a name of several words; "" for one word."""
    words = written_words(name)
    return "".join(word[0] for word in words).lower() if len(words) > 1 else ""


def read_fact(
    number: int, fact: Fact, *, pages: Pages | None = None, code: str = ENGLISH
) -> IndexedFact:
    """Return a fact as ranking sees it; `pages` are those that it may stand on and name."""
    written = written_words(fact.plain)
    words = tuple(chain.from_iterable(stems_of(word, code) for word in written))
    concepts = [mention.concept for mention in fact.mentions]
    if fact.subject:
        concepts.append(fact.subject)
    if pages:
        concepts += (*named_pages(written, pages), PAGE + fact.path)
    above = _above(steps_above(fact), code)
    return IndexedFact(number, fact, words, frozenset(words), above, frozenset(concepts))


def above_text(context: tuple[str, ...]) -> str:
    """Return what a fact stands under as one text."""
    return " . ".join(context)


@lru_cache(MOST_READINGS)
def _above(context: tuple[str, ...], code: str) -> frozenset[str]:
    return frozenset(content_terms(above_text(context), code))


def retrieval_context_of(index: Index) -> RetrievalContext:
    """Return what is derived from an index; made once, and kept by it as long as it is open."""
    known = index.derived.get("corpus")
    if not isinstance(known, RetrievalContext):
        known = index.derived["corpus"] = RetrievalContext(index)
    return known
