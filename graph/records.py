"""The records that pass through Noteloom: each one frozen, each one tied to a line of a note.

This file imports nothing of ours, so that every part can import it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FactKind = Literal["fact", "topic", "link", "code"]
MarkKind = Literal["bold", "code", "link", "tag", "heading", "alias", "property", "struck"]
Intent = Literal["lookup", "list", "yesno", "compare", "relates", "path", "howto", "exact"]

RELATED_TO = "related_to"
"""The relation of two things that stand in one fact and of which no rule says more."""
RELATED_TO_WEIGHT = 0.2
"""A pair that only stands in one fact counts a fifth: enough to reach it, not to prefer it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: the characters from `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Note:
    """One file of notes, untouched: `text` is what the file says, decoded."""

    path: str
    """Relative to the folder that was built, with forward slashes."""
    text: str
    digest: str
    """Of the file's bytes: two notes with one digest say the same."""
    title: str = ""
    """The first heading, or the file's name without its ending."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that the note itself marks: bold, code, a link, a tag, an alias, a property's value."""

    span: Span
    """In `Fact.plain`."""
    kind: MarkKind
    target: str = ""
    """Where a link leads; the key of a property's value, as written; empty for the others."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a note; `span.of(note.text) == text`, always."""

    id: str
    path: str
    span: Span
    text: str
    plain: str
    """`text` without marks and line breaks: what is shown, matched and embedded."""
    line: int
    end_line: int
    context: tuple[str, ...] = ()
    """Headings, topic bullets and parent bullets above the fact, outermost first, in plain form."""
    headings: int = 0
    """How many of `context`, from its beginning, are headings."""
    kind: FactKind = "fact"
    parent: str | None = None
    """The id of the bullet that the fact stands under, or of the topic bullet that governs it."""
    marks: tuple[Mark, ...] = ()
    subject: str | None = None
    """The id of the concept that the fact is about; linking sets it."""
    mentions: tuple[Mention, ...] = ()
    """The concepts named in `plain`, in order; linking sets them."""

    @property
    def is_struck(self) -> bool:
        """Whether all of it is struck out: it was so, and is no more."""
        return any(mark.kind == "struck" for mark in self.marks)

    def linked(self, subject: str | None, mentions: tuple[Mention, ...]) -> Fact:
        """Return the fact with what linking sets; written out, as `replace` takes twice as long."""
        return Fact(
            self.id, self.path, self.span, self.text, self.plain, self.line, self.end_line,
            self.context, self.headings, self.kind, self.parent, self.marks, subject, mentions,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept's name, found in a fact."""

    concept: str
    span: Span
    """In `Fact.plain`."""
    confidence: float = 1.0
    """How sure it is that this name means this concept; below 1 where a name means two things."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that the notes name."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "thing"
    """`service`, `feature`, `tool`, `format`, `protocol`, `page`, `tag`, `thing`, ..."""
    gloss: str = ""
    """One line on what it is for: ours for the shipped word list, else learnt from the notes."""
    origin: str = "notes"
    """Which finder brought it: `words`, `user`, `heading`, `link`, `bold`, ..."""
    part_of: tuple[str, ...] = ()
    """Ids of the concepts that it belongs to, as far as a word list or the outline tells."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name under which a concept is found; `key` is the name folded for comparison."""

    key: str
    concept: str
    confidence: float = 1.0
    surface: str = ""
    """The name as it is usually written."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one fact says of two concepts, by one rule."""

    source: str
    type: str
    target: str
    fact: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What the notes say of two concepts, with every fact that says so (never none)."""

    source: str
    type: str
    target: str
    confidence: float
    rule: str
    """Of the most confident statement."""
    facts: tuple[str, ...]

    @property
    def strength(self) -> float:
        """How much it ties its two concepts: its confidence, less where no rule read it."""
        return self.confidence * (RELATED_TO_WEIGHT if self.type == RELATED_TO else 1.0)

    @property
    def rank(self) -> tuple[float, str, str, str]:
        """By what relations are sorted, the strongest first."""
        return (-self.strength, self.source, self.type, self.target)


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact as an answer cites it, with the reasons why it is there."""

    fact: Fact
    score: float
    why: tuple[str, ...] = ()
    signals: tuple[tuple[str, float], ...] = ()
    """The named parts of the score, for `--explain`."""


@dataclass(frozen=True, slots=True)
class Related:
    """A concept as a reply lists it: how strongly it is related, and by which relations."""

    concept: Concept
    score: float
    relations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: a relation, read in the direction it was written, with its fact."""

    source: str
    type: str
    target: str
    fact: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a question: made of cited facts, or a refusal with near misses."""

    question: str
    intent: Intent
    answered: bool
    confidence: float
    """The probability that the answer shown is right."""
    text: str = ""
    """Plain text; empty when declined."""
    value: str = ""
    """The words of `text` to show in bold, as written in the first citation; may be empty."""
    citations: tuple[Citation, ...] = ()
    concepts: tuple[Related, ...] = ()
    asked: tuple[str, ...] = ()
    """Ids of the concepts that the question names."""
    paths: tuple[tuple[Hop, ...], ...] = ()
    remarks: tuple[str, ...] = ()
    """What the reader must know: a mended typo, a name with two meanings, lines that disagree."""
    suggestions: tuple[str, ...] = ()
    """Questions that may have been meant, when it was declined."""
    sure: bool = True
    """False where it is only the nearest that the notes say: shown without verdict or value."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that a build left out, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, and what the index holds afterwards."""

    files: int
    facts: int
    concepts: int
    relations: int
    skipped: tuple[Skipped, ...] = ()
    read: int = 0
    """Files read because they were new or had changed."""
    removed: int = 0
    embedded: int = 0
    """Texts that the encoder was run on."""
    seconds: float = 0.0
    unread: dict[str, int] = field(default_factory=dict)
    """How many files of formats that are not read lie among the notes, by ending."""
    empty: tuple[str, ...] = ()
    """Notes that were read and state nothing."""
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """What the notes know of one concept."""

    concept: Concept
    facts: tuple[Fact, ...] = ()
    """About it first, then those that only name it, each in the order of the notes."""
    relations: tuple[Relation, ...] = ()
    evidence: tuple[Fact, ...] = ()
    """The facts of the relations."""


@dataclass(frozen=True, slots=True)
class Relatives:
    """What relates to one concept, strongest first, and the relations with their facts."""

    concept: Concept
    concepts: tuple[Related, ...] = ()
    relations: tuple[Relation, ...] = ()
    evidence: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Routes:
    """How two concepts are joined, or what is nearest to both where no short route joins them."""

    source: Concept
    target: Concept
    paths: tuple[tuple[Hop, ...], ...] = ()
    evidence: tuple[Fact, ...] = ()
    meeting: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in the notes, names, rules or the graph that a person should look at."""

    kind: Literal[
        "same?", "two meanings", "dangling link", "long table", "silent rules", "damage",
        "property keys", "relation", "concept",
    ]  # fmt: skip
    text: str
    advice: str
    facts: tuple[Fact, ...] = ()
