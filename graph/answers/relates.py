"""Relates: what the notes tie to a thing, the strongest first, direct before indirect."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.answers.composed_answer import LONGEST_LIST, ComposedAnswer, joined
from graph.answers.english import stem
from graph.answers.ranked_query import RankedQuery
from graph.records import RELATED_TO, Fact, Related, Relation

MOST = 20
ONLY_NAMED = 0.95
"""How sure an answer is that lists the relations of a thing asked for by its name: nothing is
guessed,
each has its line."""
GLOSS_SURE = 0.12
"""How far above the usual a gloss must be for a question that names nothing to ask for it."""
WORD_FITS = 0.6
"""What a relation gains whose name the question itself says: 'trigger', 'encrypt'."""
SHARE_GAIN = 1.0
"""What a relation gains whose facts fit the question best."""
OTHER_KIND = 0.35
"""What remains of a concept's strength when the question asks for services and it is none."""
FACT_GAIN = 0.25
"""What each doubling of the facts adds."""
THING_KINDS = frozenset(["service", "tool", "software", "product"])
_GENERIC = frozenset(["to", "by", "in", "of", "is", "a", "with", "on", "from"])


@dataclass(slots=True)
class Tie:
    """What ties one concept to the asked ones."""

    score: float = 0.0
    types: dict[str, float] = field(default_factory=dict)
    facts: dict[str, float] = field(default_factory=dict)


def relates(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the concepts that the notes relate to the asked ones, grouped by relation."""
    asked = asked_concepts(finding)
    if not asked:
        return None
    ties = ties_of(finding, asked)
    ranked = sorted(ties.items(), key=lambda item: (-item[1].score, item[0]))[:MOST]
    related = tuple(_related(finding, ranked))
    if not related:
        return None
    facts = _facts(finding, [tie for _, tie in ranked])
    sure = ONLY_NAMED if _asks_only_of(finding, asked) else 0.0
    return ComposedAnswer(_text(related), tuple(facts), concepts=related, sure=sure)


def _asks_only_of(finding: RankedQuery, asked: Sequence[str]) -> bool:
    """Tell whether a question says no more than a name and that something relates to it."""
    question = finding.question
    rest = set(question.words) - question.name_words
    return set(asked) <= set(question.asked) and len(rest) <= 1


def asked_concepts(finding: RankedQuery) -> tuple[str, ...]:
    """Return the concepts that a question is about: named, or meant by the gloss nearest to it."""
    named = [c for c in finding.question.asked if finding.corpus.index.is_related(c)]
    if named:
        return tuple(named)
    gloss = finding.view.gloss
    best = gloss.nearest if gloss else None
    return (best[0],) if best is not None and best[1] >= GLOSS_SURE else ()


def beside_asked(finding: RankedQuery, *, besides: Container[str]) -> Iterator[Related]:
    """Yield what the notes relate to the concepts that a question names, the strongest first."""
    asked = finding.question.asked
    ties = ties_of(finding, [c for c in asked if finding.corpus.index.is_related(c)])
    left = [(key, tie) for key, tie in ties.items() if key not in besides and key not in asked]
    ranked = sorted(left, key=lambda item: (-item[1].score, item[0]))[:MOST]
    yield from _related(finding, ranked)


def ties_of(finding: RankedQuery, asked: Sequence[str]) -> dict[str, Tie]:
    """Return what is tied to the asked concepts, and how strongly with regard to the question."""
    ties: dict[str, Tie] = defaultdict(Tie)
    fits = _fits(finding)
    for concept in asked:
        for relation in finding.corpus.index.relations(concept):
            other = relation.target if relation.source == concept else relation.source
            if other in asked or _parted(finding, relation, asked):
                continue
            _add(ties[other], relation, finding, fits)
    for other, tie in ties.items():
        tie.score *= _kind_share(finding, other)
        tie.score *= 1 + FACT_GAIN * math.log2(max(1, len(tie.facts)))
    return dict(ties)


def _add(tie: Tie, relation: Relation, finding: RankedQuery, fits: dict[str, float]) -> None:
    fit = max((fits.get(fact, 0.0) for fact in relation.facts), default=0.0)
    said = WORD_FITS if _says(finding.question.words, relation.type) else 0.0
    score = relation.strength * (1 + said) + SHARE_GAIN * fit * min(1.0, relation.strength + 0.5)
    tie.score = max(tie.score, score)
    tie.types[relation.type] = max(tie.types.get(relation.type, 0.0), score)
    for fact in relation.facts:
        tie.facts[fact] = max(tie.facts.get(fact, 0.0), score + fits.get(fact, 0.0))


def _fits(finding: RankedQuery) -> dict[str, float]:
    """Return how well each ranked fact fits the question, 1 for the best."""
    if not finding.ranked:
        return {}
    top, low = finding.ranked[0].score, finding.ranked[-1].score
    spread = (top - low) or 1.0
    return {one.reading.fact.id: (one.score - low) / spread for one in finding.ranked}


def _says(words: Iterable[str], kind: str) -> bool:
    if kind == RELATED_TO:
        return False
    return bool({stem(part) for part in kind.split("_") if part not in _GENERIC} & set(words))


def _parted(finding: RankedQuery, relation: Relation, asked: Sequence[str]) -> bool:
    """Tell whether a relation only says what an asked thing is made of."""
    return (
        relation.type == "part_of"
        and relation.target in asked
        and "part" not in finding.question.words
    )


def _kind_share(finding: RankedQuery, concept_id: str) -> float:
    concept = finding.corpus.concept(concept_id)
    return 1.0 if concept is not None and concept.kind in THING_KINDS else OTHER_KIND


def _related(finding: RankedQuery, ranked: Sequence[tuple[str, Tie]]) -> Iterable[Related]:
    top = ranked[0][1].score if ranked else 1.0
    for concept_id, tie in ranked:
        concept = finding.corpus.concept(concept_id)
        if concept is not None:
            types = sorted(tie.types, key=lambda kind: (kind == RELATED_TO, -tie.types[kind], kind))
            yield Related(concept, tie.score / (top or 1.0), tuple(types))


def _facts(finding: RankedQuery, ties: Sequence[Tie]) -> list[Fact]:
    """Return the facts that state the ties: the best of each tie first, then their further ones."""
    scores: dict[str, float] = {}
    for place, tie in enumerate(ties):
        for rank, (fact, score) in enumerate(sorted(tie.facts.items(), key=lambda f: -f[1])):
            scores[fact] = max(scores.get(fact, 0.0), score - 0.02 * place - 0.15 * rank)
    order = sorted(scores, key=lambda fact: (-scores[fact], fact))
    return finding.corpus.index.facts(order)


def _text(related: Sequence[Related]) -> str:
    by_type: dict[str, list[str]] = defaultdict(list)
    for one in related:
        by_type[one.relations[0]].append(one.concept.name)
    groups = [f"{kind.replace('_', ' ')}: {', '.join(names)}" for kind, names in by_type.items()]
    return joined(groups, most=LONGEST_LIST)
