"""Declining: how likely it is that the notes answer at all, from the signals of doubt.

A logistic model, whose weights are learnt together with the ranker's from questions that the notes
answer, questions that they do not, and questions whose right lines were taken away; and what is
too rare in those to be learnt.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources

from graph.answers.corpus import Corpus
from graph.answers.days import NAMED_TIME
from graph.answers.doubts import DOUBTS, LOOKED_AT, doubts_of, unheard_words
from graph.answers.english import telling, written_words
from graph.answers.finding import Finding
from graph.answers.kinds import asks_for_kinds
from graph.records import Mention

LEAST_SURE = 0.735
"""Below this probability an answer is declined.

Learnt from 1,149 questions that sixteen collections of notes answer and 898 that they do not, most
of which ask of a thing that is named an attribute that is not. In all but three collections 92 to
100 of 100 of the first kind are answered, in those three, where people tell stories, 85 to 91; of
the second 31 to 80 are declined: fewest in write-ups, and where the notes are few and of many
subjects.
"""
SILENT = 4.0
"""What a product that no note speaks of takes from the log odds: it is nearly always asked for.

Times the square of how sure it is that the product is meant: a "batch" is seldom AWS Batch.
"""
ELSEWHERE = 4.0
"""What it takes that a product or somebody is asked for and the best line is of another, unnamed.

Of two dozen such questions of products that all else would have had answered, the notes answered
two; "what is Ana allergic to?" was answered with what Tom is.
"""
UNNAMED = 4.0
"""What it takes that a question names something, by a capital inside it, that no note names.

Of eleven such questions over sixteen collections the notes answered one, that of Christmas by lines
on "Xmas": a good line about another thing is no answer ("how many play Carcassonne?", where the
notes know Catan).
"""
UNSAID = 1.0
"""What it takes that yes or no is asked, and the best line has no more of it than names.

What the gloss of a thing says of it, its line need not say again.
"""
NEAR = 0.58
"""The cosine from which on a line says what is asked in other words."""
HEADED = 1.0
"""What it adds that a heading above one of the best lines says just what the question does.

Few words are else held against a question: "what are the risks?" has one that tells something.
"""
PRODUCTS = frozenset(["service", "feature", "tool", "platform"])
"""What notes speak of by name, where a language or a protocol can go without saying."""
PERSONAL = frozenset(["email", "phone", "age"])
"""Values of which one belongs to one person or thing alone."""


def confidence(finding: Finding) -> float:
    """Return the probability that the notes answer the question."""
    if not finding.ranked:
        return 0.0
    total = sum(w * s for w, s in zip(_weights(), doubts_of(finding), strict=True))
    total -= SILENT * _silence(finding) ** 2
    total -= ELSEWHERE * _elsewhere(finding) ** 2
    total -= UNNAMED * _is_unnamed(finding)
    total -= UNSAID * _is_unsaid(finding)
    total += HEADED * _is_heading(finding)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _silence(finding: Finding) -> float:
    """Return how surely the question names a product of a word list that no note speaks of."""
    return max(
        (m.confidence for m in finding.question.mentions if _is_silent(finding, m)), default=0.0
    )


def _elsewhere(finding: Finding) -> float:
    """Return how surely a thing is asked for of which the best line is not: it is of another."""
    question, best, corpus = finding.question, finding.ranked[0], finding.corpus
    subject = best.reading.fact.subject
    of_many = question.intent in ("relates", "path", "compare") or "likeness" in question.aspects
    if subject is None or of_many or not best.signal("other_subject"):
        return 0.0
    about = {subject, *corpus.owners(subject)}
    kinds = {kind for one in about if (kind := _rival_kind(corpus, one))}
    own = not PERSONAL.isdisjoint(question.wants)
    asked = [m for m in question.mentions if own or _rival_kind(corpus, m.concept) in kinds]
    apart = [
        m for m in asked
        if not about & {m.concept, *corpus.owners(m.concept)}
        and not set(telling(m.span.of(question.text))) <= best.reading.said
    ]  # fmt: skip
    return max((m.confidence for m in apart), default=0.0) if len(apart) == len(asked) else 0.0


def _is_unnamed(finding: Finding) -> bool:
    """Tell whether a word is written as a name and neither stands in a note nor means a thing."""
    question = finding.question
    if question.text.istitle():
        return False
    names = {
        word for word in written_words(question.text)
        if word.istitle() and not question.text.startswith(word) and not NAMED_TIME.match(word)
    }  # fmt: skip
    for mention in question.mentions if names else ():
        if finding.corpus.facts_count(mention.concept):
            names.difference_update(written_words(mention.span.of(question.text)))
    return bool(names) and not names.isdisjoint(unheard_words(finding))


def _is_unsaid(finding: Finding) -> bool:
    """Tell whether a polar question shares nothing with the best line but names."""
    question, best = finding.question, finding.ranked[0]
    said = best.signal("gloss_words") > 0 or best.signal("meaning") >= NEAR
    only_names = set(question.words) & best.reading.said <= question.name_words
    return question.intent == "yesno" and only_names and not said


def _is_heading(finding: Finding) -> bool:
    """Tell whether the question says no more and no less than a heading of one of the best.

    So does one for the kinds of a thing that one of the best is about.
    """
    question, facts = finding.question, [o.reading.fact for o in finding.ranked[:LOOKED_AT]]
    if asks_for_kinds(question) and any(fact.subject in question.asked for fact in facts):
        return True
    heads = (fact.context[fact.headings - 1] for fact in facts if fact.headings)
    return not question.wants and any(set(telling(head)) == set(question.words) for head in heads)


def _rival_kind(corpus: Corpus, concept_id: str) -> str:
    """Return of which kind a thing must be to stand for this one: "" where none could.

    A product is one of its kind, but for a platform, which all products here may be on; so is
    whoever has a name of several words, each with a capital, or of one as a heading of its own.
    """
    concept = corpus.concept(concept_id)
    if concept is None or concept.kind in PRODUCTS - {"platform"}:
        return concept.kind if concept is not None else ""
    words = concept.name.split()
    headed = concept.origin == "headword" and not concept.part_of
    proper = all(word[0].isupper() and word[1:].islower() for word in words)
    proper = proper and (headed or len(words) > 1)
    return "name" if proper and concept.kind == "thing" else ""


def _is_silent(finding: Finding, mention: Mention) -> bool:
    concept = finding.corpus.concept(mention.concept)
    product = concept is not None and concept.kind in PRODUCTS
    return product and finding.corpus.facts_count(mention.concept) == 0


@cache
def _weights() -> tuple[float, ...]:
    text = resources.files("graph.answers").joinpath("weights.json").read_text("utf-8")
    known = json.loads(text)["decline"]
    return tuple(float(known.get(name, 0.0)) for name in DOUBTS)
