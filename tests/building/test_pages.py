"""Pages, links and captions stay right when notes come, go and change their names."""

from pathlib import Path

import pytest

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.vaults import Vault

FIRST = {"Old Mill.md": "It turns.\n", "a/Ada.md": "[[Old Mill#Wheel|The wheel]] is wet\n"}


@pytest.mark.parametrize(
    "second",
    [
        FIRST | {"Old Mill.md": "# Water house\n\nIt turns.\n"},
        FIRST | {"b/Old Mill.md": "It stands.\n"},
        {"a/Ada.md": FIRST["a/Ada.md"], "b/Old Mill.md": "It stands.\n"},
        {"a/Ada.md": FIRST["a/Ada.md"]},
        FIRST | {f"{n}.md": "# Wheel\n\nRound.\n" for n in range(3)},
    ],
)
def test_an_edit_gives_what_a_fresh_build_gives(vault: Vault, tmp_path: Path, second) -> None:
    vault(FIRST)
    edited = vault(second)
    fresh = Knowledge(Settings(index=tmp_path / "fresh", encoder="hash"))
    fresh.build([tmp_path / "notes"])
    assert list(edited.index.all_facts()) == list(fresh.index.all_facts())
    assert edited.index.concepts() == fresh.index.concepts()
    assert edited.index.sizes() == fresh.index.sizes()
    fresh.close()


def test_an_empty_page_is_a_concept(vault: Vault) -> None:
    knowledge = vault({"K5.md": "", "Ada.md": "She is tall.\n"})
    assert {"K5", "Ada"} <= {concept.name for concept in knowledge.index.concepts()}


def test_stats_say_which_lists_act(vault: Vault) -> None:
    """A list needs several long names of its field: "SAM" and "IT" are no evidence."""
    knowledge = vault({"Ada.md": "SAM is late and the IT too.\n"})
    assert knowledge.stats().details["lists"] == "aws off, software off"
