"""The facts of one note, each with the concepts it names and the one it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.concepts.senses import Surroundings, decide, stems_of
from graph.concepts.subjects import Subjects
from graph.records import Fact, Mention, Span

if TYPE_CHECKING:
    from graph.concepts.lexicon import Lexicon, Match

NEAR = 3
"""Facts before and after that count as neighbours."""


def linked(facts: Sequence[Fact], lexicon: Lexicon) -> list[Fact]:
    """Return the facts with mentions and subjects set."""
    found = [lexicon.matches(fact.plain) if fact.kind != "link" else () for fact in facts]
    sure = [frozenset(m.certain for m in matches if m.certain) for matches in found]
    outline = _Outline(lexicon)
    named: list[Fact] = []
    for place, fact in enumerate(facts):
        if all(match.certain for match in found[place]):
            mentions = [Mention(m.certain or "", Span(m.start, m.end)) for m in found[place]]
        else:
            near = frozenset().union(*sure[max(0, place - NEAR) : place + NEAR + 1])
            near |= {m.concept for before in named[-NEAR:] for m in before.mentions}
            above = outline.above(fact.context)
            around = Surroundings(above, sure[place], near, stems_of(fact.plain))
            mentions = list(_decided(fact, found[place], around, lexicon))
        named.append(replace(fact, mentions=tuple(mentions)))
    subjects = Subjects(named, lexicon.concepts, outline.above)
    return [replace(fact, subject=subjects.of(fact)) for fact in named]


def _decided(
    fact: Fact, matches: Sequence[Match], around: Surroundings, lexicon: Lexicon
) -> Iterator[Mention]:
    for match in matches:
        span = Span(match.start, match.end)
        if match.certain:
            yield Mention(match.certain, span)
            continue
        meant = decide(match.senses, span.of(fact.plain), around, lexicon.knowledge)
        if meant:
            yield Mention(meant[0], span, meant[1])


class _Outline:
    """What the paths of one note's facts name, found once a path."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.seen: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}

    def above(self, context: tuple[str, ...]) -> tuple[str, ...]:
        """Return the concepts that a path names, nearest first; of one heading the first first."""
        known = self.seen.get(context)
        if known is None:
            outer = self.above(context[:-1])
            known = self.seen[context] = (*self._own(context[-1], outer), *outer)
        return known

    def _own(self, text: str, outer: tuple[str, ...]) -> list[str]:
        around = Surroundings(outer, stems=stems_of(text))
        own = []
        for match in self.lexicon.matches_above(text):
            surface = text[match.start : match.end]
            meant = decide(match.senses, surface, around, self.lexicon.knowledge)
            if match.certain or meant:
                own.append(match.certain or meant[0])  # type: ignore[index]
        return own
