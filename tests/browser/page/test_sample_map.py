"""The map of the sample notes: labels that do not meet, and pictures that are the same anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.views.map import FROM_LIST
from tests.browser.drawn import OUTSIDE, boxes, faults, meeting
from tests.browser.drawn import busiest as most_related
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
ZOOM = "host => host.__cy.zoom()"


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
    knowledge = Knowledge(Settings(index=folder / "index", encoder="hash"))
    return most_related(knowledge.index.relations(), BUSIEST)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_whatever_is_asked_for_is_in_view_and_can_be_read(
    see: See, busiest: list[str], depth: int, artefacts: Path
):
    page = see(f"about={busiest[-1]}")
    for rank, name in enumerate(busiest):
        found = faults(with_map(moved(page, f"about={name}&depth={depth}")))
        if rank < PICTURED:
            page.screenshot(path=artefacts / f"sample-{rank}-{depth}.png")
        assert not any(found.values()), (name, found)


@pytest.mark.parametrize(("one", "other"), [("CloudFront", "DynamoDB"), ("S3", "Lambda")])
def test_no_label_overlaps_on_a_path(see: See, one: str, other: str, artefacts: Path):
    page = with_map(see(f"q=how are {one} and {other} related?&as=path"))
    page.screenshot(path=artefacts / f"path-{one}.png")
    assert meeting(boxes(page)) == []


def test_what_is_said_of_a_thing_by_a_list_of_ours_is_marked(see: See):
    remarks = see("about=aws-lambda").locator("#reading .remark")
    expect(remarks.first).to_contain_text(f"({FROM_LIST})")


def test_two_hops_are_fitted_once_which_undo_takes_back(see: See, busiest: list[str]):
    page = with_map(see(f"about={busiest[0]}"))
    zoom, number = page.eval_on_selector(MAP, ZOOM), len(places(page))
    page.get_by_role("radio", name="2 hops").or_(page.get_by_role("button", name="2 hops")).click()
    page.wait_for_function(MORE, arg=number)
    with_map(page)
    assert page.eval_on_selector(MAP, OUTSIDE) == []
    page.get_by_label("Undo").click()
    assert page.eval_on_selector(MAP, ZOOM) == pytest.approx(zoom)


def test_at_390_pixels_the_map_opens_whole(see: See, busiest: list[str]):
    page = see(f"about={busiest[0]}&depth=2", width=390, height=844)
    page.get_by_role("button", name="Show the map").click()
    with_map(page)
    assert not any(faults(page).values())


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
    (folder / "index" / "places.db").unlink(missing_ok=True)
    other = served(serve, folder)
    assert places(with_map(visit(f"{other}/?{query}"))) == before


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
    tidy = page.get_by_role("button", name="Reset layout (1 pinned)")
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
