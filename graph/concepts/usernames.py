"""The user's hand on the concepts: `noteloom.toml` in the notes folder.

rules = ["my-rules.toml"]           # rule files of one's own, beside this file
ignore = ["Foo"]                    # names that are no concepts

[lists]                             # shipped lists that act whatever the notes are about, or never
aws = false

[relations]                         # which type of relation a property's key or a verb means
lieferant = "supplied_by"

[[names]]                           # a thing of one's own
name = "Billing API"
kind = "service"
aliases = ["BA", "billing"]
part_of = ["Payments"]

[[alias]]                           # one more name for a thing that is known
name = "AWS Lambda"
alias = "fn"

[[merge]]                           # two concepts that are one
this = "Load balancer"
into = "Elastic Load Balancing"

[[rename]]
this = "Elastic Load Balancing"
to = "ELB"

[[split]]                           # a name that does not mean this
name = "CF"
not = "Amazon CloudFront"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from graph.concepts.wordlist import SHIPPED
from graph.errors import UserFileBroken

_TABLES = {
    "alias": ("name", "alias"),
    "merge": ("this", "into"),
    "rename": ("this", "to"),
    "split": ("name", "not"),
}
_KNOWN = frozenset([*_TABLES, "names", "rules", "ignore", "lists", "relations"])
_TYPE = re.compile(r"[^\W\d_]\w*")
LISTS = tuple(name.removesuffix(".csv") for name in SHIPPED)
"""What ships with names of a field and can be switched."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OwnName:
    """A thing that the user named."""

    name: str
    kind: str = "thing"
    aliases: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class UserNames:
    """What the user decided about names."""

    names: tuple[OwnName, ...] = ()
    alias: tuple[Pair, ...] = ()
    """(concept, further name)"""
    merge: tuple[Pair, ...] = ()
    """(concept that goes, concept that stays)"""
    rename: tuple[Pair, ...] = ()
    split: tuple[Pair, ...] = ()
    """(name, concept that it does not mean)"""
    ignore: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    lists: tuple[tuple[str, bool], ...] = ()
    """(shipped list, whether it acts)"""
    relations: tuple[Pair, ...] = ()
    """(key of a property or verb, type of relation)"""

    def __or__(self, other: UserNames) -> UserNames:
        """Return both, this one's decisions first."""
        both = {f.name: (*getattr(self, f.name), *getattr(other, f.name)) for f in fields(self)}
        return UserNames(**both)


def read_user_names(paths: Iterable[Path]) -> UserNames:
    """Read the files that are there.

    Raises UserFileBroken, naming file and line, where one is wrong.
    """
    whole = UserNames()
    for path in paths:
        if path.is_file():
            whole |= _read(path)
    return whole


def _read(path: Path) -> UserNames:
    try:
        text = path.read_text("utf-8-sig")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise UserFileBroken(f"{path}: cannot be read ({error}); save it as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise UserFileBroken(f"{path}: not valid TOML: {error}.") from error
    return _File(path, text).names(tables)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    text: str

    def names(self, tables: dict[str, Any]) -> UserNames:
        for key in tables:
            if key not in _KNOWN:
                self.wrong(key, 0, f"unknown entry {key!r}; known are {', '.join(sorted(_KNOWN))}")
        rules = self.strings(tables, "rules", "rules", 0)
        pairs = {key: self.pairs(tables, key) for key in _TABLES}
        return UserNames(
            names=tuple(self.own(row, n) for n, row in enumerate(self.rows(tables, "names"))),
            ignore=self.strings(tables, "ignore", "ignore", 0),
            rules=tuple(self.path.parent / rule for rule in rules),
            lists=tuple(self.switches(tables)),
            relations=tuple(self.types(tables)),
            **pairs,
        )

    def own(self, row: dict[str, Any], number: int) -> OwnName:
        for key in row:
            if key not in ("name", "kind", "aliases", "part_of", "gloss"):
                self.wrong("names", number, f"unknown key {key!r}")
        return OwnName(
            name=self.string(row, "name", "names", number),
            kind=self.string(row, "kind", "names", number) if "kind" in row else "thing",
            aliases=self.strings(row, "aliases", "names", number),
            part_of=self.strings(row, "part_of", "names", number),
            gloss=self.string(row, "gloss", "names", number) if "gloss" in row else "",
        )

    def pairs(self, tables: dict[str, Any], table: str) -> tuple[Pair, ...]:
        left, right = _TABLES[table]
        return tuple(
            (self.string(row, left, table, n), self.string(row, right, table, n))
            for n, row in enumerate(self.rows(tables, table))
        )

    def switches(self, tables: dict[str, Any]) -> Iterator[tuple[str, bool]]:
        switches = tables.get("lists", {})
        if not isinstance(switches, dict):
            self.wrong("lists", 0, "write it as a [lists] table")
        for name, acts in switches.items():
            if name not in LISTS or not isinstance(acts, bool):
                known = ", ".join(LISTS)
                self.wrong("lists", 0, f"{name!r}: write one of {known}, with true or false")
            yield name, acts

    def types(self, tables: dict[str, Any]) -> Iterator[Pair]:
        types = tables.get("relations", {})
        if not isinstance(types, dict):
            self.wrong("relations", 0, "write it as a [relations] table")
        for key in types:
            kind = self.string(types, key, "relations", 0)
            if not _TYPE.fullmatch(kind):
                self.wrong(key, 0, f"{kind!r} is no type of relation: write a verb or noun in "
                           "snake_case, such as supplied_by")  # fmt: skip
            yield key, kind

    def rows(self, tables: dict[str, Any], table: str) -> list[dict[str, Any]]:
        rows = tables.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.wrong(table, 0, f"write it as [[{table}]] tables")
        return list(rows)

    def string(self, row: dict[str, Any], key: str, table: str, number: int) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            self.wrong(table, number, f"{key!r} must be a text in quotation marks")
        return str(value).strip()

    def strings(self, row: dict[str, Any], key: str, table: str, number: int) -> tuple[str, ...]:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.wrong(table, number, f"{key!r} must be a list of texts in quotation marks")
        return tuple(one.strip() for one in value if one.strip())

    def wrong(self, table: str, number: int, why: str) -> None:
        raise UserFileBroken(f"{self.path}:{self.line(table, number)}: {why}.")

    def line(self, table: str, number: int) -> int:
        """Return the line, from 1, on which a table (the first: 0) or a key begins."""
        heads = re.compile(
            rf"^[ \t]*(?:\[\[?[ \t]*{re.escape(table)}\s*\]|\"?{re.escape(table)}\"?\s*=)", re.M
        )
        places = [match.start() for match in heads.finditer(self.text)]
        return self.text.count("\n", 0, places[min(number, len(places) - 1)]) + 1 if places else 1
