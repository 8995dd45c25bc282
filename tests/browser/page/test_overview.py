"""Everything at once, in the browser: groups that open in place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.conftest import MORE, address_says, click_node, places, with_map

pytestmark = pytest.mark.browser


def test_a_group_of_the_overview_opens_and_moves_nothing(see: Callable[..., Page]) -> None:
    page = see("view=explore")
    page.get_by_text("Topics").click()
    before = places(with_map(page))
    group = next(name for name in before if name != "overview|")
    click_node(page, group)
    address_says(page, f"open={group}")
    page.wait_for_function(MORE, arg=len(before))
    after = places(with_map(page))
    fresh = with_map(see(page.url.split("/?", 1)[1], fresh=True))
    assert set(places(fresh)) == set(after)
    assert all(
        abs(a - b) <= 2 for name, at in before.items() for a, b in zip(at, after[name], strict=True)
    )


def test_on_a_phone_the_groups_come_first_and_their_map_behind_a_button(see: Callable[..., Page]):
    page = see("view=explore&open=x", width=390, height=844)
    expect(page.locator("#reading .group").first).to_be_visible()
    expect(page.locator(".canvas")).to_be_hidden()
    page.get_by_role("button", name="Show the map").click()
    expect(page.locator(".canvas")).to_be_visible()
