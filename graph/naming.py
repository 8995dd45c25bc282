"""The user's hand on names: decisions kept in noteloom.toml, with preview and undo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graph.concepts.keys import key_of
from graph.concepts.userfile import editing, last_table, parsed, read_text, replace_text
from graph.errors import BadInput
from graph.exploring import find_concept
from graph.records import Concept, Fact
from graph.storage import Index

Verb = Literal["merge", "rename", "alias", "split"]
USER_FILE = "noteloom.toml"
KEYS: dict[Verb, tuple[str, str]] = {
    "merge": ("this", "into"),
    "rename": ("this", "to"),
    "alias": ("name", "alias"),
    "split": ("name", "not"),
}
"""How the two names of a decision are called in the file."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user says of two names: A merges into B, is renamed B, is also B, is not B."""

    verb: Verb
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a decision would change."""

    decision: Decision
    facts: tuple[Fact, ...]
    """The facts whose names would be read anew."""
    relations: int
    """How many relations hang on what they name now."""


def preview(decision: Decision, index: Index) -> Preview:
    """Return what a decision would change, without changing anything.

    Raises UnknownConcept where it speaks of a concept that is not there, BadInput where it says
    nothing.
    """
    if not _clean(decision.first) or not _clean(decision.second):
        raise BadInput("a name is empty: say both names.")
    if _clean(decision.first) == _clean(decision.second):
        raise BadInput(f"{decision.first!r} is named twice: say two different names.")
    if decision.verb == "alias":
        _must_be_no_name(decision.second, find_concept(decision.first, index), index)
        return Preview(decision, tuple(_worded(decision.second, index)), 0)
    of = decision.second if decision.verb == "split" else decision.first
    concept = find_concept(of, index)
    if decision.verb == "merge":
        _must_differ(concept, find_concept(decision.second, index), decision)
    if decision.verb == "rename":
        _must_be_free(decision.second, concept, index)
    facts = {fact.id: fact for fact in [*index.about(concept.id), *index.naming(concept.id)]}
    if decision.verb == "split":
        facts = {fact.id: fact for fact in _worded(decision.first, index) if fact.id in facts}
    return Preview(decision, tuple(facts.values()), len(index.relations(concept.id)))


def _must_differ(gone: Concept, kept: Concept, decision: Decision) -> None:
    if gone.id == kept.id:
        raise BadInput(
            f"{decision.first!r} and {decision.second!r} both mean {kept.name} already: "
            "there is nothing to merge."
        )


def _must_be_no_name(alias: str, concept: Concept, index: Index) -> None:
    """Raise BadInput where an alias is the own name of another page or thing of the notes."""
    key = key_of(alias)
    for meant in index.named([key]).get(key, ()):
        other = index.concept(meant.concept)
        if other is None or other.id == concept.id or key_of(other.name) != key:
            continue
        if other.kind == "page" or index.about(other.id) or index.naming(other.id):
            raise BadInput(
                f"{alias!r} is the name of {other.name} itself: merge it into {concept.name} "
                f"instead, if they are one."
            )


def _must_be_free(name: str, concept: Concept, index: Index) -> None:
    """Raise BadInput where a new name is what another concept of the notes is called.

    What only a word list knows is in nobody's way.
    """
    key = key_of(name)
    for meant in index.named([key]).get(key, ()):
        other = index.concept(meant.concept)
        spoken = other is not None and (index.about(other.id) or index.naming(other.id))
        if other is not None and spoken and other.id != concept.id:
            raise BadInput(
                f"{name!r} means {other.name} already: merge {concept.name} into it instead, "
                "if they are one."
            )


def write(decision: Decision, folder: Path) -> Path:
    """Add a decision to the noteloom.toml of a notes folder and return the file.

    What is there stays as it is, to the letter; a decision that it holds is not written again.
    Raises UserFileBroken where the file cannot be read or added to.
    """
    file = folder / USER_FILE
    first, second = KEYS[decision.verb]
    row = {first: _clean(decision.first), second: _clean(decision.second)}
    with editing(file):
        before = read_text(file)
        if row in parsed(before, file).get(decision.verb, []):
            return file
        end = "\r\n" if "\r\n" in before else "\n"
        gap = "" if not before else end if before.endswith("\n") else end * 2
        lines = (f"[[{decision.verb}]]", *(f"{key} = {_quoted(row[key])}" for key in row))
        after = before + gap + "".join(line + end for line in lines)
        parsed(after, file)
        replace_text(file, after)
    return file


def undo(folder: Path) -> str:
    """Take the last decision out of a notes folder's noteloom.toml and return it as it was written.

    Raises BadInput when there is none, UserFileBroken where the file cannot be read.
    """
    file = folder / USER_FILE
    with editing(file):
        before = read_text(file)
        block = last_table(before, file, tuple(KEYS))
        if block is None:
            raise BadInput(
                f"there is nothing to undo: {file} holds no merge, rename, alias or split."
            )
        rest = before[block.stop :]
        kept = before[: block.start]
        kept = kept.rstrip("\r\n") if not rest.strip() else kept
        end = "\r\n" if "\r\n" in before else "\n"
        replace_text(file, kept + (end if kept and not rest.strip() else rest))
    return before[block.start : block.stop].strip()


def _worded(name: str, index: Index) -> list[Fact]:
    wanted = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return [fact for fact in index.all_facts() if wanted.search(fact.plain)]


def _clean(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()


def _quoted(text: str) -> str:
    """Return text as a TOML string on one line."""
    return '"' + _clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
