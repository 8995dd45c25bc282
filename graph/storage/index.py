"""Index: the read side of one generation of the index on disk."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast
from weakref import finalize

import numpy as np

from graph.records import Concept, Fact, Name, Skipped
from graph.storage import rows
from graph.storage.checksums import check_at_open
from graph.storage.faults import explained
from graph.storage.note_queries import Noted
from graph.storage.numbers import Numbered
from graph.storage.opening import Reader, snapshot
from graph.storage.related import Related
from graph.storage.schema import ASKED, WAITING
from graph.storage.vectors import Saved, Vectors, load_vectors, unpacked
from graph.storage.words import SavedWords, load_words

if TYPE_CHECKING:
    from embeddings import Encoder, FullText

T = TypeVar("T")


class Standing(NamedTuple):
    """Where a fact stands below a heading."""

    number: int
    line: int
    end_line: int
    is_right_under: bool
    """Whether it states something with nothing between it and the heading."""


class Index(Related, Numbered, Noted):
    """What the notes say, as of one build; safe to read from several threads.

    The connection holds a read transaction open, so that every look sees the same generation,
    whatever a build commits meanwhile. `close` lets it go. With `after`, an index of an earlier
    generation, what it has in memory is used again where it still holds.

    Raises IndexMissing, IndexBroken or IndexFormat when there is nothing that can be read.
    """

    def __init__(self, folder: Path, *, after: Index | None = None) -> None:
        self.folder = folder
        with explained(folder):
            self._reader, self.about_build = snapshot(folder)
            self._connection = self._reader.connection
            # not left to the garbage collector: sqlite3 keeps a connection in a circle
            self._closing = [finalize(self, self._connection.close)]
            check_at_open(folder, self._connection)
        if after and not after._reader.is_same_file(self._reader):
            after = None  # of another index, which lay here before
        self._saved = after.saved_vectors if after else None
        self._saved_words = after.saved_words if after else None
        self._lasting: dict[str, tuple[str, Any]] = after._lasting if after else {}
        self.derived: dict[str, object] = {}
        """What others make of this generation and keep as long as it is open."""

    def close(self) -> None:
        """Let the generation go."""
        for closing in self._closing:
            closing()
        self.derived.clear()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection that this generation is read through."""
        return self._connection

    @property
    def generation(self) -> int:
        """The number of the build that wrote this; 0 before the first has ended."""
        return int(self.about_build.get("generation", "0"))

    def is_current(self) -> bool:
        """Tell whether no build has ended since this index was opened."""
        if self._reader.is_replaced():
            return False
        if not self._reader.live:
            return True
        with explained(self.folder):
            row = self._looking.connection.execute(_GENERATION).fetchone()
        return row is not None and row[0] == self.about_build.get("generation")

    @cached_property
    def _looking(self) -> Reader:
        """A second connection, which sees at each look what has been committed by then."""
        reader = Reader(self.folder)
        self._closing.append(finalize(self, reader.connection.close))
        return reader

    @property
    def encoded_share(self) -> str:
        """What share of the facts has vectors of its own, in words; "" where all have."""
        waiting = int(self.about_build.get(WAITING, "0"))
        if not waiting:
            return ""
        facts = self.counts()["facts"]
        return f"{100 * (facts - waiting) // facts} % of the facts have their vectors"

    def encode_first(self, numbers: Iterable[int]) -> None:
        """Have a build that is encoding begin with these facts, where it can be told so."""
        if int(self.about_build.get(WAITING, "0")):
            with suppress(OSError), (self.folder / ASKED).open("a", encoding="ascii") as file:
                file.write("".join(f"{number}\n" for number in numbers))

    def lasting(self, what: str, make: Callable[[], T]) -> T:
        """Return what is made of an entry in `about`, and make it again only when that has changed.

        Generations that follow each other share it.
        """
        since = self.about_build.get(what, "")
        known = self._lasting.get(what)
        if known is None or known[0] != since:
            known = self._lasting[what] = (since, make())
        return cast(T, known[1])

    # facts

    def fact(self, fact_id: str) -> Fact | None:
        """Return the fact of that id."""
        return next(iter(self.facts([fact_id])), None)

    def facts(self, ids: Iterable[str]) -> list[Fact]:
        """Return the facts of these ids, in the order asked for; unknown ones are left out."""
        asked = json.dumps(wanted := list(ids))
        by_id = {f.id: f for f in self._facts(f"f.number IN ({rows.NUMBERS})", asked)}
        return [by_id[fact_id] for fact_id in wanted if fact_id in by_id]

    def by_number(self, numbers: Iterable[int]) -> dict[int, Fact]:
        """Return facts by the numbers that vectors and words know them by."""
        asked = json.dumps([int(number) for number in numbers])
        sql = f"{_SELECT_FACTS} WHERE f.number IN (SELECT value FROM json_each(?))"
        return {row[0]: rows.fact_of(row) for row in self._all(sql, asked)}

    def below(self, fact_ids: Iterable[str]) -> dict[str, list[Fact]]:
        """Return the facts directly under each of several bullets, in order."""
        found: dict[str, list[Fact]] = {fact_id: [] for fact_id in fact_ids}
        numbers = f"SELECT g.number FROM ({rows.IDS}) a CROSS JOIN facts g ON g.note = a.note "
        where = f"f.number IN ({numbers} AND g.parent = a.id)"
        for fact in self._facts(where, json.dumps(list(found))):
            found[fact.parent or ""].append(fact)
        return found

    def neighbours(self, fact: Fact, *, before: int = 1, after: int = 1) -> list[Fact]:
        """Return the facts of the same note around one, itself among them, in order."""
        sql = f"SELECT note, place FROM facts WHERE number IN ({rows.NUMBERS})"
        place = self._one(sql, json.dumps([fact.id]))
        if place is None:
            return []
        note, at = place
        return self._facts("f.note = ? AND f.place BETWEEN ? AND ?", note, at - before, at + after)

    def about(self, concept_id: str) -> list[Fact]:
        """Return the facts whose subject is a concept, in the order of the notes."""
        return self._facts("f.subject = ?", concept_id)

    def naming(self, concept_id: str) -> list[Fact]:
        """Return the facts that name a concept, in the order of the notes."""
        return self._facts("f.number IN (SELECT fact FROM mentions WHERE concept = ?)", concept_id)

    def headed(self, path: str, headings: Sequence[str]) -> list[Standing]:
        """Return where the facts of one note under these headings stand, in order."""
        above = rows.compact(headings)
        sql = "SELECT f.number, f.line, f.end_line, f.context = ? AND f.kind != 'link' "
        sql += "FROM facts f JOIN notes n ON n.number = f.note WHERE n.path = ? "
        sql += "AND substr(f.context, 1, ?) = ? AND substr(f.context, ?, 1) IN (']', ',') "
        sql += "ORDER BY f.place"
        open_end = above[:-1]  # without the bracket that closes it
        found = self._all(sql, above, path, len(open_end), open_end, len(above))
        return [Standing(number, first, last, bool(own)) for number, first, last, own in found]

    def all_facts(self) -> Iterator[Fact]:
        """Yield every fact, note by note in the order of their paths."""
        for row in self._connection.execute(f"{_SELECT_FACTS} ORDER BY n.path, f.place"):
            yield rows.fact_of(row)

    def facts_of(self, path: str) -> list[Fact]:
        """Return the facts of one note, in order."""
        return self._facts("n.path = ?", path)

    # concepts

    def concept(self, concept_id: str) -> Concept | None:
        """Return the concept of that id, also one that a word list knows and no note names."""
        sql = f"SELECT {rows.CONCEPT_COLUMNS} FROM concepts WHERE id = ?"
        row = self._one(sql, concept_id)
        return rows.concept_of(row) if row else None

    def concepts(self) -> list[Concept]:
        """Return every page, and every concept that a fact names or is about, by id."""
        sql = f"SELECT {rows.CONCEPT_COLUMNS} FROM concepts WHERE {_HERE} ORDER BY id"
        return [rows.concept_of(row) for row in self._all(sql)]

    def glossed(self, ids: Iterable[str]) -> list[Concept]:
        """Return those of some concepts that have a gloss."""
        sql = f"SELECT {rows.CONCEPT_COLUMNS} FROM concepts WHERE gloss != '' AND id IN "
        sql += "(SELECT value FROM json_each(?))"
        return [rows.concept_of(row) for row in self._all(sql, json.dumps(list(ids)))]

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Return for each concept how many facts it has and how many others it relates to."""
        sql = "SELECT id, facts, degree FROM concepts"
        return {key: (facts, degree) for key, facts, degree in self._all(sql)}

    def named(self, keys: Iterable[str]) -> dict[str, list[Name]]:
        """Return what the given folded names can mean, the surest first."""
        sql = (
            "SELECT key, concept, confidence, surface FROM names "
            "WHERE key IN (SELECT value FROM json_each(?)) ORDER BY confidence DESC, concept"
        )
        found: dict[str, list[Name]] = defaultdict(list)
        for row in self._all(sql, json.dumps(list(keys))):
            found[row[0]].append(Name(*row))
        return dict(found)

    def names(self) -> list[Name]:
        """Return every name, for suggestions and near misses."""
        sql = "SELECT key, concept, confidence, surface FROM names ORDER BY key, concept"
        return [Name(*row) for row in self._all(sql)]

    def surfaces(self) -> list[str]:
        """Return how names are written, each once."""
        return [one for (one,) in self._all("SELECT DISTINCT surface FROM names")]

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """Every concept by its id, in memory."""
        return {concept.id: concept for concept in self.concepts()}

    # finding

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the facts were embedded with."""
        from embeddings import load_encoder

        return load_encoder(self.about_build["encoder"])

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors of the facts, by number."""
        return load_vectors(
            self.folder, self._connection, generation=self.generation, known=self._saved
        )

    @property
    def saved_vectors(self) -> Saved | None:
        """What of the vectors is in memory and can be used for another generation."""
        return self.vectors.saved if "vectors" in self.__dict__ else self._saved

    @cached_property
    def glosses(self) -> tuple[list[str], np.ndarray]:
        """The ids of the concepts whose gloss was embedded, and the vectors (n, d)."""
        sql = "SELECT c.id, v.vector FROM concepts c JOIN vectors v ON v.digest = c.embedded "
        found = self._all(sql + "WHERE c.facts > 0 ORDER BY c.id")
        kept = [vector for _, vector in found]
        vectors = unpacked(kept) if kept else np.empty((0, 0), np.float32)
        return [concept for concept, _ in found], vectors

    @property
    def words(self) -> FullText:
        """The full-text index of the facts, by number."""
        return self._words[0]

    @cached_property
    def _words(self) -> tuple[FullText, SavedWords]:
        return load_words(
            self.folder, self._connection, generation=self.generation, known=self._saved_words
        )

    @property
    def saved_words(self) -> SavedWords | None:
        """What of the words is in memory and can be used for another generation."""
        return self._words[1] if "_words" in self.__dict__ else self._saved_words

    # the whole

    def counts(self) -> dict[str, int]:
        """Return how many files, facts, concepts and relations there are."""
        tables = {
            "files": "notes",
            "facts": "facts",
            "concepts": f"concepts WHERE {_HERE}",
            "relations": "relations",
        }
        return {key: self._one(f"SELECT count(*) FROM {name}")[0] for key, name in tables.items()}

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files that the last build left out, with the reasons."""
        found = self._all("SELECT path, reason FROM skipped ORDER BY path")
        return tuple(Skipped(path, reason) for path, reason in found)

    def _facts(self, where: str, *values: object) -> list[Fact]:
        sql = f"{_SELECT_FACTS} WHERE {where} ORDER BY n.path, f.place"
        return [rows.fact_of(row) for row in self._all(sql, *values)]


_HERE = "(facts > 0 OR kind = 'page')"
"""Which concepts the notes have, and not only a list that ships."""
_GENERATION = "SELECT value FROM about WHERE key = 'generation'"
_SELECT_FACTS = f"SELECT {rows.FACT_COLUMNS} FROM facts f JOIN notes n ON n.number = f.note"
