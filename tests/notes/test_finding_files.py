from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import NotesMissing
from graph.notes.files import Found, find_files, roots_as_text, roots_of
from graph.records import Skipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.txt", "sub/c.md", "sub/deep/d.MD", "pic.png", "noteloom.toml"):
        file = tmp_path / "notes" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Tea\n")
    return tmp_path / "notes"


def shown(*paths: Path) -> list[str]:
    return [one.path for one in find_files(paths)]


def test_paths_are_relative_to_the_folder_and_in_a_settled_order(folder):
    assert shown(folder) == ["a.txt", "b.md", "sub/c.md", "sub/deep/d.MD"]


def test_a_file_is_shown_by_its_name(folder):
    assert list(find_files([folder / "sub/c.md"])) == [Found(folder / "sub/c.md", "c.md")]


def test_with_several_paths_the_folder_comes_first(folder):
    other = folder.parent / "more"
    other.mkdir()
    (other / "e.md").write_text("Tea\n")
    assert shown(folder / "sub", other, folder / "a.txt") == [
        "sub/c.md",
        "sub/deep/d.MD",
        "more/e.md",
        "a.txt",
    ]


def test_two_folders_of_one_name_are_told_apart(folder):
    twin = folder.parent / "twin/notes"
    twin.mkdir(parents=True)
    (twin / "a.txt").write_text("Milk\n")
    assert shown(folder, twin)[-1] == "twin/notes/a.txt"


def test_a_file_is_found_once(folder):
    assert shown(folder, folder / "a.txt").count("a.txt") == 0
    assert len(shown(folder, folder / "sub")) == 4


@pytest.mark.parametrize("name", [".hidden.md", ".obsidian/x.md", "node_modules/x.md"])
def test_hidden_things_and_program_folders_are_passed_over(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("Tea\n")
    assert name not in shown(folder)


@pytest.mark.parametrize("name", [".gitignore", ".noteloomignore"])
def test_ignore_files_hold_for_their_folder(folder, name):
    (folder / "sub" / name).write_text("deep/\n/a.txt\n*.md\n!c.md\n")
    assert shown(folder) == ["a.txt", "b.md", "sub/c.md"]


def test_a_loop_of_links_ends(folder):
    (folder / "sub/loop").symlink_to(folder, target_is_directory=True)
    assert len(shown(folder)) == 4


def test_a_missing_path_is_named_before_anything_is_read(folder):
    with pytest.raises(NotesMissing, match="nowhere"):
        find_files([folder, folder / "nowhere"])


def test_a_named_file_of_another_format_is_skipped_with_the_reason(folder):
    (skipped,) = find_files([folder / "pic.png"])
    assert isinstance(skipped, Skipped)
    assert ".md" in skipped.reason


def test_an_empty_folder_gives_nothing(tmp_path):
    assert shown(tmp_path) == []


def outside(folder: Path, name: str) -> Path:
    place = folder.parent / "elsewhere" / name
    place.parent.mkdir()
    place.write_text("Secret\n")
    return place


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone.md": (lambda folder: (folder / "gone.md").symlink_to("nowhere"), "cannot be read"),
    "loop.md": (lambda folder: (folder / "loop.md").symlink_to("loop.md"), "cannot be read"),
    "pipe.md": (lambda folder: os.mkfifo(folder / "pipe.md"), "no regular file"),
    "zero.md": (lambda folder: (folder / "zero.md").symlink_to("/dev/zero"), "no regular file"),
    "caf\\xe9.md": (
        lambda folder: Path(os.fsdecode(bytes(folder) + b"/caf\xe9.md")).touch(),
        "UTF-8",
    ),
    "caf\\xe9/": (lambda folder: Path(os.fsdecode(bytes(folder) + b"/caf\xe9")).mkdir(), "UTF-8"),
    ".gitignore": (lambda folder: (folder / ".gitignore").write_text("!\n[z-a]\n"), "line 1"),
    "out.md": (lambda folder: (folder / "out.md").symlink_to(outside(folder, "x.md")), "leads out"),
    "out/": (
        lambda folder: (folder / "out").symlink_to(outside(folder, "x.md").parent),
        "leads out",
    ),
}


@pytest.mark.skipif(os.name == "nt", reason="such entries cannot be made there")
@pytest.mark.parametrize("path", BAD)
def test_a_bad_entry_is_skipped_with_its_reason_and_the_others_are_found(folder: Path, path: str):
    make, reason = BAD[path]
    make(folder)
    found = list(find_files([folder]))
    assert any(
        isinstance(one, Skipped) and reason in one.reason for one in found if one.path == path
    )
    assert [one.path for one in found if isinstance(one, Found)] == [
        "a.txt", "b.md", "sub/c.md", "sub/deep/d.MD",
    ]  # fmt: skip


def test_a_folder_that_cannot_be_opened_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def scandir(place: Path) -> object:
        if Path(place).name == "sub":
            raise PermissionError(13, "Permission denied")
        return real(place)

    real = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    assert shown(folder) == ["a.txt", "b.md", "sub/"]


def test_a_link_outside_is_followed_when_its_place_is_named_too(folder: Path):
    target = outside(folder, "x.md").parent
    (folder / "out").symlink_to(target)
    assert "elsewhere/x.md" in shown(folder, target) or "notes/out/x.md" in shown(folder, target)


def test_files_of_other_formats_are_counted_by_ending(folder: Path):
    for name in ("x.tex", "sub/y.tex", "LICENSE", "ignored.tex"):
        (folder / name).write_text("Tea\n")
    (folder / ".gitignore").write_text("ignored.*\n")
    unread: Counter[str] = Counter()
    list(find_files([folder], unread))
    assert unread == {".tex": 2, ".png": 1, "": 1}


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made there")
def test_a_folder_with_a_line_break_in_its_name_is_known_at_the_next_build(tmp_path: Path):
    folder = tmp_path / "two\nlines"
    assert roots_of(roots_as_text([folder, tmp_path])) == [folder, tmp_path]
    assert roots_of("/home/me/notes\n/home/me/more") == [
        Path("/home/me/notes"),
        Path("/home/me/more"),
    ]
