"""Lines that have another word in the place of the one that a question asks for."""

import pytest

from graph.answers.instead import replaced
from graph.answers.question import read_question
from graph.knowledge import Knowledge
from graph.records import Fact, Span
from tests.vaults import Vault


def line(text: str, *above: str) -> Fact:
    """Return a line of a note under what stands above it."""
    return Fact("1", "n.md", Span(0, len(text)), text, text, 1, 1, above)


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Was Tom born in Rome?", "Tom was born in Milan in 1970", "Rome"),
        ("Was Tom born in 1980?", "Tom was born in Milan in 1970", "1980"),
        ("Is Ana a doctor?", "Ana is a nurse", "doctor"),
        ("is the oven electric", "The oven is gas-fired", "electric"),
        ("Does the API return XML?", "The API returns JSON", "XML"),
        ("does lena play the violin", "Lena plays the cello", "violin"),
        ("Has Jo ordered soup?", "Jo ordered the fish", "soup"),
        ("Is the server running BSD?", "The server runs Debian", "BSD"),
        ("is the house made of brick", "House made of timber", "brick"),
        ("Is the name hunter?", "name: fisher", "hunter"),
    ],
)
def test_another_word_in_the_place_of_the_one_asked_for_is_told(
    question: str, said: str, other: str
):
    assert replaced(read_question(question), line(said)) == other


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Does the API return JSON?", "The API returns JSON"),
        ("Is the stay cheap?", "The stay is low in cost"),
        ("can i pick several apples with one hand", "You can pick multiple apples at once"),
        ("Can Milo swim?", "Milo swims every Tuesday"),
        ("Has Ines finished her thesis?", "Ines handed in her thesis in March"),
        ("Is the deposit refundable?", "Deposit is refunded after the stay"),
        ("can the boats be repaired", "Boats can be mended in the yard"),
        ("does it open on Saturdays", "Open Tue to Sat"),
        ("Is the clock synchronous?", "Clock: sync, twice a day"),
    ],
)
def test_what_only_puts_the_same_otherwise_replaces_nothing(question: str, said: str):
    assert not replaced(read_question(question), line(said))


def test_a_word_that_stands_above_the_line_is_said():
    question = read_question("Was the boat built in Kiel?")
    assert replaced(question, line("built in 1970 by Abel"))
    assert not replaced(question, line("built in 1970 by Abel", "Kiel"))


def test_a_line_that_denies_what_is_asked_replaces_nothing():
    assert not replaced(read_question("Is Ana a doctor?"), line("Ana is not a nurse"))


def test_what_the_notes_say_of_another_place_is_declined_and_shown(vault: Vault):
    knowledge: Knowledge = vault({"tom.md": "# Tom\n\n- Tom was born in Milan in 1970\n"})
    answer = knowledge.ask("Was Tom born in Rome?")
    assert not answer.answered
    assert "Milan" in answer.citations[0].fact.plain
    assert knowledge.ask("Was Tom born in Milan?").text.startswith("Yes")
