"""Which relation a question asks for: "what services integrate with X?" asks for that one alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.answers.english import stem, written_words
from graph.answers.reading import mentions_in
from graph.concepts.keys import key_of
from graph.records import RELATED_TO, Relation, Relatives, Span
from graph.storage import Index

LINKING = frozenset((
    "a", "an", "are", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "to", "with",
))  # fmt: skip
"""Words of a relation's name that do not tell which one it is."""
ASKING = frozenset((
    "what", "which", "who", "do", "does", "can", "be", "the", "else", "all", "other", "things",
))  # fmt: skip
"""Words of a question that do not tell which relation it asks for."""
OPEN = re.compile(r"^\W*(?:what|which|who)\b", re.IGNORECASE)
BARE = re.compile(
    r"^\W*(?:(?:all|the) )*(?:(?:relations|relationships) (?:of|with) (?:the )?(?P<after>.+?)"
    r"|(?P<before>.+?)(?:['’]s?)? (?:relations|relationships))\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedRelation:
    """A type of relation, and which way it is asked: from the thing, towards it, or both."""

    type: str
    outward: bool | None = None

    def holds(self, relation: Relation, concept: str) -> bool:
        """Say whether a relation of a concept is one that was asked for."""
        way = self.outward is None or (relation.source == concept) == self.outward
        return relation.type == self.type and way


def is_bare(question: str, index: Index) -> bool:
    """Say whether a question is only a known name and the word "relations"."""
    found = BARE.match(question)
    key = key_of((found["after"] or found["before"]) if found else "")
    return bool(key and index.named([key]).get(key))


def asks_for_relations(question: str, index: Index) -> bool:
    """Say whether an open question is only a known name and one of its relations."""
    mentions = mentions_in(question, index) if OPEN.match(question) else []
    named = {mention.concept for mention in mentions}
    if len(named) != 1:
        return False
    rest = _without(question, [mention.span for mention in mentions])
    asked = {stem(word) for word in written_words(rest) if word not in LINKING | ASKING}
    types = {relation.type for relation in index.relations(named.pop())}
    return bool(asked) and any(asked == _telling(kind) for kind in types)


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in sorted(spans, key=lambda one: -one.start):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text.casefold()


def asked_relation(
    question: str, concept: str, names: Sequence[str], relations: Sequence[Relation]
) -> AskedRelation | None:
    """Return the one relation that a question asks for, of those that the concept has."""
    lower = question.casefold()
    used = max((n.casefold() for n in names if n.casefold() in lower), key=len, default="")
    before, _, after = lower.partition(used) if used else (lower, "", "")
    asked = {stem(word) for word in written_words(f"{before} {after}")}
    said = {r.type for r in relations if _telling(r.type) and _telling(r.type) <= asked}
    if len(said) != 1:
        return None
    from graph.relations import READS  # reads all rules, which few questions need

    (kind,) = said
    from graph.relations import READS  # all rules are read with it

    forwards, back = READS.get(kind, (kind, kind))
    if forwards == back:
        return AskedRelation(kind)
    first = _telling(kind) <= {stem(word) for word in written_words(after)}
    return AskedRelation(kind, outward=first != _is_backwards(lower, forwards, back))


def only(found: Relatives, asked: AskedRelation) -> Relatives:
    """Return what relates to a concept by the relation that was asked for; all where none does."""
    kept = tuple(one for one in found.relations if asked.holds(one, found.concept.id))
    if not kept:
        return found
    ends = {end for one in kept for end in (one.source, one.target)}
    facts = {fact for one in kept for fact in one.facts}
    return replace(
        found,
        concepts=tuple(one for one in found.concepts if one.concept.id in ends),
        relations=kept,
        evidence=tuple(fact for fact in found.evidence if fact.id in facts),
    )


def _telling(relation: str) -> set[str]:
    return {
        stem(word) for word in relation.split("_") if word not in LINKING and relation != RELATED_TO
    }


def _is_backwards(question: str, forwards: str, back: str) -> bool:
    """Say whether a question uses the other voice: "encrypts" for "is encrypted with"."""
    passive, voiced = (forwards, back) if forwards.startswith("is ") else (back, forwards)
    participle = passive.split()[1] if passive.startswith("is ") else passive
    said = passive if re.search(rf"\b{re.escape(participle)}\b", question) else voiced
    return said == back
