"""From notes to linked entries: one lexicon for all notes, then each note by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.building.scan import Changed, Scan
from graph.concepts import (
    Evidence,
    Lexicon,
    evidence_of,
    lexicon_of,
    read_user_names,
    shipped_lists,
)
from graph.notes import facts_of
from graph.records import Fact, Statement
from graph.relations import statements_of
from graph.storage import Writer

USER_FILE = "noteloom.toml"


@dataclass(frozen=True, slots=True)
class Linked:
    """A note with what its facts name and say, ready to be embedded and written."""

    source: Changed
    evidence: str
    facts: Sequence[Fact]
    statements: Sequence[Statement]


def lexicon_for(
    writer: Writer, found: Scan, paths: Sequence[Path], *, fresh: bool
) -> tuple[Lexicon, dict[str, str]]:
    """Return the lexicon of all notes, and what each note offers to it, as JSON by path.

    Raises UserFileBroken when a noteloom.toml cannot be read.
    """
    evidence = {} if fresh else writer.evidence()
    for path in found.gone:
        evidence.pop(path, None)
    for changed in found.changed:
        evidence[changed.note.path] = evidence_of(facts_of(changed.note)).to_json()
    user = read_user_names([path / USER_FILE for path in paths if path.is_dir()])
    offered = (Evidence.from_json(evidence[path]) for path in sorted(evidence))
    return lexicon_of(offered, lists=shipped_lists(), user=user), evidence


def linked_notes(
    writer: Writer,
    found: Scan,
    lexicon: Lexicon,
    evidence: Mapping[str, str],
    *,
    fresh: bool,
    tell: Callable[[int, int, str], None],
) -> list[Linked]:
    """Return the notes whose facts or statements differ from what the index holds."""
    changed = {one.note.path: one for one in found.changed}
    linked = []
    paths = sorted(changed if fresh else evidence)
    for done, path in enumerate(paths):
        tell(done, len(paths), path)
        if path in changed:
            linked.append(
                _linked(changed[path], evidence[path], facts_of(changed[path].note), lexicon)
            )
        elif (again := _relinked(writer, path, evidence[path], lexicon)) is not None:
            linked.append(again)
    return linked


def _linked(source: Changed, evidence: str, facts: Sequence[Fact], lexicon: Lexicon) -> Linked:
    facts = lexicon.link(facts)
    return Linked(source, evidence, facts, statements_of(facts, lexicon.concepts))


def _relinked(writer: Writer, path: str, evidence: str, lexicon: Lexicon) -> Linked | None:
    """Link an unchanged note by the new lexicon; None when that changes nothing."""
    before = writer.facts_of(path)
    bare = [replace(fact, subject=None, mentions=()) for fact in before]
    kept = writer.kept_notes()[path]
    source = Changed(writer.note_of(path), kept.file, kept.size, kept.modified)
    again = _linked(source, evidence, bare, lexicon)
    if list(again.facts) == before and list(again.statements) == writer.statements_of(path):
        return None
    return again
