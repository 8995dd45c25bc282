"""What ties a link to what its line is about: the verb before it, or that it is linked at all."""

from __future__ import annotations

from collections.abc import Iterator

from graph.records import Fact, Mention, Statement
from graph.relations.captions import hearsay
from graph.relations.cue_scope import SMALL
from graph.relations.note_context import NoteContext, opening
from graph.relations.polarity import stated
from graph.relations.properties import leads_out, meet
from graph.relations.tokens import HYPHEN, SLOT, START, Group, Line
from graph.relations.types import Types
from graph.relations.verbs import relation_of, relation_without_subject
from graph.relations.words import words

LINKS_TO = "links_to"
"""The type of a link in a line about its page, where no verb ties the two."""
LINKED, TIED = "link", "verb between names"
MEASURED = {LINKED: 0.77, TIED: 0.85}
"""The share that careful readers accepted: of links 37 of 48, of verbs between names 24 of 28."""
_ARTICLES = words("articles")
_POINTING = frozenset(["this", "these", "that", "those", "they"])
"""Words for another thing than the page, of which the sentence before spoke."""
_OF_TIME = frozenset(["since", "in", "from", "as"])
_KINDS = frozenset(["types", "kinds", "forms", "sorts", "arten", "formen", "sorten"])
_JOINING = frozenset(["and", "or", "und", "oder", "et", "y"])


def of_links(scene: NoteContext, fact: Fact, types: Types) -> Iterator[Statement]:
    """Yield what ties each link of a line, and each name after a usual verb, to its subject."""
    if not fact.mentions:
        return
    line, silent = scene.line(fact), hearsay(fact)
    places = {line.mentions[number].span.start: place for place, number in line.numbers.items()}
    for mention in fact.mentions:
        place = places.get(mention.span.start)
        if place is not None and not stated(line, place):
            continue
        linked = _is_linked(fact, mention)
        tie = None if place is None or silent else _tie(scene, fact, line, place)
        if tie is not None and (linked or _is_certain(fact, line, place or 0, tie[1], types)):
            kind, turned = types.of(tie[1])
            ends = (mention.concept, tie[0]) if turned else (tie[0], mention.concept)
            yield from _statement(*ends, kind, fact, mention, TIED)
        elif linked:
            page = _page_of(scene, fact, mention)
            if page and _tells_kinds(line):
                yield from _statement(mention.concept, page, "is_a", fact, mention, TIED)
            yield from _statement(page, mention.concept, LINKS_TO, fact, mention, LINKED)


def _tie(scene: NoteContext, fact: Fact, line: Line, place: int) -> tuple[str, str] | None:
    """Return the subject of the sentence of a name and the verb that leads to the name."""
    first = line.groups[place].first
    at = _begin(line, first)
    group = line.groups.get(at)
    if group is None or at >= first:
        other = not _POINTING.isdisjoint(line.tokens[max(at - 1, 0) : first])
        about = fact.subject if fact.subject == scene.page and not other else None
        kind = relation_without_subject(line.tokens[at:first]) if about and at < first else ""
        return (about, kind) if about and kind else None
    name = _subject(fact, group)
    if name is None or scene.narrows(name, fact.mentions[line.numbers[place]].concept):
        return None
    kind = relation_of(_between(line, group, first))
    return (name, kind) if kind else None


def _begin(line: Line, place: int) -> int:
    """Return where the sentence of a place begins, after its articles and a date."""
    while line.tokens[place - 1] != START:
        place -= 1
    if line.tokens[place] in _OF_TIME and line.tokens[place + 1].isdigit():
        place += 2 + (line.tokens[place + 2] == ",")
    while line.tokens[place] in _ARTICLES:
        place += 1
    return place


def _between(line: Line, group: Group, first: int) -> list[str]:
    """Return the words between two names, without what stands in brackets or between commas."""
    said = [line.tokens[at] for at in range(group.last + 1, first) if not line.depths[at]]
    if said[:1] == [","] and "," in said[1:]:  # "Tea, which Ana likes, grows in ..."
        said = said[said.index(",", 1) + 1 :]
    return said


def _subject(fact: Fact, group: Group) -> str | None:
    """Return the name with which a sentence begins, if it is the fact's subject or is marked."""
    if len(group.members) > 1:
        return None
    name = fact.mentions[group.members[0]]
    marked = any(meet(mark.span, name.span) for mark in fact.marks)
    return name.concept if marked or name.concept == fact.subject else None


def _is_certain(fact: Fact, line: Line, place: int, verb: str, types: Types) -> bool:
    """Whether a name that is no link is what a usual verb speaks of ("Oven uses Gas")."""
    group = line.groups[place]
    following = line.tokens[group.last + 1]
    noun = following == HYPHEN or (following.isalpha() and following not in SMALL | _JOINING)
    name = fact.mentions[line.numbers[place]].span.of(fact.plain)
    return types.is_usual(verb) and name[:1].isupper() and not (noun and following != "instead")


def _tells_kinds(line: Line) -> bool:
    """Whether a line about its page lists its kinds ("There are two types of tea, ...")."""
    return any(
        word in _KINDS and line.tokens[at + 1] in ("of", "von") and SLOT not in line.tokens[:at]
        for at, word in enumerate(line.tokens)
    )


def _page_of(scene: NoteContext, fact: Fact, mention: Mention) -> str | None:
    """Return the page of a link, unless its line is about another thing of the page.

    Such a line links for the page as well where it begins with the link: it lists it there.
    """
    own = {one.concept for one in fact.mentions}
    inherited = fact.subject not in own and scene.kind(fact.subject or "") == "page"
    if inherited or fact.subject == scene.page:
        return scene.page
    groups = scene.line(fact).groups
    first = opening(fact)
    if first != fact.subject or not groups:
        return scene.page if first == mention.concept else None
    listed = {fact.mentions[number].concept for number in groups[min(groups)].members}
    return scene.page if mention.concept in listed else None


def _is_linked(fact: Fact, mention: Mention) -> bool:
    marks = [mark for mark in fact.marks if meet(mark.span, mention.span)]
    leads = any(mark.kind == "link" and not leads_out(mark) for mark in marks)
    return leads and not any(mark.kind == "alias" for mark in marks)


def _statement(
    source: str | None, target: str, kind: str, fact: Fact, mention: Mention, rule: str
) -> Iterator[Statement]:
    if source is not None and kind and source != target:
        sure = round(MEASURED[rule] * mention.confidence, 4)
        yield Statement(source, kind, target, fact.id, sure, rule)
