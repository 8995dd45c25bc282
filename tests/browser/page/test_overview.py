"""Everything at once, in the browser: groups that open in place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.conftest import MAP, MORE, address_says, click_node, places, with_map

pytestmark = pytest.mark.browser
OUTSIDE = """host => { const { x1, x2 } = host.__cy.elements(":visible").renderedBoundingBox(
    { includeOverlays: false, includeUnderlays: false });
    return [x1, x2].filter(x => x < 0 || x > host.querySelector(".canvas").clientWidth); }"""
"""How far things or lines go beyond the sides of the map."""


def test_a_group_of_the_overview_opens_and_moves_nothing(see: Callable[..., Page]) -> None:
    page = see("view=explore")
    page.get_by_text("Topics").click()
    before = places(with_map(page))
    group = next(name for name in reversed(before) if name != "overview|")
    click_node(page, group)
    address_says(page, f"open={group}")
    page.wait_for_function(MORE, arg=len(before))
    after = places(with_map(page))
    assert page.eval_on_selector(MAP, OUTSIDE) == []
    fresh = with_map(see(page.url.split("/?", 1)[1], fresh=True))
    assert set(places(fresh)) == set(after)
    assert all(
        abs(a - b) <= 2 for name, at in before.items() for a, b in zip(at, after[name], strict=True)
    )


def test_an_opened_topic_and_a_line_between_two_are_listed_with_the_lines_that_say_so(
    see: Callable[..., Page],
) -> None:
    page = with_map(see("view=explore&tab=topics"))
    topic = next(iter(places(page)))
    click_node(page, topic)
    address_says(page, f"open={topic}")
    stated = page.locator("#reading .group").first
    expect(stated.locator(".title")).to_contain_text("Relations within")
    expect(stated.locator("button.hit .line").first).to_contain_text("line")


def test_a_search_on_the_map_lights_what_it_finds_and_brings_it_into_the_middle(
    see: Callable[..., Page],
) -> None:
    page = with_map(see("q=what relates to Keysafe?"))
    page.get_by_role("searchbox", name="Find on the map").fill("barr")
    expect(page.locator(".map .said")).to_have_text("1 found")
    frame = page.locator(".canvas").bounding_box()
    assert frame is not None
    x, y = places(page)["barrel"]
    assert abs(x - frame["width"] / 2) < 2
    assert abs(y - frame["height"] / 2) < 2
    lit = page.eval_on_selector(MAP, "host => host.__cy.nodes('.lit').map(one => one.id())")
    assert lit == ["barrel"]


def test_the_map_is_coloured_by_topic_or_by_kind(see: Callable[..., Page]) -> None:
    page = with_map(see("view=explore&tab=topics"))
    colours = "host => host.__cy.nodes().map(one => one.style('border-color')).join()"
    by_topic = page.eval_on_selector(MAP, colours)
    page.get_by_role("button", name="Colour by kind").click()
    expect(page.get_by_role("button", name="Colour by topic")).to_be_visible()
    assert page.eval_on_selector(MAP, colours) != by_topic


def test_on_a_phone_the_groups_come_first_and_their_map_behind_a_button(see: Callable[..., Page]):
    page = see("view=explore&open=x", width=390, height=844)
    expect(page.locator("#reading .group").first).to_be_visible()
    expect(page.locator(".canvas")).to_be_hidden()
    page.get_by_role("button", name="Show the map").click()
    expect(page.locator(".canvas")).to_be_visible()
