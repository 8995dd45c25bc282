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
        ("is the shed open to the public?", "By default all sheds are private", "No"),
        ("is the rule local?", "The rule is global (not tied to a place)", "No"),
        ("is the rule global?", "The rule is global (not tied to a place)", "Yes"),
        ("do pumps have several motors?", "A pump can be rinsed (but has a single motor)", "No"),
        ("are doors opened by hand?", "Doors do not open automatically", "Yes"),
        ("can an existing shed be wired?", "Wiring only at creation", "No"),
        ("does it work outdoors?", "Not sure about outdoors??", ""),
    ],
)
def test_the_line_says_which(question: str, line: str, verdict: str):
    assert verdict_of(read_question(question), line) == verdict
