"""The facts of one note, each with the concepts it names and the one it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.concepts.english import KIND
from graph.concepts.finders import defined_name
from graph.concepts.keys import key_of
from graph.concepts.matching import matches_in, named_by_path
from graph.concepts.senses import Surroundings, decide, stems_of
from graph.concepts.shape import bare
from graph.concepts.subjects import Subjects
from graph.records import Fact, Mention, Span

if TYPE_CHECKING:
    from graph.concepts.lexicon import Lexicon, Match

NEAR = 3
"""Facts before and after that count as neighbours."""
LEAST_DOUBTFUL = 2
"""Things of a list that a note names by short names: one alone may be somebody's initials."""
_NONE: frozenset[str] = frozenset()


def linked(facts: Sequence[Fact], lexicon: Lexicon) -> list[Fact]:
    """Return the facts with mentions and subjects set."""
    by_id = {fact.id: fact for fact in facts}
    found = [matches_in(fact, by_id.get(fact.parent or ""), lexicon) for fact in facts]
    worlds = _worlds(found, lexicon)
    page = named_by_path(facts[0].path, lexicon) if facts else None
    outline = Outline(lexicon, worlds, facts[0].path if facts else "")
    mentions = _mentions(facts, found, outline, lexicon)
    subjects = Subjects(facts, mentions, lexicon.concepts, outline, page, lexicon.captions)
    return [
        fact.linked(subjects.of(fact), named) for fact, named in zip(facts, mentions, strict=True)
    ]


def _worlds(found: Sequence[tuple[Match, ...]], lexicon: Lexicon) -> frozenset[str]:
    """Return the word lists of which a note names something without doubt, or two things at all."""
    certain = {match.meaning.certain for matches in found for match in matches}
    worlds = {lexicon.concepts[one].origin for one in certain if one}
    doubtful = {
        sense.concept: sense.world
        for matches in found
        for match in matches
        for sense in match.meaning.senses
        if sense.world and not sense.scope
    }
    counts = Counter(doubtful.values())
    return frozenset(worlds | {world for world, count in counts.items() if count >= LEAST_DOUBTFUL})


def _mentions(
    facts: Sequence[Fact], found: Sequence[tuple[Match, ...]], outline: Outline, lexicon: Lexicon
) -> list[tuple[Mention, ...]]:
    sure = [
        frozenset([one for m in matches if (one := m.meaning.certain)]) if matches else _NONE
        for matches in found
    ]
    named: list[tuple[Mention, ...]] = []
    for place, (fact, matches) in enumerate(zip(facts, found, strict=True)):
        if not matches:
            named.append(())
            continue
        if all(m.meaning.certain and not m.meaning.senses[0].world for m in matches):
            certain = [Mention(m.meaning.certain or "", Span(m.start, m.end)) for m in matches]
            named.append(tuple(certain))
            continue
        near = _NONE.union(*sure[max(0, place - NEAR) : place + NEAR + 1])
        near |= {m.concept for before in named[-NEAR:] for m in before}
        above = outline.above(fact.context)
        around = Surroundings(above, sure[place], near, stems_of(fact.plain), outline.worlds)
        named.append(tuple(_decided(fact, matches, around, lexicon)))
    return named


def _decided(
    fact: Fact, matches: Sequence[Match], around: Surroundings, lexicon: Lexicon
) -> Iterator[Mention]:
    for match in matches:
        span = Span(match.start, match.end)
        if _is_anothers(fact.plain[: match.start], match):
            continue
        if match.meaning.certain:
            yield Mention(match.meaning.certain, span)
            continue
        meant = decide(match.meaning.senses, span.of(fact.plain), around, lexicon.knowledge)
        if meant:
            yield Mention(meant[0], span, meant[1])


def _is_anothers(before: str, match: Match) -> bool:
    """Whether a general name belongs to what stands before it: "Cargo's CLI" is no list's CLI."""
    senses = match.meaning.senses
    if not all(sense.world or sense.scope for sense in senses):
        return False
    owner = _OWNER.search(before)
    return owner is not None and KIND[owner[1]] in "nS"


_OWNER = re.compile(r"([^\W\d_]+)(?:['’]s)? $")
"""The word right before a name."""


class Outline:
    """What the paths of one note's facts name, found once a path."""

    def __init__(self, lexicon: Lexicon, worlds: frozenset[str], path: str) -> None:
        self.lexicon = lexicon
        self.worlds = worlds
        self.page = lexicon.pages.of(path)
        page = lexicon.pages.pages.pages.get(path)
        self.dated = page is not None and page.is_dated
        self.titles = {key_of(name) for name in page.names} if page else set()
        self.seen: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        self.headed: dict[tuple[str, ...], str | None] = {(): None}

    def heads(self, context: tuple[str, ...], headings: int) -> str | None:
        """Return the concept that the nearest heading on a path names, captions left out."""
        context = context[:headings] or context
        if context not in self.headed:
            own = self._naming(context[-1], self.above(context[:-1]))
            self.headed[context] = own or self.heads(context[:-1], len(context) - 1)
        return self.headed[context]

    def _naming(self, text: str, outer: tuple[str, ...]) -> str | None:
        """Return what a heading names, if it names one thing more than it says of it."""
        whole, text = key_of(bare(text)), defined_name(text)
        key = key_of(text)
        if whole in self.titles or key in self.titles:
            return self.page if not self.dated else None
        if key in self.lexicon.captions:
            return None
        for doubtful, concept in self._own(text, outer):
            if not doubtful and self.lexicon.concepts[concept].kind != "platform":
                return concept
        return None

    def above(self, context: tuple[str, ...]) -> tuple[str, ...]:
        """Return the concepts that a path names, nearest first; of one heading the first first."""
        known = self.seen.get(context)
        if known is None:
            outer = self.above(context[:-1])
            own = (concept for _, concept in self._own(context[-1], outer))
            known = self.seen[context] = (*own, *outer)
        return known

    def _own(self, text: str, outer: tuple[str, ...]) -> list[tuple[bool, str]]:
        """Return what a line above names, each with whether the line says more than its name."""
        matches = self.lexicon.matches_above(text)
        if not matches:
            return []
        around = Surroundings(outer, stems=stems_of(text), worlds=self.worlds)
        own: list[tuple[bool, str]] = []
        whole = len(bare(text))
        several = sum(one.end - one.start for one in matches) if " / " in text else 0
        for match in matches:
            surface = text[match.start : match.end]
            meant = decide(match.meaning.senses, surface, around, self.lexicon.knowledge)
            concept = match.meaning.certain or (meant[0] if meant else None)
            if concept:
                fills = max(match.end - match.start, several) * 4 >= whole * 3
                own.append((not (fills or self._is_known(concept)), concept))
        return sorted(own, key=lambda one: one[0])

    def _is_known(self, concept: str) -> bool:
        """Whether a thing is a service or a tool: "Key features of S3" is about S3."""
        return self.lexicon.concepts[concept].kind in ("service", "tool")
