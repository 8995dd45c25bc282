"""Asking and searching: the two ways in, from a text to cited facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from graph.answers.abstention import confidence_in
from graph.answers.ambiguity import ambiguous
from graph.answers.asked_relation import is_bare
from graph.answers.composed_answer import LONGEST, ComposedAnswer, joined, said
from graph.answers.composers import composed
from graph.answers.explain import reasons, signals
from graph.answers.filtered import dates_told, filtered, gathered, ordered, without_boilerplate
from graph.answers.nested import renamed, unnested
from graph.answers.optional_models import NONE, OptionalModels
from graph.answers.question import Question
from graph.answers.ranked_query import RankedQuery, Scope, find
from graph.answers.reading import read_for
from graph.answers.relates import MOST, beside_asked
from graph.answers.retrieval_context import RetrievalContext, retrieval_context_of
from graph.answers.spelling import meant_instead, spell_corrected
from graph.gc_pause import gc_paused
from graph.records import Answer, Citation, Fact, Intent, Related

if TYPE_CHECKING:
    from graph.storage import Index

LIMIT = 8
"""Citations of an answer where nobody says how many; a list of dated lines may then be longer."""
NEAR_MISSES = 3
"""Facts shown with a refusal."""


@gc_paused()
def ask(
    question: str,
    index: Index,
    *,
    limit: int = LIMIT,
    within: str | None = None,
    relation: str | None = None,
    intent: Intent | None = None,
    use_graph: bool = True,
    models: OptionalModels = NONE,
) -> Answer:
    """Answer a question from the notes with cited facts, or decline with near misses.

    `within` keeps to notes whose path begins so, `relation` to facts that state that type, `intent`
    overrides how the question is read, `models` judge beside the ranker. The text is made only of
    what the cited facts say.
    """
    most = 0 if limit == LIMIT else limit
    asked = filtered(question, index, Scope(within, relation, use_graph, most=most, models=models))
    scope, corpus = asked.scope, retrieval_context_of(index)
    mended_text, remarks = spell_corrected(asked.text, corpus)
    remarks = (*asked.remarks, *remarks)
    bare: Intent | None = "relates" if is_bare(mended_text, index) else None
    read = read_for(mended_text, index, intent=intent or bare)
    remarks += tuple(_two_meanings(read, corpus))
    finding = _ranked(read, corpus, scope)
    meant = (unnested(read, corpus) or renamed(finding)) if use_graph else None
    if meant is not None:
        again = _ranked(read_for(meant[0], index), corpus, scope)
        found = answer_of(again, question, remarks, limit=limit)
        if found.answered:
            return _led_to(meant[1], found)
    return answer_of(finding, question, remarks, limit=limit)


def _ranked(read: Question, corpus: RetrievalContext, scope: Scope) -> RankedQuery:
    return ordered(without_boilerplate(find(read, corpus, scope, purpose="ask")))


def _led_to(fact: Fact, answer: Answer) -> Answer:
    """Return an answer with the line before it that tells of which thing it is."""
    line = Citation(fact, 1.0, ("names the thing that is asked about",))
    others = (one for one in answer.citations if one.fact.id != fact.id)
    lines = (line for line in answer.text.split("\n") if fact.plain not in line)
    text = joined([said(fact), *lines], most=LONGEST, between="\n")
    return replace(answer, text=text, citations=(line, *others))


def answer_of(
    finding: RankedQuery, question: str, remarks: tuple[str, ...] = (), *, limit: int = LIMIT
) -> Answer:
    """Return what the ranked facts of a question answer, or a refusal with near misses."""
    draft = composed(finding) if finding.ranked else None
    if draft is None or not draft.facts:
        return _declined(question, finding, 0.0, remarks)
    confidence = confidence_in(finding, draft)
    if not (confidence.answers or draft.known or draft.sure):
        return _declined(question, finding, confidence.right, remarks)
    return answer_from(
        finding, draft, question, remarks, limit=limit,
        confidence=max(confidence.right, draft.sure), sure=confidence.sure or bool(draft.sure),
    )  # fmt: skip


def answer_from(
    finding: RankedQuery,
    draft: ComposedAnswer,
    question: str,
    remarks: tuple[str, ...] = (),
    *,
    limit: int = LIMIT,
    confidence: float = 1.0,
    sure: bool = True,
) -> Answer:
    """Return a composed answer with its citations."""
    facts = _first_first(finding, draft.facts)
    return Answer(
        question=question,
        intent=draft.intent or finding.question.intent,
        answered=True,
        confidence=confidence,
        text=draft.text,
        value=draft.value,
        citations=tuple(_citations(finding, facts, limit)),
        concepts=draft.concepts or tuple(islice(_concepts(finding, facts[:limit]), MOST)),
        asked=finding.question.asked,
        paths=draft.paths,
        remarks=(*remarks, *draft.remarks, *dates_told(facts)),
        sure=sure,
    )


def _first_first(finding: RankedQuery, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts of an answer; if the ranker's first is among them, it is cited first."""
    best = finding.ranked[0].reading.fact
    return [best, *(fact for fact in facts if fact != best)] if best in facts else list(facts)


