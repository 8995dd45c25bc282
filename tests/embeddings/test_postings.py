"""Packed texts rank as FTS5 ranks them, whole or in parts, in memory or from a file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings import FullText, StoreBroken
from embeddings.bm25 import Packed, Part
from embeddings.postings import packed, read_postings

WORDS = "queue queues store zebra x-forwarded-for HTTP 429 straße 京都市 the"
texts = st.lists(
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12).map(" ".join),
    min_size=1, max_size=40,
)  # fmt: skip


def _kept(said: list[str], *, first: int = 1) -> FullText:
    words = FullText(sqlite3.connect(":memory:"))
    words.add_all(enumerate(said, first))
    return words


def _ranks_as(found: list[tuple[int, float]], words: FullText, query: str, k: int) -> bool:
    """Tell whether texts are those that FTS5 finds, each with its score.

    Of texts that are equally good but for the order of a sum, any may come first.
    """
    scores = dict(words.search(query, len(words)))
    best = [score for _, score in words.search(query, k)]
    own = [scores[number] for number, _ in found]
    said = [score for _, score in found]
    return (
        said == pytest.approx(own) and said == pytest.approx(best) and len(set(found)) == len(best)
    )


@given(texts, st.integers(1, 50))
def test_packed_texts_are_found_and_scored_as_fts5_does(said: list[str], k: int) -> None:
    words = _kept(said)
    both = FullText(words.connection, packed=Packed((Part(packed(words.worded())),)))
    assert _ranks_as(both.search(WORDS, k), words, WORDS, k)
    assert both.frequency(["queue", "nothing"]) == words.frequency(["queue", "nothing"])
    assert len(both) == len(said)


@given(texts, texts, st.sets(st.integers(1, 40)))
def test_parts_without_what_is_gone_rank_as_one(
    first: list[str], then: list[str], gone: set[int]
) -> None:
    whole = _kept([*first, *then])
    old = Part(packed(_kept(first).worded()), frozenset(gone & set(range(1, len(first) + 1))))
    new = Part(packed(whole.worded(len(first))))
    whole.remove_all(old.gone)
    found = Packed((old, new)).search(["queue", "zebra", "429"], 20)[:20]
    assert _ranks_as(found, whole, "queue zebra 429", 20)


def test_what_was_saved_is_read_again_as_it_was(tmp_path: Path) -> None:
    made = packed(_kept(["a queue", "straße 京都市", "a queue of queues"]).worded())
    made.save(tmp_path / "words")
    for word in ("queue", "straße", "京都", "nothing"):
        again, before = read_postings(tmp_path / "words").of(word), made.of(word)
        assert [one.tolist() for one in again] == [one.tolist() for one in before]


@pytest.mark.parametrize("content", [b"", b"another file", b"words 1 [9]".ljust(600)])
def test_a_file_of_something_else_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "words").write_bytes(content)
    with pytest.raises(StoreBroken, match="build the index again"):
        read_postings(tmp_path / "words")
