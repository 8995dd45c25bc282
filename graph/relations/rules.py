"""Relation rules: one table of a TOML file each, read into frozen records."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import product
from typing import Any, Literal, cast

from graph.errors import UserFileBroken

Place = Literal["before", "after", "subject", "rival"]
"""Where a rule looks for one side: a name before or after the cue, what the line is about, or what
the line is held against (another name of the line above)."""
PLACES = ("before", "after", "subject", "rival")
ANY_WORD = "_"
KEYS = {
    "name", "type", "reads", "cues", "source", "target", "confidence", "introduces", "near",
    "kinds", "of_kinds", "apart", "whole", "bare", "means", "yes", "no",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """What one way of saying means: a type, a direction and how sure it is."""

    name: str
    type: str
    cues: tuple[str, ...]
    source: Place = "before"
    target: Place = "after"
    confidence: float = 0.8
    reads: tuple[str, str] = ("", "")
    """How the type reads forwards and backwards; one rule of a type says it."""
    introduces: bool = False
    """Whether a line that ends with the cue speaks of the lines under it."""
    near: frozenset[str] = frozenset()
    """Beginnings of words of which one must stand in the line or above it."""
    kinds: frozenset[str] = frozenset()
    """The kinds of concept that the side named after the cue may have; empty for any."""
    of_kinds: frozenset[str] = frozenset()
    """The same for the other side."""
    whole: str = ""
    """The type that holds of the thing to which a named part belongs; empty where none does."""
    apart: bool = False
    """Whether the two sides are two names of the line itself, never the one it is about."""
    bare: bool = False
    """Whether the line may leave its subject out only where nothing else stands before the cue."""
    means: bool = False
    """Whether the cue tells by what something is done: who is told to do it, or the line is about,
    uses that, not what it is done to ("find leaks using a lamp")."""
    own: bool = True
    """Whether a person wrote it for their notes; those that ship only count of services."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @property
    def turns_to_subject(self) -> bool:
        """Whether what a line says in the passive is said of what it stands under."""
        return self.source == "subject" and self.target == "before"


def rule_from(table: Mapping[str, Any], *, origin: str) -> Rule:
    """Return the rule of a table; raises UserFileBroken that names the fault and `origin`."""
    name = str(table.get("name", "?"))
    unknown = set(table) - KEYS
    missing = {"name", "type", "cues"} - set(table)
    if unknown or missing:
        fault = f"unknown {sorted(unknown)}" if unknown else f"missing {sorted(missing)}"
        raise UserFileBroken(f"{origin}: rule {name!r}: {fault}; a rule has {sorted(KEYS)}")
    for side in ("source", "target"):
        if table.get(side, "before") not in PLACES:
            raise UserFileBroken(f"{origin}: rule {name!r}: {side} must be one of {PLACES}")
    return _built(table, name)


def _built(table: Mapping[str, Any], name: str) -> Rule:
    reads = table.get("reads", ("", ""))
    return Rule(
        name=name,
        type=str(table["type"]),
        cues=tuple(table["cues"]),
        source=cast(Place, table.get("source", "before")),
        target=cast(Place, table.get("target", "after")),
        confidence=float(table.get("confidence", 0.8)),
        reads=(str(reads[0]), str(reads[1])),
        introduces=bool(table.get("introduces", False)),
        near=frozenset(table.get("near", ())),
        kinds=frozenset(table.get("kinds", ())),
        of_kinds=frozenset(table.get("of_kinds", ())),
        whole=_whole(table.get("whole", True), str(table["type"])),
        bare=bool(table.get("bare", False)),
        apart=bool(table.get("apart", False)),
        means=bool(table.get("means", False)),
        yes=tuple(table.get("yes", ())),
        no=tuple(table.get("no", ())),
    )


def _whole(said: bool | str, own: str) -> str:
    """Return the type for the whole: another one if the table says so, else the rule's or none."""
    if isinstance(said, str):
        return said
    return own if said else ""


def rules_of(text: str, *, origin: str) -> tuple[Rule, ...]:
    """Return the rules of a TOML text, in its order; raises UserFileBroken."""
    try:
        tables = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise UserFileBroken(f"{origin}: {error}; write each rule as a [[rule]] table") from error
    return tuple(rule_from(table, origin=origin) for table in tables)


def shipped() -> tuple[Rule, ...]:
    """Return the rules that ship with the program, by file name and place in the file."""
    folder = files("graph.relations") / "rules"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(
        replace(rule, own=False)
        for name in names
        for rule in rules_of((folder / name).read_text("utf-8"), origin=name)
    )


def spellings(cue: str) -> Iterator[tuple[str, ...]]:
    """Yield every word sequence of a cue: `a|b` is a choice, `word?` may be left out."""
    choices: list[list[str]] = []
    for part in cue.split():
        optional = part.endswith("?") and len(part) > 1
        words = part.removesuffix("?").split("|") if optional else part.split("|")
        choices.append([*words, ""] if optional else words)
    for chosen in product(*choices):
        yield tuple(word for word in chosen if word)


def readings(rules: Iterable[Rule]) -> dict[str, tuple[str, str]]:
    """Return how each type reads in both directions."""
    found: dict[str, tuple[str, str]] = {"related_to": ("is related to", "is related to")}
    for rule in rules:
        plain = rule.type.replace("_", " ")
        if any(rule.reads) or rule.type not in found:
            found[rule.type] = rule.reads if any(rule.reads) else (plain, f"{plain} (of)")
    return found
