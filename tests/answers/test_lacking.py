"""What a question asks for and the best lines lack."""

from dataclasses import replace

import numpy as np
import pytest

from graph.answers.corpus import read_fact
from graph.answers.lacking import (
    colour_is_missing,
    count_is_missing,
    date_is_missing,
    deed_is_missing,
    number_is_missing,
    person_is_missing,
    price_is_missing,
    way_is_missing,
)
from graph.answers.question import read_question
from graph.answers.rank import Ranked
from graph.answers.signals import SIGNALS
from graph.records import Fact, Span


def ranked(*lines: str) -> list[Ranked]:
    """Return lines as ranking hands them on, the first one best; no signal speaks for any."""
    facts = [Fact(str(n), "n.md", Span(0, 1), line, line, 1, 1) for n, line in enumerate(lines)]
    silent = np.zeros(len(SIGNALS))
    return [Ranked(read_fact(n, fact), 0.0, 0.0, silent) for n, fact in enumerate(facts)]


@pytest.mark.parametrize("question", ["how long does glue dry", "max weight of a parcel"])
def test_a_number_is_missing_where_none_of_the_best_lines_gives_one(question: str):
    assert number_is_missing(read_question(question), ranked("Glue is strong", "Parcels are red"))
    assert not number_is_missing(read_question(question), ranked("Glue is strong", "5 kg, 2 days"))


@pytest.mark.parametrize("question", ["how do i glue a mug", "who has 3 parcels", "is glue cheap"])
def test_a_question_that_a_line_without_a_number_can_answer_misses_none(question: str):
    assert not number_is_missing(read_question(question), ranked("Glue is strong"))


def test_a_number_far_below_the_best_lines_is_not_the_one_that_is_meant():
    lines = ranked("Glue", "More glue", "Yet more glue", "2 days")
    assert number_is_missing(read_question("how long does glue dry"), lines)


def test_a_number_in_a_line_that_is_hardly_likely_is_not_the_one_that_is_meant():
    first, second = ranked("Glue", "2 days")
    question = read_question("how long does glue dry")
    assert number_is_missing(question, [replace(first, share=0.9), replace(second, share=0.05)])
    assert not number_is_missing(question, [replace(first, share=0.5), replace(second, share=0.4)])


@pytest.mark.parametrize("line", ["One lid for each jar", "a jar has a single lid", "Lids: 3"])
def test_how_many_may_be_said_in_words_or_beside_the_name(line: str):
    assert not count_is_missing(read_question("how many lids has a jar"), ranked(line))


@pytest.mark.parametrize("line", ["Lids are of tin", "Jars hold 300 ml"])
def test_a_number_of_something_else_is_not_how_many(line: str):
    assert count_is_missing(read_question("how many lids has a jar"), ranked(line))


@pytest.mark.parametrize(
    ("question", "line", "missing"),
    [
        ("when was Ana born", "Ana leads the choir", True),
        ("when was Ana born", "Ana, born 12 March 1984", False),
        ("when is the choir", "the choir sings on Mondays", False),
        ("when is the choir", "the choir sings at dusk", False),
        ("when does the choir sing", "the choir sings after the mass", False),
        ("where is the choir", "the choir sings", False),
    ],
)
def test_when_is_a_date_a_day_or_a_number(question: str, line: str, missing: bool):
    assert date_is_missing(read_question(question), ranked(line)[0]) is missing


@pytest.mark.parametrize(
    ("question", "line", "missing"),
    [
        ("who wrote the hymn", "a hymn by Ana", True),
        ("who wrote the hymn", "Ana wrote a hymn", False),
        ("who is Ana", "Ana leads the choir", False),
    ],
)
def test_who_did_it_is_said_by_a_line_that_speaks_of_the_deed(
    question: str, line: str, missing: bool
):
    assert deed_is_missing(read_question(question), ranked(line)[0]) is missing


@pytest.mark.parametrize(("line", "missing"), [("5 EUR each", False), ("250 g of flour", True)])
def test_a_price_is_an_amount_of_money(line: str, missing: bool):
    assert price_is_missing(read_question("price of flour per kg"), ranked(line)[0]) is missing


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Ana's email address", "ana.ruiz@example.org"),
        ("what is Ana's phone number", "mobile: 0151 234 5678"),
        ("phone number of Ana", "(555) 123-4567"),
        ("how old is Ana", "born 12 March 1984"),
        ("how old is Ana", "40 years old"),
    ],
)
def test_where_somebody_is_reached_and_how_old_they_are_is_a_value(question: str, line: str):
    assert number_is_missing(read_question(question), ranked("Ana is a nurse"))
    assert not number_is_missing(read_question(question), ranked(line))


@pytest.mark.parametrize(
    ("question", "line", "missing"),
    [
        ("who sold us the kiln", "the kiln is a second-hand Nabertherm, bought in May", False),
        ("who sold us the kiln", "the kiln is second-hand, bought in May", True),
        ("who sold us the kiln", "Kiln: second-hand", True),
        ("who fires the kiln", "my sister fires it on Fridays", False),
        ("what fires the kiln", "the kiln burns gas", False),
    ],
)
def test_who_is_a_name_or_somebody(question: str, line: str, missing: bool):
    assert person_is_missing(read_question(question), ranked(line)) is missing


@pytest.mark.parametrize(
    ("question", "line", "missing"),
    [
        ("how do I varnish the mug", "the mug is dried for 2 days", True),
        ("how do I varnish the mug", "varnishing: two thin coats", False),
        ("how to varnish a mug", "the mug is dried for 2 days", True),
        ("paint the mug", "the mug is dried for 2 days", True),
        ("glue the mug", "glue for mugs is in the drawer", False),
        ("how do I make a mug", "turn the clay on the wheel", False),
        ("how does the kiln heat", "the kiln burns gas", False),
    ],
)
def test_a_way_is_told_by_a_line_that_speaks_of_doing_it(question: str, line: str, missing: bool):
    assert way_is_missing(read_question(question), ranked(line)) is missing


@pytest.mark.parametrize(("line", "missing"), [("a mug of stoneware", True), ("blue mug", False)])
def test_a_colour_is_one_of_those_that_have_a_name(line: str, missing: bool):
    assert colour_is_missing(read_question("what colour has the mug"), ranked(line)) is missing
