"""The page without a browser: every place is drawn, and a choice changes the view."""

import json
import socket
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.screen import opened

PAGE = Path(opened.__file__).with_name("page.py")
NOTES = {
    "noteloom.toml": "[lists]\naws = true\n",
    "barrel.md": "# Barrel\n\n- Barrel is an object store\n- Barrel is encrypted with Keysafe\n"
    "- an object may be at most 5 TB\n- Barrel triggers Runner when an object arrives\n",
    "keysafe.md": "# Keysafe\n\n- Keysafe manages keys\n- Keysafe integrates with Watchtower\n",
    "stacks.md": "# CloudFormation\n\n- CloudFormation (CF) makes stacks\n",
    "edge.md": "# CloudFront\n\n- CloudFront (CF) brings pages near to readers\n",
    "runner.md": "# Runner\n\n- a function may run for at most 15 minutes\n",
}


@pytest.fixture
def page(vault, monkeypatch):
    """Draw the page at an address and return it."""
    knowledge = vault(NOTES)
    monkeypatch.setenv("NOTELOOM_INDEX", str(knowledge.settings.index))
    monkeypatch.setenv("NOTELOOM_ENCODER", "hash")

    def draw(**address: str) -> AppTest:
        drawn = AppTest.from_file(str(PAGE), default_timeout=60)
        for key, value in address.items():
            drawn.query_params[key] = value
        drawn.run()
        assert not drawn.exception
        return drawn

    yield draw
    opened.knowledge().close()
    opened._opened.cache_clear()


def parts(drawn: AppTest) -> str:
    """Return what the page's own parts were given, as text."""
    return json.dumps([str(part.proto) for part in drawn.get("bidi_component")], ensure_ascii=False)


@pytest.mark.parametrize("place", ["ask", "explore", "study", "gaps", "notes"])
def test_every_place_is_drawn(page, place: str):
    page(view=place)


def test_an_answer_is_drawn_with_its_line(page):
    drawn = page(q="how long may a function run?")
    assert "at most" in parts(drawn)
    assert "runner.md" in parts(drawn)


def test_another_reading_stands_in_the_address(page):
    drawn = page(q="Barrel and Keysafe", **{"as": "relates"})
    assert drawn.query_params["as"] == "relates"


def test_the_toggle_stands_in_the_address(page):
    drawn = page(about="barrel")
    drawn.toggle(key="similar").set_value(True).run()
    assert drawn.query_params["similar"] == "yes"


def test_a_name_that_means_two_things_asks_which(page):
    drawn = page(q="what relates to CF?")
    assert "CF means 2 things in your notes. Which one?" in parts(drawn)
    assert "what relates to Amazon CloudFront?" in parts(drawn)
    assert "what relates to AWS CloudFormation?" in parts(drawn)


@pytest.mark.parametrize("place", ["ask", "explore", "study", "gaps", "notes"])
def test_the_box_is_there_in_every_place(page, place: str):
    assert "Ask a question or type a name" in parts(page(view=place))


def test_a_concept_that_is_gone_can_be_searched_for(page):
    drawn = page(about="zeppelin")
    assert "Nothing in your notes is called zeppelin." in parts(drawn)
    assert "Search for zeppelin" in parts(drawn)


def test_without_an_index_the_page_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("NOTELOOM_INDEX", str(tmp_path / "none"))
    drawn = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not drawn.exception
    assert drawn.title[0].value == "What do your notes say?"


def test_a_broken_index_is_told_from_a_missing_one(tmp_path, monkeypatch):
    (tmp_path / "noteloom.db").write_bytes(b"not a database" * 100)
    monkeypatch.setenv("NOTELOOM_INDEX", str(tmp_path))
    drawn = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not drawn.exception
    assert any(button.label == "Rebuild" for button in drawn.button)


def test_no_connection_is_opened_to_draw_a_page(page, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("something tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page(q="how long may a function run?")
    page(about="barrel")
