"""Where an index lies when nobody says where."""

import json
from pathlib import Path

import pytest

from graph.cli import main
from graph.collections import collections, default_index
from graph.knowledge import Knowledge


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, as somebody does who has installed the package."""
    monkeypatch.setenv("NOTELOOM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NOTELOOM_ENCODER", "hash")
    monkeypatch.delenv("NOTELOOM_INDEX", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def folder_with(tmp_path: Path, name: str, line: str) -> Path:
    (tmp_path / name).mkdir()
    (tmp_path / name / "a.md").write_text(f"# {name}\n\n- {line}\n")
    return tmp_path / name


def test_each_folder_has_an_index_of_its_own_and_the_last_is_asked(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for name, line in (("tea", "Sencha brews at 70 degrees"), ("wine", "Riesling needs cool air")):
        assert main(["build", str(folder_with(tmp_path, name, line))]) == 0
    capsys.readouterr()
    assert main(["search", "--json", "brews at"]) == 1 or "Sencha" not in capsys.readouterr().out
    listed = {one.name.rsplit("-", 1)[0]: one for one in collections()}
    assert (listed["wine"].is_current, listed["tea"].is_current) == (True, False)
    assert main(["search", "--json", "brews at", "--index", listed["tea"].name]) == 0
    assert "Sencha" in capsys.readouterr().out


def test_the_same_folder_keeps_its_index(home: Path, tmp_path: Path):
    notes = folder_with(tmp_path, "tea", "Sencha is green")
    assert default_index([notes]) == default_index([Path("tea")])
    assert default_index([notes]).parent == home


def test_a_checkout_keeps_its_index_in_data(home: Path, tmp_path: Path):
    (tmp_path / "data" / "notes").mkdir(parents=True)
    assert default_index([tmp_path]) == Path("data/index")


def test_the_command_lists_them_as_json(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["collections"]) == 1
    main(["build", str(folder_with(tmp_path, "tea", "Sencha is green"))])
    capsys.readouterr()
    assert main(["collections", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)["collections"]
    assert listed["notes"] == [str(tmp_path / "tea")]
    assert listed["current"]


def test_a_folder_of_notes_opens_as_knowledge(home: Path, tmp_path: Path):
    notes = folder_with(tmp_path, "tea", "Sencha brews at 70 degrees")
    with Knowledge(str(notes)) as knowledge:
        knowledge.build()
        assert knowledge.search("sencha")[0].fact.line == 3
    assert collections()[0].notes == (notes,)


def test_a_damaged_collection_is_listed_all_the_same(home: Path, tmp_path: Path):
    main(["build", str(folder_with(tmp_path, "tea", "Sencha is green"))])
    for file in next(home.glob("tea-*")).glob("noteloom.db*"):
        file.write_bytes(b"no database")
    assert [one.notes for one in collections()] == [()]


def test_a_first_build_that_fails_leaves_no_collection(home: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert main(["build", str(tmp_path / "empty")]) == 2
    assert collections() == []


def test_an_index_that_is_whole_is_said_to_be(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    main(["build", str(folder_with(tmp_path, "tea", "Sencha is green"))])
    capsys.readouterr()
    main(["check", "--deep"])
    assert "whole" in capsys.readouterr().out
