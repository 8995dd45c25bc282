"""Clauses: where they end, and what each denies, leaves out, doubts or keeps to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language.clauses import clauses_of
from graph.language.tokens import tokens_of


def said(line: str) -> list[str]:
    return [line[clause.start : clause.end] for clause in clauses_of(line)]


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        ("the lid opens, but it sticks", ["the lid opens", "it sticks"]),
        ("washed daily; never with soap", ["washed daily", "never with soap"]),
        ("meals included, towels extra", ["meals included", "towels extra"]),
        ("buy oats, rye and the good wheat", ["buy oats, rye and the good wheat"]),
        ("she eats everything but fish", ["she eats everything but fish"]),
        ("version 2.5 runs. It is slow", ["version 2.5 runs", "It is slow"]),
    ],
)
def test_a_line_is_cut_where_another_statement_begins(line: str, clauses: list[str]):
    assert said(line) == clauses


@pytest.mark.parametrize(
    ("line", "negated"),
    [
        ("it cannot swim", True),
        ("it doesn’t swim", True),
        ("not only swims", False),
        ("free for nothing", False),
        ("es schwimmt nicht", True),
    ],
)
def test_a_clause_is_negated_by_a_word_that_denies(line: str, negated: bool):
    assert clauses_of(line)[0].negated is negated


def test_what_a_clause_leaves_out_does_not_negate_the_rest():
    (clause,) = clauses_of("Heron runs without Redis")
    assert (clause.negated, "redi" in clause.excluded) == (False, True)


@pytest.mark.parametrize(
    ("line", "only"),
    [
        ("cash only", "cash"),
        ("the hall opens only on Sundays", "sunday"),
        ("only members may enter", "member"),
    ],
)
def test_what_a_clause_is_restricted_to_stands_beside_only(line: str, only: str):
    assert only in clauses_of(line)[0].only


@pytest.mark.parametrize(
    "line", ["maybe on Monday", "on Monday??", "is it Monday?", "not sure when"]
)
def test_a_clause_that_doubts_or_asks_is_hedged(line: str):
    assert clauses_of(line)[0].hedged


@given(st.text(max_size=80))
def test_clauses_keep_the_order_and_the_places_of_their_line(line: str):
    clauses = clauses_of(line)
    assert all(one.start < one.end <= len(line) for one in clauses)
    assert [one.start for one in clauses] == sorted(one.start for one in clauses)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++ and C# on .NET 8", ["C++", "and", "C#", "on", ".NET", "8"]),
        ("atomic_write_json, DEC-0046, Node.js", ["atomic_write_json", "DEC-0046", "Node.js"]),
        ("Python 3.10 at 14:00", ["Python", "3.10", "at", "14:00"]),
        ("an after-school club", ["an", "after", "school", "club"]),
    ],
)
def test_identifiers_and_numbers_are_one_token(text: str, words: list[str]):
    assert [token.text for token in tokens_of(text) if token.is_word] == words


@pytest.mark.parametrize(
    "pair", [("Jérôme", "jerome"), ("Straße", "STRASSE"), ("Ørsted", "orsted")]
)
def test_accents_and_case_make_no_other_word(pair: tuple[str, str]):
    one, other = (tokens_of(word)[0].stem for word in pair)
    assert one == other
