"""Path: how two things hang together, as routes of relations, each step with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from graph.answers.composed_answer import LONGEST, ComposedAnswer, joined, said
from graph.answers.lookup import subject_of
from graph.answers.ranked_query import RankedQuery
from graph.records import Fact, Hop
from graph.routes import paths

MOST_ROUTES = 3
LINES = 3
"""Ranked lines that are said as well: a route in the graph seldom says all that a line does."""
LEAST_NEAR = 0.2
"""How much nearer than usual, as a cosine, a gloss must be to what an end is called."""
_ENDS = re.compile(
    r"->|→|=>|,|\b(?:to|and|with|into|from|out|between|at|in|behind|through)\b", re.IGNORECASE
)


def routes(finding: RankedQuery) -> ComposedAnswer:
    """Return the routes between the two things asked for, and the lines that tell most of them."""
    ends = ends_of(finding)
    found = _walked(finding, ends)
    hops = {hop.fact: hop for route in found for hop in route}
    by_hop = {fact.id: fact for fact in finding.corpus.index.facts(hops)}
    likely = _telling_lines(finding, ends, found)
    sentences = [_route_text(finding, route, by_hop) for route in found[:1]]
    lines = [said(fact, subject_of(finding, fact)) for fact in likely]
    more = [_route_text(finding, route, by_hop) for route in found[1:]]
    text = joined([*sentences, *lines, *more], most=LONGEST, between="\n")
    facts = _in_turn(likely, list(by_hop.values()))
    return ComposedAnswer(text, tuple(facts), paths=tuple(found))


def _telling_lines(
    finding: RankedQuery, ends: Sequence[str], found: Sequence[Sequence[Hop]]
) -> list[Fact]:
    """Return the likeliest lines; where both ends are named, those of two things on the routes."""
    met = {end for route in found for hop in route for end in (hop.source, hop.target)}
    named = bool(met) and set(ends) <= set(finding.question.asked)
    lines = finding.ranked[:LINES]
    return [o.reading.fact for o in lines if not named or len(met & o.reading.concepts) > 1]


def _in_turn(likely: Sequence[Fact], stated: Sequence[Fact]) -> list[Fact]:
    order = [*likely[:1], *stated[:3], *likely[1:], *stated[3:]]
    return list({fact.id: fact for fact in order}.values())


def _walked(finding: RankedQuery, ends: Sequence[str]) -> list[tuple[Hop, ...]]:
    if len(ends) < 2 or not finding.scope.use_graph:
        return []
    index = finding.corpus.index
    return paths(index.ties, index.between, ends[0], ends[1], most=MOST_ROUTES)


def ends_of(finding: RankedQuery) -> list[str]:
    """Return the two concepts that a route is asked between: named, or meant by what is said."""
    named = list(dict.fromkeys(m.concept for m in finding.question.mentions if m.confidence >= 0.5))
    ties = finding.corpus.index.ties
    ends = [concept for concept in named if ties.degree(concept)]
    if len(ends) >= 2:
        return [ends[0], ends[-1]]
    return [*ends, *(c for c in _meant(finding) if c not in ends)][:2]


def _meant(finding: RankedQuery) -> list[str]:
    """Return the concepts whose glosses are nearest to the parts of a question."""
    text = finding.question.text
    taken = [m.span for m in finding.question.mentions]
    parts = [part.strip(" ?") for part in _ENDS.split(text) if part and part.strip(" ?")]
    parts = [p for p in parts if not any(span.of(text) in p for span in taken)]
    if not parts:
        return []
    vectors = np.asarray(finding.corpus.index.encoder.encode_questions(parts), dtype=np.float32)
    best = []
    for vector in vectors:
        found = finding.corpus.gloss_scores(vector).nearest
        if found and found[1] >= LEAST_NEAR:
            best.append((found[1], found[0]))
    return list(dict.fromkeys(concept for _, concept in sorted(best, reverse=True)))


def _route_text(finding: RankedQuery, route: Sequence[Hop], facts: dict[str, Fact]) -> str:
    steps = []
    for hop in route:
        source, target = finding.corpus.concept(hop.source), finding.corpus.concept(hop.target)
        if source is None or target is None:
            continue
        line = f" ({facts[hop.fact].plain})" if hop.fact in facts else ""
        steps.append(f"{source.name} {hop.type.replace('_', ' ')} {target.name}{line}")
    return joined(steps, most=LONGEST // 2)
