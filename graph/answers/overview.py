"""Overview: what the notes say a thing is, for a question that asks no more than that."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from graph.answers.composed_answer import LONGEST, ComposedAnswer, joined, said
from graph.answers.english import is_doubtful, language
from graph.answers.filtered import newest_first
from graph.answers.lookup import subject_of
from graph.answers.question import Question
from graph.answers.ranked_query import RankedQuery
from graph.answers.retrieval_context import IndexedFact
from graph.records import Concept, Fact

MOST_SAID, MOST_CITED = 3, 8
DEFINES, LABELS, HEADS, ASIDE = 1.0, 0.2, 0.15, 0.6
"""Against cosines of meaning: a definition outdoes all; that the name is the line's label, or the
line one of the first of a section, is a good sign; that it only heads others, links, shows code or
doubts is a bad one."""
NEARLY = 0.15
"""How far behind the best line another may be that is told with it."""
TOLD, TOUCHED = 0.95, 0.8
"""How sure an answer is that a definition gives, and one from lines about the thing."""
ARTICLES = ("", "a", "an", "the")
_SAYS_WHAT = re.compile(
    r"[*_`\]\s]*(?:\([^)]*\)[*_`\s]*)?((?:is|are|means|stands for)\b|=|:|–|—|-(?=\s))"
)
LABEL = (":", "–", "—", "-")


def overview(finding: RankedQuery) -> ComposedAnswer | None:
    """Return what the notes say a thing is; None where more is asked, or nothing is about it."""
    concept = finding.corpus.concept(asked_what(finding.question) or "")
    found = [
        one.reading for one in finding.ranked if concept and concept.id in one.reading.concepts
    ]
    if concept is None or not any(one.fact.subject == concept.id for one in found):
        return None
    scores = _scores(finding, concept, found)
    order = sorted(range(len(found)), key=lambda place: -scores[place])
    facts = newest_first([found[place].fact for place in order[:MOST_CITED]])
    near = [one for one in order[:MOST_SAID] if scores[one] > scores[order[0]] - NEARLY]
    parts = [said(fact, subject_of(finding, fact)) for fact in facts[: len(near)]]
    sure = TOLD if begins_with(facts[0], concept.id) else TOUCHED
    return ComposedAnswer(joined(parts, most=LONGEST, between="\n"), tuple(facts), sure=sure)


def asked_what(question: Question) -> str | None:
    """Return the concept of which a question asks just what it is, or which is all it says."""
    if question.intent not in ("lookup", "list") or not question.mentions:
        return None
    span = question.mentions[0].span
    if any(mention.span != span for mention in question.mentions):
        return None
    rest = f"{question.text[: span.start]}X{question.text[span.end :]}"
    return question.asked[0] if language().what.fullmatch(rest.lower().strip(" ?!.")) else None


def begins_with(fact: Fact, concept_id: str) -> str:
    """Return how a fact goes on that begins with a thing's name: "is", ":", ...; else nothing."""
    named = [m for m in fact.mentions if m.concept == concept_id]
    first = min(named, key=lambda mention: mention.span.start, default=None)
    if first is None or fact.text[: first.span.start].strip(" *_`[").lower() not in ARTICLES:
        return ""
    found = _SAYS_WHAT.match(fact.text, first.span.end)
    return found[1] if found else ""


def _scores(finding: RankedQuery, concept: Concept, found: Sequence[IndexedFact]) -> list[float]:
    """Return for each fact how well it tells what a thing is, by the thing's gloss above all."""
    corpus, score_scaling = finding.corpus, finding.corpus.index.encoder.score_scaling
    gloss = corpus.index.encoder.encode([concept.gloss])[0] if concept.gloss else None
    wanted = finding.view.found.vector if gloss is None else gloss
    vectors = corpus.vectors([one.number for one in found])
    heads = {one.number for one in sorted(_about(found, concept), key=_place)[:MOST_SAID]}
    scores = []
    for one in found:
        vector = vectors.get(one.number)
        score = 0.0 if vector is None else score_scaling.of(float(np.dot(vector, wanted)))
        sign = begins_with(one.fact, concept.id)
        score += (LABELS if sign in LABEL else DEFINES) * bool(sign) + HEADS * (one.number in heads)
        aside = one.fact.kind != "fact" or is_doubtful(one.fact.plain)
        scores.append(score - ASIDE * aside)
    return scores


def _about(found: Sequence[IndexedFact], concept: Concept) -> list[IndexedFact]:
    return [one for one in found if one.fact.subject == concept.id and one.fact.kind == "fact"]


def _place(reading: IndexedFact) -> tuple[str, int]:
    return reading.fact.path, reading.fact.line