@gc_paused()
def search(
    text: str,
    index: Index,
    *,
    limit: int = LIMIT,
    within: str | None = None,
    relation: str | None = None,
    use_graph: bool = True,
    models: OptionalModels = NONE,
) -> list[Citation]:
    """Return the facts that fit a text best, without answering; options as for `ask`."""
    asked = filtered(text, index, Scope(within, relation, use_graph, models=models))
    corpus = retrieval_context_of(index)
    mended_text, _ = spell_corrected(asked.text, corpus)
    read = read_for(mended_text, index)
    finding = ordered(without_boilerplate(find(read, corpus, asked.scope, purpose="search")))
    draft = gathered(finding)
    return list(_citations(finding, draft.facts if draft else (), limit))


def _two_meanings(read: Question, corpus: RetrievalContext) -> Iterator[str]:
    """Yield a remark for each name of the question of which no meaning is sure."""
    for one in ambiguous(read, corpus):
        names = " or ".join(concept.name for concept in one.concepts)
        yield f"“{one.name}” can mean {names}: each is looked for"


def _declined(question: str, finding: RankedQuery, sure: float, remarks: tuple[str, ...]) -> Answer:
    return Answer(
        question=question,
        intent=finding.question.intent,
        answered=False,
        confidence=sure,
        citations=tuple(_citations(finding, (), NEAR_MISSES)),
        concepts=tuple(islice(_concepts(finding, ()), MOST)),
        asked=finding.question.asked,
        remarks=remarks,
        suggestions=meant_instead(finding.question.text, finding.corpus),
    )


def _citations(finding: RankedQuery, first: Iterable[Fact], limit: int) -> Iterable[Citation]:
    """Return the facts that an answer is made of, then the others by rank."""
    ranked = {one.reading.fact.id: one for one in finding.ranked}
    top = finding.ranked[0].score if finding.ranked else 0.0
    order = {fact.id: fact for fact in [*first, *(one.reading.fact for one in finding.ranked)]}
    for fact in list(order.values())[:limit]:
        one = ranked.get(fact.id)
        score = 1 / (1 + max(0.0, top - one.score)) if one else 0.0
        yield Citation(fact, score, reasons(finding, fact, one), signals(one))


def _concepts(finding: RankedQuery, facts: Iterable[Fact]) -> Iterable[Related]:
    """Yield the concepts that an answer's facts name, then what is related to the asked ones."""
    counts: dict[str, int] = {}
    for fact in facts:
        for named in {m.concept for m in fact.mentions} | {fact.subject or ""}:
            counts[named] = counts.get(named, 0) + 1
    top = max(counts.values(), default=1)
    for concept_id in sorted(counts, key=lambda c: (-counts[c], c)):
        concept = finding.corpus.concept(concept_id) if concept_id else None
        if concept is not None and concept_id not in finding.question.asked:
            yield Related(concept, counts[concept_id] / top)
    yield from beside_asked(finding, besides=counts)
