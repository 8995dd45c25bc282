"""Whatever a note says is drawn as text: nothing of it runs, loads, leads away or turns lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.knowledge import Knowledge
from graph.naming import Decision
from graph.settings import Settings
from tests.browser.page.conftest import (
    MAP,
    ROOT,
    built,
    click_node,
    moved,
    places,
    served,
    with_map,
)

pytestmark = pytest.mark.browser
See = Callable[..., Page]
# Streamlit itself asks once whether WebAssembly may be compiled; it may not, and needs not.
TRAP = """
    window.trapped = [];
    document.addEventListener("securitypolicyviolation",
        event => event.blockedURI !== "wasm-eval" &&
            window.trapped.push(`${event.violatedDirective} ${event.blockedURI}`));
    for (const name of ["alert", "confirm", "prompt", "open", "print"])
        window[name] = (...said) => window.trapped.push(`${name} ${said}`);
"""
RUNS = "img, iframe, object, embed, form, base, link, meta"
HOSTILE = {
    "javascript:alert(1).md": """\
# Handpress <img src=x onerror=alert(1)>

- Handpress <img src=x onerror=alert(1)> triggers Anvil
- Handpress uses Bellows, see [a link](javascript:alert(4)) at 5 o'clock in the morning
- Handpress is encrypted with Crate
- Handpress stores its plates in Drawer
- ![spy](https://example.org/spy.png) ![own](/noteloom/suggest?q=a) is drawn 6 times by Handpress
""",
    "a\u202egpj.md": """\
---
tags: ["</script><script>alert(5)</script>", "{{constructor.constructor('alert(6)')()}}"]
---
# Anvil

- Anvil uses Bellows
- <a href="javascript:alert(7)">press me</a> and <iframe srcdoc="<script>alert(8)</script>">
- $\\href{javascript:alert(9)}{x}$ :red[red] :material/home: is said 3 times
""",
    "bellows.md": "# Bellows\n\n- Bellows is a pump\n",
    "crate.md": "# Crate\n\n- Crate is a box\n",
    "drawer.md": "# Drawer\n\n- Drawer is a box\n",
}
NAMES = {
    "Handpress": "<img src=x onerror=alert(10)>",
    "Bellows": "javascript:alert(11)",
    "Crate": '"><svg onload=alert(12)>',
    "Drawer": "Order\u202egnp.exe",
}
PLACES = ("", "view=explore", "view=study", "view=notes", "view=gaps")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write hostile notes and build their index beside them."""
    place = built(tmp_path_factory.mktemp("hostile"), HOSTILE)
    knowledge = Knowledge(Settings(index=place / "index", encoder="hash"))
    for name, hostile in NAMES.items():
        knowledge.decide(Decision("rename", name, hostile))
    knowledge.close()
    return place


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], folder: Path) -> str:
    """Serve the page on these notes."""
    return served(serve, folder)


@pytest.fixture(scope="module")
def ids(folder: Path) -> list[str]:
    """Return the things that have a relation."""
    knowledge = Knowledge(Settings(index=folder / "index", encoder="hash"))
    return sorted({one.source for one in knowledge.index.relations() if one.type != "related_to"})


@pytest.fixture
def trapped(visit: See, address: str) -> Callable[..., Page]:
    """Open a page in which anything that runs, or that the policy had to stop, is noted."""

    def open_page(query: str = "", **more: object) -> Page:
        page = visit(f"{address}/?{query}", script=TRAP, **more)
        page.locator("#reading[data-ready], [data-testid=stDataFrame]").first.wait_for()
        return page

    return open_page


def is_harmless(page: Page) -> bool:
    """Say whether nothing ran, and nothing that could run or load was drawn."""
    page.wait_for_timeout(300)
    assert page.evaluate("window.trapped") == []
    assert page.locator(RUNS).and_(page.locator("#root *")).count() == 0
    assert page.locator("#root a[href^='javascript:' i]").count() == 0
    return page.locator("[onerror], [onload], [onclick], [srcdoc]").count() == 0


def test_the_hostile_names_are_those_on_the_map(
    trapped: Callable[..., Page], ids: list[str], folder: Path
):
    page = with_map(trapped("about=handpress"))
    names = set(
        page.eval_on_selector(MAP, "host => host.__cy.nodes().map(one => one.data('name'))")
    )
    assert {NAMES["Handpress"], NAMES["Bellows"], NAMES["Crate"]} <= names


def test_no_place_draws_anything_but_text(trapped: Callable[..., Page]):
    page = trapped(PLACES[0])
    for place in PLACES:
        assert is_harmless(moved(page, place)), place


def test_list_map_tip_legend_and_source_show_hostile_names_as_text(
    trapped: Callable[..., Page], ids: list[str], artefacts: Path
):
    page = trapped(f"about={ids[-1]}")
    for name in ids:
        with_map(moved(page, f"about={name}&similar=yes"))
        for node in places(page):
            click_node(page, node)
            expect(page.locator(".map .chosen")).to_be_visible()
        page.screenshot(path=artefacts / f"hostile-{ids.index(name)}.png")
        assert is_harmless(page)


def test_no_label_turns_the_line_or_hides_in_it(trapped: Callable[..., Page], ids: list[str]):
    page = trapped(f"about={ids[-1]}")
    for name in ids:
        with_map(moved(page, f"about={name}&similar=yes"))
        labels = page.eval_on_selector(
            MAP, "host => host.__cy.elements().map(one => one.data('label'))"
        )
        told = [*labels, page.locator("#reading").inner_text()]
        assert not [one for one in told if set(one) & set("\u202a\u202b\u202d\u202e\u2066\u2067")]


def test_a_policy_that_had_to_stop_something_is_seen(trapped: Callable[..., Page]):
    page = trapped()
    page.evaluate("document.body.append(Object.assign(new Image(), { src: '//127.0.0.1:9/' }))")
    page.wait_for_function("window.trapped.length")
    assert "img-src" in page.evaluate("window.trapped")[0]


def test_the_saved_pictures_and_files_hold_nothing_that_runs(
    trapped: Callable[..., Page], tmp_path: Path
):
    page = with_map(trapped("about=handpress"))
    with page.expect_download() as saving:
        page.get_by_label("Save as SVG").click()
    picture = tmp_path / "picture.svg"
    saving.value.save_as(picture)
    alone = page.context.new_page()
    alone.add_init_script(TRAP)
    alone.goto(picture.as_uri())
    expect(alone.locator("svg text").first).to_be_attached()
    assert alone.locator("script, a, image, foreignObject, [onload], [onerror]").count() == 0
    assert alone.evaluate("window.trapped") == []


def test_the_page_is_served_from_here_alone(address: str):
    assert address.startswith("http://127.0.0.1:")
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert "gatherUsageStats = false" in settings
    assert 'address = "127.0.0.1"' in settings
