"""Asking and searching: the two ways in, from a text to cited facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from graph.answers.compare import compare
from graph.answers.corpus import Corpus, corpus_of
from graph.answers.decline import LEAST_SURE, confidence
from graph.answers.draft import Draft
from graph.answers.explain import reasons, signals
from graph.answers.finding import Finding, Scope, find
from graph.answers.groups import best_group, spread
from graph.answers.holders import holders
from graph.answers.howto import howto
from graph.answers.lists import item_in_list, listing, replies
from graph.answers.lookup import exact, lookup
from graph.answers.meanings import ambiguous
from graph.answers.overview import overview
from graph.answers.question import BY_LINES, Question
from graph.answers.reading import read_for
from graph.answers.relates import MOST, beside_asked, relates
from graph.answers.routes import routes
from graph.answers.rows import matching_rows
from graph.answers.tasks import tasks
from graph.answers.typos import meant_instead, mended
from graph.answers.values import EXACTLY
from graph.answers.verbatim import is_asked_above, says_or_answers
from graph.answers.yesno import yesno
from graph.collecting import seldom_collecting
from graph.records import Answer, Citation, Fact, Intent, Related

if TYPE_CHECKING:
    from graph.storage import Index

WRITTEN = 0.95
"""How sure it is that a line is meant of which the question is a passage of several words."""
NEAR_MISSES = 3
"""Facts shown with a refusal."""
VALUED = (*EXACTLY, "count", "limit", "measure", "code", "person", "reason")
"""What a question may want that a single line gives."""
GATHERING: tuple[Intent, ...] = ("relates", "list", "lookup")
"""Intentions of which a question can be after whatever something holds of."""
COMPOSERS: dict[Intent, Callable[[Finding], Draft]] = {
    "lookup": lookup,
    "list": listing,
    "yesno": yesno,
    "compare": compare,
    "relates": relates,
    "path": routes,
    "howto": howto,
    "exact": exact,
}


@seldom_collecting()
def ask(
    question: str,
    index: Index,
    *,
    limit: int = 8,
    within: str | None = None,
    relation: str | None = None,
    intent: Intent | None = None,
    use_graph: bool = True,
) -> Answer:
    """Answer a question from the notes with cited facts, or decline with near misses.

    `within` keeps to notes whose path begins so, `relation` to facts that state that type, `intent`
    overrides how the question is read. The text is made only of what the cited facts say.
    """
    scope = Scope(within, relation, use_graph)
    corpus = corpus_of(index)
    mended_text, remarks = mended(question, corpus)
    read = read_for(mended_text, index, intent=intent)
    remarks += tuple(_two_meanings(read, corpus))
    finding = find(read, corpus, scope, purpose="ask")
    written = _as_written(finding)
    told = None if written else (tasks(finding) or overview(finding))
    sure = max(confidence(finding), told.sure if told else 0.0, WRITTEN if written else 0.0)
    if not finding.ranked or sure < LEAST_SURE:
        return _declined(question, finding, sure, remarks)
    draft = told.draft if told else _composed(finding, written=written)
    return Answer(
        question=question,
        intent=(told.intent if told else None) or read.intent,
        answered=True,
        confidence=sure,
        text=draft.text,
        value=draft.value,
        citations=tuple(_citations(finding, draft.facts, limit)),
        concepts=draft.concepts or tuple(islice(_concepts(finding, draft.facts[:limit]), MOST)),
        asked=read.asked,
        paths=draft.paths,
        remarks=(*remarks, *draft.remarks),
    )


@seldom_collecting()
def search(
    text: str,
    index: Index,
    *,
    limit: int = 8,
    within: str | None = None,
    relation: str | None = None,
    use_graph: bool = True,
) -> list[Citation]:
    """Return the facts that fit a text best, without answering; options as for `ask`."""
    corpus = corpus_of(index)
    mended_text, _ = mended(text, corpus)
    read = read_for(mended_text, index)
    finding = find(read, corpus, Scope(within, relation, use_graph), purpose="search")
    return list(_citations(finding, (), limit))


def _two_meanings(read: Question, corpus: Corpus) -> Iterator[str]:
    """Yield a remark for each name of the question of which no meaning is sure."""
    for one in ambiguous(read, corpus):
        names = " or ".join(concept.name for concept in one.concepts)
        yield f"“{one.name}” can mean {names}: each is looked for"


def _composed(finding: Finding, *, written: bool) -> Draft:
    """Return the answer as the question wants it."""
    if written:
        return _of_written(finding)(finding)
    rows = matching_rows(finding) if finding.question.intent in BY_LINES else None
    gathered = rows or (holders(finding) if finding.question.intent in GATHERING else None)
    return gathered or _composer(finding)(finding)


def _composer(finding: Finding) -> Callable[[Finding], Draft]:
    """Return what composes the answer: a list also where a lookup would show one of its items."""
    question = finding.question
    if question.intent == "lookup" and not set(question.wants) & set(VALUED):
        group = spread(finding)
        if group is not None:
            return partial(item_in_list, group=group)
    return COMPOSERS[question.intent]


def _as_written(finding: Finding) -> bool:
    """Tell whether the first line holds all of the question, or answers it as the notes ask it."""
    best = finding.ranked[0].reading.fact if finding.ranked else None
    if best is None:
        return False
    return best.id in finding.replies or says_or_answers(finding.question.text, best)


def _of_written(finding: Finding) -> Callable[[Finding], Draft]:
    """Return what composes the answer from a line that says just what was asked."""
    question, best = finding.question, finding.ranked[0].reading.fact
    if question.intent in ("path", "yesno", "exact"):
        return COMPOSERS[question.intent]
    if best.id in finding.replies or is_asked_above(question.text, best):
        return replies
    group = best_group(finding)
    return listing if group is not None and group.introduction == best else lookup


def _declined(question: str, finding: Finding, sure: float, remarks: tuple[str, ...]) -> Answer:
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


def _citations(finding: Finding, first: Iterable[Fact], limit: int) -> Iterable[Citation]:
    """Return the facts that an answer is made of, then the others by rank."""
    ranked = {one.reading.fact.id: one for one in finding.ranked}
    top = finding.ranked[0].score if finding.ranked else 0.0
    order = {fact.id: fact for fact in [*first, *(one.reading.fact for one in finding.ranked)]}
    for fact in list(order.values())[:limit]:
        one = ranked.get(fact.id)
        score = 1 / (1 + max(0.0, top - one.score)) if one else 0.0
        yield Citation(fact, score, reasons(finding, fact, one), signals(one))


def _concepts(finding: Finding, facts: Iterable[Fact]) -> Iterable[Related]:
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
