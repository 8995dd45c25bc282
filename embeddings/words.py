"""Full text: texts under numbers, found by their words, in a SQLite connection that it is given.

Ranking is BM25 (Robertson and Zaragoza 2009) as FTS5 computes it. Nothing here commits: what is
added or removed belongs to the caller's transaction.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property

from embeddings.terms import STOP_WORDS, all_terms, surfaces, terms

TABLE = "words"
STEM_WEIGHT, SURFACE_WEIGHT = 1.0, 0.2
"""In BM25: a stem counts fully; that the word also stands in the very same form, a little."""
TYPO_LETTERS = 4
"""Shorter words have too many neighbours one letter away to be mended."""
LETTERS_PER_TYPO = 4
"""One change is allowed for so many letters, never more than MOST_TYPOS."""
MOST_TYPOS = 2
PHRASE = re.compile(r'"([^"]+)"|“([^”]+)”')
"""Words in quotation marks, plain or curly: to be found side by side, in this very form."""
SCHEMA = f"""CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(
  stems, surfaces, tokenize = "unicode61 remove_diacritics 0 tokenchars '._'")"""
"""The analysis is ours (`terms`), so that texts and questions go through the very same one."""


class FullText:
    """Texts found by their words; the table is made with the first text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._counts: dict[str, int] = {}

    def add(self, number: int, text: str) -> None:
        """Keep `text` under `number`, in the place of what was there."""
        self.add_all([(number, text)])

    def add_all(self, texts: Iterable[tuple[int, str]]) -> None:
        """Keep several texts, each under its number."""
        self.connection.execute(SCHEMA)
        self._forget()
        self.connection.executemany(
            f"INSERT OR REPLACE INTO {TABLE}(rowid, stems, surfaces) VALUES (?, ?, ?)",
            ((n, " ".join(all_terms(text)), " ".join(surfaces(text))) for n, text in texts),
        )

    def remove(self, number: int) -> None:
        """Forget the text under `number`, if there is one."""
        self.remove_all([number])

    def remove_all(self, numbers: Iterable[int]) -> None:
        """Forget several texts."""
        if self._ready:
            self._forget()
            self.connection.executemany(
                f"DELETE FROM {TABLE} WHERE rowid = ?", ((number,) for number in numbers)
            )

    def search(self, text: str, k: int) -> list[tuple[int, float]]:
        """Return up to `k` (number, BM25 score) of texts that share a telling word, best first.

        Words in quotation marks must stand side by side in this very form. Any text is allowed.
        """
        wanted = query_of(text)
        if not wanted or k < 1 or not self._ready:
            return []
        rows = self.connection.execute(
            f"SELECT rowid, -bm25({TABLE}, ?, ?) AS score FROM {TABLE} WHERE {TABLE} MATCH ? "
            "ORDER BY score DESC, rowid LIMIT ?",
            [STEM_WEIGHT, SURFACE_WEIGHT, wanted, k],
        )
        return [(number, score) for number, score in rows]

    def frequency(self, words: Iterable[str]) -> dict[str, int]:
        """Return for each term (as `terms` gives them) how many texts hold it."""
        distinct = set(words)
        if self._ready:
            for word in distinct - self._counts.keys():
                row = self.connection.execute(
                    f"SELECT doc FROM {self._vocabulary_table} WHERE term = ? AND col = 'stems'",
                    [word],
                ).fetchone()
                self._counts[word] = row[0] if row else 0
        return {word: self._counts.get(word, 0) for word in distinct}

    def vocabulary(self) -> list[str]:
        """Return every word that the texts hold, folded, as written, without numbers."""
        return list(self._words)

    def nearest(self, word: str, *, limit: int = 3) -> list[str]:
        """Return words of the texts that `word` may be a misspelling of, the likeliest first.

        Nearness is the Damerau-Levenshtein distance with adjacent swaps; among equals, the word
        in more texts. A word that is there as written gives nothing.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        wanted = word.casefold()
        if len(wanted) < TYPO_LETTERS or wanted in self._words:
            return []
        most = min(MOST_TYPOS, len(wanted) // LETTERS_PER_TYPO)
        known = self._words
        near = extract(wanted, list(known), scorer=OSA.distance, score_cutoff=most, limit=None)
        near.sort(key=lambda found: (found[1], -known[found[0]], found[0]))
        return [found for found, _, _ in near[:limit]]

    def __len__(self) -> int:
        """Return how many texts are kept."""
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
    def _words(self) -> dict[str, int]:
        if not self._ready:
            return {}
        rows = self.connection.execute(
            f"SELECT term, doc FROM {self._vocabulary_table} WHERE col = 'surfaces'"
        )
        return {term: count for term, count in rows if not any(c.isdigit() for c in term)}

    def _forget(self) -> None:
        self._counts.clear()
        self.__dict__.pop("_words", None)


def query_of(text: str) -> str:
    """Return the FTS5 query for `text`: any telling word, every quoted phrase; maybe empty."""
    phrases = [surfaces(first or second) for first, second in PHRASE.findall(text)]
    required = [f"surfaces : {_quoted(' '.join(phrase))}" for phrase in phrases if phrase]
    words = terms(text) or [] if required else terms(text) or all_terms(text)
    exact = [piece for piece in surfaces(text) if piece not in STOP_WORDS]
    optional = [_any("stems", words), _any("surfaces", exact)]
    some = " OR ".join(part for part in optional if part)
    if not required:
        return some
    return " AND ".join([*required, f"({some})"] if some else required)


def _any(column: str, words: Sequence[str]) -> str:
    distinct = dict.fromkeys(words)
    return f"{column} : ({' OR '.join(map(_quoted, distinct))})" if distinct else ""


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
