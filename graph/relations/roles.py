"""Items under a role that recurs over the notes: what stands under "Members" is a member."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.concepts.keys import key_of
from graph.concepts.roles import enumerated, role_of, roles_in
from graph.records import Fact, Mention, Statement
from graph.relations.cue_scope import SMALL
from graph.relations.note_context import NoteContext
from graph.relations.properties import is_linked
from graph.relations.tokens import HYPHEN, SLOT, Line
from graph.relations.types import Types

ROLE = "item of a role"
MEASURED = 0.83
"""Of 64 such items careful readers accepted 53."""
_OR = frozenset(["or", "oder", "ou", "o", "/"])
_TURNED = re.compile(r",\s[A-Z]\w+\W*(?:\(|$)")
"""What follows the half of a name that is written the wrong way round: "Coat, Woollen"."""


def of_roles(scene: NoteContext, types: Types) -> Iterator[Statement]:
    """Yield that each item under a role plays it for the page."""
    if scene.page is None or not scene.learnt:
        return
    yield from _of_lines(scene, types)
    for heading, items in roles_in(scene.facts).items():
        if key_of(heading) not in scene.learnt:
            continue
        kind, _ = types.of(f"{role_of(heading)} of")
        for item in items:
            named = [one for one in _named(item, scene.line(item)) if one.concept != scene.page]
            yield from (_statement(mention, kind, scene, item) for mention in named)
            for one, other in pairwise(named):
                if item.plain[one.span.end : other.span.start].strip() in _OR:
                    yield replace(
                        _statement(one, "alternative_to", scene, item), target=other.concept
                    )


def _of_lines(scene: NoteContext, types: Types) -> Iterator[Statement]:
    """Yield the same of a line about the page that lists its things ("four parts: hull, ...")."""
    for fact in scene.facts:
        if any(mark.kind == "property" for mark in fact.marks):
            continue  # its key is the type
        listed = enumerated(fact) if ": " in fact.plain and fact.subject == scene.page else None
        if listed is None or key_of(listed[0]) not in scene.learnt:
            continue
        kind, _ = types.of(f"{listed[0]} of")
        for mention in fact.mentions:
            if mention.span.start >= listed[1] and mention.concept != scene.page:
                yield _statement(mention, kind, scene, fact)


def _statement(mention: Mention, kind: str, scene: NoteContext, fact: Fact) -> Statement:
    sure = round(MEASURED * mention.confidence, 4)
    return Statement(mention.concept, kind, scene.page or "", fact.id, sure, ROLE)


def _named(fact: Fact, line: Line) -> list[Mention]:
    """Return the names that an item is: its links, else the first names before no noun."""
    if linked := [mention for mention in fact.mentions if is_linked(fact, mention)]:
        return linked
    for place in sorted(line.groups):
        group = line.groups[place]
        following = line.tokens[group.last + 1]
        noun = following in (HYPHEN, SLOT, "of") or (following.isalpha() and following not in SMALL)
        if line.depths[group.first]:
            return []
        last = fact.mentions[group.members[-1]].span.end
        if _TURNED.match(fact.plain, last):
            return []
        if not noun:
            return [fact.mentions[number] for number in group.members]
    return []
