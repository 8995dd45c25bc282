"""The map of the sample notes: labels that do not meet, and pictures that are the same anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from graph.knowledge import Knowledge
from graph.records import RELATED_TO
from graph.settings import Settings
from tests.browser.page.conftest import (
    MAP,
    MORE,
    ROOT,
    Places,
    address_says,
    click_node,
    moved,
    places,
    served,
    with_map,
)

pytestmark = pytest.mark.browser
See = Callable[..., Page]
BUSIEST = 10
PICTURED = 3
PATIENCE = 10.0
MOST_THINGS = 120
SLACK = 1.5
"""Pixels that two outlines may share: a border is one pixel wide."""
LEAST_TEXT = 7.0
"""Pixels of the smallest label of a picture of one hop, beside the list on a laptop."""
ZOOM = "host => host.__cy.zoom()"
BOXES = """host => {
    const found = [];
    const zoom = host.__cy.zoom();
    const add = (id, { x1, y1, x2, y2 }) =>
        found.push([id, x1 * zoom, y1 * zoom, x2 * zoom, y2 * zoom]);
    host.__cy.nodes(":visible").forEach(one =>
        add(one.id(), one.boundingBox({ includeLabels: true, includeOverlays: false })));
    host.__cy.edges(":visible").forEach(one => one.data("label") && add(one.id(), one.boundingBox(
        { includeNodes: false, includeEdges: false, includeOverlays: false })));
    return found;
}"""
Box = tuple[str, float, float, float, float]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an index of the sample."""
    place = tmp_path_factory.mktemp("sample")
    knowledge = Knowledge(Settings(index=place / "index", encoder="hash"))
    knowledge.build([ROOT / "data" / "notes"])
    knowledge.close()
    return place


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], folder: Path) -> str:
    """Serve the page on these notes."""
    return served(serve, folder)


@pytest.fixture(scope="module")
def busiest(folder: Path) -> list[str]:
    """Return the concepts with most relations that were read in a line."""
    relations = Knowledge(Settings(index=folder / "index", encoder="hash")).index.relations()
    ends = [(one.source, one.target) for one in relations if one.type != RELATED_TO]
    numbers = Counter(end for pair in ends for end in pair)
    return [name for name, _ in numbers.most_common(BUSIEST)]


def boxes(page: Page) -> list[Box]:
    """Return the box of every visible thing and of every visible label, in pixels."""
    found: list[Box] = page.eval_on_selector(MAP, BOXES)
    return found


def meeting(found: list[Box]) -> list[tuple[str, str]]:
    """Return the pairs of boxes that overlap."""
    return [
        (one[0], other[0])
        for one, other in combinations(found, 2)
        if min(one[3], other[3]) - max(one[1], other[1]) > SLACK
        and min(one[4], other[4]) - max(one[2], other[2]) > SLACK
    ]


def test_no_label_overlaps_around_the_busiest_things(see: See, busiest: list[str], artefacts: Path):
    page = see(f"about={busiest[-1]}")
    for rank, name in enumerate(busiest):
        found = boxes(with_map(moved(page, f"about={name}")))
        if rank < PICTURED:
            page.screenshot(path=artefacts / f"sample-{rank}.png")
        assert len(found) > 10, name
        assert meeting(found) == [], name
        assert 11 * page.eval_on_selector(MAP, ZOOM) >= LEAST_TEXT, name


@pytest.mark.parametrize("query", ["&similar=yes", "&depth=2", "&depth=3&similar=yes"])
def test_larger_pictures_can_be_read_and_no_label_overlaps(
    see: See, busiest: list[str], query: str
):
    page = see(f"about={busiest[3]}")
    for name in busiest[:3]:
        assert meeting(boxes(with_map(moved(page, f"about={name}{query}")))) == [], name
        assert page.eval_on_selector(MAP, "host => host.__cy.nodes().length") <= MOST_THINGS
        expect(page.locator(".map .caption")).to_contain_text("things")


@pytest.mark.parametrize(("one", "other"), [("CloudFront", "DynamoDB"), ("S3", "Lambda")])
def test_no_label_overlaps_on_a_path(see: See, one: str, other: str, artefacts: Path):
    page = with_map(see(f"q=how are {one} and {other} related?&as=path"))
    page.screenshot(path=artefacts / f"path-{one}.png")
    assert meeting(boxes(page)) == []


