"""A note as the index keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.records import Fact, Note, Statement


@dataclass(frozen=True, slots=True)
class KeptNote:
    """What the index knows of a note's file, enough to tell whether it has changed."""

    number: int
    path: str
    file: str
    digest: str
    size: int
    modified: int
    """Of the file, in nanoseconds since the epoch."""


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as it was read, with what it offers to the lexicon."""

    note: Note
    file: str
    size: int
    modified: int
    evidence: str
    """As JSON."""


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What a note says, by one lexicon."""

    path: str
    facts: Sequence[Fact]
    """Linked, in order."""
    embedded: Sequence[str]
    """For each fact the digest of the text that was embedded for it."""
    words: Sequence[str]
    """For each fact the text that its words are found by."""
    statements: Sequence[Statement]
