"""All names that are known, and how a text's words are matched with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.concepts.english import FOLDED, LOWER
from graph.concepts.keys import JOINTS, LONGEST_NAME, grams, words_of
from graph.concepts.senses import Knowledge, Sense
from graph.records import Concept, Fact, Mention, Name, Span

UNSURE = 0.5
"""The confidence of a name that is a common word as well, or known only in one section."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text, with what it can mean."""

    start: int
    end: int
    senses: tuple[Sense, ...]

    @property
    def certain(self) -> str | None:
        """The only concept that the name can mean, if it needs no deciding."""
        if len(self.senses) == 1 and not self.senses[0].exact and not self.senses[0].scope:
            return self.senses[0].concept
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts of all notes and every name under which they are found."""

    concepts: Mapping[str, Concept]
    senses: Mapping[str, tuple[Sense, ...]]
    surfaces: Mapping[tuple[str, str], str]
    """How a name is usually written, by (key, concept)."""
    knowledge: Knowledge
    reach: Mapping[str, int]
    _seen: dict[str, tuple[Match, ...]] = field(default_factory=dict, repr=False)

    def names(self) -> Iterator[Name]:
        """Yield every name, for looking up the words of a question."""
        for key in sorted(self.senses):
            for sense in self.senses[key]:
                doubt = UNSURE if sense.exact or sense.scope else 1.0
                surface = self.surfaces.get((key, sense.concept), key)
                yield Name(key, sense.concept, round(sense.confidence * doubt, 3), surface)

    def matches(self, text: str) -> tuple[Match, ...]:
        """Return the names in a text, the longest first where two overlap."""
        return tuple(_matches(text, self.senses, self.reach))

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


_NOTHING: tuple[Sense, ...] = ()
BEGINNING = 3
"""Letters by which a word is known to begin no name at all, before any name is looked up."""


def reach_of(keys: Iterable[str]) -> dict[str, int]:
    """Return for each beginning the length of the longest key that begins so."""
    reach: dict[str, int] = {}
    for key in keys:
        for size in range(1, BEGINNING + 1):
            reach[key[:size]] = max(reach.get(key[:size], 0), len(key))
    return reach


def _matches(
    text: str, senses: Mapping[str, tuple[Sense, ...]], reach: Mapping[str, int]
) -> list[Match]:
    words = words_of(text)
    written, gaps = words.written, words.gaps
    found: list[Match] = []
    place, count = 0, len(written)
    while place < count:
        stem = LOWER[written[place]]
        longest = reach.get(stem[:BEGINNING], 0)
        last, meant = -1, _NOTHING
        if longest:
            key = FOLDED[written[place]]
            if key in senses:
                last, meant = place, senses[key]
            for after in range(place + 1, min(place + LONGEST_NAME, count)):
                if len(stem) >= longest or gaps[after] not in JOINTS:
                    break
                key = stem + FOLDED[written[after]]
                if key in senses:
                    last, meant = after, senses[key]
                stem += LOWER[written[after]]
        if last >= 0:
            found.append(Match(words.starts[place], words.end(last), meant))
        place = max(place, last) + 1
    return found


def names_in(
    text: str, lookup: Callable[[Sequence[str]], Mapping[str, Sequence[Name]]]
) -> list[Mention]:
    """Return the concepts that a question names, looked up in stored names, longest first.

    A name with several meanings gives one mention of each, at the same place, the most likely first;
    its confidence is that of the name shared out among them.
    """
    words = words_of(text)
    runs = {place: list(grams(words, place)) for place in range(len(words))}
    known = lookup(sorted({key for run in runs.values() for _, key in run}))
    mentions: list[Mention] = []
    place = 0
    while place < len(words):
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
