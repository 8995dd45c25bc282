"""Items under a role that recurs over the notes: what stands under "Members" is a member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.concepts.english import KIND, singular
from graph.concepts.keys import key_of
from graph.records import Fact, Mention, Statement
from graph.relations.captions import is_caption, lists_no_parts
from graph.relations.properties import meet
from graph.relations.reach import SMALL
from graph.relations.scene import Scene
from graph.relations.tokens import HYPHEN, Line
from graph.relations.types import type_of

ROLE = "item of a role"
MEASURED = 0.86
"""Of 42 such items careful readers accepted 36, on notes that this was not made on."""
LONGEST_ITEM = 9
"""Words of an item that only names something, with its amount."""
MOST_TELLING = 0.25
"""Of the items under a role, those that may say more than a name."""
LONGEST_ROLE = 2
"""Words of a heading that is a role ("Team members")."""


def of_roles(scene: Scene) -> Iterator[Statement]:
    """Yield that each item under a role plays it for the page."""
    if scene.page is None or not scene.learnt:
        return
    for role, items in _roles(scene).items():
        if sum(_tells(scene, item) for item in items) > MOST_TELLING * len(items):
            continue
        for item in items:
            if _tells(scene, item):
                continue
            for mention in _named(item, scene.line(item)):
                if mention.concept != scene.page:
                    sure = round(MEASURED * mention.confidence, 4)
                    yield Statement(
                        mention.concept, f"{type_of(role)}_of", scene.page, item.id, sure, ROLE
                    )


def _roles(scene: Scene) -> dict[str, list[Fact]]:
    """Return the items under each heading of the note that can be a role."""
    found: dict[str, list[Fact]] = {}
    for fact in scene.facts:
        if fact.context and not any(mark.kind == "property" for mark in fact.marks):
            role = _role(scene, fact.context)
            if role:
                found.setdefault(role, []).append(fact)
    return found


def _role(scene: Scene, context: Sequence[str]) -> str:
    """Return the role that the nearest caption on a path names, in the singular."""
    for text in reversed(context):
        if key_of(text) in scene.learnt:
            words = text.strip(" :*").split()
            if len(words) > LONGEST_ROLE or is_caption(text) or lists_no_parts(text):
                return ""
            if KIND[words[-1].lower()] in "ve" and not words[-1].lower().endswith("s"):
                return ""
            return " ".join((*words[:-1], singular(words[-1].lower())))
    return ""


def _tells(scene: Scene, fact: Fact) -> bool:
    """Whether an item says something: it is long, a sentence, or begins with what to do."""
    line, said = scene.line(fact), fact.plain.partition("(")[0].split()
    if line.prose or len(said) > LONGEST_ITEM or fact.plain.rstrip().endswith((".", "!", "?")):
        return True
    return bool(said) and KIND[said[0].lower()] == "v"


def _named(fact: Fact, line: Line) -> list[Mention]:
    """Return the names that an item is: its links, else the first names before no noun."""
    linked = [
        mention
        for mention in fact.mentions
        if any(mark.kind == "link" and meet(mark.span, mention.span) for mark in fact.marks)
    ]
    if linked or not line.groups:
        return linked
    group = line.groups[min(line.groups)]
    following = line.tokens[group.last + 1]
    if line.depths[group.first] or following == HYPHEN:
        return []
    if following.isalpha() and following not in SMALL:
        return []
    return [fact.mentions[number] for number in group.members]
