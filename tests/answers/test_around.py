"""What stands around a fact, and lines that only ask or wish."""

import pytest

from graph.answers.around import AROUND, Around, asks, wishes
from graph.answers.corpus import Reading, read_fact
from graph.records import Fact, Span


def reading(number: int, plain: str, *context: str) -> Reading:
    """Return a fact under headings as ranking sees it."""
    return read_fact(number, Fact(str(number), "n.md", Span(0, 1), plain, plain, 1, 1, context))


def row(readings: list[Reading], **first: float) -> dict[str, float]:
    """Return the signals of the first of some facts, for a question about boats and oars."""
    scores = {one.number: first.get(f"n{one.number}", 0.5) for one in readings}
    around = Around({one.number: one for one in readings}, scores, {"boat": 1.0, "oar": 3.0})
    return dict(zip(AROUND, around.row(readings[0]), strict=True))


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


def test_words_count_that_stand_in_another_line_under_the_same_heading():
    apart = [reading(1, "a boat", "Boats"), reading(2, "an oar", "Rowing")]
    together = [reading(1, "a boat", "Boats"), reading(2, "an oar", "Boats")]
    assert row(apart)["around_words"] == 0.25
    assert row(together)["around_words"] == 1.0


def test_the_best_other_line_under_the_heading_speaks_for_a_fact():
    readings = [reading(1, "a boat", "Boats"), reading(2, "an oar", "Boats")]
    assert row(readings, n1=0.4, n2=0.8)["around_best"] == 1.0
    assert row(readings, n1=0.8, n2=0.4)["around_best"] == 0.5


def test_a_line_that_says_the_question_over_again_adds_nothing():
    assert row([reading(1, "the boat has an oar")])["adds"] == 0.0
    assert row([reading(1, "the boat has an oar of ash and two of oak")])["adds"] > 0.0
