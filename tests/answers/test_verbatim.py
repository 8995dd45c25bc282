"""A passage as it stands in the notes finds its line first, by asking and by searching."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.answers import ask, search
from graph.storage import Index
from tests.vaults import Vault

LINES = (
    "the old mill grinds rye and oats until the river freezes",
    "oats from the mill are sold at the market every spring",
    "a mill without a river stands on the hill behind the market",
)


@pytest.fixture
def mill(vault: Vault) -> Index:
    return vault({"a.txt": "\n".join(f"- {line}" for line in LINES)}).index


@pytest.mark.parametrize("passage", ["rye and oats until the", "Sold at the Market every"])
def test_four_words_in_a_row_find_their_line(mill: Index, passage: str):
    for first in (search(passage, mill)[0], ask(passage, mill).citations[0]):
        assert passage.casefold() in first.fact.plain


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("when does the mill grind", "When does the mill grind? From May to October"),
        ("How do I get there?", "How do I get there? Take the bus"),
        ("is there parking?", "Yes, behind the barn"),
        ("who owns the mill?", "the parish"),
    ],
)
def test_what_the_notes_ask_themselves_is_answered_as_they_do(
    vault: Vault, question: str, reply: str
):
    notes = (
        "# Mill\n\n- When does the mill grind?\n  - From May to October\n\n"
        "## How do I get there?\n\nTake the bus.\n\n"
        "## Is there parking?\n\nYes, behind the barn.\n\n"
        "## More\n\nQ: Who owns the mill?\nA: the parish\n"
    )
    assert ask(question, vault({"a.md": notes}).index).text.endswith(reply)


@given(st.data())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_passage_is_typed_its_line_stands_first(mill: Index, data: st.DataObject):
    words = data.draw(st.sampled_from(LINES)).split()
    size = data.draw(st.integers(4, 6))
    start = data.draw(st.integers(0, len(words) - size))
    passage = " ".join(words[start : start + size])
    assert passage in search(passage, mill)[0].fact.plain


def test_a_line_that_only_names_something_gives_way_to_what_stands_under_it(vault: Vault):
    note = "# Eyes\n\n- my glasses\n  - left -2.25\n  - right -1.75\n"
    answer = vault({"eyes.md": note}).ask("my glasses, the left one")
    assert answer.citations[0].fact.plain == "left -2.25"
