"""The list reads alone: by mouse, by keyboard, and whatever the notes say."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from graph.screen import words
from graph.screen.drawn import SUGGESTIONS
from tests.browser.page.conftest import address_says, serious

pytestmark = pytest.mark.browser
See = Callable[..., Page]
LINE = "runner.md%23a65a3b28"
"""The fifth line of that note: a function may run for at most 15 minutes."""


def picked(page: Page) -> str:
    return page.locator("#source .cited .text").inner_text()


def test_a_click_on_a_row_shows_the_line_between_its_neighbours(see: See):
    page = see("about=barrel")
    page.get_by_role("button", name="encrypted with Keysafe").last.click()
    strip = page.get_by_role("region", name="Source")
    expect(strip).to_contain_text("Barrel is encrypted with Keysafe")
    expect(strip.locator(".one")).to_have_count(3)
    expect(strip.locator(".cited .number")).to_have_text("5")


def test_the_arrows_go_from_row_to_row_enter_picks_and_escape_lets_go(see: See):
    page = see("about=barrel")
    page.locator("#reading button.hit").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#source .cited .text")).to_have_text("- an object may be at most 5 TB")
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_have_count(0)


def test_slash_goes_to_the_box_and_names_are_offered_while_one_types(see: See):
    page = see()
    page.keyboard.press("/")
    page.keyboard.type("keys")
    offer = page.get_by_role("option").first
    expect(offer).to_contain_text("Keysafe")
    expect(offer).to_contain_text(re.compile(r"\d facts"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keysafe", exact=True)).to_be_visible()
    address_says(page, "about=keysafe")


def test_names_are_offered_to_whoever_types_on_soon_after_a_choice(see: See):
    page = see()
    for typed, name in (("barr", "Barrel"), ("runn", "Runner")):
        page.wait_for_timeout(100)
        page.keyboard.press("/")
        page.keyboard.type(typed)
        expect(page.get_by_role("option").first).to_contain_text(name)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")


def test_names_that_come_after_the_question_was_asked_are_not_offered(see: See):
    page, held = see(), list[Route]()
    page.route(f"**{SUGGESTIONS}*", lambda route: held.append(route))
    with page.expect_request(f"**{SUGGESTIONS}*"):
        page.get_by_role("combobox", name="Ask your notes").press_sequentially("keysafe")
    page.keyboard.press("Enter")
    expect(page.locator("#reading .card")).to_be_visible()
    with suppress(Error):  # the page has given the request up
        held[0].continue_()
    page.wait_for_timeout(200)
    expect(page.get_by_role("option")).to_have_count(0)


def test_a_name_is_completed_inside_a_question(see: See):
    page = see()
    box = page.get_by_role("combobox", name="Ask your notes")
    box.press_sequentially("what relates to keys")
    expect(page.get_by_role("option").first).to_contain_text("Keysafe")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("what relates to Keysafe ")


def test_a_cited_number_opens_the_whole_note_at_its_line(see: See):
    page = see("q=how long may a function run?")
    page.get_by_role("button", name="Open the note at line 5").first.click()
    note = page.get_by_role("region", name="Note runner.md")
    expect(note.locator("[aria-current]")).to_contain_text("15 minutes")
    expect(note.get_by_role("heading", name="Runner")).to_be_visible()
    expect(page.locator("#source")).to_have_count(0)
    assert serious(page) == []


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844), (640, 450)])
def test_an_open_note_shows_the_cited_line(see: See, width: int, height: int):
    page = see(
        f"q=how long may a function run?&note=runner.md&line={LINE}", width=width, height=height
    )
    cited = page.locator("#note [aria-current]")
    cited.wait_for()
    page.locator("#note").scroll_into_view_if_needed()
    expect(cited).to_be_in_viewport()


def test_an_answer_says_in_words_and_in_numbers_why_its_line_is_there(see: See):
    page = see("q=how long may a function run?")
    why = page.locator("#reading .card details.why")
    why.locator("summary").first.click()
    expect(why).to_contain_text("It has your words: function, run.")
    expect(why.locator("dt").first).to_be_hidden()
    why.get_by_text("Numbers").click()
    expect(why.locator("dt").first).to_have_text("score")


def test_two_things_are_compared_side_by_side(see: See):
    page = see("q=Runner vs Courier&as=compare")
    expect(page.locator(".columns .side")).to_have_text(["Runner", "Courier"])
    assert serious(page) == []


def test_an_answered_card_gives_way_to_the_next(see: See):
    page = see("view=study")
    first = page.locator("#reading .quote").inner_text()
    page.get_by_role("button", name="I knew it").click()
    expect(page.locator("#reading .quote")).not_to_have_text(first)
    expect(page.get_by_text("1 learnt")).to_be_visible()


def test_what_was_not_known_is_counted_and_kept_for_the_next_session(see: See):
    page = see("view=study")
    before = page.get_by_text(" learnt").inner_text()
    page.get_by_role("button", name="I did not").click()
    told = page.get_by_text("answers known")
    expect(told).not_to_have_text(before)
    counted = re.findall(r"\d+ of \d+ answers", told.inner_text())
    page.reload()
    expect(told).to_contain_text(counted[0])


def test_study_is_kept_to_the_topic_that_is_chosen(see: See):
    page = see("view=study")
    told = page.get_by_text(" learnt")
    every = told.inner_text()
    page.get_by_role("combobox", name=words.TOPIC_OR_TAG).click()
    page.get_by_role("option", name="Barrel and Keysafe").click()
    expect(told).not_to_have_text(every)
    expect(page.locator("#reading .quote")).to_contain_text(re.compile("Barrel|Keysafe|Watchtower"))


def test_an_unknown_filter_in_an_address_is_undone_on_the_page(
    visit: Callable[..., Page], address: str
):
    page = visit(f"{address}/?q=what relates to Keysafe?&type=bakes")
    page.get_by_role("button", name=words.CLEAR_FILTERS).click()
    expect(page.locator("#reading .headline")).to_contain_text("Keysafe relates to 4 things")
    assert "type=" not in page.url


def test_nothing_in_a_note_is_drawn_as_html_or_run(see: See):
    page = see("about=watchtower")
    reading = page.locator("#reading")
    expect(reading).to_contain_text("<script>alert(2)</script> is only text, $x^2$ too")
    expect(reading).to_contain_text("watchtower <b onclick=alert(3)>.md")
    assert reading.locator("img, script, a, i, em").count() == 0
    page.get_by_role("button", name="is only text").click()
    expect(page.locator("#source")).to_contain_text(":red[so is this] and **bold**")
    assert page.locator("#source").locator("img, script, a").count() == 0


def test_a_hostile_address_shows_a_page_all_the_same(see: See):
    page = see("q=<img src=x onerror=alert(1)>&depth=99&node=x&view=nowhere")
    assert page.locator("img[src='x']").count() == 0


def test_the_missing_words_of_a_card_come_with_their_line_at_a_click(see: See):
    page = see("view=study")
    card = page.locator("#reading button.hit").first
    expect(card.locator(".cloze.shown")).to_have_count(0)
    card.click()
    expect(card.locator(".cloze.shown")).to_have_count(1)
    expect(page.locator("#source .cited .text")).to_contain_text(card.locator("b").inner_text())


def test_ready_questions_come_with_a_name_and_the_next_ones_under_an_answer(see: See):
    page = see()
    page.get_by_role("combobox", name="Ask your notes").press_sequentially("Keysafe")
    page.get_by_role("option", name="what relates to Keysafe?").click()
    box = page.get_by_role("combobox", name="Ask your notes")
    expect(box).to_have_value("what relates to Keysafe?")
    following = page.get_by_role("list", name="Ask next").get_by_role("button")
    following.get_by_text("what is encrypted with Keysafe?").click()
    expect(page.locator("#reading .headline")).to_have_text(
        "Keysafe encrypts 2 things in your notes"
    )


def test_the_first_result_is_seen_at_a_zoom_of_200_per_cent(see: See):
    page = see("q=what relates to Keysafe?", width=640, height=450)
    row = page.locator("#reading button.hit").first
    expect(row).to_be_in_viewport(ratio=0.5)


def test_related_notes_stand_beside_a_note_with_their_reasons(see: See):
    page = see("q=what relates to Keysafe?&note=courier.md")
    page.get_by_text("Related notes").click()
    entry = page.locator(".related .entry").first
    expect(entry).to_contain_text("both name")
    entry.click()
    address_says(page, "note=")
    expect(page.locator("#note .path")).not_to_have_text("courier.md")
