"""Whether notes still say what is cited of them: the files behind a few facts, looked at now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import FileSkipped
from graph.notes.files import roots_of
from graph.records import Answer, Fact
from graph.storage.entries import FileState, KeptNote

if TYPE_CHECKING:
    from graph.storage import Index

STALE = 0.5
"""The most that an answer can be trusted whose line the note may no longer have."""
UNCHANGED = "\0unchanged"
"""In the place of a file's text; no note holds a NUL."""
ADVICE = "run `noteloom build`"


@dataclass(frozen=True, slots=True)
class Freshness:
    """What became of the notes of some facts since the last build."""

    remarks: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    """Paths of notes that were deleted, moved or renamed."""
    unsaid: frozenset[str] = frozenset()
    """Ids of facts whose line is no longer in its note."""


def freshness(facts: Iterable[Fact], index: Index) -> Freshness:
    """Compare the notes of a few facts with the files on the disk.

    A file in the state that the build saw is not read. Where the folder of the notes itself is
    away, nothing tells whether they have changed, and that is said once.
    """
    by_path: dict[str, list[Fact]] = {}
    for fact in facts:
        by_path.setdefault(fact.path, []).append(fact)
    kept = index.kept_notes(by_path)
    remarks, gone, unsaid = list[str](), set[str](), set[str]()
    if share := index.encoded_share:
        remarks.append(f"{share}; the others are found by words and drafts until a build ends")
    for path, of_note in by_path.items():
        if path not in kept or _is_as_kept(kept[path]):
            continue
        text = _text_now(kept[path])
        if text is UNCHANGED:
            continue
        if text is None and (away := _root_away(kept[path], index)):
            remarks.append(f"the notes are not there now ({away}): this is what the last build saw")
            continue
        if text is None:
            gone.add(path)
        unsaid.update(fact.id for fact in of_note if text is None or fact.text not in text)
        remarks.append(_remark(path, text, is_unsaid=not unsaid.isdisjoint(f.id for f in of_note)))
    return Freshness(tuple(dict.fromkeys(remarks)), frozenset(gone), frozenset(unsaid))


def checked(answer: Answer, index: Index) -> Answer:
    """Return an answer with what its reader must know of notes that have changed since.

    It is not sure any more where the line that it is made of has gone from its note; near misses
    and further lines of notes that are gone are left out.
    """
    found = freshness((one.fact for one in answer.citations), index)
    if not found.remarks:
        return answer
    remarks = (*answer.remarks, *found.remarks)
    there = tuple(one for one in answer.citations if one.fact.path not in found.gone)
    if not answer.answered:
        return replace(answer, citations=there, remarks=remarks)
    first = answer.citations[0].fact
    carrying = {
        one.fact.id for one in answer.citations
        if one.fact == first or one.fact.plain in answer.text
    }  # fmt: skip
    if found.unsaid.isdisjoint(carrying):
        return replace(answer, citations=there, remarks=remarks)
    return replace(
        answer, remarks=remarks, sure=False, value="", confidence=min(answer.confidence, STALE)
    )


def _remark(path: str, text: str | None, *, is_unsaid: bool) -> str:
    if text is None:
        return f"{path} is no longer there since the last build: {ADVICE}"
    if is_unsaid:
        return f"{path} has changed since the last build and has lost a line cited here: {ADVICE}"
    return f"{path} has changed since the last build, the lines cited here have not: {ADVICE}"


def _is_as_kept(note: KeptNote) -> bool:
    try:
        return FileState.of(Path(note.file).stat()) == note.state
    except OSError:
        return False


def _text_now(note: KeptNote) -> str | None:
    """Return what the file says now, UNCHANGED if that is the same, None if there is no file."""
    from graph.notes.reading import read_note  # not needed as long as nothing changes

    file = Path(note.file)
    if not file.exists():
        return None
    try:
        now = read_note(file, note.path) if file.is_file() else None
    except (OSError, FileSkipped):
        now = None
    if now is None:
        return ""
    return UNCHANGED if now.digest == note.digest else now.text


def _root_away(note: KeptNote, index: Index) -> str:
    """Return the folder that was built and holds a note, if that is not there; else nothing."""
    file = Path(note.file)
    for root in roots_of(index.about_build.get("notes", "")):
        if file.is_relative_to(root) and root != file and not root.exists():
            return str(root)
    return ""
