"""List and map are one set, and nothing moves unless the reader moves it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.conftest import MAP, address_says, click_node, places, with_map

pytestmark = pytest.mark.browser
See = Callable[..., Page]


def test_a_click_on_a_node_shows_its_line_and_moves_nothing(see: See):
    page = with_map(see("about=keysafe"))
    page.get_by_label("Zoom out").click()
    before = places(with_map(page))
    click_node(page, "barrel")
    expect(page.locator("#source .cited .text")).to_have_text("- Barrel is encrypted with Keysafe")
    expect(page.locator("#reading button.hit[aria-current]")).to_contain_text("Barrel")
    assert places(page) == before


def test_a_click_on_a_node_hits_it_when_the_page_was_scrolled(see: See):
    page = with_map(see("about=keysafe", height=520))
    page.get_by_role("list", name="Mentioned in").scroll_into_view_if_needed()
    with_map(page)
    click_node(page, "watchtower")
    expect(page.locator("#source .cited .text")).to_have_text(
        "- Keysafe integrates with Watchtower"
    )


def test_picking_a_row_changes_neither_zoom_nor_places(see: See):
    page = with_map(see("about=keysafe"))
    before = places(page)
    page.get_by_role("button", name="Runner uses Keysafe").first.click()
    expect(page.locator("#source .said")).to_contain_text("Runner uses Keysafe")
    address_says(page, "edge=runner")
    assert places(page) == before


def test_a_copied_address_shows_the_same_picture_in_a_fresh_profile(see: See):
    first = with_map(see("about=barrel&depth=2"))
    second = with_map(see("about=barrel&depth=2", fresh=True))
    assert places(first) == places(second)


def test_back_and_forward_go_through_what_was_looked_at(see: See):
    page = see("about=barrel")
    page.get_by_role("button", name="Noteloom").click()
    expect(page.get_by_role("heading", name="Most written about")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Courier")).first.click()
    expect(page.get_by_role("heading", name="Courier", exact=True)).to_be_visible()
    page.wait_for_timeout(1200)  # as fast as a person who has seen where the click led
    page.go_back()
    expect(page.get_by_role("heading", name="Most written about")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Barrel", exact=True)).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", name="Most written about")).to_be_visible()


def test_what_the_legend_turns_off_leaves_the_list_too(see: See):
    page = with_map(see("about=keysafe"))
    row = page.locator("#reading").get_by_role("button", name="Runner uses Keysafe")
    rows = row.count()
    page.locator(".map").get_by_label(re.compile("^uses")).uncheck()
    address_says(page, "off=uses")
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


def test_a_row_under_the_pointer_lights_its_thing_on_the_map_and_back(see: See):
    page = with_map(see("about=keysafe"))
    page.get_by_role("button", name="Runner uses Keysafe").first.hover()
    lit = "host => host.__cy.nodes('.lit').map(node => node.id()).sort()"
    assert page.eval_on_selector(MAP, lit) == ["keysafe", "runner"]
    x, y = places(page)["barrel"]
    frame = page.locator(".canvas").bounding_box()
    assert frame is not None
    assert frame["y"] > 0, "the map stays in sight while the list is read"
    page.mouse.move(frame["x"] + x, frame["y"] + y, steps=4)
    expect(page.locator("#reading button.hit.lit").first).to_contain_text("Barrel")


def test_the_keys_still_work_after_several_questions(see: See):
    page = see("about=keysafe")
    for name in ("barrel", "runner"):
        page.keyboard.press("/")
        page.keyboard.type(name)
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=name.title(), exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Ask your notes")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#reading button.hit").first).to_be_focused()


def test_the_picture_can_be_closed_and_opened(see: See):
    page = with_map(see("about=barrel"))
    page.get_by_role("button", name="Close the map").click()
    expect(page.locator(MAP)).to_have_count(0)
    page.get_by_role("button", name="Show the map").last.click()
    expect(page.locator(MAP)).to_have_count(1)


def test_on_a_phone_the_list_comes_first_and_the_map_behind_a_button(see: See):
    page = see("q=how are Barrel and Watchtower related?&as=path", width=390, height=844)
    expect(page.get_by_text("Include co-mentions")).to_be_visible()
    expect(page.locator(".canvas")).to_be_hidden()
    card = page.locator("#reading .card").bounding_box()
    assert card is not None
    assert card["y"] < 844 / 2, "the answer begins in the upper half"
    page.get_by_role("button", name="Show the map").click()
    expect(page.locator(".canvas")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
