"""What the page says of decisions about names."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import naming
from graph.naming import Decision, Preview, Verb
from graph.records import Fact, Span
from graph.screen.naming import PREVIEWED, another_called, decision_of, lines_of, moves, undone
from tests.vaults import Vault


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("rename", "Barrel is no longer called Cask."),
        ("alias", "Barrel is no longer also called Cask."),
        ("merge", "Barrel and Cask are separate again."),
        ("split", "Cask can mean Barrel again."),
    ],
)
def test_a_decision_that_was_taken_back_is_told_as_a_sentence(
    tmp_path: Path, verb: Verb, said: str
):
    naming.write(decision_of(verb, "Barrel", "Cask"), tmp_path)
    assert undone(naming.undo(tmp_path)) == said


def test_a_name_that_no_line_has_is_said_to_be_new():
    nothing = Preview(Decision("alias", "Barrel", "Cask"), (), 0)
    assert moves(nothing) == "No line uses that name yet."


def test_a_preview_shows_the_first_lines_and_how_many_more_there_are():
    facts = tuple(
        Fact(f"f{at}", "n.md", Span(0, 1), "x", "x", at, at) for at in range(1, PREVIEWED + 3)
    )
    shown = lines_of(Preview(Decision("alias", "Barrel", "Cask"), facts, 0))
    assert shown[0] == "n.md, line 1: x"
    assert shown[-1] == "and 2 more"


@pytest.mark.parametrize(("name", "other"), [("Cask", "Cask"), ("Barrel", None), ("Tun", None)])
def test_a_name_of_another_thing_is_known_as_its(vault: Vault, name: str, other: str | None):
    notes = {"a.md": "# Barrel\n\n- [[Barrel]] holds [[Cask]]\n- [[Cask]] is small\n"}
    index = vault(notes).index
    barrel = index.concept("barrel")
    assert barrel is not None
    found = another_called(name, barrel, index)
    assert (found and found.name) == other
