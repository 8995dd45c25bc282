"""An index of every format that was released: this version's opens, others are refused in words."""

import zipfile
from pathlib import Path

import pytest

from graph.errors import IndexFormat
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage.schema import FORMAT

KEPT = sorted((Path(__file__).parent / "released").glob("*.zip"))
QUESTION = "how many litres does the kettle hold?"


@pytest.fixture(params=KEPT, ids=lambda file: file.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(tmp_path / "index")
    return int(request.param.stem.removeprefix("format-")), tmp_path / "index"


def test_this_version_s_format_is_kept():
    assert f"format-{FORMAT}" in {file.stem for file in KEPT}


def test_an_index_opens_or_says_what_to_do(released: tuple[int, Path]):
    number, folder = released
    with Knowledge(Settings(index=folder, encoder="hash")) as knowledge:
        if number == FORMAT:
            assert knowledge.ask(QUESTION).citations[0].fact.line == 3
            return
        with pytest.raises(IndexFormat, match=f"has format {number}.*`noteloom build`"):
            knowledge.ask(QUESTION)


@pytest.mark.parametrize("fresh", [True, False])
def test_a_build_takes_the_place_of_any(released: tuple[int, Path], tmp_path: Path, *, fresh: bool):
    (tmp_path / "kettle.md").write_text("# Kettle\n\n- Holds 2 litres\n", encoding="utf-8")
    with Knowledge(Settings(index=released[1], encoder="hash")) as knowledge:
        knowledge.build([tmp_path / "kettle.md"], fresh=fresh)
        assert knowledge.ask(QUESTION).citations[0].fact.plain == "Holds 2 litres"
