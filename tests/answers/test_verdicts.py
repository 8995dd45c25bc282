"""Yes or no: negation, opposites and doubt in the line that answers."""

import pytest

from graph.answers.question import read_question
from graph.answers.yesno import verdict_of


@pytest.mark.parametrize(
    ("question", "line", "verdict"),
    [
        ("can pumps run dry?", "Pumps can run dry for a minute", "Yes"),
        ("can pumps run dry?", "Pumps cannot run dry", "No"),
        ("can pumps run dry?", "never let pumps run dry", "No"),
        ("does it take salty water?", "Only for non-salty water", "No"),
        ("is it impossible to restart?", "Cannot be restarted", "Yes"),
        ("can I paint it?", "Can be painted, but it does not last", "Yes"),
        ("does it work outdoors?", "Not sure about outdoors??", ""),
    ],
)
def test_the_line_says_which(question: str, line: str, verdict: str):
    assert verdict_of(read_question(question), line) == verdict
