"""Pages: notes found in a text by their titles."""

import numpy as np
import pytest

from graph.answers.pages import named_pages, pages_of
from graph.answers.rank import Ranked
from graph.answers.ranked_query import at_most_each, with_notes
from graph.answers.retrieval_context import read_fact
from graph.records import Fact, Span

PAGES = pages_of(
    {"a.md": "Red River", "b.md": "Red River Valley", "c.md": "Harbour (film)", "d.md": "Always"}
)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("the red river floods", ["page:a.md"]),
        ("in the Red River Valley", ["page:b.md"]),
        ("it is always so", []),
        ("the song Always", ["page:d.md"]),
        ("nothing of the kind", []),
    ],
)
def test_the_longest_title_is_the_one_that_is_named(text: str, pages: list[str]):
    assert list(named_pages(text.split(), PAGES)) == pages


@pytest.mark.parametrize("text", ["what is always", "a red rivers map"])
def test_a_question_may_name_a_page_in_lower_case_and_in_another_form(text: str):
    assert list(named_pages(text.split(), PAGES, in_any_case=True))


def test_a_note_with_many_lines_on_it_comes_before_one_with_a_single_line():
    def ranked(path: str, score: float) -> Ranked:
        fact = Fact(path, path, Span(0, 1), "x", "x", 1, 1)
        return Ranked(read_fact(1, fact), score, 0.0, np.zeros(0))

    scores = [("index", 2.1), ("page", 2.0), ("page", 1.9), ("index", -9.0)]
    order = with_notes([ranked(path, score) for path, score in scores])
    assert [one.reading.fact.path for one in order] == ["page", "page", "index", "index"]


def test_a_search_gives_at_most_two_facts_of_a_note_before_those_of_others():
    def ranked(path: str) -> Ranked:
        fact = Fact(path, path, Span(0, 1), "x", "x", 1, 1)
        return Ranked(read_fact(1, fact), 0.0, 0.0, np.zeros(0))

    order = at_most_each([ranked(path) for path in ("a", "a", "a", "b")])
    assert [one.reading.fact.path for one in order] == ["a", "a", "b", "a"]
