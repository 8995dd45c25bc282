"""What the writer marks: a property, a link and the words that tie it, an item under a role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from graph.records import Concept, Fact, Mark, Mention, Span, Statement
from graph.relations.captions import is_caption, lists_no_parts
from graph.relations.polarity import stated
from graph.relations.scene import Scene, opening
from graph.relations.tokens import SLOT, START, Line
from graph.relations.verbs import is_verb_form, relation_of
from graph.relations.words import words

LINKS_TO = "links_to"
"""The type of a link in a line about its page, where no verb ties the two."""
PROPERTY, TIED, LINKED, ROLE = "property", "verb before a link", "link", "item of a role"
RULES = (PROPERTY, TIED, LINKED, ROLE)
MEASURED = {PROPERTY: 0.97, LINKED: 0.9, ROLE: 0.86, TIED: 0.85}
"""The share that careful readers accepted, on notes that these rules were not made on."""
_TYPES = {"tag": "tagged", "tags": "tagged", "keywords": "tagged"}
_FOLDED = frozenset(["alias", "aliases", "title"])
"""Keys whose values are names of the page itself."""
_SEPARATOR = re.compile(r"[,;|/&·•]|\b(?:and|or|und|oder|et|ou|y|o)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"[\s\"'“”‘’(\[]*(?:(?:the|an?|der|die|das|el|la|los|las|le|les)\s+)?", re.IGNORECASE)
_REST = re.compile(r"[\s\"'“”‘’.)\]]*(?:\([^()]*\)[\s.]*)?")
_NOT_WORD = re.compile(r"[^\w]+")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|pdf|mp[34])$", re.IGNORECASE)


def of_properties(fact: Fact, keys: Mapping[str, str]) -> Iterator[Statement]:
    """Yield a relation for each thing that is a value of a property, with the key as its type."""
    for mark in fact.marks:
        if mark.kind != "property" or fact.subject is None:
            continue
        kind = type_of(mark.target)
        kind = keys.get(kind) or _TYPES.get(kind, kind)
        if not kind or kind in _FOLDED:
            continue
        for mention in fact.mentions:
            if mention.concept != fact.subject and _is_value(fact, mark, mention):
                yield _statement(fact.subject, kind, mention, fact, PROPERTY)


@lru_cache(maxsize=4096)
def type_of(key: str) -> str:
    """Return a property's key or a verb as the type of a relation, in snake_case."""
    return _NOT_WORD.sub("_", key.strip().casefold()).strip("_")


def _is_value(fact: Fact, mark: Mark, mention: Mention) -> bool:
    """Whether a name is a whole value of a property, not a word of a sentence."""
    span, value = mention.span, mark.span
    if span.start < value.start or span.end > value.end:
        return False
    marked = {one.kind for one in fact.marks if _meet(one.span, span)} - {"property"}
    if "alias" in marked or marked == {"tag"}:
        return False
    before = fact.plain[value.start : span.start]
    after = fact.plain[span.end : value.end]
    left = before[max((m.end() for m in _SEPARATOR.finditer(before)), default=0) :]
    end = _SEPARATOR.search(after)
    right = after[: end.start()] if end else after
    return bool(_ARTICLE.fullmatch(left) and _REST.fullmatch(right))


def of_links(scene: Scene, fact: Fact) -> Iterator[Statement]:
    """Yield what ties each link of a line to what the line is about."""
    linked = [m for m in fact.mentions if _is_linked(fact, m)]
    if not linked:
        return
    line = scene.line(fact)
    places = {line.mentions[number].span.start: place for place, number in line.numbers.items()}
    for mention in linked:
        place = places.get(mention.span.start)
        if place is not None and not stated(line, place):
            continue
        tie = _tie(scene, fact, line, place) if place is not None else None
        source, kind = tie or (_page_of(scene, fact, mention), LINKS_TO)
        if source is not None and source != mention.concept:
            rule = LINKED if kind == LINKS_TO else TIED
            yield _statement(source, kind, mention, fact, rule)


def _tie(scene: Scene, fact: Fact, line: Line, place: int) -> tuple[str, str] | None:
    """Return the subject of the sentence of a link and the verb that leads to the link."""
    first = line.groups[place].first
    at = first
    while line.tokens[at - 1] != START:
        at -= 1
    while line.tokens[at] in _ARTICLES:
        at += 1
    group = line.groups.get(at)
    begin = group.last + 1 if group is not None and at < first else at
    said = [line.tokens[n] for n in range(begin, first) if not line.depths[n]]
    if not said or SLOT in said:
        return None
    if group is None or at >= first:
        kind = relation_of(said) if said[0][-1:] in "sd" and fact.subject else ""
        return (fact.subject or "", kind) if kind else None
    name = fact.mentions[group.members[-1]] if len(group.members) == 1 else None
    if name is None or not (name.concept == fact.subject or _is_marked(fact, name)):
        return None
    kind = relation_of(said)
    return (name.concept, kind) if kind else None


def _page_of(scene: Scene, fact: Fact, mention: Mention) -> str | None:
    """Return the page that a line is about, or that lists the link with which the line begins."""
    about = fact.subject == scene.page or (
        fact.subject == mention.concept and opening(fact) == mention.concept
    )
    return scene.page if about else None


def of_roles(scene: Scene, fact: Fact) -> Iterator[Statement]:
    """Yield that an item under "Members" is a member of the page."""
    role = scene.role(fact)
    if role is None or scene.page is None or not fact.mentions:
        return
    mention = fact.mentions[0]
    if mention.concept == scene.page or not stated(scene.line(fact), 1):
        return
    known = f"{type_of(role)}_of"
    yield Statement(
        mention.concept, known, scene.page, fact.id,
        round(MEASURED[ROLE] * mention.confidence, 4), ROLE,
    )  # fmt: skip


def _is_linked(fact: Fact, mention: Mention) -> bool:
    return any(
        mark.kind == "link" and _meet(mark.span, mention.span) and not _PICTURE.search(mark.target)
        for mark in fact.marks
    )


def _is_marked(fact: Fact, mention: Mention) -> bool:
    return any(_meet(mark.span, mention.span) for mark in fact.marks)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _statement(source: str, kind: str, mention: Mention, fact: Fact, rule: str) -> Statement:
    sure = round(MEASURED[rule] * mention.confidence, 4)
    return Statement(source, kind, mention.concept, fact.id, sure, rule)


_ARTICLES = words("articles")
