"""Whoever has no mouse asks, reads, filters, decides, saves and walks the map all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.conftest import address_says, with_map

pytestmark = pytest.mark.browser
See = Callable[..., Page]
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const told = at.getAttribute("aria-label") || at.closest("label")?.innerText || at.innerText;
    return (told || "").split(/[\\n,]/)[0];
}"""
"""The name of what has the focus, up to what is told beside it."""
IN_A_MENU = "() => document.activeElement.closest('[role=menu], [role=menuitem]') !== null"
"""A menu takes the focus some time after it is there; keys before that go to its button."""
MOST_STEPS = 40
"""Far more presses of Tab than any page needs."""


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Press Tab until what is focused bears a name."""
    for _ in range(MOST_STEPS):
        if page.evaluate(FOCUSED) == name:
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"no press of Tab leads to {name!r}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_question_is_asked_read_and_saved_by_keys_alone(see: See):
    page = see()
    press(page, "/")
    page.keyboard.type("how long may a function run?")
    press(page, "Enter")
    expect(page.locator("#reading .card")).to_contain_text("15 minutes")
    press(page, "ArrowDown", "Enter")
    expect(page.locator("#source .cited .text")).to_contain_text("15 minutes")
    press(page, "Escape")
    expect(page.locator("#source")).to_have_count(0)
    tab_to(page, "Save", back=True)
    press(page, "Enter")
    expect(page.get_by_role("button", name="Anki cards")).to_be_visible()
    tab_to(page, "Markdown with citations")
    with page.expect_download() as downloading:
        press(page, "Enter")
    assert "line 5" in Path(downloading.value.path()).read_text(encoding="utf-8")


def test_a_question_is_read_otherwise_and_its_similar_lines_shown_by_keys_alone(see: See):
    page = see("q=Keysafe and Watchtower")
    tab_to(page, "Look up")
    press(page, "Enter")
    expect(page.get_by_role("menuitem", name="Relations")).to_be_visible()
    page.wait_for_function(IN_A_MENU)
    for _ in range(MOST_STEPS):
        if page.evaluate(FOCUSED) == "Relations":
            break
        press(page, "ArrowDown")
    press(page, "Enter")
    address_says(page, "as=relates")
    expect(page.get_by_role("heading", name="integrates with 1")).to_be_visible()
    tab_to(page, "Include co-mentions")
    press(page, "Space")
    address_says(page, "similar=yes")


def test_the_map_is_walked_and_filtered_by_keys_alone(see: See):
    page = with_map(see("about=keysafe"))
    tab_to(page, "Map of Keysafe")
    press(page, "ArrowRight", "Space")
    address_says(page, "node=")
    rows = page.get_by_role("button", name="Runner uses Keysafe")
    before = rows.count()
    tab_to(page, "uses")
    press(page, "Space")
    address_says(page, "off=uses")
    expect(rows).to_have_count(before - 1)


def test_a_name_is_decided_by_keys_alone(see: See):
    page = see("about=courier")
    tab_to(page, "Names")
    press(page, "Enter")
    expect(page.get_by_role("combobox", name="Action")).to_be_visible()
    tab_to(page, "Name")
    page.keyboard.type("Postman")
    expect(page.get_by_text("will change")).to_be_visible()
    tab_to(page, "Apply")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Postman", exact=True)).to_be_visible()
    tab_to(page, "Undo last change")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Courier", exact=True)).to_be_visible()
