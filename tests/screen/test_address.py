from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.screen.address import KEYS, SEPARATOR, address_of, view_of
from graph.screen.state import INTENTS, PLACES, View

texts = st.text(max_size=40)
ids = st.text(st.characters(exclude_characters=SEPARATOR), min_size=1, max_size=20)
members = st.lists(ids, max_size=5, unique=True).map(tuple)
views = st.builds(
    View,
    place=st.sampled_from(PLACES),
    question=texts,
    intent=st.none() | st.sampled_from(INTENTS),
    within=texts,
    relation=texts,
    similar=st.booleans(),
    depth=st.integers(1, 3),
    about=texts,
    node=texts,
    fact=texts,
    edge=texts,
    hidden=members,
    opened=members,
    without=members,
    off=members,
    picture=st.booleans(),
)


@given(views)
def test_an_address_leads_back_to_the_view_it_was_made_from(view: View):
    assert view_of(address_of(view)) == view


@given(st.dictionaries(st.sampled_from(sorted(KEYS.values())), st.text(max_size=30)))
def test_no_address_breaks_the_page(address: dict[str, str]):
    view = view_of(address)
    assert view_of(address_of(view)) == view


def test_the_empty_view_has_an_empty_address():
    assert address_of(View()) == {}


def test_every_field_of_the_view_has_a_name_in_the_address():
    assert set(KEYS) == {field.name for field in fields(View)}


@pytest.mark.parametrize("depth", ["0", "9", "-1", "two", "²", ""])
def test_a_depth_that_cannot_be_is_put_right(depth: str):
    assert view_of({"q": "x", "depth": depth}) in (
        View(question="x"),
        replace(View(question="x"), depth=3),
    )
