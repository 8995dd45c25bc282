"""What a fact is about: the one it begins with, or the nearest that it stands under."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from graph.concepts.shape import bare
from graph.records import Concept, Fact, Mention

LEAD = 2
"""Characters that may stand before a name that a fact begins with: a quotation mark, a bracket."""
MOST_BETWEEN = 3
"""Characters between and beside the names of a line that only names: "SQS / SNS"."""
MOST_STEPS = 6
"""Steps up a chain of belonging; longer ones are circles."""
NO_SUBJECTS = frozenset(["platform", "format", "protocol", "language", "tag"])
"""Kinds that lines of another's section mention in passing and are hardly ever about."""
_POINTER = re.compile(
    r"^\W*(?:lookup|look up|look into|see|see also|read about|read up on|check out|check|learn)\s+",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"['’]s\b|[ -](?:integration|support|events?|triggers?|configuration|settings|permissions?|"
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
_ENDS = re.compile(r"^\s*(?:\(|$|[.,;:!]\s*$)")


class Subjects:
    """The subjects of one note's facts."""

    def __init__(
        self,
        facts: Sequence[Fact],
        mentions: Sequence[tuple[Mention, ...]],
        concepts: Mapping[str, Concept],
        above: Callable[[tuple[str, ...]], tuple[str, ...]],
        file: str | None = None,
    ) -> None:
        self.file = file
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
        section = self._section(fact)
        if fact.kind == "topic":
            named = self._named_by_topic(fact)
            if named and self._may_take_over(named, section):
                return named
        opening = self._opening(fact)
        if opening is None:
            return self._carried_over(fact) or section
        return opening if self._takes_over(opening, section, fact) else section

    def _carried_over(self, fact: Fact) -> str | None:
        """Return what the sentence in front of it on the same line is about."""
        before = self.before.get(fact.id)
        if before is None or before.end_line != fact.line or before.parent != fact.parent:
            return None
        return self.of(before)

    def _section(self, fact: Fact) -> str | None:
        """Return what stands above: the parent's subject, else the nearest name of the headings."""
        parent = self.by_id.get(fact.parent or "")
        if parent is not None:
            return self.of(parent)
        return self._of_headings(fact.context)

    def _of_headings(self, context: tuple[str, ...]) -> str | None:
        for depth in range(len(context), 0, -1):
            outer = self.above(context[: depth - 1])
            here = self.above(context[:depth])
            own = here[: len(here) - len(outer)]
            told = [concept for concept in own if self._kind(concept) != "platform"]
            if told:
                return told[0]
        return self.file

    def _named_by_topic(self, fact: Fact) -> str | None:
        """Return the concept that a topic names: nearly all of its words are the name."""
        if not self.mentions[fact.id]:
            return None
        first = self.mentions[fact.id][0]
        whole = len(bare(fact.plain))
        return (
            first.concept
            if len(first.span.of(fact.plain)) * 2 >= whole or len(self.mentions[fact.id]) > 1
            else None
        )

    def _opening(self, fact: Fact) -> str | None:
        """Return the concept that a fact begins with, or that it only points to."""
        if not self.mentions[fact.id]:
            return None
        first = self.mentions[fact.id][0]
        if first.span.start <= LEAD:
            return None if _COMPOUND.match(fact.plain, first.span.end) else first.concept
        pointer = _POINTER.match(fact.plain)
        rest = fact.plain[first.span.end :]
        if pointer and pointer.end() == first.span.start and _ENDS.match(rest):
            return first.concept
        return None

    def _may_take_over(self, concept: str, section: str | None) -> bool:
        """Whether a topic that names a concept makes it the subject of what stands under it."""
        if section is None or concept == section:
            return True
        if self._belongs(concept, section):
            return True
        return self._kind(concept) == "service" or self._kind(section) != "service"

    def _takes_over(self, concept: str, section: str | None, fact: Fact) -> bool:
        """Whether a fact that begins with a concept is about it, and not about its section."""
        if section is None:
            return True
        if concept == section or self._belongs(concept, section) or self._belongs(section, concept):
            return False
        if self._is_bare_item(fact):
            return False
        end = self.mentions[fact.id][0].span.end
        if _SERVES.match(fact.plain, end):
            return False
        named = any(m.concept == section for m in self.mentions[fact.id])
        if named and not _DEFINES.match(fact.plain, end):
            return False
        if self._kind(concept) in NO_SUBJECTS:
            return False
        peer = self._kind(self._top(concept)) == self._kind(self._top(section))
        return peer and self._kind(concept) != "feature"

    def _is_bare_item(self, fact: Fact) -> bool:
        """Whether a fact is an item of a list that names something and says nothing of it."""
        if fact.parent is None or fact.headings == len(fact.context):
            return False
        named = sum(m.span.end - m.span.start for m in self.mentions[fact.id])
        return len(bare(fact.plain)) - named <= MOST_BETWEEN * len(self.mentions[fact.id])

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
