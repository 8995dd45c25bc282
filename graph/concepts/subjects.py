"""What a fact is about: the one it begins with, or the nearest that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from graph.concepts.english import KIND, is_verb
from graph.concepts.items import first_cell, tells_of_first_cell
from graph.concepts.keys import key_of
from graph.concepts.shape import bare
from graph.records import Concept, Fact, Mention

MOST_BETWEEN = 3
"""Characters between and beside the names of a line that only names: "SQS / SNS"."""
MOST_STEPS = 6
"""Steps up a chain of belonging; longer ones are circles."""
NO_SUBJECTS = frozenset(["platform", "format", "protocol", "language"])
"""Kinds that lines of another's section mention in passing and are hardly ever about."""
_OPENS = re.compile(
    r"(?:\W{0,4}|(?:\W*(?:an?|the|each|every|all|most|der|die|das|ein|eine|jeder|jede|jedes|alle"
    r"|le|la|les|un|une|el|los|las|una)\s))",
    re.IGNORECASE,
)
"""What may stand before a name that a line begins with: signs, or a determiner."""
INDEFINITE = frozenset(["a", "an", "ein", "eine", "un", "une", "una", "uno"])
"""Words before the kind of thing that a line's subject is: "A tool that cuts"."""
_BACK = re.compile(r"\W*(?:The|This|These|That|Those)\s")
"""What stands before a common noun that is known from above: "The dough" of a recipe."""
_POINTER = re.compile(
    r"^\W*(?:lookup|look up|look into|see|see also|read about|read up on|check out|check|learn)\s+",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"['’]s?\b|[ -](?:integration|support|events?|triggers?|configuration|settings|permissions?|"
    r"access|backups?|alarms?|logs?|metrics|rules?|roles?|policy|policies|region|plugin|clients?|"
    r"users?)\b",
    re.IGNORECASE,
)
"""What follows a name that only says whose or which: "CloudWatch integration" is not CloudWatch."""
_SERVES = re.compile(
    r"\)?\s+(?:can|could|may|might|must|should|is|are)\s+(?:also\s+|then\s+)?(?:be\s+)?used\b"
)
"""What follows a name that only serves the section's thing: "CodeDeploy can be used"."""
_DEFINES = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[=:→]|->|[-–—]\s|(?:is|are)\s+(?:an?|the)\s)")
"""What follows a name that a line is about, though it names its section as well."""
_STATES = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:[=:→]|->|→|[-–—]\s|,\s(?:an?|the)\s"
    r"|(?:(?:also|only|never|always|often|usually|then|auch|nur)\s)?(?P<verb>[^\W\d_]+)\b)"
)
_VERBS = frozenset(
    [
        *("is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "may"),
        *("might", "must", "should", "does", "do", "did", "cannot", "isn", "doesn"),
        *("ist", "sind", "war", "waren", "hat", "haben", "kann", "können", "wird", "werden"),
        *("muss", "müssen", "soll", "heißt", "bezeichnet", "besteht", "gibt"),
        *("est", "sont", "était", "ont", "peut", "doit", "es", "son", "está", "están", "tiene"),
        *("tienen", "puede", "è", "sono", "ha", "hanno", "può", "é", "são", "tem", "têm", "pode"),
        *("zijn", "heeft", "kan", "wordt"),
    ]
)
"""Verbs of several languages by which a line says something of the name in front of them."""
_ASIDE = re.compile(r"\([^()]*\)")
_ENDS = re.compile(r"^\s*(?:\(|$|[.,;:!]\s*$)")


class Above(Protocol):
    """What the lines above a fact name."""

    def heads(self, context: tuple[str, ...], headings: int) -> str | None:
        """Return the concept that the nearest heading on a path names."""


class Subjects:
    """The subjects of one note's facts."""

    def __init__(
        self,
        facts: Sequence[Fact],
        mentions: Sequence[tuple[Mention, ...]],
        concepts: Mapping[str, Concept],
        above: Above,
        page: str | None = None,
        captions: frozenset[str] = frozenset(),
    ) -> None:
        self.page, self.captions = page, captions
        self.concepts = concepts
        self.above = above
        self.mentions = {fact.id: named for fact, named in zip(facts, mentions, strict=True)}
        self.by_id = {fact.id: fact for fact in facts}
        self.before = dict(zip((f.id for f in facts[1:]), facts, strict=False))
        self.known: dict[str, str | None] = {}

    def of(self, fact: Fact) -> str | None:
        """Return the id of the concept that a fact is about."""
        if fact.id not in self.known:
            self.known[fact.id] = None  # a circle of parents ends here
            self.known[fact.id] = self._found(fact)
        return self.known[fact.id]

    def _found(self, fact: Fact) -> str | None:
        if fact.plain.startswith(("Q: ", "A: ")):
            return self._asked(fact)
        section = self._section(fact)
        if fact.kind == "topic":
            named = self._named_by_topic(fact)
            if named and self._may_take_over(named, section):
                return named
        row = self._of_row(fact)
        if row:
            return row
        opening = self._opening(fact)
        if opening is None:
            return self._carried_over(fact) or section or self._only_named(fact)
        if self._takes_over(opening, section, fact):
            return opening.concept
        return section

    def _of_row(self, fact: Fact) -> str | None:
        """Return what the first cell of a row of a table names."""
        cell = first_cell(fact) if tells_of_first_cell(fact) else ""
        first = next(iter(self.mentions[fact.id]), None) if cell else None
        whole = first is not None and key_of(first.span.of(fact.plain)) == key_of(bare(cell))
        return first.concept if first is not None and whole else None

    def _asked(self, fact: Fact) -> str | None:
        """Return the one thing that a question names; its answer is about the same."""
        before = self.before.get(fact.id)
        if fact.plain.startswith("A") and before is not None and before.plain.startswith("Q: "):
            return self.of(before)
        named = {mention.concept for mention in self.mentions[fact.id]}
        return next(iter(named)) if len(named) == 1 else self._section(fact)

    def _carried_over(self, fact: Fact) -> str | None:
        """Return what the sentence in front of it on the same line is about."""
        before = self.before.get(fact.id)
        if before is None or before.end_line != fact.line or before.parent != fact.parent:
            return None
        return self.of(before)

    def _section(self, fact: Fact) -> str | None:
        """Return what stands above: the parent's subject, else what the headings or page name."""
        parent = self.by_id.get(fact.parent or "")
        if parent is not None:
            return self.of(parent)
        return self.above.heads(fact.context, fact.headings) or self.page

    def _only_named(self, fact: Fact) -> str | None:
        """Return what a line names where nothing stands above: on the page of a day."""
        named = self.mentions[fact.id]
        linked = {m.span.start for m in fact.marks if m.kind == "link"}
        told = [m.concept for m in named if self._kind(m.concept) != "tag"]
        return next((m.concept for m in named if m.span.start in linked), told[0] if told else None)

    def _named_by_topic(self, fact: Fact) -> str | None:
        """Return the concept that a topic names: nearly all of its words are the name."""
        if not self.mentions[fact.id]:
            return None
        first = self.mentions[fact.id][0]
        if self._kind(first.concept) == "tag":
            return None
        whole = len(bare(fact.plain))
        return (
            first.concept
            if len(first.span.of(fact.plain)) * 2 >= whole or len(self.mentions[fact.id]) > 1
            else None
        )

    def _opening(self, fact: Fact) -> Mention | None:
        """Return the name that a fact begins with, or that it only points to."""
        if not self.mentions[fact.id]:
            return None
        first = self.mentions[fact.id][0]
        if self._kind(first.concept) == "tag" and not _DEFINES.match(fact.plain, first.span.end):
            return None
        if any(self._is_value(first, fact)):
            return None
        if _BACK.match(fact.plain) and first.span.of(fact.plain)[:1].islower():
            return None
        if _OPENS.fullmatch(fact.plain, 0, first.span.start):
            return None if _COMPOUND.match(fact.plain, first.span.end) else first
        pointer = _POINTER.match(fact.plain)
        rest = fact.plain[first.span.end :]
        if pointer and pointer.end() == first.span.start and _ENDS.match(rest):
            return first
        return None

    def _is_value(self, mention: Mention, fact: Fact) -> Iterator[bool]:
        """Whether a name is a value, or the caption in front of one."""
        for mark in fact.marks:
            if mark.kind == "property":
                yield mark.span.start <= mention.span.start
                yield key_of(mark.target) in self.captions

    def _may_take_over(self, concept: str, section: str | None) -> bool:
        """Whether a topic that names a concept makes it the subject of what stands under it."""
        if section is None or concept == section:
            return True
        if self._belongs(concept, section):
            return True
        return self._kind(concept) == "service" or self._kind(section) != "service"

    def _takes_over(self, name: Mention, section: str | None, fact: Fact) -> bool:
        """Whether a fact that begins with a concept is about it, and not about its section."""
        concept = name.concept
        if section is None:
            return True
        if concept == section or self._belongs(concept, section) or self._belongs(section, concept):
            return False
        if self._is_bare_item(fact) or _SERVES.match(fact.plain, name.span.end):
            return False
        named = any(m.concept == section for m in self.mentions[fact.id])
        if named and not _DEFINES.match(fact.plain, name.span.end):
            return False
        if self._kind(concept) in NO_SUBJECTS:
            return False
        if "service" in (self._kind(self._top(section)), self._kind(self._top(concept))):
            peer = self._kind(self._top(concept)) == self._kind(self._top(section))
            return peer and self._kind(concept) != "feature"
        marked = any(
            m.kind in ("link", "bold", "code", "tag")
            and m.span.start <= name.span.start < m.span.end
            for m in fact.marks
        )
        kind = fact.plain[: name.span.start].strip().lower() in INDEFINITE
        return (marked and not kind) or self._states(fact, name)

    def _states(self, fact: Fact, name: Mention) -> bool:
        """Whether what follows a name says something of it: a verb, or a sign that defines."""
        match = _STATES.match(fact.plain, name.span.end)
        if match is None:
            return False
        verb = match["verb"]
        if verb is None:
            return True
        return verb in _VERBS or KIND[verb] in "vr" or (verb.islower() and is_verb(verb))

    def _is_bare_item(self, fact: Fact) -> bool:
        """Whether a fact is an item of a list that names something and says nothing of it."""
        asides = [aside.span() for aside in _ASIDE.finditer(fact.plain)]
        spans = [mention.span for mention in self.mentions[fact.id]]
        spans = [s for s in spans if not any(a < s.start and s.end < b for a, b in asides)]
        left = len(bare(fact.plain)) - sum(span.end - span.start for span in spans)
        return left <= MOST_BETWEEN * len(spans)

    def _belongs(self, concept: str, owner: str) -> bool:
        """Whether a chain of belonging leads from a concept to an owner."""
        steps = {concept}
        for _ in range(MOST_STEPS):
            steps = {up for one in steps for up in self._part_of(one)}
            if owner in steps:
                return True
        return False

    def _top(self, concept: str) -> str:
        for _ in range(MOST_STEPS):
            up = self._part_of(concept)
            if not up:
                break
            concept = up[0]
        return concept

    def _part_of(self, concept: str) -> tuple[str, ...]:
        known = self.concepts.get(concept)
        return known.part_of if known else ()

    def _kind(self, concept: str) -> str:
        known = self.concepts.get(concept)
        return known.kind if known else "thing"
