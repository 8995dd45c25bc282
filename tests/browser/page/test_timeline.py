"""Time as a view: bars of facts, a brush over them, and the list and the map that follow it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.screen import words
from tests.browser.page.conftest import address_says, built, places, serious, served, with_map

pytestmark = pytest.mark.browser
See = Callable[..., Page]
NOTES = {
    "2024-01-05.md": "- [[Barge]] uses [[Lock]] and [[Crane]]\n- [[Crane]] uses [[Winch]]\n",
    "ferry.md": "# Ferry\n\n- uses [[Pier]] for boarding\n",
    "2024-04-02.md": "- [[Tulip]] uses [[Bulb]] and [[Compost]]\n- [[Compost]] uses [[Straw]]\n",
}


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve the page on notes of two months."""
    return served(serve, built(tmp_path_factory.mktemp("time"), NOTES))


def test_a_brush_over_the_months_filters_list_and_map_and_moves_nothing(see: See):
    page = see("view=explore&tab=time")
    before = places(with_map(page))
    assert len(before) == 2
    bar = page.get_by_role("button", name="April 2024: 2 facts").bounding_box()
    assert bar is not None
    page.mouse.move(bar["x"] - 5, bar["y"] + 60)
    page.mouse.down()
    page.mouse.move(bar["x"] + 5, bar["y"] + 60)
    page.mouse.up()
    address_says(page, "when=2024-03..2024-04")
    expect(page.locator("#reading .head")).to_have_text(["April 20242"])
    left = places(with_map(page))
    assert set(left) < set(before)
    assert all(left[name] == before[name] for name in left)


def test_a_period_is_chosen_and_given_up_by_keys_and_fit_for_assistive_tools(see: See):
    page = see("view=explore&tab=time&when=2024-04..2024-04")
    page.get_by_role("button", name="April 2024").focus()
    page.keyboard.press("Shift+Home")
    address_says(page, "when=2024-01..2024-04")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search.includes('when')")
    expect(page.locator("#reading .head")).to_have_count(2)


def test_notes_without_dates_say_so(see: See, folder: Path, serve: Callable[..., str]):
    page = see("view=explore")
    page.goto(f"{served(serve, folder)}/?view=explore&tab=time")
    expect(page.get_by_text(words.NO_DATES)).to_be_visible()
    page.get_by_text("Topics", exact=True).click()
    address_says(page, "tab=topics")


def test_an_inferred_relation_shows_its_line_and_the_heading_that_it_follows_from(see: See):
    page = see("about=ferry")
    page.get_by_role("list", name="uses").get_by_role("button").click()
    cited = page.locator("#source .cited .text")
    expect(cited).to_have_text(["# Ferry", "- uses [[Pier]] for boarding"])
    expect(page.locator("#source .found")).to_have_text("from the line and its heading")
