"""Lines that only ask or wish."""

import pytest

from graph.answers.local_context import asks, wishes


@pytest.mark.parametrize("text", ["Where does it lie?", "Can it *sink?*", "Is it red?)"])
def test_a_line_that_asks_is_told(text: str):
    assert asks(text)


@pytest.mark.parametrize("text", ["I want to row", "But what if it sinks", "We'd like a sail"])
def test_a_line_that_wishes_is_told(text: str):
    assert wishes(text)


@pytest.mark.parametrize("text", ["What floats: wood", "It wants paint", "How to row: slowly"])
def test_a_line_that_says_something_neither_asks_nor_wishes(text: str):
    assert not asks(text)
    assert not wishes(text)
