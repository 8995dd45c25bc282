"""Names on the map: on one line, cut where they are long, measured without a browser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.views.labels import clean, fitted, width_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [("two\nlines", "two lines"), ("a\x00b", "a b"), ("a\u202eb", "a b"), ("  x  ", "x")],
)
def test_a_name_is_drawn_on_one_line_and_turns_nothing(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    assert fitted("a name that is much too long", size=12, most=80).endswith("…")


def test_a_short_name_is_left_alone() -> None:
    assert fitted("short", size=12, most=80) == "short"


@given(st.text(max_size=80), st.floats(20, 200))
def test_a_fitted_name_is_never_wider_than_it_may(text: str, most: float) -> None:
    assert width_of(fitted(text, size=12, most=most), size=12) <= most + 0.001