def test_deeper_pictures_keep_what_was_there(see: See, busiest: list[str]):
    page = with_map(see(f"about={busiest[0]}&similar=yes"))
    before = places(page)
    for depth in ("2 hops", "3 hops"):
        page.get_by_role("radio", name=depth).or_(page.get_by_role("button", name=depth)).click()
        page.wait_for_function(MORE, arg=len(before))
        after = places(page)
        for name, (x, y) in before.items():
            assert after[name] == pytest.approx([x, y], abs=2), name
        before = after


def test_the_address_brings_hidden_opened_and_filtered_to_a_fresh_profile(
    see: See, busiest: list[str]
):
    page = with_map(see(f"about={busiest[0]}&depth=2"))
    chosen = page.eval_on_selector(
        MAP, "host => host.__cy.nodes('[depth = 1][role = \"concept\"]').map(one => one.id())"
    )
    click_node(page, chosen[0])
    page.get_by_role("button", name="Hide", exact=True).click()
    page.locator(".map input[data-filter^='kind:']").last.uncheck()
    for name in ("hide=", "off="):
        address_says(page, name)
    fresh = with_map(see(page.url.split("/?", 1)[1], fresh=True))
    page.get_by_label("Show all").click()
    fresh.get_by_label("Show all").click()
    assert places(fresh) == places(page)
    assert chosen[0] not in places(fresh)


def test_the_same_question_gives_the_same_picture_on_another_machine(
    see: See,
    visit: Callable[..., Page],
    busiest: list[str],
    folder: Path,
    serve: Callable[..., str],
):
    query = f"about={busiest[4]}&depth=2"
    before = places(with_map(see(query)))
    (folder / "index" / "places.db").unlink()
    other = served(serve, folder)
    assert places(with_map(visit(f"{other}/?{query}"))) == before


def test_what_is_too_large_to_be_read_is_seen_around_its_middle_until_all_is_wanted(
    see: See, busiest: list[str]
):
    page = with_map(see(f"about={busiest[0]}&depth=3&similar=yes"))
    assert 11 * page.eval_on_selector(MAP, ZOOM) >= LEAST_TEXT
    assert busiest[0] in in_sight(page)
    page.get_by_label("Show all").click()
    assert set(in_sight(page)) == set(places(page))


def in_sight(page: Page) -> list[str]:
    """Return the things whose middle is inside the frame of the map."""
    frame = page.locator(".canvas").bounding_box()
    assert frame is not None
    wide, tall = frame["width"], frame["height"]
    return [name for name, (x, y) in places(page).items() if 0 < x < wide and 0 < y < tall]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_map_fills_the_window_and_comes_back(
    see: See, busiest: list[str], look: str, artefacts: Path
):
    page = with_map(see(f"about={busiest[0]}&depth=3", look=look))
    page.get_by_label("Fill the window").click()
    with_map(page)
    frame = page.locator(".map .area").bounding_box()
    page.screenshot(path=artefacts / f"large-{look}.png")
    assert frame is not None
    assert frame["width"] > 1200
    page.keyboard.press("Escape")
    with_map(page)
    assert page.locator(".map .area").bounding_box()["width"] < 800  # type: ignore[index]


def test_a_thing_is_moved_pinned_and_let_go_by_keys_alone(see: See, busiest: list[str]):
    page = with_map(see(f"about={busiest[0]}"))
    before = places(page)
    page.get_by_label("Save as SVG").focus()
    page.locator(".stage").focus()
    for key in ("ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
        with_map(page)
    moved = [name for name, at in places(page).items() if at != before[name]]
    assert len(moved) == 1
    page.keyboard.press("p")
    assert came_back(page, before)


def test_what_was_moved_is_tidied_and_put_back_by_undo(see: See, busiest: list[str]):
    page = with_map(see(f"about={busiest[1]}"))
    before = places(page)
    page.get_by_label("Save as SVG").focus()
    page.locator(".stage").focus()
    for key in ("ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    tidy = page.get_by_role("button", name="Tidy 1 moved")
    expect(tidy).to_be_visible()
    moved = places(with_map(page))
    tidy.click()
    assert came_back(page, before)
    page.get_by_label("Undo").click()
    assert came_back(page, moved)
    assert moved != before


def came_back(page: Page, before: Places) -> bool:
    """Say whether everything stands where it stood, as soon as the page has taken that in."""
    end = monotonic() + PATIENCE
    while places(page) != before and monotonic() < end:
        page.wait_for_timeout(50)
    return places(page) == before
