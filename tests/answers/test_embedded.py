"""What the encoder and the word index see of a fact."""

import pytest

from graph.answers.embedded import embedded_text
from graph.building.embedding import worded_text
from graph.records import Concept, Fact, Span

BOAT = Concept("boat", "Boat Amaryllis", aliases=("Amaryllis",))


def fact(line: str, path: str, *context: str, subject: str = "") -> Fact:
    return Fact(line, path, Span(0, 1), line, line, 1, 1, context, subject=subject or None)


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (fact("she leaks", "Old boat.md"), "Old boat > she leaks"),
        (fact("she leaks", "Old boat.md", "Old boat", "Hull"), "Old boat > Hull > she leaks"),
        (fact("she leaks", "yard/2024-05-01.md", "Hull"), "Hull > she leaks"),
        (fact("leaks", "log.md", "Amaryllis", subject="boat"), "log > Boat Amaryllis > leaks"),
    ],
)
def test_a_line_is_embedded_under_its_page_and_headings(one: Fact, text: str):
    assert embedded_text(one, {"boat": BOAT}) == text


def test_a_line_is_found_by_the_words_of_its_page():
    assert "Old boat" in worded_text(fact("she leaks", "Old boat.md", "Hull"))
