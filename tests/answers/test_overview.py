"""What a thing is: asked in any words, answered with the line that says so."""

import pytest

from graph.answers import ask
from graph.answers.overview import asked_what
from graph.answers.reading import read_for
from graph.knowledge import Knowledge
from tests.vaults import Vault

NOTES = {
    "harbour.md": """# Quay

- has forty places in two rows
- Quay = where boats are tied up
- swept on Mondays

# Crane

- Crane: painted green last spring
- The Crane is a machine that lifts boats out of the water
"""
}


@pytest.fixture
def knowledge(vault: Vault) -> Knowledge:
    return vault(NOTES)


@pytest.mark.parametrize(
    "question",
    [
        "what is a quay?",
        "What's the quay",
        "define quay",
        "tell me about the quay",
        "Quay",
        "quay?",
    ],
)
def test_what_a_thing_is_can_be_asked_in_any_words(knowledge: Knowledge, question: str):
    assert asked_what(read_for(question, knowledge.index)) == "quay"


@pytest.mark.parametrize(
    "question", ["how many places has the quay", "what is swept on the quay", "is the quay a crane"]
)
def test_a_question_that_asks_more_is_none_of_what_a_thing_is(knowledge: Knowledge, question: str):
    assert asked_what(read_for(question, knowledge.index)) is None


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what is the quay?", "Quay = where boats are tied up"),
        ("what is a crane?", "The Crane is a machine that lifts boats out of the water"),
    ],
)
def test_the_line_that_says_what_it_is_comes_first(knowledge: Knowledge, question: str, line: str):
    answer = ask(question, knowledge.index)
    assert answer.answered
    assert answer.citations[0].fact.plain == line
    assert line in answer.text
