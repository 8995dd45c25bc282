"""A note as the index keeps it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from graph.records import Fact, Note, Statement


@dataclass(frozen=True, slots=True)
class FileState:
    """By what one state of a file is told from another without reading it.

    Size and time alone may stay (rsync, git, two files that change places, `touch -r`); then the
    time of the last change of the file's own entry, or its number, does not.
    """

    size: int
    modified: int
    """In nanoseconds since the epoch; 0 where the file may have changed just after it was read."""
    changed: int
    """Of the entry, which no program can set."""
    inode: str

    @classmethod
    def of(cls, stat: os.stat_result) -> FileState:
        """Return the state that the system tells."""
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, str(stat.st_ino))


@dataclass(frozen=True, slots=True)
class KeptNote:
    """What the index knows of a note's file, enough to tell whether it has changed."""

    number: int
    path: str
    file: str
    digest: str
    state: FileState


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as it was read, with what it offers to the lexicon."""

    note: Note
    file: str
    state: FileState
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
    words: Sequence[tuple[str, str]]
    """For each fact, as analysed, the text that its words are found by."""
    statements: Sequence[Statement]
