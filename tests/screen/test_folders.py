from pathlib import Path

import pytest

from graph.screen.blocks import Group
from graph.screen.folders import folder_blocks, listing


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("home/b", "home/a/deep", "home/.hidden", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "home" / "a" / "one.md").write_text("# One\n")
    (tmp_path / "home" / "a" / "picture.png").write_bytes(b"x")
    (tmp_path / "home" / "out").symlink_to(tmp_path / "elsewhere")
    return tmp_path / "home"


def test_folders_under_home_are_listed_with_their_notes(home: Path):
    here = listing("", home)
    assert [(one.name, notes) for one, notes in here.inside] == [("a", 1), ("b", 0)]
    assert here.above is None


@pytest.mark.parametrize("chosen", ["..", "/", "missing", "out", "a/../../elsewhere", "a/one.md"])
def test_nothing_outside_home_is_listed(home: Path, chosen: str):
    assert listing(str(home / chosen), home).folder == home


def test_a_folder_leads_out_of_itself_again(home: Path):
    group = folder_blocks(listing(str(home / "a"), home))[0]
    assert isinstance(group, Group)
    assert [(row.name, Path(row.enter).name) for row in group.rows] == [
        ("↑ One folder up", "home"),
        ("deep", "deep"),
    ]
    assert group.note == "1 note in it, 1 folder inside."
