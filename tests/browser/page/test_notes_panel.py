"""From no index at all to notes that are read, dropped and followed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.building.build import locked
from graph.knowledge import Knowledge
from graph.screen import words
from graph.settings import Settings
from tests.browser.page.conftest import MORE, built, places, serious, served, with_map

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]
READ = 60_000
"""Milliseconds for a first build on a busy machine."""
MANY = 600
"""Notes that take long enough to be read to ask something meanwhile."""
SEEN = 10_000
"""Milliseconds: a change on disk is seen within five seconds; a busy machine has twice that."""


@pytest.fixture
def fresh(serve: Callable[..., str], tmp_path: Path) -> str:
    """Serve the page where nothing was read yet."""
    places = {
        "NOTELOOM_INDEX": str(tmp_path / "index"),
        "NOTELOOM_ENCODER": "hash",
        "HOME": str(tmp_path),
        "PATIENCE": "600",
    }
    return serve(ROOT / "app.py", environment=places)


@pytest.fixture(scope="module")
def belfry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write and read a note that changes later."""
    notes = {
        "bell.md": "# Bell\n\n- Bell uses Rope\n- Bell uses Clapper\n",
        "parts.md": "# Rope\n\n- Rope is long\n\n# Clapper\n\n- Clapper is heavy\n",
    }
    return built(tmp_path_factory.mktemp("belfry"), notes)


@pytest.fixture(scope="module")
def followed(serve: Callable[..., str], belfry: Path) -> str:
    """Serve the page on notes that are followed."""
    return served(serve, belfry)


def build(index: Path, notes: Path) -> None:
    knowledge = Knowledge(Settings(index=index, encoder="hash"))
    knowledge.build([notes])
    knowledge.close()


def many_notes(place: Path) -> str:
    (place / "many").mkdir()
    for number in range(MANY):
        text = f"# Drum {number}\n\n" + "".join(f"- Drum uses Stick {n}\n" for n in range(20))
        (place / "many" / f"drum-{number}.md").write_text(text, encoding="utf-8")
    return str(place / "many")


def trust(page: Page):
    return page.get_by_text(re.compile(r"^\d+ files? · ")).first  # the old one may be fading out


def test_the_sample_is_one_click_away(fresh: str, visit: Callable[..., Page], artefacts: Path):
    page = visit(fresh, look="dark")
    expect(page.get_by_role("heading", name="What do your notes say?")).to_be_visible()
    expect(page.get_by_placeholder("/home/me/notes")).to_be_visible()
    page.wait_for_timeout(500)
    page.screenshot(path=artefacts / "welcome.png")
    assert serious(page) == []
    page.get_by_role("button", name="Try it with the sample notes").click()
    expect(page.get_by_role("heading", name="Most written about")).to_be_visible(timeout=READ)
    expect(trust(page)).to_contain_text("nothing leaves this machine")


def test_a_folder_is_read_files_are_dropped_and_changes_are_seen(
    fresh: str, visit: Callable[..., Page], tmp_path: Path
):
    notes = tmp_path / "my notes"
    notes.mkdir()
    (notes / "bell.md").write_text("# Bell\n\n- Bell rings at noon\n", encoding="utf-8")
    page = visit(fresh)
    page.get_by_role("button", name=re.compile("^my notes")).click()
    expect(page.get_by_text("1 note in it, 0 folders inside.")).to_be_visible()
    page.get_by_role("button", name="Index the notes in my notes").click()
    expect(trust(page)).to_contain_text("1 file ·", timeout=READ)

    (notes / "drum.md").write_text("# Drum\n\n- Drum is loud\n", encoding="utf-8")
    expect(trust(page)).to_contain_text("2 files ·", timeout=SEEN)
    box = page.get_by_role("combobox", name="Ask your notes")
    box.fill("when does Bell ring?")
    box.press("Enter")
    card = page.locator("#reading .card")
    expect(card).to_contain_text("noon")
    (notes / "bell.md").write_text("# Bell\n\n- Bell rings at dusk\n", encoding="utf-8")
    expect(card).to_contain_text("dusk", timeout=SEEN)
    (notes / "drum.md").unlink()
    expect(trust(page)).to_contain_text("1 file ·", timeout=SEEN)

    page.get_by_role("button", name="Notes", exact=True).click()
    page.locator("input[type=file]").set_input_files(
        {"name": "horn.md", "mimeType": "text/markdown", "buffer": b"# Horn\n\n- Horn is brass\n"}
    )
    page.get_by_role("button", name="Index these files").click()
    expect(trust(page)).to_contain_text("2 files ·", timeout=READ)
    assert (tmp_path / "dropped" / "horn.md").is_file()
    states = page.get_by_role("list", name="Indexed", exact=True).get_by_role("button")
    expect(states).to_have_count(2)
    expect(states.first).to_contain_text(re.compile(r"\d facts?"))


