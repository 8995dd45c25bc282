"""What is let go: an index that nobody asks any more, and all but one encoder a process."""

import gc
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from embeddings import ENCODERS, HashEncoder
from embeddings.encoders import _loaded
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage import Index

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")  # those of torch
QUESTION = "how many TB have objects at most?"
OPENED: list[str] = []


class Counted(HashEncoder):
    """Says when it is opened."""

    name = "counted"

    def __init__(self) -> None:
        OPENED.append(self.name)


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setitem(ENCODERS, "counted", lambda **_: Counted())
    _loaded.cache_clear()
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "s3.md").write_text("# S3\n\n- Objects have at most 5 TB\n", "utf-8")
    gc.disable()  # nothing may wait for it
    yield tmp_path / "notes"
    gc.enable()
    OPENED.clear()


def opened() -> Knowledge:
    return Knowledge(Settings(Path("index"), "counted"))


def alive() -> tuple[int, int]:
    """Return how many indexes there are, and how many connections that are open."""
    found = [one for one in gc.get_objects() if isinstance(one, Index | sqlite3.Connection)]
    connections = [one for one in found if isinstance(one, sqlite3.Connection)]
    return len(found) - len(connections), sum(map(is_open, connections))


def is_open(connection: sqlite3.Connection) -> bool:
    try:
        connection.total_changes  # noqa: B018 - it raises
    except sqlite3.ProgrammingError:
        return False
    return True


def test_an_answer_under_way_ends_before_its_index_closes(
    notes: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(notes.parent)
    knowledge, before = opened(), alive()
    knowledge.build(notes)
    under_way = knowledge.index
    knowledge.close()
    assert [fact.plain for fact in under_way.all_facts()] == ["Objects have at most 5 TB"]
    del under_way
    assert alive() == before


def test_ten_openings_leave_no_index_and_one_encoder(notes: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(notes.parent)
    before = alive()
    for _ in range(10):
        knowledge = opened()
        knowledge.build(notes)
        assert knowledge.ask(QUESTION).answered
        knowledge.close()
        del knowledge
    assert alive() == before
    assert len(OPENED) == 1


def test_generations_that_follow_each_other_leave_one_index(
    notes: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(notes.parent)
    before, reader, writer = alive(), opened(), opened()
    for size in range(8):
        (notes / "s3.md").write_text(f"# S3\n\n- Objects have at most {size} TB\n", "utf-8")
        writer.build(notes)
        assert reader.ask(QUESTION).citations[0].fact.plain.endswith(f"{size} TB")
    writer.close()
    assert alive()[0] == before[0] + 1
    assert alive()[1] <= before[1] + 2, "one that reads, and one that looks for newer"
    assert len(OPENED) == 1
    reader.close()
