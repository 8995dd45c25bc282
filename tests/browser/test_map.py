"""The map in a real browser: it stands still, says what was done on it, and runs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import STILL
from tests.browser.pages.town import busy

Serve = Callable[..., str]
Visit = Callable[..., Page]
pytestmark = pytest.mark.browser
PAGE = Path(__file__).parent / "pages" / "map_app.py"
READY = ".map[data-ready]"
SEEN = """host => Object.fromEntries(host.__cy.nodes(":visible").map(node =>
    [node.id(), [node.renderedPosition("x"), node.renderedPosition("y")]]))"""
TYPES_SEEN = """host => [...new Set(host.__cy.edges(":visible").map(e => e.data("type")))].sort()"""
BOXES = """host => {
    const boxes = [];
    const add = (name, { x1, y1, x2, y2 }) => boxes.push([name, x1, y1, x2, y2]);
    host.__cy.nodes(":visible").forEach(n => add(n.id(), n.boundingBox({ includeLabels: true })));
    host.__cy.edges(":visible").forEach(e => add(e.id(), e.boundingBox({
        includeNodes: false, includeEdges: false, includeLabels: true, includeOverlays: false })));
    return boxes;
}"""
LIT = """host => host.__cy.elements(".lit").map(one => one.id()).sort()"""
MORE = """number => [...document.querySelectorAll("*")].some(
    one => one.shadowRoot?.querySelector(".map")?.__cy.nodes(":visible").length > number)"""
SLACK = 2.0
"""Pixels that two outlines may share: a border is one pixel, and text is drawn between pixels."""

Box = tuple[str, float, float, float, float]


@pytest.fixture(scope="module")
def address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve the page with the map."""
    places = tmp_path_factory.mktemp("map") / "places.db"
    return serve(PAGE, environment={"PLACES": str(places)})


def opened(visit: Visit, url: str, **how: Any) -> Page:
    """Open the page and wait until the map is drawn."""
    page = visit(url, **how)
    page.wait_for_selector(READY, timeout=30_000)
    return still(page)


def still(page: Page) -> Page:
    """Wait until nothing moves any more."""
    page.eval_on_selector(READY, STILL)
    return page


def seen(page: Page) -> dict[str, list[float]]:
    """Return where every visible node stands on the screen."""
    found: dict[str, list[float]] = page.eval_on_selector(READY, SEEN)
    return found


def click(page: Page, node: str, *, times: int = 1) -> None:
    """Click on a node as a reader would, on the pixels where it is drawn."""
    x, y = seen(page)[node]
    frame = page.locator(".canvas").bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + x, frame["y"] + y, click_count=times)


def reran(page: Page, runs: int) -> None:
    """Wait until the page has run so often."""
    expect(page.get_by_text(f"runs {runs}", exact=True)).to_be_visible(timeout=15_000)
    still(page)


