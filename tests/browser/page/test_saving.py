"""What is seen goes along as a file that the program it is meant for can open."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest
from playwright.sync_api import Page

from tests.browser.page.conftest import MAP, with_map

pytestmark = pytest.mark.browser
See = Callable[..., Page]
SHOWN = "host => host.__cy.edges(':visible').map(edge => edge.id()).sort()"
INK = """async bytes => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const colours = new Set(new Uint32Array(canvas.getImageData(
        0, 0, image.width, image.height).data.buffer));
    return [image.width, image.height, colours.size];
}"""
FORMS = {
    "GraphML": "noteloom.graphml",
    "JSON, node-link": "noteloom.json",
    "CSV tables": "noteloom-csv.zip",
    "Anki cards": "noteloom.apkg",
    "Markdown with citations": "noteloom.md",
}


def saved(page: Page, form: str, folder: Path) -> Path:
    """Save what the page shows in one form; return the file."""
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name=form, exact=True).click()
    assert downloading.value.suggested_filename == FORMS[form]
    downloading.value.save_as(folder / FORMS[form])
    page.keyboard.press("Escape")
    return folder / FORMS[form]


def drawn_edges(page: Page) -> set[tuple[str, str, str]]:
    """Return source, type and target of every edge on the screen."""
    return {tuple(one.split("|")) for one in page.eval_on_selector(MAP, SHOWN)}  # type: ignore[misc]


def test_graph_files_hold_the_relations_that_are_on_the_map(see: See, tmp_path: Path):
    page = with_map(see("about=keysafe"))
    shown = drawn_edges(page)
    read = nx.read_graphml(saved(page, "GraphML", tmp_path), force_multigraph=True)
    linked = nx.node_link_graph(
        json.loads(saved(page, "JSON, node-link", tmp_path).read_text(encoding="utf-8")),
        edges="edges",
    )
    for graph in (read, linked):
        assert {(source, kind, end) for source, end, kind in graph.edges(keys=True)} >= shown
        assert graph.nodes["keysafe"]["name"] == "Keysafe"


def test_what_is_hidden_is_not_saved(see: See, tmp_path: Path):
    page = with_map(see("about=keysafe&hide=runner&off=integrates_with"))
    read = nx.read_graphml(saved(page, "GraphML", tmp_path), force_multigraph=True)
    assert read.number_of_edges()
    assert not [edge for edge in read.edges(keys=True) if {"runner", "integrates_with"} & {*edge}]


def test_what_is_two_hops_away_on_the_map_is_saved_too(see: See, tmp_path: Path):
    page = with_map(see("about=courier&depth=2"))
    shown = drawn_edges(page)
    assert {one for one in shown if "courier" not in one}
    read = nx.read_graphml(saved(page, "GraphML", tmp_path), force_multigraph=True)
    assert {(source, kind, end) for source, end, kind in read.edges(keys=True)} >= shown


def test_the_line_of_an_answer_is_cited_in_markdown(see: See, tmp_path: Path):
    page = see("q=how long may a function run?")
    text = saved(page, "Markdown with citations", tmp_path).read_text(encoding="utf-8")
    assert "at most 15 minutes (runner\\.md, line 5)" in text


def test_tables_are_read_with_their_lines(see: See, tmp_path: Path):
    page = with_map(see("about=keysafe"))
    with zipfile.ZipFile(saved(page, "CSV tables", tmp_path)) as archive:
        tables = {name: pd.read_csv(io.BytesIO(archive.read(name))) for name in archive.namelist()}
    assert set(tables) == {"facts.csv", "concepts.csv", "relations.csv"}
    said = tables["relations.csv"]
    assert set(zip(said["source"], said["type"], said["target"], strict=True)) >= drawn_edges(page)
    assert said["line"].gt(0).all()


def test_cards_are_a_deck_that_anki_opens(see: See, tmp_path: Path):
    page = with_map(see("about=keysafe"))
    with zipfile.ZipFile(saved(page, "Anki cards", tmp_path)) as archive:
        assert archive.testzip() is None
        (tmp_path / "deck").write_bytes(archive.read("collection.anki2"))
    with sqlite3.connect(tmp_path / "deck") as deck:
        (check,) = deck.execute("PRAGMA integrity_check").fetchone()
        notes = [fields for (fields,) in deck.execute("SELECT flds FROM notes")]
    deck.close()
    assert check == "ok"
    assert all("{{c1::" in fields and ".md › " in fields for fields in notes)
    assert notes


def test_the_svg_has_every_name_and_label_as_text(see: See, tmp_path: Path):
    page = with_map(see("about=keysafe"))
    with page.expect_download() as downloading:
        page.get_by_label("Save as SVG").click()
    downloading.value.save_as(tmp_path / "map.svg")
    texts = {one.text for one in ElementTree.parse(tmp_path / "map.svg").iter() if one.text}
    labels = page.eval_on_selector(
        MAP, "host => host.__cy.elements(':visible').map(one => one.data('label'))"
    )
    assert set(labels) <= texts


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_png_is_a_picture_at_twice_the_size(see: See, look: str, artefacts: Path):
    page = with_map(see("about=keysafe", look=look))
    with page.expect_download() as downloading:
        page.get_by_label("Save as PNG").click()
    file = artefacts / f"saved-{look}.png"
    downloading.value.save_as(file)
    width, height, colours = page.evaluate(INK, list(file.read_bytes()))
    box = page.eval_on_selector(
        MAP,
        "host => { const b = host.__cy.elements(':visible').boundingBox(); return [b.w, b.h]; }",
    )
    assert width >= 2 * box[0] * 0.95
    assert height >= 2 * box[1] * 0.95
    assert colours > 20
