"""What the system or SQLite refuses: each told apart with its cure, and the last index whole."""

import errno
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graph.errors import DiskFailed, DiskFull, IndexBroken, IndexBusy, IndexReadOnly, NoteloomError
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage.faults import explained, index_error
from graph.storage.publication import Publication
from graph.storage.schema import DATABASE

LAMP = "# Lamp\n\n- The lamp burns for 40 hours\n"
QUESTION = "how long does the lamp burn?"
SMALL_DISK = "2m"


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind", "cure"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), DiskFull, "free some"),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), DiskFailed, "check it"),
        (sqlite_error(sqlite3.SQLITE_READONLY_DIRECTORY), IndexReadOnly, "writable"),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), IndexBusy, "try again"),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), IndexBroken, "--fresh"),
        (sqlite_error(sqlite3.SQLITE_NOTADB), IndexBroken, "--fresh"),
        (sqlite3.OperationalError("Could not decode to UTF-8"), IndexBroken, "--fresh"),
        (OSError(errno.ENOSPC, "No space left"), DiskFull, "free some"),
        (OSError(errno.EROFS, "Read-only file system"), IndexReadOnly, "writable"),
        (OSError(errno.EIO, "Input/output error"), DiskFailed, "check it"),
    ],
)
def test_each_error_has_its_own_cure(
    tmp_path: Path, error: sqlite3.Error | OSError, kind: type[NoteloomError], cure: str
):
    found = index_error(tmp_path, error)
    assert type(found) is kind
    assert cure in str(found)
    assert ("--fresh" in str(found)) == (kind is IndexBroken)


def test_a_folder_that_is_named_from_here_is_known_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    refused = OSError(errno.EROFS, "Read-only file system", str(tmp_path / "index" / "build.lock"))
    with pytest.raises(IndexReadOnly, match="Asking goes on"), explained(Path("index")):
        raise refused
    with pytest.raises(OSError, match="Read-only"), explained(Path("ind")):
        raise refused


@pytest.fixture
def lamp(tmp_path: Path) -> Iterator[Knowledge]:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "lamp.md").write_text(LAMP, "utf-8")
    knowledge = Knowledge(Settings(index=tmp_path / "index", encoder="hash"))
    knowledge.build(tmp_path / "notes")
    yield knowledge
    knowledge.close()


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("step", ["put_text", "put_vectors", "finish", "name_commit"])
def test_a_full_disk_leaves_the_last_index_which_answers(
    lamp: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fresh: bool
):
    def full(*_: object, **__: object) -> None:
        raise sqlite_error(sqlite3.SQLITE_FULL)

    (tmp_path / "notes" / "more.md").write_text("# More\n\n- One line more\n", "utf-8")
    monkeypatch.setattr(Publication, step, full)
    with pytest.raises(DiskFull):
        lamp.build(fresh=fresh)
    lamp.close()
    assert lamp.ask(QUESTION).value == "40 hours"
    assert not (tmp_path / "index" / "fresh.db").exists()


def test_vectors_that_cannot_be_read_again_end_the_build(
    lamp: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("graph.building.embedding.ENCODE_AT_ONCE", 2)
    lines = "".join(f"- Part {number} costs {number} euros\n" for number in range(9))
    (tmp_path / "notes" / "more.md").write_text(f"# More\n\n{lines}", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("graph.storage.encoded.Encoded.some", lambda *_: iter(()))
        with pytest.raises(DiskFailed, match="run it again"):
            lamp.build()
    assert lamp.ask(QUESTION).value == "40 hours"
    lamp.build()
    assert len(lamp.index.vectors) == 10


def test_a_fresh_build_that_fails_leaves_the_last_index(lamp: Knowledge, tmp_path: Path):
    before = (tmp_path / "index" / DATABASE).read_bytes()
    (tmp_path / "notes" / "noteloom.toml").write_text("[[rename]\n", "utf-8")
    with pytest.raises(NoteloomError):
        lamp.build(fresh=True)
    assert (tmp_path / "index" / DATABASE).read_bytes() == before


def test_a_reader_of_the_old_index_goes_on_while_a_fresh_one_takes_its_place(
    lamp: Knowledge, tmp_path: Path
):
    old = lamp.index
    (tmp_path / "notes" / "lamp.md").write_text(LAMP.replace("40", "55"), "utf-8")
    lamp.build(fresh=True)
    assert [fact.plain for fact in old.all_facts()] == ["The lamp burns for 40 hours"]
    assert lamp.ask(QUESTION).value == "55 hours"
    assert lamp.index.generation > old.generation


def test_a_folder_without_a_log_is_read_as_it_lies(
    lamp: Knowledge, monkeypatch: pytest.MonkeyPatch
):
    lamp.close()
    monkeypatch.setattr("graph.storage.opening._shared", _refused)
    assert lamp.ask(QUESTION).value == "40 hours"
    assert lamp.index.is_current()


def test_a_log_that_cannot_be_shared_is_read_from_a_copy(
    lamp: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    copy = tmp_path / "copy"
    held = lamp.index
    (tmp_path / "notes" / "lamp.md").write_text(LAMP.replace("40", "55"), "utf-8")
    Knowledge(Settings(index=tmp_path / "index", encoder="hash")).build(tmp_path / "notes")
    shutil.copytree(tmp_path / "index", copy)
    assert held.paths()  # it is open, so that the log stays
    assert (copy / f"{DATABASE}-wal").stat().st_size
    monkeypatch.setattr("graph.storage.opening._shared", _refused)
    assert Knowledge(Settings(index=copy, encoder="hash")).ask(QUESTION).value == "55 hours"


def _refused(file: Path) -> sqlite3.Connection:
    raise sqlite_error(sqlite3.SQLITE_CANTOPEN)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk, and not everywhere")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_on_a_disk_that_is_full_or_read_only_everything_but_building_goes_on(
    small_disk: Path, tmp_path: Path
):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "lamp.md").write_text(LAMP, "utf-8")
    knowledge = Knowledge(Settings(index=small_disk / "index", encoder="hash"))
    knowledge.build(notes)
    for number in range(40):
        lines = (f"- part {number} {n} weighs {n * number} grams" for n in range(60))
        (notes / f"{number}.md").write_text(f"# Thing {number}\n\n" + "\n".join(lines), "utf-8")
    for fresh in (False, True, False):
        with pytest.raises(DiskFull, match="free some"):
            knowledge.build(notes, fresh=fresh)
        knowledge.close()
        assert knowledge.ask(QUESTION).value == "40 hours"
        _fill(small_disk / "filled")
    knowledge.keep_gap("what is not there?")
    knowledge.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert knowledge.ask(QUESTION).value == "40 hours"
    with pytest.raises(IndexReadOnly, match="Asking goes on"):
        knowledge.build(notes)
    knowledge.close()
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)


def _fill(file: Path) -> None:
    with file.open("ab", buffering=0) as stream, suppress(OSError):
        while stream.write(bytes(1024)) == 1024:
            pass
