from __future__ import annotations

import pytest

from graph.answers import ask
from graph.answers.ranges import bounds_of, holds

RATES = """# Rates

- a parcel up to and including 2 kg costs 4 €
- a parcel above 2 kg, up to and including 5 kg costs 7 €

# Offices

- Ole was treasurer from 2009 to 2012
- Karin was treasurer from 2012 to 2018
- Since 2018 Bea is treasurer
"""


@pytest.mark.parametrize(
    ("question", "line", "held"),
    [
        ("what does a parcel of 2 kg cost?", "above 2 kg, up to 5 kg: 7 €", False),
        ("what does a parcel of 3 kg cost?", "above 2 kg, up to 5 kg: 7 €", True),
        ("who was chair in 2014?", "Ida was chair from 2012 to 2018", True),
        ("who was chair in 2010?", "Ida has been chair since 2012", False),
        ("how long does 4 kg take?", "2 to 5 kg: an hour", True),
        ("how long does 4 kg take?", "2 to 5 miles: an hour", None),
        ("what does 500 kg cost?", "up to 1,000 kg: 40 €", True),
        ("who was chair?", "Ida has been chair since 2012", None),
        ("what is closed when the wind is above 6 knots?", "above 6 knots: the pier", None),
        ("wer war 2010 Vorstand?", "seit 2012 Ida", False),
    ],
)
def test_a_range_holds_the_amount_that_is_asked_or_not(
    question: str, line: str, held: bool | None
) -> None:
    assert holds(question, line) is held


def test_an_end_belongs_to_a_range_unless_it_is_left_open() -> None:
    assert 5.0 in bounds_of("up to 5 kg", "kg")
    assert 5.0 not in bounds_of("under 5 kg", "kg")
    assert "5" not in bounds_of("up to 5 kg", "kg")


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("what does a parcel of 2 kg cost?", "4 €", "7 €"),
        ("what does a parcel of 3 kg cost?", "7 €", "4 €"),
        ("who was treasurer in 2015?", "Karin", "Ole"),
    ],
)
def test_the_line_whose_range_holds_it_answers_alone(
    vault, question: str, said: str, unsaid: str
) -> None:
    text = ask(question, vault({"rates.md": RATES}).index).text
    assert said in text
    assert unsaid not in text


def test_what_was_before_a_range_is_not_answered_by_it(vault) -> None:
    index = vault({"a.md": "# Club\n\n- Ida has been chair since 2015\n- The hall is blue\n"}).index
    assert not ask("who was chair in 2010?", index).answered
    assert "Ida" in ask("who was chair in 2016?", index).text
