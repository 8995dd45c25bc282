"""Replies as plain dicts: the JSON that the command line prints and the export writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.collections import Collection
from graph.errors import UnknownConcept
from graph.records import (
    Answer,
    Card,
    Citation,
    Concept,
    Fact,
    Hop,
    Issue,
    Related,
    Relation,
    Relatives,
    Report,
    Routes,
)

Reply = dict[str, Any]
SCORE_PLACES = 4
"""Digits after the point: enough to rank by, few enough to read."""


def fact_reply(fact: Fact) -> Reply:
    """Return a fact as JSON shows it."""
    mentions = dict.fromkeys(mention.concept for mention in fact.mentions)
    return {
        "id": fact.id, "text": fact.text, "context": list(fact.context), "subject": fact.subject,
        "mentions": list(mentions), "kind": fact.kind, "path": fact.path, "line": fact.line,
        "end_line": fact.end_line,
    }  # fmt: skip


def evidence_reply(fact: Fact) -> Reply:
    """Return the few fields by which a relation shows its line."""
    return {
        "id": fact.id, "text": fact.text, "path": fact.path, "line": fact.line,
        "end_line": fact.end_line,
    }  # fmt: skip


def citation_reply(citation: Citation, *, explain: bool = False) -> Reply:
    """Return a cited fact with its score and reasons, and all its signals to explain it."""
    reply = fact_reply(citation.fact)
    reply |= {"score": round(citation.score, SCORE_PLACES), "why": list(citation.why)}
    if explain:
        reply["signals"] = {name: round(value, SCORE_PLACES) for name, value in citation.signals}
    return reply


def concept_reply(concept: Concept, *, sizes: Mapping[str, tuple[int, int]]) -> Reply:
    """Return a concept with how many facts it has and how many others it relates to."""
    facts, degree = sizes.get(concept.id, (0, 0))
    return {
        "id": concept.id, "name": concept.name, "aliases": list(concept.aliases),
        "kind": concept.kind, "facts": facts, "degree": degree,
    }  # fmt: skip


def related_reply(related: Related) -> Reply:
    """Return a related concept with its score and relations."""
    return {
        "id": related.concept.id, "name": related.concept.name,
        "aliases": list(related.concept.aliases),
        "score": round(related.score, SCORE_PLACES), "relations": list(related.relations),
    }  # fmt: skip


def relation_reply(relation: Relation, facts: Mapping[str, Fact]) -> Reply:
    """Return a relation with the lines that say so."""
    return {
        "source": relation.source, "type": relation.type, "target": relation.target,
        "confidence": round(relation.confidence, SCORE_PLACES), "rule": relation.rule,
        "facts": [evidence_reply(facts[fact_id]) for fact_id in relation.facts if fact_id in facts],
    }  # fmt: skip


def hop_reply(hop: Hop) -> Reply:
    """Return one step of a path."""
    return {"source": hop.source, "type": hop.type, "target": hop.target, "fact": hop.fact}


def answer_reply(answer: Answer, *, explain: bool = False) -> Reply:
    """Return the reply to `ask`."""
    return {
        "question": answer.question, "intent": answer.intent, "answered": answer.answered,
        "sure": answer.answered and answer.sure,
        "confidence": round(answer.confidence, SCORE_PLACES), "answer": answer.text,
        "facts": [citation_reply(citation, explain=explain) for citation in answer.citations],
        "concepts": [related_reply(related) for related in answer.concepts],
        "paths": paths_reply(answer.paths),
        "remarks": list(answer.remarks), "suggestions": list(answer.suggestions),
    }  # fmt: skip


def paths_reply(paths: Iterable[Iterable[Hop]]) -> list[list[Reply]]:
    """Return routes as lists of steps."""
    return [[hop_reply(hop) for hop in path] for path in paths]


def relatives_reply(relatives: Relatives, *, sizes: Mapping[str, tuple[int, int]]) -> Reply:
    """Return the reply to `relates`."""
    facts = {fact.id: fact for fact in relatives.evidence}
    return {
        "concept": concept_reply(relatives.concept, sizes=sizes),
        "concepts": [related_reply(related) for related in relatives.concepts],
        "relations": [relation_reply(relation, facts) for relation in relatives.relations],
    }


def routes_reply(routes: Routes) -> Reply:
    """Return the reply to `path`."""
    reply = {"from": routes.source.id, "to": routes.target.id, "paths": paths_reply(routes.paths)}
    return reply | {"facts": [evidence_reply(fact) for fact in routes.evidence]}


def card_reply(card: Card, *, sizes: Mapping[str, tuple[int, int]]) -> Reply:
    """Return the reply to `show`."""
    facts = {fact.id: fact for fact in card.evidence}
    return {
        "concept": concept_reply(card.concept, sizes=sizes) | {"gloss": card.concept.gloss},
        "facts": [fact_reply(fact) for fact in card.facts],
        "relations": [relation_reply(relation, facts) for relation in card.relations],
    }


def unknown_reply(error: UnknownConcept) -> Reply:
    """Return the reply to any verb about a concept that is not there."""
    return {
        "concept": None, "concepts": [], "facts": [], "relations": [], "paths": [],
        "error": str(error), "nearest": list(error.nearest),
    }  # fmt: skip


def finding_reply(finding: Issue) -> Reply:
    """Return one thing to look at."""
    return {
        "kind": finding.kind, "text": finding.text, "advice": finding.advice,
        "facts": [evidence_reply(fact) for fact in finding.facts],
    }  # fmt: skip


def report_reply(report: Report) -> Reply:
    """Return what a build did, or what an index holds."""
    return {
        "files": report.files, "facts": report.facts, "concepts": report.concepts,
        "relations": report.relations,
        "skipped": [{"path": one.path, "reason": one.reason} for one in report.skipped],
        "unread": report.unread, "empty": list(report.empty),
        "read": report.read, "removed": report.removed, "embedded": report.embedded,
        "seconds": round(report.seconds, 2), **report.details,
    }  # fmt: skip


def collection_reply(collection: Collection) -> Reply:
    """Return a collection of notes that was built."""
    return {
        "name": collection.name, "index": str(collection.index), "built": collection.built,
        "notes": [str(path) for path in collection.notes], "current": collection.is_current,
    }  # fmt: skip
