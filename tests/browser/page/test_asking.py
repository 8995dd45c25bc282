"""A question, its answer with the line that says so, and what can be done with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.screen import words
from graph.screen.reasons import SIMILAR, place_of
from tests.browser.page.conftest import address_says, click_node, places, with_map

pytestmark = pytest.mark.browser
See = Callable[..., Page]
HOW_LONG = "for how many minutes may a function run at most?"


def ask(page: Page, question: str) -> None:
    box = page.get_by_role("combobox", name="Ask your notes")
    box.fill(question)
    box.press("Enter")


def test_a_question_is_answered_a_node_is_clicked_and_nothing_else_moved(see: See):
    page = see()
    ask(page, HOW_LONG)
    card = page.locator("#reading .card")
    expect(card).to_contain_text("15 minutes")
    expect(card.locator(".path").first).to_have_text("runner.md › Runner")
    expect(card.locator(".line").first).to_have_text("line 5")
    with_map(page)
    before = places(page)
    answer = card.bounding_box()
    click_node(page, "keysafe")
    expect(page.locator("#source .cited .text")).to_have_text(
        "- Runner uses Keysafe for its secrets"
    )
    assert places(page) == before
    assert card.bounding_box() == answer


def test_the_value_is_in_bold_between_the_lines_before_and_after(see: See):
    page = see(f"q={HOW_LONG}")
    card = page.locator("#reading .card")
    expect(card.locator(".quote b").first).to_have_text("15 minutes")
    expect(card.locator(".neighbour").first).to_have_text("default timeout is 3 seconds")


def test_a_name_that_means_two_things_asks_which(see: See):
    page = see("q=what relates to CF?")
    expect(page.get_by_role("heading", name="CF means 2 things in your notes.")).to_be_visible()
    page.get_by_role("button", name="CloudFormation,").click()
    expect(page.get_by_role("combobox", name="Ask your notes")).to_have_value(
        "what relates to CloudFormation?"
    )
    expect(page.get_by_text("Which one?")).to_have_count(0)


def test_lines_that_disagree_are_both_shown(see: See):
    page = see("q=how long does Lantern keep a trace?")
    card = page.locator("#reading .card")
    expect(card).to_contain_text("Your notes disagree")
    expect(card.get_by_role("list", name="Cited lines")).to_contain_text("30 days")
    expect(card.get_by_role("list", name="Cited lines")).to_contain_text("7 days")


def test_every_line_says_why_it_is_there_and_the_similar_ones_are_off_at_first(see: See):
    page = see(f"q={HOW_LONG}")
    similar = page.locator("#reading .group.similar", has_text="Similar meaning")
    expect(similar.locator("button.hit")).to_have_count(0)
    similar.get_by_role("button", name=re.compile(r"^Show \d+$")).click()
    labels = similar.locator("button.hit .label")
    expect(labels).to_have_count(similar.locator("button.hit").count())
    assert set(labels.all_inner_texts()) <= set(SIMILAR)


def test_the_words_of_a_line_come_before_a_typos_nearest_word(see: See):
    page = see("q=metrics for mesages")
    labels = page.get_by_role("list", name="More lines").locator("button.hit .label")
    told = [place_of(label) for label in labels.all_inner_texts()]
    assert told == sorted(told)


def test_one_click_on_the_chip_reads_the_question_in_another_way(see: See):
    page = see("q=Keysafe and Watchtower")
    page.get_by_test_id("stMenuButton").get_by_role("button").first.click()
    page.get_by_role("menuitem", name="Relations").click()
    address_says(page, "as=relates")
    expect(page.get_by_role("heading", name="integrates with 1")).to_be_visible()
    expect(page.get_by_role("combobox", name="Ask your notes")).to_have_value(
        "Keysafe and Watchtower"
    )


def test_a_question_for_one_relation_shows_that_relation_alone_on_list_and_map(see: See):
    page = see("q=What services integrate with Watchtower?")
    expect(page.locator("#reading .headline")).to_have_text(
        "Watchtower integrates with 1 thing in your notes"
    )
    assert set(places(with_map(page))) == {"keysafe", "watchtower"}
    page.get_by_role("button", name="All relations of Watchtower").click()
    expect(page.locator("#reading .headline")).to_contain_text("relates to 3 things")


def test_a_comparison_draws_both_sides_with_what_they_share_as_the_list_has_it(see: See):
    page = see("q=compare Barrel and Runner")
    shared = page.get_by_role("list", name="Related to both").locator("button.hit .name")
    expect(shared.first).to_be_visible()
    at = places(with_map(page))
    assert at["barrel"][0] < at["keysafe"][0] < at["runner"][0]
    assert len(at) == 2 + shared.count()
    expect(page.locator(".map .caption")).to_have_text(f"{shared.count()} things shared")


def test_two_things_that_share_nothing_are_compared_without_a_map(see: See):
    page = see("q=compare Lantern and Keysafe&as=compare")
    expect(page.locator(".columns")).to_be_visible()
    expect(page.locator(".map")).to_have_count(0)


def test_the_heading_the_legend_and_the_map_count_the_same(see: See):
    page = with_map(see("q=what relates to Keysafe?"))
    kinds = page.get_by_role("group", name="Things").locator(".number").all_inner_texts()
    assert sum(map(int, kinds)) == len(places(page)) - 1
    expect(page.locator("#reading .headline")).to_contain_text(f"{len(places(page)) - 1} things")


def test_list_map_and_filter_name_a_relation_alike_and_offer_only_what_is_there(see: See):
    page = with_map(see("q=what relates to Keysafe?"))
    legend = page.get_by_role("group", name="Relations").locator(".item").all_inner_texts()
    page.get_by_role("combobox", name=words.ANY_RELATION).click()
    offered = page.get_by_role("option")
    expect(offered.first).to_have_text(words.ANY_RELATION)
    assert {re.sub(r"\W*\d+$", "", one) for one in legend} == {*offered.all_inner_texts()[1:]}
    page.keyboard.press("Escape")
    expect(page.get_by_role("list", name="encrypts")).to_be_visible()


def test_a_name_and_the_word_relations_are_read_as_relations(see: See):
    page = see("q=Keysafe relations")
    expect(page.locator("#reading .kicker").first).to_have_text("Relations")
    expect(page.locator("#reading .headline")).to_contain_text("Keysafe relates to 4 things")


def test_exact_words_show_only_lines_that_hold_them(see: See):
    page = see('q="at most"')
    lines = page.locator("#reading button.hit .quote")
    expect(lines).to_have_count(3)
    assert all("at most" in line for line in lines.all_inner_texts())
    expect(page.locator("#reading .group")).to_have_count(0)


def test_a_path_is_read_line_by_line_and_a_thing_on_it_can_be_left_out(see: See):
    page = see("q=how are Barrel and Watchtower related?&as=path")
    expect(page.get_by_role("heading", name=re.compile("^Path 1"))).to_be_visible()
    page.get_by_role("button", name="Exclude Keysafe").first.click()
    address_says(page, "without=keysafe")
    expect(page.get_by_role("button", name="Exclude Keysafe")).to_have_count(0)
    expect(page.get_by_role("heading", name=re.compile("^Path 1"))).to_be_visible()


def test_what_is_not_written_is_declined_and_can_be_kept_as_a_gap(see: See):
    page = see("q=what does the zeppelin insurance cost in Norway?")
    expect(page.get_by_role("heading", name="Not in your notes.")).to_be_visible()
    expect(page.locator("#reading")).to_contain_text(re.compile(r"Searched \d+ facts in 7 files"))
    assert page.locator("#reading button.hit").count() <= 3
    page.get_by_role("button", name="Add to gaps").click()
    expect(page.get_by_role("button", name="Remove from gaps")).to_be_visible()
    page.get_by_role("button", name="Gaps", exact=True).click()
    kept = page.get_by_role("region", name="Gaps")
    expect(kept).to_contain_text("zeppelin insurance")
    page.get_by_role("button", name="Done").click()
    expect(kept).to_contain_text("No gaps yet")


def test_what_may_have_been_meant_is_one_click_away_where_nothing_is_answered(see: See):
    page = see("q=what does Keysaf cost in Norway?")
    expect(page.get_by_role("heading", name="Not in your notes.")).to_be_visible()
    meant = "what does Keysafe cost in Norway?"
    page.get_by_role("button", name=f"Did you mean: {meant}").click()
    expect(page.get_by_role("combobox", name="Ask your notes")).to_have_value(meant)


def test_what_is_seen_is_saved_with_its_lines(see: See):
    page = see("about=keysafe")
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Markdown with citations").click()
    saved = Path(downloading.value.path()).read_text(encoding="utf-8")
    assert downloading.value.suggested_filename == "noteloom.md"
    assert "keysafe\\.md, line 4" in saved
    assert "15 months" not in saved


def test_a_name_is_given_with_a_preview_and_taken_back(see: See, folder: Path):
    page = see("about=courier")
    page.get_by_role("button", name="Names").click()
    page.get_by_label("Name", exact=True).fill("Postman")
    preview = page.get_by_text(re.compile(r"^\d facts, \d relations will change"))
    expect(preview).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", name="Postman", exact=True)).to_be_visible()
    assert "Postman" in (folder / "notes" / "noteloom.toml").read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo last change").click()
    expect(page.get_by_role("heading", name="Courier", exact=True)).to_be_visible()


def test_a_kept_view_is_offered_at_the_start_and_comes_back(see: See):
    page = see(f"q={HOW_LONG}&line=x")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Save this view").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Noteloom").click()
    page.get_by_role("list", name="Saved views").get_by_role("button", name=HOW_LONG).click()
    expect(page.locator("#reading .card")).to_contain_text("15 minutes")
    page.get_by_role("button", name="Noteloom").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("list", name="Saved views")).to_have_count(0)


def test_two_sessions_at_once_do_not_mix(see: See):
    one, other = see(f"q={HOW_LONG}"), see("about=courier")
    expect(one.locator("#reading .card")).to_contain_text("15 minutes")
    expect(other.get_by_role("heading", name="Courier", exact=True)).to_be_visible()
    ask(other, HOW_LONG)
    expect(other.locator("#reading .card")).to_contain_text("15 minutes")
    expect(one.get_by_role("combobox", name="Ask your notes")).to_have_value(HOW_LONG)
