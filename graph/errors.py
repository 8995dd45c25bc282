"""What can go wrong, as one small tree; every message says what to do.

NoteloomError
├── BadInput            wrong use: a path, a name or a setting that cannot be used
│   ├── NotesMissing    the notes to build are not there, or hold nothing to read
│   ├── UnknownConcept  no concept of that name; knows the nearest names
│   └── UserFileBroken  noteloom.toml or a rule file cannot be read; names file and line
├── FileSkipped         one file cannot be read as notes; a build goes on without it
├── IndexMissing        there is no index yet
├── IndexBroken         the index is damaged: only --fresh mends it
├── IndexIncomplete     the index lacks vectors: a plain build mends it
├── IndexFormat         the index was written by another version
├── IndexBusy           another process is writing the index
├── IndexReadOnly       the index may not be written; asking goes on
├── DiskFull            there is no space left; the last good index is as it was
└── DiskFailed          the disk cannot be read or written
"""

from __future__ import annotations


class NoteloomError(Exception):
    """Anything that Noteloom itself reports; one line that says what to do."""


class BadInput(NoteloomError):
    """The user asked for something that cannot be done as it stands."""


class NotesMissing(BadInput):
    """The notes to build are not there, or hold nothing to read."""


class UnknownConcept(BadInput):
    """No concept goes under that name."""

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        self.name, self.nearest = name, nearest
        hint = f"did you mean {', '.join(nearest)}?" if nearest else "try `noteloom search`."
        super().__init__(f"no concept is called {name!r}: {hint}")


class UserFileBroken(BadInput):
    """A file that the user may write (`noteloom.toml`, a word list) cannot be read."""


class FileSkipped(NoteloomError):
    """One file cannot be read as notes; the message is the reason."""


class IndexMissing(NoteloomError):
    """There is no index at that place yet."""


class IndexBroken(NoteloomError):
    """The index is there but damaged."""


class IndexIncomplete(NoteloomError):
    """The index lacks vectors of facts."""


class IndexBusy(NoteloomError):
    """Another process is writing the index."""


class IndexReadOnly(NoteloomError):
    """The index may not be written."""


class DiskFull(NoteloomError):
    """There is no space left on the disk of the index."""


class DiskFailed(NoteloomError):
    """The disk of the index cannot be read or written."""


class IndexFormat(NoteloomError):
    """The index was written by another version of Noteloom."""
