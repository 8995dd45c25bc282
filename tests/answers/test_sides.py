"""Two things side by side: each with its own lines, and said once."""

import pytest

from graph.knowledge import Knowledge
from tests.answers.test_answers import answered
from tests.vaults import Vault

NOTES = {
    "rigs.md": """# Sails

- Jib sail = made of cotton
- Lug sail = made of linen
- Spare sail = made of hemp

# Winch

- turns both ways
- needs grease
- stands aft
"""
}


@pytest.fixture
def knowledge(vault: Vault) -> Knowledge:
    return vault(NOTES)


def test_a_side_leaves_out_what_is_said_of_the_other(knowledge: Knowledge):
    sides = answered(knowledge, "jib sail vs lug sail", "compare").text.split("\n")
    assert ["linen" in side for side in sides] == [False, True]
    assert ["cotton" in side for side in sides] == [True, False]


def test_what_a_side_is_called_stands_in_front_of_it_once(knowledge: Knowledge):
    text = answered(knowledge, "jib sail vs lug sail", "compare").text
    assert not any("sail: Jib sail:" in line for line in text.split("\n"))
