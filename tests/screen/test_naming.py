"""What the page says of decisions about names."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import naming
from graph.naming import Decision, Preview, Verb
from graph.screen.naming import decision_of, moves, undone


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
