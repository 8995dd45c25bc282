"""More than fits at once: long groups, long ways, many kinds of things."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.conftest import address_says, built, served, with_map

pytestmark = pytest.mark.browser
See = Callable[..., Page]
WAY = ("Alder", "Birch", "Cedar", "Damson", "Elder", "Fir")
"""Five hops from end to end: one more than a route may have."""
USED = ("Anvil", "Basin", "Chisel", "Drill", "Easel", "Funnel", "Gauge", "Hammer")
NOTES = {
    "noteloom.toml": "[lists]\naws = true\n",
    "way.md": "".join(f"# {one}\n\n- {one} triggers {other}\n" for one, other in pairwise(WAY)),
    "end.md": f"# {WAY[-1]}\n\n- {WAY[-1]} is the end\n",
    "shop.md": "# Workshop\n\n" + "".join(f"- Workshop uses {one}\n" for one in USED),
    "tools.md": "".join(f"# {one}\n\n- {one} is a tool\n" for one in USED),
    "cloud.md": "# S3\n\n- S3 triggers Lambda\n- S3 uses Workshop\n- S3 bucket policies use IAM\n",
    "one.md": "# Ferry\n\n- the ferry leaves at 9:40\n",
    "other.md": "# Ferry\n\n- at weekends too the ferry leaves at 9:40\n",
    "empty.md": "\n",
    "broken.md": "\x00\x01 not text",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("many"), NOTES)


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], folder: Path) -> str:
    return served(serve, folder)


def test_a_long_group_shows_five_rows_and_all_at_a_click(see: See):
    page = see("q=what relates to Workshop?")
    group = page.locator("#reading .group", has=page.get_by_role("heading", name="uses"))
    rows = group.locator("button.hit")
    expect(rows).to_have_count(5)
    group.get_by_role("button", name=f"Show all {len(USED)}").click()
    expect(rows).to_have_count(len(USED))
    expect(rows.nth(5)).to_be_focused()


def test_where_no_route_is_short_enough_what_is_near_both_is_offered(see: See):
    page = see(f"q=how are {WAY[0]} and {WAY[-1]} related?&as=path")
    said = f"Your notes do not connect {WAY[0]} and {WAY[-1]}"
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    near = page.get_by_role("list", name="Closest to both").get_by_role("button")
    assert set(near.all_inner_texts()) <= set(WAY[1:-1])
    near.first.click()
    address_says(page, "about=")


def test_kinds_of_things_differ_by_colour_and_by_shape(see: See):
    page = with_map(see("about=amazon-s3"))
    signs = page.get_by_role("group", name="Things").locator("svg path")
    shapes, inks = (
        signs.evaluate_all(f"signs => signs.map(sign => sign.getAttribute('{name}'))")
        for name in ("d", "fill")
    )
    assert len(shapes) == len(set(shapes)) == len(set(inks)) > 1


def test_a_note_that_was_skipped_is_told_with_its_reason(see: See):
    page = see()
    page.get_by_role("button", name="1 skipped").click()
    expect(page.get_by_text("broken.md: ")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Notes", exact=True).click()
    row = page.get_by_role("list", name="Skipped").get_by_role("button")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("broken.md")


def test_lines_that_say_the_same_are_both_cited(see: See):
    card = see("q=when does the ferry leave at weekends?").locator("#reading .card")
    expect(card.locator(".headline")).to_contain_text("9:40")
    expect(card.get_by_role("list", name="Cited lines").locator("button.hit")).to_have_count(2)
    expect(card).not_to_contain_text("disagree")
