from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import NotesMissing
from graph.notes import Found, find_files
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
    (folder / "sub/gone.md").symlink_to(folder / "nowhere.md")
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
