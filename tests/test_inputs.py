"""What a caller may hand to Knowledge, and what is refused with a clear word."""

import unicodedata
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.vaults import Vault


@pytest.mark.parametrize("given", ["idx", Path("idx"), Settings(Path("idx"), "hash")])
def test_an_index_is_named_by_text_path_or_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: object
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NOTELOOM_ENCODER", "hash")
    Path("v").mkdir()
    Path("v/a.md").write_text("# A\n\n- One line\n", "utf-8")
    knowledge = Knowledge(given)  # type: ignore[arg-type]
    for paths in ("v", ["v"], Path("v"), [Path("v")], ()):
        assert knowledge.build(paths).facts == 1
    assert (tmp_path / "idx" / "noteloom.db").is_file()
    knowledge.export("out.json", format="json")
    assert Path("out.json").is_file()
    knowledge.close()


@pytest.mark.parametrize("given", ["", 3, b"idx", ["idx"], Settings(None)])  # type: ignore[arg-type]
def test_what_is_no_place_is_refused(given: object):
    with pytest.raises(BadInput, match="no path"):
        Knowledge(given)  # type: ignore[arg-type]


@pytest.mark.parametrize("target", ["", 3, None, b"x"])
def test_what_is_no_path_is_not_written(tmp_path: Path, target: object):
    (tmp_path / "a.md").write_text("# A\n\n- One line\n", "utf-8")
    knowledge = Knowledge(Settings(tmp_path / "idx", "hash"))
    knowledge.build(tmp_path / "a.md")
    with pytest.raises(BadInput, match="no path"):
        knowledge.export(target, format="json")  # type: ignore[arg-type]
    knowledge.close()


@pytest.mark.parametrize("paths", [3, [3], [None], b"v", [""]])
def test_what_is_no_path_is_not_built(tmp_path: Path, paths: object):
    with pytest.raises(BadInput, match="no path"):
        Knowledge(tmp_path).build(paths)  # type: ignore[arg-type]


def test_a_path_is_found_however_its_accents_are_composed(vault: Vault):
    knowledge = vault({unicodedata.normalize("NFD", "Übung/Café.md"): "# Tea\n\n- Tea is hot\n"})
    for part in ("Übung/", "Übung/Café.md"):
        assert knowledge.search("tea", within=unicodedata.normalize("NFC", part))
