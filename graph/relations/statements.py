"""What each fact says of two concepts: by a rule, by the outline, or by standing together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod

from graph.records import Concept, Fact, Statement
from graph.relations.argument_selection import Side, sides_of
from graph.relations.captions import hearsay
from graph.relations.cooccurrence import together
from graph.relations.cues import NOTHING, Cues, Hit
from graph.relations.links import LINKED, TIED, of_links
from graph.relations.note_context import MUTE, NoteContext, note_context_of
from graph.relations.outline import SUGGESTED, belonging
from graph.relations.part_to_whole import whole_names, wholes
from graph.relations.polarity import denied
from graph.relations.properties import PROPERTY, leads_out, meet, of_properties, of_run_in_labels
from graph.relations.roles import ROLE, of_roles
from graph.relations.tokens import HYPHEN
from graph.relations.types import TYPES, Types

NEARBY = 6
"""Tokens around a cue in which the words that a rule wants nearby must stand."""
CAPTION = 30
"""Characters of a line that is a caption for those under it."""
LEAST = 0.65
"""Below it a rule in a place says as good as nothing, however sure the names are."""
LEAST_IN_PROSE = 0.76
"""The same in sentences, where the weaker cues ("with") join words more often than things."""
LEAST_SURE = 0.4
"""Below it nothing is said, were it only for the doubt which things the names mean."""
AGAINST = 0.93
"""A line under a thing seldom speaks of what others do to it."""
OF_ONE = frozenset(["is_a", "part_of", "alternative_to"])
"""Types that hold between a thing and the kind in its name ("Garden spade", "Spade")."""
Found = dict[tuple[str, frozenset[str]], Statement]
"""The best statement of each fact for each pair."""


def statements_of(
    facts: Sequence[Fact],
    concepts: Mapping[str, Concept],
    *,
    cues: Cues,
    page: str | None = None,
    captions: frozenset[str] = frozenset(),
    types: Types = TYPES,
) -> list[Statement]:
    """Return what the linked facts of one note say of two concepts each, in the order of the facts.

    Of one fact and one pair only the surest statement stays.
    """
    scene = note_context_of(facts, concepts, page, captions)
    found: Found = {}
    for fact in scene.facts:
        if fact.kind in MUTE or fact.is_struck:
            continue
        for statement in (
            *of_properties(scene, fact, types),
            *of_run_in_labels(scene, fact, types),
            *of_links(scene, fact, types),
        ):
            _keep(found, statement)
        for statement in _of_fact(scene, fact, cues):
            _keep(found, statement)
    for statement in of_roles(scene, types):
        _keep(found, statement)
    for statement in together(scene, found):
        _keep(found, statement)
    return list(found.values())


def _of_fact(scene: NoteContext, fact: Fact, cues: Cues) -> Iterator[Statement]:
    yield from belonging(scene, fact)
    if not scene.speaks(fact) or hearsay(fact):
        return
    line, used = scene.line(fact), set[int]()
    for hit in cues.hits(line):
        if not used.isdisjoint(hit.words) or not _fits(scene, fact, hit):
            continue
        if hit.words and line.tokens[hit.words[0] - 1] == HYPHEN:
            continue  # "command-trigger option": a part of a name
        said = [] if hit.rule.type == NOTHING else list(_said(scene, fact, hit))
        if said or hit.rule.type == NOTHING:
            used.update(hit.words)
        yield from said


def _fits(scene: NoteContext, fact: Fact, hit: Hit) -> bool:
    """Whether the words that a rule wants nearby stand by the cue or in the caption above."""
    if not hit.rule.near:
        return True
    line, above = scene.line(fact), scene.parent(fact)
    nearby = range(max(0, hit.start - NEARBY), min(len(line.tokens), hit.end + NEARBY))
    words = [line.name(place) if place in line.numbers else line.tokens[place] for place in nearby]
    if above is not None and len(above.plain) <= CAPTION:
        words.append(above.plain.lower())
    return any(stem in word for stem in hit.rule.near for word in words)


def _said(scene: NoteContext, fact: Fact, hit: Hit) -> Iterator[Statement]:
    """Yield what a cue says, of a part and of the whole it belongs to."""
    sources, targets = sides_of(scene, fact, hit)
    if not sources or not targets or _denied(scene, fact, hit):
        return
    first, second = (targets, sources) if hit.turned else (sources, targets)
    if hit.rule.kinds:
        second[:] = [side for side in second if scene.kind(side.concept) in hit.rule.kinds]
    if hit.rule.of_kinds:
        first[:] = [side for side in first if scene.kind(side.concept) in hit.rule.of_kinds]
    yield from _pairs(scene, fact, hit, sources, targets, hit.rule.type)
    if hit.rule.whole:
        whole = wholes(scene, fact, first)
        for one, other in ((whole, second), (whole or first, whole_names(scene, second))):
            pair = (other, one) if hit.turned else (one, other)
            yield from _pairs(scene, fact, hit, *pair, hit.rule.whole)


def _pairs(
    scene: NoteContext, fact: Fact, hit: Hit, sources: list[Side], targets: list[Side], kind: str
) -> Iterator[Statement]:
    for source in sources:
        for target in targets:
            pair = {source.concept, target.concept}
            if kind not in OF_ONE and scene.narrows(source.concept, target.concept):
                continue
            if kind == "uses" and scene.is_quality(target.concept):
                continue  # "caches with low latency"
            if len(pair) > 1 and not any(scene.is_caption(one) for one in pair):
                if scene.makes(source.concept, target.concept):
                    continue
                if not _counts(scene, fact, hit, (source, target)):
                    continue
                statement = _statement(source, hit, target, fact, kind)
                least = LEAST_IN_PROSE if scene.line(fact).prose else LEAST
                sense = _sense(source, target) if statement.confidence < least else 1.0
                if statement.confidence >= max(least * sense, LEAST_SURE):
                    yield statement


def _counts(scene: NoteContext, fact: Fact, hit: Hit, sides: Sequence[Side]) -> bool:
    """Whether a cue ties two things for certain.

    Between two things of a word list each cue counts, but for the titles of other works. Terse
    lines on the services of a list leave their subject out and name parts that no list knows: there
    one side is enough. Of all else only the rules of one's own speak.
    """
    if any(_is_title(side) for side in sides):
        return False
    if hit.rule.own:
        return True
    known = [scene.is_service(side.concept) or scene.is_listed(side.concept) for side in sides]
    sentence = scene.line(fact).prose or fact.plain.rstrip().endswith((".", ":"))
    if sentence or hit.rule.means or not any(scene.is_service(side.concept) for side in sides):
        return all(known)
    return not any(scene.is_word(side.concept) for side in sides)


def _is_title(side: Side) -> bool:
    """Whether a name stands in the words of a link to another site."""
    titles = [mark.span for mark in side.fact.marks if leads_out(mark)]
    named = [one.span for one in side.fact.mentions if one.concept == side.concept]
    return bool(titles) and any(meet(span, title) for span in named for title in titles)


def _sense(*sides: Side) -> float:
    """Return how sure it is that the names mean these two."""
    return prod(
        max((m.confidence for m in side.fact.mentions if m.concept == side.concept), default=1.0)
        for side in sides
    )


def _denied(scene: NoteContext, fact: Fact, hit: Hit) -> bool:
    return denied(scene.line(fact), hit.start, _end(scene, fact, hit), hit.words)


def _end(scene: NoteContext, fact: Fact, hit: Hit) -> int:
    """Return how far to the right a denial still speaks of the cue."""
    line, place = scene.line(fact), hit.end
    if place >= len(line.tokens) or hit.target is not None:
        return place
    while place not in line.groups and line.tokens[place] not in ("$", ",", "(", "but", "."):
        place += 1
    return place


def _statement(source: Side, hit: Hit, target: Side, fact: Fact, kind: str) -> Statement:
    """Return the statement, with the line that names its end where that is one under the cue."""
    shown = next((side.fact for side in (source, target) if side.fact is not fact), fact)
    sure = hit.rule.confidence * source.confidence * target.confidence
    if target.concept == fact.subject and not hit.turned:
        sure *= AGAINST
    return Statement(source.concept, kind, target.concept, shown.id, round(sure, 4), hit.rule.name)


_MARKED = {PROPERTY: 2, TIED: 2, ROLE: 2, LINKED: 1}


def _keep(found: Found, statement: Statement) -> None:
    key = (statement.fact, frozenset((statement.source, statement.target)))
    known = found.get(key)
    if known is None or _rank(statement) > _rank(known):
        found[key] = statement


def _rank(statement: Statement) -> tuple[int, float, str, str, str]:
    """Order statements: by a rule, what is marked, that it links, what its place suggests."""
    said = 0 if statement.rule in SUGGESTED else _MARKED.get(statement.rule, 3)
    return (said, statement.confidence, statement.rule, statement.source, statement.target)
