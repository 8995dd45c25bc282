import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Span
from graph.screen.blocks import Piece, pieces_of, spans_of

spans = st.lists(st.builds(Span, st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(st.text(max_size=50), spans)
def test_pieces_together_are_the_text(text: str, marked: list[Span]):
    assert "".join(piece.text for piece in pieces_of(text, marked)) == text


@given(st.text(max_size=30), st.text(max_size=10))
def test_words_are_marked_only_where_they_stand(text: str, words: str):
    for span in spans_of(words, text):
        assert span.of(text).casefold() == words.casefold()


def test_the_value_is_strong_whatever_its_case():
    assert pieces_of("At most 15 Mins.", spans_of("15 mins", "At most 15 Mins.")) == (
        Piece("At most "),
        Piece("15 Mins", strong=True),
        Piece("."),
    )


@pytest.mark.parametrize(
    ("words", "text", "marked"),
    [
        ("no", "heating: not gas", []),
        ("5", "15 of 5", [Span(6, 7)]),
        ("-replace", "use -replace", [Span(4, 12)]),
        ("STRASSE", "Straße", []),
    ],
)
def test_words_are_not_marked_inside_others(words: str, text: str, marked: list[Span]):
    assert spans_of(words, text) == marked
