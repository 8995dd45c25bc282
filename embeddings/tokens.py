"""Texts to the numbers of their pieces, by the model's own tokenizer.

The vocabulary of a model for a hundred languages takes most of a second to open, far longer than
a question takes to answer. What is written in Latin letters can only be made of pieces in Latin
letters, so an export keeps these apart, and the whole is opened for the first text that needs it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

WHOLE, LATIN, NUMBERS = "tokenizer.json", "latin.json", "latin.npy"
WORTH_PARTING = 100_000
"""Pieces from which on a vocabulary takes long to open."""
FRAMED = "TemplateProcessing"
"""What puts pieces before and behind a text, of the kinds that there are, in most vocabularies."""
_OTHER = re.compile(r"[^\x00-\u024f\u2000-\u206f\u2581]")
"""A letter that no Latin text has; the last one stands in front of what begins a word."""


class Tokens:
    """The tokenizer of an export."""

    def __init__(self, folder: Path, *, longest: int) -> None:
        """Take the folder of the export; of a text no more than `longest` pieces are seen."""
        self._folder, self._longest = folder, longest
        self._parted = (folder / LATIN).exists()

    @cached_property
    def _whole(self) -> Tokenizer:
        return self._opened(WHOLE)

    @cached_property
    def _latin(self) -> Tokenizer:
        return self._opened(LATIN)

    @cached_property
    def _numbers(self) -> list[int]:
        """The number of each Latin piece in the whole vocabulary."""
        found: list[int] = np.load(self._folder / NUMBERS).tolist()
        return found

    def _opened(self, name: str) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer: Tokenizer = Tokenizer.from_file(str(self._folder / name))
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._longest)
        return tokenizer

    def of(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the pieces of each text, with those that begin and end it."""
        if not self._parted or not all(map(_is_latin, texts)):
            return [found.ids for found in _encoded(self._whole, texts)]
        numbers = self._numbers
        return [[numbers[one] for one in found.ids] for found in _encoded(self._latin, texts)]


def _is_latin(text: str) -> bool:
    """Tell whether a text is in Latin letters, also as tokenizers make them one: µ becomes μ."""
    return text.isascii() or _OTHER.search(unicodedata.normalize("NFKC", text)) is None


def _encoded(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Encoding]:
    found: list[Encoding] = tokenizer.encode_batch_fast(list(texts))
    return found


def part(folder: Path) -> None:
    """Keep the Latin pieces of a large vocabulary apart, where that is of use."""
    known = json.loads((folder / WHOLE).read_text("utf-8"))
    model = known["model"]
    special = {one["id"] for one in known["added_tokens"]}
    usual = model["type"] == "Unigram" and (known["post_processor"] or {}).get("type") == FRAMED
    pieces = len(model["vocab"])
    if not usual or pieces < WORTH_PARTING or max(special, default=0) >= pieces:
        return
    kept = [
        n for n, (piece, _) in enumerate(model["vocab"]) if n in special or not _OTHER.search(piece)
    ]
    place = {number: n for n, number in enumerate(kept)}
    known["added_tokens"] = [one | {"id": place[one["id"]]} for one in known["added_tokens"]]
    for one in known["post_processor"]["special_tokens"].values():
        one["ids"] = [place[number] for number in one["ids"]]
    model["vocab"] = [model["vocab"][number] for number in kept]
    model["unk_id"] = place[model["unk_id"]]
    (folder / LATIN).write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    np.save(folder / NUMBERS, np.array(kept, np.int32))
