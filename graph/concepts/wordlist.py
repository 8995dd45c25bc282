"""Word lists: small tables of things that are known by name, shipped or a user's own."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SHIPPED = ("aws.csv", "software.csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of a word list."""

    id: str
    name: str
    kind: str = "thing"
    names: tuple[str, ...] = ()
    """Other names: short ones, usual misspellings."""
    exact: tuple[str, ...] = ()
    """Names that are common words as well: they count only as they are written here."""
    within: tuple[str, ...] = ()
    """Names that other worlds have too: they count where other things of the list are spoken of."""
    part_of: tuple[str, ...] = ()
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """A named list of things."""

    name: str
    entries: tuple[Entry, ...]


def word_list_of(name: str, rows: Iterable[dict[str, str]]) -> WordList:
    """Read a word list from rows of a table; several names of a cell stand between semicolons."""
    return WordList(name, tuple(_entry(row) for row in rows))


@cache
def shipped_lists() -> tuple[WordList, ...]:
    """Return the word lists that come with the program."""
    folder = files("graph.concepts") / "words"
    return tuple(
        word_list_of(
            name.removesuffix(".csv"),
            csv.DictReader((folder / name).read_text("utf-8").splitlines()),
        )
        for name in SHIPPED
    )


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        names=_cell(row["names"]),
        exact=_cell(row["exact"]),
        within=_cell(row["within"]),
        part_of=_cell(row["part_of"]),
        gloss=row["gloss"],
    )


def _cell(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
