"""Full text: texts under numbers, found by their words, in a SQLite connection that it is given.

Ranking is BM25 (Robertson and Zaragoza 2009) as FTS5 computes it. Nothing here commits: what is
added or removed belongs to the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from embeddings.bm25 import Packed, first_of
from embeddings.postings import Worded
from embeddings.query import Query, query_of
from embeddings.terms import analysed
from embeddings.typos import by_length, nearest_of

TABLE, KNOWN = "words", "words_known"
STEM_WEIGHT, SURFACE_WEIGHT = 1.0, 0.0
"""In BM25: stems decide; on real questions the very form of a word added nothing to them."""
MOST_COUNTED = 200
"""Of words that are equally near, so many are looked up to see which stands in more texts."""
SCHEMA = f"""
CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(
  stems, surfaces, tokenize = "unicode61 remove_diacritics 0 tokenchars '._'");
CREATE TABLE IF NOT EXISTS {KNOWN}(word TEXT PRIMARY KEY) WITHOUT ROWID
"""
"""The analysis is ours (`terms`), so that texts and questions go through the very same one.
The second table holds each word that the texts hold, to look for what a typo may have meant."""


class FullText:
    """Texts found by their words; the tables are made with the first text.

    With `packed`, the same texts in arrays, words are looked up and ranked there: FTS5 takes 40
    ms for a question at 100,000 texts. Phrases are always its own. `ordered` puts equally good ones
    in order: that of their numbers, if nothing else is known of them.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        packed: Packed | None = None,
        ordered: Callable[[Iterable[int]], Sequence[int]] = sorted,
    ) -> None:
        self.connection, self.packed, self._ordered = connection, packed, ordered
        self._counts: dict[tuple[str, str], int] = {}
        self._left: set[str] = set()
        """Words of texts that were removed."""

    def add(self, number: int, text: str) -> None:
        """Keep `text` under `number`, in the place of what was there."""
        self.add_all([(number, text)])

    def add_all(self, texts: Iterable[tuple[int, str]]) -> None:
        """Keep several texts, each under its number."""
        self.add_analysed((number, analysed(text)) for number, text in texts)

    def add_analysed(self, texts: Iterable[tuple[int, tuple[str, str]]]) -> None:
        """Keep several texts as `analysed` gives them, each under its number."""
        if not self._ready:
            for statement in SCHEMA.split(";"):
                self.connection.execute(statement)
        self._forget()
        rows = [(number, *analysed_text) for number, analysed_text in texts]
        self.connection.executemany(
            f"INSERT OR REPLACE INTO {TABLE}(rowid, stems, surfaces) VALUES (?, ?, ?)", rows
        )
        new = {word for _, _, surfaces in rows for word in surfaces.split()}
        self.connection.executemany(
            f"INSERT OR IGNORE INTO {KNOWN} VALUES (?)",
            ((word,) for word in sorted(new) if word.isalpha()),
        )

    def remove(self, number: int) -> None:
        """Forget the text under `number`, if there is one."""
        self.remove_all([number])

    def remove_all(self, numbers: Iterable[int]) -> None:
        """Forget several texts; their words stay known until `prune`."""
        if self._ready:
            self._forget()
            gone = [(number,) for number in numbers]
            for one in gone:
                sql = f"SELECT surfaces FROM {TABLE} WHERE rowid = ?"
                for (surfaces,) in self.connection.execute(sql, one):
                    self._left.update(filter(str.isalpha, surfaces.split()))
            self.connection.executemany(f"DELETE FROM {TABLE} WHERE rowid = ?", gone)

    def prune(self) -> None:
        """Forget those words of texts that were removed which no other text holds."""
        if not self._left:
            return
        sql = f"SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH ? LIMIT 1"
        there = self.connection.execute
        lost = [
            (word,) for word in sorted(self._left)
            if there(sql, [f'surfaces : "{word}"']).fetchone() is None
        ]  # fmt: skip
        self.connection.executemany(f"DELETE FROM {KNOWN} WHERE word = ?", lost)
        self._left.clear()
        self._forget()

    def search(self, text: str, k: int) -> list[tuple[int, float]]:
        """Return up to `k` (number, BM25 score) of texts that share a telling word, best first.

        Words in quotation marks must stand side by side in this very form. Any text is allowed.
        """
        query = query_of(text)
        if not query or k < 1 or not self._ready:
            return []
        if self.packed is not None and not query.phrases:
            found = self.packed.search(query.words, k)
        else:
            found = first_of(self._ranked(query), k)
        places = {number: n for n, number in enumerate(self._ordered(one for one, _ in found))}
        return sorted(found, key=lambda one: (-one[1], places[one[0]]))[:k]

    def _ranked(self, query: Query) -> list[tuple[int, float]]:
        rank = f"bm25({STEM_WEIGHT}, {SURFACE_WEIGHT})"
        rows = self.connection.execute(
            f"SELECT rowid, -rank FROM {TABLE} WHERE {TABLE} MATCH ? AND rank MATCH ?",
            [query.match(), rank],
        )
        return rows.fetchall()

    def frequency(self, words: Iterable[str]) -> dict[str, int]:
        """Return for each term (as `terms` gives them) how many texts hold it."""
        if self.packed is None:
            return {word: self._count(word, "stems") for word in words}
        return {word: self.packed.count(word) for word in words}

    def worded(self, after: int = 0) -> Iterator[Worded]:
        """Yield the texts above a number as they are packed, in the order of their numbers."""
        if self._ready:
            sql = f"SELECT rowid, stems, surfaces FROM {TABLE} WHERE rowid > ? ORDER BY rowid"
            for number, stems, surfaces in self.connection.execute(sql, [after]):
                said = stems.split()
                yield number, said, len(said) + surfaces.count(" ") + bool(surfaces)

    def vocabulary(self) -> list[str]:
        """Return every word that the texts hold, folded, as written, without numbers.

        It looks through the whole index; `nearest` does not.
        """
        known = sorted(word for words in self._known.values() for word in words)
        return [word for word in known if self._count(word, "surfaces")]

    def nearest(self, word: str, *, limit: int = 3) -> list[str]:
        """Return words of the texts that `word` may be a misspelling of, the likeliest first.

        Among equally near ones the word in more texts. A word that is there gives nothing.
        """
        if not self._ready or self._count(word.casefold(), "surfaces"):
            return []
        found: list[str] = []
        for alike in nearest_of(word.casefold(), self._known):
            counted = {one: self._count(one, "surfaces") for one in alike[:MOST_COUNTED]}
            there = (one for one in counted if counted[one])
            found += sorted(there, key=lambda one: (-counted[one], one))
            if len(found) >= limit:
                break
        return found[:limit]

    def beginning(self, letters: str) -> list[str]:
        """Return the words of the texts, folded, that begin with some letters."""
        if not self._ready:
            return []
        sql = f"SELECT word FROM {KNOWN} WHERE word >= ? AND word < ?"
        return [word for (word,) in self.connection.execute(sql, [letters, f"{letters}\U0010ffff"])]

    def __len__(self) -> int:
        """Return how many texts are kept."""
        if self.packed is not None:
            return len(self.packed)
        if not self._ready:
            return 0
        return int(self.connection.execute(f"SELECT count(*) FROM {TABLE}_docsize").fetchone()[0])

    @property
    def _ready(self) -> bool:
        found = "SELECT 1 FROM main.sqlite_master WHERE name = ?"
        return self.connection.execute(found, [TABLE]).fetchone() is not None

    @cached_property
    def _vocabulary_table(self) -> str:
        """Make the view of the vocabulary in the connection's own scratch space: also read-only."""
        name = f"{TABLE}_vocabulary"
        self.connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} USING fts5vocab(main, {TABLE}, col)"
        )
        return f"temp.{name}"

    @cached_property
    def _known(self) -> dict[int, list[str]]:
        """The words of the texts, by their length."""
        if not self._ready:
            return {}
        return by_length(word for (word,) in self.connection.execute(f"SELECT word FROM {KNOWN}"))

    def _count(self, word: str, column: str) -> int:
        """Return how many texts hold `word` in `column`."""
        if (word, column) not in self._counts:
            if not self._ready:
                return 0
            row = self.connection.execute(
                f"SELECT doc FROM {self._vocabulary_table} WHERE term = ? AND col = ?",
                [word, column],
            ).fetchone()
            self._counts[word, column] = row[0] if row else 0
        return self._counts[word, column]

    def _forget(self) -> None:
        self._counts.clear()
        self.__dict__.pop("_known", None)
