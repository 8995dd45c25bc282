"""What the box offers while one types."""

from __future__ import annotations

import pytest

from graph.screen.suggesting import offers

NOTES = {
    "port/harbour.md": "# Harbour\n\n- Harbour uses Pilot\n- Harbour uses Lighthouse\n#sea\n",
    "pilot.md": "# Pilot\n\n- Pilot integrates with Lighthouse\n",
}


@pytest.fixture
def notes(vault):
    return vault(NOTES)


def test_a_name_inside_a_question_is_completed_in_its_place(notes):
    (offer,) = offers("what relates to lightho", notes)
    assert (offer["what"], offer["value"]) == ("complete", "what relates to Lighthouse ")


def test_questions_that_the_notes_answer_are_offered_with_a_whole_name(notes):
    asked = [one["value"] for one in offers("harbour", notes) if one["what"] == "ask"]
    assert asked[0] == "what relates to Harbour?"
    assert all("Harbour?" in question for question in asked)


@pytest.mark.parametrize(
    ("typed", "value"), [("pilot in:po", "pilot in:port/ "), ("has:li", "has:link ")]
)
def test_values_of_a_filter_are_offered(notes, typed: str, value: str):
    assert value in [one["value"] for one in offers(typed, notes)]