def test_the_editor_that_is_chosen_opens_the_note(followed: str, visit: Callable[..., Page]):
    page = visit(f"{followed}/?view=notes")
    page.get_by_role("combobox", name=words.OPEN_NOTES_IN).click()
    page.get_by_role("option", name="VS Code").click()
    expect(page.get_by_role("combobox", name=words.OPEN_NOTES_IN)).to_have_value("VS Code")
    page.goto(f"{followed}/?q=Bell&note=bell.md")
    link = page.get_by_role("link", name="Open in VS Code")
    expect(link).to_have_attribute("href", re.compile(r"^vscode://file/.*/bell\.md:1$"))


def test_a_layout_that_notes_changed_is_reset_and_a_deleted_note_leaves_no_ghost(
    followed: str, belfry: Path, visit: Callable[..., Page]
):
    page = with_map(visit(f"{followed}/?about=bell"))
    number = len(places(page))
    drum = belfry / "notes" / "drum.md"
    drum.write_text("# Drum\n\n- Drum uses Bell\n- Drum uses Stick\n", encoding="utf-8")
    page.wait_for_function(MORE, arg=number, timeout=SEEN)
    page.get_by_role("button", name=words.RESET_LAYOUT, exact=True).click()
    expect(page.get_by_role("button", name=words.RESET_LAYOUT, exact=True)).to_have_count(0)
    fresh = with_map(visit(f"{followed}/?about=bell", fresh=True))
    assert places(with_map(page)) == places(fresh)
    drum.unlink()
    expect(trust(page)).to_contain_text("2 files ·", timeout=SEEN)
    assert len(places(with_map(page))) == number
    page.goto(f"{followed}/?about=drum")
    expect(page.get_by_text(words.NOTHING_CALLED.format("drum"))).to_be_visible()
    page.goto(f"{followed}/?q=Bell&note=drum.md")
    expect(page.get_by_text(words.NO_NOTE.format("drum.md"))).to_be_visible()


def test_a_folder_that_is_not_there_is_said_in_one_line(followed: str, visit: Callable[..., Page]):
    page = visit(f"{followed}/?view=notes")
    page.get_by_placeholder("/home/me/notes").fill("/no/such/<b>folder")
    page.get_by_role("button", name="Index this folder").click()
    expect(page.get_by_text("There is no folder '/no/such/<b>folder'")).to_be_visible()


def test_a_build_names_the_note_that_it_reads_and_questions_are_answered_meanwhile(
    fresh: str, visit: Callable[..., Page], tmp_path: Path
):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "bell.md").write_text("# Bell\n\n- Bell rings at noon\n", encoding="utf-8")
    build(tmp_path / "index", tmp_path / "one")
    page = visit(f"{fresh}/?view=notes")
    page.get_by_placeholder("/home/me/notes").fill(many_notes(tmp_path))
    page.get_by_role("button", name="Index this folder").click()
    told = page.locator(".st-key-trust").get_by_text(re.compile(r" of \d+ · drum-\d+\.md$"))
    expect(told).to_be_visible()
    expect(page.locator(".st-key-trust").get_by_role("progressbar")).to_be_visible()
    box = page.get_by_role("combobox", name="Ask your notes")
    box.fill("when does Bell ring?")
    box.press("Enter")
    expect(page.locator("#reading .card")).to_contain_text("noon")
    expect(told).to_be_visible()


def test_lines_are_found_by_their_words_while_the_first_index_is_built(
    fresh: str, visit: Callable[..., Page], tmp_path: Path
):
    page = visit(fresh)
    page.get_by_placeholder("/home/me/notes").fill(many_notes(tmp_path))
    with locked(tmp_path / "index", wait=0):  # the first index waits
        page.get_by_role("button", name="Index this folder").click()
        box = page.get_by_role("combobox", name="Ask your notes")
        box.fill("which drum uses Stick 19?")
        box.press("Enter")
        expect(page.locator("#reading .headline")).to_contain_text("Until the index is ready")
        expect(page.locator("#reading .quote").first).to_have_text("Drum uses Stick 19")
        assert serious(page) == []
    expect(trust(page)).to_be_visible(timeout=2 * READ)
    expect(page.locator("#reading .headline")).not_to_contain_text("Until the index is ready")
