"""Texts to the numbers of their pieces, by the model's own tokenizer.

The vocabulary of a model for a hundred languages takes most of a second and a hundred megabytes to
open. A text can only be made of pieces that stand in it, so an export keeps these in a table, and
a tokenizer is made of those that occur in the texts at hand: it splits them as the whole would.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WHOLE, FRAME, PIECES = "tokenizer.json", "frame.json", "pieces.db"
WORTH_PARTING = 100_000
"""Pieces from which on a vocabulary takes long to open."""
FRAMED = "TemplateProcessing"
"""What puts pieces before and behind a text, of the kinds that there are, in most vocabularies."""
TABLE = """
CREATE TABLE pieces(piece TEXT PRIMARY KEY, number INTEGER NOT NULL, score REAL NOT NULL)
WITHOUT ROWID
"""
AT_ONCE = 256
"""Texts split together, enough for every core, and words whose parts are looked up together: both
take a hundred times the memory of the numbers that come of it."""
OCCURRING = "SELECT * FROM pieces WHERE piece IN (SELECT value FROM json_each(?))"


class Tokens:
    """The tokenizer of an export."""

    def __init__(self, folder: Path, *, longest: int) -> None:
        """Take the folder of the export; of a text no more than `longest` pieces are seen."""
        self._folder, self._longest = folder, longest
        self._parted = (folder / PIECES).exists()

    @cached_property
    def _whole(self) -> Tokenizer:
        return self._opened((self._folder / WHOLE).read_text("utf-8"))

    @cached_property
    def _frame(self) -> dict[str, Any]:
        """The tokenizer with only its special pieces, these, and how long the longest piece is."""
        found: dict[str, Any] = json.loads((self._folder / FRAME).read_text("utf-8"))
        return found

    @cached_property
    def _empty(self) -> Tokenizer:
        return self._opened(json.dumps(self._frame["tokenizer"]))

    @cached_property
    def _special(self) -> re.Pattern[str]:
        added = self._frame["tokenizer"]["added_tokens"]
        return re.compile("|".join(re.escape(one["content"]) for one in added))

    def _opened(self, content: str) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer: Tokenizer = Tokenizer.from_str(content)
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._longest)
        return tokenizer

    def of(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the pieces of each text, with those that begin and end it."""
        if not self._parted:
            return list(_numbers(self._whole, texts))
        words = frozenset(chain.from_iterable(map(self._words, texts)))
        rows = [*self._frame["special"], *self._pieces(words)]
        numbers = [number for _, number, _ in rows]
        frame = self._frame["tokenizer"]
        model = frame["model"] | {"vocab": [(piece, score) for piece, _, score in rows]}
        tokenizer = self._opened(json.dumps(frame | {"model": model}))
        return [[numbers[one] for one in ids] for ids in _numbers(tokenizer, texts)]

    def _words(self, text: str) -> Iterable[str]:
        """Yield what the tokenizer takes for words of a text, each with the mark of a beginning."""
        normal, split = self._empty.normalizer, self._empty.pre_tokenizer
        for part_of_text in self._special.split(text):
            plain = normal.normalize_str(part_of_text) if normal else part_of_text
            yield from (word for word, _ in split.pre_tokenize_str(plain))

    def _pieces(self, words: Iterable[str]) -> list[tuple[str, int, float]]:
        """Return the pieces, but for the special ones, that occur in words."""
        longest: int = self._frame["longest"]
        found: dict[str, tuple[str, int, float]] = {}
        every = iter(words)
        place = f"{(self._folder / PIECES).absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(place, uri=True)) as connection:
            while some := list(islice(every, AT_ONCE)):
                inside = {
                    word[start:end]
                    for word in some
                    for start in range(len(word))
                    for end in range(start + 1, min(start + longest, len(word)) + 1)
                }
                rows = connection.execute(OCCURRING, [json.dumps(list(inside))])
                found.update((row[0], row) for row in rows)
        return list(found.values())


def _numbers(tokenizer: Tokenizer, texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield the numbers of each text, some texts at a time: a tokenizer keeps more of a piece."""
    for start in range(0, len(texts), AT_ONCE):
        for found in tokenizer.encode_batch_fast(list(texts[start : start + AT_ONCE])):
            yield found.ids


def part(folder: Path) -> None:
    """Keep the pieces of a large vocabulary in a table, where that is of use."""
    whole = json.loads((folder / WHOLE).read_text("utf-8"))
    model = whole["model"]
    special = [one["id"] for one in whole["added_tokens"]]
    usual = model["type"] == "Unigram" and (whole["post_processor"] or {}).get("type") == FRAMED
    if not usual or len(model["vocab"]) <= max(WORTH_PARTING, *special):
        return
    pieces = [(piece, number, score) for number, (piece, score) in enumerate(model["vocab"])]
    rarest = min(pieces, key=lambda row: row[2])[1]  # what is no piece is rated by this score
    kept = list(dict.fromkeys([*special, model["unk_id"], rarest]))
    place = {number: n for n, number in enumerate(kept)}
    whole["added_tokens"] = [one | {"id": place[one["id"]]} for one in whole["added_tokens"]]
    for one in whole["post_processor"]["special_tokens"].values():
        one["ids"] = [place[number] for number in one["ids"]]
    model["vocab"] = [model["vocab"][number] for number in kept]
    model["unk_id"] = place[model["unk_id"]]
    longest = max(len(piece) for piece, _, _ in pieces)
    frame = {"tokenizer": whole, "special": [pieces[n] for n in kept], "longest": longest}
    (folder / FRAME).write_text(json.dumps(frame, ensure_ascii=False), "utf-8")
    (folder / PIECES).unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / PIECES)) as connection, connection:
        connection.execute(TABLE)
        others = (row for row in pieces if row[1] not in place)
        connection.executemany("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)", others)
