"""Following notes on disk: what changes is found, what cannot be read is told, and it ends well."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from graph.building import News, watch
from graph.building.scan import quick_look
from graph.errors import NoteloomError
from graph.knowledge import Knowledge
from graph.settings import Settings

PATIENCE = 60.0
"""Seconds after which something that should have happened counts as not happening."""
S3 = "# S3\n\n- Object storage\n- Encrypted with KMS\n"


class Watched:
    """Notes that are followed, and what was told of them."""

    def __init__(self, root: Path) -> None:
        self.notes = root / "notes"
        self.notes.mkdir()
        (self.notes / "s3.md").write_text(S3)
        self.knowledge = Knowledge(Settings(index=root / "index", encoder="hash"))
        self.told: list[News] = []
        self.stop = Event()
        self.thread = Thread(
            target=self.knowledge.watch, args=([self.notes],),
            kwargs={"stop": self.stop, "told": self.told.append},
        )  # fmt: skip
        self.thread.start()
        self.until(lambda: self.told)

    def until(self, happens: Callable[[], object]) -> None:
        """Wait for something to happen."""
        end = time.monotonic() + PATIENCE
        while not happens():
            assert time.monotonic() < end, "it never happened"
            time.sleep(0.02)

    def lines(self) -> set[str]:
        """Return what the notes say, as the newest index has it."""
        return {fact.plain for fact in self.knowledge.index.all_facts()}

    def settled(self) -> bool:
        """Tell whether the index is what a fresh build would make."""
        return self.knowledge.index.about_build["settled"] == "1"


@contextmanager
def following(root: Path) -> Iterator[Watched]:
    watched = Watched(root)
    yield watched
    watched.stop.set()
    watched.thread.join(PATIENCE)
    watched.knowledge.close()
    assert not watched.thread.is_alive()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with following(tmp_path) as watched:
        yield watched


def test_an_edit_is_found_and_told(watched: Watched):
    (watched.notes / "s3.md").write_text(S3 + "- Buckets are global\n")
    watched.until(lambda: "Buckets are global" in watched.lines())
    watched.until(lambda: watched.told[-1].read == ("s3.md",))


def test_a_new_note_in_a_new_folder_is_found(watched: Watched):
    (watched.notes / "more").mkdir()
    (watched.notes / "more" / "sqs.md").write_text("# SQS\n\n- Queues messages\n")
    watched.until(lambda: "Queues messages" in watched.lines())


def test_a_deleted_note_is_gone(watched: Watched):
    (watched.notes / "sqs.md").write_text("# SQS\n\n- Queues messages\n")
    watched.until(lambda: "Queues messages" in watched.lines())
    (watched.notes / "sqs.md").unlink()
    watched.until(lambda: "Queues messages" not in watched.lines())


def test_a_renamed_note_is_found_under_its_new_name_only(watched: Watched):
    (watched.notes / "s3.md").rename(watched.notes / "storage.md")
    watched.until(lambda: watched.knowledge.index.paths() == ["storage.md"])


def test_a_note_that_cannot_be_read_is_told_and_the_others_go_on(watched: Watched):
    (watched.notes / "blob.md").write_bytes(bytes(range(256)) * 40)
    watched.until(lambda: any(news.skipped for news in watched.told))
    (watched.notes / "s3.md").write_text(S3 + "- Buckets are global\n")
    watched.until(lambda: "Buckets are global" in watched.lines())


def test_what_follows_from_edits_is_what_a_fresh_build_makes(watched: Watched, tmp_path: Path):
    (watched.notes / "a.md").write_text("# Zeta Queue (ZQ)\n\n- Zeta Queue is backed by S3\n")
    (watched.notes / "b.md").write_text("# Notes\n\n- ZQ is encrypted with KMS\n")
    watched.until(lambda: "ZQ is encrypted with KMS" in watched.lines() and watched.settled())
    watched.knowledge.export(tmp_path / "edited", format="jsonl")
    fresh = Knowledge(Settings(index=tmp_path / "fresh", encoder="hash"))
    fresh.build([watched.notes])
    fresh.export(tmp_path / "anew", format="jsonl")
    for file in (tmp_path / "anew").iterdir():
        assert (tmp_path / "edited" / file.name).read_text() == file.read_text()


def test_a_broken_names_file_is_told_and_mended(watched: Watched):
    (watched.notes / "noteloom.toml").write_text("[[alias")
    watched.until(lambda: any("noteloom.toml" in news.problem for news in watched.told))
    (watched.notes / "noteloom.toml").write_text('[[rename]]\nthis = "S3"\nto = "Buckets"\n')
    watched.until(lambda: "Buckets" in watched.knowledge.names().values())


def test_a_skipped_note_that_is_deleted_is_no_longer_skipped(watched: Watched):
    (watched.notes / "blob.md").write_bytes(bytes(range(256)) * 40)
    watched.until(lambda: watched.knowledge.index.skipped())
    (watched.notes / "blob.md").unlink()
    watched.until(lambda: not watched.knowledge.index.skipped())


@pytest.mark.parametrize("more", [0, 3, 12])
def test_a_vanished_mount_forgets_nothing_and_is_followed_again(watched: Watched, more: int):
    for number in range(more):
        (watched.notes / f"{number}.md").write_text(f"# Tea {number}\n\n- Cup {number} is hot\n")
    watched.until(lambda: len(watched.lines()) > more)
    before = watched.lines()
    watched.notes.rename(watched.notes.with_name("away"))
    watched.notes.mkdir()
    watched.until(lambda: any("build --forget" in news.problem for news in watched.told))
    assert watched.lines() == before
    watched.notes.rmdir()
    watched.notes.with_name("away").rename(watched.notes)
    (watched.notes / "s3.md").write_text(S3 + "- Buckets are global\n")
    watched.until(lambda: "Buckets are global" in watched.lines())


def test_a_folder_emptied_while_changes_are_polled_for_is_forgotten_when_a_build_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    with following(tmp_path) as polled:
        (polled.notes / "s3.md").unlink()
        polled.until(lambda: any("build --forget" in news.problem for news in polled.told))
        assert "Object storage" in polled.lines()
        polled.knowledge.build(forget=True)
        assert not polled.lines()


@pytest.mark.parametrize(("gone", "is_told_at_once"), [(5, True), (6, False)])
def test_notes_that_go_one_by_one_are_looked_for_as_a_whole_when_most_have(
    tmp_path: Path, gone: int, is_told_at_once: bool
):
    known = {str(tmp_path / f"{number}.md"): f"{number}.md" for number in range(10)}
    for file in list(known)[gone:]:
        Path(file).touch()
    scan = quick_look(list(known)[:gone], known, [tmp_path])
    assert (scan is not None) == is_told_at_once


def test_a_bug_is_told_and_does_not_end_it(watched: Watched, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise KeyError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(watch, "quick_look", fail)
        (watched.notes / "s3.md").write_text(S3 + "- Buckets are global\n")
        watched.until(lambda: any("KeyError" in news.problem for news in watched.told))
    watched.until(lambda: "Buckets are global" in watched.lines())


def test_a_build_of_a_folder_left_empty_forgets_its_notes_only_when_asked(tmp_path: Path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (tmp_path / "more.md").write_text("- Milk is cold\n")
    for number in range(12):
        (notes / f"{number}.md").write_text(f"- Cup {number} is hot\n")
    knowledge = Knowledge(Settings(index=tmp_path / "index", encoder="hash"))
    knowledge.build([notes, tmp_path / "more.md"])
    for file in notes.iterdir():
        file.unlink()
    with pytest.raises(NoteloomError, match="--forget"):
        knowledge.build()
    assert knowledge.build(forget=True).files == 1
    knowledge.close()


@pytest.mark.skipif(os.name == "nt", reason="permissions are kept otherwise there")
def test_only_the_user_may_read_the_index(tmp_path: Path):
    (tmp_path / "tea.md").write_text("- Tea is hot\n")
    Knowledge(Settings(index=tmp_path / "index", encoder="hash")).build([tmp_path / "tea.md"])
    assert (tmp_path / "index").stat().st_mode & 0o077 == 0
    assert not any(file.stat().st_mode & 0o077 for file in (tmp_path / "index").iterdir())
