"""A first build of many texts can be asked after its first commit and goes on where it stopped."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from embeddings import HashEncoder, Vectors
from graph.building import BuildRequest, build, embedding
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage.schema import DATABASE

SOME = 20
"""Texts encoded together, so that a few notes are many."""


class Slow(HashEncoder):
    """Calls `on_batch` before each batch, and counts the texts."""

    def __init__(self, on_batch: Callable[[int], None] = lambda _: None) -> None:
        self.on_batch, self.count = on_batch, 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of the encoder without a model."""
        self.on_batch(self.count)
        self.count += len(texts)
        return super().encode(texts)


def draft(texts: Sequence[str]) -> Vectors:
    return HashEncoder().encode([text.split()[0] for text in texts])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with notes of 150 facts."""
    monkeypatch.setattr(embedding, "ENCODE_AT_ONCE", SOME)
    write(tmp_path, count=10)
    return tmp_path


def write(root: Path, *, count: int) -> None:
    (root / "notes").mkdir(exist_ok=True)
    for number in range(count):
        lines = [f"- Jar {line} on shelf {number} holds lentils" for line in range(15)]
        (root / "notes" / f"{number}.md").write_text(f"# Shelf {number}\n\n" + "\n".join(lines))


def order(root: Path, encoder: HashEncoder, *, fresh: bool = False) -> BuildRequest:
    return BuildRequest(
        [root / "notes"], root / "index", encoder, fresh=fresh, drafter_of=lambda _: draft
    )


def run(root: Path, encoder: HashEncoder, *, fresh: bool = False) -> None:
    build(order(root, encoder, fresh=fresh), on_progress=lambda *_: None)


def looked_at(root: Path) -> tuple[int, str, int]:
    """Return the facts, the share encoded, and the problems that a deep check finds."""
    with Knowledge(Settings(index=root / "index", encoder="hash")) as knowledge:
        index = knowledge.index
        assert knowledge.search("lentils on shelf 3")
        broken = [one for one in knowledge.check(deep=True) if one.kind == "damage"]
        return len(index.vectors), index.encoded_share, len(broken)


def vectors_of(root: Path) -> dict[str, bytes]:
    with Knowledge(Settings(index=root / "index", encoder="hash")) as knowledge:
        return dict(knowledge.index.connection.execute("SELECT digest, vector FROM vectors"))


def stop_at(count: int) -> Callable[[int], None]:
    def stop(done: int) -> None:
        if done >= count:
            raise KeyboardInterrupt

    return stop


def test_the_whole_index_can_be_asked_before_anything_is_encoded(root: Path):
    seen = []
    run(root, Slow(lambda done: seen.append(looked_at(root)) if not done else None))
    assert seen == [(150, "0 % of the facts have their vectors", 0)]
    assert looked_at(root) == (150, "", 0)


def test_the_share_grows_with_each_commit(root: Path):
    shares = []
    run(root, Slow(lambda _: shares.append(int((looked_at(root)[1] or "100").split()[0]))))
    assert shares == sorted(shares)
    assert len(set(shares)) > 3


def test_drafts_leave_nothing_behind(root: Path, tmp_path_factory: pytest.TempPathFactory):
    run(root, Slow())
    plain = tmp_path_factory.mktemp("plain")
    write(plain, count=10)
    build(BuildRequest([plain / "notes"], plain / "index", Slow()), on_progress=lambda *_: None)
    assert vectors_of(root) == vectors_of(plain)
    with sqlite3.connect(root / "index" / DATABASE) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    connection.close()


def test_the_notes_changed_last_are_encoded_first(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("graph.building.scan.RACY", 0)
    for file in (root / "notes").iterdir():
        when = 1_700_000_000 if file.stem == "7" else 1_600_000_000
        os.utime(file, (when, when))
    texts: list[str] = []

    class Watched(Slow):
        def encode(self, asked: Sequence[str]) -> Vectors:
            texts.extend(asked)
            return super().encode(asked)

    run(root, Watched())
    assert ["on shelf 7" in text for text in texts[:16]] == [True] * 15 + [False]


def test_what_comes_into_question_is_encoded_next(root: Path):
    texts: list[str] = []
    file = root / "index" / "asked.txt"

    class Asked(Slow):
        def encode(self, asked: Sequence[str]) -> Vectors:
            if not texts:
                with Knowledge(Settings(index=root / "index", encoder="hash")) as knowledge:
                    knowledge.ask("which lentils are on shelf 3?")
                    assert file.read_text()
                    file.unlink()
                    facts = knowledge.index.facts_of("3.md")
                    names = knowledge.index.numbers_of(fact.id for fact in facts)
                    knowledge.index.encode_first(names.values())
            texts.extend(asked)
            return super().encode(asked)

    run(root, Asked())
    later = [place for place, text in enumerate(texts) if "on shelf 3" in text and place >= SOME]
    assert later == list(range(SOME, SOME + len(later)))
    assert not file.exists()


@pytest.mark.parametrize("stopped", [30, 100])
def test_a_build_that_was_stopped_encodes_only_what_lacks(root: Path, stopped: int):
    first, second, whole = Slow(stop_at(stopped)), Slow(), Slow()
    with pytest.raises(KeyboardInterrupt):
        run(root, first)
    assert looked_at(root)[2] == 0
    run(root, second)
    run(root, whole, fresh=True)
    assert first.count + second.count == whole.count
    assert looked_at(root) == (150, "", 0)


def test_notes_that_changed_meanwhile_are_read_too(root: Path):
    with pytest.raises(KeyboardInterrupt):
        run(root, Slow(stop_at(40)))
    write(root, count=12)
    (root / "notes" / "3.md").unlink()
    run(root, Slow())
    assert looked_at(root) == (165, "", 0)


def test_a_whole_index_is_never_replaced_by_drafts(root: Path):
    run(root, Slow())
    before = vectors_of(root)
    with pytest.raises(KeyboardInterrupt):
        run(root, Slow(stop_at(40)), fresh=True)
    assert vectors_of(root) == before


def test_a_reader_sees_the_vectors_of_the_newest_commit(root: Path):
    knowledge = Knowledge(Settings(index=root / "index", encoder="hash"))
    nearest = []

    def look(_: int) -> None:
        query = HashEncoder().encode(["Shelf 7 > Jar 4 on shelf 7 holds lentils"])
        nearest.append(float(knowledge.index.vectors.search(query, 1)[0][0, 0]))

    run(root, Slow(look))
    look(0)
    assert nearest[-1] == pytest.approx(1.0, abs=1e-3)
    assert nearest[0] < np.float32(0.9)
    knowledge.close()


def test_an_answer_says_what_share_is_encoded(root: Path):
    with pytest.raises(KeyboardInterrupt):
        run(root, Slow(stop_at(100)))
    with Knowledge(Settings(index=root / "index", encoder="hash")) as knowledge:
        said = knowledge.ask("What does jar 4 on shelf 7 hold?").remarks
        assert any("% of the facts have their vectors" in one for one in said)
        assert "encoded" in knowledge.stats().details
