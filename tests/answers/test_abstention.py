"""Whether to answer, and in which tone."""

import pytest

from graph.answers import ask
from graph.knowledge import Knowledge
from tests.vaults import Vault

GARDEN = """# Garden log

- GAR-017: the gate squeaks
- GAR-019: new hinges for the shed
- Tomatoes are watered every two days
- The pump was mended by Ruth in May
- Color chart for the fence: moss green
"""


@pytest.fixture
def garden(vault: Vault) -> Knowledge:
    return vault({"garden.md": GARDEN})


@pytest.mark.parametrize(
    "question", ["what is GAR-018?", "what does ticket GAR-071 say?", "was GAR-018 about hinges?"]
)
def test_an_id_that_is_not_written_is_not_answered_by_its_sibling(garden: Knowledge, question: str):
    assert not ask(question, garden.index).answered


@pytest.mark.parametrize("question", ["is it?", "the and of", "what are they?"])
def test_a_question_of_small_words_alone_is_not_answered(garden: Knowledge, question: str):
    assert not ask(question, garden.index).answered


def test_small_words_in_quotes_are_found_where_they_stand(garden: Knowledge):
    assert ask('"was by"', garden.index).answered is False
    assert "mended by Ruth" in ask('"by"', garden.index).text


def test_an_id_that_is_written_is_answered(garden: Knowledge):
    assert "squeaks" in ask("what is GAR-017?", garden.index).text


@pytest.mark.parametrize(
    "question", ["which color has the fence?", "who mended the pump?", "who watered Tomatoes?"]
)
def test_no_word_and_no_capital_letter_alone_makes_a_question_unanswered(
    garden: Knowledge, question: str
):
    assert ask(question, garden.index).answered


@pytest.mark.parametrize(
    "question", ["what does the zeppelin insurance cost in Norway?", "how tall is Mount Elbrus?"]
)
def test_what_is_not_written_is_never_said_surely(garden: Knowledge, question: str):
    answer = ask(question, garden.index)
    assert not (answer.answered and answer.sure)
