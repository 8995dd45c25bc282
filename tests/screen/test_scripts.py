"""A part's script is loaded by name, once; what goes along with each rerun is one line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from graph.screen import words
from graph.screen.scripts import FOLDER, SCRIPTS, loader_of, map_file, part_script


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[SCRIPTS]))


@pytest.mark.parametrize("part", ["box", "reading", "source", "note", "bars"])
def test_a_part_is_served_for_good_under_the_name_that_its_loader_gives(
    client: TestClient, part: str
):
    name = part_script(part)
    reply = client.get(f"{FOLDER}/{name}")
    assert f"{FOLDER}/{name}" in loader_of(name)
    assert "export default function" in reply.text
    assert reply.headers["content-type"].startswith("text/javascript")
    assert "immutable" in reply.headers["cache-control"]


@pytest.mark.skipif(not map_file("js"), reason="the map is not built")
def test_the_map_is_served_but_no_part_of_it_goes_along(client: TestClient):
    name = part_script("map")
    assert len(client.get(f"{FOLDER}/{name}").text) > 100_000
    assert len(loader_of(name)) < 200


@pytest.mark.parametrize("part", ["box", "reading", "source", "note", "bars"])
def test_a_script_is_given_the_words_that_it_writes(client: TestClient, part: str):
    head, _, text = client.get(f"{FOLDER}/{part_script(part)}").text.partition("\n")
    given = json.loads(head.removeprefix("const WORDS = "))
    assert given
    assert {*re.findall(r"WORDS\.(\w+)", text)} <= given.keys()


@pytest.mark.parametrize("name", ["box.js", "map-0.js", "..%2Fparts%2Fbox.js", "%2e%2e/look.css"])
def test_nothing_else_is_served(client: TestClient, name: str):
    assert client.get(f"{FOLDER}/{name}").status_code == 404


def test_every_word_that_the_page_asks_for_is_there_and_no_other():
    folder = Path(words.__file__).parent
    sources = [*folder.glob("*.py"), *folder.glob("parts/*.js"), *folder.glob("map/src/*.js")]
    asked = {
        name
        for file in sources
        for name in re.findall(r"\b(?:words|WORDS)\.([A-Z_]+)\b", file.read_text(encoding="utf-8"))
    }
    assert asked - {"EVERY"} == words.EVERY.keys()
