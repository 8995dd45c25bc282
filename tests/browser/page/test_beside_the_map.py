"""List and map are one set, and nothing moves unless the reader moves it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
See = Callable[..., Page]
MAP = ".map[data-ready]"
PLACES = """host => Object.fromEntries(host.__cy.nodes(":visible").map(node =>
    [node.id(), [node.renderedPosition("x"), node.renderedPosition("y")]]))"""
Places = dict[str, list[float]]


def with_map(page: Page) -> Page:
    page.wait_for_selector(MAP)
    page.wait_for_timeout(400)
    return page


def places(page: Page) -> Places:
    found: Places = page.eval_on_selector(MAP, PLACES)
    return found


def click_node(page: Page, node: str) -> None:
    page.locator(".canvas").scroll_into_view_if_needed()
    x, y = places(page)[node]
    frame = page.locator(".canvas").bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + x, frame["y"] + y)


def test_a_click_on_a_node_shows_its_line_and_moves_nothing(see: See):
    page = with_map(see("about=keysafe"))
    page.get_by_label("Zoom in").click()
    page.wait_for_timeout(400)
    before = places(page)
    click_node(page, "barrel")
    expect(page.locator("#source .cited .text")).to_have_text("- Barrel is encrypted with Keysafe")
    expect(page.locator("#reading button.hit[aria-current]")).to_contain_text("Barrel")
    assert places(page) == before


def test_picking_a_row_changes_neither_zoom_nor_places(see: See):
    page = with_map(see("about=keysafe"))
    before = places(page)
    page.get_by_role("button", name="Runner uses Keysafe").first.click()
    expect(page.locator("#source .said")).to_contain_text("Runner uses Keysafe")
    expect(page).to_have_url(re.compile("edge=runner"))
    assert places(page) == before


def test_a_copied_address_shows_the_same_picture_in_a_fresh_profile(see: See):
    first = with_map(see("about=barrel&depth=2"))
    second = with_map(see("about=barrel&depth=2"))
    assert places(first) == places(second)


def test_back_and_forward_go_through_what_was_looked_at(see: See):
    page = see("about=barrel")
    page.get_by_role("button", name="Noteloom").click()
    expect(page.get_by_role("heading", name="Most is written about")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Courier")).first.click()
    expect(page.get_by_role("heading", name="Courier", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Most is written about")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Barrel", exact=True)).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", name="Most is written about")).to_be_visible()


def test_what_the_legend_turns_off_leaves_the_list_too(see: See):
    page = with_map(see("about=keysafe"))
    row = page.locator("#reading").get_by_role("button", name="Runner uses Keysafe")
    rows = row.count()
    page.locator(".map").get_by_label(re.compile("^uses")).uncheck()
    expect(page).to_have_url(re.compile("off=uses"))
    expect(row).to_have_count(rows - 1)


def test_the_list_has_every_relation_of_the_picture(see: See):
    page = with_map(see("about=barrel&depth=2"))
    edges = set(page.eval_on_selector(MAP, "host => host.__cy.edges(':visible').map(e => e.id())"))
    for more in page.locator("#reading button.more").all():
        more.click()
    listed = page.locator("#reading button.hit").evaluate_all(
        "rows => rows.map(row => row.dataset.edge)"
    )
    assert edges <= set(listed)


def test_the_picture_can_be_closed_and_opened(see: See):
    page = with_map(see("about=barrel"))
    page.get_by_role("button", name="Close the map").click()
    expect(page.locator(MAP)).to_have_count(0)
    page.get_by_role("button", name="Show the map").last.click()
    expect(page.locator(MAP)).to_have_count(1)


def test_on_a_phone_the_list_comes_first_and_the_map_behind_a_button(see: See):
    page = see("about=barrel", width=390, height=844)
    expect(page.locator(".canvas")).to_be_hidden()
    page.get_by_role("button", name="Show the map").click()
    expect(page.locator(".canvas")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