def test_a_rerun_changes_neither_zoom_nor_places(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=busy&width=620")
    page.get_by_label("Zoom in").click()
    before = seen(page)
    page.get_by_role("button", name="Run again").click()
    reran(page, 2)
    assert seen(page) == before


def test_a_click_on_a_node_tells_the_page_and_moves_nothing(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=star")
    before = seen(page)
    click(page, "n03")
    expect(page.locator("code")).to_contain_text('"node": "n03"')
    assert seen(page) == before


def test_a_click_on_an_edge_tells_which_relation_it_is(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=star")
    x, y = page.eval_on_selector(
        READY,
        """host => { const at = host.__cy.getElementById("hub|uses|n02")
            .renderedTargetEndpoint(); return [at.x - 8, at.y]; }""",
    )
    page.locator(".canvas").click(position={"x": x, "y": y})
    expect(page.locator("code")).to_contain_text('"edge": "hub|uses|n02"')


def test_opening_in_place_leaves_what_was_there_within_two_pixels(
    visit: Visit, address: str
) -> None:
    page = opened(visit, f"{address}/?case=busy&width=620&focus=c1")
    before = seen(page)
    click(page, _one_with_more(page), times=2)
    expect(page.locator("code")).to_contain_text('"opened": [', timeout=15_000)
    still(page)
    after = seen(page)
    assert len(after) > len(before)
    assert all(_near(after[node], at) for node, at in before.items())


def test_undo_takes_back_what_was_hidden_and_redo_hides_it_again(
    visit: Visit, address: str
) -> None:
    page = opened(visit, f"{address}/?case=star")
    hidden = '"hidden": ["n01"]'
    click(page, "n01")
    page.get_by_role("button", name="Hide", exact=True).click()
    expect(page.locator("code")).to_contain_text(hidden)  # the page has taken the deed in
    assert "n01" not in seen(page)
    page.get_by_label("Undo").click()
    expect(page.locator("code")).not_to_contain_text(hidden)
    assert "n01" in seen(page)
    page.get_by_label("Redo").click()
    expect(page.locator("code")).to_contain_text(hidden)
    assert "n01" not in seen(page)


def test_a_dragged_thing_stays_where_it_was_put_in_a_fresh_profile(
    visit: Visit, address: str
) -> None:
    page = opened(visit, f"{address}/?case=star&n=4")
    frame = page.locator(".canvas").bounding_box()
    x, y = seen(page)["n02"]
    assert frame is not None
    page.mouse.move(frame["x"] + x, frame["y"] + y)
    page.mouse.down()
    page.mouse.move(frame["x"] + x + 70, frame["y"] + y + 90, steps=6)
    page.mouse.up()
    reran(page, 2)
    place = page.eval_on_selector(READY, "host => host.__cy.getElementById('n02').position()")
    again = opened(visit, f"{address}/?case=star&n=4", fresh=True)
    found = again.eval_on_selector(READY, "host => host.__cy.getElementById('n02').position()")
    assert _near([found["x"], found["y"]], [place["x"], place["y"]])


def test_the_legend_filters_without_a_rerun(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=busy&width=620&focus=c2")
    types = page.eval_on_selector(READY, TYPES_SEEN)
    before = seen(page)
    page.locator(f'input[data-filter="{types[0]}"]').uncheck()
    assert page.eval_on_selector(READY, TYPES_SEEN) == types[1:]
    assert seen(page).items() <= before.items()


def test_names_that_look_like_html_are_drawn_and_never_run(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=hostile")
    for node in list(seen(page)):
        click(page, node)
        expect(page.locator(".map .chosen")).to_be_visible()
    assert page.locator(".map img, .map script, .map a").count() == 0


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_picture_can_be_saved(visit: Visit, address: str, ending: str) -> None:
    page = opened(visit, f"{address}/?case=star")
    with page.expect_download() as download:
        page.get_by_label(f"Save as {ending.upper()}").click()
    saved = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == f"hub.{ending}"
    assert saved.startswith(b"\x89PNG") if ending == "png" else b">Thing 4</text>" in saved


def test_the_keys_walk_the_map_and_enter_brings_into_the_middle(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=star")
    page.get_by_label("Save as SVG").focus()
    page.locator(".stage").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("code")).to_contain_text('"focus": "n03"')


def test_escape_leaves_the_map(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=star")
    page.locator(".stage").focus()
    page.keyboard.press("Escape")
    assert not page.eval_on_selector(".stage", "one => one.matches(':focus')")


def test_the_same_question_gives_the_same_picture_on_a_server_that_knows_no_places(
    visit: Visit, address: str, serve: Serve, tmp_path: Path
) -> None:
    other = serve(PAGE, environment={"PLACES": str(tmp_path / "places.db")})
    pages = [opened(visit, f"{one}/?case=busy&width=620&focus=c8") for one in (address, other)]
    assert seen(pages[0]) == seen(pages[1])


def test_what_the_list_lights_is_lit_on_the_map(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=star")
    page.evaluate(
        """document.dispatchEvent(new CustomEvent("noteloom-light",
            { detail: { node: "n02", edge: "hub|uses|n02", from: "list" } }))"""
    )
    assert page.eval_on_selector(READY, LIT) == ["hub", "hub|uses|n02", "n02"]


def test_what_the_pointer_is_on_is_told_to_the_list(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=star")
    page.evaluate(
        """document.addEventListener("noteloom-light", event => window.told = event.detail)"""
    )
    frame, (x, y) = page.locator(".canvas").bounding_box(), seen(page)["n02"]
    assert frame is not None
    page.mouse.move(frame["x"] + x, frame["y"] + y)
    page.wait_for_function("window.told")
    assert page.evaluate("window.told") == {"node": "n02", "edge": "", "from": "map"}


def test_a_fold_opens_in_place(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=star&n=12")
    before = seen(page)
    fold = "fold|hub|uses|out"
    click(page, fold)
    expect(page.locator("code")).to_contain_text('"opened": ["fold|hub|uses|out"]')
    page.wait_for_function(MORE, arg=len(before))
    after = seen(still(page))
    assert len(after) == 13
    assert all(_near(after[node], at) for node, at in before.items() if node != fold)


def test_many_reruns_leave_one_map_on_the_page(visit: Visit, address: str) -> None:
    page = opened(visit, f"{address}/?case=star")
    for run in range(2, 12):
        page.get_by_role("button", name="Run again").click()
        expect(page.get_by_text(f"runs {run}", exact=True)).to_be_visible(timeout=15_000)
    assert page.locator(".map").count() == 1
    assert page.locator(".map canvas").count() == 3


@pytest.mark.parametrize("concept", busy().busiest(10))
def test_neither_names_nor_labels_overlap(visit: Visit, address: str, concept: str) -> None:
    page = opened(visit, f"{address}/?case=busy&width=620&focus={concept}&similar=yes")
    boxes: list[Box] = page.eval_on_selector(READY, BOXES)
    assert len(boxes) > 20
    assert _overlaps(boxes) == []


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_is_drawn_at_every_width_and_in_both_looks(
    visit: Visit, address: str, artefacts: Path, look: str, width: int
) -> None:
    page = opened(visit, f"{address}/?case=busy", width=width, look=look)
    page.screenshot(path=artefacts / f"map-{look}-{width}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".area").bounding_box()["width"] <= width  # type: ignore[index]


def _one_with_more(page: Page) -> str:
    """Return a visible thing with neighbours that are not shown."""
    name: str = page.eval_on_selector(
        READY,
        """host => host.__cy.nodes(':visible').filter(
            one => one.data("role") === "concept" && one.data("more") > 0).first().id()""",
    )
    return name


def _near(one: list[float], other: list[float]) -> bool:
    return all(abs(a - b) <= SLACK for a, b in zip(one, other, strict=True))


def _overlaps(boxes: list[Box]) -> list[tuple[str, str]]:
    return [
        (one[0], other[0])
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > SLACK
        and min(one[4], other[4]) - max(one[2], other[2]) > SLACK
    ]
