"""Relations that a property states: its key is the type, each thing it names an end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.concepts.items import first_cell, is_plural_key
from graph.concepts.roles import role_of
from graph.records import Fact, Mark, Mention, Span, Statement
from graph.relations.note_context import NoteContext, names_itself
from graph.relations.polarity import stated
from graph.relations.types import Types

PROPERTY = "property"
LINKED, NAMED = 0.97, 0.85
"""The share that careful readers accepted of values that are links, and that are only written."""
LONGEST_ITEM = 4
"""Words of a value that is a name; a longer one says something."""
LONGEST_PHRASE = 8
"""Words between the commas of a value; where there are more it is a sentence, with a link in it."""
_ELSEWHERE = re.compile(
    r"[a-z][a-z0-9+.-]+://|mailto:|.*\.(?:png|jpe?g|gif|svg|webp|bmp|pdf|mp[34])$", re.IGNORECASE
)
_SEPARATOR = re.compile(r"[,;|/&·•]|\b(?:and|or|und|oder|et|ou|y|o)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"[\s\"'“”‘’(\[]*(?:(?:the|an?|der|die|das|el|la|los|las|le|les)\s+)?", re.IGNORECASE
)
_AFTER = re.compile(r"[\s\"'“”‘’.)\]]*(?:\([^()]*\)[\s.]*)?")


def of_properties(scene: NoteContext, fact: Fact, types: Types) -> Iterator[Statement]:
    """Yield a relation for each thing that is a value of a property of what the fact is about."""
    for mark in fact.marks:
        counts = mark.target[-1:].isdigit() or len(mark.target) == 1  # "Step 2", "B"
        if mark.kind != "property" or _is_name(fact, mark) or counts:
            continue
        about = _owner(scene, fact, mark)
        kind, turned = types.of(mark.target)
        for mention in fact.mentions if kind and about else ():
            if scene.narrows(about or "", mention.concept):
                continue  # a further name of it: "Name: Ana" of "Captain Ana"
            if mention.concept != about and _is_value(fact, mark, mention):
                ends = (about or "", mention.concept)
                source, target = ends[::-1] if turned else ends
                sure = LINKED if is_linked(fact, mention) else NAMED
                sure = round(sure * mention.confidence, 4)
                yield Statement(source, kind, target, fact.id, sure, PROPERTY)


def of_run_in_labels(scene: NoteContext, fact: Fact, types: Types) -> Iterator[Statement]:
    """Yield a relation for each name with which the sentence after a plural label ends.

    "**Crew members.** They sail with Ana, Ben, or Cy."
    """
    label = scene.before.get(fact.id)
    run_in = label is not None and label.end_line == fact.line and label.plain.endswith(".")
    if label is None or not run_in or not role_of(label.plain[:-1]) or not scene.page:
        return
    kind, _ = types.of(label.plain)
    for mention in _ending(scene, fact):
        if mention.concept != scene.page and mention.span.of(fact.plain)[0].isupper():
            sure = round(NAMED * mention.confidence, 4)
            yield Statement(scene.page, kind, mention.concept, fact.id, sure, PROPERTY)


def _ending(scene: NoteContext, fact: Fact) -> list[Mention]:
    """Return the several names with which a sentence ends."""
    line = scene.line(fact)
    group = line.groups[max(line.groups)] if line.groups else None
    if group is None or len(group.members) < 2 or not stated(line, group.first):
        return []
    mentions = [fact.mentions[number] for number in group.members]
    return [] if fact.plain[mentions[-1].span.end :].strip(" .") else mentions


def _is_name(fact: Fact, value: Mark) -> bool:
    """Whether the words before a value are a link or code: a thing that the value explains.

    In the row of a table they are what the row is of.
    """
    return not first_cell(fact) and any(
        mark.kind in ("link", "code") and mark.span.end <= value.span.start for mark in fact.marks
    )


def _owner(scene: NoteContext, fact: Fact, value: Mark) -> str | None:
    """Return what has a property: the fact's subject, or the page where the pair itself names that.

    Of a row of a table it is what the first cell names, never the page.
    """
    if first_cell(fact):
        return fact.subject if names_itself(fact) else None
    own = {one.concept for one in fact.mentions if one.span.end <= value.span.end}
    return scene.page if fact.subject in own else fact.subject


def _is_value(fact: Fact, mark: Mark, mention: Mention) -> bool:
    """Whether a name is a value of a property, not a word of a sentence or of a description."""
    span, value = mention.span, mark.span
    if span.start < value.start or span.end > value.end:
        return False
    marked = {one.kind for one in fact.marks if meet(one.span, span)} - {"property"}
    if "alias" in marked or marked == {"tag"}:
        return False
    before = fact.plain[value.start : span.start]
    after = fact.plain[span.end : value.end]
    left = before[max((m.end() for m in _SEPARATOR.finditer(before)), default=0) :]
    end = _SEPARATOR.search(after)
    right = after[: end.start()] if end else after
    if not (_BEFORE.fullmatch(left) and _AFTER.fullmatch(right)):
        return False
    items = [item.strip() for item in _SEPARATOR.split(value.of(fact.plain))]
    longest = max(len(item.split()) for item in items)
    if "link" in marked:
        return longest <= LONGEST_PHRASE
    several = is_plural_key(mark.target) or _are_named(fact, value, len(items))
    return longest <= LONGEST_ITEM and (len(items) == 1 or several)


def _are_named(fact: Fact, value: Span, items: int) -> bool:
    """Whether a list holds as many names as items ("present: Ana, Ben"), in a row of any case."""
    within = [one.span for one in fact.mentions if meet(one.span, value)]
    named = first_cell(fact) or all(span.of(fact.plain)[0].isupper() for span in within)
    return bool(named) and len(within) >= items


def leads_out(mark: Mark) -> bool:
    """Whether a link leads to another site or to a picture, not to a page of the notes."""
    return mark.kind == "link" and _ELSEWHERE.match(mark.target) is not None


def is_linked(fact: Fact, mention: Mention) -> bool:
    """Whether a name stands in the words of a link."""
    return any(mark.kind == "link" and meet(mark.span, mention.span) for mark in fact.marks)


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end
