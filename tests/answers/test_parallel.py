"""A line that says of several things something of its own answers for each by its own clause."""

from __future__ import annotations

import pytest

from graph.answers.instead import replaced
from graph.answers.question import read_question
from graph.answers.verdict import verdict_of
from graph.records import Fact, Span

CELLS = "In the first bath the rod is positive, in the second bath it is negative"
DIETS = "Ana eats fish, Tom eats meat"
LAMPS = "oil lamps need no wire, electric ones do"
TRAINS = "the day train is direct, the night train stops in Ulm"
SHED = "shed: open in summer, closed in winter"


@pytest.mark.parametrize(
    ("question", "line", "verdict"),
    [
        ("is the rod positive in the first bath?", CELLS, "Yes"),
        ("is the rod positive in the second bath?", CELLS, "No"),
        ("do ferns need sun?", "roses need sun, ferns need shade", "No"),
        ("do roses need sun?", "roses need sun, ferns need shade", "Yes"),
        ("does the oil lamp need a wire?", LAMPS, "No"),
        ("does the electric lamp need a wire?", LAMPS, "Yes"),
        ("are cats allowed?", "dogs are allowed, cats are not", "No"),
        ("is brass magnetic?", "iron is magnetic, copper and brass are not", "No"),
        ("is room 4 quiet?", "room 3 is quiet, room 4 is loud", "No"),
        ("is the shed open in winter?", SHED, "No"),
        ("is the shed open in summer?", SHED, "Yes"),
        ("is the path steep in the north?", "flat in the south and steep in the north", "Yes"),
        ("is the path steep in the south?", "flat in the south and steep in the north", "No"),
        ("may I water it in winter?", "water it in summer, in winter never", "No"),
        ("does it take IPv6?", "takes IPv4, IPv6 and fixed routes", "Yes"),
        ("can it be painted?", "can be cut, painted and moved", "Yes"),
        ("does it run without a server?", "runs on demand, no server to feed", "Yes"),
    ],
)
def test_the_clause_on_what_is_asked_says_which(question: str, line: str, verdict: str):
    assert verdict_of(read_question(question), line) == verdict


@pytest.mark.parametrize(
    ("question", "line", "other"),
    [
        ("does Tom eat fish?", DIETS, "fish"),
        ("does Ana eat fish?", DIETS, ""),
        ("is the night train direct?", TRAINS, "direct"),
        ("is the day train direct?", TRAINS, ""),
        ("does the electric lamp need a wire?", LAMPS, ""),
    ],
)
def test_what_stands_in_the_clause_on_another_thing_is_not_said(
    question: str, line: str, other: str
):
    fact = Fact("a.md#1", "a.md", Span(0, len(line)), line, line, 1, 1)
    assert replaced(read_question(question), fact) == other
