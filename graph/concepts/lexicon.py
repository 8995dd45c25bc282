"""All names that are known, and how a text's words are matched with them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.concepts.english import FOLDED, KIND, LOWER, MOST_REMEMBERED
from graph.concepts.keys import JOINTS, LONGEST_NAME, Words, grams, words_of
from graph.concepts.pages import NO_PAGES, PageConcepts
from graph.concepts.senses import Knowledge, Sense
from graph.concepts.shape import is_proper
from graph.records import Concept, Fact, Mention, Name, Span

UNSURE = 0.5
"""The confidence of a name that is a common word as well, or known only in one section."""
HALF = 0.0
"""The confidence of half a name in small letters: "runtime" means no "Container Runtime Engine"."""
HEADED = frozenset(["title", "headword", "page"])
"""How a name was found that is the whole of a heading, a title or a page."""


class Meaning(NamedTuple):
    """What a name can mean, and the one concept that it means everywhere, if there is one."""

    senses: tuple[Sense, ...]
    certain: str | None


class Match(NamedTuple):
    """A name found in a text, with what it can mean."""

    start: int
    end: int
    meaning: Meaning


def meaning_of(senses: Iterable[Sense]) -> Meaning:
    """Return what a name can mean."""
    found = tuple(senses)
    return Meaning(found, found[0].concept if len(found) == 1 and found[0].free else None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts of all notes and every name under which they are found."""

    concepts: Mapping[str, Concept]
    meanings: Mapping[str, Meaning]
    surfaces: Mapping[tuple[str, str], str]
    """How a name is usually written, by (key, concept)."""
    knowledge: Knowledge
    reach: Mapping[str, int]
    """For each beginning of a name the length of the longest name that begins so."""
    silent: frozenset[str] = frozenset()
    """Small words with which no name begins."""
    pages: PageConcepts = NO_PAGES
    captions: frozenset[str] = frozenset()
    """Keys of headings and labels that recur over notes and name no things."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """Whether each list that ships acts on these notes."""
    _seen: dict[str, tuple[Match, ...]] = field(default_factory=dict, repr=False)
    _begins: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_begins", _Beginnings(self.reach, self.silent))

    def names(self) -> Iterator[Name]:
        """Yield every name, for looking up the words of a question, which may say half of one."""
        for key in sorted(self.meanings):
            for sense in self.meanings[key].senses:
                doubt = 1.0 if sense.free else UNSURE
                surface = self.surfaces.get((key, sense.concept), key)
                yield Name(key, sense.concept, round(sense.confidence * doubt, 3), surface)
        for concept in sorted(self.concepts.values(), key=lambda one: one.id):
            if concept.origin in HEADED and is_proper(concept.name):
                yield from self._halves(concept)

    def _halves(self, concept: Concept) -> Iterator[Name]:
        """Yield the words of a person's or a place's name that mean nothing else."""
        for word in dict.fromkeys(concept.name.split(" ")):
            key = FOLDED[word]
            if word[0].isupper() and key not in self.meanings:
                yield Name(key, concept.id, HALF, word)

    def matches(self, text: str) -> tuple[Match, ...]:
        """Return the names in a text, the longest first where two overlap."""
        return self.matches_of(words_of(text))

    def matches_of(self, words: Words) -> tuple[Match, ...]:
        """Return the names in a text that is split into its words."""
        begins = self._begins
        reached = [begins[word] for word in words.written]
        return _matches(words, reached, self.meanings, self.reach) if any(reached) else ()

    def matches_above(self, text: str) -> tuple[Match, ...]:
        """Return the names in a heading or bullet that many facts stand under; found once."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self.matches(text)
        return found

    def link(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return the facts of one note with their mentions and subjects."""
        from graph.concepts.linking import linked

        return linked(facts, self)


BEGINNING = 8
"""Letters by which most words are known to begin no name, before any name is looked up."""


def reach_of(keys: Iterable[str]) -> dict[str, int]:
    """Return for each beginning the length of the longest key that begins so."""
    reach: dict[str, int] = {}
    for key in keys:
        for size in range(1, BEGINNING + 1):
            reach[key[:size]] = max(reach.get(key[:size], 0), len(key))
    return reach


class _Beginnings(dict[str, int]):
    """How long the longest name is that may begin with a word as written; found once a word."""

    def __init__(self, reach: Mapping[str, int], silent: Container[str]) -> None:
        super().__init__()
        self.reach, self.silent = reach, silent

    def __missing__(self, word: str) -> int:
        reach = self.reach
        longest = reach.get(LOWER[word][:BEGINNING]) or reach.get(FOLDED[word][:BEGINNING]) or 0
        if word in self.silent:
            longest = 0
        if len(self) < MOST_REMEMBERED:
            self[word] = longest
        return longest


def _matches(
    words: Words,
    reached: Sequence[int],
    meanings: Mapping[str, Meaning],
    reach: Mapping[str, int],
) -> tuple[Match, ...]:
    found: list[Match] = []
    after = 0
    for place, longest in enumerate(reached):
        if longest and place >= after:
            last, meaning = _longest(words, place, longest, meanings, reach)
            if meaning is not None:
                found.append(Match(words.starts[place], words.end(last), meaning))
                after = last + 1
    return tuple(found)


def _longest(
    words: Words,
    first: int,
    longest: int,
    meanings: Mapping[str, Meaning],
    reach: Mapping[str, int],
) -> tuple[int, Meaning | None]:
    """Return the last word of the longest name that begins at a word, and what the name means."""
    written, gaps = words.written, words.gaps
    last, meaning = first, meanings.get(FOLDED[written[first]])
    stem = LOWER[written[first]]
    for place in range(first + 1, min(first + LONGEST_NAME, len(written))):
        if len(stem) >= longest or gaps[place] not in JOINTS:
            break
        found = meanings.get(stem + FOLDED[written[place]])
        if found is not None and not _runs_on(written[first : place + 1], gaps[place]):
            last, meaning = place, found
        stem += LOWER[written[place]]
        if stem[:BEGINNING] not in reach:
            break
    return last, meaning


def _runs_on(run: Sequence[str], gap: str) -> bool:
    """Whether small words only look like a name written as one: "I am" is not "IAM"."""
    return gap == " " and KIND[run[-1]] == "f" and all(KIND[word] in "fd" for word in run)


def names_in(
    text: str, lookup: Callable[[Sequence[str]], Mapping[str, Sequence[Name]]]
) -> list[Mention]:
    """Return the concepts that a question names, looked up in stored names, longest first.

    A name with several meanings gives one mention of each, at the same place, the most likely
    first; the confidence of the name is shared out among them.
    """
    words = words_of(text)
    runs = {place: list(grams(words, place)) for place in range(len(words.written))}
    known = lookup(sorted({key for run in runs.values() for _, key in run}))
    mentions: list[Mention] = []
    place = 0
    while place < len(words.written):
        hits = [(count, known[key]) for count, key in runs[place] if known.get(key)]
        if hits:
            count, names = max(hits, key=lambda hit: hit[0])
            span = Span(words.starts[place], words.end(place + count - 1))
            mentions += _shared(names, span, span.of(text))
            place += count
        else:
            place += 1
    return mentions


def _shared(names: Iterable[Name], span: Span, written: str) -> list[Mention]:
    names = list(names)
    weights = [1.0 if written == name.surface else name.confidence for name in names]
    total = max(1.0, sum(weights))
    found = [
        Mention(n.concept, span, round(w / total, 3)) for n, w in zip(names, weights, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.confidence, one.concept))
